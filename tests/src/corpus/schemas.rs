//! What a document's schemas say, as JSON Schema 2020-12, whatever the document's version.
//!
//! In: the document's tree, as loaded. Out: one JSON Schema with a definition per schema that is reached. What only OpenAPI says is
//! translated: `nullable`, `x-nullable`, boolean exclusive bounds, `type: file`; a property that is `readOnly` or `writeOnly` is not required
//! the other way; a parent with a discriminator has its children noted. Unlike the generator, this reads the tree alone, so that it can disagree.

use super::families::Families;
use super::programs::Travels;
use serde_json::{Map, Value, json};
use std::collections::{HashMap, HashSet};

/// Every schema that is reached from the wanted ones.
#[derive(Debug)]
pub struct Schemas<'d> {
    tree: &'d Value,
    travels: Travels,
    families: Families,
    numbers: HashMap<String, usize>,
    definitions: Vec<Value>,
    /// The properties that travel the other way, by the schemas whose parts are being translated.
    other_way: Vec<HashSet<String>>,
}

/// The key under which a definition keeps what tells the branches of a choice apart: `property` and `mapping`.
pub const TAG: &str = "x-tag";
/// The key under which a definition keeps examples.
pub const EXAMPLES: &str = "examples";
/// The key under which a parent with a discriminator keeps its children: references, each with the parent's `x-tag` for it.
pub const CHILDREN: &str = "x-children";
/// The key under which a child keeps its parents: what it takes over from them are their properties, and not their children.
pub const PARENTS: &str = "x-parents";
/// The key of a property that travels the other way.
pub const OTHER_WAY: &str = "x-other-way";

impl<'d> Schemas<'d> {
    /// None yet.
    pub fn new(tree: &'d Value, travels: Travels) -> Self {
        Self {
            tree,
            travels,
            families: Families::of(tree),
            numbers: HashMap::new(),
            definitions: Vec::new(),
            other_way: Vec::new(),
        }
    }

    /// The number of the definition for the schema at this JSON pointer, and for all that it refers to.
    pub fn reach(&mut self, pointer: &str) -> Option<usize> {
        // A parameter of Swagger 2.0 is its own schema.
        let itself = || pointer.strip_suffix("/schema");
        let pointer = self
            .through_references(pointer, 0)
            .or_else(|| self.through_references(itself()?, 0))?;
        let number = self.number(&pointer);
        self.finish();
        Some(number)
    }

    /// Where a pointer leads once the references that stand in its way are followed.
    fn through_references(&self, pointer: &str, depth: usize) -> Option<String> {
        if depth > 32 {
            return None;
        }
        let (mut value, mut way) = (self.tree, String::new());
        for step in pointer.split('/').skip(1) {
            let next = value.pointer(&format!("/{step}"));
            if next.is_none()
                && let Some(reference) = value.get("$ref").and_then(Value::as_str)
            {
                let target = percent_decoded(reference.strip_prefix('#')?);
                way = self.through_references(&target, depth + 1)?;
                value = self.tree.pointer(&way)?;
            }
            value = value.pointer(&format!("/{step}"))?;
            way.push('/');
            way.push_str(step);
        }
        Some(way)
    }

    /// The schema with all definitions.
    pub fn whole(&self) -> Value {
        let definitions: Map<String, Value> = self
            .definitions
            .iter()
            .enumerate()
            .map(|(number, schema)| (number.to_string(), schema.clone()))
            .collect();
        json!({"$schema": "https://json-schema.org/draft/2020-12/schema", "$defs": definitions})
    }

    /// The definitions, by number.
    pub fn into_definitions(self) -> Vec<Value> {
        self.definitions
    }

    fn number(&mut self, pointer: &str) -> usize {
        let next = self.numbers.len();
        *self.numbers.entry(pointer.to_owned()).or_insert(next)
    }

    /// Translates what was referred to, until nothing is left.
    fn finish(&mut self) {
        while self.definitions.len() < self.numbers.len() {
            let number = self.definitions.len();
            let pointer = self
                .numbers
                .iter()
                .find(|(_, at)| **at == number)
                .map(|(pointer, _)| pointer.clone());
            let schema = pointer
                .as_deref()
                .and_then(|pointer| self.tree.pointer(pointer))
                .unwrap_or(&Value::Bool(true));
            let mut translated = self.translate(schema);
            if let (Some(pointer), Some(definition)) = (&pointer, translated.as_object_mut()) {
                self.relatives(pointer, definition);
            }
            self.definitions.push(translated);
        }
    }

