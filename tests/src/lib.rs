//! Shared by the tests: the mock server, models as a crate, the corpus runner, the fuzzer of documents and the
//! benchmarks.

#[cfg(feature = "corpus")]
pub mod bench;
#[cfg(feature = "corpus")]
pub mod corpus;
#[cfg(feature = "corpus")]
pub mod fuzz;
pub mod mock;
pub mod models;
#[cfg(feature = "corpus")]
mod process;
pub mod schemas;
pub mod single_tree;

#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;
