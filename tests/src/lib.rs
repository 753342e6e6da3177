//! What the tests share: the mock server, models as a crate, the runner of the corpus, and the mutator.

#[cfg(feature = "corpus")]
pub mod corpus;
pub mod fuzz;
pub mod mock;
pub mod models;
#[cfg(feature = "corpus")]
mod process;

#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;
