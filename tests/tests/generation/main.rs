//! Whole crates generated from documents: real ones, hostile ones, and ones changed at random.
//!
//! The ignored tests compile what is generated and take minutes. Run them with
//! `cargo test -p sdkwright-tests --test generation -- --ignored`.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod binary_everywhere;
mod body_media_types;
mod calls;
mod cargo;
mod dependencies;
mod errors;
mod example_programs;
mod good_guest;
mod hostile_documents;
mod inheritance;
mod many_arguments;
mod model_round_trips;
mod multipart_constraints;
mod names_of_the_crate_root;
mod real_documents;
mod resource_features;
mod response_headers;
mod streams;
mod typical_calls;
mod webhooks;
mod xml;
