//! Replaces each value of a document by others. Nothing panics, and the rest of the document is still processed.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use sdkwright::config::Config;
use sdkwright::diagnostics::{Diagnostics, RenderOptions, Sources, render};
use sdkwright::{load, lower, parse, plan};
use serde_json::{Value, json};

const THREE_ONE: &str = r##"{
  "openapi": "3.1.0", "info": {"title": "t", "version": "1", "contact": {"name": "n"}, "license": {"name": "MIT"}},
  "servers": [{"url": "https://{r}.example.com", "variables": {"r": {"default": "eu", "enum": ["eu"]}}}],
  "tags": [{"name": "pets", "externalDocs": {"url": "u"}}], "security": [{"key": []}],
  "paths": {"/pets/{id}": {
    "parameters": [{"$ref": "#/components/parameters/Id"}],
    "get": {"operationId": "get", "tags": ["pets"], "security": [{"oauth": ["read"]}],
      "parameters": [{"name": "q", "in": "query", "style": "form", "explode": true, "schema": {"type": "array",
        "items": {"type": "string"}}}],
      "responses": {"200": {"description": "ok", "headers": {"x": {"schema": {"type": "integer"}}},
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Pet"}}}},
          "default": {"$ref": "#/components/responses/Error"}}},
    "post": {"requestBody": {"required": true, "content": {"multipart/form-data": {"schema": {"type": "object",
      "properties": {"f": {"type": "string"}}}, "encoding": {"f": {"contentType": "text/plain"}}},
        "application/json": {"schema": {"type": ["object", "null"]}}}}, "responses": {"4XX": {"description": "no"}}}}},
  "components": {
    "parameters": {"Id": {"name": "id", "in": "path", "required": true, "schema": {"type": "string",
      "format": "uuid"}}},
    "responses": {"Error": {"description": "e",
      "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Tree/properties/next"}}}}},
    "securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "k"}, "oauth": {"type": "oauth2",
      "flows": {"clientCredentials": {"tokenUrl": "t", "scopes": {"read": "r"}}}}},
    "schemas": {
      "Pet": {"oneOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}],
        "discriminator": {"propertyName": "kind", "mapping": {"cat": "#/components/schemas/Cat"}}},
      "Cat": {"allOf": [{"$ref": "#/components/schemas/Base"}, {"type": "object", "required": ["claws"],
        "properties": {"claws": {"type": "integer", "minimum": 0, "exclusiveMaximum": 30, "default": 4}}}]},
      "Dog": {"type": "object", "properties": {"kind": {"const": "dog"}, "size": {"enum": ["s", "m", null]}},
        "additionalProperties": {"type": "number"}},
      "Base": {"type": "object", "properties": {"kind": {"type": "string"}},
        "patternProperties": {"^x-": {"type": "string"}}},
      "Tree": {"type": "object", "properties": {"next": {"anyOf": [{"$ref": "#/components/schemas/Tree"},
        {"type": "null"}]}, "pair": {"prefixItems": [{"type": "string"}, {"$ref": "#/components/schemas/Tree"}],
          "items": false}}}
    }
  }
}"##;

const TWO: &str = r##"{
  "swagger": "2.0", "info": {"title": "t", "version": "1"}, "host": "h", "basePath": "/b", "schemes": ["https"],
    "consumes": ["application/json"],
  "parameters": {"Limit": {"name": "limit", "in": "query", "type": "integer"}, "Body": {"name": "b", "in": "body",
    "schema": {"$ref": "#/definitions/Pet"}}},
  "responses": {"Error": {"description": "e", "schema": {"type": "string"}}},
  "securityDefinitions": {"basic": {"type": "basic"}, "o": {"type": "oauth2", "flow": "implicit",
    "authorizationUrl": "a", "scopes": {"r": "r"}}},
  "paths": {"/p": {"post": {"parameters": [{"$ref": "#/parameters/Body"}, {"$ref": "#/parameters/Limit"},
    {"name": "i", "in": "query", "type": "array", "items": {"type": "string"}, "collectionFormat": "pipes"}],
      "responses": {"200": {"description": "ok", "schema": {"$ref": "#/definitions/Pet"}},
        "400": {"$ref": "#/responses/Error"}}},
    "put": {"consumes": ["multipart/form-data"], "parameters": [{"name": "f", "in": "formData", "type": "file"}],
      "responses": {"default": {"description": "d"}}}}},
  "definitions": {"Pet": {"type": "object", "discriminator": "kind", "required": ["kind"],
    "properties": {"kind": {"type": "string"}}}, "Cat": {"allOf": [{"$ref": "#/definitions/Pet"}]}}
}"##;

