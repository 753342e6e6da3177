//! The schemas of a document in one direction: validation, instances, and what a text may mean.

use crate::schemas::instances::instances;
use crate::schemas::merged_schema::referred;
use crate::schemas::validators::Validators;
use crate::schemas::{COMPONENT, Schemas, XML, loose_json_schema};
use jsonschema::Validator;
use serde_json::{Map, Value};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// The schemas of one direction.
pub(super) struct SchemaSet {
    definitions: Vec<Value>,
    validators: Validators<'static>,
    /// The same, where no value is valid by the letter.
    loose: OnceLock<Option<Validators<'static>>>,
    built: Mutex<HashMap<usize, Arc<Checker>>>,
    instances: Mutex<HashMap<usize, Arc<Vec<Value>>>>,
}

/// The validator of a schema, or why there is none.
type Checker = Result<Validator, String>;

/// The largest number of schemas that are considered for one value.
const MOST_PARTS: usize = 512;

impl SchemaSet {
    /// Takes the schemas that were reached.
    ///
    /// # Errors
    /// If the validator does not accept them.
    pub(super) fn new(schemas: Schemas<'_>) -> Result<Self, super::Failure> {
        let validators = Validators::owned(schemas.to_json_schema())?;
        Ok(Self {
            definitions: schemas.into_definitions(),
            validators,
            loose: OnceLock::new(),
            built: Mutex::default(),
            instances: Mutex::default(),
        })
    }

    fn checker(&self, number: usize) -> Arc<Checker> {
        let mut built = self.built.lock().unwrap_or_else(PoisonError::into_inner);
        let checker = built.entry(number).or_insert_with(|| {
            let checker = self.validators.of(number);
            Arc::new(checker.map_err(|error| error.to_string()))
        });
        Arc::clone(checker)
    }

    /// Returns why a value is not valid, if so.
    pub(super) fn problem(&self, number: usize, value: &Value) -> Option<String> {
        match &*self.checker(number) {
            Ok(validator) => {
                let error = validator.validate(value).err()?;
                let text: String = error.masked().to_string().chars().take(300).collect();
                Some(format!("{text} at {:?}", error.instance_path().to_string()))
            }
            Err(error) => Some(format!("its schema is invalid: {error}")),
        }
    }

    /// Returns valid instances of a schema, the smallest first.
    pub(super) fn instances(&self, number: usize) -> Arc<Vec<Value>> {
        let known = || {
            self.instances
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
        };
        if let Some(instances) = known().get(&number) {
            return Arc::clone(instances);
        }
        let candidates = instances(&self.definitions, number);
        let valid = || {
            let valid = |value: &&Value| self.problem(number, value).is_none();
            candidates.iter().filter(valid).cloned().collect()
        };
        let mut found: Vec<Value> = valid();
        if found.is_empty() && self.loosen(number) {
            found = valid();
        }
        // A component that is only null.
        if found.is_empty() && self.problem(number, &Value::Null).is_none() {
            found.push(Value::Null);
        }
        found.sort_by_key(size);
        let instances = Arc::new(found);
        known().insert(number, Arc::clone(&instances));
        instances
    }

    /// Validates values of a schema less strictly. Returns `false` if that is not possible.
    fn loosen(&self, number: usize) -> bool {
        let validators = self
            .loose
            .get_or_init(|| Validators::owned(loose_json_schema(&self.definitions)).ok());
        let Some(checker) = validators.as_ref().and_then(|all| all.of(number).ok()) else {
            return false;
        };
        let mut built = self.built.lock().unwrap_or_else(PoisonError::into_inner);
        built.insert(number, Arc::new(Ok(checker)));
        true
    }

    /// Returns why no instance of a schema is valid.
    pub(super) fn why_none(&self, number: usize) -> String {
        match instances(&self.definitions, number).first() {
            Some(value) => {
                let short: String = value.to_string().chars().take(200).collect();
                let problem = self.problem(number, value).unwrap_or_default();
                format!("{problem}: {short}")
            }
            None => "there is no candidate".to_owned(),
        }
    }

