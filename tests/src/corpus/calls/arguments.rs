//! The arguments of a call, made from the schemas of the document.

use super::signatures::{BodyVariant, Signature};
use crate::mock::document::{DocumentApi, Location, Operation, Parameter};
use serde_json::{Map, Value, json};
use std::collections::HashSet;

/// Which arguments a call has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// The required ones, with the smallest values.
    Required,
    /// All of them, with the longest values.
    All,
}

/// The name of the variant of the body among the values of arguments.
pub const VARIANT: &str = "variant";

/// Returns the values of the arguments by their place in the request, with the body in this media type.
///
/// # Errors
/// Why a required argument has no value.
pub fn arguments(
    api: &DocumentApi,
    operation: &Operation,
    signature: &Signature,
    body: Option<&BodyVariant>,
    presence: Presence,
) -> Result<Map<String, Value>, String> {
    let required = signature.arguments.iter().map(|argument| (argument, true));
    let optional = signature.setters.iter().map(|argument| (argument, false));
    let mut values = Map::new();
    let mut names = Names::of(operation);
    for (argument, is_required) in required.chain(optional) {
        if presence == Presence::Required && !is_required {
            continue;
        }
        let candidates = match argument.source.as_str() {
            "body" => body.map_or_else(Vec::new, |body| {
                api.values_of_body(operation, &body.media_type, body.is_typed_xml)
            }),
            source => parameter(api, operation, source, &mut names),
        };
        match (pick(candidates, presence), is_required) {
            (Some(value), _) => drop(values.insert(argument.source.clone(), value)),
            (None, true) => {
                let schema = schema(operation, &argument.source, body);
                let why = api.why_none(schema);
                return Err(format!("no value for {} is found: {why}", argument.source));
            }
            (None, false) => {}
        }
    }
    // The default has no name, since its type converts into the enum.
    let is_default = |body: &&BodyVariant| {
        let first = signature.bodies.first();
        first.is_some_and(|first| first.variant == body.variant)
    };
    if let Some(variant) = body
        .filter(|body| !is_default(body))
        .and_then(|body| body.variant.as_deref())
    {
        values.insert(VARIANT.to_owned(), Value::from(variant));
    }
    Ok(values)
}

/// The candidates are sorted by length.
fn pick(mut candidates: Vec<Value>, presence: Presence) -> Option<Value> {
    match presence {
        Presence::All => candidates.pop(),
        Presence::Required if candidates.is_empty() => None,
        Presence::Required => Some(candidates.swap_remove(0)),
    }
}

/// The names in a query that have a meaning already. The members of an exploded object are names of their own, so one
/// with the name of another parameter cannot be told from it.
struct Names(HashSet<String>);

impl Names {
    fn of(operation: &Operation) -> Self {
        let parameters = operation.parameters().iter();
        let queries = parameters.filter(|parameter| parameter.location == Location::Query);
        Self(queries.map(|parameter| parameter.name.clone()).collect())
    }

    /// Leaves the ambiguous members out of a parameter's value.
    fn unambiguous(&self, parameter: &Parameter, value: Value) -> Value {
        match value {
            Value::Object(members) if parameter.is_exploded() => members
                .into_iter()
                .filter(|(name, _)| *name == parameter.name || !self.0.contains(name))
                .collect(),
            other => other,
        }
    }

    /// Adds the members of the exploded objects among the values.
    fn add(&mut self, parameter: &Parameter, values: &[Value]) {
        if parameter.is_exploded() {
            let objects = values.iter().filter_map(Value::as_object);
            self.0
                .extend(objects.flat_map(|members| members.keys().cloned()));
        }
    }
}