    fn translate(&mut self, schema: &Value) -> Value {
        let object = match schema {
            Value::Object(object) => object,
            Value::Bool(_) => return schema.clone(),
            _ => return Value::Bool(true),
        };
        let mut out = Map::new();
        let mut other_way = HashSet::new();
        self.gather_other_way(object, &mut other_way, 0);
        self.other_way.push(other_way);
        for (key, value) in object {
            self.keyword(key, value, object, &mut out);
        }
        self.required(object, &mut out);
        self.other_way.pop();
        self.tag(object, &mut out);
        examples(object, &mut out);
        if says_nullable(object) {
            return json!({"anyOf": [out, {"type": "null"}]});
        }
        Value::Object(out)
    }

    fn keyword(
        &mut self,
        key: &str,
        value: &Value,
        object: &Map<String, Value>,
        out: &mut Map<String, Value>,
    ) {
        let translated = match key {
            "$ref" => {
                let Some(reference) = self.reference(value) else {
                    return;
                };
                Value::String(reference)
            }
            "properties" => self.properties(value),
            "patternProperties" => self.each_value(value),
            "allOf" => match self.parts(value) {
                Some(list) => list,
                None => return,
            },
            "anyOf" | "oneOf" | "prefixItems" => match self.each_item(value) {
                Some(list) => list,
                None => return,
            },
            "items" if value.is_array() => {
                if let Some(list) = self.each_item(value) {
                    out.insert("prefixItems".to_owned(), list);
                }
                return;
            }
            "additionalProperties"
            | "items"
            | "not"
            | "propertyNames"
            | "contains"
            | "if"
            | "then"
            | "else" => self.translate(value),
            "type" => match types(value) {
                Some(types) => types,
                None => return,
            },
            "enum" if value.as_array().is_some_and(|values| !values.is_empty()) => value.clone(),
            "const" => value.clone(),
            "minimum" | "maximum" if value.is_number() => {
                let exclusive = if key == "minimum" {
                    "exclusiveMinimum"
                } else {
                    "exclusiveMaximum"
                };
                let is_exclusive = object.get(exclusive) == Some(&Value::Bool(true));
                out.insert(
                    if is_exclusive { exclusive } else { key }.to_owned(),
                    value.clone(),
                );
                return;
            }
            "exclusiveMinimum" | "exclusiveMaximum" if value.is_number() => value.clone(),
            "multipleOf" if value.as_f64().is_some_and(|number| number > 0.0) => value.clone(),
            "minLength" | "maxLength" | "minItems" | "maxItems" | "minProperties"
            | "maxProperties"
                if value.is_u64() =>
            {
                value.clone()
            }
            "uniqueItems" if value.is_boolean() => value.clone(),
            "pattern" if is_pattern(value) => value.clone(),
            "format" | "contentEncoding" if value.is_string() => value.clone(),
            _ => return,
        };
        out.insert(key.to_owned(), translated);
    }

    /// What a reference says here. One to nowhere says nothing.
    fn reference(&mut self, value: &Value) -> Option<String> {
        let pointer = value.as_str()?.strip_prefix('#')?;
        let pointer = percent_decoded(pointer);
        self.tree.pointer(&pointer)?;
        Some(format!("#/$defs/{}", self.number(&pointer)))
    }

    fn each_value(&mut self, value: &Value) -> Value {
        let empty = Map::new();
        let object = value.as_object().unwrap_or(&empty);
        object
            .iter()
            .map(|(key, schema)| (key.clone(), self.translate(schema)))
            .collect()
    }

    fn each_item(&mut self, value: &Value) -> Option<Value> {
        let list = value.as_array().filter(|list| !list.is_empty())?;
        Some(list.iter().map(|schema| self.translate(schema)).collect())
    }

    /// The parts of a schema. One that requires what another part sends the other way is translated where it stands, where that is known.
    fn parts(&mut self, value: &Value) -> Option<Value> {
        let parts = value.as_array().filter(|list| !list.is_empty())?;
        let translated = parts.iter().map(|part| {
            let target = self
                .target(part)
                .filter(|target| self.requires_other_way(target));
            match target {
                Some(target) if self.other_way.len() < 16 => self.translate(target),
                _ => self.translate(part),
            }
        });
        Some(translated.collect())
    }

