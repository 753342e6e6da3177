//! SARIF 2.1.0, the format of code scanning: a document with a rule for each code and a result for each diagnostic.

use super::super::locate::{Located, LocatedDiagnostic, Spot, locate};
use super::super::{Code, Diagnostics, Severity, Sources};
use super::{file_of, json};
use serde_json::{Value, json};
use std::fmt::Write as _;

/// Returns the document. `properties` are those of the run, an object of the tool's own (section 3.8).
pub fn sarif(diagnostics: &Diagnostics, sources: &Sources, properties: &Value) -> String {
    let located = locate(diagnostics.iter(), sources);
    let rules: Vec<Value> = Code::ALL.iter().map(|code| rule(*code)).collect();
    let results = located.diagnostics.iter().map(|one| result(one, &located));
    let mut run = json!({
        "tool": {"driver": {
            "name": "sdkwright",
            "version": env!("CARGO_PKG_VERSION"),
            "informationUri": env!("CARGO_PKG_REPOSITORY"),
            "rules": rules,
        }},
        "columnKind": "unicodeCodePoints",
        "results": results.collect::<Vec<_>>(),
    });
    if let (Some(run), false) = (run.as_object_mut(), properties.is_null()) {
        run.insert("properties".to_owned(), properties.clone());
    }
    let document = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    });
    json(&document) + "\n"
}

fn rule(code: Code) -> Value {
    json!({
        "id": code.id(),
        "name": format!("{code:?}"),
        "shortDescription": {"text": code.title()},
        "fullDescription": {"text": code.explanation()},
        "help": {"text": code.help()},
        "defaultConfiguration": {"level": code.severity().to_string()},
    })
}

fn result(one: &LocatedDiagnostic<'_>, located: &Located<'_, '_>) -> Value {
    let diagnostic = one.diagnostic;
    let rule = Code::ALL.iter().position(|code| *code == diagnostic.code);
    let level = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let related = one.related.iter().enumerate();
    let related = related.map(|(index, (label, spot))| {
        let mut location = location(spot, located);
        if let Some(location) = location.as_object_mut() {
            location.insert("id".to_owned(), index.into());
            location.insert("message".to_owned(), json!({ "text": label }));
        }
        location
    });
    json!({
        "ruleId": diagnostic.code.id(),
        "ruleIndex": rule,
        "level": level,
        "message": {"text": format!("{}\nhelp: {}", diagnostic.message, diagnostic.help_line())},
        "locations": [location(&one.spot, located)],
        "relatedLocations": related.collect::<Vec<_>>(),
    })
}

fn location(spot: &Spot, located: &Located<'_, '_>) -> Value {
    let mut physical = json!({"artifactLocation": {"uri": uri(&file_of(located, spot))}});
    let mut logical = Vec::new();
    if let Spot::Text(text) = spot {
        if let (Some(physical), Some((start, end))) =
            (physical.as_object_mut(), located.position(spot))
        {
            let region = json!({
                "startLine": start.line,
                "startColumn": start.column,
                "endLine": end.line,
                "endColumn": end.column,
            });
            physical.insert("region".to_owned(), region);
        }
        let pointer = text.pointer.iter();
        logical.extend(pointer.map(|pointer| json!({ "fullyQualifiedName": pointer })));
    }
    json!({"physicalLocation": physical, "logicalLocations": logical})
}

/// Returns the URI of a file, relative if its path is (RFC 3986, section 4.2).
fn uri(path: &str) -> String {
    let mut uri = match path.as_bytes() {
        [b'/', ..] => "file://".to_owned(),
        [_, b':', ..] => "file:///".to_owned(),
        _ => String::new(),
    };
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => uri.push(char::from(byte)),
            b'/' | b'.' | b'-' | b'_' | b'~' => uri.push(char::from(byte)),
            // The drive of an absolute path.
            b':' if uri.starts_with("file:") => uri.push(':'),
            _ => {
                let _ = write!(uri, "%{byte:02X}");
            }
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn a_path_is_a_uri_reference() {
        assert_eq!(uri("spec/a b%é.yaml"), "spec/a%20b%25%C3%A9.yaml");
        assert_eq!(uri("a:b.yaml"), "file:///a:b.yaml");
        assert_eq!(uri("/work/api.yaml"), "file:///work/api.yaml");
        assert_eq!(uri("C:/work/api.yaml"), "file:///C:/work/api.yaml");
        assert_eq!(uri("ab:c.yaml"), "ab%3Ac.yaml");
    }
}
