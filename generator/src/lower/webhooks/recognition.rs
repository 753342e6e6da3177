//! How received requests are recognised: by headers and properties whose values the document fixes.
//!
//! A header is fixed by the `const` or the single `enum` value of its schema, or by the example of a header whose name
//! says that it has the type of the event. [`payload_values`] has the properties. What distinguishes every request from
//! every other one is used: one header or required property, else two. If nothing does, up to three headers or
//! properties that recognise at least half of the requests are used, without values that two requests have. No guess is
//! made about the others.

use super::payload_values;
use crate::lower::Lowering;
use crate::lower::schemas::view::resolved;
use crate::model::{ReceivedBody, ReceivedRequest};
use crate::spec::{Operation, Parameter, ParameterLocation, ParameterValue, PathItem};
use crate::words::words;
use std::collections::HashMap;

/// The maximum number of headers and properties by which some of the requests are recognised.
const MOST_KEYS: usize = 3;

/// A header in lower case, or the pointer of a property.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
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
    let properties = body
        .ty()
        .map(|ty| payload_values::required(&lowering.types, ty));
    let properties = properties.into_iter().flatten();
    let properties = properties.map(|(pointer, values)| (Key::Property(pointer), values));
    let mut evidence = Evidence(Vec::new());
    evidence.extend(headers.chain(properties));
    evidence
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

/// Sets the headers and properties that distinguish all requests. Returns `false` if there are none.
pub fn choose(requests: &mut [ReceivedRequest], evidence: &[Evidence]) -> bool {
    let Some(keys) = distinguishing(evidence) else {
        return false;
    };
    for (request, Evidence(evidence)) in requests.iter_mut().zip(evidence) {
        for (key, values) in evidence.iter().filter(|(key, _)| keys.contains(&key)) {
            recognise(request, key, values.clone());
        }
    }
    true
}

fn recognise(request: &mut ReceivedRequest, key: &Key, values: Vec<String>) {
    match key {
        Key::Header(name) => request.headers.push((name.clone(), values)),
        Key::Property(pointer) => request.properties.push((pointer.clone(), values)),
    }
}

/// Sets a header or a property of each request that it distinguishes from all others. Returns `false`, and sets none, if
/// these are less than half of the requests, or only one, or if the body of one is not JSON, which a receiver that looks
/// for properties would refuse.
pub fn choose_most(requests: &mut [ReceivedRequest], evidence: &[Evidence]) -> bool {
    if requests.iter().any(|it| it.body == ReceivedBody::Bytes) {
        return false;
    }
    let own = own_values(evidence);
    let mut recognised = vec![None; requests.len()];
    for _ in 0..MOST_KEYS {
        let unknown = |index: usize| recognised.get(index).is_some_and(Option::is_none);
        let count = |values: &[(usize, Vec<String>)]| {
            let new = values.iter().filter(|(index, _)| unknown(*index));
            new.count()
        };
        // The first one of several that recognise as many.
        let best = own.iter().rev().max_by_key(|(_, values)| count(values));
        let Some((key, values)) = best.filter(|(_, values)| count(values) > 0) else {
            break;
        };
        for (index, values) in values {
            if let Some(place @ None) = recognised.get_mut(*index) {
                *place = Some((*key, values));
            }
        }
    }
    let count = recognised.iter().flatten().count();
    if count < 2 || 2 * count < requests.len() {
        return false;
    }
    for (request, found) in requests.iter_mut().zip(recognised) {
        if let Some((key, values)) = found {
            recognise(request, key, values.clone());
        }
    }
    true
}

/// Requests by their index, each with its values of one key.
type OfRequests<V> = Vec<(usize, V)>;

/// Returns for each key the requests with values that no other request has.
fn own_values(evidence: &[Evidence]) -> Vec<(&Key, OfRequests<Vec<String>>)> {
    let mut keys: Vec<(&Key, OfRequests<&[String]>)> = Vec::new();
    let mut places: HashMap<&Key, usize> = HashMap::new();
    for (index, Evidence(evidence)) in evidence.iter().enumerate() {
        for (key, values) in evidence {
            let place = *places.entry(key).or_insert(keys.len());
            if place == keys.len() {
                keys.push((key, Vec::new()));
            }
            if let Some((_, requests)) = keys.get_mut(place) {
                requests.push((index, values));
            }
        }
    }
    let own = |requests: OfRequests<&[String]>| {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for value in requests.iter().flat_map(|(_, values)| *values) {
            *counts.entry(value).or_default() += 1;
        }
        let only = |value: &&String| counts.get(value.as_str()) == Some(&1);
        let own = requests.iter().map(|(index, values)| {
            let values = values.iter().filter(only);
            (*index, values.cloned().collect::<Vec<_>>())
        });
        own.filter(|(_, values)| !values.is_empty()).collect()
    };
    keys.into_iter()
        .map(|(key, requests)| (key, own(requests)))
        .collect()
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
    /// Adds the weaker evidence of a payload, in which the values may be missing.
    pub fn add_payload(
        &mut self,
        lowering: &Lowering<'_, '_>,
        operation: &Operation<'_>,
        request: &ReceivedRequest,
    ) {
        if let Some(ty) = request.body.ty() {
            let properties =
                payload_values::others(lowering, operation, ty, &request.intended_name);
            let properties = properties.into_iter();
            self.extend(properties.map(|(pointer, values)| (Key::Property(pointer), values)));
        }
    }

    fn extend(&mut self, evidence: impl IntoIterator<Item = (Key, Vec<String>)>) {
        for (key, values) in evidence {
            if self.values(&key).is_none() {
                self.0.push((key, values));
            }
        }
    }

    fn values(&self, key: &Key) -> Option<&[String]> {
        let mut evidence = self.0.iter();
        let (_, values) = evidence.find(|(known, _)| known == key)?;
        Some(values)
    }
}
