//! XML representations of schemas (OpenAPI 3.2, section 4.26; 3.0, section 4.7.26).
//!
//! The name of an element is that of the XML Object of its schema; otherwise the key of the component for the root of a
//! body, the name of the property for a property, and the name of the array for an item.

use super::all_of::{Additional, Merged};
use super::implied;
use super::nullable;
use super::view::{Look, Part};
use crate::lower::Lowering;
use crate::model::{
    XmlAbsent, XmlContent, XmlElement, XmlMember, XmlName, XmlNode, XmlShape, XmlShapeId, XmlText,
};
use crate::spec::{SchemaId, SchemaType, Xml};
use serde_json::Value;

/// Limit of nested inline schemas.
const DEEPEST: usize = 32;

/// The name of a root element whose schema has neither a name nor a key.
const ROOT: &str = "root";

/// Returns the root element of a body of this schema.
///
/// Returns `None` if the root is not an object or an array, or if XML cannot be read into its type, because a union in
/// it does not tell which values are numbers.
pub fn root(lowering: &mut Lowering<'_, '_>, schema: SchemaId) -> Option<XmlElement> {
    let before = lowering.xml.shapes.len();
    let part = Part::new(schema);
    let key = component_key(lowering, schema).unwrap_or(ROOT).to_owned();
    let name = name(xml_of(lowering, part), &key);
    let shape = shape(lowering, &[part], &name.local.clone(), 0);
    let is_structure = matches!(
        lowering.xml.shapes.get(shape),
        Some(XmlContent::Members(_) | XmlContent::Items(_) | XmlContent::Map(_))
    );
    if std::mem::take(&mut lowering.xml.has_union) || !is_structure {
        lowering.xml.shapes.truncate(before);
        lowering
            .xml
            .known
            .retain(|_, shape| shape.as_usize() < before);
        return None;
    }
    Some(XmlElement { name, shape })
}

/// Returns the key of the component that a schema is or refers to.
fn component_key<'d>(lowering: &Lowering<'d, '_>, schema: SchemaId) -> Option<&'d str> {
    let document = lowering.document;
    let mut schema = schema;
    for _ in 0..DEEPEST {
        if let Some(index) = document.schemas.component_index(schema) {
            return document.components.get(index).map(|it| &*it.name);
        }
        schema = document.schemas.target(schema)?;
    }
    None
}

/// Returns the XML Object of a schema: its own, or else that of the schema that it refers to.
fn xml_of<'d>(lowering: &Lowering<'d, '_>, part: Part) -> Option<&'d Xml<'d>> {
    let mut part = part;
    for _ in 0..DEEPEST {
        part = match part.look(lowering.document) {
            Look::Reference(reference) => Part::new(reference.target?),
            Look::Schema(view) => {
                let own = view.own().and_then(|own| own.xml.as_deref());
                match (own, view.all_of()) {
                    (Some(own), _) => return Some(own),
                    (None, [only]) => Part::new(*only),
                    (None, _) => return None,
                }
            }
        };
    }
    None
}

fn name(xml: Option<&Xml<'_>>, otherwise: &str) -> XmlName {
    let text = |text: Option<&std::borrow::Cow<'_, str>>| {
        text.map(|text| text.trim().to_owned()).unwrap_or_default()
    };
    let own = text(xml.and_then(|xml| xml.name.as_ref()));
    let local = match own.is_empty() {
        true => otherwise.to_owned(),
        false => own,
    };
    XmlName {
        local: local
            .chars()
            .map(|c| if is_in_name(c) { c } else { '_' })
            .collect(),
        prefix: text(xml.and_then(|xml| xml.prefix.as_ref())),
        namespace: text(xml.and_then(|xml| xml.namespace.as_ref())),
    }
}

/// Returns `true` for a character of a name; a colon would be read as the end of a prefix.
fn is_in_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '.')
}

