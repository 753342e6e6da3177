//! For your own tests: a transport that sends nothing, records requests and answers from rules, and a clock for which nobody
//! waits.
//!
//! A [`MockTransport`] is given to the builder of a client, and asked afterwards what it received. A request that fits no rule is
//! an error of the call that says so. With a [`MockClock`] beside it retries and delays take no time.

mod clock;
mod received;
mod rule;
mod transport;

pub use clock::MockClock;
pub use received::ReceivedRequest;
pub use rule::{Answer, Rule};
pub use transport::MockTransport;
