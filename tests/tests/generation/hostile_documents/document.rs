//! A document that contains a payload in every place for free text.

use serde_json::{Value, json};

/// Returns the document: `§` marks every such place. Places where a payload can make the request impossible are in an
/// operation of their own, beside one that is always generated.
pub fn document(payload: &str) -> Value {
    let text = json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Things§", "version": "1.0§", "summary": "§", "description": "a§",
            "license": { "name": "MIT§", "url": "https://example.com/§" },
            "contact": { "name": "§", "email": "§", "url": "https://example.com/§" },
            "termsOfService": "§", "x-note§": "§",
        },
        "externalDocs": { "url": "https://example.com/§", "description": "§" },
        "servers": [
            { "url": "https://{region}.example.com", "description": "§",
                "variables": { "region": { "default": "eu§", "enum": ["eu§", "us"], "description": "§" } } },
            { "url": "https://example.com/§", "description": "§", "name": "one§" },
            { "url": "https://§.example.com/{v§}", "variables": { "v§": { "default": "§" } } },
        ],
        "tags": [{ "name": "tag§", "summary": "§", "description": "§",
            "externalDocs": { "url": "https://example.com/§", "description": "§" } }],
        "paths": {
            "/things/{id}": { "summary": "§", "description": "§", "post": {
                "operationId": "make§", "tags": ["tag§"], "summary": "§", "description": "§", "x-note": "§",
                "externalDocs": { "url": "https://example.com/§", "description": "§" },
                "security": [{ "key§": [] }, { "oauth§": ["read§"] }],
                "parameters": [
                    { "name": "id", "in": "path", "required": true, "description": "§", "example": "§",
                        "schema": { "type": "string", "default": "§" } },
                    { "name": "query§", "in": "query", "description": "§", "schema": { "enum": ["a§", "b"],
                        "type": "string" } },
                    { "name": "X-Thing", "in": "header", "description": "§", "schema": { "type": "string",
                        "const": "§" } },
                    { "name": "filter§", "in": "query", "required": true, "style": "deepObject",
                        "examples": { "e§": { "summary": "§", "value": { "§": "§" } } },
                        "schema": { "type": "object", "properties": { "f§": { "type": "string",
                            "examples": ["§"] } } } },
                ],
                "requestBody": { "description": "§", "content": { "application/json": {
                    "schema": { "$ref": "#/components/schemas/Thing" }, "example": { "a§": "§" } } } },
                "responses": {
                    "200": { "description": "§", "headers": { "X-Rate": { "description": "§",
                        "schema": { "type": "string" } } },
                        "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Thing" } } },
                        "links": { "link§": { "operationId": "make§", "description": "§",
                            "parameters": { "id": "§" } } } },
                    "404": { "description": "§", "content": { "application/json": { "schema": { "type": "object",
                        "properties": { "kind§": { "type": "string" } } } } } },
                    "default": { "description": "§" },
                },
                "callbacks": { "call§": { "{$request.body#/§}": {
                    "post": { "responses": { "200": { "description": "§" } } } } } },
            } },
            "/odd§/{id§}": { "get": {
                "operationId": "odd§", "tags": ["odd"], "deprecated": true, "x-deprecated-reason": "§",
                "servers": [{ "url": "https://§.example.com" }],
                "parameters": [
                    { "name": "id§", "in": "path", "required": true, "schema": { "type": "string" } },
                    { "name": "X-§", "in": "header", "description": "§", "schema": { "type": "string" } },
                    { "name": "c§", "in": "cookie", "description": "§", "schema": { "type": "string" } },
                ],
                "responses": {
                    "200": { "description": "§", "headers": { "X-§": { "schema": { "type": "string" } } },
                        "content": { "application/§": { "schema": { "type": "string" } } } },
                    "4XX": { "description": "§", "content": { "text/§; charset=§": {} } },
                },
            } },
            "/raw": { "put": { "operationId": "raw", "tags": ["odd"],
                "requestBody": { "content": { "application/§": { "schema": { "type": "string",
                    "format": "binary" } } } },
                "responses": { "204": { "description": "§" } } } },
        },
        "webhooks": { "hook§": { "post": { "operationId": "hooked§", "summary": "§",
            "requestBody": { "content": { "application/json": {
            "schema": { "$ref": "#/components/schemas/Thing" } } } }, "responses": { "200": { "description": "§" } } } } },
        "components": {
            "securitySchemes": {
                "key§": { "type": "apiKey", "in": "header", "name": "X-Key", "description": "§" },
                "named§": { "type": "apiKey", "in": "query", "name": "key§", "description": "§" },
                "connect§": { "type": "openIdConnect", "openIdConnectUrl": "https://example.com/§",
                    "description": "§" },
                "oauth§": { "type": "oauth2", "description": "§", "flows": { "clientCredentials": {
                    "tokenUrl": "https://example.com/token§", "scopes": { "read§": "§" } } } },
            },
            "schemas": {
                "Thing": {
                    "type": "object", "title": "T§", "description": "§", "required": ["a§"],
                    "externalDocs": { "url": "https://example.com/§", "description": "§" },
                    "properties": {
                        "a§": { "type": "string", "description": "§", "pattern": "§", "default": "§", "example": "§" },
                        "one": { "enum": ["x§", "y§"], "type": "string", "description": "§",
                            "x-enum-descriptions": ["§", "§"], "default": "x§" },
                        "named": { "enum": [1, 2], "type": "integer", "x-enum-varnames": ["n§", "m§"] },
                        "constant": { "const": "§" },
                        "old": { "type": "string", "deprecated": true, "x-deprecated-reason": "§", "format": "f§" },
                        "map": { "type": "object", "patternProperties": { "^§": { "type": "string" } } },
                        "union": { "$ref": "#/components/schemas/Union" },
                    },
                },
                "Other§": { "type": "object", "description": "§", "properties": { "kind§": { "type": "string" } } },
                "Branch": { "type": "object", "required": ["kind§"], "properties": { "kind§": { "type": "string" } } },
                "Union": {
                    "description": "§", "oneOf": [{ "$ref": "#/components/schemas/Branch" }, { "$ref": "#/components/schemas/Thing" }],
                    "discriminator": { "propertyName": "kind§", "mapping": { "b§": "#/components/schemas/Branch" } },
                },
            },
        },
    })
    .to_string();
    let payload = json!(payload).to_string();
    serde_json::from_str(&text.replace('§', &payload[1..payload.len() - 1])).unwrap()
}

/// Returns names and values of the document that are sent unchanged, whatever their Rust names are.
pub fn wire_words(payload: &str) -> Vec<String> {
    let words = ["a", "x", "y", "query", "kind", "b", "f", "filter", "key"];
    words
        .iter()
        .map(|word| format!("{word}{payload}"))
        .collect()
}
