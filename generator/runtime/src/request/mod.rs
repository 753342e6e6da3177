//! The content of a call, and the HTTP request built from it.

pub mod authorization;
mod brackets;
pub mod client_config;
pub mod content;
pub mod form;
mod idempotency;
pub mod json_member;
pub mod origin;
pub mod parameters;
mod path;
mod percent;
pub mod prepare;
pub mod shape;
