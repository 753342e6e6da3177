//! Reads XML into a JSON value.

use super::{Absent, Element, Member, Node, Shape, Text};
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use serde_json::{Map, Number, Value};

/// The maximum depth of elements.
const DEEPEST: usize = 128;

/// An element as it was read.
#[derive(Default)]
struct Found {
    name: String,
    attributes: Vec<(String, String)>,
    children: Vec<Found>,
    text: String,
}

/// Reads an element of any name. The text is UTF-8, with or without a byte order mark.
///
/// # Errors
/// Returns a message if the text is not well-formed or is nested too deeply.
pub fn read(text: &[u8], element: &Element) -> Result<Value, String> {
    let text = std::str::from_utf8(text).map_err(|_| "it is not text in UTF-8".to_owned())?;
    let root = parse(text.trim_start_matches('\u{feff}'))?;
    Ok(content(&root, element.shape))
}

fn parse(text: &str) -> Result<Found, String> {
    let mut reader = Reader::from_str(text);
    // The last one is the open element; the first one holds the root element.
    let mut open = vec![Found::default()];
    loop {
        let event = reader.read_event().map_err(|error| error.to_string())?;
        match event {
            Event::Start(start) => {
                if open.len() > DEEPEST {
                    return Err(format!("it is nested more than {DEEPEST} elements deep"));
                }
                open.push(begin(&start)?);
            }
            Event::Empty(start) => {
                let element = begin(&start)?;
                close(&mut open, element);
            }
            Event::End(_) => {
                if let Some(element) = open.pop() {
                    close(&mut open, element);
                }
            }
            Event::Text(text) => add_text(&mut open, &text.xml10_content()),
            Event::CData(text) => add_text(&mut open, &text.xml10_content()),
            Event::GeneralRef(reference) => {
                let name = reference.xml10_content();
                let text = quick_xml::escape::unescape(&format!("&{name};"))
                    .map(|text| text.into_owned())
                    .map_err(|error| error.to_string())?;
                add_text(&mut open, &text);
            }
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
    if open.len() > 1 {
        return Err("an element is not closed".to_owned());
    }
    let root = open.pop().and_then(|mut holder| holder.children.pop());
    root.ok_or_else(|| "there is no element".to_owned())
}

fn begin(start: &BytesStart<'_>) -> Result<Found, String> {
    let mut element = Found {
        name: local(start.name().as_ref()).to_owned(),
        ..Found::default()
    };
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| error.to_string())?;
        let name = attribute.key.as_ref();
        if name == "xmlns" || name.starts_with("xmlns:") {
            continue;
        }
        let value = attribute
            .normalized_value(XmlVersion::Implicit1_0)
            .map_err(|error| error.to_string())?;
        element
            .attributes
            .push((local(name).to_owned(), value.into_owned()));
    }
    Ok(element)
}

fn close(open: &mut [Found], element: Found) {
    if let Some(parent) = open.last_mut() {
        parent.children.push(element);
    }
}

fn add_text(open: &mut [Found], text: &str) {
    if let Some(element) = open.last_mut() {
        element.text.push_str(text);
    }
}

/// Returns a name without its prefix.
fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

fn content(element: &Found, shape: &Shape) -> Value {
    match shape {
        Shape::Text(text) => scalar(&element.text, *text),
        Shape::Members(members) => {
            let found = members
                .iter()
                .filter_map(|member| Some((member.property.to_owned(), value(element, member)?)));
            Value::Object(found.collect())
        }
        Shape::Items(item) => items(element.children.iter(), item),
        Shape::Map(shape) => {
            let values = element.children.iter();
            Value::Object(
                values
                    .map(|child| (child.name.clone(), content(child, shape)))
                    .collect(),
            )
        }
        Shape::Any => any(element),
    }
}

fn value(element: &Found, member: &Member) -> Option<Value> {
    found(element, &member.node).or(match member.absent {
        Absent::Missing => None,
        Absent::Null => Some(Value::Null),
        Absent::Empty => Some(Value::Array(Vec::new())),
    })
}

fn found(element: &Found, node: &Node) -> Option<Value> {
    match node {
        Node::Attribute(name, text) => {
            let (_, value) = element
                .attributes
                .iter()
                .find(|(found, _)| found == name.local)?;
            Some(scalar(value, *text))
        }
        Node::Text(text) => Some(scalar(&element.text, *text)),
        Node::Element(inner) => {
            let child = children(element, inner.name.local).next()?;
            (!is_nil(child)).then(|| content(child, inner.shape))
        }
        Node::List {
            wrapper: Some(wrapper),
            item,
        } => {
            let wrapper = children(element, wrapper.local).next()?;
            // Servers disagree on the names of wrapped items, and a wrapper contains nothing else.
            Some(items(wrapper.children.iter(), item))
        }
        Node::List {
            wrapper: None,
            item,
        } => {
            let mut found = children(element, item.name.local).peekable();
            found.peek().is_some().then(|| items(found, item))
        }
    }
}

fn children<'f>(element: &'f Found, name: &'f str) -> impl Iterator<Item = &'f Found> {
    element.children.iter().filter(move |it| it.name == name)
}

fn items<'f>(elements: impl Iterator<Item = &'f Found>, item: &Element) -> Value {
    elements
        .map(|element| content(element, item.shape))
        .collect()
}

/// `xsi:nil="true"`: null.
fn is_nil(element: &Found) -> bool {
    element
        .attributes
        .iter()
        .any(|(name, value)| name == "nil" && value == "true")
}

/// Returns text as a value of this type, or as a string if it is not one, so that the decoder reports it.
fn scalar(text: &str, kind: Text) -> Value {
    let trimmed = text.trim();
    let value = match kind {
        Text::String => None,
        Text::Number => serde_json::from_str(trimmed)
            .ok()
            .map(|number: Number| number.into()),
        Text::Boolean => match trimmed {
            "true" | "1" => Some(Value::Bool(true)),
            "false" | "0" => Some(Value::Bool(false)),
            _ => None,
        },
    };
    value.unwrap_or_else(|| Value::String(text.to_owned()))
}

fn any(element: &Found) -> Value {
    if element.children.is_empty() && element.attributes.is_empty() {
        return Value::String(element.text.clone());
    }
    let mut object = Map::new();
    for (name, value) in &element.attributes {
        object.insert(name.clone(), Value::String(value.clone()));
    }
    for child in &element.children {
        let value = any(child);
        match object.get_mut(&child.name) {
            Some(Value::Array(items)) => items.push(value),
            Some(first) => *first = Value::Array(vec![first.take(), value]),
            None => drop(object.insert(child.name.clone(), value)),
        }
    }
    Value::Object(object)
}
