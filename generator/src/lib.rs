//! sdkwright reads an OpenAPI document and writes a Rust SDK.
//!
//! The way of a document is one pipeline, and these modules are its stages in their order:
//! [`load`] → [`overlay`] → [`upgrade`] → [`lower`] → [`plan`] → [`emit`] → [`print`] → [`write`].
//! Only `load` reads and only `write` writes; in between nothing touches a file, the network, the
//! clock or the environment.

pub mod config;
pub mod diagnostics;
pub mod emit;
pub mod load;
pub mod lower;
pub mod model;
pub mod overlay;
pub mod plan;
pub mod print;
pub mod upgrade;
pub mod write;