/// Returns the shape of schemas that apply to the same value. A shape of one schema is shared, and may be circular.
fn shape<'d>(
    lowering: &mut Lowering<'d, '_>,
    parts: &[Part],
    words: &str,
    depth: usize,
) -> XmlShapeId {
    let target = match parts {
        [part] => Some(target(lowering, part.schema)),
        _ => None,
    };
    if let Some(known) = target.and_then(|target| lowering.xml.known.get(&target)) {
        return *known;
    }
    let intended_name = target
        .and_then(|target| component_key(lowering, target))
        .unwrap_or(words)
        .to_owned();
    let id = lowering.xml.shapes.add(XmlShape {
        intended_name: intended_name.clone(),
        content: XmlContent::Any,
    });
    if let Some(target) = target {
        lowering.xml.known.insert(target, id);
    }
    if depth < DEEPEST {
        let content = content(lowering, parts, &intended_name, depth);
        lowering.xml.shapes.set(id, content);
    }
    id
}

/// Returns the schema behind references.
fn target(lowering: &Lowering<'_, '_>, schema: SchemaId) -> SchemaId {
    let mut schema = schema;
    for _ in 0..DEEPEST {
        match lowering.document.schemas.target(schema) {
            Some(target) => schema = target,
            None => break,
        }
    }
    schema
}

fn content<'d>(
    lowering: &mut Lowering<'d, '_>,
    parts: &[Part],
    words: &str,
    depth: usize,
) -> XmlContent {
    let merged = Merged::of(lowering, parts, None);
    match typ(&merged) {
        Some(SchemaType::Object) => object(lowering, &merged, words, depth),
        Some(SchemaType::Array) => XmlContent::Items(item(lowering, &merged, words, words, depth)),
        Some(SchemaType::String) => XmlContent::Text(XmlText::String),
        Some(SchemaType::Integer | SchemaType::Number) => XmlContent::Text(XmlText::Number),
        Some(SchemaType::Boolean) => XmlContent::Text(XmlText::Boolean),
        _ => match only_choice(lowering, &merged) {
            Some(part) => {
                let inner = Merged::of(lowering, &[part], None);
                match inner.choices.is_empty() {
                    true => content(lowering, &[part], words, depth + 1),
                    false => union(lowering, &merged),
                }
            }
            None if merged.choices.is_empty() => XmlContent::Any,
            None => union(lowering, &merged),
        },
    }
}

/// Returns the content of a union: text if each of its branches is text, as in a list of values that can grow.
fn union<'d>(lowering: &mut Lowering<'d, '_>, merged: &Merged<'d>) -> XmlContent {
    let mut found = Vec::new();
    if collect_texts(lowering, merged, 0, &mut found) {
        found.dedup();
        return XmlContent::Text(match found.as_slice() {
            [only] => *only,
            _ => XmlText::String,
        });
    }
    lowering.xml.has_union = true;
    XmlContent::Any
}

/// Collects the texts of the branches. Returns `false` if one of them is no text.
fn collect_texts<'d>(
    lowering: &mut Lowering<'d, '_>,
    merged: &Merged<'d>,
    depth: usize,
    found: &mut Vec<XmlText>,
) -> bool {
    let parts = merged.choices.iter().flat_map(|choice| &choice.branches);
    let parts: Vec<Part> = parts.copied().collect();
    parts.into_iter().all(|part| {
        let branch = Merged::of(lowering, &[part], None);
        let text = match typ(&branch) {
            Some(SchemaType::String) => XmlText::String,
            Some(SchemaType::Integer | SchemaType::Number) => XmlText::Number,
            Some(SchemaType::Boolean) => XmlText::Boolean,
            Some(SchemaType::Null) => return true,
            None if depth < DEEPEST && !branch.choices.is_empty() => {
                return collect_texts(lowering, &branch, depth + 1, found);
            }
            _ => return false,
        };
        found.push(text);
        true
    })
}

/// Returns the type, also where only the values or the properties of the schema tell it.
fn typ<'d>(merged: &Merged<'d>) -> Option<SchemaType<'d>> {
    merged
        .typ
        .or_else(|| {
            let values = merged.values.as_deref().into_iter().flatten();
            let mut values = values
                .chain(merged.constant)
                .filter(|value| !value.is_null());
            let first = values.next().and_then(of_value)?;
            values
                .all(|value| of_value(value) == Some(first))
                .then_some(first)
        })
        .or_else(|| match merged.choices.is_empty() {
            true => implied(merged, &merged.constraints),
            false => None,
        })
}

