//! Multipart bodies (RFC 7578, RFC 2046).

use super::error::{Error, ErrorKind, Result};
use super::file_part::{FilePart, OpenFile};
use super::headers;
use super::nullable::Nullable;
use super::operation::{Parameter, ParameterLocation};
use super::request::{parameters, shape};
use super::transport::Body;
use bytes::Bytes;
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, HeaderMap, HeaderValue};
use serde_core::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt;
use std::hash::{BuildHasher, Hasher, RandomState};

/// A multipart body: parts with names, in their order.
///
/// The models of multipart bodies convert into it. Parts that the API does not document can be added. A part whose name
/// is empty has no `Content-Disposition`, as those of `multipart/mixed` that are distinguished by their positions.
#[derive(Default)]
pub struct Multipart {
    parts: Vec<Part>,
    problem: Option<Error>,
}

struct Part {
    name: String,
    file_name: Option<String>,
    headers: HeaderMap,
    body: Body,
}

/// The serialization of a part that is not a file.
#[derive(Clone, Copy, Debug)]
pub enum PartEncoding {
    /// Text, numbers and booleans as text, an object as JSON, and an array as one part per item.
    Default,
    /// The same, with this media type. If it is JSON, the whole value is JSON.
    MediaType(&'static str),
    /// As a query parameter, with one part per pair of name and value.
    Style(Parameter),
}

impl Multipart {
    /// Creates a body without parts.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a part with text.
    #[must_use]
    pub fn text(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.push(name.into(), None, value.into().into());
        self
    }

    /// Adds a part with a value as JSON. A value that cannot be serialized is an error of the call.
    #[must_use]
    pub fn json(mut self, name: impl Into<String>, value: &(impl Serialize + ?Sized)) -> Self {
        self.add(
            &name.into(),
            PartEncoding::MediaType("application/json"),
            serde_json::to_value(value),
        );
        self
    }

    /// Adds a file.
    #[must_use]
    pub fn file(mut self, name: impl Into<String>, file: impl Into<FilePart>) -> Self {
        self.add_file(&name.into(), None, file.into());
        self
    }

    /// Adds a property.
    pub(crate) fn value<T: Serialize + ?Sized>(
        &mut self,
        name: &str,
        encoding: PartEncoding,
        value: &T,
    ) {
        self.add(name, encoding, serde_json::to_value(value));
    }

    /// Adds a property, if it has a value.
    pub(crate) fn optional<T: Serialize>(
        &mut self,
        name: &str,
        encoding: PartEncoding,
        value: &Option<T>,
    ) {
        if let Some(value) = value {
            self.value(name, encoding, value);
        }
    }

    /// Adds a property, unless it is absent.
    pub(crate) fn nullable<T: Serialize>(
        &mut self,
        name: &str,
        encoding: PartEncoding,
        value: &Nullable<T>,
    ) {
        if !value.is_absent() {
            self.value(name, encoding, value);
        }
    }

    /// Adds properties that the document does not name.
    pub(crate) fn additional<T: Serialize>(&mut self, values: &BTreeMap<String, T>) {
        for (name, value) in values {
            self.value(name, PartEncoding::Default, value);
        }
    }

    /// Creates a body with a part per property of an object. Properties that are not named here have the default
    /// encoding.
    pub(crate) fn object<T: Serialize + ?Sized>(
        value: &T,
        encodings: &[(&str, PartEncoding)],
    ) -> Self {
        let mut parts = Self::new();
        match serde_json::to_value(value) {
            Ok(Value::Object(properties)) => {
                for (name, value) in properties {
                    let mut encodings = encodings.iter();
                    let encoding = encodings.find(|(known, _)| *known == name);
                    let encoding = encoding.map_or(PartEncoding::Default, |(_, it)| *it);
                    parts.add(&name, encoding, Ok(value));
                }
            }
            Ok(_) => parts.fail(Error::new(
                ErrorKind::Request,
                "the body is a form and must be an object",
            )),
            Err(error) => parts.fail(Error::unserializable("the body", error)),
        }
        parts
    }

