//! Merges all schemas that apply to a value: the schema itself, the targets of references, `allOf`, and one branch of
//! each `oneOf` and `anyOf`; or several branches of an `anyOf`, and what follows from a condition.

use super::{CHILDREN, ITSELF, PARENTS, TAG, together};
use serde_json::{Map, Value};
use std::collections::HashSet;

/// The schemas of a document, by number.
pub type Definitions = [Value];

/// The schemas that apply to a value.
#[derive(Clone, Debug, Default)]
pub struct Merged<'s> {
    /// The schemas, apart from their references and branches.
    pub parts: Vec<&'s Map<String, Value>>,
    /// The discriminator property of each choice, and its value for the chosen branch.
    pub tags: Vec<(&'s str, &'s str)>,
    /// No value is valid.
    pub never: bool,
    /// The largest number of branches of a choice.
    pub most: usize,
}

/// The largest number of schemas of one value: schemas may contain themselves.
const MOST_PARTS: usize = 64;
/// The limit of nested references and `allOf`, where there is no other.
const DEEPEST: usize = 8;
/// The largest number of branches of an `anyOf` of which several hold.
const MOST_TOGETHER: usize = 8;

/// What the schemas around a part say of it.
#[derive(Clone, Copy, Debug, Default)]
struct Context<'c> {
    /// The references to the parents of the component. In their child they do not stand for their other children.
    parents: &'c [&'c str],
    /// An `allOf` adds to what it refers to. Without a discriminator, that does not stand for its children.
    is_extended: bool,
}

