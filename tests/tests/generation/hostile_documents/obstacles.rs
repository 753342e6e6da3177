//! A document whose names all collide with names of Rust, of the SDK or of the file system.

use serde_json::{Value, json};

/// Names with a meaning in Rust, in an SDK or in a file system, and texts that are no identifiers.
fn obstacles() -> Vec<String> {
    let mut names: Vec<String> = "\
        Option Some None Result Ok Err Vec Box String Default Clone Debug Send Sync Sized Drop From Into \
        Iterator ToString Error Value Client ClientBuilder Request Response Page Stream Body Secret Auth \
        Config self Self super crate type match async await dyn fn impl move ref static struct trait try \
        union use where yield gen std core alloc serde serde_json reqwest http bytes models resources \
        runtime client error types lib main mod build con nul aux i32 u8 bool str char f64 send new default \
        builder Foo foo FOO foo_ _foo +1 -1 1 💥 . .. é"
        .split_whitespace()
        .map(str::to_owned)
        .collect();
    names.push(String::new());
    names.push(" ".into());
    names.push("a".repeat(300));
    names
}

/// Returns a document that uses each of them for everything that has a name.
pub fn obstacle_course() -> Value {
    let names = obstacles();
    let mut properties = serde_json::Map::new();
    let mut schemas = serde_json::Map::new();
    let mut paths = serde_json::Map::new();
    for name in &names {
        properties.insert(name.clone(), json!({ "type": "string" }));
    }
    for (number, name) in names.iter().enumerate() {
        schemas.insert(
            name.clone(),
            json!({ "type": "object", "properties": { "value": { "type": "string" } } }),
        );
        let parameters: Vec<Value> = names
            .iter()
            .filter(|_| number == 0)
            .map(|name| json!({ "name": name, "in": "query", "schema": { "type": "string" } }))
            .collect();
        paths.insert(
            format!("/p{number}"),
            json!({ "get": { "operationId": name, "tags": [name], "parameters": parameters,
                "responses": { "200": { "description": "", "content": { "application/json": {
                    "schema": { "$ref": "#/components/schemas/EveryProperty" } } } } } } }),
        );
    }
    schemas.insert(
        "EveryProperty".into(),
        json!({ "type": "object", "properties": properties }),
    );
    schemas.insert(
        "EveryVariant".into(),
        json!({ "type": "string", "enum": names }),
    );
    deep_chains(&mut schemas, &mut paths);
    json!({ "openapi": "3.0.3", "info": { "title": "names", "version": "1" }, "paths": paths,
        "components": { "schemas": schemas } })
}

/// Adds types that contain each other through lists and maps, deeper than rustc's default recursion limit.
fn deep_chains(
    schemas: &mut serde_json::Map<String, Value>,
    paths: &mut serde_json::Map<String, Value>,
) {
    for (kind, length) in [("list", 140), ("map", 50)] {
        for level in 0..length {
            let next = json!({ "$ref": format!("#/components/schemas/{kind}Level{}", level + 1) });
            let next = match kind {
                "list" => json!({ "type": "array", "items": next }),
                _ => json!({ "type": "object", "additionalProperties": next }),
            };
            let properties = json!({ "next": next, "name": { "type": "string" } });
            let schema =
                json!({ "type": "object", "required": ["next"], "properties": properties });
            schemas.insert(format!("{kind}Level{level}"), schema);
        }
        schemas.insert(format!("{kind}Level{length}"), json!({ "type": "string" }));
        let schema = json!({ "$ref": format!("#/components/schemas/{kind}Level0") });
        let content = json!({ "application/json": { "schema": schema } });
        paths.insert(
            format!("/{kind}"),
            json!({ "post": { "operationId": format!("deepen_{kind}"), "tags": ["deep"],
                "requestBody": { "content": content },
                "responses": { "200": { "description": "", "content": content } } } }),
        );
    }
}
