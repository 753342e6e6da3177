//! A client of the runtime, as an SDK has one, with a server in memory and a clock that does not wait.

use crate::runtime::testing::MockClock;
use crate::runtime::transport::{Body, BoxFuture, Transport, TransportError};
use crate::runtime::{
    Api, Call, Core, Credentials, Operation, Parameter, Result, Scheme, SchemeKind, Settings,
    Success, WithResponse, decode,
};
use bytes::Bytes;
use futures_core::Stream;
use http::{Request, Response};
use std::collections::VecDeque;
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

/// A credential, to be found where it must not be.
pub const KEY: &str = "canary-4c1d";

/// The query parameter with the credential.
pub const KEY_PARAMETER: &str = "api_key";

static API: Api = Api {
    name: "example",
    version: "1.2.3",
    title: "Example",
    env_prefix: "EXAMPLE",
    base_url: Some("https://api.example.com/v1"),
    schemes: &[Scheme {
        name: "key",
        kind: SchemeKind::Query(KEY_PARAMETER),
        env: "EXAMPLE_API_KEY",
        builder: "api_key",
    }],
    idempotency_header: None,
    secrets: &[],
};

/// Returns an operation without parameters.
pub const fn operation(method: &'static str, path: &'static str) -> Operation {
    Operation {
        id: "example",
        method,
        path,
        parameters: &[],
        security: &[],
        accept: "*/*",
        success: Success::Any,
        errors: None,
        base_url: None,
    }
}

/// The state of the server.
#[derive(Default)]
struct Exchange {
    /// The responses, in order. After the last one, each response is empty, with the status 204.
    answers: VecDeque<Response<Body>>,
    received: Vec<Request<Body>>,
}

/// A client, its server and its clock.
pub struct Sdk {
    pub core: Core,
    pub clock: MockClock,
    exchange: Arc<Mutex<Exchange>>,
}

struct Server(Arc<Mutex<Exchange>>);

impl Transport for Server {
    fn send(
        &self,
        request: Request<Body>,
    ) -> BoxFuture<'_, std::result::Result<Response<Body>, TransportError>> {
        let mut exchange = self.0.lock().unwrap();
        exchange.received.push(request);
        let answer = exchange.answers.pop_front().unwrap_or_else(|| {
            let mut response = Response::new(Body::empty());
            *response.status_mut() = http::StatusCode::NO_CONTENT;
            response
        });
        Box::pin(async move { Ok(answer) })
    }
}

impl Sdk {
    /// Creates a client whose server sends these responses.
    pub fn answering(answers: impl IntoIterator<Item = Response<Body>>) -> Self {
        Self::with(answers, |_| {})
    }

    /// Creates a client with these settings.
    pub fn with(
        answers: impl IntoIterator<Item = Response<Body>>,
        set: impl FnOnce(&mut Settings),
    ) -> Self {
        let exchange = Arc::new(Mutex::new(Exchange {
            answers: answers.into_iter().collect(),
            received: Vec::new(),
        }));
        let clock = MockClock::new();
        let mut settings = Settings::default();
        settings.transport(Server(Arc::clone(&exchange)));
        settings.clock(clock.clone());
        set(&mut settings);
        let mut credentials = Credentials::new();
        credentials.set(0, KEY);
        let core = Core::new(settings, credentials, &API).unwrap();
        Self {
            core,
            clock,
            exchange,
        }
    }

    /// Returns a call of an operation.
    pub fn call(&self, operation: &'static Operation) -> Call<'_> {
        Call::new(&self.core, operation)
    }

    /// Returns the received requests.
    pub fn received(&self) -> Vec<Request<Body>> {
        std::mem::take(&mut self.exchange.lock().unwrap().received)
    }
}

/// Sends a call to a server that answers with nothing. Returns the request.
pub fn sent(
    operation: &'static Operation,
    set: impl FnOnce(&mut Call<'_>),
) -> Result<Request<Body>> {
    let sdk = Sdk::answering([]);
    let mut call = sdk.call(operation);
    set(&mut call);
    ready(call.send_raw())?;
    Ok(sdk.received().remove(0))
}

/// Returns a response with these headers, as the client receives it.
pub fn received(headers: http::HeaderMap) -> crate::runtime::Response<()> {
    static GET: Operation = operation("GET", "/");
    let mut response = Response::new(Body::empty());
    *response.headers_mut() = headers;
    let sdk = Sdk::answering([response]);
    let call = WithResponse::new(sdk.call(&GET), decode::empty);
    ready(call.into_future()).unwrap()
}

/// Sets the value of a parameter in any location.
pub fn set(call: &mut Call<'_>, parameter: &Parameter, value: &serde_json::Value) {
    match parameter {
        parameter if parameter.is_in_path() => call.path(parameter.name, value),
        parameter if parameter.is_in_query() => call.query(parameter.name, value),
        parameter if parameter.is_in_header() => call.header(parameter.name, value),
        _ => call.cookie(parameter.name, value),
    }
}

/// A body that is received in these pieces.
pub struct Pieces(VecDeque<Bytes>);

impl Pieces {
    /// Cuts bytes at these positions.
    pub fn new(bytes: &[u8], cuts: &[usize]) -> Self {
        let mut cuts: Vec<usize> = cuts.iter().map(|cut| (*cut).min(bytes.len())).collect();
        cuts.extend([0, bytes.len()]);
        cuts.sort_unstable();
        let pieces = cuts
            .windows(2)
            .map(|cut| Bytes::copy_from_slice(&bytes[cut[0]..cut[1]]));
        Self(pieces.collect())
    }
}

impl Stream for Pieces {
    type Item = std::result::Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.pop_front().map(Ok))
    }
}

/// More polls than any future here needs.
const POLLS: usize = 10_000;

/// Polls a future until it is ready.
///
/// # Panics
/// If the future hangs.
pub fn ready<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    for _ in 0..POLLS {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
    }
    panic!("a future hangs");
}

/// Returns all items of a stream.
///
/// # Panics
/// If the stream hangs.
pub fn all<S: Stream>(stream: S) -> Vec<S::Item> {
    let mut stream = pin!(stream);
    let mut items = Vec::new();
    while let Some(item) = ready(std::future::poll_fn(|context| {
        stream.as_mut().poll_next(context)
    })) {
        items.push(item);
    }
    items
}