fn of_value(value: &Value) -> Option<SchemaType<'static>> {
    match value {
        Value::String(_) => Some(SchemaType::String),
        Value::Number(_) => Some(SchemaType::Number),
        Value::Bool(_) => Some(SchemaType::Boolean),
        _ => None,
    }
}

/// Returns the only branch besides null.
fn only_choice(lowering: &Lowering<'_, '_>, merged: &Merged<'_>) -> Option<Part> {
    let [choice] = merged.choices.as_slice() else {
        return None;
    };
    let is_null = |part: &&Part| {
        let view = part.view(lowering.document);
        view.is_some_and(|view| view.typ == Some(SchemaType::Null))
    };
    let mut others = choice.branches.iter().filter(|part| !is_null(part));
    match (others.next(), others.next()) {
        (Some(only), None) => Some(*only),
        _ => None,
    }
}

fn object<'d>(
    lowering: &mut Lowering<'d, '_>,
    merged: &Merged<'d>,
    words: &str,
    depth: usize,
) -> XmlContent {
    let conditional = merged.conditional.iter();
    let conditional: Vec<(&&str, &Vec<Part>)> = conditional
        .filter(|(name, _)| !merged.properties.contains_key(**name))
        .map(|(name, conditional)| (name, &conditional.alternatives))
        .collect();
    if merged.properties.is_empty() && conditional.is_empty() {
        return match &merged.additional {
            Additional::Values(parts) => {
                let words = format!("{words} value");
                XmlContent::Map(shape(lowering, parts, &words, depth + 1))
            }
            _ => XmlContent::Any,
        };
    }
    let properties = merged.properties.iter().chain(conditional);
    let members = properties.map(|(property, parts)| {
        let words = format!("{words} {property}");
        let node = node(lowering, property, parts, &words, depth);
        XmlMember {
            property: (*property).to_owned(),
            absent: match merged.required.contains(property) {
                true => absent(lowering, &node, parts),
                false => XmlAbsent::Missing,
            },
            node,
        }
    });
    XmlContent::Members(members.collect())
}

fn node<'d>(
    lowering: &mut Lowering<'d, '_>,
    property: &str,
    parts: &[Part],
    words: &str,
    depth: usize,
) -> XmlNode {
    let xml = parts.iter().find_map(|part| xml_of(lowering, *part));
    let name = name(xml, property);
    let node_type = xml.and_then(|xml| xml.node_type.as_deref());
    let merged = Merged::of(lowering, parts, None);
    let text = match typ(&merged) {
        Some(SchemaType::Integer | SchemaType::Number) => XmlText::Number,
        Some(SchemaType::Boolean) => XmlText::Boolean,
        _ => XmlText::String,
    };
    if xml.is_some_and(|xml| xml.attribute) {
        return XmlNode::Attribute(name, text);
    }
    if matches!(node_type, Some("text" | "cdata")) {
        return XmlNode::Text(text);
    }
    if typ(&merged) == Some(SchemaType::Array) {
        return XmlNode::List {
            item: item(lowering, &merged, &name.local, words, depth),
            wrapper: xml.is_some_and(|xml| xml.wrapped).then_some(name),
        };
    }
    XmlNode::Element(XmlElement {
        name,
        shape: shape(lowering, parts, words, depth + 1),
    })
}

/// Returns the value of a required property for which the XML has nothing. Servers leave the wrapper of an array out
/// where it has no items.
fn absent(lowering: &mut Lowering<'_, '_>, node: &XmlNode, parts: &[Part]) -> XmlAbsent {
    match (node, nullable::all(lowering, parts)) {
        (XmlNode::List { wrapper: None, .. }, _) => XmlAbsent::Empty,
        (_, true) => XmlAbsent::Null,
        (XmlNode::List { .. }, false) => XmlAbsent::Empty,
        (_, false) => XmlAbsent::Missing,
    }
}

/// Returns the element of an item. `array` is the name of the array.
fn item<'d>(
    lowering: &mut Lowering<'d, '_>,
    merged: &Merged<'d>,
    array: &str,
    words: &str,
    depth: usize,
) -> XmlElement {
    let xml = merged.items.iter().find_map(|part| xml_of(lowering, *part));
    XmlElement {
        name: name(xml, array),
        shape: shape(lowering, &merged.items, &format!("{words} item"), depth + 1),
    }
}