    /// Returns the shape of a schema.
    pub(super) fn shape(&self, number: Option<usize>) -> Shape<'_> {
        let definition = number.and_then(|number| self.definitions.get(number));
        self.shape_of(definition.into_iter().collect())
    }

    fn shape_of<'s>(&'s self, schemas: Vec<&'s Value>) -> Shape<'s> {
        let mut parts: Vec<&Map<String, Value>> = Vec::new();
        let mut waiting = schemas;
        while let Some(schema) = waiting.pop() {
            let Some(object) = schema.as_object() else {
                continue;
            };
            if parts.len() >= MOST_PARTS || parts.iter().any(|part| std::ptr::eq(*part, object)) {
                continue;
            }
            parts.push(object);
            waiting.extend(referred(object, &self.definitions));
            for key in ["allOf", "oneOf", "anyOf", crate::schemas::CHILDREN] {
                let list = object.get(key).and_then(Value::as_array);
                waiting.extend(list.into_iter().flatten());
            }
        }
        Shape { set: self, parts }
    }
}

/// All schemas that may apply to a value: what a text or a list of texts may mean.
pub(super) struct Shape<'s> {
    set: &'s SchemaSet,
    parts: Vec<&'s Map<String, Value>>,
}

impl<'s> Shape<'s> {
    /// Returns `true` if a value may be of this type.
    pub(super) fn allows(&self, kind: &str) -> bool {
        self.is_open() || self.names(kind)
    }

    /// Returns `true` if a schema names this type, or has keywords or values of it.
    pub(super) fn names(&self, kind: &str) -> bool {
        self.parts.iter().any(|part| match part.get("type") {
            Some(Value::String(name)) => name == kind,
            Some(Value::Array(names)) => names.iter().any(|name| name == kind),
            _ => {
                let has = |keys: &[&str]| keys.iter().any(|key| part.contains_key(*key));
                match kind {
                    "object" => has(&["properties", "additionalProperties", "required"]),
                    "array" => has(&["items", "prefixItems"]),
                    _ => self.values(part).any(|value| is_of(value, kind)),
                }
            }
        })
    }

