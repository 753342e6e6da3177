//! A configuration of any bytes: nothing panics, and without errors a small document becomes a crate with it.

use super::scratch::Scratch;
use crate::check::check_generation;
use sdkwright::config::parse;
use sdkwright::diagnostics::{Diagnostics, RenderOptions, SourceText, Sources, render};
use sdkwright::{Config, Input, generate, load};
use serde_json::json;

pub fn run(bytes: &[u8]) {
    let source = SourceText {
        name: "sdkwright.toml".into(),
        text: String::from_utf8_lossy(bytes).into_owned(),
    };
    let mut diagnostics = Diagnostics::default();
    let config = parse(&source, &mut diagnostics);
    let has_errors = diagnostics.has_errors();
    let sources = Sources {
        config: Some(source),
        ..Sources::default()
    };
    render(&diagnostics, &sources, &RenderOptions::default());
    if has_errors || config == Config::default() {
        return;
    }
    let file = Scratch::new("sdkwright.toml", bytes);
    let document = load::Document::from(json!({
        "openapi": "3.1.0",
        "info": {"title": "Pets", "version": "1"},
        "servers": [{"url": "https://example.com"}],
        "paths": {"/pets": {"get": {"operationId": "list", "tags": ["pets"], "responses": {"200": {"description": "",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Pet"}}}}}}}},
        "components": {"schemas": {"Pet": {"type": "object", "properties": {"at": {"type": "string",
            "format": "date-time"}}}}},
    }));
    let input = Input {
        document: document.into(),
        config: Some(file.path().to_owned()),
        ..Input::default()
    };
    let faults = check_generation(generate(&input));
    assert!(faults.is_empty(), "{faults:#?}");
}
