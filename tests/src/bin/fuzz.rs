//! `cargo xtask fuzz DIR…`: documents that nobody would write.

fn main() -> std::process::ExitCode {
    sdkwright_tests::fuzz::main()
}
