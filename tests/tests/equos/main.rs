//! The generated `equos` crate, against the mock server and against prepared responses.

#![allow(
    deprecated,
    reason = "the deprecated items of the API are tested as well"
)]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod blocking;
mod calls;
mod custom_requests;
mod doc_examples;
mod errors;
mod example_programs;
mod headers;
mod limits;
mod mock_server;
mod pages;
mod path_parameters;
mod redirects;
mod retries;
mod secrets;
mod support;
mod undocumented_responses;
