//! What the tests share: the mock server, models as a crate, and the runner of the corpus.

#[cfg(feature = "corpus")]
pub mod corpus;
pub mod mock;
pub mod models;

#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;
