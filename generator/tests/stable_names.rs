//! An addition to a document renames nothing that is already there, wherever it is added, except at most what it
//! collides with.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use sdkwright::config::Config;
use sdkwright::diagnostics::{Diagnostics, Sources};
use sdkwright::model::{TypeKind, TypeName};
use sdkwright::plan::{Planned, PlannedKind};
use sdkwright::{load, lower, parse, plan};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Returns a document in which everything that can have a name has many, unusual and colliding ones.
fn document() -> Value {
    let text = json!({ "type": "string" });
    let names = [
        "Foo",
        "foo-bar",
        "fooBaz",
        "type",
        "Self",
        "Option",
        "+1",
        "-1",
        "3ds",
        "",
        "名前",
        "a.b",
        "x".repeat(200).as_str(),
        "new",
        "Error",
        "user",
        "Users",
        "order_item",
        "@id",
        "id",
        "ID",
        "$top",
    ]
    .map(str::to_owned);
    let properties: Map<String, Value> = names
        .iter()
        .map(|name| (name.clone(), text.clone()))
        .collect();
    let inline = json!({ "type": "object", "properties": {
        "lines": { "type": "array", "items": { "type": "object", "properties": {
            "price": { "type": "object", "properties": { "amount": text } },
        } } },
        "kind": { "enum": ["One", "two"], "type": "string" },
    } });
    let mut schemas: Map<String, Value> = names
        .iter()
        .filter(|name| !name.is_empty())
        .map(|name| (name.clone(), inline.clone()))
        .collect();
    schemas.insert(
        "Every".into(),
        json!({ "type": "object", "properties": properties }),
    );
    schemas.insert(
        "Variants".into(),
        json!({ "type": "string", "enum": names }),
    );
    schemas.insert("Choice".into(), json!({ "oneOf": [
        { "$ref": "#/components/schemas/Foo" }, { "$ref": "#/components/schemas/user" }, { "type": "string" },
    ] }));
    let parameters: Vec<Value> = names
        .iter()
        .filter(|name| !name.is_empty())
        .map(|name| json!({ "name": name, "in": "query", "schema": text }))
        .collect();
    let mut paths = Map::new();
    for (tag, id) in [
        ("pets", "listPets"),
        ("pets", "getPetById"),
        ("pets", "PetsController_remove_v3"),
        ("zoo", "animalsList"),
        ("zoo", "animalsGet"),
        ("zoo", "animalsCreate"),
        ("Foo-Bar", "type"),
        ("models", "self"),
        ("client", "build"),
    ] {
        let parameters = if id == "listPets" {
            parameters.clone()
        } else {
            Vec::new()
        };
        let content = json!({ "application/json": { "schema": inline } });
        let responses = json!({ "200": { "description": "", "content": content } });
        let operation = json!({
            "operationId": id, "tags": [tag], "parameters": parameters, "responses": responses,
        });
        paths.insert(format!("/{id}"), json!({ "get": operation }));
    }
    let schemes: Map<String, Value> = ["api-key", "timeout", "Bearer"]
        .map(|name| {
            (
                name.to_owned(),
                json!({ "type": "http", "scheme": "bearer" }),
            )
        })
        .into_iter()
        .collect();
    json!({
        "openapi": "3.1.0", "info": { "title": "Names", "version": "1" },
        "security": [{ "api-key": [] }, { "timeout": [] }, { "Bearer": [] }],
        "paths": paths, "components": { "schemas": schemas, "securitySchemes": schemes },
    })
}

/// Returns the names of everything: the item of the document, and its names in Rust.
fn names(document: &Value) -> BTreeMap<String, String> {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let text = document.to_string();
    let document = load::document_from_text("api.json", text, &mut sources, &mut diagnostics);
    let (document, config) = (document.unwrap(), Config::default());
    let document = parse::parse(&document, &mut diagnostics).unwrap();
    let api = lower::lower(&document, &config, &mut diagnostics);
    let names = named(&plan::plan(&api, &config));
    assert!(!diagnostics.has_errors());
    names
}

/// Returns `true` for a shared type, and for one inside it.
fn is_shared(planned: &Planned<'_>, name: &TypeName) -> bool {
    match name {
        TypeName::Shared(_) => true,
        TypeName::Inline { parent, .. } => {
            let parent = planned.api.types.get(*parent);
            parent.is_some_and(|parent| is_shared(planned, &parent.name))
        }
        _ => false,
    }
}

