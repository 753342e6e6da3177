//! Makes answers from the response schemas of an operation.

use super::media_types::{self, Kind};
use super::operations::{Content, Operation, Response};
use super::schema_set::SchemaSet;
use crate::mock::{Answer, Received};
use serde_json::{Value, json};
use std::sync::Arc;

/// The header of a request that chooses the status of the answer. The first success response is the default.
pub const STATUS: &str = "x-mock-status";
/// The header of a request that chooses the media type of the answer.
pub const CONTENT_TYPE: &str = "x-mock-content-type";
/// The header of a request that chooses the instance, from 0, the smallest. `last` is the largest.
pub const INSTANCE: &str = "x-mock-instance";

/// Makes the answer that a request asks for.
///
/// # Errors
/// Why there is no such answer.
pub(super) fn answer(
    operation: &Operation,
    received: &Received,
    schemas: &SchemaSet,
) -> Result<Answer, String> {
    let wanted = received.header(STATUS);
    let (status, response) = match wanted {
        Some(wanted) => documented(operation, wanted)?,
        None => success(operation),
    };
    let mut answer = Answer::status(status);
    let Some(response) = response else {
        return Ok(answer);
    };
    for (name, schema) in &response.headers {
        if let Some(value) = header(name, *schema, schemas) {
            answer = answer.header(&name.to_lowercase(), &value);
        }
    }
    let is_located = response
        .headers
        .iter()
        .any(|(name, _)| name.eq_ignore_ascii_case("location"));
    if matches!(status, 301 | 302 | 303 | 307 | 308) && !is_located {
        answer = answer.header("location", "/");
    }
    let has_no_body = matches!(status, 100..=199 | 204 | 304) || operation.method == "HEAD";
    let content = content(response, received, schemas, status >= 400)?;
    let Some(content) = content.filter(|_| !has_no_body) else {
        return Ok(answer);
    };
    let media_type = concrete(content, schemas);
    let body = body(content, &media_type, received, schemas)?;
    Ok(answer.header("content-type", &media_type).body(body))
}

/// Returns the documented response of a status.
fn documented<'o>(
    operation: &'o Operation,
    status: &str,
) -> Result<(u16, Option<&'o Response>), String> {
    let code: u16 = status
        .parse()
        .map_err(|_| format!("{STATUS}: `{status}` is not a status"))?;
    let range = format!("{}XX", code / 100);
    let find = |wanted: &str| {
        let mut all = operation.responses.iter();
        all.find(|response| response.status.eq_ignore_ascii_case(wanted))
    };
    let found = find(status)
        .or_else(|| find(&range))
        .or_else(|| find("default"));
    Ok((code, found))
}

/// Returns the first success response, the default one, or the first redirect.
fn success(operation: &Operation) -> (u16, Option<&Response>) {
    let code = |response: &Response| match response.status.to_uppercase().as_str() {
        "2XX" => Some(200),
        status => status.parse().ok(),
    };
    let first = |codes: std::ops::Range<u16>| {
        operation.responses.iter().find_map(|response| {
            let code = code(response).filter(|code| codes.contains(code))?;
            Some((code, Some(response)))
        })
    };
    let mut all = operation.responses.iter();
    let default = all.find(|response| response.status == "default");
    first(200..300)
        .or_else(|| default.map(|default| (200, Some(default))))
        .or_else(|| first(300..400))
        .unwrap_or((200, None))
}

/// Chooses the media type: the one asked for by name, or the first that `Accept` includes.
fn content<'r>(
    response: &'r Response,
    received: &Received,
    schemas: &SchemaSet,
    is_error: bool,
) -> Result<Option<&'r Content>, String> {
    let mut contents = response.contents.iter();
    if let Some(wanted) = received.header(CONTENT_TYPE) {
        let found = contents.find(|content| content.media_type == wanted);
        return found
            .map(Some)
            .ok_or(format!("{CONTENT_TYPE}: there is no `{wanted}`"));
    }
    let accept = received.header("accept").unwrap_or("*/*");
    let accepted = |content: &&Content| {
        let media_type = concrete(content, schemas);
        let mut ranges = accept.split(',');
        ranges.any(|range| media_types::matches(range, &media_type))
    };
    match contents.find(accepted) {
        Some(content) => Ok(Some(content)),
        // What a client accepts is about successes: servers send errors as they have them.
        None if is_error || response.contents.is_empty() => Ok(response.contents.first()),
        None => Err(format!(
            "`accept: {accept}` includes none of {:?}",
            response
                .contents
                .iter()
                .map(|content| content.media_type.as_str())
                .collect::<Vec<_>>()
        )),
    }
}

