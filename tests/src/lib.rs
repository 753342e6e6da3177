//! What the tests share: the mock server.

pub mod mock;
pub mod models;
