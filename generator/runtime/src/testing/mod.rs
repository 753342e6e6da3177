//! Support for your own tests: a transport that records requests and returns prepared responses, and a clock without
//! waiting.
//!
//! Pass a [`MockTransport`] to the builder of a client, and inspect the requests that it received afterwards. A
//! request that matches no rule fails. With a [`MockClock`], retries and delays take no time.

mod clock;
mod multipart;
mod received;
mod rule;
mod transport;

pub use clock::MockClock;
pub use multipart::ReceivedPart;
pub use received::ReceivedRequest;
pub use rule::{Answer, Rule};
pub use transport::MockTransport;
