//! How to send, configure and test requests, with programs that compile.

use crate::emit::Sdk;
use crate::emit::examples::calls;
use crate::emit::examples::snippets::program;
use crate::emit::resources::pages;
use crate::model::{Framing, SecurityKind};
use crate::plan::PlannedCredential;

pub fn first_call(sdk: &Sdk<'_>) -> String {
    let library = &sdk.metadata.library;
    let call = calls::first_call(sdk).unwrap_or_default();
    let print = if call.starts_with("let answer") {
        "println!(\"{answer:#?}\");"
    } else {
        ""
    };
    let example = program(
        library,
        RUST,
        &format!("use {library}::Client;"),
        &format!(
            "#[tokio::main(flavor = \"current_thread\")] async fn main() -> {library}::Result<()> {{ \
             let client = Client::from_env()?; {call} {print} Ok(()) }}"
        ),
    );
    format!("## First call\n\n{example}")
}

const RUST: &str = "rust,no_run";

/// Returns a function with these statements as Markdown.
fn function(sdk: &Sdk<'_>, imports: &str, keyword: &str, statements: &str) -> String {
    let library = &sdk.metadata.library;
    let code = format!(
        "{keyword} example(client: {library}::Client) -> {library}::Result<()> {{ {statements} Ok(()) }}"
    );
    program(library, RUST, imports, &code)
}

pub fn calls(sdk: &Sdk<'_>) -> String {
    let library = &sdk.metadata.library;
    let tuned = calls::first_request(sdk).map(|request| {
        let statements = format!(
            "let response = {request}.with_timeout(Duration::from_secs(5)).with_retries(1)\
             .with_header(\"x-trace\", \"1\").with_response().await?; \
             println!(\"{{}} {{:?}}\", response.status(), response.request_id());"
        );
        function(sdk, "use std::time::Duration;", "async fn", &statements)
    });
    let tuned = tuned.map(|example| format!("\n\n{example}"));
    let path = calls::first_path(sdk).unwrap_or("/things");
    let statements = format!(
        "let response = client.request({library}::Method::GET, \"{path}\").header(\"x-trace\", \"1\").await?; \
         println!(\"{{}} {{:?}}\", response.status(), response.body());"
    );
    let custom = format!(
        "What this crate has no method for, or no parameter, can be requested by method and path, with the same \
         credentials, retries and errors:\n\n{}",
        function(sdk, "", "async fn", &statements)
    );
    format!(
        "{CALLS}{}{}\n\n{custom}\n\n{}\n\n{RULES}",
        tuned.unwrap_or_default(),
        headers(sdk),
        errors(sdk)
    )
}

const CALLS: &str = "\
## Calls

Required values are arguments, optional ones are chained methods, and awaiting a request sends it. Methods that begin \
with `with_` configure one request or return its whole response.";

/// Returns a sentence on the headers of responses, if any are documented.
fn headers(sdk: &Sdk<'_>) -> String {
    let name = sdk.planned.resources.iter().find_map(|resource| {
        let mut operations = resource.operations.iter();
        operations.find_map(|plan| Some((&resource.module, plan.success_headers.as_ref()?)))
    });
    name.map_or_else(String::new, |(module, headers)| {
        format!(
            "\n\nDocumented headers of a response have types: `{}::resources::{module}::{}::of(&response)`.",
            sdk.metadata.library, headers.ident
        )
    })
}

/// Returns the section on errors.
fn errors(sdk: &Sdk<'_>) -> String {
    let api = match crate::emit::error::shared_type(sdk.planned) {
        Some(_) => "the body as the `ApiError` that all operations share (`api()`)",
        None => "the body as a type of the API (`api_as::<T>()`)",
    };
    let by_status = sdk.planned.resources.iter().find_map(|resource| {
        let mut operations = resource.operations.iter();
        operations.find_map(|plan| Some((&resource.module, plan.errors.as_ref()?)))
    });
    let by_status = by_status.map_or_else(String::new, |(module, errors)| {
        let name = &errors.ident;
        format!(
            " Where the type of the body depends on the status, the operation has an enum of its errors, such as \
             `{}::resources::{module}::{name}`, whose `of(&error)` decodes it.",
            sdk.metadata.library
        )
    });
    format!(
        "## Errors\n\nThere is one error type. It has the kind of failure (`kind()`), the `status()`, {api}, the \
         `request_id()`, the delay that the server asks for (`retry_after()`), the path in the body at which decoding \
         failed (`json_path()`), the number of `attempts()`, and whether the request `may_have_reached_server()`. \
         `body()` is the body as it was received.{by_status}"
    )
}

const RULES: &str = "\
## Retries and time limits

- Timeouts: 5 seconds to connect, 60 seconds for an attempt, 60 seconds without data while a body is read.
- 2 retries after connection errors, requests that the server has not processed (`REFUSED_STREAM` and `GOAWAY` of \
HTTP/2), 429, and 503 with `Retry-After`; idempotent methods, and calls with an idempotency key, also after \
timeouts, broken connections, 408, 500, 502, 503 and 504.
- The delay before a retry is 0.5 seconds, doubled each time up to 8 seconds, times a random factor of 0.75 to 1; or \
that of `Retry-After`, up to 60 seconds. A client whose requests keep failing stops retrying.
- A response body has at most 64 MiB. Redirects are followed only if this is set, and only within the same origin.";

