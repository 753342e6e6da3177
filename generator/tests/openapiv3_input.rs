//! A document that a program has as a value of `openapiv3` gives the same SDK as its file.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use sdkwright::{GeneratedFile, Input, Source, generate};
use std::collections::BTreeMap;

/// A document whose methods are in the order in which `openapiv3` has them.
const DOCUMENT: &str = r##"{
  "openapi": "3.0.3",
  "info": {"title": "Pets", "version": "1", "license": {"name": "MIT"}, "contact": {"name": "Ann"}},
  "servers": [{"url": "https://{region}.example.com", "variables": {"region": {"default": "eu"}}}],
  "tags": [{"name": "Pets", "description": "All pets.", "x-sdkwright-name": "animals"}],
  "security": [{"key": []}],
  "paths": {
    "/pets": {
      "get": {
        "tags": ["Pets"], "operationId": "listPets",
        "parameters": [
          {"name": "limit", "in": "query", "schema": {"type": "integer", "format": "int32", "minimum": 1}},
          {"name": "kinds", "in": "query", "style": "pipeDelimited", "schema": {"type": "array", "items": {"type": "string"}}}
        ],
        "responses": {
          "200": {"description": "", "content": {"application/json": {"schema": {"type": "array", "items": {"$ref": "#/components/schemas/Pet"}}}}},
          "4XX": {"$ref": "#/components/responses/Problem"}
        }
      },
      "post": {
        "tags": ["Pets"],
        "requestBody": {"required": true, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Pet"}}}},
        "responses": {"201": {"description": ""}}
      }
    }
  },
  "components": {
    "securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "x-key"}},
    "responses": {"Problem": {"description": "", "content": {"application/json": {"schema": {"type": "object", "properties": {"message": {"type": "string"}}}}}}},
    "schemas": {
      "Pet": {
        "type": "object", "required": ["name", "kind"],
        "properties": {
          "name": {"type": "string", "maxLength": 20, "description": "Its name."},
          "kind": {"type": "string", "enum": ["cat", "dog"]},
          "born": {"type": "string", "format": "date-time", "nullable": true},
          "owner": {"allOf": [{"$ref": "#/components/schemas/Owner"}]},
          "tags": {"type": "object", "additionalProperties": {"type": "string"}}
        }
      },
      "Owner": {"oneOf": [{"$ref": "#/components/schemas/Person"}, {"type": "string"}]},
      "Person": {"type": "object", "required": ["id"], "properties": {"id": {"type": "integer", "format": "int64"}}}
    }
  }
}"##;

/// The generated files by path, except the manifest, which has the digest of the document's text.
fn files(document: Source) -> BTreeMap<String, String> {
    let generation = generate(&Input {
        document,
        ..Input::default()
    });
    assert!(
        !generation.diagnostics.has_errors(),
        "{:?}",
        generation.diagnostics
    );
    let files = generation.files.into_iter();
    let files = files.map(|GeneratedFile { path, text, .. }| (path, text));
    files
        .filter(|(path, _)| path != ".sdkwright.json")
        .collect()
}

#[test]
fn both_ways_give_the_same_sdk() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("pets.json");
    std::fs::write(&path, DOCUMENT).unwrap();
    let value: openapiv3::OpenAPI = serde_json::from_str(DOCUMENT).unwrap();

    let from_file = files(path.into());
    let from_value = files(Source::try_from(&value).unwrap());

    assert!(
        from_file.contains_key("src/models/pet.rs"),
        "{:?}",
        from_file.keys()
    );
    assert_eq!(from_file, from_value);
}
