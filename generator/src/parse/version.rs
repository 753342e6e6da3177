//! Detects the OpenAPI version of a document.

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Place};
use crate::load::Texts;
use crate::pointer::Location;
use crate::spec::Version;
use serde_json::{Map, Value};

/// Returns the version by `openapi` or `swagger` in the root, or reports an error.
pub(super) fn version(
    root: &Map<String, Value>,
    texts: &Texts,
    diagnostics: &mut Diagnostics,
) -> Option<Version> {
    let stated = ["openapi", "swagger", "swaggerVersion"]
        .into_iter()
        .find_map(|key| Some((key, root.get(key)?)));
    let Some((key, stated)) = stated else {
        let place = Place::Document(Location::default());
        diagnostics.push(
            Diagnostic::new(
                Code::VersionUnknown,
                place,
                "`openapi` or `swagger` with the version is missing",
            )
            .help("add `openapi: 3.1.0` or `swagger: \"2.0\"` to the root of the document"),
        );
        return None;
    };
    let text = match stated {
        Value::String(text) => text.trim().to_owned(),
        other => texts
            .get(&format!("/{key}"))
            .cloned()
            .unwrap_or_else(|| other.to_string()),
    };
    let mut numbers = text.split(['.', '-']);
    match (numbers.next(), numbers.next()) {
        (Some("2"), _) => Some(Version::V2),
        (Some("3"), Some("0") | None) => Some(Version::V3_0),
        (Some("3"), Some("1")) => Some(Version::V3_1),
        (Some("3"), Some("2")) => Some(Version::V3_2),
        _ => {
            let place = Place::Document(Location::default().key(key));
            diagnostics.push(
                Diagnostic::new(
                    Code::VersionUnknown,
                    place,
                    format!("OpenAPI version `{text}` is not supported"),
                )
                .label("not supported")
                .help("Swagger 2.0 and OpenAPI 3.0, 3.1 and 3.2 are"),
            );
            None
        }
    }
}