    fn requires_other_way(&self, schema: &Value) -> bool {
        let names = schema.get("required").and_then(Value::as_array);
        names
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .any(|name| self.other_way.iter().any(|names| names.contains(name)))
    }

    /// The properties that travel this way. The others are still no surprise to `additionalProperties: false`.
    fn properties(&mut self, value: &Value) -> Value {
        let empty = Map::new();
        let object = value.as_object().unwrap_or(&empty);
        object
            .iter()
            .map(|(name, schema)| {
                let schema = if self.travels_along(schema) {
                    self.translate(schema)
                } else {
                    json!({OTHER_WAY: true})
                };
                (name.clone(), schema)
            })
            .collect()
    }

    fn travels_along(&self, schema: &Value) -> bool {
        let says = |key: &str| self.says(schema, key);
        match self.travels {
            Travels::ToServer => !says("readOnly") || says("writeOnly"),
            Travels::FromServer => !says("writeOnly") || says("readOnly"),
            Travels::Nowhere => true,
        }
    }

    /// Whether a schema, or what it refers to, says this of itself.
    fn says(&self, schema: &Value, key: &str) -> bool {
        self.says_below(schema, key, 0)
    }

    fn says_below(&self, schema: &Value, key: &str, depth: usize) -> bool {
        if schema.get(key) == Some(&Value::Bool(true)) {
            return true;
        }
        let parts = schema.get("allOf").and_then(Value::as_array);
        let mut nearer = parts.into_iter().flatten().chain(self.target(schema));
        depth < 8 && nearer.any(|schema| self.says_below(schema, key, depth + 1))
    }

    /// What a schema refers to.
    fn target(&self, schema: &Value) -> Option<&'d Value> {
        let pointer = schema.get("$ref")?.as_str()?.strip_prefix('#')?;
        self.tree.pointer(&percent_decoded(pointer))
    }

    /// The names of the properties in a schema and its parts that travel the other way: another part may require them.
    fn gather_other_way(
        &self,
        object: &Map<String, Value>,
        names: &mut HashSet<String>,
        depth: usize,
    ) {
        if self.travels == Travels::Nowhere || depth > 8 {
            return;
        }
        let properties = object.get("properties").and_then(Value::as_object);
        for (name, schema) in properties.into_iter().flatten() {
            if !self.travels_along(schema) {
                names.insert(name.clone());
            }
        }
        let pointer = object
            .get("$ref")
            .and_then(Value::as_str)
            .and_then(|reference| reference.strip_prefix('#'));
        let target = pointer.and_then(|pointer| self.tree.pointer(&percent_decoded(pointer)));
        let parts = object.get("allOf").and_then(Value::as_array);
        for part in target.into_iter().chain(parts.into_iter().flatten()) {
            if let Some(part) = part.as_object() {
                self.gather_other_way(part, names, depth + 1);
            }
        }
    }

    /// Notes the parents and the children of a component.
    fn relatives(&mut self, pointer: &str, definition: &mut Map<String, Value>) {
        let parents: Vec<Value> = self
            .families
            .parents(pointer)
            .into_iter()
            .map(|parent| json!(format!("#/$defs/{}", self.number(&parent))))
            .collect();
        if !parents.is_empty() {
            definition.insert(PARENTS.to_owned(), Value::Array(parents));
        }
        let children: Vec<Value> = self
            .families
            .children(pointer)
            .into_iter()
            .map(|(child, property, tag)| {
                json!({"$ref": format!("#/$defs/{}", self.number(&child)), TAG: [property, tag]})
            })
            .collect();
        if !children.is_empty() {
            definition.insert(CHILDREN.to_owned(), Value::Array(children));
        }
    }

    fn required(&self, object: &Map<String, Value>, out: &mut Map<String, Value>) {
        let Some(names) = object.get("required").and_then(Value::as_array) else {
            return;
        };
        let property = |name: &str| {
            object
                .get("properties")
                .and_then(|properties| properties.get(name))
        };
        let names: Vec<Value> = names
            .iter()
            .filter_map(Value::as_str)
            .filter(|name| match property(name) {
                Some(schema) => self.travels_along(schema),
                None => !self.other_way.iter().any(|names| names.contains(*name)),
            })
            .map(Value::from)
            .collect();
        let mut unique: Vec<Value> = Vec::with_capacity(names.len());
        for name in names {
            if !unique.contains(&name) {
                unique.push(name);
            }
        }
        if !unique.is_empty() {
            out.insert("required".to_owned(), Value::Array(unique));
        }
    }

    /// What tells branches apart: a discriminator, as an object or (2.0) as the property's name.
    fn tag(&mut self, object: &Map<String, Value>, out: &mut Map<String, Value>) {
        let (property, mapping) = match object.get("discriminator") {
            Some(Value::String(property)) => (property.clone(), None),
            Some(Value::Object(discriminator)) => match discriminator.get("propertyName") {
                Some(Value::String(property)) => (property.clone(), discriminator.get("mapping")),
                _ => return,
            },
            _ => return,
        };
        let empty = Map::new();
        let mapping = mapping.and_then(Value::as_object).unwrap_or(&empty);
        let mut values = Map::new();
        for (value, target) in mapping {
            let Some(target) = target.as_str() else {
                continue;
            };
            let pointer = match target.strip_prefix('#') {
                Some(pointer) => percent_decoded(pointer),
                None => format!("/components/schemas/{target}"),
            };
            if self.tree.pointer(&pointer).is_some() {
                let number = self.number(&pointer);
                values
                    .entry(format!("#/$defs/{number}"))
                    .or_insert_with(|| Value::String(value.clone()));
            }
        }
        for branch in ["oneOf", "anyOf"]
            .iter()
            .filter_map(|key| object.get(*key))
            .filter_map(Value::as_array)
            .flatten()
        {
            if let Some(pointer) = branch
                .get("$ref")
                .and_then(Value::as_str)
                .and_then(|text| text.strip_prefix('#'))
                && let Some(name) = pointer.rsplit('/').next()
            {
                let pointer = percent_decoded(pointer);
                let number = self.number(&pointer);
                let name = name.replace("~1", "/").replace("~0", "~");
                values
                    .entry(format!("#/$defs/{number}"))
                    .or_insert(Value::String(name));
            }
        }
        out.insert(
            TAG.to_owned(),
            json!({"property": property, "values": values}),
        );
    }
}