fn named(planned: &Planned<'_>) -> BTreeMap<String, String> {
    let mut names = BTreeMap::new();
    for (plan, (_, def)) in planned.types.iter().zip(planned.api.types.iter()) {
        // A shared type has several locations.
        if is_shared(planned, &def.name) {
            names.insert(format!("shared type {}", plan.ident), plan.ident.clone());
            continue;
        }
        names.insert(format!("type {}", def.at.pointer), plan.ident.clone());
        if plan.place_of().is_some() {
            continue;
        }
        names.insert(format!("file {}", def.at.pointer), plan.file.clone());
        let members: Vec<(String, &String)> = match (&plan.kind, &def.kind) {
            (PlannedKind::Struct(object), _) => {
                let fields = object.fields.iter();
                fields
                    .map(|field| (field.wire_name.to_owned(), &field.ident))
                    .collect()
            }
            (PlannedKind::Enum(list), _) => {
                let variants = list.variants.iter();
                variants
                    .map(|variant| (variant.value.to_string(), &variant.ident))
                    .collect()
            }
            (PlannedKind::Union(planned), TypeKind::Union(union)) => {
                let branches = union.branches.iter().zip(&planned.branches);
                let named = branches
                    .map(|(branch, plan)| (format!("{:?}", branch.intended_name), &plan.ident));
                named.collect()
            }
            _ => Vec::new(),
        };
        for (member, name) in members {
            names.insert(format!("member {} {member}", def.at.pointer), name.clone());
        }
    }
    for plan in &planned.resources {
        names.insert(
            format!("resource {}", plan.resource.intended_name),
            format!("{} {}", plan.ident, plan.module),
        );
        for plan in &plan.operations {
            let at = plan.operation.path.as_str();
            names.insert(
                format!("operation {at}"),
                format!("{} {} {}", plan.method, plan.builder, plan.description),
            );
            for plan in &plan.parameters {
                names.insert(
                    format!("parameter {at} {}", plan.parameter.wire_name),
                    plan.ident.clone(),
                );
            }
        }
    }
    for plan in &planned.client.credentials {
        names.insert(format!("scheme {}", plan.scheme.key), plan.method.clone());
    }
    names
}

/// Returns the names of all types.
fn types(document: &Value) -> BTreeSet<String> {
    let names = names(document).into_iter();
    let types = names.filter(|(thing, _)| thing.contains("type "));
    types.map(|(_, name)| name).collect()
}

/// Adds a value to a mapping or a list, before the item with this number.
fn add(document: &mut Value, pointer: &str, at: usize, key: &str, value: Value) {
    match document.pointer_mut(pointer).unwrap() {
        Value::Object(map) => drop(map.shift_insert(at.min(map.len()), key.to_owned(), value)),
        Value::Array(items) => items.insert(at.min(items.len()), value),
        _ => panic!("{pointer} has no members"),
    }
}

/// Returns the items that an addition renames, with the old and the new name.
fn renamed(
    before: &BTreeMap<String, String>,
    after: &BTreeMap<String, String>,
) -> Vec<(String, String, String)> {
    let changed = before.iter().filter_map(|(thing, old)| {
        let new = after.get(thing)?;
        (new != old).then(|| (thing.clone(), old.clone(), new.clone()))
    });
    changed.collect()
}

/// Returns the locations of additions of each kind, with their values.
fn additions(name: &str) -> Vec<(String, Value)> {
    let text = json!({ "type": "string" });
    let object = json!({ "type": "object", "properties": { "kind": { "enum": ["One", "two"], "type": "string" } } });
    let operation = |tag: &str| {
        json!({ "get": { "operationId": name, "tags": [tag], "responses": { "200": {
        "description": "", "content": { "application/json": { "schema": object } } } } } })
    };
    vec![
        ("/components/schemas".into(), object.clone()),
        ("/components/schemas/Every/properties".into(), text.clone()),
        (
            "/components/schemas/Every/properties".into(),
            object.clone(),
        ),
        ("/components/schemas/Variants/enum".into(), json!(name)),
        (
            "/paths/~1listPets/get/parameters".into(),
            json!({ "name": name, "in": "query", "schema": text }),
        ),
        ("/paths".into(), operation("pets")),
        ("/paths".into(), operation("zoo")),
        ("/paths".into(), operation(name)),
        (
            "/components/securitySchemes".into(),
            json!({ "type": "http", "scheme": "basic" }),
        ),
    ]
}

fn with(pointer: &str, at: usize, name: &str, value: &Value) -> BTreeMap<String, String> {
    let mut document = document();
    let key = if pointer == "/paths" {
        format!("/{name}")
    } else {
        name.to_owned()
    };
    add(&mut document, pointer, at, &key, value.clone());
    if pointer == "/components/securitySchemes" {
        add(&mut document, "/security", 0, "", json!({ name: [] }));
    }
    names(&document)
}

#[test]
fn what_collides_with_nothing_renames_nothing() {
    let before = names(&document());
    for (pointer, value) in additions("zebraCrossing") {
        for at in [0, 2, 5, 1000] {
            let renamed = renamed(&before, &with(&pointer, at, "zebraCrossing", &value));
            assert!(renamed.is_empty(), "added at {pointer}, {at}: {renamed:#?}");
        }
    }
}

