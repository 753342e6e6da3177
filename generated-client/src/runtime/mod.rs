// Written by sdkwright from the API's document: edits are lost.

//! The runtime that every SDK written by sdkwright carries.
//!
//! An ordinary crate with its own tests (in `tests/`, where it is a module, as it is in an SDK). Its source is copied verbatim
//! into each SDK as the module `runtime`, so that paths here begin with `super` or `self`.
//!
//! The way of a call: a `Call` is filled by the SDK, `prepare` makes a request of it, `attempts` sends it through a
//! `Transport` until the rules of `retry` say that it is enough, and a decoder of `decode` reads the answer.

#![allow(
    dead_code,
    unused_imports,
    unused_macros,
    reason = "an SDK uses what its document needs"
)]

mod api;
pub mod base64;
#[cfg(all(feature = "blocking", not(target_arch = "wasm32")))]
pub mod blocking;
mod call;
mod clock;
mod core;
mod credentials;
pub mod decimal;
pub mod decode;
mod environment;
mod error;
mod headers;
mod json_path;
pub mod nullable;
mod operation;
pub mod pagination;
mod pending;
mod request;
mod request_builder;
#[cfg(feature = "reqwest")]
mod reqwest_transport;
mod response;
mod secret;
mod send;
mod settings;
mod shown_headers;
#[cfg(feature = "testing")]
pub mod testing;
pub mod transport;
#[cfg(feature = "validate")]
pub mod validation;
pub mod wire;
mod with_response;

pub use self::base64::{Base64, Base64Url};
pub use self::core::Core;
pub use api::{Api, Scheme, SchemeKind};
pub use call::Call;
pub use clock::{Clock, SystemClock};
pub use credentials::Credentials;
pub use decimal::Decimal;
pub use error::{Error, ErrorKind, Result};
pub use nullable::Nullable;
pub use operation::{Operation, Parameter, PathStyle, QueryStyle, Success};
pub use pagination::{Items, Offset, Pages};
pub use pending::Pending;
pub use request_builder::Request;
pub(crate) use request_builder::request;
pub use response::{RawResponse, Response};
pub use secret::Secret;
pub use settings::Settings;
pub use transport::Transport;
pub use with_response::WithResponse;
