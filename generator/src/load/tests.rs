use super::*;
use crate::diagnostics::{RenderOptions, render};
use serde_json::json;

/// Loads a text. Returns the tree and the rendered diagnostics.
fn load(name: &str, text: &str) -> (Option<Value>, String) {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let document = document_from_text(name, text, &mut sources, &mut diagnostics);
    let reported = render(&diagnostics, &sources, &RenderOptions::default());
    (document.map(|document| document.tree), reported)
}

fn tree(text: &str) -> Value {
    let (tree, reported) = load("api.yaml", text);
    assert_eq!(reported, "");
    tree.unwrap()
}

/// A temporary folder, removed on drop.
struct Files(PathBuf);

impl Files {
    fn new(name: &str, files: &[(&str, &str)]) -> Self {
        let folder =
            std::env::temp_dir().join(format!("sdkwright-load-{}-{name}", std::process::id()));
        for (file, text) in files {
            let path = folder.join(file);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        Self(folder)
    }

    /// Loads a document. Returns it with the codes and places of the diagnostics.
    fn load(&self, entry: &str) -> (Option<Document>, Vec<String>) {
        self.load_within(entry, &Limits::default())
    }

    fn load_within(&self, entry: &str, limits: &Limits) -> (Option<Document>, Vec<String>) {
        let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
        let path = self.0.join(entry);
        let document = document(&path, None, limits, &mut sources, &mut diagnostics);
        let reported = diagnostics.iter().map(|found| match &found.place {
            Place::Document(location) => format!("{} {}", found.code.id(), location.pointer),
            other => format!("{} {other:?}", found.code.id()),
        });
        (document, reported.collect())
    }
}

impl Drop for Files {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.0));
    }
}

#[test]
fn json_and_yaml_of_the_same_tree_are_the_same() {
    let yaml = tree(
        "openapi: 3.0.0\npaths:\n  /a:\n    get:\n      responses:\n        200: {description: ok}\n",
    );
    let json = tree(
        r#"{"openapi": "3.0.0", "paths": {"/a": {"get": {"responses": {"200": {"description": "ok"}}}}}}"#,
    );
    assert_eq!(yaml, json);
}

#[test]
fn a_number_that_was_text_keeps_its_text() {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let text = "info:\n  version: 1.10\nlist: [3.0, 0x1F, 12]\n";
    let document = document_from_text("a.yaml", text, &mut sources, &mut diagnostics).unwrap();
    let mut texts: Vec<_> = document.texts.into_iter().collect();
    texts.sort();
    let expected = [("/info/version", "1.10"), ("/list/1", "0x1F")];
    assert_eq!(
        texts,
        expected.map(|(at, text)| (at.to_owned(), text.to_owned()))
    );
}

#[test]
fn a_duplicate_key_is_reported_and_the_last_value_is_used() {
    for text in ["a: 1\nb: 2\na: 3\n", r#"{"a": 1, "b": 2, "a": 3}"#] {
        let (tree, reported) = load("api", text);
        assert_eq!(tree, Some(json!({"a": 3, "b": 2})));
        assert!(reported.contains("SW0003"), "{reported}");
    }
}

#[test]
fn objects_under_one_key_are_one_object_when_they_share_no_key() {
    let (tree, _) = load("api", "/pets:\n  get: 1\n/pets:\n  post: 2\n");
    assert_eq!(tree, Some(json!({"/pets": {"get": 1, "post": 2}})));
}

#[test]
fn merge_keys_and_aliases_are_resolved() {
    let text = "base: &base {a: 1, b: 2}\nother:\n  <<: *base\n  b: 3\nagain: *base\n";
    assert_eq!(
        tree(text),
        json!({"base": {"a": 1, "b": 2}, "other": {"b": 3, "a": 1}, "again": {"a": 1, "b": 2}})
    );
}

#[test]
fn line_separators_tabs_and_control_characters_are_text() {
    let text = "a: \"x\u{2028}y\"\nb: |\n  one\n  \ttwo\nc: z\u{7f}\n";
    assert_eq!(
        tree(text),
        json!({"a": "x\u{2028}y", "b": "one\n\ttwo\n", "c": "z\u{7f}"})
    );
}

#[test]
fn yaml_that_only_lenient_parsers_accept_is_accepted() {
    let text = "a:\n    b: {\n      c: 1\n    }\nd: \"one\ntwo\"\n";
    assert_eq!(tree(text), json!({"a": {"b": {"c": 1}}, "d": "one two"}));
}

#[test]
fn nearly_json_is_read_as_yaml() {
    assert_eq!(tree("{\"a\": [1, 2,], # two\n}"), json!({"a": [1, 2]}));
}