    fn values(&self, part: &'s Map<String, Value>) -> impl Iterator<Item = &'s Value> {
        let listed = part.get("enum").and_then(Value::as_array);
        listed.into_iter().flatten().chain(part.get("const"))
    }

    /// Returns `true` if a value is a string that is bytes, not text.
    pub(super) fn is_bytes(&self) -> bool {
        let format = |part: &&Map<String, Value>| {
            let format = part.get("format").and_then(Value::as_str);
            matches!(format, Some("binary" | "file"))
        };
        self.parts.iter().any(format) && self.names("string")
    }

    /// Returns `true` if the values are listed.
    pub(super) fn is_listed(&self) -> bool {
        self.parts
            .iter()
            .any(|part| self.values(part).next().is_some())
    }

    /// Returns `true` if no schema says what a value is.
    fn is_open(&self) -> bool {
        !KINDS.iter().any(|kind| self.names(kind))
    }

    /// Returns `true` if a value may be of a type other than an array or an object.
    pub(super) fn allows_scalar(&self) -> bool {
        let is_null = self.names("null") && !self.names("array") && !self.names("object");
        self.is_open() || is_null || SCALARS.iter().any(|kind| self.names(kind))
    }

    /// Returns the value that a text means.
    pub(super) fn scalar(&self, text: &str) -> Value {
        let is_listed = || {
            let mut values = self.parts.iter().flat_map(|part| self.values(part));
            values.any(|value| value == text)
        };
        if is_listed() {
            return Value::from(text);
        }
        // A form has no other text for null.
        if text.is_empty() && self.names("null") {
            return Value::Null;
        }
        let parsed = serde_json::from_str::<Value>(text).ok();
        let fits = |value: &Value| match value {
            Value::Number(_) => self.names("integer") || self.names("number"),
            Value::Bool(_) => self.names("boolean"),
            Value::Null => self.names("null"),
            Value::Array(_) | Value::Object(_) => !self.allows("string"),
            Value::String(_) => false,
        };
        parsed.filter(fits).unwrap_or_else(|| Value::from(text))
    }

    /// Returns another meaning of a form: a text is the JSON of an object or a list, and an empty list is not sent.
    pub(super) fn second_meaning(&self, value: &Value) -> Value {
        match value {
            Value::String(text) => {
                let parsed = serde_json::from_str::<Value>(text).ok();
                let fits = |value: &Value| match value {
                    Value::Array(_) => self.names("array"),
                    Value::Object(_) => self.names("object"),
                    _ => false,
                };
                parsed.filter(fits).unwrap_or_else(|| value.clone())
            }
            Value::Array(items) => {
                let shape = self.items();
                let items = items.iter();
                items.map(|item| shape.second_meaning(item)).collect()
            }
            Value::Object(members) => {
                let members = members.iter();
                let mut members: Map<String, Value> = members
                    .map(|(name, value)| (name.clone(), self.property(name).second_meaning(value)))
                    .collect();
                let required = self.parts.iter().filter_map(|part| part.get("required"));
                let required = required.filter_map(Value::as_array).flatten();
                for name in required.filter_map(Value::as_str) {
                    if self.property(name).names("array") {
                        members
                            .entry(name)
                            .or_insert_with(|| Value::Array(Vec::new()));
                    }
                }
                Value::Object(members)
            }
            scalar => scalar.clone(),
        }
    }

    /// Returns the value with the items of each set in the same order.
    pub(super) fn with_sorted_sets(&self, value: &Value) -> Value {
        match value {
            Value::Array(items) => {
                let shape = self.items();
                let mut items: Vec<Value> = items
                    .iter()
                    .map(|item| shape.with_sorted_sets(item))
                    .collect();
                let is_set = |part: &&Map<String, Value>| {
                    part.get("uniqueItems") == Some(&Value::Bool(true))
                };
                if self.parts.iter().any(is_set) {
                    items.sort_by_cached_key(Value::to_string);
                }
                Value::Array(items)
            }
            Value::Object(members) => members
                .iter()
                .map(|(name, value)| (name.clone(), self.property(name).with_sorted_sets(value)))
                .collect(),
            scalar => scalar.clone(),
        }
    }

    /// Returns the name of the value's element in XML, if a schema states one.
    pub(super) fn xml_name(&self) -> Option<&'s str> {
        let mut all = self.parts.iter().filter_map(|part| part.get(XML));
        all.find_map(|xml| xml.get("name")?.as_str())
    }

    /// Returns `true` if a schema sets this flag of XML.
    pub(super) fn is_xml(&self, flag: &str) -> bool {
        let mut all = self.parts.iter().filter_map(|part| part.get(XML));
        all.any(|xml| xml.get(flag) == Some(&Value::Bool(true)))
    }

