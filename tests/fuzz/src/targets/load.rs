//! Bytes → load. Nothing panics, the positions of diagnostics are in the text, and JSON is read as serde_json reads it.

use super::scratch::Scratch;
use sdkwright::diagnostics::{Code, Diagnostics, Place, RenderOptions, Sources, render};
use sdkwright::{Limits, load};
use serde_json::Value;

pub fn run(bytes: &[u8]) {
    let file = Scratch::new("load", bytes);
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let limits = Limits::default();
    let document = load::document(file.path(), None, &limits, &mut sources, &mut diagnostics);
    let text = sources.document.first().map(|source| source.text.as_str());
    for diagnostic in diagnostics.iter() {
        if let (Place::Text { offset, .. }, Some(text)) = (&diagnostic.place, text) {
            assert!(
                text.is_char_boundary(*offset),
                "{offset} is no position: {diagnostic:?}"
            );
        }
    }
    render(&diagnostics, &sources, &RenderOptions::default());
    assert!(
        document.is_some() || diagnostics.has_errors(),
        "no document and no error"
    );
    let Ok(expected @ Value::Object(_)) = serde_json::from_slice::<Value>(bytes) else {
        return;
    };
    let Some(document) = document else {
        let refusals = [Code::NestedBeyondLimit];
        let is_refused = |code: Code| refusals.iter().any(|refusal| refusal.id() == code.id());
        assert!(
            diagnostics
                .iter()
                .any(|diagnostic| is_refused(diagnostic.code)),
            "JSON is not read: {diagnostics:?}"
        );
        return;
    };
    if !diagnostics
        .iter()
        .any(|diagnostic| diagnostic.code.id() == Code::DuplicateKey.id())
    {
        assert_same(&document.tree, &expected);
    }
}

/// Compares trees, except for references, which are resolved.
fn assert_same(read: &Value, expected: &Value) {
    match (read, expected) {
        (Value::Object(read), Value::Object(expected)) => {
            let keys =
                |map: &serde_json::Map<String, Value>| map.keys().cloned().collect::<Vec<_>>();
            assert_eq!(keys(read), keys(expected));
            for ((name, read), expected) in read.iter().zip(expected.values()) {
                if name != "$ref" {
                    assert_same(read, expected);
                }
            }
        }
        (Value::Array(read), Value::Array(expected)) => {
            assert_eq!(read.len(), expected.len());
            read.iter()
                .zip(expected)
                .for_each(|(read, expected)| assert_same(read, expected));
        }
        (read, expected) => assert_eq!(read, expected),
    }
}
