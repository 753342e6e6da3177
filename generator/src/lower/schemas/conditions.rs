//! Properties that only a condition describes: under `then`, `else` and `dependentSchemas`.
//!
//! These schemas apply to the same object as the schema around them (JSON Schema core, section 10.2.2), so their
//! properties are properties of its type. They are optional, and their documentation names the condition.

use super::equality;
use super::view::{AnyOf, Look, Part, View, resolved};
use crate::rust::doc_attributes::code;
use crate::spec::{Document, SchemaId};
use indexmap::IndexMap;
use serde_json::Value;

/// Limit of nested conditions and references.
const DEEPEST: usize = 16;

/// Limit of the schemas of all conditions of one schema.
const MOST_SCHEMAS: usize = 1000;

/// A property that only conditions describe.
#[derive(Clone, Debug, Default)]
pub struct Conditional {
    /// Its schemas, one of which applies.
    pub alternatives: Vec<Part>,
    /// The conditions, one of which has to hold; none if one of them cannot be expressed in words.
    conditions: Option<Vec<Condition>>,
    /// A condition and its opposite are among them.
    always: bool,
}

/// A condition in words.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Condition {
    text: String,
    opposite: Option<String>,
}

impl Conditional {
    /// Returns the documentation of the condition, if there has to be one.
    pub fn note(&self) -> Option<String> {
        let joined = |conditions: &[Condition]| {
            let all: Vec<&str> = conditions.iter().map(|one| one.text.as_str()).collect();
            format!("Only if {}.", all.join(", or if "))
        };
        match &self.conditions {
            _ if self.always => None,
            Some(conditions) => Some(joined(conditions)),
            None => Some("Only under a condition (`if`).".to_owned()),
        }
    }
}

/// Properties by name.
pub type Conditionals<'d> = IndexMap<&'d str, Conditional>;

/// Adds the properties that the conditions of a schema describe.
pub fn collect<'d>(
    document: &'d Document<'d>,
    schema: SchemaId,
    view: &View<'d>,
    found: &mut Conditionals<'d>,
) {
    let mut collector = Collector {
        document,
        found,
        open: vec![schema],
        left: MOST_SCHEMAS,
    };
    collector.conditions(view, &Some(Vec::new()), 0);
}

/// Returns the names of properties on which the conditions of a schema depend, and of those that they require.
pub fn mentioned<'d>(document: &'d Document<'d>, view: &View<'d>) -> Vec<&'d str> {
    let mut names = Vec::new();
    let object = || view.object().into_iter();
    for (name, others) in object().flat_map(|object| &object.dependent_required) {
        names.push(*name);
        names.extend(others.iter().map(AsRef::as_ref));
    }
    let dependent = || object().flat_map(|object| &object.dependent_schemas);
    names.extend(dependent().map(|(name, _)| *name));
    let tested = view.condition().into_iter();
    let applied = view.then().into_iter().chain(view.otherwise());
    let applied = applied.chain(dependent().map(|(_, schema)| *schema));
    let look = |schema: SchemaId| Some(resolved(document, schema)?.1);
    for tested in tested.filter_map(look) {
        names.extend(tested.required());
        names.extend(tested.properties().into_iter().flat_map(|all| all.keys()));
    }
    for applied in applied.filter_map(look) {
        names.extend(applied.required());
    }
    names
}

/// Returns `true` if the conditions of a schema describe a property.
pub fn describe_properties<'d>(
    document: &'d Document<'d>,
    schema: SchemaId,
    view: &View<'d>,
) -> bool {
    if !view.is_conditional() {
        return false;
    }
    let mut found = Conditionals::new();
    collect(document, schema, view, &mut found);
    !found.is_empty()
}

struct Collector<'f, 'd> {
    document: &'d Document<'d>,
    found: &'f mut Conditionals<'d>,
    /// The schemas that contain the current one: one that contains itself adds nothing the second time.
    open: Vec<SchemaId>,
    /// The number of schemas that may still be read.
    left: usize,
}