fn says_nullable(object: &Map<String, Value>) -> bool {
    let says = |key: &str| object.get(key) == Some(&Value::Bool(true));
    says("nullable") || says("x-nullable")
}

fn examples(object: &Map<String, Value>, out: &mut Map<String, Value>) {
    let one = ["example", "x-example", "default"]
        .iter()
        .filter_map(|key| object.get(*key));
    let many = object
        .get("examples")
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    let examples: Vec<Value> = one.chain(many).cloned().collect();
    if !examples.is_empty() {
        out.insert(EXAMPLES.to_owned(), Value::Array(examples));
    }
}

/// The types that JSON Schema knows.
fn types(value: &Value) -> Option<Value> {
    let known = |value: &Value| match value.as_str()? {
        "file" => Some("string"),
        name @ ("string" | "number" | "integer" | "boolean" | "array" | "object" | "null") => Some(
            [
                "string", "number", "integer", "boolean", "array", "object", "null",
            ]
            .into_iter()
            .find(|known| *known == name)?,
        ),
        _ => None,
    };
    match value {
        Value::Array(list) => {
            let mut types: Vec<&str> = Vec::new();
            for name in list.iter().filter_map(known) {
                if !types.contains(&name) {
                    types.push(name);
                }
            }
            (!types.is_empty()).then(|| json!(types))
        }
        single => known(single).map(Value::from),
    }
}

/// Whether the validator can read the pattern.
fn is_pattern(value: &Value) -> bool {
    value.is_string() && jsonschema::validator_for(&json!({"pattern": value})).is_ok()
}

pub(super) fn percent_decoded(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    // A fragment has no plus signs or ampersands of its own, so the form decoder may read it once they are hidden.
    let hidden = text
        .replace('+', "%2B")
        .replace('&', "%26")
        .replace('=', "%3D");
    form_urlencoded::parse(hidden.as_bytes())
        .next()
        .map(|(key, _)| key.into_owned())
        .unwrap_or_default()
}
