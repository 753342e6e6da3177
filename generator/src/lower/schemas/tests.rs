use crate::diagnostics::Code;
use crate::lower::test_support::{api, lines, lower, types};
use crate::model::TypeKind;
use serde_json::json;

#[test]
fn a_reference_with_a_description_stays_a_reference() {
    let found = types(json!({
        "Host": {"type": "object", "properties": {"url": {"type": "string"}}},
        "A": {"type": "object", "required": ["host"], "properties": {
            "host": {"description": "Where.", "allOf": [{"$ref": "#/components/schemas/Host"}]},
            "agent": {"nullable": true, "allOf": [{"$ref": "#/components/schemas/Host"}]},
        }},
    }));
    assert_eq!(
        found,
        [
            "Host = { url: String }",
            "A = { host*: Host, agent?: Host }"
        ]
    );
}

#[test]
fn inline_types_are_named_after_their_path() {
    let found = types(json!({"Order": {"type": "object", "properties": {
        "lines": {"type": "array", "items": {"type": "object", "properties": {"price": {"type": "object", "properties": {"amount": {"type": "number"}}}}}},
        "data": {"type": "array", "items": {"type": "string", "enum": ["a"]}},
        "labels": {"type": "object", "additionalProperties": {"type": "object", "properties": {"x": {"type": "boolean"}}}},
    }}}));
    assert_eq!(
        found,
        [
            "Order = { lines: [Order/line], data: [Order/data/item], labels: map of Order/label }",
            "Order/line = { price: Order/line/price }",
            "Order/line/price = { amount: Number }",
            "Order/data/item = a",
            "Order/label = { x: Boolean }",
        ]
    );
}

#[test]
fn all_of_adds_up_properties_and_requirements() {
    let found = types(json!({
        "Base": {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}, "kind": {"type": "string"}}},
        "Child": {"allOf": [{"$ref": "#/components/schemas/Base"}, {"type": "object", "required": ["kind"], "properties": {"kind": {"enum": ["child", "infant"]}, "age": {"type": "integer", "format": "int32"}}}]},
        "Same": {"allOf": [{"$ref": "#/components/schemas/Base"}, {"required": ["id"]}]},
    }));
    assert_eq!(
        found,
        [
            "Base = { id*: String, kind: String }",
            "Child = { id*: String, kind*: Child/kind, age: Integer(I32) }",
            "Same = Base",
            "Child/kind = child | infant"
        ]
    );
}

#[test]
fn a_contradiction_is_reported_and_accepts_any_value() {
    let (found, codes) = lower(json!({"A": {"allOf": [{"type": "string"}, {"type": "array"}]}}));
    assert_eq!(found, ["A = any"]);
    assert_eq!(codes, [Code::Contradiction]);
}

#[test]
fn null_is_nullable_in_every_spelling() {
    let found = types(json!({
        "X": {"type": "object", "properties": {"a": {"type": "string"}}},
        "Maybe": {"type": "string", "nullable": true},
        "A": {"type": "object", "properties": {
            "flag": {"type": "string", "nullable": true},
            "extension": {"type": "string", "x-nullable": true},
            "listed": {"type": "string", "enum": ["a", null]},
            "branch": {"oneOf": [{"$ref": "#/components/schemas/X"}, {"type": "null"}]},
            "trick": {"anyOf": [{"$ref": "#/components/schemas/X"}, {"nullable": true}]},
            "only": {"enum": [null]},
            "reference": {"$ref": "#/components/schemas/Maybe"},
            "items": {"type": "array", "items": {"$ref": "#/components/schemas/Maybe"}},
            "described": {"allOf": [{"description": "What for."}, {"type": "string", "nullable": true}]},
        }},
    }));
    assert_eq!(
        found,
        [
            "X = { a: String }",
            "Maybe = String",
            "A = { flag?: String, extension?: String, listed?: A/listed = \"a\", branch?: X, trick?: X, only?: Null, reference?: Maybe, items: [Maybe?], described?: String }",
            "A/listed = a",
        ]
    );
}

#[test]
fn an_alias_that_contains_itself_stays_one() {
    let found =
        types(json!({"Tree": {"type": "array", "items": {"$ref": "#/components/schemas/Tree"}}}));
    assert_eq!(found, ["Tree = [Tree]"]);
}

