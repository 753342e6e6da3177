//! `cargo xtask bench`: measures whole processes, side by side.
//!
//! Machines are noisy, so a figure means something only beside another one of the same run: all candidates run in
//! turn, several rounds, and the table shows ratios to the first one. Stages and calls are measured by the benches of
//! the packages (`cargo bench`).

mod command;
mod compile;
mod cost;
mod hostile;
mod hostile_documents;
mod json;
mod larger_document;
mod round;

pub use command::main;
