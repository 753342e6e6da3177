use super::*;
use serde_json::json;

fn applied(mut tree: Value, actions: Value) -> (Value, Vec<String>) {
    let overlay = Overlay {
        tree: json!({"overlay": "1.0.0", "info": {"title": "t", "version": "1"}, "actions": actions}),
    };
    let mut diagnostics = Diagnostics::default();
    apply(
        &mut tree,
        &[overlay],
        &mut Sources::default(),
        &mut diagnostics,
    );
    let messages = diagnostics
        .iter()
        .map(|found| format!("{} {:?}", found.code.id(), found.place));
    (tree, messages.collect())
}

#[test]
fn an_update_merges_objects_and_joins_arrays() {
    let (tree, messages) = applied(
        json!({"info": {"title": "a", "tags": [1]}}),
        json!([{"target": "$", "update": {"info": {"title": "b", "tags": [2], "x": null}}}]),
    );
    assert_eq!(
        tree,
        json!({"info": {"title": "b", "tags": [1, 2], "x": null}})
    );
    assert!(messages.is_empty());
}

#[test]
fn an_update_of_an_array_appends() {
    let (tree, _) = applied(
        json!({"tags": ["a"]}),
        json!([{"target": "$.tags", "update": {"name": "b"}}]),
    );
    assert_eq!(tree, json!({"tags": ["a", {"name": "b"}]}));
}

#[test]
fn removing_several_items_of_one_array_removes_the_right_ones() {
    let (tree, _) = applied(
        json!({"p": [{"n": "a"}, {"n": "b"}, {"n": "a"}, {"n": "c"}]}),
        json!([{"target": "$.p[?@.n == 'a']", "remove": true}]),
    );
    assert_eq!(tree, json!({"p": [{"n": "b"}, {"n": "c"}]}));
}

#[test]
fn a_node_inside_a_removed_node_is_removed_with_it() {
    let (tree, _) = applied(
        json!({"a": {"x": {"x": 1}}, "b": 2}),
        json!([{"target": "$..x", "remove": true}]),
    );
    assert_eq!(tree, json!({"a": {}, "b": 2}));
}

#[test]
fn a_key_with_a_slash_and_a_tilde_is_removed() {
    let (tree, _) = applied(
        json!({"a/b~c": 1}),
        json!([{"target": "$['a/b~c']", "remove": true}]),
    );
    assert_eq!(tree, json!({}));
}

#[test]
fn a_copy_is_merged_into_its_target() {
    let (tree, _) = applied(
        json!({"a": {"x": 1}, "b": {"y": 2}}),
        json!([{"target": "$.b", "copy": "$.a"}]),
    );
    assert_eq!(tree, json!({"a": {"x": 1}, "b": {"y": 2, "x": 1}}));
}

#[test]
fn an_action_that_selects_nothing_is_reported_and_the_rest_applied() {
    let (tree, messages) = applied(
        json!({"a": 1}),
        json!([{"target": "$.nope", "update": {}}, {"target": "$.a", "update": 2}]),
    );
    assert_eq!(tree, json!({"a": 2}));
    assert_eq!(messages, ["SW0103 Overlay(0, \"/actions/0/target\")"]);
}

#[test]
fn all_problems_are_reported_at_once() {
    let (_, messages) = applied(json!({}), json!([{"target": "$["}, {"update": 1}, 3]));
    assert_eq!(
        messages,
        [
            "SW0102 Overlay(0, \"/actions/0/target\")",
            "SW0101 Overlay(0, \"/actions/1\")",
            "SW0101 Overlay(0, \"/actions/2\")",
        ]
    );
}

/// The test suite of the specification: `openapi.yaml` with `overlay.yaml` applied is `output.yaml`.
#[test]
fn the_specifications_own_sets_pass() {
    let sets = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../shared/corpus/peers/oai-overlay/compliant-sets"
    );
    let Ok(folders) = std::fs::read_dir(sets) else {
        eprintln!("skipped: the corpus is not here");
        return;
    };
    for folder in folders {
        let folder = folder.unwrap().path();
        let read = |name: &str| -> Value {
            serde_yaml::from_str(&std::fs::read_to_string(folder.join(name)).unwrap()).unwrap()
        };
        let mut tree = read("openapi.yaml");
        apply(
            &mut tree,
            &[Overlay {
                tree: read("overlay.yaml"),
            }],
            &mut Sources::default(),
            &mut Diagnostics::default(),
        );
        assert_eq!(tree, read("output.yaml"), "{}", folder.display());
    }
}

/// The test suite of the specification: each document in `pass` is valid, and each in `fail` is invalid.
#[test]
fn the_specifications_own_tests_pass() {
    let tests = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../shared/corpus/peers/oai-overlay/tests"
    );
    for (folder, is_sound) in [
        ("v1.0/pass", true),
        ("v1.0/fail", false),
        ("v1.1/pass", true),
        ("v1.1/fail", false),
    ] {
        let Ok(files) = std::fs::read_dir(format!("{tests}/{folder}")) else {
            eprintln!("skipped: the corpus is not here");
            return;
        };
        for file in files {
            let file = file.unwrap().path();
            let tree: Value =
                serde_yaml::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
            let mut diagnostics = Diagnostics::default();
            actions(0, &tree, &mut diagnostics);
            assert_eq!(
                !diagnostics.has_errors(),
                is_sound,
                "{}: {diagnostics:?}",
                file.display()
            );
        }
    }
}
