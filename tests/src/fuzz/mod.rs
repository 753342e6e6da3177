//! `cargo xtask fuzz`: runs the generator over documents that are changed at random.
//!
//! A seed determines a case: a document and its changes (`mutate`). The case goes through the whole pipeline, and the
//! files are checked (`check`). The command runs cases in child processes, so that a panic, a stack overflow or an
//! endless loop is a finding like any other (`workers`), and reduces the document of each finding (`minimize`). The
//! tests run a few cases in their own process.

pub mod check;
#[cfg(feature = "corpus")]
mod command;
#[cfg(feature = "corpus")]
mod minimize;
pub mod mutate;
#[cfg(feature = "corpus")]
mod workers;

#[cfg(feature = "corpus")]
pub use command::main;
