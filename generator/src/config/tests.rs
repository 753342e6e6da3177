//! Tests of the configuration.

use super::*;
use crate::diagnostics::{RenderOptions, Sources, render};
use crate::load::{Document, File};
use serde_json::{Value, json};

/// Returns the rendered diagnostics of a configuration.
fn reported(text: &str) -> String {
    let source = SourceText {
        name: "sdkwright.toml".into(),
        text: text.to_owned(),
    };
    let mut diagnostics = Diagnostics::default();
    parse(&source, &mut diagnostics);
    let sources = Sources {
        config: Some(source),
        ..Sources::default()
    };
    let text = render(&diagnostics, &sources, &RenderOptions::default());
    text.replace("  = explain: sdkwright explain ", "  = ")
}

/// Applies a configuration to a tree, and returns the tree and the rendered diagnostics.
fn applied(tree: Value, text: &str) -> (Value, String) {
    applied_to(tree.into(), text)
}

fn applied_to(mut document: Document, text: &str) -> (Value, String) {
    let source = SourceText {
        name: "sdkwright.toml".into(),
        text: text.to_owned(),
    };
    let mut diagnostics = Diagnostics::default();
    let config = parse(&source, &mut diagnostics);
    assert_eq!(diagnostics, Diagnostics::default());
    apply(&mut document, &config, &mut diagnostics);
    let messages: Vec<String> = diagnostics
        .iter()
        .map(|diagnostic| {
            format!(
                "{}; {}",
                diagnostic.message,
                diagnostic.help.as_deref().unwrap_or("-")
            )
        })
        .collect();
    (document.tree, messages.join("\n"))
}

