//! Diagnostics for programs, `lint` and `explain`.

use super::{YAML, all, folder, sdkwright};
use std::fs;
use std::path::Path;
use std::process::Command;

/// Runs the command inside a folder and returns its exit code and its standard output.
fn stdout(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_sdkwright"))
        .current_dir(folder)
        .env("SDKWRIGHT_CACHE_DIR", "")
        .args(arguments)
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    (output.status.code().unwrap(), text)
}

#[test]
fn diagnostics_for_programs_are_on_standard_output() {
    let folder = folder(&[
        ("api.yaml", YAML),
        ("wrong.yaml", &YAML.replace("schemas/Pet'", "schemas/Dog'")),
    ]);
    let run = |arguments: &[&str]| stdout(folder.path(), &[arguments, &["--out", "sdk"]].concat());
    let json = ["--message-format", "json"];
    let (code, text) = run(&[&["generate", "wrong.yaml"], &json[..]].concat());
    assert_eq!(code, 1);
    insta::assert_snapshot!(text);
    let (code, text) = run(&[&["generate", "api.yaml"], &json[..]].concat());
    assert_eq!(code, 0);
    assert_eq!(
        text,
        "{\"type\":\"summary\",\"outcome\":\"success\",\"errors\":0,\"warnings\":0,\"codes\":{},\
         \"differing_files\":null}\n"
    );
    fs::remove_file(folder.path().join("sdk/README.md")).unwrap();
    let (code, text) = run(&[&["check", "api.yaml"], &json[..]].concat());
    assert_eq!(code, 1);
    assert!(text.ends_with("\"differing_files\":1}\n"), "{text}");
    let (code, text) = run(&["check", "wrong.yaml", "--message-format", "github"]);
    assert_eq!(code, 1);
    assert!(text.starts_with("::error file=wrong.yaml,line="), "{text}");
    assert_eq!(text.lines().count(), 1);
    let (code, text) = run(&["check", "wrong.yaml", "--message-format", "sarif"]);
    assert_eq!(code, 1);
    assert!(text.contains("\"ruleId\":\"SW0207\""), "{text}");
    let (code, text) = run(&["check", "api.yaml", "--message-format", "xml"]);
    assert_eq!((code, text.as_str()), (2, ""));
}

/// A document with a warning and values without a type.
const LINTED: &str = "\
openapi: 3.0.3
info: {title: Pets, version: '1.0'}
paths: {}
components:
  schemas:
    Pet:
      type: object
      properties:
        tags: {}
        kind: {type: word}
        $kind: {type: string}
    pet:
      type: object
      properties:
        name: {type: string}
";

#[test]
fn lint_reports_what_can_be_better_and_writes_nothing() {
    let folder = folder(&[
        ("api.yaml", LINTED),
        ("good.yaml", YAML),
        ("wrong.yaml", &YAML.replace("schemas/Pet'", "schemas/Dog'")),
    ]);
    let before = all(folder.path());
    let (code, output) = sdkwright(folder.path(), &["lint", "api.yaml"]);
    assert_eq!(code, 0);
    insta::assert_snapshot!(output);
    let (code, output) = stdout(
        folder.path(),
        &["lint", "api.yaml", "--message-format", "json"],
    );
    assert_eq!(code, 0);
    insta::assert_snapshot!(output);
    let lint = |arguments: &[&str]| sdkwright(folder.path(), &[&["lint"], arguments].concat());
    assert_eq!(lint(&["good.yaml"]).0, 0);
    assert_eq!(lint(&["wrong.yaml"]).0, 1);
    assert_eq!(lint(&["wrong.yaml", "--allow", "SW0207"]).0, 0);
    assert_eq!(lint(&["api.yaml", "--deny", "SW0303"]).0, 1);
    assert_eq!(lint(&["api.yaml", "--deny-warnings"]).0, 1);
    assert_eq!(lint(&["api.yaml", "--quiet"]), (0, String::new()));
    assert_eq!(all(folder.path()), before);
}

#[test]
fn explain_prints_the_examples_of_a_code() {
    let folder = folder(&[]);
    let (code, text) = stdout(folder.path(), &["explain", "sw0410"]);
    assert_eq!(code, 0);
    for part in [
        "SW0410 (warning): duplicate operationId\n\nTwo operations",
        "\nhelp: write another operationId for one of the two\n",
        "\n  api.yaml\n\n    openapi: 3.1.0\n",
        "    warning[SW0410]: the operationId `list` is not unique\n",
    ] {
        assert!(text.contains(part), "{text}");
    }
}