pub fn pages(sdk: &Sdk<'_>) -> String {
    let best = calls::best(sdk, |emitted| pages::methods(emitted).is_some());
    let request = best.and_then(|emitted| calls::request(&emitted));
    let Some(request) = request else {
        return String::new();
    };
    format!(
        "## Pages\n\n`pages()` returns a stream of the pages of a list, `items()` one of their items. Both request the \
         next page when it is needed, or, after `ahead()`, while the one before it is used. `continuation()` returns the position as text, from which another process continues \
         with `continue_from`.\n\n{}",
        every_item(sdk, &format!("{request}.items()"))
    )
}

pub fn streams(sdk: &Sdk<'_>) -> String {
    let Some((request, framing)) = calls::first_stream(sdk) else {
        return String::new();
    };
    let events = match framing {
        Framing::Events => {
            " An event that is an error of the API ends it with an error. `with_reconnect(times)` requests the rest of a \
             stream that broke off, by the ID of its last event; `raw()` gives the events as they were received."
        }
        Framing::Lines | Framing::Sequence => "",
    };
    format!(
        "## Streams\n\nA stream gives its items as they arrive, and closes the connection when it is dropped. There is no \
         limit to its duration; without data for the `idle_timeout` it fails.{events}\n\n{}",
        every_item(sdk, &format!("{request}.await?"))
    )
}

/// Returns a function that prints every item of a stream.
fn every_item(sdk: &Sdk<'_>, stream: &str) -> String {
    let statements = format!(
        "let mut items = {stream}; while let Some(item) = items.try_next().await? {{ \
         println!(\"{{item:#?}}\"); }}"
    );
    function(
        sdk,
        "use futures_util::TryStreamExt;",
        "async fn",
        &statements,
    )
}

pub fn interceptors(sdk: &Sdk<'_>) -> String {
    INTERCEPTORS.replace("LIBRARY", &sdk.metadata.library)
}

const INTERCEPTORS: &str = "\
## Interceptors

An interceptor sees every request before it is sent, may change it, and sees what came of it: for signatures, correlation \
IDs, logs and metrics. One of calls is asked once for a call, one of attempts each time a request is sent. The types of \
requests are those of the crate `http`, which `LIBRARY::transport` exports.

```rust,no_run
use LIBRARY::transport::{BoxError, http::request::Parts};
use LIBRARY::{AboutRequest, Client, Interceptor, Outcome};
use std::sync::atomic::{AtomicU64, Ordering};

/// Numbers the calls; the attempts of a call have the same number.
#[derive(Default)]
struct CorrelationId(AtomicU64);

impl Interceptor for CorrelationId {
    fn request(&self, request: &mut Parts, _: &AboutRequest<'_>) -> Result<(), BoxError> {
        let number = self.0.fetch_add(1, Ordering::Relaxed);
        request.headers.insert(\"x-correlation-id\", number.into());
        Ok(())
    }
}

/// Signs every request with its body.
struct Signature(fn(&[u8]) -> String);

impl Interceptor for Signature {
    fn request(&self, request: &mut Parts, about: &AboutRequest<'_>) -> Result<(), BoxError> {
        let body = about.body.ok_or(\"a stream cannot be signed\")?;
        request.headers.insert(\"x-signature\", (self.0)(body).parse()?);
        Ok(())
    }
}

/// Logs and measures every attempt.
struct Log;

impl Interceptor for Log {
    fn response(&self, outcome: &Outcome<'_>) {
        println!(\"{} {}: {:?} after {:?}\", outcome.operation, outcome.attempt, outcome.status, outcome.elapsed);
    }
}

fn client(sign: fn(&[u8]) -> String) -> LIBRARY::Result<Client> {
    Client::builder()
        .intercept_calls(CorrelationId::default())
        .intercept_attempts(Signature(sign))
        .intercept_attempts(Log)
        .build()
}
```";

pub fn blocking(sdk: &Sdk<'_>) -> String {
    let example = calls::first_request(sdk).map(|request| {
        let example = function(sdk, "", "fn", &format!("{request}.wait()?;"));
        format!("\n\n{example}")
    });
    format!(
        "## Without an asynchronous runtime\n\nWith the feature `blocking` every request has `wait()` in place of \
         `.await`. Inside an asynchronous task it returns an error.{}",
        example.unwrap_or_default()
    )
}

pub fn testing(sdk: &Sdk<'_>) -> String {
    let library = &sdk.metadata.library;
    let example = calls::first_request(sdk).map(|request| {
        let credentials = sdk.planned.client.credentials.iter();
        let credentials: String = credentials
            .map(|PlannedCredential { method, scheme }| match scheme.kind {
                SecurityKind::Basic => format!(".{method}(\"user\", \"password\")"),
                _ => format!(".{method}(\"secret\")"),
            })
            .collect();
        let imports = format!(
            "use {library}::Client; use {library}::testing::{{Answer, MockTransport, Rule}};"
        );
        let code = format!(
            "#[tokio::main(flavor = \"current_thread\")] async fn main() -> {library}::Result<()> {{ \
             let transport = MockTransport::new().rule(Rule::any().answer(Answer::status(404))); \
             let client = Client::builder(){credentials}.base_url(\"http://localhost\")\
             .transport(transport.clone()).build()?; \
             let result = {request}.await; \
             let status = result.err().and_then(|error| error.status()); \
             assert_eq!(status, Some(404)); \
             assert_eq!(transport.received().len(), 1); Ok(()) }}"
        );
        format!("\n\n{}", program(library, "rust", &imports, &code))
    });
    format!(
        "## Testing your own code\n\nWith the feature `testing` the crate has a transport that records requests and \
         answers them from rules, and a clock that does not wait.{}",
        example.unwrap_or_default()
    )
}
