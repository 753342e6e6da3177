//! Small documents in which something multiplies: paths through `allOf`, unions in unions, shared parts that many places
//! use. The work is in proportion to the document, or a limit ends it.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use sdkwright::diagnostics::Code;
use sdkwright::{Generation, Input, generate, generate_and_inspect, load};
use serde_json::{Map, Value, json};

fn input(document: Value) -> Input {
    Input {
        document: load::Document::from(document).into(),
        ..Input::default()
    }
}

fn codes(generation: &Generation) -> Vec<Code> {
    let errors = generation.diagnostics.iter();
    errors.map(|diagnostic| diagnostic.code).collect()
}

/// A document whose only operation has this body in both directions, and in a form and a webhook.
fn with_body(schemas: Map<String, Value>, body: &str) -> Value {
    let schema = reference(body);
    let content = json!({ "application/json": { "schema": schema }, "multipart/form-data": { "schema": schema },
        "text/event-stream": { "schema": schema } });
    let operation = json!({ "operationId": "send", "requestBody": { "content": content },
        "responses": { "200": { "description": "", "content": content } } });
    json!({ "openapi": "3.1.0", "info": { "title": "growth", "version": "1" },
        "paths": { "/a": { "post": operation } }, "webhooks": { "a": { "post": operation }, "b": { "post": operation } },
        "components": { "schemas": schemas } })
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

fn text_property(name: &str) -> Value {
    json!({ "type": "object", "required": [name], "properties": { name: { "type": "string" } } })
}

/// Layers of schemas, each of which contains all of the next layer under a keyword.
fn layers(keyword: &str, leaf: fn(usize) -> Value) -> Value {
    const LAYERS: usize = 12;
    const WIDTH: usize = 8;
    let mut schemas = Map::new();
    for layer in 0..LAYERS {
        for index in 0..WIDTH {
            let inner = (0..WIDTH).map(|next| reference(&format!("L{}x{next}", layer + 1)));
            let schema = json!({ keyword: inner.collect::<Vec<_>>() });
            schemas.insert(format!("L{layer}x{index}"), schema);
        }
    }
    for index in 0..WIDTH {
        schemas.insert(format!("L{LAYERS}x{index}"), leaf(index));
    }
    with_body(schemas, "L0x0")
}

/// Asserts that a document becomes an SDK with at most so many types. Otherwise the number of types, or the time, would
/// be a power of the number of layers.
fn assert_types(name: &str, document: Value, most: usize) {
    let mut types = 0;
    let generation = generate_and_inspect(&input(document), |planned| {
        types = planned.types.iter().count();
    });
    assert!(
        !generation.files.is_empty(),
        "{name}: {:?}",
        codes(&generation)
    );
    assert!(types <= most, "{name}: {types} types");
}

#[test]
fn paths_through_layers_do_not_multiply() {
    let object = |index: usize| text_property(&format!("p{index}"));
    let kind = |index: usize| {
        json!({ "type": "object", "required": ["kind"],
            "properties": { "kind": { "const": format!("v{index}") } } })
    };
    let text = |index: usize| match index {
        0 => json!({ "type": "string" }),
        index => json!({ "type": "string", "enum": [format!("v{index}")] }),
    };
    let limit = 150;
    assert_types("allOf", layers("allOf", object), limit);
    assert_types("oneOf of objects", layers("oneOf", kind), limit);
    assert_types("anyOf of objects", layers("anyOf", object), limit);
    assert_types("anyOf of strings", layers("anyOf", text), limit);
}

#[test]
fn schemas_that_all_contain_each_other_end() {
    let names: Vec<String> = (0..12).map(|index| format!("S{index}")).collect();
    for keyword in ["allOf", "oneOf", "anyOf"] {
        let mut schemas = Map::new();
        for name in &names {
            let others = names.iter().filter(|other| *other != name);
            let others: Vec<Value> = others.map(|other| reference(other)).collect();
            schemas.insert(
                name.clone(),
                json!({ "type": "object", "properties": { name: { "type": "string" } }, keyword: others }),
            );
        }
        // The number of merges has a limit of its own, in proportion to the schemas.
        assert_types(keyword, with_body(schemas, "S0"), 12 * 12 * 5 + 200);
    }
}

/// Two trees whose nodes are described by the same property of both: each pair is one type, whatever leads to it.
#[test]
fn merges_of_the_same_schemas_are_one_type() {
    const LEVELS: usize = 40;
    let mut schemas = Map::new();
    for level in 0..LEVELS {
        for tree in ["A", "B"] {
            let next = reference(&format!("{tree}{}", level + 1));
            let schema = json!({ "type": "object", "properties": { "left": next, "right": next } });
            schemas.insert(format!("{tree}{level}"), schema);
        }
    }
    schemas.insert(format!("A{LEVELS}"), text_property("a"));
    schemas.insert(format!("B{LEVELS}"), text_property("b"));
    schemas.insert(
        "Both".into(),
        json!({ "allOf": [reference("A0"), reference("B0")] }),
    );
    assert_types("merges", with_body(schemas, "Both"), 4 * LEVELS);
}

/// Generates with a limit. Returns the error.
fn beyond(document: Value, key: &str, value: u64) -> Vec<Code> {
    let limits = vec![(key.to_owned(), value)];
    let generation = generate(&Input {
        limits,
        ..input(document)
    });
    assert!(generation.files.is_empty());
    let help = format!("raise `{key}`");
    let errors = generation.diagnostics.iter();
    let helps = errors.filter_map(|diagnostic| diagnostic.help.as_deref());
    assert_eq!(helps.filter(|text| text.contains(&help)).count(), 1);
    codes(&generation)
}

fn small() -> Value {
    with_body(Map::from_iter([("A".to_owned(), text_property("a"))]), "A")
}

#[test]
fn the_files_and_the_bytes_of_an_sdk_are_limited_exactly() {
    let mut document = small();
    document["webhooks"].take();
    let whole = generate(&input(document.clone()));
    let files = whole.files.len() as u64;
    let bytes: u64 = whole.files.iter().map(|file| file.text.len() as u64).sum();
    for (key, at) in [("output-files", files), ("output-size", bytes)] {
        let limits = vec![(key.to_owned(), at)];
        let generation = generate(&Input {
            limits,
            ..input(document.clone())
        });
        assert_eq!(generation.files, whole.files, "{key}");
        let codes = beyond(document.clone(), key, at - 1);
        assert!(codes.contains(&Code::OutputBeyondLimit), "{key}: {codes:?}");
    }
}

/// Each of these describes far more code than the limit of a megabyte, and is refused before it exists.
#[test]
fn shared_parts_end_at_the_limit_of_the_output() {
    let long = "word ".repeat(20_000);
    let mut described = small();
    described["components"]["parameters"] = json!({ "P": { "name": "p", "in": "query", "description": long,
        "schema": { "type": "string" } } });
    let mut parents = Map::from_iter([("S0".to_owned(), text_property("p0"))]);
    let mut items = small();
    let properties = (0..300).map(|index| (format!("p{index}"), text_property("a")));
    let many = json!({ "type": "object", "properties": properties.collect::<Map<_, _>>() });
    items["components"]["pathItems"] = json!({ "I": { "get": { "responses": { "200": { "description": "",
        "content": { "application/json": { "schema": many } } } } } } });
    for index in 1..300 {
        let path = format!("/{index}");
        described["paths"][&path] = json!({ "get": { "parameters": [{ "$ref": "#/components/parameters/P" }],
            "responses": {} } });
        items["paths"][&path] = json!({ "$ref": "#/components/pathItems/I" });
        let parent = reference(&format!("S{}", index - 1));
        let own = text_property(&format!("p{index}"));
        parents.insert(format!("S{index}"), json!({ "allOf": [parent, own] }));
    }
    for document in [described, items, with_body(parents, "S299")] {
        let codes = beyond(document, "output-size", 1_000_000);
        assert_eq!(
            codes
                .iter()
                .filter(|code| **code == Code::OutputBeyondLimit)
                .count(),
            1
        );
    }
}
