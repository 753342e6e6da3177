//! Writes values as XML, by the `xml` objects of their schemas (OpenAPI 3.0 section 4.7.26), without namespaces.

use super::schema_set::Shape;
use serde_json::Value;

/// Returns the document of a value.
pub(super) fn document(value: &Value, shape: &Shape<'_>) -> String {
    let name = shape.xml_name().or(shape.component()).unwrap_or("root");
    let mut out = "<?xml version=\"1.0\"?>".to_owned();
    match value {
        Value::Array(items) => {
            let of_item = shape.items();
            let item_name = of_item.xml_name().or(of_item.component()).unwrap_or("item");
            let write = |out: &mut String| {
                for item in items {
                    element(item_name, item, &of_item, out);
                }
            };
            wrapped(name, &write, &mut out);
        }
        value => element(name, value, shape, &mut out),
    }
    out
}

fn wrapped(name: &str, content: &dyn Fn(&mut String), out: &mut String) {
    out.push_str(&format!("<{name}>"));
    content(out);
    out.push_str(&format!("</{name}>"));
}

fn element(name: &str, value: &Value, shape: &Shape<'_>, out: &mut String) {
    let Value::Object(members) = value else {
        let text = text(value);
        return wrapped(name, &|out| out.push_str(&escaped(&text)), out);
    };
    out.push_str(&format!("<{name}"));
    for (property, value) in members {
        let of_property = shape.property(property);
        if of_property.is_xml("attribute") {
            let name = of_property.xml_name().unwrap_or(property);
            out.push_str(&format!(" {name}=\"{}\"", escaped(&text(value))));
        }
    }
    out.push('>');
    for (property, value) in members {
        let of_property = shape.property(property);
        if !of_property.is_xml("attribute") {
            member(property, value, &of_property, out);
        }
    }
    out.push_str(&format!("</{name}>"));
}

/// Writes a property. Null is left out, and the items of a list are elements of their own.
fn member(property: &str, value: &Value, shape: &Shape<'_>, out: &mut String) {
    let name = shape.xml_name().unwrap_or(property);
    // A key of a map may be no name.
    let is_name = |character: char| character.is_alphanumeric() || "_-.:".contains(character);
    match value {
        Value::Null => {}
        _ if !name.chars().all(is_name) => {}
        Value::Array(items) => {
            let of_item = shape.items();
            let is_wrapped = shape.is_xml("wrapped");
            let item_name = of_item
                .xml_name()
                .unwrap_or(if is_wrapped { name } else { property });
            let write = |out: &mut String| {
                for item in items {
                    element(item_name, item, &of_item, out);
                }
            };
            match is_wrapped {
                true => wrapped(name, &write, out),
                false => write(out),
            }
        }
        value => element(name, value, shape, out),
    }
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    text.replace('"', "&quot;").replace('\n', "&#10;")
}

#[cfg(test)]
mod tests {
    use super::super::schema_set::SchemaSet;
    use super::document;
    use crate::schemas::{Direction, Schemas};
    use serde_json::json;

    #[test]
    fn names_attributes_and_wrapped_lists_are_written() {
        let tree = json!({"components": {"schemas": {"Pet": {"type": "object", "properties": {
            "id": {"type": "integer", "xml": {"attribute": true}},
            "photoUrls": {"type": "array", "xml": {"wrapped": true},
                "items": {"type": "string", "xml": {"name": "photoUrl"}}},
            "tags": {"type": "array", "items": {"type": "string", "xml": {"name": "tag"}}},
        }}}}});
        let mut schemas = Schemas::new(&tree, Direction::Response);
        let number = schemas.reach("/components/schemas/Pet");
        let set = SchemaSet::new(schemas).unwrap();
        let value = json!({"id": 1, "photoUrls": ["a<b"], "tags": ["x", "y"]});
        assert_eq!(
            document(&value, &set.shape(number)),
            "<?xml version=\"1.0\"?><Pet id=\"1\"><photoUrls><photoUrl>a&lt;b</photoUrl></photoUrls>\
             <tag>x</tag><tag>y</tag></Pet>"
        );
    }
}
