//! The content of a call, and the HTTP request built from it.

pub mod authorization;
pub mod client_config;
pub mod content;
pub mod origin;
mod parameters;
mod path;
mod percent;
pub mod prepare;
