use crate::config::Config;
use crate::diagnostics::{Code, Diagnostics};
use crate::model::{Api, Struct, Type, TypeDef, TypeKind, TypeName, Types};
use serde_json::{Value, json};

/// The types of a document with these components, a line each, and what was said about them.
fn lower(schemas: Value) -> (Vec<String>, Vec<Code>) {
    let (api, codes) = api(json!({}), schemas);
    (lines(&api.types), codes)
}

fn types(schemas: Value) -> Vec<String> {
    let (lines, codes) = lower(schemas);
    assert_eq!(codes, []);
    lines
}

fn api(paths: Value, schemas: Value) -> (Api, Vec<Code>) {
    let document = json!({"openapi": "3.0.0", "info": {"title": "Test", "version": "1"}, "paths": paths, "components": {"schemas": schemas}});
    let openapi = serde_json::from_value(document).unwrap();
    let mut diagnostics = Diagnostics::default();
    let api = crate::lower::lower(&openapi, &Config::default(), &mut diagnostics);
    (api, diagnostics.iter().map(|it| it.code).collect())
}

fn lines(types: &Types) -> Vec<String> {
    types
        .iter()
        .map(|(_, def)| format!("{} = {}", name(types, def), kind(types, &def.kind)))
        .collect()
}

fn name(types: &Types, def: &TypeDef) -> String {
    match &def.name {
        TypeName::Component(key) => key.clone(),
        TypeName::Inline { parent, way } => format!(
            "{}/{}",
            name(types, types.get(*parent).unwrap()),
            way.join("/")
        ),
        TypeName::Operation { operation, way } => format!("{operation}()/{}", way.join("/")),
    }
}

fn kind(types: &Types, kind: &TypeKind) -> String {
    match kind {
        TypeKind::Struct(structure) => fields(types, structure),
        TypeKind::Enum(list) => list
            .variants
            .iter()
            .map(|variant| variant.intended_name.clone())
            .collect::<Vec<_>>()
            .join(" | "),
        TypeKind::Union(union) => {
            let branches = union.branches.iter().map(|branch| {
                let tags = if branch.tell.tags.is_empty() {
                    String::new()
                } else {
                    format!(" [{}]", branch.tell.tags.join(", "))
                };
                format!("{}: {}{tags}", branch.intended_name, ty(types, &branch.ty))
            });
            let by = union
                .discriminator
                .as_ref()
                .map(|property| format!(" by {property}"))
                .unwrap_or_default();
            format!("one of{by} {}", branches.collect::<Vec<_>>().join(" or "))
        }
        TypeKind::Alias(alias) => ty(types, alias),
    }
}

/// `name*` is required, `name?` may be null.
fn fields(types: &Types, structure: &Struct) -> String {
    let mut fields: Vec<String> = structure
        .fields
        .iter()
        .map(|field| {
            let constant = field
                .constant
                .as_ref()
                .map(|constant| format!(" = {constant}"))
                .unwrap_or_default();
            format!(
                "{}{}{}: {}{constant}",
                field.wire_name,
                if field.required { "*" } else { "" },
                if field.nullable { "?" } else { "" },
                ty(types, &field.ty)
            )
        })
        .collect();
    fields.extend(
        structure
            .additional
            .as_ref()
            .map(|additional| format!("..: {}", ty(types, additional))),
    );
    format!("{{ {} }}", fields.join(", "))
}

fn ty(types: &Types, of: &Type) -> String {
    match of {
        Type::Named(id) => name(types, types.get(*id).unwrap()),
        Type::List(item) => format!("[{}]", ty(types, item)),
        Type::Set(item) => format!("set of {}", ty(types, item)),
        Type::Map(value) => format!("map of {}", ty(types, value)),
        Type::Nullable(inner) => format!("{}?", ty(types, inner)),
        Type::Tuple(places) => format!(
            "({})",
            places
                .iter()
                .map(|place| ty(types, place))
                .collect::<Vec<_>>()
                .join(", ")
        ),
        Type::Any(_) => "any".to_owned(),
        other => format!("{other:?}"),
    }
}

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
fn inline_types_are_named_after_the_way_to_them() {
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
fn what_contradicts_itself_holds_anything_and_is_said() {
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
        }},
    }));
    assert_eq!(
        found,
        [
            "X = { a: String }",
            "Maybe = String",
            "A = { flag?: String, extension?: String, listed?: A/listed, branch?: X, trick?: X, only?: Null, reference?: Maybe, items: [Maybe?] }",
            "A/listed = a",
        ]
    );
}

