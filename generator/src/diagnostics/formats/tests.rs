use super::*;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Place, SourceText, Sources};
use crate::pointer::Location;

/// A diagnostic with a related place, one in an overlay, and one about a file.
fn example() -> (Diagnostics, Sources) {
    let sources = Sources {
        document: vec![SourceText {
            name: "spec/my api, v1.yaml".into(),
            text: "info: {é: 1, title: 2}\npaths: {}\n".to_owned(),
        }],
        overlays: vec![SourceText {
            name: "overlay.json".into(),
            text: "{\"overlay\": \"1.0.0\",\n \"actions\": [{\"target\": \"$.x\"}]}".to_owned(),
        }],
        ..Sources::default()
    };
    let mut diagnostics = Diagnostics::default();
    diagnostics.push(
        Diagnostic::new(
            Code::InvalidValue,
            Place::Document(Location::entry("/info/title")),
            "100% wrong: \u{202e}\u{1b}[31m\nor not",
        )
        .label("here")
        .related(
            Place::Key(Location::entry("/paths")),
            "the paths, all of them",
        ),
    );
    let target = Place::Overlay(0, "/actions/0/target".to_owned());
    diagnostics.push(
        Diagnostic::new(Code::OverlaySelectsNothing, target, "`$.x` selects nothing")
            .help("correct it"),
    );
    let file = Place::File("missing.yaml".into());
    diagnostics.push(Diagnostic::new(Code::FileNotRead, file, "no file"));
    (diagnostics, sources)
}

#[test]
fn json_lines_have_an_object_for_each_diagnostic_and_one_for_the_run() {
    let (diagnostics, sources) = example();
    let conclusion = Conclusion {
        is_success: false,
        differing_files: Some(2),
    };
    let text = json_lines(&diagnostics, &sources, &[] as &[()], conclusion);
    for line in text.lines() {
        assert!(
            serde_json::from_str::<serde_json::Value>(line).is_ok(),
            "{line}"
        );
    }
    insta::assert_snapshot!(text);
}

#[test]
fn sarif_has_a_result_for_each_diagnostic() {
    let (diagnostics, sources) = example();
    let text = sarif(&diagnostics, &sources, &serde_json::Value::Null);
    assert!(!text.trim_end().chars().any(is_harmful));
    let mut document: serde_json::Value = serde_json::from_str(&text).unwrap();
    let rules = document["runs"][0]["tool"]["driver"]["rules"]
        .as_array_mut()
        .unwrap();
    assert_eq!(rules.len(), Code::ALL.len());
    rules.retain(|rule| rule["id"] == "SW0202");
    document["runs"][0]["tool"]["driver"]["version"] = "1.2.3".into();
    // The line feeds between values are those of the snapshot.
    let pretty = serde_json::to_string_pretty(&document).unwrap();
    let lines: Vec<String> = pretty
        .lines()
        .map(|line| escaped(line.to_owned()))
        .collect();
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn annotations_of_github_are_escaped() {
    let (diagnostics, sources) = example();
    insta::assert_snapshot!(github_annotations(&diagnostics, &sources));
}

#[test]
fn harmful_characters_are_escaped_in_json() {
    assert_eq!(
        json(&"a\u{202e}\u{e0001}\u{9b}é"),
        "\"a\\u202e\\udb40\\udc01\\u009bé\""
    );
}
