//! The headers of responses: each distinct set of them becomes one type, by their names, types and serializations.

use super::operation_names::free;
use super::shared_sets::{Member, type_key};
use super::successes::{error_responses, success_responses};
use super::{PlannedHeader, PlannedType};
use crate::model::{Api, HeaderFormat, Operation, PerType, Response, ResponseHeader, Type};
use crate::rust::idents;
use crate::words::words;
use std::collections::{BTreeMap, HashSet};

/// Methods that the type of every set has.
const TAKEN_METHODS: &[&str] = &["of", "of_error"];

impl Member for PlannedHeader<'_> {
    const ENDING: &'static str = "Headers";

    fn key(&self, types: &PerType<PlannedType<'_>>) -> String {
        let (name, ty) = (self.name.to_ascii_lowercase(), type_key(types, &self.ty));
        format!(
            "{name} {} {} {:?} {ty}",
            self.ident, self.required, self.format
        )
    }

    /// One description is enough: headers of the same name mean the same.
    fn agree_with(&mut self, _: Self) {}

    /// The words that all headers begin with, or else the names of up to three of them, or else the first one and the
    /// number of the others.
    fn base(members: &[Self]) -> String {
        let mut names = members.iter().map(|header| {
            let words = words(&header.ident);
            match words.split_first() {
                Some((x, rest)) if x == "x" && !rest.is_empty() => rest.to_vec(),
                _ => words,
            }
        });
        let Some(first) = names.next() else {
            return String::new();
        };
        let rest: Vec<Vec<String>> = names.collect();
        let is_shared = |(index, word): &(usize, &String)| {
            rest.iter().all(|other| other.get(*index) == Some(*word))
        };
        let shared: Vec<&str> = first
            .iter()
            .enumerate()
            .take_while(is_shared)
            .map(|(_, word)| word.as_str())
            .collect();
        if !shared.is_empty() {
            return idents::upper_camel(&shared.join(" "));
        }
        if rest.len() > 2 {
            let first = idents::upper_camel(&first.join(" "));
            return format!("{first}And{}More", rest.len());
        }
        let all: Vec<String> = std::iter::once(first).chain(rest).flatten().collect();
        idents::upper_camel(&all.join(" "))
    }
}

/// Returns the headers of all operations, those of success and error responses each.
pub fn of_all(api: &Api) -> impl Iterator<Item = Vec<PlannedHeader<'_>>> {
    let operations = api.operations();
    operations.flat_map(|operation| [of_success(operation), of_errors(operation)])
}

/// Returns the headers of an operation's success responses.
pub fn of_success(operation: &Operation) -> Vec<PlannedHeader<'_>> {
    merged(&success_responses(operation))
}

/// Returns the headers of an operation's error responses.
pub fn of_errors(operation: &Operation) -> Vec<PlannedHeader<'_>> {
    merged(&error_responses(operation))
}

/// Returns the headers of several responses, by name. One that only some of them have is optional, and one whose types
/// differ is text.
fn merged<'a>(responses: &[&'a Response]) -> Vec<PlannedHeader<'a>> {
    let mut by_name: BTreeMap<String, Vec<&'a ResponseHeader>> = BTreeMap::new();
    for response in responses {
        for header in response.headers.iter().filter(|it| is_name(&it.name)) {
            let same = by_name.entry(header.name.to_ascii_lowercase()).or_default();
            same.push(header);
        }
    }
    let mut taken: HashSet<String> = TAKEN_METHODS.iter().map(|&name| name.to_owned()).collect();
    let headers = by_name.into_values().filter_map(|same| {
        let first = *same.first()?;
        let is_same =
            |other: &&ResponseHeader| (&other.ty, other.format) == (&first.ty, first.format);
        let (ty, format) = match same.iter().all(is_same) {
            true => (first.ty.clone(), first.format),
            false => (Type::String, HeaderFormat::TEXT),
        };
        let name = method(&first.name);
        Some(PlannedHeader {
            ident: free(&mut taken, name.clone(), format!("{name}_header"), "_"),
            name: &first.name,
            description: same.iter().find_map(|header| header.description.as_deref()),
            deprecated: same.iter().all(|header| header.deprecated),
            required: same.len() == responses.len() && same.iter().all(|header| header.required),
            format,
            ty,
        })
    });
    headers.collect()
}

