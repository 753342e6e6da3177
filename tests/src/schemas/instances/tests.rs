use super::super::{Direction, Schemas};
use super::*;

/// Returns the valid instances of the component `A`.
fn valid(direction: Direction, schemas: Value) -> Vec<Value> {
    let tree = json!({"components": {"schemas": schemas}});
    let mut schemas = Schemas::new(&tree, direction);
    let number = schemas.reach("/components/schemas/A").unwrap();
    let whole = schemas.to_json_schema();
    let validators = super::super::validators::Validators::new(&whole).unwrap();
    let validator = validators.of(number).unwrap();
    let mut found = instances(&schemas.into_definitions(), number);
    found.retain(|instance| validator.is_valid(instance));
    found
}

fn object(properties: Value) -> Value {
    json!({"type": "object", "properties": properties})
}

#[test]
fn the_tag_of_a_discriminator_has_the_type_of_its_property() {
    let union = |mapping: Value| {
        json!({
            "anyOf": [{"$ref": "#/components/schemas/B"}, {"$ref": "#/components/schemas/C"}],
            "discriminator": {"propertyName": "tag", "mapping": mapping},
        })
    };
    for (ty, tags) in [
        ("integer", ["1", "2"]),
        ("boolean", ["true", "false"]),
        ("string", ["1", "true"]),
    ] {
        let [b, c] = tags;
        let mapping = json!({b: "#/components/schemas/B", c: "#/components/schemas/C"});
        let branch = |name: &str| {
            let mut branch = object(json!({"tag": {"type": ty}, name: {"type": "string"}}));
            branch["required"] = json!(["tag"]);
            branch
        };
        let found = valid(
            Direction::Neither,
            json!({"A": union(mapping), "B": branch("b"), "C": branch("c")}),
        );
        for tag in tags {
            let tag = match ty {
                "string" => json!(tag),
                _ => serde_json::from_str(tag).unwrap(),
            };
            assert!(found.contains(&json!({"tag": tag})), "{found:?}");
        }
    }
    // The schema does not declare the property.
    let found = valid(
        Direction::Neither,
        json!({"A": union(json!({})), "B": object(json!({"b": {"type": "string"}})), "C": object(json!({}))}),
    );
    assert!(
        found.contains(&json!({"tag": "B"})) && found.contains(&json!({"tag": "C"})),
        "{found:?}"
    );
}

#[test]
fn properties_that_only_conditions_describe_have_values() {
    let mut schema = object(json!({"country": {"type": "string"}}));
    schema["if"] = json!({"properties": {"country": {"const": "US"}}, "required": ["country"]});
    schema["then"] = json!({"properties": {"zip": {"type": "integer"}}});
    schema["else"] = json!({"properties": {"postal": {"type": "string"}}});
    schema["dependentSchemas"] =
        json!({"card": {"properties": {"number": {"type": "string"}}, "required": ["number"]}});
    let found = valid(Direction::Neither, json!({"A": schema}));
    let has = |names: &[&str]| {
        found
            .iter()
            .any(|instance| names.iter().all(|name| instance.get(name).is_some()))
    };
    assert!(has(&["country", "zip", "card", "number"]), "{found:?}");
    assert!(has(&["country", "postal"]), "{found:?}");
}

#[test]
fn several_branches_of_any_of_hold_together() {
    let branch = |name: &str| json!({"type": "object", "required": [name], "properties": {name: {"type": "string"}}});
    let schema = json!({"anyOf": [branch("mail"), branch("phone")]});
    let found = valid(Direction::Neither, json!({"A": schema}));
    let members: Vec<usize> = found
        .iter()
        .map(|it| it.as_object().unwrap().len())
        .collect();
    assert!(members.contains(&1) && members.contains(&2), "{found:?}");
}

#[test]
fn a_place_of_a_parent_without_a_discriminator_receives_its_children() {
    let schemas = || {
        json!({
            "A": object(json!({"animal": {"$ref": "#/components/schemas/Animal"}})),
            "Animal": object(json!({"name": {"type": "string"}})),
            "Dog": {"allOf": [{"$ref": "#/components/schemas/Animal"}, object(json!({"bark": {"type": "boolean"}}))]},
        })
    };
    let barks = |instance: &Value| instance.pointer("/animal/bark").is_some();
    let found = valid(Direction::Response, schemas());
    assert!(found.iter().any(barks), "{found:?}");
    let is_parent = |it: &Value| it.pointer("/animal/name").is_some() && !barks(it);
    assert!(found.iter().any(is_parent), "{found:?}");
    assert!(!valid(Direction::Request, schemas()).iter().any(barks));
}

#[test]
fn a_parent_stands_for_each_child_with_its_tag() {
    let tree = json!({"components": {"schemas": {
        "Act": {"type": "object", "required": ["name"], "properties": {"name": {"enum": ["stop", "go"]}},
            "discriminator":
                {"propertyName": "name", "mapping": {"go": "#/components/schemas/Go", "stop": "Stop"}}},
        "Stop": {"description": "Stop.", "allOf": [{"$ref": "#/components/schemas/Act"}]},
        "Go": {"allOf": [
            {"$ref": "#/components/schemas/Act"},
            {"required": ["to"], "properties": {"to": {"const": 1}}},
        ]},
    }}});
    let mut schemas = Schemas::new(&tree, Direction::Neither);
    let number = schemas.reach("/components/schemas/Act").unwrap();
    let found = instances(&schemas.into_definitions(), number);
    assert_eq!(
        found,
        [json!({"name": "stop"}), json!({"name": "go", "to": 1})]
    );
}
