// Written by sdkwright from the API's document: edits are lost.

//! The HTTP request of a call: what the call holds, and how URL, headers and credentials are made of it.

pub mod authorization;
pub mod client_config;
pub mod content;
pub mod origin;
mod parameters;
mod path;
mod percent;
pub mod prepare;
