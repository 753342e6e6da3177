// Written by sdkwright from the API's document: edits are lost.

//! A client of Equos.ai API, version 3.0.
//!
//! API documentation for Equos.ai live platform.
//!
//! ```no_run
//! # async fn example() -> equos::Result<()> {
//! let client = equos::Client::from_env()?;
//! let answer = client.sessions().list().await?;
//! # Ok(()) }
//! ```
//!
//! What is required is an argument, what is optional is chained, and awaiting sends:
//!
//! - [`Client`] gives a handle per resource, whose methods make requests; [`Client::builder`] sets everything that can be set.
//! - A request is tuned by its methods that begin with `with_`; `with_response` gives the answer whole: status, headers, body.
//! - [`Error`] is the one error: its kind, status, the API's own body, how often was tried.
//! - [`models`] has the types of the API, [`resources`] its operations.

#![forbid(unsafe_code)]
#![deny(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used
)]

mod client;
pub mod models;
pub mod resources;
mod runtime;
mod wire;

#[cfg(all(doctest, feature = "blocking", feature = "testing"))]
#[doc = include_str!("../README.md")]
struct Readme;

#[cfg(doctest)]
#[doc = include_str!("../docs/SessionsApi.md")]
struct Pages;

pub use client::{Client, ClientBuilder, Server};

#[cfg(feature = "testing")]
pub use runtime::testing;
pub use runtime::{
    Clock, Error, ErrorKind, Nullable, Pending, Request, Response, Result, Secret,
    SystemClock, WithResponse, pagination, transport,
};

#[cfg(feature = "validate")]
pub use runtime::validation::{ValidationError, Violation};