impl<'s> Merged<'s> {
    /// Merges the schemas with the branch of that number, modulo the number of branches, at each choice.
    pub fn of(schemas: &[&'s Value], definitions: &'s Definitions, pick: usize) -> Self {
        let mut merged = Self::default();
        for schema in schemas {
            merged.add(schema, definitions, pick, Context::default());
        }
        merged
    }

    /// Merges the schemas without their branches, conditions and children.
    pub fn without_choices(schemas: &[&'s Value], definitions: &'s Definitions) -> Self {
        let mut merged = Self::default();
        for schema in schemas {
            merged.add_without_choices(schema, definitions, 0);
        }
        merged
    }

    fn add_without_choices(
        &mut self,
        schema: &'s Value,
        definitions: &'s Definitions,
        depth: usize,
    ) {
        let Some(object) = schema.as_object().filter(|_| depth < DEEPEST) else {
            return;
        };
        self.parts.push(object);
        let target = referred(object, definitions);
        for part in target.into_iter().chain(list(object, "allOf")) {
            self.add_without_choices(part, definitions, depth + 1);
        }
    }

    fn add(
        &mut self,
        schema: &'s Value,
        definitions: &'s Definitions,
        pick: usize,
        context: Context<'_>,
    ) {
        let object = match schema {
            Value::Object(object) => object,
            Value::Bool(false) => {
                self.never = true;
                return;
            }
            _ => return,
        };
        if self.parts.len() >= MOST_PARTS
            || self.parts.iter().any(|part| std::ptr::eq(*part, object))
        {
            return;
        }
        let reference = object.get("$ref").and_then(Value::as_str);
        if let Some(target) = referred(object, definitions) {
            let is_parent = reference.is_some_and(|it| context.parents.contains(&it));
            let mut children = match is_parent {
                true => Vec::new(),
                false => children(target, definitions),
            };
            if object.contains_key(ITSELF) || context.is_extended {
                children.retain(|child| child.get(TAG).is_some());
            }
            // Without a discriminator, the parent is a value of its own.
            let is_own = children.iter().any(|child| child.get(TAG).is_none());
            let options = children.len() + usize::from(is_own);
            self.most = self.most.max(options);
            if let Some(child) = children.get(pick % options.max(1)) {
                let tag = |index: usize| child.get(TAG)?.get(index)?.as_str();
                if let (Some(property), Some(value)) = (tag(0), tag(1)) {
                    self.tags.push((property, value));
                }
                self.parts.push(object);
                self.add(child, definitions, pick, Context::default());
                return;
            }
            self.parts.push(object);
            self.add(target, definitions, pick, context);
        } else {
            self.parts.push(object);
        }
        let own: Vec<&str> = list(object, PARENTS)
            .iter()
            .filter_map(Value::as_str)
            .chain(context.parents.iter().copied())
            .collect();
        let own = Context {
            parents: &own,
            is_extended: context.is_extended || is_extension(object),
        };
        for part in list(object, "allOf") {
            self.add(part, definitions, pick, own);
        }
        for key in ["oneOf", "anyOf"] {
            let branches = list(object, key);
            if branches.is_empty() {
                continue;
            }
            // Several branches of an `anyOf` can hold.
            let is_one = key == "oneOf" || object.contains_key(TAG);
            let together: &[Value] = match branches {
                [_, ..] if is_one || branches.len() > MOST_TOGETHER => &[],
                branches => branches,
            };
            let is_null = |branch: &&Value| branch.get("type").is_some_and(|name| name == "null");
            let together: Vec<&Value> = together.iter().filter(|it| !is_null(it)).collect();
            let hold = together.len() > 1 && together::hold(&together, definitions);
            let options = branches.len() + usize::from(hold);
            self.most = self.most.max(options);
            if let Some(branch) = branches.get(pick % options) {
                self.tag(object, branch);
                self.add(branch, definitions, pick, own);
            } else {
                let extended = Context {
                    is_extended: true,
                    ..own
                };
                for branch in together {
                    self.add(branch, definitions, pick, extended);
                }
            }
        }
        self.add_conditions(object, definitions, pick, own);
    }

    /// Adds `if` and `then`, or else `else`, and each of `dependentSchemas`.
    fn add_conditions(
        &mut self,
        object: &'s Map<String, Value>,
        definitions: &'s Definitions,
        pick: usize,
        context: Context<'_>,
    ) {
        if object.contains_key("if") {
            self.most = self.most.max(2);
            let keys: &[&str] = match pick % 2 {
                0 => &["if", "then"],
                _ => &["else"],
            };
            for schema in keys.iter().filter_map(|key| object.get(*key)) {
                self.add(schema, definitions, pick, context);
            }
        }
        let dependent = object.get("dependentSchemas").and_then(Value::as_object);
        for schema in dependent.into_iter().flat_map(Map::values) {
            self.add(schema, definitions, pick, context);
        }
    }

    fn tag(&mut self, object: &'s Map<String, Value>, branch: &'s Value) {
        let tag = object.get(TAG);
        let property = tag
            .and_then(|tag| tag.get("property"))
            .and_then(Value::as_str);
        let reference = branch.get("$ref").and_then(Value::as_str);
        let value = reference.and_then(|reference| tag?.get("values")?.get(reference)?.as_str());
        if let (Some(property), Some(value)) = (property, value) {
            self.tags.push((property, value));
        }
    }

    /// Returns `true` if the parts allow at least one type and one value.
    pub fn is_possible(&self) -> bool {
        !self.never
            && self.types().is_none_or(|types| !types.is_empty())
            && self.values().is_none_or(|values| !values.is_empty())
    }

    /// Returns every value of a keyword.
    pub fn all(&self, key: &str) -> impl Iterator<Item = &'s Value> {
        self.parts.iter().filter_map(move |part| part.get(key))
    }

    /// Returns the first value of a keyword.
    pub fn first(&self, key: &str) -> Option<&'s Value> {
        self.all(key).next()
    }

