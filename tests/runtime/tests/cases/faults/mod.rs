//! The client against servers that break the protocol, with its own transport and with a client of reqwest.

mod cancellation;
mod clock;
mod connections;
#[cfg(all(feature = "rustls", not(feature = "native-tls"), target_os = "linux"))]
mod http2;
mod load;
mod responses;
mod server;
mod silence;
mod table;

use super::api::{API, KEY, leaked, operation};
use crate::runtime::{Call, Core, Credentials, Error, Operation, Settings, decode};
use serde_json::Value;
use std::error::Error as _;
use std::time::Duration;

/// The transports that a client can have.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Transport {
    Hyper,
    Reqwest,
}

const TRANSPORTS: [Transport; 2] = [Transport::Hyper, Transport::Reqwest];

/// A client without retries.
fn client(transport: Transport, url: &str, set: impl FnOnce(&mut Settings)) -> Core {
    let mut settings = Settings::default();
    settings.base_url(url);
    settings.retries(0);
    if transport == Transport::Reqwest {
        let client = reqwest::Client::builder().no_proxy().build().unwrap();
        settings.reqwest_client(client);
    }
    set(&mut settings);
    let mut credentials = Credentials::new();
    credentials.set(0, KEY);
    Core::new(settings, credentials, &API).unwrap()
}

fn request(method: &'static str) -> &'static Operation {
    leaked(Operation {
        security: &[&[0]],
        ..operation(method, "/things")
    })
}

async fn get(core: &Core) -> Result<Value, Error> {
    within_bounds(Call::new(core, request("GET")).send(decode::json)).await
}

/// The limit of every wait, so that a call that hangs fails its test.
async fn within_bounds<T>(future: impl Future<Output = T>) -> T {
    let bound = Duration::from_secs(20);
    let result = tokio::time::timeout(bound, future).await;
    result.expect("nothing hangs")
}

/// Asserts that nothing that an error prints contains the credential or the address of the server.
fn shows_no_secret(error: &Error, url: &str) {
    let mut text = format!("{error} {error:?} {error:#?}");
    let mut source = error.source();
    while let Some(cause) = source {
        text.push_str(&format!(" {cause} {cause:?}"));
        source = cause.source();
    }
    let (_, port) = url.rsplit_once(':').unwrap();
    assert!(!text.contains(KEY), "{text}");
    assert!(!text.contains(&format!("{port}/things")), "{text}");
}
