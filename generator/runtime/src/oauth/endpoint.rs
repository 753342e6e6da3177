//! Requests to the endpoints of an authorization server (RFC 6749, sections 2.3, 4.4 to 6).

use super::super::request::origin;
use super::super::secret::Secret;
use super::super::send::timeout;
use super::super::token::TokenContext;
use super::super::transport::{Body, BoxError};
use super::cache::Token;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use futures_core::Stream;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderValue};
use http::{Method, Request};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;
use std::fmt;
use std::pin::Pin;
use std::time::Duration;
use url::Url;

/// The timeout of one request.
const TIMEOUT: Duration = Duration::from_secs(30);

/// The maximum size of a response.
const MAX_BODY: usize = 1024 * 1024;

/// A token URL and the client that uses it.
#[derive(Clone)]
pub struct Endpoint {
    url: String,
    client_id: String,
    client_secret: Option<Secret<String>>,
    /// Whether the client's credentials are in the body, not in the header `Authorization`.
    in_body: bool,
    /// Parameters of every token request.
    parameters: Vec<(String, String)>,
}

/// The failure of a request.
#[derive(Debug)]
pub struct Refused {
    /// `error` of the response: `invalid_grant`.
    pub code: Option<String>,
    message: String,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Refused {}

impl Refused {
    fn new(message: impl Into<String>) -> Self {
        Self {
            code: None,
            message: message.into(),
        }
    }
}

impl Endpoint {
    pub fn new(url: String, client_id: String) -> Self {
        Self {
            url,
            client_id,
            client_secret: None,
            in_body: false,
            parameters: Vec::new(),
        }
    }

    pub fn secret(&mut self, secret: Secret<String>) {
        self.client_secret = Some(secret);
    }

    pub fn in_body(&mut self) {
        self.in_body = true;
    }

    pub fn parameter(&mut self, name: &str, value: String) {
        self.parameters.push((name.to_owned(), value));
    }

    /// Requests a token. Returns it with the new refresh token, if there is one.
    pub async fn token(
        &self,
        context: TokenContext<'_>,
        form: &[(&str, &str)],
    ) -> Result<(Token, Option<Secret<String>>), Refused> {
        // The lifetime begins at the latest when the response is sent, which may be long before it is read.
        let sent = context.clock().now();
        let answer = self.post(context, &self.url, form).await?;
        let text = |name: &str| answer.get(name).and_then(Value::as_str);
        let Some(token) = text("access_token").filter(|token| !token.is_empty()) else {
            return Err(Refused::new(
                "the token URL answered without `access_token`",
            ));
        };
        // Some servers send the number as text.
        let seconds = answer.get("expires_in").and_then(|value| match value {
            Value::String(text) => text.parse().ok(),
            value => value.as_f64(),
        });
        let lifetime = seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
        let token = Token::new(Secret::from(token), lifetime, sent);
        Ok((token, text("refresh_token").map(Secret::from)))
    }

    /// Sends a form and returns the JSON object of the response.
    pub async fn post(
        &self,
        context: TokenContext<'_>,
        url: &str,
        form: &[(&str, &str)],
    ) -> Result<Value, Refused> {
        let request = self
            .request(url, form)
            .map_err(|error| Refused::new(error.to_string()))?;
        let exchange = Box::pin(async move {
            let response = context.transport().send(request).await?;
            let (parts, body) = response.into_parts();
            Ok::<_, BoxError>((parts.status.as_u16(), read(body).await?))
        });
        let exchange = timeout::within(context.clock(), TIMEOUT, exchange).await;
        let exchange =
            exchange.ok_or_else(|| Refused::new("the token URL did not answer in time"))?;
        let (status, body) =
            exchange.map_err(|error| Refused::new(format!("the token URL: {error}")))?;
        let answer: Value = serde_json::from_slice(&body).unwrap_or_default();
        if status == 200 && answer.is_object() {
            return Ok(answer);
        }
        Err(self.refused(status, &answer, form))
    }

    fn refused(&self, status: u16, answer: &Value, form: &[(&str, &str)]) -> Refused {
        let text = |name: &str| answer.get(name).and_then(Value::as_str);
        let code = text("error").map(str::to_owned);
        let mut message = format!("the token URL answered {status}");
        for part in [code.as_deref(), text("error_description")]
            .into_iter()
            .flatten()
        {
            let part = self.redacted(part, form);
            let part = part.chars().filter(|c| !c.is_control()).take(200);
            message = format!("{message}: {}", part.collect::<String>());
        }
        Refused { code, message }
    }

    /// Returns a text of the server without the secrets sent to it: a server may repeat what it refuses.
    fn redacted(&self, text: &str, form: &[(&str, &str)]) -> String {
        let sent = form
            .iter()
            .filter(|(name, _)| matches!(*name, "refresh_token" | "device_code"))
            .map(|(_, value)| *value);
        let secrets = self.client_secret.iter().map(Secret::expose);
        sent.chain(secrets.map(String::as_str))
            .filter(|secret| !secret.is_empty())
            .fold(text.to_owned(), |text, secret| {
                text.replace(secret, "[redacted]")
            })
    }

    fn request(&self, url: &str, form: &[(&str, &str)]) -> Result<Request<Body>, BoxError> {
        let parsed = Url::parse(url).map_err(|_| "the token URL is not an absolute URL")?;
        origin::may_carry_credentials(&parsed, false)?;
        let mut body = String::new();
        for (name, value) in form {
            add(&mut body, name, value);
        }
        for (name, value) in &self.parameters {
            add(&mut body, name, value);
        }
        let mut authorization = None;
        match &self.client_secret {
            Some(secret) if !self.in_body => {
                let pair = format!("{}:{}", encoded(&self.client_id), encoded(secret.expose()));
                let value = format!("Basic {}", BASE64_STANDARD.encode(pair));
                let mut value = HeaderValue::try_from(value)?;
                value.set_sensitive(true);
                authorization = Some(value);
            }
            secret => {
                add(&mut body, "client_id", &self.client_id);
                if let Some(secret) = secret {
                    add(&mut body, "client_secret", secret.expose());
                }
            }
        }
        let mut request = Request::new(Body::from(body));
        *request.method_mut() = Method::POST;
        *request.uri_mut() = parsed.as_str().parse()?;
        let headers = request.headers_mut();
        let form = HeaderValue::from_static("application/x-www-form-urlencoded");
        headers.insert(CONTENT_TYPE, form);
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        headers.extend(authorization.map(|value| (AUTHORIZATION, value)));
        Ok(request)
    }
}

fn add(body: &mut String, name: &str, value: &str) {
    if !body.is_empty() {
        body.push('&');
    }
    body.push_str(&encoded(name));
    body.push('=');
    body.push_str(&encoded(value));
}

/// All characters except the unreserved ones of RFC 3986, section 2.3.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

fn encoded(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

async fn read(mut body: Body) -> Result<Vec<u8>, BoxError> {
    let mut received = Vec::new();
    while let Some(chunk) =
        std::future::poll_fn(|context| Pin::new(&mut body).poll_next(context)).await
    {
        received.extend_from_slice(&chunk?);
        if received.len() > MAX_BODY {
            return Err("the response is too large".into());
        }
    }
    Ok(received)
}
