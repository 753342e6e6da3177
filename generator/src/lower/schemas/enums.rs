//! Types of enumerated values: `enum`, `const`, and the extensions that name the values.

use super::all_of::Merged;
use super::view::{View, resolved};
use crate::diagnostics::{Code, Diagnostic, listing};
use crate::lower::schemas::{self, Goal};
use crate::lower::{Lowered, Lowering};
use crate::model::{Docs, Enum, EnumBase, Integer, Type, TypeKind, Untyped, Variant};
use crate::spec::{Document, EnumNames, PlaceId, SchemaId, SchemaType};
use serde_json::Value;
use std::collections::HashSet;

/// Limit of nested `allOf`.
const DEEPEST: usize = 16;
/// The largest number of values that a message shows.
const MOST_SHOWN: usize = 3;

/// Returns the type of a constant, if it is a scalar.
pub fn constant(value: &Value, merged: &Merged<'_>) -> Option<Type> {
    Some(match value {
        Value::String(_) => Type::String,
        Value::Bool(_) => Type::Boolean,
        Value::Number(number) if number.is_i64() && merged.typ != Some(SchemaType::Number) => {
            Type::Integer(Integer::I64)
        }
        Value::Number(number) if number.is_u64() && merged.typ != Some(SchemaType::Number) => {
            Type::Integer(Integer::U64)
        }
        Value::Number(_) => Type::Number,
        Value::Null => Type::Null,
        Value::Array(_) | Value::Object(_) => return None,
    })
}

/// Returns the only value that a schema allows beside null, through references and `allOf`.
pub fn only_value(document: &Document<'_>, schema: SchemaId) -> Option<Value> {
    only_value_within(document, schema, &mut HashSet::new(), 0)
}

/// `seen` are the schemas that have been searched: without it, the paths to one schema would multiply.
fn only_value_within(
    document: &Document<'_>,
    schema: SchemaId,
    seen: &mut HashSet<SchemaId>,
    depth: usize,
) -> Option<Value> {
    let (schema, view) = resolved(document, schema)?;
    if !seen.insert(schema) {
        return None;
    }
    let mut values = view.values().iter().filter(|value| !value.is_null());
    let only = match (view.constant(), values.next(), values.next()) {
        (Some(constant), _, _) => Some(constant).filter(|constant| !constant.is_null()),
        (None, only, None) => only,
        (None, _, Some(_)) => None,
    };
    if let Some(only) = only {
        return fitting(only, view.typ);
    }
    let mut parts = view.all_of().iter().filter(|_| depth < DEEPEST);
    parts.find_map(|part| only_value_within(document, *part, seen, depth + 1))
}

/// Returns the type of enumerated values; `None` if they do not determine the type.
pub fn lower<'d>(
    lowering: &mut Lowering<'d, '_>,
    values: Vec<Value>,
    merged: &Merged<'d>,
    goal: Goal<'_>,
    lowered: &mut Lowered,
    at: PlaceId,
) -> Option<Type> {
    let names = Names(merged.value_names);
    let mut variants: Vec<Variant> = Vec::with_capacity(values.len());
    let mut seen = HashSet::with_capacity(values.len());
    let mut odd = Vec::new();
    for (index, value) in values.iter().enumerate() {
        let Some(value) = fitting(value, merged.typ) else {
            odd.push(value.to_string());
            continue;
        };
        if value.is_null() || !seen.insert((value.is_string(), text(&value))) {
            continue;
        }
        let intended_name = names.name(index, &value).unwrap_or_else(|| text(&value));
        variants.push(Variant {
            docs: names.docs(index, &value),
            intended_name,
            value,
        });
    }
    if !odd.is_empty() {
        report_odd(lowering, merged, &odd, at);
    }
    if variants.is_empty() {
        let null = !values.is_empty() && values.iter().all(Value::is_null);
        return null.then_some(Type::Null);
    }
    if let [only] = variants.as_slice() {
        lowered.constant = Some(only.value.clone());
    }
    if variants.iter().all(|variant| variant.value.is_boolean()) {
        return Some(Type::Boolean);
    }
    if variants
        .iter()
        .any(|variant| variant.value.is_array() || variant.value.is_object())
    {
        // `type`, `items` and `properties` describe such values better.
        return if merged.typ.is_some() {
            None
        } else {
            Some(Type::Any(Untyped::Faithful("a list of objects or arrays")))
        };
    }
    distinguish_strings(&mut variants);
    let id = schemas::define(lowering, goal, &lowered.docs, at);
    Some(schemas::make(
        lowering,
        id,
        TypeKind::Enum(of_variants(variants)),
    ))
}

/// Returns the variants of a schema that lists texts; `None` if it has other values, or none.
pub fn texts(view: &View<'_>) -> Option<Vec<Variant>> {
    let names = Names(view.own()?.hints.enum_names());
    let constant = view.constant().into_iter();
    let values: Vec<&Value> = constant.chain(view.values()).collect();
    let is_text = |value: &&Value| value.is_string() || value.is_null();
    if !values.iter().all(is_text) {
        return None;
    }
    let variants = values.into_iter().enumerate().filter_map(|(index, value)| {
        let text = value.as_str()?;
        Some(Variant {
            docs: names.docs(index, value),
            intended_name: names.name(index, value).unwrap_or_else(|| text.to_owned()),
            value: value.clone(),
        })
    });
    Some(variants.collect::<Vec<_>>()).filter(|variants| !variants.is_empty())
}

