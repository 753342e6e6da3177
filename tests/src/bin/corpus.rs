//! `cargo xtask corpus DIR…`: runs the generator over real documents.

fn main() -> std::process::ExitCode {
    sdkwright_tests::corpus::main()
}