#[test]
fn a_schema_that_refers_only_to_itself_is_untyped_and_reported() {
    let (found, codes) = lower(
        json!({"A": {"$ref": "#/components/schemas/B"}, "B": {"$ref": "#/components/schemas/A"}}),
    );
    assert_eq!(found, ["A = any", "B = A"]);
    assert_eq!(codes, [Code::SelfReference]);
    let (found, codes) = lower(json!({
        "A": {"$ref": "#/components/schemas/A"}, "B": {"allOf": [{"$ref": "#/components/schemas/B"}]},
    }));
    assert_eq!(found, ["A = any", "B = any"]);
    assert_eq!(codes, [Code::SelfReference, Code::SelfReference]);
}

#[test]
fn a_merge_that_contains_itself_ends() {
    let found = types(json!({
        "B": {"type": "object", "properties": {"child": {"$ref": "#/components/schemas/A"}}},
        "A": {"allOf": [{"$ref": "#/components/schemas/B"}, {"type": "object", "properties": {"child": {"type": "object", "properties": {"x": {"type": "string"}}}}}]},
    }));
    assert_eq!(
        found,
        [
            "B = { child: A }",
            "A = { child: A/child }",
            "A/child = { child: A/child, x: String }"
        ]
    );
}

#[test]
fn an_unresolved_reference_is_reported_once() {
    let (_, codes) = lower(
        json!({"A": {"type": "object", "properties": {"x": {"$ref": "#/components/schemas/No"}, "y": {"$ref": "#/components/schemas/No"}}}}),
    );
    assert_eq!(codes, [Code::ReferenceNotFound]);
}

#[test]
fn enum_values_are_converted_to_their_type() {
    let found = types(
        json!({"A": {"type": "string", "enum": [1, true, "x", "x"]}, "B": {"type": "integer", "enum": ["1", 2], "x-enum-varnames": ["One", "Two"]}}),
    );
    assert_eq!(found, ["A = 1 | true | x", "B = One | Two"]);
}

#[test]
fn read_only_properties_are_not_sent() {
    let pet = json!({"type": "object", "properties": {"id": {"type": "string", "readOnly": true}, "name": {"type": "string"}}});
    let reference = json!({"application/json": {"schema": {"$ref": "#/components/schemas/Pets"}}});
    let paths = json!({"/pets": {"post": {"operationId": "make", "requestBody": {"content": reference}, "responses": {"200": {"description": "", "content": reference}}}}});
    let (api, _) = api(
        paths,
        json!({"Pet": pet, "Pets": {"type": "array", "items": {"$ref": "#/components/schemas/Pet"}}}),
    );
    assert_eq!(
        lines(&api.types),
        [
            "Pet = { id: String, name: String }",
            "Pets = [Pet]",
            "Pet request = { name: String }",
            "Pets request = [Pet request]"
        ]
    );
}