/// Returns the type of a scalar.
pub fn scalar(value: &Value) -> Option<Type> {
    constant(value, &Merged::default()).filter(|ty| *ty != Type::Null)
}

/// Renames the string `"1"` if the number `1` is a value too.
fn distinguish_strings(variants: &mut [Variant]) {
    let others: HashSet<String> = variants
        .iter()
        .filter(|variant| !variant.value.is_string())
        .map(|variant| text(&variant.value))
        .collect();
    for variant in variants {
        if let Value::String(value) = &variant.value
            && others.contains(value)
            && variant.intended_name == *value
        {
            variant.intended_name = format!("text {value}");
        }
    }
}

/// Returns an enum of these values.
pub fn of_variants(variants: Vec<Variant>) -> Enum {
    let base = if variants.iter().all(|variant| variant.value.is_string()) {
        EnumBase::String
    } else if variants.iter().all(|variant| variant.value.is_i64()) {
        EnumBase::Integer
    } else {
        EnumBase::Mixed
    };
    Enum {
        base,
        variants,
        is_open: false,
    }
}

/// Returns the words of a value.
pub fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// Converts a value to the `type` of the schema, since YAML reads `1`, `on` and `"1"` as different types.
fn fitting(value: &Value, typ: Option<SchemaType<'_>>) -> Option<Value> {
    use SchemaType::{Boolean, Integer, Number, String};
    match (typ, value) {
        (_, Value::Null) => Some(Value::Null),
        (Some(String), Value::Number(_) | Value::Bool(_)) => Some(Value::String(text(value))),
        (Some(Integer), Value::String(text)) => text.trim().parse::<i64>().ok().map(Value::from),
        (Some(Integer), Value::Number(number)) if !number.is_i64() && !number.is_u64() => {
            let whole = number
                .as_f64()
                .filter(|number| number.fract() == 0.0 && number.abs() < 9e15)?;
            Some(Value::from(whole as i64))
        }
        (Some(Number), Value::String(text)) => {
            serde_json::from_str::<serde_json::Number>(text.trim())
                .ok()
                .map(Value::Number)
        }
        // The text of a whole number has no point, so that `1.0` and `1` are one value.
        (None | Some(Number), Value::Number(number)) => {
            let whole = number
                .as_f64()
                .filter(|float| number.is_f64() && float.fract() == 0.0 && float.abs() < 9e15);
            Some(whole.map_or_else(|| value.clone(), |whole| Value::from(whole as i64)))
        }
        (Some(Boolean), Value::String(text)) => text.parse::<bool>().ok().map(Value::Bool),
        (Some(Boolean), Value::Number(_)) => None,
        (Some(String | Integer | Number | Boolean), Value::Array(_) | Value::Object(_)) => None,
        _ => Some(value.clone()),
    }
}

/// Names and descriptions of values, from extensions.
struct Names<'d>(EnumNames<'d>);

impl<'d> Names<'d> {
    fn name(&self, index: usize, value: &Value) -> Option<String> {
        let named = self
            .listed(self.0.names, index, value)
            .or_else(|| self.microsoft(value, "name"))
            .or_else(|| self.fern(value, "name"))?;
        (!named.trim().is_empty()).then(|| named.to_owned())
    }

    fn docs(&self, index: usize, value: &Value) -> Docs {
        let description = self
            .listed(self.0.descriptions, index, value)
            .or_else(|| self.microsoft(value, "description"))
            .or_else(|| self.fern(value, "description"));
        Docs {
            description: description
                .filter(|text| !text.is_empty())
                .map(str::to_owned),
            ..Docs::default()
        }
    }

    fn listed(&self, list: Option<&'d Value>, index: usize, value: &Value) -> Option<&'d str> {
        match list? {
            Value::Array(list) => list.get(index)?.as_str(),
            Value::Object(map) => map.get(&text(value))?.as_str(),
            _ => None,
        }
    }

    fn fern(&self, value: &Value, key: &str) -> Option<&'d str> {
        self.0.fern?.get(text(value))?.get(key)?.as_str()
    }

    fn microsoft(&self, value: &Value, key: &str) -> Option<&'d str> {
        let entry = self.0.microsoft?.as_array()?.iter().find(|entry| {
            entry
                .get("value")
                .is_some_and(|other| other == value || text(other) == text(value))
        })?;
        entry.get(key)?.as_str()
    }
}

/// Reports values that are not valid against `type`.
fn report_odd(lowering: &mut Lowering<'_, '_>, merged: &Merged<'_>, odd: &[String], at: PlaceId) {
    let message = format!(
        "values that are not valid against `type`: {}",
        listing(odd, MOST_SHOWN)
    );
    let listed = lowering.field_place(merged.values_place.unwrap_or(at), "enum");
    let typ = lowering.field_place(merged.typ_place.unwrap_or(at), "type");
    lowering.diagnostics.push(
        Diagnostic::new(Code::EnumValueOfOtherType, listed, message).related(typ, "the type"),
    );
}
