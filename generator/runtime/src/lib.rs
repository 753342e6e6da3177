//! The runtime of every SDK that sdkwright generates.
//!
//! It is a crate of its own for its tests (in `tests/runtime/`). Its sources are copied into each SDK as the module
//! `runtime`, without the unit tests, so paths in them begin with `super` or `self`.
//!
//! The steps of a call: the SDK sets values on a `Call`, `request::prepare` builds an HTTP request from them,
//! `send::attempts` sends it through a `Transport` until it succeeds or must not be retried, and a decoder of `decode`
//! decodes the response. The layers of the modules are listed in `docs/architecture.md`.

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
mod conversions;
mod core;
mod credentials;
mod custom_request;
pub mod decimal;
pub mod decode;
mod environment;
mod error;
mod file_part;
#[cfg(all(feature = "files", not(target_arch = "wasm32")))]
mod file_reader;
mod headers;
#[cfg(all(
    any(feature = "hyper", feature = "reqwest"),
    not(target_arch = "wasm32")
))]
mod http_bodies;
#[cfg(all(feature = "hyper", not(target_arch = "wasm32")))]
mod hyper_transport;
mod interceptor;
mod json_path;
mod multipart;
pub mod nullable;
pub mod oauth;
mod operation;
pub mod pagination;
mod parameter;
mod pending;
mod random;
mod redirect;
mod request;
mod request_builder;
#[cfg(any(feature = "reqwest", target_arch = "wasm32"))]
mod reqwest_transport;
mod response;
pub mod response_headers;
mod secret;
mod send;
mod settings;
mod shown_headers;
pub mod streaming;
#[cfg(feature = "testing")]
pub mod testing;
mod token;
pub mod transport;
#[cfg(feature = "validate")]
pub mod validation;
pub mod webhooks;
pub mod wire;
mod with_response;
pub mod xml;

pub use self::base64::{Base64, Base64Url};
pub use self::core::Core;
pub use api::{Api, Scheme, SchemeKind};
pub use call::Call;
pub use clock::{Clock, SystemClock};
pub use conversions::{IntoNullable, IntoOption};
pub use credentials::{Credential, Credentials};
pub use custom_request::CustomRequest;
pub use decimal::Decimal;
pub use error::{Error, ErrorKind, Result};
pub use file_part::FilePart;
pub use interceptor::{AboutRequest, Interceptor, Outcome};
pub use multipart::{Multipart, PartEncoding};
pub use nullable::Nullable;
pub use operation::{ArrayFormat, Operation, Parameter, PathStyle, QueryStyle, Separator, Success};
pub use pagination::{Items, Pages, Paging};
pub use pending::Pending;
pub use redirect::Redirect;
pub use request_builder::Request;
pub(crate) use request_builder::{call_settings, request};
pub use response::{RawResponse, Response, ResponseHead};
pub use secret::Secret;
pub use settings::Settings;
pub use streaming::{ByteStream, EventStream, JsonLines, ServerSentEvent, StreamRequest};
pub(crate) use streaming::{RawEvent, download, stream_request};
pub use token::{TokenContext, TokenProvider};
pub use transport::Transport;
pub use with_response::WithResponse;
