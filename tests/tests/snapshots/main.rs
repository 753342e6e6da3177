//! What the small documents of `tests/fixtures` become: the API model, and the generated code.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod api_model;
mod models;
mod resources;
mod webhooks;
