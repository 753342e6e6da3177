//! Decodes parameters in every style, exploded and not, from what was sent (OpenAPI 3.2 section 4.12, RFC 6570).
//!
//! A text can mean several values where a schema has branches, so the result is a list of candidates, the likeliest
//! first.

use super::parameters::{Parameter, Style};
use super::schema_set::Shape;
use super::texts::{Entry, Pair, decoded, form_decoded, nested, steps};
use serde_json::{Map, Value};

/// How the texts of a location are decoded.
type Decode = fn(&str) -> Result<String, String>;

/// Decodes a path parameter from the text of its variable.
pub(super) fn path(
    parameter: &Parameter,
    shape: &Shape<'_>,
    text: &str,
) -> Result<Vec<Value>, String> {
    match parameter.style {
        Style::Label => {
            let rest = text.strip_prefix('.').ok_or("does not begin with `.`")?;
            let separator = if parameter.explode { "." } else { "," };
            joined(rest, separator, parameter.explode, shape, decoded)
        }
        Style::Matrix => matrix(parameter, shape, text),
        Style::Space => joined(text, "%20", false, shape, decoded),
        Style::Tab => joined(text, "%09", false, shape, decoded),
        Style::Pipe => joined(&text.replace("%7C", "|"), "|", false, shape, decoded),
        _ => joined(text, ",", parameter.explode, shape, decoded),
    }
}

/// Decodes `;name=a,b` and, exploded, `;name=a;name=b` or `;key=a;other=b`.
fn matrix(parameter: &Parameter, shape: &Shape<'_>, text: &str) -> Result<Vec<Value>, String> {
    let rest = text.strip_prefix(';').ok_or("does not begin with `;`")?;
    let mut members = Vec::new();
    for member in rest.split(';') {
        let (name, value) = member.split_once('=').unwrap_or((member, ""));
        members.push((decoded(name)?, value));
    }
    let is_own = members.iter().all(|(name, _)| *name == parameter.name);
    match (members.as_slice(), is_own) {
        ([(_, value)], true) if !parameter.explode => joined(value, ",", false, shape, decoded),
        (_, true) => {
            let texts = members.iter().map(|(_, value)| decoded(value));
            Ok(of_texts(&texts.collect::<Result<Vec<_>, _>>()?, shape))
        }
        (_, false) if parameter.explode && shape.allows("object") => {
            let mut object = Map::new();
            for (name, value) in members {
                let value = shape.property(&name).scalar(&decoded(value)?);
                object.insert(name, value);
            }
            Ok(vec![Value::Object(object)])
        }
        _ => Err(format!("is not `;{}=…`", parameter.name)),
    }
}

/// Decodes a header, whose text is not encoded.
pub(super) fn header(
    parameter: &Parameter,
    shape: &Shape<'_>,
    text: &str,
) -> Result<Vec<Value>, String> {
    let plain: Decode = |text| Ok(text.trim().to_owned());
    joined(text, ",", parameter.explode, shape, plain)
}

/// Decodes the values of a cookie.
pub(super) fn cookie(
    parameter: &Parameter,
    shape: &Shape<'_>,
    cookies: &[(String, String)],
    others: &[&str],
) -> Result<Option<Vec<Value>>, String> {
    let decode: Decode = match parameter.style {
        Style::Cookie => |text| Ok(text.to_owned()),
        _ => decoded,
    };
    let own: Vec<&str> = cookies
        .iter()
        .filter(|(name, _)| *name == parameter.name)
        .map(|(_, value)| value.as_str())
        .collect();
    if own.is_empty() && parameter.explode && shape.names("object") {
        let mut object = Map::new();
        let is_open = shape.allows_other_properties();
        let is_property = |name: &String| {
            shape.has_property(name) || (is_open && !others.contains(&name.as_str()))
        };
        for (name, value) in cookies.iter().filter(|(name, _)| is_property(name)) {
            let name = decode(name)?;
            let value = shape.property(&name).scalar(&decode(value)?);
            object.insert(name, value);
        }
        return Ok((!object.is_empty()).then(|| vec![Value::Object(object)]));
    }
    match own.as_slice() {
        [] => Ok(None),
        [value] if !parameter.explode => joined(value, ",", false, shape, decode).map(Some),
        values => {
            let texts: Result<Vec<String>, String> =
                values.iter().map(|value| decode(value)).collect();
            Ok(Some(of_texts(&texts?, shape)))
        }
    }
}