    /// Returns the name of the component.
    pub(super) fn component(&self) -> Option<&'s str> {
        let mut all = self.parts.iter();
        all.find_map(|part| part.get(COMPONENT)?.as_str())
    }

    /// Returns the shape of the items.
    pub(super) fn items(&self) -> Shape<'s> {
        let items = self.parts.iter().filter_map(|part| part.get("items"));
        let places = self
            .parts
            .iter()
            .filter_map(|part| part.get("prefixItems")?.as_array())
            .flatten();
        self.set.shape_of(items.chain(places).collect())
    }

    /// Returns the shape of a property.
    pub(super) fn property(&self, name: &str) -> Shape<'s> {
        let schemas: Vec<&Value> = self
            .parts
            .iter()
            .filter_map(|part| part.get("properties")?.get(name))
            .collect();
        if !schemas.is_empty() {
            return self.set.shape_of(schemas);
        }
        let open = self
            .parts
            .iter()
            .filter_map(|part| part.get("additionalProperties"));
        self.set.shape_of(open.collect())
    }

    /// Returns `true` if a schema has this property.
    pub(super) fn has_property(&self, name: &str) -> bool {
        let mut properties = self.parts.iter().filter_map(|part| part.get("properties"));
        properties.any(|properties| properties.get(name).is_some())
    }

    /// Returns `true` if an object may have properties that no schema names.
    pub(super) fn allows_other_properties(&self) -> bool {
        let mut additional = self
            .parts
            .iter()
            .filter_map(|part| part.get("additionalProperties"));
        let has_properties = self
            .parts
            .iter()
            .any(|part| part.contains_key("properties"));
        additional.any(|schema| schema != &Value::Bool(false)) || !has_properties
    }
}

const KINDS: &[&str] = &[
    "string", "number", "integer", "boolean", "null", "array", "object",
];
const SCALARS: &[&str] = &["string", "number", "integer", "boolean"];

fn is_of(value: &Value, kind: &str) -> bool {
    match kind {
        "string" => value.is_string(),
        "number" => value.is_number(),
        "integer" => value.is_i64() || value.is_u64(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        "array" => value.is_array(),
        _ => value.is_object(),
    }
}

/// Returns the number of values in a value, itself included.
fn size(value: &Value) -> usize {
    match value {
        Value::Array(items) => 1 + items.iter().map(size).sum::<usize>(),
        Value::Object(members) => 1 + members.values().map(size).sum::<usize>(),
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schemas::Direction;
    use serde_json::json;

    fn set_of(schema: &Value) -> (SchemaSet, Option<usize>) {
        let tree = json!({"components": {"schemas": {
            "Root": schema,
            "A": {"type": "object", "properties": {"a": {"type": "string"}}},
            "B": {"type": "object", "properties": {"b": {"type": "string"}}},
        }}});
        let mut schemas = Schemas::new(&tree, Direction::Request);
        let number = schemas.reach("/components/schemas/Root");
        (SchemaSet::new(schemas).unwrap(), number)
    }

    #[test]
    fn a_value_may_match_several_branches_if_none_matches_one() {
        let (set, number) = set_of(&json!({"oneOf": [
            {"$ref": "#/components/schemas/A"}, {"$ref": "#/components/schemas/B"},
        ]}));
        let number = number.unwrap();
        assert!(set.problem(number, &json!({})).is_some());
        assert!(!set.instances(number).is_empty());
        assert_eq!(set.problem(number, &json!({})), None);
        assert!(set.problem(number, &json!(1)).is_some());
    }

    #[test]
    fn a_form_has_a_second_meaning() {
        let (set, number) = set_of(
            &json!({"type": "object", "required": ["tags"], "properties": {
                "tags": {"type": "array", "items": {"type": "string"}},
                "from": {"anyOf": [{"type": "string"}, {"type": "object"}]},
            }}),
        );
        assert_eq!(
            set.shape(number)
                .second_meaning(&json!({"from": "{\"a\":1}"})),
            json!({"from": {"a": 1}, "tags": []})
        );
    }

    #[test]
    fn sets_are_sorted_and_lists_are_not() {
        let (set, number) = set_of(&json!({"type": "object", "properties": {
            "set": {"type": "array", "uniqueItems": true, "items": {"type": "string"}},
            "list": {"type": "array", "items": {"type": "string"}},
        }}));
        assert_eq!(
            set.shape(number)
                .with_sorted_sets(&json!({"set": ["b", "a"], "list": ["b", "a"]})),
            json!({"set": ["a", "b"], "list": ["b", "a"]})
        );
    }
}
