//! The fuzz targets: functions that take any bytes and panic if a promise is broken.
//!
//! [`TARGETS`] lists them. Three things run them: the harness for libFuzzer in `libfuzzer/`, with coverage; the program
//! of this package, without coverage; and the test `replay`, which runs the seeds, the findings and some changes of them
//! in CI. [`random`] makes the changes.
//!
//! The runtime is a module here, as it is in an SDK. What is tested is what is copied.

pub mod check;
pub mod choices;
mod independent;
pub mod mutate;
mod nested_places;
pub mod random;
#[allow(missing_docs, unused, reason = "an SDK re-exports what its users need")]
#[path = "../../../generator/runtime/src/lib.rs"]
mod runtime;
mod sdk;
mod targets;

pub use targets::{TARGETS, Target};
