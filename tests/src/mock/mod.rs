//! Mock servers for development and for the tests.
//!
//! A server runs on a thread of its own at the loopback interface, so that synchronous tests, asynchronous tests and
//! child processes can all call it. It records every request and sends the answers that a test has prepared (`script`).
//!
//! `equos` is the Equos sessions API with sessions in memory. `document` is the API of any OpenAPI document.

pub mod document;
mod equos;
mod script;
mod server;

pub use document::DocumentMock;
pub use equos::{API_KEY, Clock, Mock};
pub use script::{Answer, Received};
