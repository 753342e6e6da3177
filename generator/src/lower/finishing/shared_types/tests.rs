use crate::config::{Config, SharedTypes};
use crate::lower::test_support::{lines, lowered, types};
use crate::model::{TypeKind, TypeName};
use serde_json::{Value, json};

fn with(properties: Value) -> Value {
    json!({"type": "object", "properties": properties})
}

fn values(values: &[&str]) -> Value {
    json!({"type": "string", "enum": values})
}

/// Returns the lines that contain the word.
fn about(word: &str, schemas: Value) -> Vec<String> {
    let lines = types(schemas).into_iter();
    lines.filter(|line| line.contains(word)).collect()
}

#[test]
fn equal_enums_of_the_same_subject_are_one_type_in_any_order_of_their_values() {
    let lines = types(json!({
        "Door": with(json!({"state": values(&["open", "closed"])})),
        "Gate": with(json!({"state": values(&["closed", "open"])})),
        "Shop": with(json!({"status": values(&["open", "closed"])})),
    }));
    assert_eq!(
        lines,
        [
            "Door = { state: shared state }",
            "Gate = { state: shared state }",
            "Shop = { status: Shop/status }",
            "Door/state = shared state",
            "Gate/state = shared state",
            "Shop/status = open | closed",
            "shared state = open | closed",
        ]
    );
}

#[test]
fn a_longer_subject_is_the_general_one_too() {
    let rate = with(json!({"percent": {"type": "number"}}));
    let lines = about(
        "shared",
        json!({
            "Customer": with(json!({"default_tax_rate": rate})),
            "Invoice": with(json!({"tax_rate": rate})),
            "Bank": with(json!({"rate_plan": rate})),
        }),
    );
    assert_eq!(
        lines.last().unwrap(),
        "shared tax rate = { percent: Number }"
    );
    assert_eq!(lines.len(), 5, "{lines:#?}");
}

#[test]
fn what_is_inside_a_shared_type_is_shared_whatever_it_is_about() {
    let address = with(json!({"data": with(json!({"lat": {"type": "number"}}))}));
    let lines = about(
        "shared",
        json!({
            "Customer": with(json!({"address": address})),
            "Shop": with(json!({"address": address})),
        }),
    );
    assert_eq!(
        lines.last().unwrap(),
        "shared address/data = { lat: Number }"
    );
    assert_eq!(lines.len(), 8, "{lines:#?}");
}

#[test]
fn a_definition_that_every_api_has_is_named_after_what_it_is_also_in_one_place() {
    let lines = types(json!({"List": with(json!({"order": values(&["asc", "desc"])}))}));
    assert!(lines[0].contains("shared sort direction"), "{lines:#?}");
}

#[test]
fn what_every_api_has_keeps_its_name_inside_a_shared_type() {
    let range = with(json!({"gt": {"type": "integer"}, "lt": {"type": "integer"}}));
    let created = json!({"anyOf": [range, {"type": "integer"}]});
    let schemas = json!({
        "Charges": with(json!({"created": created})),
        "Refunds": with(json!({"created": created})),
    });
    let lines = about("= { gt", schemas);
    assert!(lines[0].starts_with("shared range query"), "{lines:#?}");
    assert_eq!(lines.len(), 1, "{lines:#?}");
}

#[test]
fn unions_of_components_are_one_whatever_their_subject() {
    let expandable =
        json!({"anyOf": [{"type": "string"}, {"$ref": "#/components/schemas/Account"}]});
    let lines = about(
        "shared",
        json!({
            "Account": with(json!({"id": {"type": "string"}})),
            "Charge": with(json!({"payer": expandable, "receiver": expandable})),
        }),
    );
    assert_eq!(
        lines.last().unwrap(),
        "shared string or Account = one of string: String or Account: Account"
    );
    assert_eq!(lines.len(), 4, "{lines:#?}");
}

#[test]
fn an_inline_copy_of_a_component_is_the_component() {
    let fields = json!({"city": {"type": "string"}, "street": {"type": "string"}});
    let lines = types(json!({
        "Address": with(fields.clone()),
        "Shop": with(json!({"billing": with(fields.clone()), "shop_address": with(fields)})),
    }));
    // `billing` tells nothing about addresses, and two properties are few.
    assert_eq!(
        lines[1],
        "Shop = { billing: Shop/billing, shop_address: Shop/shop_address }"
    );
}

