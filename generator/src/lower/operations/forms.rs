//! The encoding of the properties of multipart bodies (OpenAPI 3.1.1, sections 4.8.14.5 and 4.8.15).
//!
//! A property with `style`, `explode` or `allowReserved` is serialized as a query parameter. Other properties are
//! serialized by media type: text, numbers and booleans as text, objects as JSON, and an array as one part per item,
//! unless `contentType` says that it is JSON.

use super::media::{self, Family};
use super::serialization;
use crate::config::Config;
use crate::lower::schemas::view::resolved;
use crate::media_type::is_sendable;
use crate::model::{ParameterContent, Part};
use crate::spec::{Document, Encoding, MediaType, ParameterValue, SchemaId, Version};
use serde_json::Value;
use std::collections::HashSet;

/// Limit of nested `allOf`.
const DEEPEST: usize = 16;

/// Returns the properties of a multipart body that are not text or JSON by default.
pub(super) fn parts(document: &Document<'_>, media: &MediaType<'_>, config: &Config) -> Vec<Part> {
    let mut styles = serialization::properties(media, config);
    styles.retain(|property| property.content == ParameterContent::Style);
    let untyped = untyped(document, media);
    let encodings = media.encoding.iter();
    let parts = encodings.map(|(name, encoding)| {
        let content_type = encoding.content_type.as_deref();
        let style = styles.iter().find(|property| property.name == **name);
        let is_open = content_type.is_none_or(is_any) && style.is_none();
        Part {
            name: name.clone().into_owned(),
            media_type: content_type.and_then(specific),
            style: style.cloned(),
            is_file: content_type.is_some_and(is_file)
                || is_open && untyped.iter().any(|known| *known == &**name),
            headers: headers(document, encoding),
        }
    });
    let is_described = |name: &str| media.encoding.iter().any(|(known, _)| **known == *name);
    let files = untyped.iter().filter(|name| !is_described(name));
    let files = files.map(|name| Part {
        name: (*name).to_owned(),
        media_type: None,
        style: None,
        is_file: true,
        headers: Vec::new(),
    });
    parts
        .chain(files)
        .filter(|part| {
            let is_default = part.media_type.is_none() && part.style.is_none() && !part.is_file;
            !is_default || !part.headers.is_empty()
        })
        .collect()
}

/// Returns the headers of a part that have one value: the only one that the schema allows, or the default of a required
/// header. The others are set by the caller, on a file.
fn headers(document: &Document<'_>, encoding: &Encoding<'_>) -> Vec<(String, String)> {
    let headers = encoding.headers.iter().filter_map(|(name, header)| {
        // Other fields of the encoding and the name of the property decide these.
        let ours = ["content-type", "content-disposition"];
        if ours.iter().any(|ours| name.eq_ignore_ascii_case(ours)) {
            return None;
        }
        let header = document.headers.get(*header)?;
        let ParameterValue::Schema(schema) = &header.value else {
            return None;
        };
        let (_, view) = resolved(document, *schema)?;
        let default = view.own().and_then(|own| own.default.as_deref());
        let value = view.only_value().or(default.filter(|_| header.required))?;
        let text = match value {
            Value::String(text) => text.clone(),
            Value::Number(_) | Value::Bool(_) => value.to_string(),
            _ => return None,
        };
        let is_name = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
        let is_valid = !name.is_empty() && name.bytes().all(is_name) && is_sendable(&text);
        is_valid.then(|| ((*name).to_owned(), text))
    });
    headers.collect()
}

/// Returns the media type, if `contentType` is one and not a list or a range.
fn specific(content_type: &str) -> Option<String> {
    let is_specific = !content_type.contains([',', '*']) && content_type.contains('/');
    is_specific.then(|| content_type.trim().to_owned())
}

/// Returns `true` if a value of these media types is bytes.
fn is_file(content_type: &str) -> bool {
    content_type.split(',').all(|media_type| {
        matches!(
            media::family(media_type),
            Family::Bytes | Family::OtherBytes
        )
    })
}

/// Returns `true` for `*/*`, which says nothing.
fn is_any(content_type: &str) -> bool {
    content_type.trim() == "*/*"
}

/// Returns the properties without a type, and the arrays of items without a type: they are
/// `application/octet-stream` (OpenAPI 3.1.1, section 4.8.15.1.1). Before OpenAPI 3.1, files have a `format`.
fn untyped<'d>(document: &'d Document<'d>, media: &MediaType<'d>) -> Vec<&'d str> {
    let mut names = Vec::new();
    if document.version >= Version::V3_1
        && let Some(schema) = media.schema
    {
        collect_untyped(document, schema, 0, &mut HashSet::new(), &mut names);
    }
    names
}

fn collect_untyped<'d>(
    document: &'d Document<'d>,
    schema: SchemaId,
    depth: usize,
    seen: &mut HashSet<SchemaId>,
    names: &mut Vec<&'d str>,
) {
    let Some((schema, view)) = resolved(document, schema).filter(|_| depth < DEEPEST) else {
        return;
    };
    if !seen.insert(schema) {
        return;
    }
    for part in view.all_of() {
        collect_untyped(document, *part, depth + 1, seen, names);
    }
    for (name, property) in view.properties().into_iter().flatten() {
        let item = || resolved(document, *property)?.1.items();
        if is_untyped(document, *property) || item().is_some_and(|item| is_untyped(document, item))
        {
            names.push(name);
        }
    }
}

fn is_untyped(document: &Document<'_>, schema: SchemaId) -> bool {
    resolved(document, schema).is_some_and(|(_, view)| {
        view.typ.is_none()
            && view.format.is_none()
            && view.is_trivial()
            && view.all_of().is_empty()
            && view.object().is_none()
            && view.array().is_none()
    })
}
