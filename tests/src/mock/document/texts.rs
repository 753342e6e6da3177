//! Decodes percent-encoding, queries and names with brackets. Written for the tests, from the specifications.

use super::schema_set::Shape;
use serde_json::{Map, Value};

/// Decodes percent-encoding once.
///
/// # Errors
/// If a `%` is not followed by two hexadecimal digits, or the result is not UTF-8.
pub(super) fn decoded(text: &str) -> Result<String, String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digits = (rest.next(), rest.next());
        let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
        let (Some(high), Some(low)) = (digit(digits.0), digit(digits.1)) else {
            return Err(format!("`{text}` has a `%` without two digits"));
        };
        bytes.push((high * 16 + low) as u8);
    }
    String::from_utf8(bytes).map_err(|_| format!("`{text}` is not UTF-8 after decoding"))
}

/// Decodes a text of a query or a form, in which `+` is a space.
pub(super) fn form_decoded(text: &str) -> Result<String, String> {
    decoded(&text.replace('+', " "))
}

/// A pair of a query or of a form: the name decoded, the value as it was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pair {
    pub(super) name: String,
    pub(super) value: String,
    /// Some parameter has this pair.
    pub(super) used: bool,
}

/// Splits a query or a form.
pub(super) fn pairs(text: &str) -> Result<Vec<Pair>, String> {
    text.split('&')
        .filter(|part| !part.is_empty())
        .map(|part| {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            Ok(Pair {
                name: form_decoded(name)?,
                value: value.to_owned(),
                used: false,
            })
        })
        .collect()
}

/// Returns the steps of a name with brackets below this base: `a` and an empty one for `base[a][]`.
pub(super) fn steps(name: &str, base: &str) -> Option<Vec<String>> {
    let mut rest = name.strip_prefix(base)?;
    let mut steps = Vec::new();
    while !rest.is_empty() {
        let (step, after) = rest.strip_prefix('[')?.split_once(']')?;
        steps.push(step.to_owned());
        rest = after;
    }
    Some(steps)
}

/// A text at the end of the steps of its name.
pub(super) type Entry = (Vec<String>, String);

/// Joins the texts of names with brackets to one value.
pub(super) fn nested(entries: &[Entry], shape: &Shape<'_>) -> Value {
    if entries.iter().all(|(steps, _)| steps.is_empty()) {
        return flat(entries, shape);
    }
    let first = |entry: &Entry| entry.0.first().cloned().unwrap_or_default();
    let is_index = |step: &str| step.chars().all(|character| character.is_ascii_digit());
    if shape.allows("array") && entries.iter().all(|entry| is_index(&first(entry))) {
        let items = items(entries);
        return items
            .iter()
            .map(|entries| nested(entries, &shape.items()))
            .collect();
    }
    let mut object = Map::new();
    for entry in entries {
        let name = first(entry);
        if object.contains_key(&name) {
            continue;
        }
        let inner: Vec<Entry> = entries
            .iter()
            .filter(|entry| first(entry) == name)
            .map(|(steps, text)| (steps.iter().skip(1).cloned().collect(), text.clone()))
            .collect();
        let value = nested(&inner, &shape.property(&name));
        object.insert(name, value);
    }
    Value::Object(object)
}

/// Returns the value of texts that have the same name.
fn flat(entries: &[Entry], shape: &Shape<'_>) -> Value {
    match entries {
        [(_, text)] if shape.allows_scalar() => shape.scalar(text),
        [(_, text)] => {
            let parsed = serde_json::from_str::<Value>(text).ok();
            let is_composite = |value: &Value| value.is_array() || value.is_object();
            match parsed.filter(is_composite) {
                Some(value) => value,
                // A form has no other text for null.
                None if text.is_empty() && shape.names("null") => Value::Null,
                None if shape.names("array") => vec![shape.items().scalar(text)].into(),
                None => Value::from(text.as_str()),
            }
        }
        several => {
            let items = shape.items();
            let texts = several.iter();
            texts
                .map(|(_, text)| flat(&[(Vec::new(), text.clone())], &items))
                .collect()
        }
    }
}

/// Groups the entries of a list by item, by their index. Without an index, an item begins where a name repeats.
fn items(entries: &[Entry]) -> Vec<Vec<Entry>> {
    let mut groups: Vec<(String, Vec<Entry>)> = Vec::new();
    for (steps, text) in entries {
        let index = steps.first().cloned().unwrap_or_default();
        let rest: Vec<String> = steps.iter().skip(1).cloned().collect();
        let entry = (rest, text.clone());
        let group = match index.is_empty() {
            false => groups.iter_mut().find(|(known, _)| *known == index),
            true => groups.last_mut().filter(|(_, group)| {
                !entry.0.is_empty() && !group.iter().any(|(rest, _)| *rest == entry.0)
            }),
        };
        match group {
            Some((_, group)) => group.push(entry),
            None => groups.push((index, vec![entry])),
        }
    }
    groups.sort_by_key(|(index, _)| index.parse::<usize>().unwrap_or(0));
    groups.into_iter().map(|(_, group)| group).collect()
}