#[test]
fn a_nullable_copy_of_a_component_is_the_component() {
    let user = json!({"type": "object", "properties": {"login": {"type": "string"}}});
    let mut nullable = user.clone();
    nullable["type"] = json!(["object", "null"]);
    let lines = types(json!({
        "NullableUser": nullable,
        "Team": with(json!({"owner": {"$ref": "#/components/schemas/NullableUser"}})),
        "User": user,
    }));
    assert_eq!(
        lines,
        [
            "NullableUser = User",
            "Team = { owner?: User }",
            "User = { login: String }"
        ]
    );
}

/// Returns the documentation of the fields of the shared type of these places: description and example.
fn documentation(places: &[Value]) -> Vec<(Option<String>, Option<Value>)> {
    let schemas: serde_json::Map<String, Value> = places
        .iter()
        .enumerate()
        .map(|(index, place)| (format!("Shop{index}"), with(json!({"address": place}))))
        .collect();
    let document = json!({
        "openapi": "3.1.0", "info": {"title": "Test", "version": "1"}, "components": {"schemas": schemas},
    });
    let (api, _) = lowered(document, &Config::default());
    let mut shared = api
        .types
        .iter()
        .filter(|(_, def)| matches!(def.name, TypeName::Shared(_)));
    let (_, def) = shared.next().unwrap();
    let TypeKind::Struct(structure) = &def.kind else {
        panic!("{:?}", def.kind)
    };
    let docs = structure.fields.iter().map(|field| &field.docs);
    docs.map(|docs| (docs.description.clone(), docs.example.clone()))
        .collect()
}

#[test]
fn a_member_has_the_texts_of_most_places_in_any_order() {
    let place = |city: &str, street: &str| {
        let street = match street {
            "" => json!({"type": "string"}),
            street => json!({"type": "string", "description": street}),
        };
        with(
            json!({"city": {"type": "string", "description": city, "example": city}, "street": street}),
        )
    };
    let mut places = [
        place("The city of the owner.", "The street of the owner."),
        place("A city.", "A street."),
        place("A city.", ""),
    ];
    let text = |text: &str| Some(text.to_owned());
    for _ in 0..places.len() {
        places.rotate_left(1);
        let found = documentation(&places);
        assert_eq!(
            found,
            [(text("A city."), Some(json!("A city."))), (None, None)]
        );
    }
    // A place without a text contradicts none.
    let found = documentation(&[places[0].clone(), place("A city.", "")]);
    assert_eq!(
        found[1].0,
        documentation(&[places[0].clone(), places[0].clone()])[1].0
    );
}

#[test]
fn a_difference_of_any_kind_keeps_types_apart() {
    let base = json!({"type": "object", "properties": {"name": {"type": "string"}}});
    let changes = [
        ("/required", json!(["name"])),
        ("/properties/name/maxLength", json!(3)),
        ("/properties/name/default", json!("x")),
        ("/properties/name/deprecated", json!(true)),
        ("/properties/name/format", json!("uuid")),
        ("/additionalProperties", json!({"type": "integer"})),
    ];
    for (pointer, value) in changes {
        let mut other = base.clone();
        let (parent, key) = pointer.rsplit_once('/').unwrap();
        other.pointer_mut(parent).unwrap()[key] = value;
        let lines =
            types(json!({"A": with(json!({"owner": base})), "B": with(json!({"owner": other}))}));
        assert!(
            lines.iter().all(|line| !line.contains("shared")),
            "{pointer}: {lines:#?}"
        );
    }
}

#[test]
fn a_type_that_contains_itself_is_not_compared_without_end() {
    let node = json!({"type": "object", "properties": {
        "next": {"$ref": "#/components/schemas/A/properties/node"},
    }});
    let lines = types(json!({"A": with(json!({"node": node})), "B": with(json!({"node": node}))}));
    assert!(lines.len() >= 3, "{lines:#?}");
}

#[test]
fn the_configuration_turns_it_off() {
    let schemas = json!({
        "A": with(json!({"state": values(&["on", "off"])})),
        "B": with(json!({"state": values(&["on", "off"])})),
    });
    let document = json!({
        "openapi": "3.1.0", "info": {"title": "Test", "version": "1"}, "components": {"schemas": schemas},
    });
    let config = Config {
        shared_types: SharedTypes::Off,
        ..Config::default()
    };
    let (api, _) = lowered(document, &config);
    assert!(
        lines(&api.types)
            .iter()
            .all(|line| !line.contains("shared"))
    );
}
