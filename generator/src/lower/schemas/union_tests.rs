use crate::lower::test_support::{api, lines, types};
use crate::model::TypeKind;
use serde_json::json;

#[test]
fn the_discriminator_distinguishes_branches() {
    let found = types(json!({
        "Cat": {"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}}},
        "Dog": {"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}}},
        "Pet": {"oneOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}], "discriminator": {"propertyName": "kind", "mapping": {"c": "#/components/schemas/Cat"}}},
    }));
    assert_eq!(
        found,
        [
            "Cat = { kind*: String = \"c\" }",
            "Dog = { kind*: String = \"Dog\" }",
            "Pet = one of by kind Cat: Cat [c] or Dog: Dog [Dog]"
        ]
    );
}

#[test]
fn a_property_with_other_constants_in_each_branch_is_a_discriminator() {
    let branch = |tag: &str| json!({"type": "object", "required": ["type"], "properties": {"type": {"type": "string", "enum": [tag]}}});
    let found = types(json!({"Event": {"oneOf": [branch("made"), branch("gone")]}}));
    assert_eq!(
        found[..3],
        [
            "Event = one of by type made: Event/made [made] or gone: Event/gone [gone]",
            "Event/made = { type*: String = \"made\" }",
            "Event/gone = { type*: String = \"gone\" }"
        ]
    );
    assert_eq!(found.len(), 3);
}

#[test]
fn branches_with_required_only_do_not_affect_the_type() {
    let found = types(
        json!({"A": {"type": "object", "properties": {"a": {"type": "string"}, "b": {"type": "string"}}, "anyOf": [{"required": ["a"]}, {"required": ["b"]}]}}),
    );
    assert_eq!(found, ["A = { a: String, b: String }"]);
}

#[test]
fn keywords_beside_a_union_apply_to_each_branch() {
    let found = types(json!({
        "A": {"type": "object", "properties": {"a": {"type": "string"}}},
        "B": {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}, "oneOf": [{"$ref": "#/components/schemas/A"}, {"title": "Other", "properties": {"c": {"type": "boolean"}}}]},
    }));
    assert_eq!(
        found,
        [
            "A = { a: String }",
            "B = one of A: B/A or Other: B/Other",
            "B/A = { id*: String, a: String }",
            "B/Other = { id*: String, c: Boolean }"
        ]
    );
}

#[test]
fn strings_of_which_some_are_listed_are_an_enum() {
    let found = types(
        json!({"Model": {"anyOf": [{"type": "string"}, {"type": "string", "enum": ["one", "two"]}]}}),
    );
    assert_eq!(found, ["Model = one | two"]);
}

#[test]
fn branches_that_are_constants_are_an_enum() {
    let found = types(
        json!({"Level": {"oneOf": [{"const": "low", "description": "Little."}, {"const": "high"}]}}),
    );
    assert_eq!(found, ["Level = low | high"]);
}

#[test]
fn a_parent_with_a_discriminator_is_any_of_its_children() {
    let found = types(json!({
        "Pet": {"type": "object", "required": ["kind"], "discriminator": {"propertyName": "kind"}, "properties": {"kind": {"type": "string"}}},
        "Cat": {"allOf": [{"$ref": "#/components/schemas/Pet"}, {"type": "object", "properties": {"lives": {"type": "integer"}, "friend": {"$ref": "#/components/schemas/Pet"}}}]},
    }));
    assert_eq!(
        found,
        [
            "Pet = one of by kind Cat: Cat [Cat] or base: Pet/base [Pet]",
            "Cat = { kind*: String = \"Cat\", lives: Integer(I64), friend: Pet }",
            "Pet/base = { kind*: String = \"Pet\" }",
        ]
    );
}

#[test]
fn a_child_that_adds_nothing_has_its_parents_properties() {
    let found = types(json!({
        "Act": {"type": "object", "required": ["kind"], "discriminator": {"propertyName": "kind", "mapping": {"stop": "#/components/schemas/Stop", "go": "#/components/schemas/Go"}}, "properties": {"kind": {"type": "string"}}},
        "Stop": {"description": "Stop.", "allOf": [{"$ref": "#/components/schemas/Act"}]},
        "Go": {"allOf": [{"$ref": "#/components/schemas/Act"}, {"type": "object", "properties": {"to": {"type": "string"}}}]},
        "Deed": {"description": "Another name.", "allOf": [{"$ref": "#/components/schemas/Act"}]},
    }));
    assert_eq!(
        found,
        [
            "Act = one of by kind Stop: Stop [stop] or Go: Go [go]",
            "Stop = { kind*: String = \"stop\" }",
            "Go = { kind*: String = \"go\", to: String }",
            "Deed = Act",
        ]
    );
}

#[test]
fn a_union_is_not_its_own_branch() {
    let found = types(json!({
        "Filter": {"anyOf": [{"$ref": "#/components/schemas/Clause"}, {"type": "string"}]},
        "Clause": {"anyOf": [{"$ref": "#/components/schemas/Filter"}, {"type": "integer"}, {"type": "array", "items": {"$ref": "#/components/schemas/Filter"}}]},
    }));
    assert_eq!(
        found,
        [
            "Filter = one of Clause: Clause or string: String",
            "Clause = one of integer: Integer(I64) or Filter list: [Filter]",
        ]
    );
}

#[test]
fn a_name_that_only_some_branches_require_is_a_property() {
    let found = types(json!({
        "Message": {"type": "object", "properties": {"text": {"type": "string"}}, "anyOf": [{"required": ["text"]}, {"required": ["parts"]}]},
    }));
    assert_eq!(found, ["Message = { text: String, parts: any }"]);
}

#[test]
fn a_parent_that_lists_its_children_is_not_part_of_them_as_a_choice() {
    let found = types(json!({
        "Pet": {"type": "object", "properties": {"name": {"type": "string"}}, "oneOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}]},
        "Cat": {"allOf": [{"$ref": "#/components/schemas/Pet"}, {"properties": {"lives": {"type": "integer"}}}]},
        "Dog": {"allOf": [{"$ref": "#/components/schemas/Pet"}, {"properties": {"barks": {"type": "boolean"}}}]},
    }));
    assert_eq!(
        found,
        [
            "Pet = one of Cat: Cat or Dog: Dog",
            "Cat = { name: String, lives: Integer(I64) }",
            "Dog = { name: String, barks: Boolean }"
        ]
    );
}

#[test]
fn branches_may_have_the_same_tag() {
    let found = types(json!({
        "Item": {"oneOf": [{"$ref": "#/components/schemas/New"}, {"$ref": "#/components/schemas/Sent"}, {"$ref": "#/components/schemas/Call"}], "discriminator": {"propertyName": "type"}},
        "New": {"type": "object", "properties": {"type": {"type": "string", "enum": ["message"]}, "text": {"type": "string"}}},
        "Sent": {"type": "object", "required": ["type", "id"], "properties": {"type": {"type": "string", "enum": ["message"]}, "id": {"type": "string"}}},
        "Call": {"type": "object", "required": ["type"], "properties": {"type": {"type": "string", "enum": ["call"]}}},
    }));
    assert_eq!(
        found.first().map(String::as_str),
        Some(
            "Item = one of by type New: New [New, message] or Sent: Sent [Sent, message] or Call: Call [Call, call]"
        )
    );
}

#[test]
fn a_discriminator_is_sent_though_only_the_server_sends_it() {
    let body =
        json!({"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Act"}}}});
    let paths = json!({"/acts": {"post": {"requestBody": body, "responses": {"200": {"description": "", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Act"}}}}}}}});
    let (api, _) = api(
        paths,
        json!({
            "Act": {"type": "object", "required": ["kind"], "discriminator": {"propertyName": "kind"}, "properties": {"kind": {"type": "string", "readOnly": true}, "id": {"type": "string", "readOnly": true}}},
            "Go": {"allOf": [{"$ref": "#/components/schemas/Act"}, {"type": "object", "properties": {"to": {"type": "string"}}}]},
        }),
    );
    let sent = lines(&api.types)
        .into_iter()
        .filter(|line| line.contains("request"));
    assert_eq!(
        sent.collect::<Vec<_>>(),
        [
            "Act request = one of by kind Go: Go request [Go] or base: Act request/base [Act]",
            "Go request = { kind*: String = \"Go\", to: String }",
            "Act request/base = { kind*: String = \"Act\" }",
        ]
    );
}

#[test]
fn values_that_all_branches_share_are_not_used() {
    let status = json!({"type": "string", "enum": ["on", "off"]});
    let (api, _) = api(
        json!({}),
        json!({
            "Patch": {"anyOf": [{"$ref": "#/components/schemas/Plain"}, {"$ref": "#/components/schemas/Rich"}]},
            "Plain": {"type": "object", "required": ["status"], "properties": {"status": status}},
            "Rich": {"type": "object", "properties": {"status": status, "site": {"type": "string"}}},
        }),
    );
    let matchings = api.types.iter().filter_map(|(_, def)| match &def.kind {
        TypeKind::Union(union) => Some(&union.branches),
        _ => None,
    });
    for branch in matchings.flatten() {
        assert_eq!(branch.matching.constants, [], "{}", branch.intended_name);
    }
}