/// Returns the media type of an answer. Of a range, it is that which servers use for a value of the schema: text for a
/// string, JSON for other values.
fn concrete(content: &Content, schemas: &SchemaSet) -> String {
    let name = content.media_type.trim();
    let shape = schemas.shape(content.schema);
    let any = || match () {
        () if shape.is_bytes() => "application/octet-stream",
        () if shape.names("string") && !shape.is_listed() && !name.starts_with("application") => {
            "text/plain"
        }
        () => "application/json",
    };
    match name.split_once('/') {
        Some(("*" | "application", "*")) | None => any().to_owned(),
        Some(("image", "*")) => "image/png".to_owned(),
        Some(("text", "*")) => "text/plain".to_owned(),
        Some((kind, "*")) => format!("{kind}/x-any"),
        _ => name.to_owned(),
    }
}

fn body(
    content: &Content,
    media_type: &str,
    received: &Received,
    schemas: &SchemaSet,
) -> Result<Vec<u8>, String> {
    let instance = |schema: Option<usize>| instance(schema, received, schemas);
    Ok(match media_types::kind(media_type) {
        Kind::Json => instance(content.schema)?.to_string().into_bytes(),
        Kind::JsonLines => {
            let item = instance(content.item.or(content.schema))?;
            format!("{item}\n{item}\n").into_bytes()
        }
        Kind::Events => events(content, received, schemas)?.into_bytes(),
        Kind::Xml => {
            let shape = schemas.shape(content.schema);
            match shape.names("object") || shape.names("array") {
                true => super::xml::document(&instance(content.schema)?, &shape).into_bytes(),
                false => b"<any/>".to_vec(),
            }
        }
        Kind::Text => match instance(content.schema)? {
            Value::String(text) => text.into_bytes(),
            other => other.to_string().into_bytes(),
        },
        Kind::Form | Kind::Multipart | Kind::Bytes => b"\x00bytes\xff".to_vec(),
    })
}

/// Returns two events. The schema of an item describes an event with its fields (OpenAPI 3.2 section 4.14.4); the
/// schema of a response, its data.
fn events(content: &Content, received: &Received, schemas: &SchemaSet) -> Result<String, String> {
    let fields = match content.item {
        Some(item) => instance(Some(item), received, schemas)?,
        None => json!({"data": instance(content.schema, received, schemas)?}),
    };
    let mut event = String::new();
    for (name, value) in fields.as_object().into_iter().flatten() {
        let text = match value {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        for line in text.lines() {
            event.push_str(&format!("{name}: {line}\n"));
        }
    }
    Ok(format!("{event}\n{event}\n"))
}

fn instance(
    schema: Option<usize>,
    received: &Received,
    schemas: &SchemaSet,
) -> Result<Value, String> {
    let Some(schema) = schema else {
        return Ok(json!({"any": "thing"}));
    };
    let found = schemas.instances(schema);
    let index = match received.header(INSTANCE) {
        Some("last") => found.len().saturating_sub(1),
        Some(number) => number.parse().unwrap_or(0),
        None => 0,
    };
    if let Some(instance) = found.get(index) {
        return Ok(instance.clone());
    }
    Err(format!(
        "no valid instance of the response is found: {}",
        schemas.why_none(schema)
    ))
}

/// Headers that the server or the transport decides.
const OWN: &[&str] = &[
    "connection",
    "content-encoding",
    "content-length",
    "content-type",
    "date",
    "transfer-encoding",
];

/// Returns the value of a documented header, if it has one.
fn header(name: &str, schema: Option<usize>, schemas: &SchemaSet) -> Option<String> {
    if OWN.contains(&name.to_lowercase().as_str()) {
        return None;
    }
    let instances = schema.map_or_else(Arc::default, |schema| schemas.instances(schema));
    let texts = instances.iter().map(|value| match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => {
            let items = items.iter().map(|item| match item {
                Value::String(text) => text.clone(),
                other => other.to_string(),
            });
            items.collect::<Vec<_>>().join(",")
        }
        other => other.to_string(),
    });
    let mut fitting = texts.filter(|text| {
        !text.is_empty() && text.chars().all(|character| matches!(character, ' '..='~'))
    });
    fitting.next()
}
