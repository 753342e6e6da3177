//! Tables of faults: after each of them a call fails as expected, and the client goes on.

use super::server::{Server, Step};
use super::{Transport, get, shows_no_secret};
use crate::runtime::{Core, ErrorKind};
use serde_json::json;
use std::sync::{Arc, Mutex};

/// A name, what the server does after it has read a request, and how the call ends.
pub type Fault = (&'static str, Vec<Step>, Failure);

/// The largest body that the clients of these tests accept.
pub const MOST_BYTES: u64 = 100_000;

/// How a call ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Failure {
    Broken,
    TooLarge,
    /// The server has refused the request without processing it.
    Unprocessed,
}

impl Failure {
    fn kind(self) -> ErrorKind {
        match self {
            Self::Broken | Self::Unprocessed => ErrorKind::Transport,
            Self::TooLarge => ErrorKind::TooLarge,
        }
    }

    fn message(self) -> String {
        match self {
            Self::Broken => "the connection broke".into(),
            Self::TooLarge => {
                format!("the response's body is larger than the limit of {MOST_BYTES} bytes")
            }
            Self::Unprocessed => "the server has not processed the request".into(),
        }
    }
}

/// What a server does on its next connection.
#[derive(Clone, Default)]
pub struct NextFault(Arc<Mutex<Option<Vec<Step>>>>);

impl NextFault {
    /// Returns the script of the connections: a fault where there is one, and otherwise this response.
    pub fn script(&self, good: Step) -> impl Fn(usize) -> Vec<Step> + Send + use<> {
        let next = self.clone();
        move |_| {
            let steps = next.0.lock().unwrap().take();
            let steps = steps.unwrap_or_else(|| vec![good.clone()]);
            [vec![Step::Read], steps].concat()
        }
    }

    /// Asserts that a call fails with each of these faults, and that the next call succeeds.
    pub async fn each_fails_alone(
        &self,
        transport: Transport,
        server: &Server,
        core: &Core,
        table: Vec<Fault>,
    ) {
        for (name, steps, failure) in table {
            let name = format!("{name} with {transport:?}");
            // Printed if the test fails.
            println!("{name}");
            *self.0.lock().unwrap() = Some(steps);
            let result = get(core).await;
            // reqwest repeats such requests by itself.
            if failure == Failure::Unprocessed && transport == Transport::Reqwest {
                assert_eq!(result.expect(&name), json!(1), "{name}");
            } else {
                let error = result.expect_err(&name);
                assert_eq!(error.kind(), failure.kind(), "{name}: {error:?}");
                let is_unprocessed = failure == Failure::Unprocessed;
                assert_ne!(error.may_have_reached_server(), is_unprocessed, "{name}");
                let message = failure.message();
                let expected = format!("GET /things failed: {message} (1 attempt)");
                assert_eq!(error.to_string(), expected, "{name}: {error:?}");
                shows_no_secret(&error, &server.url);
            }
            assert_eq!(get(core).await.expect(&name), json!(1), "{name}");
            server.open_at_most(0).await;
        }
    }
}
