//! An Overlay document of any bytes, applied to a small document. Nothing panics, and the result is processed like any
//! document.

use sdkwright::diagnostics::{Diagnostics, RenderOptions, Sources, render};
use sdkwright::overlay::{Overlay, apply};
use sdkwright::{Config, load, lower, parse, plan};
use serde_json::{Value, json};

fn small_document() -> Value {
    json!({
        "openapi": "3.1.0",
        "info": {"title": "Pets", "version": "1"},
        "paths": {"/pets/{id}": {"get": {
            "operationId": "get_pet",
            "tags": ["pets", "x-y"],
            "parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}],
            "responses": {"200": {"description": "", "content": {"application/json": {
                "schema": {"$ref": "#/components/schemas/Pet"}}}}},
        }}},
        "components": {"schemas": {"Pet": {"type": "object", "required": ["name"], "properties": {
            "name": {"type": "string"}, "age": {"type": "integer", "minimum": 0},
            "parent": {"$ref": "#/components/schemas/Pet"}}}}},
    })
}

pub fn run(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let loaded = load::document_from_text("overlay.yaml", text, &mut sources, &mut diagnostics);
    let Some(loaded) = loaded else {
        return;
    };
    sources.overlays = std::mem::take(&mut sources.document);
    let mut diagnostics = Diagnostics::default();
    let mut tree = small_document();
    let overlay = Overlay { tree: loaded.tree };
    let applied = apply(
        &mut tree,
        std::slice::from_ref(&overlay),
        &mut sources,
        &mut diagnostics,
    );
    if applied.corrections == 0 {
        assert_eq!(tree, small_document(), "a change is not counted");
    }
    render(&diagnostics, &sources, &RenderOptions::default());
    let mut again = small_document();
    let again_found = &mut Diagnostics::default();
    apply(&mut again, &[overlay], &mut Sources::default(), again_found);
    assert_eq!(tree, again, "two runs differ");
    let (document, config) = (load::Document::from(tree), Config::default());
    if let Some(document) = parse::parse(&document, &mut diagnostics) {
        let api = lower::lower(&document, &config, &mut diagnostics);
        plan::plan(&api, &config);
    }
}