/// The JSON pointers of all values.
fn pointers(value: &Value, at: String, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (key, value) in members {
                let key = sdkwright::pointer::escaped(key);
                pointers(value, format!("{at}/{key}"), found);
            }
        }
        Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                pointers(value, format!("{at}/{index}"), found);
            }
        }
        _ => {}
    }
    found.push(at);
}

fn go(tree: &Value) {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let document =
        load::document_from_text("api.json", tree.to_string(), &mut sources, &mut diagnostics);
    let (document, config) = (document.unwrap_or_default(), Config::default());
    if let Some(document) = parse::parse(&document, &mut diagnostics) {
        let api = lower::lower(&document, &config, &mut diagnostics);
        plan::plan(&api, &config);
    }
    render(&diagnostics, &sources, &RenderOptions::default());
}

fn everywhere(text: &str) {
    let tree: Value = serde_json::from_str(text).unwrap();
    let mut places = Vec::new();
    pointers(&tree, String::new(), &mut places);
    let others = [
        json!(null),
        json!(true),
        json!(-1.5),
        json!("x"),
        json!([]),
        json!([null, "x", {}]),
        json!({}),
        json!({"$ref": "#/components/schemas/Tree"}),
        json!({"$ref": "#"}),
    ];
    for place in &places {
        for other in &others {
            let mut changed = tree.clone();
            *changed.pointer_mut(place).unwrap() = other.clone();
            go(&changed);
        }
    }
}

#[test]
fn nothing_panics_on_openapi_3_1() {
    everywhere(THREE_ONE);
}

#[test]
fn nothing_panics_on_swagger_2_0() {
    everywhere(TWO);
}

/// Resolving a reference that only refers to itself terminates, in every kind of component.
#[test]
fn circles_of_references_end() {
    for section in [
        "parameters",
        "responses",
        "requestBodies",
        "headers",
        "securitySchemes",
        "schemas",
        "examples",
        "pathItems",
    ] {
        let mut tree: Value = serde_json::from_str(THREE_ONE).unwrap();
        tree["components"][section]["A"] = json!({"$ref": format!("#/components/{section}/B")});
        tree["components"][section]["B"] = json!({"$ref": format!("#/components/{section}/A/x")});
        tree["components"][section]["C"] = json!({"$ref": format!("#/components/{section}/C")});
        let parameter = json!({"$ref": format!("#/components/{section}/A")});
        tree["paths"]["/loop"] =
            json!({"$ref": "#/paths/~1loop", "get": {"parameters": [parameter]}});
        go(&tree);
    }
}

/// A callback whose operation has the same callback.
#[test]
fn a_callback_that_contains_itself_ends() {
    let mut tree: Value = serde_json::from_str(THREE_ONE).unwrap();
    let callback = json!({"$ref": "#/components/callbacks/Again"});
    tree["components"]["callbacks"]["Again"] =
        json!({"{$url}": {"post": {"callbacks": {"again": callback}, "responses": {}}}});
    tree["paths"]["/again"] = json!({"post": {"callbacks": {"again": callback}, "responses": {}}});
    go(&tree);
}

/// A media type whose encoding has a header with the same media type.
#[test]
fn a_media_type_that_contains_itself_ends() {
    let mut tree: Value = serde_json::from_str(THREE_ONE).unwrap();
    let media_type = json!({"$ref": "#/components/mediaTypes/Form"});
    tree["components"]["mediaTypes"]["Form"] = json!({"schema": {"type": "object"},
        "encoding": {"a": {"headers": {"h": {"content": {"multipart/form-data": media_type}}}}}});
    tree["paths"]["/again"] = json!({"post": {
        "requestBody": {"content": {"multipart/form-data": media_type}}, "responses": {}}});
    go(&tree);
}
