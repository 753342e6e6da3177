//! Reads the raw tree of a document: references, and the objects that every version has.
//!
//! Nothing of the generator's own reading is used, so that the two can disagree.

use sdkwright::pointer::{escaped, percent_decoded};
use serde_json::{Map, Value};

/// A place in the tree: its JSON pointer, and the value there.
#[derive(Clone, Debug)]
pub(super) struct Place<'t> {
    tree: &'t Value,
    pub(super) pointer: String,
    pub(super) value: &'t Value,
}

impl<'t> Place<'t> {
    /// Returns the root of the tree.
    pub(super) fn root(tree: &'t Value) -> Self {
        Self {
            tree,
            pointer: String::new(),
            value: tree,
        }
    }

    /// Returns the member of this name, behind its references.
    pub(super) fn member(&self, name: &str) -> Option<Self> {
        let found = Self {
            tree: self.tree,
            pointer: format!("{}/{}", self.pointer, escaped(name)),
            value: self.value.get(name)?,
        };
        found.resolved()
    }

    /// Returns the members of an object, or the items of a list, behind their references.
    pub(super) fn members(&self) -> Vec<(String, Self)> {
        let names: Vec<String> = match self.value {
            Value::Object(object) => object.keys().cloned().collect(),
            Value::Array(items) => (0..items.len()).map(|index| index.to_string()).collect(),
            _ => Vec::new(),
        };
        names
            .into_iter()
            .filter_map(|name| {
                let pointer = format!("/{}", escaped(&name));
                let found = Self {
                    tree: self.tree,
                    value: self.value.pointer(&pointer)?,
                    pointer: format!("{}{pointer}", self.pointer),
                };
                Some((name, found.resolved()?))
            })
            .collect()
    }

    /// Returns the members of the object of this name.
    pub(super) fn members_of(&self, name: &str) -> Vec<(String, Self)> {
        self.member(name)
            .map_or_else(Vec::new, |member| member.members())
    }

    /// Follows references. A schema keeps its own, so this is for other objects.
    fn resolved(self) -> Option<Self> {
        let mut place = self;
        for _ in 0..32 {
            let Some(reference) = place.value.get("$ref").and_then(Value::as_str) else {
                return Some(place);
            };
            let pointer = percent_decoded(reference.strip_prefix('#')?).into_owned();
            place = Self {
                tree: place.tree,
                value: place.tree.pointer(&pointer)?,
                pointer,
            };
        }
        None
    }

    /// Returns the text of a member.
    pub(super) fn text(&self, name: &str) -> Option<&'t str> {
        self.value.get(name)?.as_str()
    }

    /// Returns a flag.
    pub(super) fn flag(&self, name: &str) -> Option<bool> {
        self.value.get(name)?.as_bool()
    }

    /// Returns the texts of a list.
    pub(super) fn texts(&self, name: &str) -> Option<Vec<String>> {
        let list = self.value.get(name)?.as_array()?;
        let texts = list.iter().filter_map(Value::as_str).map(str::to_owned);
        Some(texts.collect())
    }

    /// Returns the object here, or an empty one.
    pub(super) fn object(&self) -> Map<String, Value> {
        self.value.as_object().cloned().unwrap_or_default()
    }

    /// Returns `true` if the document is of Swagger 2.0.
    pub(super) fn is_swagger(&self) -> bool {
        self.tree.get("swagger").is_some()
    }

    /// Returns the root of the tree of this place.
    pub(super) fn document(&self) -> Self {
        Self::root(self.tree)
    }
}

/// Makes the names of parameters texts, which YAML reads as numbers where they have only digits.
pub(super) fn with_text_names(tree: &mut Value) {
    match tree {
        Value::Object(members) => {
            let is_parameter = members.get("in").is_some_and(Value::is_string);
            match members.get_mut("name") {
                Some(name) if is_parameter && name.is_number() => {
                    *name = Value::from(name.to_string());
                }
                _ => {}
            }
            members.values_mut().for_each(with_text_names);
        }
        Value::Array(items) => items.iter_mut().for_each(with_text_names),
        _ => {}
    }
}

/// Gives each operation of Swagger 2.0 with form parameters one schema for its whole form, as later versions have it,
/// at the member `x-form` of the operation.
pub(super) fn with_forms(tree: &mut Value) {
    if tree.get("swagger").is_none() {
        return;
    }
    let forms: Vec<(String, Value)> = {
        let root = Place::root(tree);
        super::operations::places(&root)
            .into_iter()
            .filter_map(|found| {
                let parameters = super::parameters::places(&found);
                let form = form(&parameters)?;
                Some((found.operation.pointer, form))
            })
            .collect()
    };
    for (pointer, form) in forms {
        if let Some(Value::Object(operation)) = tree.pointer_mut(&pointer) {
            operation.insert(FORM.to_owned(), form);
        }
    }
}

/// The member of an operation of Swagger 2.0 with the schema of its form.
pub(super) const FORM: &str = "x-form";

fn form(parameters: &[Place<'_>]) -> Option<Value> {
    let (mut properties, mut required) = (Map::new(), Vec::new());
    for parameter in parameters {
        let (Some("formData"), Some(name)) = (parameter.text("in"), parameter.text("name")) else {
            continue;
        };
        if parameter.flag("required") == Some(true) {
            required.push(Value::from(name));
        }
        let mut schema = parameter.object();
        schema.remove("required");
        properties.insert(name.to_owned(), Value::Object(schema));
    }
    if properties.is_empty() {
        return None;
    }
    let mut form = Map::new();
    form.insert("type".to_owned(), Value::from("object"));
    form.insert("properties".to_owned(), Value::Object(properties));
    form.insert("required".to_owned(), Value::Array(required));
    Some(Value::Object(form))
}
