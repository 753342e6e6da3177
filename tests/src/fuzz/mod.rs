//! `cargo xtask fuzz-documents`: the fuzz target `documents` over documents of any folders, without coverage.
//!
//! A seed determines a case. The command runs cases in child processes, so that a panic, a stack overflow or an endless
//! loop is a finding like any other (`workers`), and reduces the document of each finding (`minimize`).

mod command;
mod minimize;
mod workers;

pub use command::main;
