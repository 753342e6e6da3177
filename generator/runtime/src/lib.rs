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
mod attempts;
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
mod error_message;
mod error_text;
mod headers;
mod json_path;
pub mod nullable;
mod operation;
mod origin;
pub mod pagination;
mod parameters;
mod path;
mod pending;
mod percent;
mod prepare;
mod receive;
mod redirect;
mod request;
#[cfg(feature = "reqwest")]
mod reqwest_transport;
mod response;
mod retry;
mod retry_after;
mod secret;
mod settings;
#[cfg(feature = "testing")]
pub mod testing;
mod timeout;
mod trace;
pub mod transport;
#[cfg(feature = "validate")]
pub mod validation;
pub mod wire;

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
pub use pending::{Pending, WithResponse};
pub use request::Request;
pub(crate) use request::request;
pub use response::{RawResponse, Response};
pub use secret::Secret;
pub use settings::Settings;
pub use transport::Transport;
