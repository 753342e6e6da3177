//! A call: an operation, its values and its settings. It is not generic, so it is compiled once.

use super::core::Core;
use super::error::{Error, ErrorKind, Result};
use super::file_part::FilePart;
use super::headers;
use super::multipart::Multipart;
use super::operation::{Operation, Parameter};
use super::pending::Pending;
use super::request::content::{Content, Custom};
use super::request::form;
use super::request::json_member;
use super::response::RawResponse;
use super::transport::{Body, BoxFuture};
use http::Method;
use serde_core::Serialize;
use serde_json::Value;
use std::fmt;
use std::time::Duration;

/// A call of an operation while its values are set. An error in setting a value is returned when the call is sent.
#[must_use = "a call does nothing until it is sent"]
pub struct Call<'c> {
    core: &'c Core,
    content: Content,
}

impl<'c> Call<'c> {
    /// Creates a call without values.
    pub fn new(core: &'c Core, operation: &'static Operation) -> Self {
        Self {
            core,
            content: Content::new(operation),
        }
    }

    /// Sets the value of a path parameter, replacing any previous value.
    pub fn path(&mut self, name: &str, value: &(impl Serialize + ?Sized)) {
        self.set(name, Parameter::is_in_path, serde_json::to_value(value));
    }

    /// Sets the value of a query parameter, replacing any previous value.
    pub fn query(&mut self, name: &str, value: &(impl Serialize + ?Sized)) {
        self.set(name, Parameter::is_in_query, serde_json::to_value(value));
    }

    /// Sets the value of a header parameter, replacing any previous value.
    pub fn header(&mut self, name: &str, value: &(impl Serialize + ?Sized)) {
        self.set(name, Parameter::is_in_header, serde_json::to_value(value));
    }

    /// Sets the value of a cookie parameter, replacing any previous value.
    pub fn cookie(&mut self, name: &str, value: &(impl Serialize + ?Sized)) {
        self.set(name, Parameter::is_in_cookie, serde_json::to_value(value));
    }

    fn set(
        &mut self,
        name: &str,
        is_in_location: fn(&Parameter) -> bool,
        value: serde_json::Result<Value>,
    ) {
        match (value, self.content.value_mut(name, is_in_location)) {
            (Ok(value), Some(place)) => *place = Some(value),
            (Ok(_), None) => {
                let message = format!("the operation has no parameter `{name}` in this location");
                self.content.fail(Error::new(ErrorKind::Request, message));
            }
            (Err(error), _) => {
                self.fail_to_serialize(&format!("the value of the parameter `{name}`"), error);
            }
        }
    }

    /// Makes the call return this error when it is sent.
    pub(crate) fn fail(&mut self, error: Error) {
        self.content.fail(error);
    }

    fn fail_to_serialize(&mut self, what: &str, error: serde_json::Error) {
        self.fail(Error::unserializable(what, error));
    }

    /// Sets a JSON body.
    pub fn json(&mut self, body: &(impl Serialize + ?Sized)) {
        self.json_as("application/json", body);
    }

    /// Sets a JSON body with another media type: `application/merge-patch+json`.
    pub fn json_as(&mut self, media_type: &'static str, body: &(impl Serialize + ?Sized)) {
        match serde_json::to_vec(body) {
            Ok(body) => self.body(media_type, body.into()),
            Err(error) => self.fail_to_serialize("the body", error),
        }
    }

    /// Sets JSON values as the body, each on a line: `application/jsonl`.
    pub fn json_lines(
        &mut self,
        media_type: &'static str,
        items: impl IntoIterator<Item = impl Serialize>,
    ) {
        self.json_values(media_type, "", items);
    }

    /// Sets JSON values as the body, each after a record separator (RFC 7464): `application/json-seq`.
    pub fn json_sequence(
        &mut self,
        media_type: &'static str,
        items: impl IntoIterator<Item = impl Serialize>,
    ) {
        self.json_values(media_type, "\u{1e}", items);
    }

    fn json_values(
        &mut self,
        media_type: &'static str,
        before: &str,
        items: impl IntoIterator<Item = impl Serialize>,
    ) {
        let mut text = Vec::new();
        for item in items {
            text.extend_from_slice(before.as_bytes());
            if let Err(error) = serde_json::to_writer(&mut text, &item) {
                return self.fail_to_serialize("an item of the body", error);
            }
            text.push(b'\n');
        }
        self.body(media_type, text.into());
    }

    /// Sets a form as the body: an object, whose properties are serialized as `fields` describes them.
    pub fn form(
        &mut self,
        media_type: &'static str,
        fields: &'static [Parameter],
        body: &(impl Serialize + ?Sized),
    ) {
        self.form_of(media_type, fields, serde_json::to_value(body));
    }

    fn form_of(
        &mut self,
        media_type: &'static str,
        fields: &'static [Parameter],
        body: serde_json::Result<Value>,
    ) {
        match body.map(|body| form::encode(fields, body)) {
            Ok(Some(text)) => self.body(media_type, text.into()),
            Ok(None) => {
                let message = "the body is a form and must be an object";
                self.content.fail(Error::new(ErrorKind::Request, message));
            }
            Err(error) => self.fail_to_serialize("the body", error),
        }
    }

