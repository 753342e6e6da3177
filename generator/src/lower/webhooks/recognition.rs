//! How received requests are recognised: by headers and properties whose values the document fixes.
//!
//! A header is fixed by the `const` or the single `enum` value of its schema, or by the example of a header whose name
//! says that it has the type of the event. A property is fixed if it is required and has one value in a payload, or in
//! every branch of a union. What distinguishes every request from every other one is used: one header or property, else
//! two. If nothing does, no guess is made.

use crate::lower::Lowering;
use crate::lower::schemas::view::resolved;
use crate::model::{EnumBase, Field, ReceivedBody, ReceivedRequest, Type, TypeKind, Types};
use crate::spec::{Operation, Parameter, ParameterLocation, ParameterValue, PathItem};
use crate::words::words;

/// The maximum depth of unions in a payload.
const DEEPEST: usize = 8;

/// A header in lower case, or a property.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Key {
    Header(String),
    Property(String),
}

/// The fixed headers and properties of a request, each with its values.
pub struct Evidence(Vec<(Key, Vec<String>)>);

/// Returns what the document fixes about a request.
pub fn evidence(
    lowering: &Lowering<'_, '_>,
    item: &PathItem<'_>,
    operation: &Operation<'_>,
    body: &ReceivedBody,
) -> Evidence {
    let parameters = operation.parameters.iter().chain(&item.parameters);
    let parameters =
        parameters.filter_map(|parameter| lowering.document.parameters.get((*parameter)?));
    let headers = parameters.filter_map(|parameter| {
        let value = header(lowering, parameter)?;
        Some((
            Key::Header(parameter.name.to_ascii_lowercase()),
            vec![value],
        ))
    });
    let properties = body.ty().map(|ty| properties(&lowering.types, ty, 0));
    let properties = properties.into_iter().flatten();
    let properties = properties.map(|(name, values)| (Key::Property(name), values));
    let mut evidence: Vec<(Key, Vec<String>)> = Vec::new();
    for (key, values) in headers.chain(properties) {
        if evidence.iter().all(|(known, _)| *known != key) {
            evidence.push((key, values));
        }
    }
    Evidence(evidence)
}

/// Returns the one value of a header.
fn header(lowering: &Lowering<'_, '_>, parameter: &Parameter<'_>) -> Option<String> {
    if parameter.location != ParameterLocation::Header {
        return None;
    }
    let ParameterValue::Schema(schema) = parameter.value else {
        return None;
    };
    let (_, view) = resolved(lowering.document, schema)?;
    let own = view.own()?;
    if let Some(fixed) = view.only_value() {
        return fixed.as_str().map(str::to_owned);
    }
    let names_event = |word: &String| matches!(word.as_str(), "event" | "topic" | "type");
    if !own.values.is_empty() || !words(&parameter.name).iter().any(names_event) {
        return None;
    }
    let annotations = own.annotations.as_ref();
    let of_schema = annotations.and_then(|annotations| annotations.examples.first());
    let mut examples = parameter.examples.iter();
    let example = parameter
        .example
        .or_else(|| examples.find_map(|example| example.value));
    example
        .or(of_schema.map(|example| &**example))?
        .as_str()
        .map(str::to_owned)
}

/// Returns the required properties of a payload that have one value, or one value in each branch of a union.
fn properties(types: &Types, ty: &Type, depth: usize) -> Vec<(String, Vec<String>)> {
    let Type::Named(id) = types.unaliased(ty) else {
        return Vec::new();
    };
    match types.kind(*id) {
        Some(TypeKind::Struct(object)) => {
            let fields = object.fields.iter();
            fields
                .filter_map(|field| Some((field.wire_name.clone(), vec![fixed(types, field)?])))
                .collect()
        }
        Some(TypeKind::Union(union)) if depth < DEEPEST => {
            let branches = union.branches.iter();
            let mut branches = branches.map(|branch| properties(types, &branch.ty, depth + 1));
            let mut common = branches.next().unwrap_or_default();
            for branch in branches {
                common.retain_mut(|(name, values)| {
                    let same = branch.iter().find(|(other, _)| other == name);
                    values.extend(same.into_iter().flat_map(|(_, others)| others.clone()));
                    same.is_some()
                });
            }
            common
        }
        _ => Vec::new(),
    }
}

/// Returns the one value of a required property.
fn fixed(types: &Types, field: &Field) -> Option<String> {
    if !field.required || field.nullable {
        return None;
    }
    if let Some(constant) = &field.constant {
        return constant.as_str().map(str::to_owned);
    }
    let Type::Named(id) = types.unaliased(&field.ty) else {
        return None;
    };
    match types.kind(*id)? {
        TypeKind::Enum(list) if list.base == EnumBase::String => match list.variants.as_slice() {
            [only] => only.value.as_str().map(str::to_owned),
            _ => None,
        },
        _ => None,
    }
}

/// Sets the headers and properties that distinguish all requests. Returns `false` if there are none.
pub fn choose(requests: &mut [ReceivedRequest], evidence: &[Evidence]) -> bool {
    let Some(keys) = distinguishing(evidence) else {
        return false;
    };
    for (request, Evidence(evidence)) in requests.iter_mut().zip(evidence) {
        for (key, values) in evidence {
            match key {
                key if !keys.contains(&key) => {}
                Key::Header(name) => request.headers.push((name.clone(), values.clone())),
                Key::Property(name) => request.properties.push((name.clone(), values.clone())),
            }
        }
    }
    true
}

/// Returns the key that distinguishes all requests, or the two keys.
fn distinguishing(evidence: &[Evidence]) -> Option<Vec<&Key>> {
    // The first key is in every request, so that no request is recognised by nothing.
    let (Evidence(first), _) = evidence.split_first()?;
    let everywhere: Vec<&Key> = first
        .iter()
        .map(|(key, _)| key)
        .filter(|key| evidence.iter().all(|it| it.values(key).is_some()))
        .collect();
    if let Some(key) = everywhere.iter().find(|key| distinguish(evidence, &[key])) {
        return Some(vec![key]);
    }
    let mut others: Vec<&Key> = Vec::new();
    for (key, _) in evidence.iter().flat_map(|Evidence(evidence)| evidence) {
        if !others.contains(&key) {
            others.push(key);
        }
    }
    everywhere.iter().find_map(|key| {
        let mut others = others.iter();
        let other = others.find(|other| distinguish(evidence, &[key, other]))?;
        Some(vec![*key, *other])
    })
}

/// Returns `true` if any two requests have different values of one of these keys.
fn distinguish(evidence: &[Evidence], keys: &[&Key]) -> bool {
    let differ = |one: &Evidence, other: &Evidence| {
        keys.iter().any(|key| {
            let (one, other) = (one.values(key), other.values(key));
            one.zip(other)
                .is_some_and(|(one, other)| one.iter().all(|value| !other.contains(value)))
        })
    };
    evidence.iter().enumerate().all(|(index, one)| {
        let mut later = evidence.iter().skip(index + 1);
        later.all(|other| differ(one, other))
    })
}

impl Evidence {
    fn values(&self, key: &Key) -> Option<&[String]> {
        let mut evidence = self.0.iter();
        let (_, values) = evidence.find(|(known, _)| known == key)?;
        Some(values)
    }
}
