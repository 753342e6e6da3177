//! Decodes request bodies: JSON, forms, multipart, text and bytes.

use super::media_types::{self, Kind};
use super::multipart;
use super::operations::{Content, Encoding};
use super::parameters::Style;
use super::schema_set::{SchemaSet, Shape};
use super::texts::{Entry, form_decoded, nested, pairs, steps};
use serde_json::{Map, Value};

/// Decodes a body that was sent with this content type.
///
/// # Errors
/// Why the body is not of this media type.
pub(super) fn decode(
    content: &Content,
    content_type: &str,
    body: &[u8],
    schemas: &SchemaSet,
) -> Result<Value, String> {
    let shape = schemas.shape(content.schema);
    match media_types::kind(content_type) {
        // A file that happens to be JSON, or a form that is described as one text.
        Kind::Json if is_raw(&shape) => Ok(Value::from(String::from_utf8_lossy(body).into_owned())),
        Kind::Form if shape.names("string") && !shape.names("object") => {
            Ok(Value::from(text(body)?))
        }
        Kind::Json => serde_json::from_slice(body).map_err(|error| format!("is not JSON: {error}")),
        Kind::JsonLines => lines(body),
        Kind::Form => form(content, &shape, &text(body)?),
        Kind::Multipart => multipart(content, &shape, content_type, body),
        Kind::Text => Ok(shape.scalar(&text(body)?)),
        Kind::Xml | Kind::Events | Kind::Bytes => {
            Ok(Value::from(String::from_utf8_lossy(body).into_owned()))
        }
    }
}

/// Returns the parts of a decoded body that are validated, each with its schema: the body, or each item of JSON Lines
/// if the schema describes one. XML and bytes are not validated.
pub(super) fn validated<'v>(
    content: &Content,
    content_type: &str,
    value: &'v Value,
    schemas: &SchemaSet,
) -> Vec<(usize, &'v Value)> {
    let shape = schemas.shape(content.schema);
    let kind = media_types::kind(content_type);
    // A structure is described, and a text or parts of any kind are sent.
    let is_undescribed = match kind {
        Kind::Json => is_raw(&shape),
        Kind::Text => !shape.allows_scalar(),
        Kind::Multipart => !shape.names("object") || value.is_null(),
        _ => false,
    };
    if is_undescribed {
        return Vec::new();
    }
    let items = |schema: usize| {
        let items = value.as_array().into_iter().flatten();
        items.map(|item| (schema, item)).collect()
    };
    match (kind, content.item, content.schema) {
        (Kind::JsonLines, Some(item), _) => items(item),
        (Kind::JsonLines, None, Some(schema)) if !shape.names("array") => items(schema),
        (Kind::Json | Kind::JsonLines | Kind::Form | Kind::Multipart | Kind::Text, _, schema) => {
            schema.into_iter().map(|schema| (schema, value)).collect()
        }
        (Kind::Xml | Kind::Events | Kind::Bytes, ..) => Vec::new(),
    }
}

/// Returns another meaning of a body that was decoded from texts.
pub(super) fn second_meaning(
    content: &Content,
    content_type: &str,
    value: &Value,
    schemas: &SchemaSet,
) -> Option<Value> {
    let is_texts = matches!(
        media_types::kind(content_type),
        Kind::Form | Kind::Multipart
    );
    is_texts.then(|| schemas.shape(content.schema).second_meaning(value))
}

/// Returns `true` if a value is bytes and nothing else.
fn is_raw(shape: &Shape<'_>) -> bool {
    shape.is_bytes() && !shape.names("object") && !shape.names("array")
}

fn text(body: &[u8]) -> Result<String, String> {
    String::from_utf8(body.to_vec()).map_err(|_| "is not UTF-8".to_owned())
}

fn lines(body: &[u8]) -> Result<Value, String> {
    let text = text(body)?;
    let lines = text
        .split(['\n', '\u{1e}'])
        .filter(|line| !line.trim().is_empty());
    let values: Result<Vec<Value>, _> = lines.map(serde_json::from_str).collect();
    values
        .map(Value::Array)
        .map_err(|error| format!("a line is not JSON: {error}"))
}