impl<'d> Collector<'_, 'd> {
    /// Adds the properties under the conditions of a schema, which itself applies under `outer`: conditions that all
    /// hold, if they can be expressed in words.
    fn conditions(&mut self, view: &View<'d>, outer: &Option<Vec<Condition>>, depth: usize) {
        if let Some(condition) = view.condition() {
            let clauses = clauses(self.document, condition);
            let holds = clauses
                .as_ref()
                .map(|all| join(all, " and ", |clause| clause.text()));
            let fails = clauses
                .as_ref()
                .map(|all| join(all, " or ", |clause| clause.negated()));
            let cases = [
                (view.then(), &holds, &fails),
                (view.otherwise(), &fails, &holds),
            ];
            for (schema, text, opposite) in cases {
                let condition = text.clone().map(|text| Condition {
                    text,
                    opposite: opposite.clone(),
                });
                if let Some(schema) = schema {
                    self.schema(Part::new(schema), &both(outer, condition), depth + 1);
                }
            }
        }
        let dependent = view
            .object()
            .into_iter()
            .flat_map(|object| &object.dependent_schemas);
        for (name, schema) in dependent {
            let clause = Clause {
                property: name,
                values: Vec::new(),
            };
            let condition = Condition {
                text: clause.text(),
                opposite: None,
            };
            self.schema(Part::new(*schema), &both(outer, Some(condition)), depth + 1);
        }
    }

    /// Adds the properties of a schema that applies under this condition.
    fn schema(&mut self, part: Part, condition: &Option<Vec<Condition>>, depth: usize) {
        if depth > DEEPEST || self.left == 0 || self.open.contains(&part.schema) {
            return;
        }
        self.left -= 1;
        self.open.push(part.schema);
        self.contents(part, condition, depth);
        self.open.pop();
    }

    fn contents(&mut self, part: Part, condition: &Option<Vec<Condition>>, depth: usize) {
        let view = match part.look(self.document) {
            Look::Reference(reference) => {
                if let Some(target) = reference.target {
                    self.schema(Part::new(target), condition, depth + 1);
                }
                return;
            }
            Look::Schema(view) => view,
        };
        for (name, schema) in view.properties().into_iter().flatten() {
            self.property(name, Part::new(*schema), condition);
        }
        for part in part.parts(&view).chain(part.one_of(&view)) {
            self.schema(part, condition, depth + 1);
        }
        if let AnyOf::Schemas(schemas) = view.any_of() {
            for schema in schemas {
                self.schema(Part::new(*schema), condition, depth + 1);
            }
        }
        self.conditions(&view, condition, depth);
    }

    fn property(&mut self, name: &'d str, part: Part, condition: &Option<Vec<Condition>>) {
        let condition = condition.as_ref().map(|all| match all.as_slice() {
            [only] => only.clone(),
            all => Condition {
                text: all
                    .iter()
                    .map(|one| one.text.as_str())
                    .collect::<Vec<_>>()
                    .join(" and "),
                opposite: None,
            },
        });
        let is_new = !self.found.contains_key(name);
        let known = self.found.entry(name).or_default();
        let conditions = match is_new {
            true => Some(Vec::new()),
            false => known.conditions.take(),
        };
        known.conditions = conditions.zip(condition).map(|(mut all, condition)| {
            known.always |= all
                .iter()
                .any(|other| Some(&other.text) == condition.opposite.as_ref());
            if !all.contains(&condition) {
                all.push(condition);
            }
            all
        });
        let mut others = known.alternatives.iter();
        if !others.any(|other| equality::same(self.document, other, &part)) {
            known.alternatives.push(part);
        }
    }
}

/// Returns the conjunction of conditions.
fn both(outer: &Option<Vec<Condition>>, inner: Option<Condition>) -> Option<Vec<Condition>> {
    let mut all = outer.clone()?;
    all.push(inner?);
    Some(all)
}

/// A test of a property.
struct Clause<'d> {
    property: &'d str,
    /// The values that it may have; none if it only has to be present.
    values: Vec<&'d Value>,
}

impl Clause<'_> {
    fn text(&self) -> String {
        let property = code(self.property);
        match self.values.as_slice() {
            [] => format!("{property} is present"),
            values => format!("{property} is {}", listed(values, " or ")),
        }
    }

    fn negated(&self) -> String {
        let property = code(self.property);
        match self.values.as_slice() {
            [] => format!("{property} is absent"),
            [value] => format!("{property} is not {}", listed(&[value], "")),
            values => format!("{property} is neither {}", listed(values, " nor ")),
        }
    }
}

fn listed(values: &[&Value], last: &str) -> String {
    let texts: Vec<String> = values
        .iter()
        .map(|value| match value {
            Value::String(text) => code(text),
            other => code(&other.to_string()),
        })
        .collect();
    match texts.as_slice() {
        [before @ .., final_one] if !before.is_empty() => {
            format!("{}{last}{final_one}", before.join(", "))
        }
        texts => texts.concat(),
    }
}

fn join(clauses: &[Clause<'_>], between: &str, text: fn(&Clause<'_>) -> String) -> String {
    let texts: Vec<String> = clauses.iter().map(text).collect();
    texts.join(between)
}

/// Returns the tests of `if`, if it has no others than constants, enumerated values and required properties.
fn clauses<'d>(document: &'d Document<'d>, condition: SchemaId) -> Option<Vec<Clause<'d>>> {
    let view = Part::new(condition).view(document)?;
    if !view.all_of().is_empty()
        || !view.one_of().is_empty()
        || view.has_any_of()
        || view.not().is_some()
        || view.is_conditional()
    {
        return None;
    }
    let mut clauses: Vec<Clause<'d>> = Vec::new();
    for (name, schema) in view.properties().into_iter().flatten() {
        let view = Part::new(*schema).view(document)?;
        if view.typ.is_none() && view.is_trivial() && view.all_of().is_empty() {
            continue;
        }
        let values: Vec<&Value> = match view.only_value() {
            Some(only) => vec![only],
            None => view.values().iter().collect(),
        };
        if values.is_empty() {
            return None;
        }
        clauses.push(Clause {
            property: name,
            values,
        });
    }
    for name in view.required() {
        if !clauses.iter().any(|clause| clause.property == name) {
            clauses.push(Clause {
                property: name,
                values: Vec::new(),
            });
        }
    }
    (!clauses.is_empty()).then_some(clauses)
}