    /// Returns the names of the properties, without duplicates, in order.
    pub fn properties(&self) -> Vec<&'s str> {
        let mut known = HashSet::new();
        let all = self.all("properties").filter_map(Value::as_object);
        let names = all.flat_map(Map::keys).map(String::as_str);
        names.filter(|name| known.insert(*name)).collect()
    }

    /// Returns the schemas of a property.
    pub fn property(&self, name: &str) -> Vec<&'s Value> {
        let all = self.all("properties");
        all.filter_map(|properties| properties.get(name)).collect()
    }

    /// Returns the names of the required properties.
    pub fn required(&self) -> HashSet<&'s str> {
        let all = self.all("required").filter_map(Value::as_array).flatten();
        all.filter_map(Value::as_str).collect()
    }

    /// Returns the greatest value of a keyword that is a lower bound.
    pub fn at_least(&self, key: &str) -> Option<f64> {
        self.all(key).filter_map(Value::as_f64).reduce(f64::max)
    }

    /// Returns the least value of a keyword that is an upper bound.
    pub fn at_most(&self, key: &str) -> Option<f64> {
        self.all(key).filter_map(Value::as_f64).reduce(f64::min)
    }

    /// Returns the types that all parts allow, or `None` if no part has a type.
    pub fn types(&self) -> Option<Vec<&'s str>> {
        let mut allowed: Option<Vec<&str>> = None;
        for value in self.all("type") {
            let these: Vec<&str> = match value {
                Value::String(name) => vec![name],
                Value::Array(names) => names.iter().filter_map(Value::as_str).collect(),
                _ => continue,
            };
            allowed = Some(match allowed {
                None => these,
                Some(before) => both(&before, &these),
            });
        }
        allowed
    }

    /// Returns the values that all parts allow, or `None` if no part lists values.
    pub fn values(&self) -> Option<Vec<&'s Value>> {
        let mut allowed: Option<Vec<&Value>> = None;
        for constant in self.all("const") {
            allowed = Some(match allowed {
                None => vec![constant],
                Some(before) => before
                    .into_iter()
                    .filter(|value| *value == constant)
                    .collect(),
            });
        }
        for list in self.all("enum").filter_map(Value::as_array) {
            allowed = Some(match allowed {
                None => list.iter().collect(),
                Some(before) => before
                    .into_iter()
                    .filter(|value| list.contains(value))
                    .collect(),
            });
        }
        allowed
    }
}

fn both<'s>(left: &[&'s str], right: &[&'s str]) -> Vec<&'s str> {
    let fits = |name: &str, names: &[&str]| {
        names.contains(&name) || (name == "integer" && names.contains(&"number"))
    };
    let mut both: Vec<&str> = left
        .iter()
        .copied()
        .filter(|name| fits(name, right))
        .collect();
    both.extend(
        right
            .iter()
            .copied()
            .filter(|name| fits(name, left) && !left.contains(name)),
    );
    both
}

/// Returns `true` if the `allOf` of a schema is more than one reference with annotations.
fn is_extension(object: &Map<String, Value>) -> bool {
    let parts = list(object, "allOf")
        .iter()
        .filter(|part| adds(part))
        .count();
    parts > 0 && parts + usize::from(object.contains_key("properties")) > 1
}

/// Returns `true` if a part of an `allOf` has properties.
fn adds(part: &Value) -> bool {
    let mut nested = ["allOf", "anyOf", "oneOf"].into_iter();
    part.get("$ref").is_some()
        || part.get("properties").is_some()
        || nested.any(|key| list_of(part, key).iter().any(adds))
}

/// Returns the target of a schema that is a reference.
pub fn referred<'s>(
    object: &Map<String, Value>,
    definitions: &'s Definitions,
) -> Option<&'s Value> {
    let number = object.get("$ref")?.as_str()?.strip_prefix("#/$defs/")?;
    definitions.get(number.parse::<usize>().ok()?)
}

/// Returns the children of a parent. The parent's own property may restrict the values of the discriminator.
fn children<'s>(parent: &'s Value, definitions: &'s Definitions) -> Vec<&'s Value> {
    let children = list_of(parent, CHILDREN).iter();
    let is_allowed = |child: &&Value| {
        let tag = |index: usize| child.get(TAG)?.get(index)?.as_str();
        let values = tag(0)
            .and_then(|property| parent.get("properties")?.get(property))
            .and_then(|schema| Merged::of(&[schema], definitions, 0).values());
        values.is_none_or(|values| values.iter().any(|value| value.as_str() == tag(1)))
    };
    children.filter(is_allowed).collect()
}

fn list_of<'s>(schema: &'s Value, key: &str) -> &'s [Value] {
    schema.as_object().map_or(&[], |object| list(object, key))
}

fn list<'s>(object: &'s Map<String, Value>, key: &str) -> &'s [Value] {
    object
        .get(key)
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}
