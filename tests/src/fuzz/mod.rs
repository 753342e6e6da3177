//! `cargo xtask fuzz`: documents that nobody would write, made of those that people wrote.
//!
//! A seed is a case: it chooses a document and what is done to it (`mutate`), always the same. The case goes through the
//! whole pipeline, and what comes out is looked at (`trial`). The command does that in processes of its own, so that a
//! panic, an overflow of the stack or a case without end is a finding like any other (`workers`), makes each finding's
//! document as small as it gets (`minimize`), and reports. The tests run a small share of it without all that.

#[cfg(feature = "corpus")]
mod command;
#[cfg(feature = "corpus")]
mod minimize;
pub mod mutate;
pub mod trial;
#[cfg(feature = "corpus")]
mod workers;

#[cfg(feature = "corpus")]
pub use command::main;
