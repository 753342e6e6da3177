//! The package: its manifest, its licences, its root module and the runtime in it.

pub mod lib_rs;
pub mod licences;
pub mod manifest;
pub mod metadata;
pub mod runtime_copy;