    /// Adds files. Without a media type of their own they have this one.
    pub(crate) fn files(
        &mut self,
        name: &str,
        content_type: Option<&'static str>,
        files: impl IntoIterator<Item = FilePart>,
    ) {
        for file in files {
            self.add_file(name, content_type, file);
        }
    }

    /// Adds headers to the parts of a property. A file can have other values.
    pub(crate) fn headers(&mut self, property: &str, headers: &[(&str, &str)]) {
        let parsed: Result<Vec<_>> = headers
            .iter()
            .map(|(name, value)| headers::parse(name, value))
            .collect();
        match parsed {
            Ok(parsed) => {
                let parts = self.parts.iter_mut();
                for part in parts.filter(|part| part.name == property) {
                    for (name, value) in &parsed {
                        part.headers.entry(name).or_insert_with(|| value.clone());
                    }
                }
            }
            Err(error) => self.fail(error),
        }
    }

    fn add_file(&mut self, name: &str, content_type: Option<&'static str>, file: FilePart) {
        match file.open() {
            Ok(OpenFile {
                body,
                file_name,
                content_type: own,
                mut headers,
            }) => {
                let documented = content_type.unwrap_or("application/octet-stream");
                let Some(content_type) = own.or_else(|| self.media_type(documented)) else {
                    return;
                };
                headers.insert(CONTENT_TYPE, content_type);
                self.parts.push(Part {
                    name: name.to_owned(),
                    // Most servers treat a part without a file name as text.
                    file_name: Some(file_name.unwrap_or_else(|| name.to_owned())),
                    headers,
                    body,
                });
            }
            Err(error) => self.fail(error),
        }
    }

    fn add(&mut self, name: &str, encoding: PartEncoding, value: serde_json::Result<Value>) {
        let value = match value {
            Ok(value) => value,
            Err(error) => {
                return self.fail(Error::unserializable(&format!("the part `{name}`"), error));
            }
        };
        match encoding {
            PartEncoding::Style(parameter) => self.styled(name, &parameter, &value),
            PartEncoding::MediaType(media_type) if is_json(media_type) => {
                self.push(name.to_owned(), Some(media_type), value.to_string().into());
            }
            PartEncoding::MediaType(media_type) => self.items(name, Some(media_type), value),
            PartEncoding::Default => self.items(name, None, value),
        }
    }

    /// Adds a part per item of an array, or one part.
    fn items(&mut self, name: &str, media_type: Option<&'static str>, value: Value) {
        match value {
            Value::Array(items) => {
                for item in items {
                    self.item(name, media_type, &item);
                }
            }
            value => self.item(name, media_type, &value),
        }
    }

    fn item(&mut self, name: &str, media_type: Option<&'static str>, value: &Value) {
        let text = match value {
            Value::Null => String::new(),
            value => shape::text(value),
        };
        let is_json = matches!(value, Value::Array(_) | Value::Object(_));
        let media_type = media_type.or(is_json.then_some("application/json"));
        self.push(name.to_owned(), media_type, text.into());
    }

    fn styled(&mut self, name: &str, parameter: &Parameter, value: &Value) {
        let ParameterLocation::Query(style) = parameter.location else {
            return self.push(
                name.to_owned(),
                Some("application/json"),
                value.to_string().into(),
            );
        };
        let mut pairs = Vec::new();
        parameters::query(parameter, style, value, &mut pairs);
        for pair in pairs {
            for (name, value) in url::form_urlencoded::parse(pair.as_bytes()) {
                self.push(name.into_owned(), None, value.into_owned().into());
            }
        }
    }

    fn push(&mut self, name: String, media_type: Option<&'static str>, body: Body) {
        let mut headers = HeaderMap::new();
        if let Some(media_type) = media_type.and_then(|media_type| self.media_type(media_type)) {
            headers.insert(CONTENT_TYPE, media_type);
        }
        self.parts.push(Part {
            name,
            file_name: None,
            headers,
            body,
        });
    }

