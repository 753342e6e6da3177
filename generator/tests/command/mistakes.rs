//! Mistakes in a document: all are reported in one run, and nothing is written.

use super::{YAML, folder, sdkwright};
use std::fs;

#[test]
fn errors_are_all_reported_and_nothing_is_written() {
    let document = YAML.replace("schemas/Pet'", "schemas/Pett'");
    let folder = folder(&[("api.yaml", &document)]);
    let (code, output) = sdkwright(folder.path(), &["generate", "api.yaml", "--out", "sdk"]);
    assert_eq!(code, 1);
    insta::assert_snapshot!(output, @r"
        Reading api.yaml (OpenAPI 3.0.3, 1 operation, 1 schema)
    error[SW0207]: unresolved reference to a schema
      --> api.yaml:19:25
       |
    19 |                   $ref: '#/components/schemas/Pett'
       |                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^ not found
       |
       = help: a schema with a similar name exists: `Pet`
       = explain: sdkwright explain SW0207

    error: 1 error; nothing was written
    help: `--allow SW0207` generates the SDK without what these errors are about
    ");
    assert!(!folder.path().join("sdk").exists());
}

/// One mistake for each stage after which the pipeline continues.
#[test]
fn what_an_unresolved_reference_is_about_can_be_any_value() {
    let document = YAML.replace("#/components/schemas/Pet'", "#/components/schemas/Dog'");
    let folder = folder(&[
        ("api.yaml", &document),
        ("sdkwright.toml", "[diagnostics]\nallow = [\"SW0207\"]\n"),
    ]);
    let command = ["generate", "api.yaml", "--out", "sdk"];
    let (code, output) = sdkwright(folder.path(), &command);
    assert_eq!(code, 1, "{output}");
    let help = "help: `--allow SW0207` generates the SDK without what these errors are about";
    assert!(output.contains(help), "{output}");
    for more in [["--allow", "SW0207"], ["--config", "sdkwright.toml"]] {
        let (code, output) = sdkwright(folder.path(), &[&command[..], &more].concat());
        assert_eq!(code, 0, "{output}");
        assert!(output.contains("warning[SW0207]"), "{output}");
        fs::remove_dir_all(folder.path().join("sdk")).unwrap();
    }
    let more = ["--allow", "SW0207", "--deny", "SW0207"];
    let (code, output) = sdkwright(folder.path(), &[&command[..], &more].concat());
    assert_eq!(code, 1, "{output}");
}

#[test]
fn mistakes_of_all_stages_are_reported_in_one_run() {
    let document = "\
openapi: 3.1.0
info: {title: Ten, version: '1'}
paths:
  /a/{id}:
    get:
      operationId: getA
      parameters: [{name: x, in: nowhere}]
      responses: {'200': {description: Pet., content: {application/json: {schema: {$ref: '#/components/schemas/Pett'}}}}}
    post:
      operationId: getA
      security: [{none: []}]
      responses: {'204': {description: Done.}, 2zz: {description: Done.}}
components:
  schemas:
    Pet: {type: object, properties: {a: {$ref: missing.yaml}, b: {$ref: ../out.yaml}, c: {type: wibble}}, properties: {d: {}}}
    Both: {allOf: [{type: string}, {type: integer}]}
    Odd: {type: integer, enum: [a]}
    Given: {type: string, x-sdkwright-type: Nope}
    Loop: {$ref: '#/components/schemas/Loop'}
";
    let overlay = "overlay: 1.0.0\ninfo: {title: t, version: '1'}\nactions: [{target: $.nope, update: {}}, {target: '$[', remove: true}]\n";
    let folder = folder(&[
        ("api.yaml", document),
        ("overlay.yaml", overlay),
        (
            "sdkwright.toml",
            "nonsense = 1\n[schemas.Pat]\nname = \"x\"\n",
        ),
    ]);
    let arguments = [
        "generate",
        "api.yaml",
        "--overlay",
        "overlay.yaml",
        "--config",
        "sdkwright.toml",
        "--out",
        "sdk",
    ];
    let (code, output) = sdkwright(folder.path(), &arguments);
    let titles: Vec<&str> = output.lines().filter(|line| line.contains("[SW")).collect();
    assert_eq!(code, 1);
    insta::assert_snapshot!(titles.join("\n"), @r#"
    error[SW0111]: unknown key `nonsense`
    error[SW0113]: the document has no schema `Pat`
    error[SW0103]: `$.nope` selects nothing in the document
    error[SW0102]: `$[` is not a valid JSONPath expression
    warning[SW0404]: the path parameter `{id}` is not declared; the SDK takes a string for it
    warning[SW0202]: `in` of the parameter `x` is `nowhere`, not query, header, path or cookie; the parameter is ignored
    error[SW0207]: unresolved reference to a schema
    warning[SW0404]: the path parameter `{id}` is not declared; the SDK takes a string for it
    warning[SW0410]: the operationId `getA` is not unique
    warning[SW0501]: unknown security scheme `none`
    warning[SW0202]: `2zz` is not a status; the response is ignored
    warning[SW0208]: referenced file `missing.yaml` not found
    warning[SW0206]: `../out.yaml` is outside the folder of the document
    warning[SW0303]: `wibble` is not a type of JSON Schema
    warning[SW0003]: duplicate key `properties`
    warning[SW0301]: `type: integer` contradicts `type: string`: no value is valid
    warning[SW0304]: values that are not valid against `type`: `"a"`
    error[SW0307]: `Nope` is not a valid type
    warning[SW0306]: the schema refers only to itself
    "#);
    assert!(!folder.path().join("sdk").exists());
}

#[test]
fn many_warnings_of_a_kind_are_counted() {
    let mut document = "openapi: 3.0.0\ninfo: {title: T, version: '1'}\npaths:\n".to_owned();
    for number in 0..200 {
        document += &format!(
            "  /a{number}/{{id}}:\n    get:\n      responses: {{'204': {{description: ''}}}}\n"
        );
    }
    let folder = folder(&[("api.yaml", &document)]);
    let (code, output) = sdkwright(folder.path(), &["generate", "api.yaml", "--out", "sdk"]);
    assert_eq!(code, 0);
    assert_eq!(output.matches("warning[SW0404]").count(), 4, "{output}");
    assert!(
        output.contains("197 more warnings of this code"),
        "{output}"
    );
    assert!(
        output.contains("\nwarning: 200 warnings, SW0404 × 200\n"),
        "{output}"
    );
    let (_, output) = sdkwright(
        folder.path(),
        &["generate", "api.yaml", "--out", "sdk", "--verbose"],
    );
    assert_eq!(output.matches("warning[SW0404]").count(), 200);
    let (code, _) = sdkwright(
        folder.path(),
        &["generate", "api.yaml", "--out", "sdk2", "--deny-warnings"],
    );
    assert_eq!(code, 1);
    assert!(!folder.path().join("sdk2").exists());
}