fn parameter(
    api: &DocumentApi,
    operation: &Operation,
    source: &str,
    names: &mut Names,
) -> Vec<Value> {
    let mut parameters = operation.parameters().iter();
    let found = parameters.find(|parameter| is_at(parameter, source));
    match found {
        Some(parameter) => {
            let values = api.values_of_parameter(parameter);
            let sendable = |value: &Value| {
                let value = names.unambiguous(parameter, value.clone());
                let value = sendable_part(parameter, &value)?;
                api.is_valid(parameter, &value).then_some(value)
            };
            let values: Vec<Value> = values.iter().filter_map(sendable).collect();
            names.add(parameter, &values);
            values
        }
        // A variable of the path that no parameter describes.
        None => vec![Value::from("text")],
    }
}

/// Returns the schema of an argument.
fn schema(operation: &Operation, source: &str, body: Option<&BodyVariant>) -> Option<usize> {
    if source == "body" {
        return operation.schema_of_body(&body?.media_type);
    }
    let mut parameters = operation.parameters().iter();
    let found = parameters.find(|parameter| is_at(parameter, source))?;
    found.schema()
}

/// Returns `true` for the parameter at a place in the request.
pub fn is_at(parameter: &Parameter, source: &str) -> bool {
    source.split_once(' ') == Some((location(parameter.location), &parameter.name))
}

/// Returns the value, or else its items or members that can be expressed in its place.
fn sendable_part(parameter: &Parameter, value: &Value) -> Option<Value> {
    if can_be_sent(parameter, value) {
        return Some(value.clone());
    }
    let part = match value {
        Value::Array(items) => {
            let is_sendable = |item: &&Value| can_be_sent(parameter, &json!([item]));
            items.iter().filter(is_sendable).cloned().collect()
        }
        Value::Object(members) => {
            let is_sendable = |member: &(&String, &Value)| {
                let (name, value) = *member;
                can_be_sent(parameter, &json!({name.as_str(): value}))
            };
            let members = members.iter().filter(is_sendable);
            members
                .map(|(name, value)| (name.clone(), value.clone()))
                .collect()
        }
        _ => return None,
    };
    can_be_sent(parameter, &part).then_some(part)
}

/// Returns the name of a location in an argument's source.
pub fn location(location: Location) -> &'static str {
    match location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
        Location::Cookie => "cookie",
        Location::QueryString => "querystring",
    }
}

/// Returns `true` if a value can be expressed in its place: not an empty path segment, a control character in a header,
/// or a list in a list.
fn can_be_sent(parameter: &Parameter, value: &Value) -> bool {
    if parameter.has_media_type() {
        return parameter.location != Location::Header || value.to_string().is_ascii();
    }
    let is_in_path = parameter.location == Location::Path;
    let is_header = parameter.location == Location::Header;
    let is_text = |text: &str| {
        let is_visible = |character: char| matches!(character, ' '..='~');
        match parameter.location {
            Location::Path => !matches!(text, "" | "." | ".."),
            Location::Header => {
                !text.is_empty() && text.trim() == text && text.chars().all(is_visible)
            }
            Location::Cookie => !text.is_empty(),
            _ => true,
        }
    };
    let separators: Vec<char> = match is_header {
        true => vec![',', '='],
        false => parameter.ambiguous().into_iter().collect(),
    };
    let is_item = |value: &Value| match value {
        Value::String(text) => {
            is_text(text) && !text.is_empty() && !text.contains(separators.as_slice())
        }
        Value::Null | Value::Array(_) | Value::Object(_) => false,
        _ => true,
    };
    match value {
        Value::String(text) => is_text(text),
        Value::Null => false,
        Value::Array(items) => !items.is_empty() && items.iter().all(is_item),
        Value::Object(members) if parameter.is_nested() => {
            !members.is_empty() && members.values().all(has_leaves)
        }
        Value::Object(members) => {
            let is_name = |name: &String| !is_in_path || !name.is_empty();
            !members.is_empty()
                && members
                    .iter()
                    .all(|(name, value)| is_name(name) && is_item(value))
        }
        _ => true,
    }
}

/// Returns `true` if nothing in a value is empty or null, since brackets express neither.
fn has_leaves(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Array(items) => !items.is_empty() && items.iter().all(has_leaves),
        Value::Object(members) => !members.is_empty() && members.values().all(has_leaves),
        _ => true,
    }
}