/// Decodes a query parameter from the pairs of the query, and marks the pairs that it used.
pub(super) fn query(
    parameter: &Parameter,
    shape: &Shape<'_>,
    pairs: &mut [Pair],
) -> Result<Option<Vec<Value>>, String> {
    if parameter.style == Style::Deep {
        return deep(&parameter.name, shape, pairs);
    }
    // A property can have the name of the parameter.
    let is_object = shape.names("object") && !shape.allows_scalar() && !shape.names("array");
    if parameter.explode && is_object {
        return properties(shape, pairs);
    }
    let mut own: Vec<String> = Vec::new();
    for pair in pairs.iter_mut().filter(|pair| pair.name == parameter.name) {
        pair.used = true;
        own.push(pair.value.clone());
    }
    if own.is_empty() && parameter.explode && shape.names("object") {
        return properties(shape, pairs);
    }
    let separator = match parameter.style {
        Style::Space => "%20",
        Style::Tab => "%09",
        Style::Pipe => "|",
        _ => ",",
    };
    match own.as_slice() {
        [] => Ok(None),
        [text] if !parameter.explode => {
            let text = match parameter.style {
                Style::Space => text.replace('+', "%20"),
                Style::Pipe => text.replace("%7C", "|"),
                _ => text.clone(),
            };
            joined(&text, separator, false, shape, form_decoded).map(Some)
        }
        [_, _, ..] if !shape.allows("array") => Err("is sent more than once".to_owned()),
        texts => {
            let texts: Result<Vec<String>, String> =
                texts.iter().map(|text| form_decoded(text)).collect();
            let items = shape.items();
            match parameter.inner_separator {
                Some(separator) if items.names("array") => {
                    let inner = items.items();
                    let list = |text: &String| -> Value {
                        let texts = text.split(separator);
                        texts.map(|text| inner.scalar(text)).collect()
                    };
                    Ok(Some(vec![texts?.iter().map(list).collect()]))
                }
                _ => Ok(Some(of_texts(&texts?, shape))),
            }
        }
    }
}

/// Decodes an exploded object, whose properties are pairs of their own.
fn properties(shape: &Shape<'_>, pairs: &mut [Pair]) -> Result<Option<Vec<Value>>, String> {
    let is_open = shape.allows_other_properties();
    let mut texts: Vec<(String, Vec<Entry>)> = Vec::new();
    for pair in pairs.iter_mut() {
        if pair.used || !(is_open || shape.has_property(&pair.name)) {
            continue;
        }
        pair.used = true;
        let entry = (Vec::new(), form_decoded(&pair.value)?);
        match texts.iter_mut().find(|(name, _)| *name == pair.name) {
            Some((_, entries)) => entries.push(entry),
            None => texts.push((pair.name.clone(), vec![entry])),
        }
    }
    if texts.is_empty() {
        return Ok(None);
    }
    let members = texts.into_iter().map(|(name, entries)| {
        let value = nested(&entries, &shape.property(&name));
        (name, value)
    });
    Ok(Some(vec![Value::Object(members.collect())]))
}

/// Decodes `name[a][b]=value`.
fn deep(name: &str, shape: &Shape<'_>, pairs: &mut [Pair]) -> Result<Option<Vec<Value>>, String> {
    let mut entries: Vec<Entry> = Vec::new();
    for pair in pairs.iter_mut() {
        if let Some(steps) = steps(&pair.name, name) {
            pair.used = true;
            entries.push((steps, form_decoded(&pair.value)?));
        }
    }
    Ok((!entries.is_empty()).then(|| vec![nested(&entries, shape)]))
}

/// Decodes a text with a separator.
fn joined(
    text: &str,
    separator: &str,
    explode: bool,
    shape: &Shape<'_>,
    decode: Decode,
) -> Result<Vec<Value>, String> {
    let mut candidates = Vec::new();
    let parts: Vec<&str> = text.split(separator).collect();
    if shape.names("object") {
        candidates.extend(object(&parts, explode, shape, decode)?);
    }
    if shape.names("array") {
        let items = shape.items();
        let values: Result<Vec<Value>, String> = parts
            .iter()
            .map(|part| Ok(items.scalar(&decode(part)?)))
            .collect();
        candidates.push(Value::Array(values?));
        if text.is_empty() {
            candidates.push(Value::Array(Vec::new()));
        }
    }
    if shape.allows_scalar() || candidates.is_empty() {
        candidates.push(shape.scalar(&decode(text)?));
    }
    Ok(candidates)
}

/// Decodes `k=v,k=v` or, not exploded, `k,v,k,v`. Returns `None` if the parts are neither.
fn object(
    parts: &[&str],
    explode: bool,
    shape: &Shape<'_>,
    decode: Decode,
) -> Result<Option<Value>, String> {
    let mut object = Map::new();
    let mut insert = |name: &str, value: &str| {
        let name = decode(name)?;
        let value = shape.property(&name).scalar(&decode(value)?);
        object.insert(name, value);
        Ok::<_, String>(())
    };
    if explode {
        for part in parts {
            let Some((name, value)) = part.split_once('=') else {
                return Ok(None);
            };
            insert(name, value)?;
        }
    } else {
        for pair in parts.chunks(2) {
            let [name, value] = pair else {
                return Ok(None);
            };
            insert(name, value)?;
        }
    }
    Ok(Some(Value::Object(object)))
}

/// Returns the candidates for texts that were sent under one name.
fn of_texts(texts: &[String], shape: &Shape<'_>) -> Vec<Value> {
    let mut candidates = Vec::new();
    if let [text] = texts
        && (shape.allows_scalar() || !shape.allows("array"))
    {
        candidates.push(shape.scalar(text));
    }
    if shape.allows("array") {
        let items = shape.items();
        candidates.push(texts.iter().map(|text| items.scalar(text)).collect());
    }
    candidates
}