    /// Sets a text body.
    pub fn text(&mut self, media_type: &'static str, body: impl Into<String>) {
        self.body(media_type, body.into().into());
    }

    /// Sets a body of bytes, or of a file. The file can have another media type.
    pub fn bytes(&mut self, media_type: &'static str, body: impl Into<FilePart>) {
        self.file(media_type, body.into());
    }

    fn file(&mut self, media_type: &'static str, file: FilePart) {
        match file.open() {
            Ok(file) if !file.headers.is_empty() => {
                let message = "a file that is the whole body has no headers of its own; those of the request are set with \
                               `with_header`";
                self.content.fail(Error::new(ErrorKind::Request, message));
            }
            Ok(file) => {
                self.body(media_type, file.body);
                if let (Some(own), Some((media_type, _))) =
                    (file.content_type, &mut self.content.body)
                {
                    *media_type = own;
                }
            }
            Err(error) => self.content.fail(error),
        }
    }

    /// Sets a multipart body. The media type is `multipart/form-data` or another one, without a boundary.
    pub fn multipart(&mut self, media_type: &'static str, body: impl Into<Multipart>) {
        self.parts(media_type, body.into());
    }

    fn parts(&mut self, media_type: &'static str, body: Multipart) {
        match body.into_body(media_type) {
            Ok((media_type, body)) => self.body_as(&media_type, body),
            Err(error) => self.content.fail(error),
        }
    }

    /// Sets the body.
    pub fn body(&mut self, media_type: &'static str, body: Body) {
        self.body_as(media_type, body);
    }

    /// Sets the body, of any media type.
    pub(crate) fn body_as(&mut self, media_type: &str, body: Body) {
        match headers::parse_value("content-type", media_type) {
            Ok(media_type) => self.content.body = Some((media_type, body)),
            Err(error) => self.content.fail(error),
        }
    }

    /// Sets a member of the JSON object that is the body, to a JSON text, and adds it if it is missing and `is_added`.
    pub fn body_member(&mut self, name: &str, value: &str, is_added: bool) {
        let Some((_, body)) = &mut self.content.body else {
            return;
        };
        let changed = body
            .as_bytes()
            .and_then(|object| json_member::set(object, name, value, is_added));
        if let Some(changed) = changed {
            *body = changed.into();
        }
    }

    /// Sets the accepted media types, in place of those of the operation.
    pub fn accept(&mut self, media_types: &'static str) {
        self.content.accept = Some(media_types);
    }

    /// Sets the timeout of one attempt.
    pub fn with_timeout(&mut self, timeout: Duration) {
        self.content.tuning.timeout = Some(timeout);
    }

    /// Sets the maximum number of retries.
    pub fn with_retries(&mut self, retries: u32) {
        self.content.tuning.retries = Some(retries);
    }

    /// Sets method and path of a request that the document does not describe.
    pub(crate) fn custom(&mut self, method: Method, path: &str) {
        if !path.starts_with('/') {
            let message = "the path of the request does not begin with `/`";
            self.content.fail(Error::new(ErrorKind::Request, message));
        }
        self.content.custom = Some(Box::new(Custom {
            method,
            path: path.to_owned(),
        }));
    }

    /// Returns method and path of a request that the document does not describe, for its errors.
    pub(crate) fn custom_subject(&self) -> Option<String> {
        self.content.custom_subject()
    }

    /// Adds a name and a value to the query.
    pub fn with_query(&mut self, name: &str, value: &str) {
        let pair = (name.to_owned(), value.to_owned());
        self.content.tuning.query.push(pair);
    }

    /// Sets a header.
    pub fn with_header(&mut self, name: &str, value: &str) {
        match headers::parse(name, value) {
            Ok((name, mut value)) => {
                value.set_sensitive(true);
                self.content.tuning.headers.insert(name, value);
            }
            Err(error) => self.content.fail(error),
        }
    }

    /// Sets the idempotency key, by which the server recognises attempts of the same call.
    pub fn with_idempotency_key(&mut self, key: &str) {
        match headers::parse_value("idempotency-key", key) {
            Ok(key) => self.content.tuning.idempotency_key = Some(key),
            Err(error) => self.content.fail(error),
        }
    }

    /// Sends the call. The response is not decoded.
    pub(crate) fn send_raw(self) -> BoxFuture<'static, Result<RawResponse>> {
        self.core.clone().send(self.content)
    }

    /// Returns a future that sends the call and decodes the response.
    pub fn send<T>(self, decoder: fn(&RawResponse) -> Result<T>) -> Pending<T> {
        Pending::new(self.send_raw(), decoder)
    }

    pub(crate) fn into_parts(self) -> (Core, Content) {
        (self.core.clone(), self.content)
    }
}

/// Shows the names of parameters only, since a value may be a secret.
impl fmt::Debug for Call<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Content {
            operation, values, ..
        } = &self.content;
        let parameters = operation.parameters.iter().zip(values);
        let names: Vec<&str> = parameters
            .filter(|(_, value)| value.is_some())
            .map(|(parameter, _)| parameter.name)
            .collect();
        f.debug_struct("Call")
            .field("operation", &operation.id)
            .field("method", &self.content.method())
            .field("path", &operation.path)
            .field("parameters", &names)
            .finish_non_exhaustive()
    }
}