/// Decodes `application/x-www-form-urlencoded`.
fn form(content: &Content, shape: &Shape<'_>, text: &str) -> Result<Value, String> {
    let mut fields: Vec<(String, Vec<Entry>)> = Vec::new();
    for pair in pairs(text)? {
        let name = field_name(&pair.name, shape);
        let encoding = encoding(content, name);
        let steps = steps(&pair.name, name).ok_or(format!("`{}` has no end", pair.name))?;
        let mut add = |steps: Vec<String>, text: String| match fields
            .iter_mut()
            .find(|(known, _)| known == name)
        {
            Some((_, entries)) => entries.push((steps, text)),
            None => fields.push((name.to_owned(), vec![(steps, text)])),
        };
        match separator(encoding) {
            Some(separator) if shape.property(name).names("array") => {
                for item in pair.value.split(separator) {
                    add(vec![String::new()], form_decoded(item)?);
                }
            }
            _ => add(steps, form_decoded(&pair.value)?),
        }
    }
    let members = fields.into_iter().map(|(name, entries)| {
        let value = nested(&entries, &shape.property(&name));
        (name, value)
    });
    Ok(Value::Object(members.collect()))
}

/// Returns the property of a field: its whole name, or that before the first bracket.
fn field_name<'n>(name: &'n str, shape: &Shape<'_>) -> &'n str {
    match name.split_once('[') {
        Some((base, _)) if !shape.has_property(name) && !base.is_empty() => base,
        _ => name,
    }
}

fn encoding<'c>(content: &'c Content, name: &str) -> Option<&'c Encoding> {
    let mut all = content.encoding.iter();
    all.find(|(known, _)| known == name)
        .map(|(_, encoding)| encoding)
}

/// Returns the separator of the items of a property that the encoding states.
fn separator(encoding: Option<&Encoding>) -> Option<&'static str> {
    let encoding = encoding?;
    if encoding.style.is_none() && encoding.explode.is_none() {
        return None;
    }
    let style = encoding.style.unwrap_or(Style::Form);
    if encoding.explode.unwrap_or(style == Style::Form) {
        return None;
    }
    match style {
        Style::Space => Some("%20"),
        Style::Tab => Some("%09"),
        Style::Pipe => Some("|"),
        Style::Form | Style::Simple => Some(","),
        _ => None,
    }
}

fn multipart(
    content: &Content,
    shape: &Shape<'_>,
    content_type: &str,
    body: &[u8],
) -> Result<Value, String> {
    let mut fields: Vec<(String, Vec<Value>)> = Vec::new();
    let parts = multipart::parts(content_type, body)?;
    // The parts of other kinds than forms need no names, and nothing says which property each is.
    let is_form = media_types::essence(content_type) == "multipart/form-data";
    if !is_form && parts.iter().any(|part| part.name.is_none()) {
        return Ok(Value::Null);
    }
    for part in parts {
        let name = part.name.clone().ok_or("a part has no name")?;
        let name = match name.strip_suffix("[]") {
            Some(base) if !shape.has_property(&name) && shape.has_property(base) => base.to_owned(),
            _ => name,
        };
        let value = part_value(&part, encoding(content, &name), &shape.property(&name))
            .map_err(|why| format!("the part `{name}` {why}"))?;
        match fields.iter_mut().find(|(known, _)| *known == name) {
            Some((_, values)) => values.push(value),
            None => fields.push((name, vec![value])),
        }
    }
    let mut object = Map::new();
    for (name, mut values) in fields {
        let property = shape.property(&name);
        // Each item of a list of lists is a list as JSON.
        let is_of_lists = property.items().names("array");
        let is_list = property.names("array")
            && (is_of_lists || values.len() > 1 || !values.iter().any(Value::is_array));
        let value = match (values.len(), is_list) {
            (1, false) => values.pop().unwrap_or_default(),
            (_, true) => Value::Array(values),
            (count, false) => return Err(format!("the part `{name}` is sent {count} times")),
        };
        object.insert(name, value);
    }
    Ok(Value::Object(object))
}

fn part_value(
    part: &multipart::Part,
    encoding: Option<&Encoding>,
    property: &Shape<'_>,
) -> Result<Value, String> {
    let sent = part.content_type.as_deref();
    if let (Some(allowed), Some(sent)) = (
        encoding.and_then(|encoding| encoding.content_type.as_deref()),
        sent,
    ) && !allowed
        .split(',')
        .any(|range| media_types::matches(range.trim(), sent))
    {
        return Err(format!("has the content type `{sent}`, not `{allowed}`"));
    }
    let text = || String::from_utf8_lossy(&part.content).into_owned();
    if sent.is_some_and(|sent| media_types::kind(sent) == Kind::Json) {
        let parsed = serde_json::from_slice(&part.content);
        return parsed.map_err(|error| format!("is not JSON: {error}"));
    }
    let item = match property.names("array") && !property.allows_scalar() {
        true => &property.items(),
        false => property,
    };
    // A part has no other text for null.
    if part.content.is_empty() && item.names("null") {
        return Ok(Value::Null);
    }
    if !item.allows_scalar() {
        return serde_json::from_slice(&part.content)
            .map_err(|_| "is an object or a list, and not sent as JSON".to_owned());
    }
    Ok(item.scalar(&text()))
}