    /// Returns a media type as the value of a header, or keeps the error.
    fn media_type(&mut self, media_type: &str) -> Option<HeaderValue> {
        headers::parse_value("content-type", media_type)
            .map_err(|error| self.fail(error))
            .ok()
    }

    fn fail(&mut self, error: Error) {
        self.problem.get_or_insert(error);
    }

    /// Returns the media type with its boundary, and the body.
    ///
    /// # Errors
    /// Returns the first error in adding a part.
    pub(crate) fn into_body(self, media_type: &str) -> Result<(String, Body)> {
        if let Some(problem) = self.problem {
            return Err(problem);
        }
        let boundary = self.boundary();
        let essence = media_type.split(';').next().unwrap_or_default().trim();
        let has_names = !essence.eq_ignore_ascii_case("multipart/related");
        let mut bodies = Vec::with_capacity(2 * self.parts.len() + 1);
        let mut before = "";
        for part in self.parts {
            let mut head = format!("{before}--{boundary}\r\n").into_bytes();
            part.write_head(has_names, &mut head);
            bodies.push(Body::from(head));
            bodies.push(part.body);
            before = "\r\n";
        }
        bodies.push(Body::from(format!("{before}--{boundary}--\r\n")));
        Ok((
            format!("{essence}; boundary={boundary}"),
            Body::chain(bodies),
        ))
    }

    /// Returns a boundary that occurs in no part. Parts in memory are searched; the content of streams and files cannot
    /// be chosen to contain it, since it is random.
    fn boundary(&self) -> String {
        loop {
            let boundary = format!("{:016x}{:016x}", random(), random());
            let occurs = |bytes: &Bytes| {
                let mut windows = bytes.windows(boundary.len());
                windows.any(|window| window == boundary.as_bytes())
            };
            let mut in_memory = self.parts.iter().filter_map(|part| part.body.as_bytes());
            if !in_memory.any(occurs) {
                return boundary;
            }
        }
    }
}

/// Returns a random number. The keys of a `RandomState` come from the operating system, and no content depends on them.
fn random() -> u64 {
    RandomState::new().build_hasher().finish()
}

fn is_json(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim_end();
    essence.ends_with("/json") || essence.ends_with("+json")
}

impl Part {
    fn write_head(&self, has_names: bool, head: &mut Vec<u8>) {
        if has_names && !self.name.is_empty() && !self.headers.contains_key(CONTENT_DISPOSITION) {
            let name = escaped(&self.name);
            head.extend_from_slice(
                format!("Content-Disposition: form-data; name=\"{name}\"").as_bytes(),
            );
            if let Some(file_name) = &self.file_name {
                head.extend_from_slice(format!("; filename=\"{}\"", escaped(file_name)).as_bytes());
            }
            head.extend_from_slice(b"\r\n");
        }
        for (name, value) in &self.headers {
            head.extend_from_slice(title_case(name.as_str()).as_bytes());
            head.extend_from_slice(b": ");
            head.extend_from_slice(value.as_bytes());
            head.extend_from_slice(b"\r\n");
        }
        head.extend_from_slice(b"\r\n");
    }
}

/// Escapes a name as browsers do: quotes, CR and LF are percent-encoded, everything else is UTF-8. So are other control
/// characters, which a header cannot contain.
fn escaped(name: &str) -> String {
    let mut escaped = String::with_capacity(name.len());
    for c in name.chars() {
        match c {
            '"' | '\0'..='\x1f' | '\x7f' => escaped.push_str(&format!("%{:02X}", u32::from(c))),
            c => escaped.push(c),
        }
    }
    escaped
}

/// Returns `Content-Type` for `content-type`, which simple parsers of multipart bodies expect.
fn title_case(name: &str) -> String {
    let mut begins = true;
    let letters = name.chars().map(|letter| {
        let begins = std::mem::replace(&mut begins, letter == '-');
        match begins {
            true => letter.to_ascii_uppercase(),
            false => letter,
        }
    });
    letters.collect()
}

/// Shows names and lengths of the parts only.
impl fmt::Debug for Multipart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = self.parts.iter().map(|part| (&part.name, &part.body));
        f.debug_map().entries(parts).finish()
    }
}