/// The name of a type that Rust spells as the document does is kept, whatever is added.
#[test]
fn the_name_of_a_type_that_is_rust_already_is_kept() {
    let before = names(&document());
    for (pointer, name) in [
        ("/components/schemas", "foo"),
        ("/components/schemas", "users"),
        ("/components/schemas", "FOO"),
    ] {
        for (place, value) in additions(name).iter().filter(|(place, _)| place == pointer) {
            for at in [0, 5, 1000] {
                let renamed = renamed(&before, &with(place, at, name, value));
                assert!(
                    renamed.is_empty(),
                    "{name} added at {pointer}, {at}: {renamed:#?}"
                );
            }
        }
    }
}

/// If two names have the same spelling in Rust, different from that of the document, their Rust names do not depend on
/// their order in the document, and no other name changes.
#[test]
fn what_collides_is_told_apart_by_what_it_is_and_not_by_where_it_stands() {
    let before = names(&document());
    for name in [
        "foo_bar",
        "Foo Bar",
        "FooBaz",
        "a-b",
        "_1",
        "#id",
        "zoo",
        "api_key",
        "ListPets",
        "animals-get",
        "pets",
    ] {
        for (pointer, value) in additions(name) {
            let first = with(&pointer, 0, name, &value);
            for at in [4, 1000] {
                assert_eq!(
                    first,
                    with(&pointer, at, name, &value),
                    "{name} added at {pointer}, {at}"
                );
            }
            let renamed = renamed(&before, &first);
            let concerned: Vec<&String> = renamed
                .iter()
                .map(|(thing, ..)| thing)
                .filter(|thing| !thing.contains("/properties/") || thing.starts_with("member"))
                .collect();
            assert!(
                concerned.len() <= 3,
                "{name} added at {pointer}: {renamed:#?}"
            );
        }
    }
}

/// A schema at a second place makes a shared type. The name of the first place stays, as an alias, and it stays when the
/// two become different again.
#[test]
fn a_second_place_of_a_type_renames_nothing() {
    let door = |values: Value| json!({ "type": "object", "properties": { "state": { "type": "string", "enum": values } } });
    let document = |schemas: Value| {
        json!({
            "openapi": "3.1.0", "info": { "title": "Doors", "version": "1" }, "paths": {},
            "components": { "schemas": schemas },
        })
    };
    let one = types(&document(
        json!({ "Door": door(json!(["open", "closed"])) }),
    ));
    let two = types(&document(json!({
        "Door": door(json!(["open", "closed"])), "Gate": door(json!(["open", "closed"])),
    })));
    let different = types(&document(json!({
        "Door": door(json!(["open", "closed"])), "Gate": door(json!(["open", "closed", "locked"])),
    })));
    assert_eq!(one, ["Door", "DoorState"].map(str::to_owned).into());
    assert_eq!(
        two.difference(&one).collect::<Vec<_>>(),
        ["Gate", "GateState", "State"]
    );
    assert_eq!(two.difference(&different).collect::<Vec<_>>(), ["State"]);
}

/// What is added and means something else never takes the name over: code for the old one does not compile.
#[test]
fn an_addition_never_takes_a_member_over() {
    let text = json!({ "type": "string" });
    let parameter = |name: &str| json!({ "name": name, "in": "query", "schema": text });
    for (pointer, old, name, value) in [
        (
            "/components/schemas/Variants/enum",
            "\"user\"",
            "User",
            json!("User"),
        ),
        (
            "/components/schemas/Every/properties",
            "fooBaz",
            "foo_baz",
            text.clone(),
        ),
        (
            "/paths/~1listPets/get/parameters",
            "fooBaz",
            "foo_baz",
            parameter("foo_baz"),
        ),
    ] {
        let before = names(&document());
        let after = with(pointer, 1000, name, &value);
        let is_of = |thing: &str, member: &str| thing.ends_with(&format!(" {member}"));
        let new = if old.starts_with('"') {
            format!("{name:?}")
        } else {
            name.to_owned()
        };
        let (thing, plain) = before
            .iter()
            .find(|(thing, _)| {
                is_of(thing, old)
                    && (thing.starts_with("member") || thing.starts_with("parameter"))
                    && after.contains_key(&thing.replace(old, &new))
            })
            .unwrap();
        assert_ne!(after.get(thing), Some(plain), "{pointer}");
        assert_ne!(
            after.get(&thing.replace(old, &new)),
            Some(plain),
            "{pointer}"
        );
    }
}

/// A component takes the name of an inline type, which is the one type that this renames.
#[test]
fn a_component_renames_only_the_inline_type_of_its_name() {
    let before = names(&document());
    let inline = json!({ "type": "string", "enum": ["One"] });
    let renamed = renamed(&before, &with("/components/schemas", 0, "FooKind", &inline));
    let types: Vec<_> = renamed
        .iter()
        .filter(|(thing, ..)| thing.starts_with("type "))
        .map(|(thing, old, new)| (thing.as_str(), old.as_str(), new.as_str()))
        .collect();
    assert_eq!(
        types,
        [(
            "type /components/schemas/Foo/properties/kind",
            "FooKind",
            "FooKindValue"
        )]
    );
}
