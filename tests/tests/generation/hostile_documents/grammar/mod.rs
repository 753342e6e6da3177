//! The grammar of each version of OpenAPI, and documents in which each field of each object occurs.
//!
//! The grammar is data. A top-level key is the name of an object, and its members are the fields of the object, each with
//! a value:
//!
//! - `<Info>` is an object. The first place of an object in a document contains all of its fields; the others contain those
//!   that hold no objects, so that recursive objects end.
//! - `§` in a text or in a key marks free text: any payload may be there, and the document remains usable.
//! - `¶` is free text that is sent or received, so it has to be in the code unchanged.
//! - Text without a mark has a meaning (`in: query`). A payload after it makes the object invalid.
//! - `summary 3.1+` is a field since this version, and `nullable 3.0` is a field of this version only.

mod parser_fields;

use serde_json::{Map, Value};
use std::collections::HashSet;
use std::ops::Range;

/// The versions that have a grammar.
pub const VERSIONS: [&str; 4] = ["2.0", "3.0", "3.1", "3.2"];

/// A place for a payload.
#[derive(Clone, Debug)]
pub struct Position {
    /// The names on the way to it.
    pub path: String,
    /// Any text may be here.
    pub is_free: bool,
}

/// The positions that contain the payload.
#[derive(Clone)]
pub enum Chosen {
    /// All of free text.
    Free,
    /// Those of free text with these indices.
    FreeIn(Range<usize>),
    /// Those of text with a meaning, of which there is one among so many positions.
    Words { every: usize, offset: usize },
}

/// A document.
pub struct Built {
    /// The document.
    pub document: Value,
    /// All positions, in the order of the document.
    pub positions: Vec<Position>,
    /// Names and values that are sent or received.
    pub wire: Vec<String>,
}

/// Returns the objects of a version. Fields of other versions are included, with their marks.
fn objects(version: &str) -> Map<String, Value> {
    let text = match version {
        "2.0" => include_str!("swagger_2_0.yaml"),
        _ => include_str!("openapi_3.yaml"),
    };
    serde_yaml::from_str(text).unwrap()
}

/// Builds the document of a version with a payload.
pub fn build(version: &'static str, payload: &str, chosen: Chosen) -> Built {
    let objects = objects(version);
    let mut builder = Builder {
        objects: &objects,
        version,
        payload,
        chosen,
        seen: HashSet::new(),
        path: Vec::new(),
        positions: Vec::new(),
        wire: Vec::new(),
    };
    let document = builder.object("Root");
    let never: Vec<_> = objects
        .keys()
        .filter(|name| !builder.seen.contains(name.as_str()))
        .filter(|name| builder.is_used(name))
        .collect();
    assert!(never.is_empty(), "{version}: {never:?} are never reached");
    Built {
        document,
        positions: builder.positions,
        wire: builder.wire,
    }
}

struct Builder<'g> {
    objects: &'g Map<String, Value>,
    version: &'static str,
    payload: &'g str,
    chosen: Chosen,
    /// The objects that occur with all of their fields.
    seen: HashSet<&'g str>,
    path: Vec<String>,
    positions: Vec<Position>,
    wire: Vec<String>,
}

impl<'g> Builder<'g> {
    fn object(&mut self, name: &str) -> Value {
        let (name, fields) = self.objects.get_key_value(name).unwrap();
        let is_first = self.seen.insert(name);
        let mut object = Map::new();
        for (field, value) in fields.as_object().unwrap() {
            let Some(field) = name_in(field, self.version) else {
                continue;
            };
            if is_first || !contains_object(value) {
                self.path.push(field.to_owned());
                // `x-note§` is free, and any other field has its name.
                let key = if field.contains('§') {
                    self.text(field)
                } else {
                    field.to_owned()
                };
                object.insert(key, self.value(value));
                self.path.pop();
            }
        }
        object.into()
    }

    fn value(&mut self, value: &'g Value) -> Value {
        match value {
            Value::String(text) => match object_name(text) {
                Some(name) => self.object(name),
                None => self.text(text).into(),
            },
            Value::Array(items) => {
                let items = items.iter().enumerate().map(|(index, item)| {
                    self.path.push(index.to_string());
                    let item = self.value(item);
                    self.path.pop();
                    item
                });
                items.collect()
            }
            Value::Object(members) => {
                let mut object = Map::new();
                for (key, value) in members {
                    if let Some(key) = name_in(key, self.version) {
                        self.path.push(key.to_owned());
                        let key = self.text(key);
                        object.insert(key, self.value(value));
                        self.path.pop();
                    }
                }
                object.into()
            }
            other => other.clone(),
        }
    }

    /// Returns the text of a position.
    fn text(&mut self, template: &str) -> String {
        let is_free = template.contains(['§', '¶']);
        let index = self.positions.len();
        let is_chosen = match &self.chosen {
            Chosen::Free => is_free,
            Chosen::FreeIn(range) => is_free && range.contains(&index),
            Chosen::Words { every, offset } => !is_free && index % every == *offset,
        };
        self.positions.push(Position {
            path: self.path.join("."),
            is_free,
        });
        let payload = match is_chosen {
            true if template.starts_with("#/") => in_pointer(self.payload),
            true => self.payload.to_owned(),
            false => String::new(),
        };
        let text = match is_free {
            true => template.replace(['§', '¶'], &payload),
            false => format!("{template}{payload}"),
        };
        if template.contains('¶') {
            self.wire.push(text.clone());
        }
        text
    }

    /// Returns `true` if the version has a field that contains the object.
    fn is_used(&self, object: &str) -> bool {
        let mark = format!("<{object}>");
        let is_there = |value: &Value| value.to_string().contains(&mark);
        let fields = self.objects.values().filter_map(Value::as_object).flatten();
        fields
            .filter(|(field, _)| name_in(field, self.version).is_some())
            .any(|(_, value)| is_there(value))
    }
}

fn object_name(text: &str) -> Option<&str> {
    text.strip_prefix('<')?.strip_suffix('>')
}

fn contains_object(value: &Value) -> bool {
    match value {
        Value::String(text) => object_name(text).is_some(),
        Value::Array(items) => items.iter().any(contains_object),
        Value::Object(members) => members.values().any(contains_object),
        _ => false,
    }
}

/// Returns the name of a field without its versions; `None` if the version does not have it.
fn name_in<'f>(field: &'f str, version: &str) -> Option<&'f str> {
    let Some((name, versions)) = field.split_once(' ') else {
        return Some(field);
    };
    let is_in = match versions.strip_suffix('+') {
        Some(first) => version >= first,
        None => version == versions,
    };
    is_in.then_some(name)
}

/// Escapes text for a JSON pointer in a reference, which is the fragment of a URI.
fn in_pointer(text: &str) -> String {
    let mut escaped = String::new();
    for byte in text.replace('~', "~0").replace('/', "~1").bytes() {
        match byte {
            b'~' => escaped.push('~'),
            byte if byte.is_ascii_alphanumeric() => escaped.push(byte.into()),
            byte => escaped.push_str(&format!("%{byte:02X}")),
        }
    }
    escaped
}
