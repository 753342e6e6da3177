//! sdkwright reads an OpenAPI document and writes a Rust SDK.
//!
//! The way of a document is one pipeline, and these modules are its stages in their order:
//! [`load`] → [`overlay`] → [`upgrade`] → [`lower`] → [`plan`] → [`emit`] → [`mod@print`] → [`mod@write`].
//! Only `load` reads and only `write` writes; in between nothing touches a file, the network, the
//! clock or the environment.

pub mod command;
pub mod config;
pub mod diagnostics;
mod did_you_mean;
pub mod emit;
pub mod files;
pub mod load;
pub mod lower;
pub mod model;
pub mod overlay;
mod pipeline;
pub mod plan;
pub mod print;
mod rust;
pub mod upgrade;
mod words;
pub mod write;

pub use config::Config;
pub use files::GeneratedFile;
pub use pipeline::{Generation, Input, Summary, generate, generate_and_look};
pub use rust::package::is_package_name;
pub use write::{Checked, Provenance, Written, check, write};