#[test]
fn the_first_document_that_is_not_empty_is_used() {
    let (tree, reported) = load("api", "---\n# nothing\n---\na: 1\n---\nb: 2\n");
    assert_eq!(tree, Some(json!({"a": 1})));
    assert!(reported.contains("SW0005"), "{reported}");
}

#[test]
fn aliases_of_aliases_are_refused_quickly() {
    let mut text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..12 {
        let inner = vec![format!("*a{}", level - 1); 10].join(", ");
        text.push_str(&format!("a{level}: &a{level} [{inner}]\n"));
    }
    let (tree, reported) = load("bomb.yaml", &text);
    assert_eq!(tree, None);
    assert!(reported.contains("SW0007"), "{reported}");
}

#[test]
fn ten_thousand_levels_are_refused() {
    let json = format!(
        "{}{}",
        "{\"a\":".repeat(10_000),
        "1".to_owned() + &"}".repeat(10_000)
    );
    let flow = format!("a: {}{}", "[".repeat(10_000), "]".repeat(10_000));
    for text in [json, flow] {
        let (tree, reported) = load("deep", &text);
        assert_eq!(tree, None);
        assert!(reported.contains("SW0006"), "{reported}");
    }
}

#[test]
fn invalid_yaml_is_shown_at_its_position() {
    let (_, reported) = load(
        "api.yaml",
        "openapi: 3.0.0\ninfo:\n  title: [a, b\npaths: {}\n",
    );
    insta::assert_snapshot!(reported, @r##"
error[SW0002]: the text is not YAML: illegal placement of ':' indicator
 --> api.yaml:4:6
  |
4 | paths: {}
  |      ^ here
  |
  = help: correct the text at this position, or just before it
  = explain: sdkwright explain SW0002
"##);
}

#[test]
fn invalid_json_is_shown_at_its_position() {
    let (_, reported) = load(
        "api.json",
        "{\n  \"openapi\": \"3.0.0\"\n  \"info\": {}\n}\n",
    );
    insta::assert_snapshot!(reported, @r##"
error[SW0002]: the text is not JSON: expected `,` or `}`
 --> api.json:3:3
  |
3 |   "info": {}
  |   ^^^^^^ here
  |
  = help: correct the text at this position, or just before it
  = explain: sdkwright explain SW0002
"##);
}

#[test]
fn an_empty_file_and_a_list_are_no_documents() {
    insta::assert_snapshot!(load("api.yaml", "# nothing\n").1, @r##"
error[SW0008]: `api.yaml` is empty
--> api.yaml
 = help: write an object with `openapi: 3.1.0`, `info` and `paths`
 = explain: sdkwright explain SW0008
"##);
    insta::assert_snapshot!(load("api.json", "[1]").1, @r##"
error[SW0008]: `api.json` is not an OpenAPI document: its root is not an object
--> api.json
 = help: write an object with `openapi: 3.1.0`, `info` and `paths`
 = explain: sdkwright explain SW0008
"##);
}

#[test]
fn references_to_other_files_are_uniform() {
    let files = Files::new(
        "internal",
        &[
            (
                "api.yaml",
                "paths:\n  /a: {$ref: paths/a.yaml}\n  /b: {$ref: 'paths/b%20c.yaml#/b'}\n",
            ),
            (
                "paths/a.yaml",
                "get: {x: {$ref: '#/y'}, z: {$ref: '../api.yaml#/paths/~1b'}}\ny: 1\n",
            ),
            ("paths/b c.yaml", "b: {$ref: ./a.yaml}\n"),
        ],
    );
    let (document, reported) = files.load("api.yaml");
    assert_eq!(reported, [""; 0]);
    let document = document.unwrap();
    assert_eq!(
        document.tree,
        json!({"paths": {
            "/a": {"$ref": "paths/a.yaml#"},
            "/b": {"$ref": "paths/b c.yaml#/b"},
        }})
    );
    assert_eq!(
        document.files["paths/a.yaml"].tree,
        json!({"get": {"x": {"$ref": "paths/a.yaml#/y"}, "z": {"$ref": "#/paths/~1b"}}, "y": 1})
    );
    assert_eq!(
        document.files["paths/b c.yaml"].tree,
        json!({"b": {"$ref": "paths/a.yaml#"}})
    );
}

#[test]
fn nothing_outside_the_folder_is_read() {
    let files = Files::new(
        "outside",
        &[
            ("secret.yaml", "secret: 1\n"),
            (
                "spec/api.yaml",
                "a: {$ref: ../secret.yaml}\nb: {$ref: 'file:///etc/passwd'}\nc: {$ref: /etc/passwd}\nd: {$ref: 'http://127.0.0.1:9/x'}\ne: {$ref: '%2e%2e/secret.yaml'}\nf: {$ref: link.yaml}\n",
            ),
        ],
    );
    #[cfg(unix)]
    std::os::unix::fs::symlink(files.0.join("secret.yaml"), files.0.join("spec/link.yaml"))
        .unwrap();
    let (document, reported) = files.load("spec/api.yaml");
    assert!(document.unwrap().files.is_empty());
    let expected = ["a", "b", "c", "d", "e", "f"].map(|key| format!("SW0206 /{key}/$ref"));
    assert_eq!(reported, expected);
}

#[test]
fn a_missing_file_is_reported_at_the_reference() {
    let files = Files::new(
        "missing",
        &[
            ("api.yaml", "a: {$ref: models/pet.yaml}\n"),
            ("models/pets.yaml", "{}\n"),
        ],
    );
    let (_, reported) = files.load("api.yaml");
    assert_eq!(reported, ["SW0208 /a/$ref"]);
}

#[test]
fn references_in_examples_are_data() {
    let text = r#"{"example": {"$ref": "https://example.com/1"}, "properties": {"example": {"$ref": "other.yaml"}}}"#;
    let (tree, reported) = load("api.json", text);
    assert_eq!(
        tree.unwrap().to_string(),
        text.replace(": ", ":").replace(", ", ",")
    );
    assert_eq!(reported.matches("[SW0206]").count(), 1, "{reported}");
}

#[test]
fn ids_and_anchors_are_found() {
    let text = "components:\n  schemas:\n    A: {$id: 'https://x.example/a', $defs: {D: {$anchor: d}}, items: {$ref: b}, not: {$ref: '#/$defs/D'}}\n    B: {$id: 'https://x.example/b'}\n    C: {$ref: '#d'}\n";
    let tree = tree(text);
    let schemas = &tree["components"]["schemas"];
    assert_eq!(schemas["A"]["items"]["$ref"], "#/components/schemas/B");
    assert_eq!(
        schemas["A"]["not"]["$ref"],
        "#/components/schemas/A/$defs/D"
    );
    assert_eq!(schemas["C"]["$ref"], "#/components/schemas/A/$defs/D");
}

#[test]
fn a_larger_folder_may_be_named() {
    let files = Files::new(
        "root",
        &[
            ("common/pet.yaml", "type: object\n"),
            ("spec/api.yaml", "a: {$ref: ../common/pet.yaml}\n"),
        ],
    );
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let entry = files.0.join("spec/api.yaml");
    let document = document(
        &entry,
        Some(&files.0),
        &Limits::default(),
        &mut sources,
        &mut diagnostics,
    )
    .unwrap();
    assert_eq!(diagnostics.iter().count(), 0);
    assert_eq!(document.tree["a"]["$ref"], "common/pet.yaml#");
}

#[test]
fn an_error_in_another_file_is_shown_there() {
    let files = Files::new(
        "elsewhere",
        &[
            ("api.yaml", "a: {$ref: models/pet.yaml}\n"),
            ("models/pet.yaml", "type: object\ntype: string\n"),
        ],
    );
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let entry = files.0.join("api.yaml");
    document(
        &entry,
        None,
        &Limits::default(),
        &mut sources,
        &mut diagnostics,
    );
    let reported = render(&diagnostics, &sources, &RenderOptions::default());
    assert!(reported.contains("pet.yaml:2:1"), "{reported}");
    assert!(reported.contains("api.yaml:1:11"), "{reported}");
}

#[test]
fn a_reference_in_place_of_names_gives_all_of_them() {
    let files = Files::new(
        "names",
        &[
            (
                "api.yaml",
                "paths:\n  $ref: paths/index.yaml\n  /own: {}\ncomponents:\n  schemas: {$ref: 'schemas.yaml#/all'}\n",
            ),
            ("paths/index.yaml", "/a: {$ref: a.yaml}\n"),
            ("paths/a.yaml", "get: {}\n"),
            ("schemas.yaml", "all: {Pet: {type: object}}\n"),
        ],
    );
    let (document, reported) = files.load("api.yaml");
    let tree = document.unwrap().tree;
    assert_eq!(reported, [""; 0]);
    assert_eq!(
        tree["paths"],
        json!({"/a": {"$ref": "paths/a.yaml#"}, "/own": {}})
    );
    assert_eq!(
        tree["components"]["schemas"],
        json!({"Pet": {"type": "object"}})
    );
}
