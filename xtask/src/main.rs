//! The tasks of this repository: `cargo xtask …`.
fn main() {}