#[test]
fn all_problems_are_reported_at_once() {
    let found = reported(
        r#"env_prefix = "EQUOS"
dates = "joda"

[package]
name = 3
licence = "MIT"
keywords = ["a", 1]

[[servers]]
name = "production"
"#,
    );
    insta::assert_snapshot!(found, @r#"
    error[SW0111]: unknown key `env_prefix`
     --> sdkwright.toml:1:1
      |
    1 | env_prefix = "EQUOS"
      | ^^^^^^^^^^
      |
      = help: a key with a similar name exists: `env-prefix`
      = SW0111

    error[SW0112]: `dates` is not one of `"jiff"`, `"chrono"`, `"time"`, `"strings"`
     --> sdkwright.toml:2:9
      |
    2 | dates = "joda"
      |         ^^^^^^
      |
      = help: write one of the values that docs/configuration.md lists
      = SW0112

    error[SW0112]: `package.name` is an integer, and must be a package name of Cargo: a letter, then letters, digits, `-` and `_`
     --> sdkwright.toml:5:8
      |
    5 | name = 3
      |        ^
      |
      = help: write one of the values that docs/configuration.md lists
      = SW0112

    error[SW0111]: unknown key `package.licence`
     --> sdkwright.toml:6:1
      |
    6 | licence = "MIT"
      | ^^^^^^^
      |
      = help: a key with a similar name exists: `license`
      = SW0111

    error[SW0112]: an item of `package.keywords` is an integer, and must be a string
     --> sdkwright.toml:7:18
      |
    7 | keywords = ["a", 1]
      |                  ^
      |
      = help: write one of the values that docs/configuration.md lists
      = SW0112

    error[SW0112]: `servers` lacks the key `url`
     --> sdkwright.toml:9:1
      |
    9 | [[servers]]
      | ^
      |
      = help: add `url`: an absolute URL that begins with `http://` or `https://`
      = SW0112
    "#);
}

#[test]
fn invalid_toml_is_shown_at_its_position() {
    insta::assert_snapshot!(reported("[package\nname = \"x\"\n"), @r"
    error[SW0002]: the configuration is not valid TOML: unclosed table, expected `]`
     --> sdkwright.toml:1:9
      |
    1 | [package
      |         ^
      |
      = help: correct the text at this position, or just before it
      = SW0002
    ");
}

#[test]
fn a_key_inside_quotes_and_dots_is_found() {
    insta::assert_snapshot!(reported("[schemas.\"a.b\"]\nnam = \"x\"\n"), @r#"
    error[SW0111]: unknown key `schemas.a.b.nam`
     --> sdkwright.toml:2:1
      |
    2 | nam = "x"
      | ^^^
      |
      = help: a key with a similar name exists: `name`
      = SW0111
    "#);
}

fn document() -> Value {
    json!({
        "openapi": "3.0.0",
        "tags": [{"name": "Pets"}, {"name": "Owners"}],
        "paths": {
            "/pets": {
                "parameters": [{"$ref": "#/components/parameters/Page"}],
                "get": {"operationId": "listPets", "tags": ["Pets"], "responses": {"200": {"$ref": "#/components/responses/Pets"}}}
            },
            "/owners": {
                "get": {"operationId": "listOwners", "tags": ["Owners"], "security": [{"key": []}]},
                "post": {"operationId": "addOwner", "tags": ["Owners"], "requestBody": {"$ref": "#/components/requestBodies/Owner"}}
            }
        },
        "webhooks": {"owner": {}},
        "components": {
            "parameters": {"Page": {"name": "page", "in": "query", "schema": {"type": "number"}}},
            "responses": {"Pets": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Pet"}}}}},
            "requestBodies": {"Owner": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Owner"}}}}},
            "securitySchemes": {"key": {}, "other": {}},
            "schemas": {
                "Pet": {"discriminator": {"propertyName": "kind"}, "properties": {"kind": {"type": "string"}}},
                "Cat": {"allOf": [{"$ref": "#/components/schemas/Pet"}, {"properties": {"claws": {"$ref": "#/components/schemas/Claws"}}}]},
                "Claws": {"type": "integer"},
                "Owner": {"type": "object"}
            }
        }
    })
}

fn keys(tree: &Value, pointer: &str) -> Vec<String> {
    tree.pointer(pointer)
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
        .map(|(key, _)| key.clone())
        .collect()
}

#[test]
fn components_that_no_selected_operation_needs_are_left_out() {
    let (tree, reported) = applied(document(), "select.tags = [\"Pets\"]");
    assert_eq!(reported, "");
    assert_eq!(keys(&tree, "/paths"), ["/pets"]);
    // The children of a needed parent are needed, and so are their references.
    assert_eq!(keys(&tree, "/components/schemas"), ["Pet", "Cat", "Claws"]);
    assert_eq!(keys(&tree, "/components/requestBodies"), [""; 0]);
    assert_eq!(tree["tags"], json!([{"name": "Pets"}]));
    assert_eq!(tree.get("webhooks"), None);
}

#[test]
fn operations_are_selected_by_id_by_method_and_path_and_by_pattern() {
    for (select, expected) in [
        ("operations = [\"addOwner\"]", "/paths/~1owners"),
        ("operations = [\"POST /owners\"]", "/paths/~1owners"),
    ] {
        let (tree, reported) = applied(document(), &format!("[select]\n{select}"));
        assert_eq!(
            (keys(&tree, expected), reported.as_str()),
            (vec!["post".to_owned()], ""),
            "{select}"
        );
    }
    let (tree, _) = applied(document(), "select.paths = [\"/own*\"]");
    assert_eq!(keys(&tree, "/paths/~1owners"), ["get", "post"]);
    assert_eq!(keys(&tree, "/components/securitySchemes"), ["key"]);
}

#[test]
fn operations_of_other_methods_are_selected_and_changed_like_any() {
    let tree = || {
        let copy = json!({"operationId": "copyPet", "tags": ["Pets"], "parameters": [{"name": "to", "in": "query"}]});
        let get = json!({"operationId": "getPet"});
        json!({"openapi": "3.2.0", "paths": {
            "/pets": {"get": get, "additionalOperations": {"COPY": copy, "LOCK": {"tags": ["Locks"]}}},
            "/locks": {"additionalOperations": {"LOCK": {}}},
        }})
    };
    for (select, methods) in [
        ("operations = [\"getPet\"]", [].as_slice()),
        ("operations = [\"getPet\", \"copyPet\"]", &["COPY"]),
        ("operations = [\"getPet\", \"LOCK /pets\"]", &["LOCK"]),
        ("tags = [\"Pets\"]", &["COPY"]),
        ("paths = [\"/pets\"]", &["COPY", "LOCK"]),
    ] {
        let (tree, reported) = applied(tree(), &format!("[select]\n{select}"));
        assert_eq!(
            (keys(&tree, "/paths"), reported.as_str()),
            (vec!["/pets".to_owned()], "")
        );
        let additional = "/paths/~1pets/additionalOperations";
        let is_kept = tree.pointer(additional).is_some();
        assert_eq!(is_kept, !methods.is_empty(), "{select}");
        if is_kept {
            assert_eq!(keys(&tree, additional), methods, "{select}");
        }
    }
    let (tree, reported) = applied(
        tree(),
        "[operations.\"COPY /pets\".parameters.to]\nname = \"target\"",
    );
    assert_eq!(reported, "");
    let pointer = "/paths/~1pets/additionalOperations/COPY/parameters/0/x-sdkwright-name";
    assert_eq!(tree.pointer(pointer), Some(&json!("target")));
}

#[test]
fn an_operation_is_in_the_last_resource_that_lists_it() {
    let (tree, reported) = applied(
        document(),
        r#"
        [resources.all]
        tags = ["Pets"]
        paths = ["/own*"]
        [resources."all.owners"]
        operations = ["addOwner"]
        "#,
    );
    assert_eq!(reported, "");
    let resource = |operation: &str| {
        let pointer = format!("{operation}/x-sdkwright-resource");
        tree.pointer(&pointer).and_then(Value::as_str)
    };
    assert_eq!(resource("/paths/~1pets/get"), Some("all"));
    assert_eq!(resource("/paths/~1owners/get"), Some("all"));
    assert_eq!(resource("/paths/~1owners/post"), Some("all.owners"));
}

#[test]
fn a_resource_has_a_path_of_names_and_operations() {
    let found = reported("[resources.\"a..b\"]\ntags = [\"Pets\"]\n[resources.pets]\n");
    insta::assert_snapshot!(found, @r#"
    error[SW0112]: `a..b` is not a path of names of resources, such as `checkout.sessions`
     --> sdkwright.toml:1:12
      |
    1 | [resources."a..b"]
      |            ^^^^^^
      |
      = help: write one of the values that docs/configuration.md lists
      = SW0112

    error[SW0112]: the resource `pets` has none of the keys `tags`, `operations` and `paths`
     --> sdkwright.toml:3:12
      |
    3 | [resources.pets]
      |            ^^^^
      |
      = help: write one of the values that docs/configuration.md lists
      = SW0112
    "#);
    let (_, found) = applied(
        document(),
        "resources.dogs = { tags = [\"Pet\"], paths = [\"/dog\"] }",
    );
    insta::assert_snapshot!(found, @r"
    the document has no tag `Pet`; a similar name exists: `Pets`
    the document has no path `/dog`; -
    ");
}

#[test]
fn a_selector_that_matches_nothing_suggests_a_similar_name() {
    let (_, reported) = applied(
        document(),
        r#"
        [select]
        tags = ["pet"]
        operations = ["listPet", "GET /dogs"]
        paths = ["/pet"]
        [schemas.Pets]
        name = "x"
        [schemas.Cat.properties.claw]
        name = "x"
        [operations.listPets.parameters.pages]
        name = "x"
        [tags.nothing_like_it]
        name = "x"
        "#,
    );
    insta::assert_snapshot!(reported, @r"
    the document has no schema `Pets`; a similar name exists: `Pet`
    the document has no property of `Cat` called `claw`; a similar name exists: `claws`
    the document has no parameter of `listPets` called `pages`; a similar name exists: `page`
    the document has no tag `nothing_like_it`; -
    the document has no tag `pet`; a similar name exists: `Pets`
    the document has no operation `listPet`; a similar name exists: `listPets`
    the document has no operation `GET /dogs`; a similar name exists: `GET /owners`
    the document has no path `/pet`; a similar name exists: `/pets`
    ");
}

#[test]
fn an_override_is_written_as_an_extension() {
    let (tree, reported) = applied(
        document(),
        r#"
        [schemas.Cat]
        name = "House cat"
        [schemas.Cat.properties.claws]
        type = "u32"
        attributes = ["doc(hidden)"]
        [operations."GET /pets".parameters.page]
        name = "number"
        type = "u64"
        [operations."GET /pets".pagination]
        type = "page"
        first = 0
        [tags.Owners]
        name = "people"
        "#,
    );
    assert_eq!(reported, "");
    assert_eq!(
        tree["paths"]["/pets"]["get"]["x-sdkwright-pagination"],
        json!({"type": "page", "first": 0})
    );
    assert_eq!(
        tree["components"]["schemas"]["Cat"]["x-sdkwright-name"],
        "House cat"
    );
    let claws = &tree["components"]["schemas"]["Cat"]["allOf"][1]["properties"]["claws"];
    assert_eq!(claws["x-sdkwright-type"], "u32");
    assert_eq!(claws["x-sdkwright-attributes"], json!(["doc(hidden)"]));
    // Other operations may use the component of the parameter.
    let page = &tree["paths"]["/pets"]["parameters"][0];
    assert_eq!(page["x-sdkwright-name"], "number");
    assert_eq!(page["schema"]["x-sdkwright-type"], "u64");
    assert_eq!(
        tree["components"]["parameters"]["Page"].get("x-sdkwright-name"),
        None
    );
    assert_eq!(tree["tags"][1]["x-sdkwright-name"], "people");
}

#[test]
fn pagination_is_switched_off_or_described() {
    let (tree, unused) = applied(
        document(),
        "[operations.\"GET /pets\"]\npagination = false\n",
    );
    assert_eq!(unused, "");
    let operation = &tree["paths"]["/pets"]["get"];
    assert_eq!(operation["x-sdkwright-pagination"], false);
    for wrong in ["true", "{ types = \"page\" }", "{ first = -1 }"] {
        let text = format!("[operations.\"GET /pets\"]\npagination = {wrong}\n");
        let found = reported(&text);
        assert!(found.contains("error[SW011"), "{wrong}: {found}");
    }
}

#[test]
fn types_without_a_client() {
    let (tree, _) = applied(document(), "select.types-only = true");
    assert_eq!(keys(&tree, "/paths"), [""; 0]);
    assert_eq!(keys(&tree, "/components/schemas").len(), 4);
}

/// A document whose path item and parameter are in another file, which uses a schema of the document.
fn in_two_files() -> Document {
    let mut document = Document::from(json!({
        "openapi": "3.0.0",
        "paths": {
            "/pets": {"$ref": "parts.yaml#/pets"},
            "/owners": {"get": {"operationId": "owners", "responses": {}}}
        },
        "components": {"schemas": {"Pet": {"type": "object"}, "Owner": {"type": "object"}}}
    }));
    let parts = File {
        source: 1,
        tree: json!({
            "pets": {"get": {
                "operationId": "pets",
                "parameters": [{"$ref": "parts.yaml#/limit"}],
                "responses": {"200": {"content": {"application/json": {
                    "schema": {"$ref": "#/components/schemas/Pet"}
                }}}}
            }},
            "limit": {"name": "limit", "in": "query", "schema": {"type": "integer"}}
        }),
        ..File::default()
    };
    document.files.insert("parts.yaml".to_owned(), parts);
    document
}

#[test]
fn a_parameter_in_another_file_is_overridden() {
    let (tree, reported) = applied_to(
        in_two_files(),
        "[operations.pets]\nparameters.limit = { name = \"most\" }",
    );
    assert_eq!(reported, "");
    let parameter = tree.pointer("/paths/~1pets/get/parameters/0").unwrap();
    assert_eq!(parameter["x-sdkwright-name"], "most");
}

#[test]
fn a_path_item_in_another_file_is_selected_with_what_it_needs() {
    let (tree, reported) = applied_to(in_two_files(), "select.operations = [\"pets\"]");
    assert_eq!(reported, "");
    let keys = |pointer: &str| -> Vec<&String> {
        tree.pointer(pointer)
            .unwrap()
            .as_object()
            .unwrap()
            .keys()
            .collect()
    };
    assert_eq!(keys("/paths"), ["/pets"]);
    assert_eq!(keys("/components/schemas"), ["Pet"]);
}
