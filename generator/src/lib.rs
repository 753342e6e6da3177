//! sdkwright reads an OpenAPI document and writes a Rust SDK.
//!
//! A document passes through one pipeline. These modules are its stages, in order: [`load`] → [`overlay`] →
//! [`mod@parse`] → [`lower`] → [`plan`] → [`emit`] → [`mod@print`] → [`mod@write`]. Only `load` reads and
//! only `write` writes files; the stages in between do not access files, the network, the clock or the
//! environment.

pub mod command;
pub mod config;
pub mod diagnostics;
mod did_you_mean;
pub mod emit;
pub mod files;
pub mod limits;
pub mod lint;
pub mod load;
pub mod lower;
mod media_type;
pub mod model;
pub mod overlay;
pub mod parse;
mod pipeline;
pub mod plan;
pub mod pointer;
pub mod print;
pub mod progress;
mod rust;
pub mod spec;
mod words;
pub mod write;

pub use config::Config;
pub use files::GeneratedFile;
pub use limits::Limits;
pub use pipeline::{
    Contents, Generation, Input, Source, Summary, generate, generate_and_inspect,
    generate_with_progress, lint,
};
pub use rust::package::is_package_name;
pub use write::{Checked, Provenance, Written, check, write};