#[test]
fn branches_are_told_apart_by_the_discriminator() {
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
fn branches_that_only_require_say_nothing_about_the_type() {
    let found = types(
        json!({"A": {"type": "object", "properties": {"a": {"type": "string"}, "b": {"type": "string"}}, "anyOf": [{"required": ["a"]}, {"required": ["b"]}]}}),
    );
    assert_eq!(found, ["A = { a: String, b: String }"]);
}

#[test]
fn what_stands_beside_a_choice_is_part_of_each_branch() {
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
        json!({"Level": {"oneOf": [{"x-sdkwright-const": "low", "description": "Little."}, {"x-sdkwright-const": "high"}]}}),
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
fn what_only_some_combinations_require_is_a_property() {
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
fn aliases_on_a_cycle_get_a_name_that_rust_can_use() {
    let found =
        types(json!({"Tree": {"type": "array", "items": {"$ref": "#/components/schemas/Tree"}}}));
    assert_eq!(found, ["Tree = one of list: [Tree]"]);
}

#[test]
fn a_schema_that_is_only_itself_is_untyped_and_said() {
    let (found, codes) = lower(
        json!({"A": {"$ref": "#/components/schemas/B"}, "B": {"$ref": "#/components/schemas/A"}}),
    );
    assert_eq!(found, ["A = any", "B = A"]);
    assert_eq!(codes, [Code::EndlessAlias]);
    let (found, codes) = lower(json!({
        "A": {"$ref": "#/components/schemas/A"}, "B": {"allOf": [{"$ref": "#/components/schemas/B"}]},
    }));
    assert_eq!(found, ["A = any", "B = any"]);
    assert_eq!(codes, [Code::EndlessAlias, Code::EndlessAlias]);
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
fn a_reference_to_nowhere_is_an_error_once() {
    let (_, codes) = lower(
        json!({"A": {"type": "object", "properties": {"x": {"$ref": "#/components/schemas/No"}, "y": {"$ref": "#/components/schemas/No"}}}}),
    );
    assert_eq!(codes, [Code::ReferenceNotFound]);
}

#[test]
fn values_are_what_their_type_says() {
    let found = types(
        json!({"A": {"type": "string", "enum": [1, true, "x", "x"]}, "B": {"type": "integer", "enum": ["1", 2], "x-enum-varnames": ["One", "Two"]}}),
    );
    assert_eq!(found, ["A = 1 | true | x", "B = One | Two"]);
}

#[test]
fn what_is_read_only_is_not_sent() {
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
fn a_type_that_only_travels_one_way_is_one_type() {
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
            "Child = { color: Base/color, age: Integer(I64) }",
            "Base = { color: Base/color }",
            "Base/color = red"
        ]
    );
}

#[test]
fn an_object_that_says_nothing_gives_way() {
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
fn a_hidden_component_is_the_schema_that_stands_there() {
    let found = types(json!({
        "h1": {"type": "string", "x-sdkwright-hidden": true},
        "h2": {"type": "object", "properties": {"x": {"type": "integer"}}, "x-sdkwright-hidden": true},
        "Pair": {"type": "array", "minItems": 2, "maxItems": 2, "x-sdkwright-prefix-items": ["#/components/schemas/h1", "#/components/schemas/h2"]},
        "Patterns": {"type": "object", "x-sdkwright-pattern-properties": {"^x-": "#/components/schemas/h2"}},
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
fn a_hidden_component_that_contains_itself_gets_a_name() {
    let found = types(json!({
        "h": {"type": "object", "properties": {"next": {"$ref": "#/components/schemas/h"}}, "x-sdkwright-hidden": true},
        "A": {"type": "object", "properties": {"first": {"$ref": "#/components/schemas/h"}}},
    }));
    assert_eq!(
        found,
        ["A = { first: A/first }", "A/first = { next: A/first }"]
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
fn numbers_or_whole_numbers_are_numbers() {
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
    let before = types(json!({"Order": order}));
    let after = types(json!({"Another": order, "Order": order}));
    assert!(
        before.iter().all(|line| after.contains(line)),
        "{before:?} {after:?}"
    );
}

#[test]
fn a_given_type_stands_in_for_what_the_schema_says() {
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
    assert_eq!(codes, [Code::GivenTypeUnknown, Code::GivenTypeUnknown]);
}

#[test]
fn given_attributes_are_of_the_property_and_not_of_the_type_in_it() {
    let (api, codes) = api(
        json!({}),
        json!({"A": {"x-sdkwright-attributes": ["derive(Hash)"], "properties": {
            "b": {"type": "object", "properties": {"c": {"type": "string"}}, "x-sdkwright-attributes": ["doc(hidden)", "path = \"x\""]},
        }}}),
    );
    assert_eq!(codes, [Code::AttributeNotTaken]);
    let given: Vec<_> = api
        .types
        .iter()
        .map(|(_, def)| def.docs.attributes.clone())
        .collect();
    assert_eq!(given, [vec!["derive(Hash)".to_owned()], vec![]]);
    let TypeKind::Struct(object) = &api.types.get(crate::model::TypeId(0)).unwrap().kind else {
        panic!("no struct")
    };
    assert_eq!(object.fields[0].docs.attributes, ["doc(hidden)"]);
}

/// References into a component that lead back to themselves, by every way that a pointer can go.
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
        json!({ "properties": { "a": own("/properties/a/items/items") } }),
    ];
    for circle in circles {
        let schemas = json!({ "A": { "type": "object", "properties": { "p": circle } } });
        let (_, codes) = lower(schemas);
        let said = codes.iter().all(|code| *code == Code::EndlessAlias);
        assert!(said && !codes.is_empty(), "{circle}: {codes:?}");
    }
}

#[test]
fn a_pattern_that_rust_cannot_read_is_told_once() {
    let odd = json!({"type": "string", "pattern": "^(?!x)"});
    let list = json!({"type": "array", "items": odd});
    let (_, codes) = lower(json!({"A": odd, "B": {"properties": {"a": list}}}));
    assert_eq!(codes, [Code::PatternNotChecked]);
}
