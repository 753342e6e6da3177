//! `cargo xtask bench …`: measures the generator and the crates that it writes, beside others.

fn main() -> std::process::ExitCode {
    sdkwright_tests::bench::main()
}
