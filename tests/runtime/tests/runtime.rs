//! The runtime's tests. They include it as a module, as it is in an SDK, so that what is tested is what is copied.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    reason = "tests"
)]

#[path = "../../../generator/runtime/src/lib.rs"]
mod runtime;

mod cases;