/// Returns the name of the method of a header. `ETag` is one word.
fn method(name: &str) -> String {
    match name.eq_ignore_ascii_case("etag") {
        true => "etag".to_owned(),
        false => idents::snake(name),
    }
}

/// Returns `true` for a name that a response can have (RFC 9110, section 5.1), other than a pattern such as
/// `x-meta-*`.
fn is_name(name: &str) -> bool {
    let is_token = |c: char| c.is_ascii_alphanumeric() || "!#$%&'+-.^_`|~".contains(c);
    name.chars().all(is_token) && name.chars().any(|c| c.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use crate::config::Config;
    use crate::lower::test_support::lowered;
    use crate::plan::plan;
    use serde_json::{Value, json};

    /// Returns the names that operations have for the headers of their responses, each with that of the set.
    fn planned(operations: &[(&str, Value)]) -> Vec<(String, String)> {
        let mut paths = json!({});
        for (id, headers) in operations {
            let answer = json!({"description": "", "headers": headers});
            let operation = json!({"tags": ["a"], "operationId": id, "responses": {"200": answer}});
            paths[format!("/{id}")] = json!({"get": operation});
        }
        let document =
            json!({"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "paths": paths});
        let (api, _) = lowered(document, &Config::default());
        let planned = plan(&api, &Config::default());
        let resources = planned.resources.iter();
        let operations = resources.flat_map(|resource| &resource.operations);
        let headers = operations.filter_map(|operation| operation.success_headers.clone());
        headers
            .map(|headers| (headers.ident, headers.set))
            .collect()
    }

    fn of_type(ty: &str) -> Value {
        json!({"schema": {"type": ty}})
    }

    fn sets(operations: &[(&str, Value)]) -> Vec<String> {
        let planned = planned(operations).into_iter();
        planned.map(|(_, set)| set).collect()
    }

    #[test]
    fn a_set_is_named_after_its_headers() {
        let text = || of_type("string");
        let names = sets(&[
            ("getA", json!({"Link": text()})),
            (
                "getB",
                json!({"X-RateLimit-Limit": text(), "X-RateLimit-Reset": text()}),
            ),
            ("getC", json!({"Link": text(), "ETag": text()})),
            (
                "getD",
                json!({"a": text(), "b": text(), "c": text(), "d": text()}),
            ),
            (
                "getE",
                json!({"X-*": text(), "bad name": text(), "Content-Type": text()}),
            ),
        ]);
        assert_eq!(
            names,
            [
                "LinkHeaders",
                "RateLimitHeaders",
                "EtagLinkHeaders",
                "AAnd3MoreHeaders"
            ]
        );
    }

    #[test]
    fn equal_sets_are_one_type_in_any_order_and_case() {
        let one = json!({"Link": of_type("string"), "X-Count": of_type("integer")});
        let other = json!({"x-count": of_type("integer"), "link": of_type("string")});
        let names = planned(&[("getA", one), ("getB", other)]);
        let sets: Vec<&str> = names.iter().map(|(_, set)| set.as_str()).collect();
        assert_eq!(sets, ["LinkCountHeaders"; 2]);
    }

    #[test]
    fn a_further_operation_renames_no_set_but_the_one_that_it_collides_with() {
        let known = [
            ("getB", json!({"X-Count": of_type("integer")})),
            ("getC", json!({"X-Count": of_type("string")})),
            ("getD", json!({"X-Count": of_type("boolean")})),
        ];
        let before = planned(&known);
        assert_eq!(
            before
                .iter()
                .filter(|(_, set)| set == "CountHeaders")
                .count(),
            1
        );
        let further = ("getA", json!({"X-Count": of_type("number")}));
        for place in [0, 3] {
            let mut operations = known.to_vec();
            operations.insert(place, further.clone());
            let after = planned(&operations);
            let kept = before.iter().filter(|name| after.contains(name)).count();
            assert!(kept >= 2, "{before:?} {after:?}");
            let renamed: Vec<_> = before.iter().filter(|name| !after.contains(name)).collect();
            assert!(
                renamed.iter().all(|(_, set)| set == "CountHeaders"),
                "{after:?}"
            );
        }
    }
}