#[test]
fn a_type_that_is_used_in_one_direction_is_one_type() {
    let pet = json!({"type": "object", "properties": {"id": {"type": "string", "readOnly": true}, "secret": {"type": "string", "writeOnly": true}}});
    let paths = json!({"/pets": {"get": {"operationId": "list", "responses": {"200": {"description": "", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Pet"}}}}}}}});
    let (api, _) = api(paths, json!({"Pet": pet}));
    assert_eq!(lines(&api.types), ["Pet = { id: String }"]);
}

#[test]
fn an_inline_type_that_a_child_takes_over_is_the_parents() {
    let found = types(json!({
        "Child": {"allOf": [{"$ref": "#/components/schemas/Base"}, {"properties": {"age": {"type": "integer"}}}]},
        "Base": {"type": "object", "properties": {"color": {"type": "string", "enum": ["red"]}}},
    }));
    assert_eq!(
        found,
        [
            "Child = { color: Base/color = \"red\", age: Integer(I64) }",
            "Base = { color: Base/color = \"red\" }",
            "Base/color = red"
        ]
    );
}

#[test]
fn an_object_without_keywords_is_ignored() {
    let found = types(json!({
        "Base": {"type": "object", "properties": {"id": {"type": "object"}}},
        "Child": {"allOf": [{"$ref": "#/components/schemas/Base"}, {"properties": {"id": {"type": "string"}}}]},
    }));
    assert_eq!(
        found,
        ["Base = { id: map of any }", "Child = { id: String }"]
    );
}

#[test]
fn objects_are_structs_where_properties_are_known_and_maps_otherwise() {
    let found = types(json!({"A": {"type": "object", "properties": {
        "free": {"type": "object"},
        "map": {"type": "object", "additionalProperties": {"type": "integer"}},
        "beside": {"properties": {"a": {"type": "string"}}, "additionalProperties": {"type": "string", "nullable": true}},
        "closed": {"type": "object", "additionalProperties": false},
        "anything": {},
    }}}));
    assert_eq!(
        found,
        [
            "A = { free: map of any, map: map of Integer(I64), beside: A/beside, closed: A/closed, anything: any }",
            "A/beside = { a: String, ..: String? }",
            "A/closed = {  }",
        ]
    );
}

#[test]
fn tuples_and_patterns_have_types_of_their_own() {
    let found = types(json!({
        "Pair": {"type": "array", "minItems": 2, "maxItems": 2, "prefixItems": [{"type": "string"}, {"type": "object", "properties": {"x": {"type": "integer"}}}]},
        "Patterns": {"type": "object", "patternProperties": {"^x-": {"type": "object", "properties": {"x": {"type": "integer"}}}}},
    }));
    assert_eq!(
        found,
        [
            "Pair = (String, Pair/item 2)",
            "Patterns = map of Patterns/value",
            "Pair/item 2 = { x: Integer(I64) }",
            "Patterns/value = { x: Integer(I64) }"
        ]
    );
}

#[test]
fn a_schema_without_a_name_that_contains_itself_gets_one() {
    let inner = "#/components/schemas/A/properties/first";
    let found = types(json!({
        "A": {"type": "object", "properties": {"first": {"type": "object", "properties": {"next": {"$ref": inner}}}}},
    }));
    assert_eq!(
        found,
        ["A = { first: A/first }", "A/first = { next: A/first }"]
    );
}

#[test]
fn a_condition_that_contains_itself_adds_nothing() {
    let itself = json!({"$ref": "#/components/schemas/A"});
    let found = types(json!({
        "A": {
            "properties": {"a": {"type": "string"}},
            "if": {"required": ["a"]},
            "then": {"anyOf": [itself, {"properties": {"b": {"type": "string"}}}, itself]},
            "else": itself,
            "dependentSchemas": {"a": itself, "c": itself, "d": itself, "e": itself},
        },
    }));
    assert_eq!(
        found,
        ["A = { a: String, b: String, c: any, d: any, e: any }"]
    );
}

#[test]
fn an_inline_schema_that_is_referred_to_has_one_type() {
    let part = "#/components/schemas/A/properties/part";
    let found = types(json!({
        "Before": {"type": "array", "items": {"$ref": part}},
        "A": {"type": "object", "properties": {"part": {"type": "object", "properties": {"x": {"type": "integer"}}}}},
        "After": {"type": "object", "properties": {"again": {"$ref": part}}},
        "Named": {"$ref": part},
    }));
    assert_eq!(
        found,
        [
            "Before = [A/part]",
            "A = { part: A/part }",
            "After = { again: A/part }",
            "Named = A/part",
            "A/part = { x: Integer(I64) }"
        ]
    );
}

#[test]
fn a_set_is_one_only_where_its_items_have_equality() {
    let found = types(json!({
        "Names": {"type": "array", "uniqueItems": true, "items": {"type": "string"}},
        "Numbers": {"type": "array", "uniqueItems": true, "items": {"type": "number"}},
    }));
    assert_eq!(found, ["Names = set of String", "Numbers = [Number]"]);
}

#[test]
fn a_union_of_integer_and_number_is_a_number() {
    let found = types(
        json!({"A": {"oneOf": [{"type": "integer"}, {"type": "number"}]}, "B": {"oneOf": [{"type": "integer"}, {"type": "array", "items": {"type": "string"}}]}}),
    );
    assert_eq!(
        found,
        [
            "A = Number",
            "B = one of integer: Integer(I64) or String list: [String]"
        ]
        .map(|line| line.replace("String list", "string list"))
    );
}

#[test]
fn a_schema_more_renames_none_of_the_others() {
    let order = json!({"type": "object", "properties": {"lines": {"type": "array", "items": {"type": "object", "properties": {"a": {"type": "string"}}}}}});
    let names = |schemas| {
        let lines = types(schemas).into_iter();
        let names = lines.filter_map(|line| Some(line.split_once(" = ")?.0.to_owned()));
        names.collect::<Vec<_>>()
    };
    let before = names(json!({"Order": order}));
    let after = names(json!({"Another": order, "Order": order}));
    assert!(
        before.iter().all(|name| after.contains(name)),
        "{before:?} {after:?}"
    );
}

#[test]
fn a_type_override_replaces_the_type_of_the_schema() {
    let lines = types(json!({
        "A": {"type": "object", "properties": {
            "count": {"type": "number", "x-sdkwright-type": "u32"},
            "others": {"type": "object", "x-sdkwright-type": "Vec<Option<B>>"},
            "when": {"type": "string", "x-sdkwright-type": "Option<DateTime>"},
        }},
        "B": {"type": "object", "properties": {"x": {"type": "string"}}, "x-sdkwright-type": "Map<Json>"},
    }));
    insta::assert_snapshot!(lines.join("\n"), @r"
    A = { count: Integer(U32), others: [B?], when?: DateTime }
    B = map of any
    ");
    let (_, codes) =
        lower(json!({"A": {"x-sdkwright-type": "Vec<C>"}, "B": {"x-sdkwright-type": 3}}));
    assert_eq!(
        codes,
        [Code::UnknownTypeOverride, Code::UnknownTypeOverride]
    );
}

#[test]
fn configured_attributes_are_of_the_property_and_not_of_the_type_in_it() {
    let (api, codes) = api(
        json!({}),
        json!({"A": {"x-sdkwright-attributes": ["derive(Hash)"], "properties": {
            "b": {"type": "object", "properties": {"c": {"type": "string"}}, "x-sdkwright-attributes": ["doc(hidden)", "path = \"x\""]},
        }}}),
    );
    assert_eq!(codes, [Code::AttributeNotAllowed]);
    let given: Vec<_> = api
        .types
        .iter()
        .map(|(_, def)| def.docs.attributes.clone())
        .collect();
    assert_eq!(given, [vec!["derive(Hash)".to_owned()], vec![]]);
    let TypeKind::Struct(object) = &api
        .types
        .get(crate::model::TypeId::numbered(0))
        .unwrap()
        .kind
    else {
        panic!("no struct")
    };
    assert_eq!(object.fields[0].docs.attributes, ["doc(hidden)"]);
}

/// Circular references into a component, by every kind of pointer.
#[test]
fn references_to_places_that_are_only_themselves_end() {
    let place = "#/components/schemas/A/properties/p";
    let own = |way: &str| json!({ "$ref": format!("{place}{way}") });
    let circles = [
        own(""),
        json!({ "items": own("/items"), "type": "array" }),
        json!({ "additionalProperties": own("/additionalProperties"), "type": "object" }),
        json!({ "allOf": [own("/allOf/0")] }),
        json!({ "oneOf": [own("/oneOf/0"), { "type": "string" }] }),
        json!({ "properties": { "a": own("/properties/b"), "b": own("/properties/a") } }),
    ];
    for circle in circles {
        let schemas = json!({ "A": { "type": "object", "properties": { "p": circle } } });
        let (_, codes) = lower(schemas);
        let reported = codes.iter().all(|code| *code == Code::SelfReference);
        assert!(reported && !codes.is_empty(), "{circle}: {codes:?}");
    }
    let through_itself = json!({ "properties": { "a": own("/properties/a/items/items") } });
    let (_, codes) =
        lower(json!({ "A": { "type": "object", "properties": { "p": through_itself } } }));
    assert_eq!(codes, [Code::ReferenceNotFound]);
}

#[test]
fn an_unsupported_pattern_is_reported_once() {
    let odd = json!({"type": "string", "pattern": "^(?!x)"});
    let list = json!({"type": "array", "items": odd});
    let (_, codes) = lower(json!({"A": odd, "B": {"properties": {"a": list}}}));
    assert_eq!(codes, [Code::PatternNotChecked]);
}
