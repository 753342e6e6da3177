// Written by sdkwright from the API's document: edits are lost.

//! The operations of the API: a module per resource, with its handle and a request builder per operation.

#![allow(deprecated, reason = "deprecated operations use deprecated types")]
#![allow(
    clippy::large_enum_variant,
    clippy::module_inception,
    clippy::should_implement_trait,
    clippy::too_many_arguments,
    clippy::wrong_self_convention,
    reason = "names, arguments and responses are those of the API"
)]

pub mod sessions;
