//! `cargo xtask fuzz-documents DIR…`: runs the generator over documents that are changed at random.

fn main() -> std::process::ExitCode {
    sdkwright_tests::fuzz::main()
}
