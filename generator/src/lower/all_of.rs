//! What several schemas say together: the members of `allOf`, a reference with siblings, a property that a parent and
//! its child both describe.
//!
//! JSON Schema applies each of them on its own, so the result is what satisfies all: kinds and constraints narrow,
//! properties and requirements add up. What contradicts itself is told, and becomes a type that holds both.

use super::view::{Node, Spot, View};
use super::{At, Lowering};
use crate::diagnostics::Code;
use crate::model::Constraints;
use crate::rust::doc_attributes::code;
use indexmap::{IndexMap, IndexSet};
use openapiv3::{AdditionalProperties, Discriminator, ReferenceOr, Schema, SchemaData};
use serde_json::Value;

/// What is said together.
#[derive(Clone, Debug, Default)]
pub struct Merged<'d> {
    /// The one type of JSON value, where it is said.
    pub typ: Option<&'d str>,
    /// Whether the parts contradict each other.
    pub contradiction: bool,
    /// Whether a reference led nowhere.
    pub unresolved: bool,
    /// `format`, the first one.
    pub format: Option<&'d str>,
    /// `contentEncoding`.
    pub encoding: Option<&'d str>,
    /// Bounds, narrowed.
    pub constraints: Constraints,
    /// Properties, each with everything that is said of it.
    pub properties: IndexMap<&'d str, Vec<Spot<'d>>>,
    /// The names of required properties.
    pub required: IndexSet<&'d str>,
    /// The names that only some of the allowed combinations require.
    pub mentioned: IndexSet<&'d str>,
    /// What is said of further properties.
    pub additional: Additional<'d>,
    /// `patternProperties`.
    pub patterns: Vec<(&'d str, Spot<'d>)>,
    /// `propertyNames`, `minProperties` and the like were there: it is an object.
    pub items: Vec<Spot<'d>>,
    /// `prefixItems`.
    pub prefix: Option<Vec<Spot<'d>>>,
    /// No items are allowed after `prefixItems`.
    pub no_more_items: bool,
    /// The values that are allowed.
    pub values: Option<Vec<Value>>,
    /// The schema that listed them, for their names.
    pub values_of: Option<&'d SchemaData>,
    /// `const`.
    pub constant: Option<&'d Value>,
    /// `oneOf` and `anyOf`, each a choice.
    pub choices: Vec<Choice<'d>>,
    /// The discriminator of a schema without a choice of its own.
    pub discriminator: Option<&'d Discriminator>,
    /// The boolean schema `false`.
    pub nothing: bool,
    /// What types cannot say.
    pub notes: Vec<String>,
}

/// What is said of properties beyond the known ones.
#[derive(Clone, Debug, Default)]
pub enum Additional<'d> {
    /// Nothing.
    #[default]
    Unsaid,
    /// There are none.
    None,
    /// They hold anything.
    Anything,
    /// They hold this.
    Values(Vec<Spot<'d>>),
}

/// A `oneOf` or `anyOf`.
#[derive(Clone, Debug)]
pub struct Choice<'d> {
    /// The branches.
    pub branches: Vec<Spot<'d>>,
    /// The discriminator beside it.
    pub discriminator: Option<&'d Discriminator>,
}

impl<'d> Merged<'d> {
    /// Merges schemas. `root` is the component that is being made: a union of its own that contains it is not part of it.
    pub fn of(lowering: &mut Lowering<'d>, spots: &[Spot<'d>], root: Option<&'d str>) -> Self {
        let mut merged = Self::default();
        let mut way: Vec<&'d str> = root.into_iter().collect();
        let owner = root.and_then(|root| lowering.component(root));
        for spot in spots {
            let owner = spot.owner.or(owner);
            merged.absorb(
                lowering,
                &Spot {
                    owner,
                    ..spot.clone()
                },
                &mut way,
            );
        }
        merged
    }

    /// Whether nothing is said that makes a difference beside a reference.
    pub fn says_little(&self) -> bool {
        self.properties.is_empty()
            && self.required.is_empty()
            && matches!(
                self.additional,
                Additional::Unsaid | Additional::None | Additional::Anything
            )
            && self.patterns.is_empty()
            && self.items.is_empty()
            && self.prefix.is_none()
            && self.values.is_none()
            && self.constant.is_none()
            && !self.nothing
            && !self.unresolved
    }

    fn absorb(&mut self, lowering: &mut Lowering<'d>, spot: &Spot<'d>, way: &mut Vec<&'d str>) {
        match spot.node {
            Node::Reference(reference) => {
                let Some(target) = lowering.resolve(reference, &spot.at) else {
                    self.unresolved = true;
                    return;
                };
                let name = target.component.map_or(reference, |(key, _)| key);
                // A component that is part of itself adds nothing the second time.
                if way.contains(&name) || way.len() > 100 {
                    return;
                }
                way.push(name);
                self.absorb(
                    lowering,
                    &Spot {
                        node: target.node,
                        at: target.at,
                        bare: spot.bare,
                        owner: target.component.map(|(_, id)| id),
                    },
                    way,
                );
                way.pop();
            }
            Node::Schema(schema) => {
                let at = spot.at.or_moved(&schema.schema_data.extensions);
                let view = View::of(schema);
                for (index, part) in view.all_of.iter().enumerate() {
                    let part = Spot {
                        bare: spot.bare,
                        owner: spot.owner,
                        ..Spot::new(part, at.key("allOf").index(index))
                    };
                    self.absorb(lowering, &part, way);
                }
                self.add(lowering, &view, &Spot { at, ..spot.clone() }, way);
            }
        }
    }

    /// Adds what a schema says itself.
    fn add(
        &mut self,
        lowering: &mut Lowering<'d>,
        view: &View<'d>,
        spot: &Spot<'d>,
        way: &[&'d str],
    ) {
        let at = &spot.at;
        self.add_type(lowering, view, at);
        self.format = self.format.or(view.format);
        self.encoding = self.encoding.or_else(|| {
            view.extension("x-sdkwright-content-encoding")
                .and_then(Value::as_str)
        });
        narrow(&mut self.constraints, view);
        for (name, node) in view.properties.into_iter().flatten() {
            let spot = Spot {
                owner: spot.owner,
                ..Spot::new(node, at.key("properties").key(name))
            };
            let said = self.properties.entry(name).or_default();
            if !said.iter().any(|other| other.node == spot.node) {
                said.push(spot);
            }
        }
        self.required
            .extend(view.required.iter().map(String::as_str));
        match view.additional {
            None => {}
            Some(AdditionalProperties::Any(true)) => {
                if matches!(self.additional, Additional::Unsaid | Additional::None) {
                    self.additional = Additional::Anything;
                }
            }
            // In an `allOf` this would forbid the other parts' properties, which is never meant.
            Some(AdditionalProperties::Any(false)) => {
                if matches!(self.additional, Additional::Unsaid) {
                    self.additional = Additional::None;
                }
            }
            Some(AdditionalProperties::Schema(schema)) => {
                let spot = Spot::new(&**schema, at.key("additionalProperties"));
                match &mut self.additional {
                    Additional::Values(said)
                        if said.iter().any(|other| other.node == spot.node) => {}
                    Additional::Values(said) => said.push(spot),
                    other => *other = Additional::Values(vec![spot]),
                }
            }
        }
        self.patterns
            .extend(view.pattern_properties().map(|(pattern, node)| {
                (
                    pattern,
                    Spot::new(node, at.key("patternProperties").key(pattern)),
                )
            }));
        if let Some(items) = view.items {
            let spot = Spot::new(items, at.key("items"));
            if !self.items.iter().any(|other| other.node == spot.node) {
                self.items.push(spot);
            }
        }
        if let Some(prefix) = view.prefix_items() {
            let spots = prefix
                .into_iter()
                .enumerate()
                .map(|(index, node)| Spot::new(node, at.key("prefixItems").index(index)));
            self.prefix.get_or_insert_with(|| spots.collect());
        }
        self.no_more_items |=
            view.extension("x-sdkwright-additional-items") == Some(&Value::Bool(false));
        self.add_values(lowering, view, at);
        self.nothing |= view.extension("x-sdkwright-boolean-schema") == Some(&Value::Bool(false));
        self.add_choices(view, at, spot.bare, way);
        self.add_notes(view);
    }

    fn add_type(&mut self, lowering: &mut Lowering<'d>, view: &View<'d>, at: &At<'d>) {
        let Some(typ) = view.typ else { return };
        match self.typ {
            None => self.typ = Some(typ),
            Some(said) if said == typ => {}
            Some("number") if typ == "integer" => self.typ = Some(typ),
            Some("integer") if typ == "number" => {}
            // Where nothing is said about it, `object` is often what a tool writes for "anything".
            Some("object") if self.says_little() => self.typ = Some(typ),
            Some(_) if typ == "object" && view.says_little() => {}
            Some(said) => {
                self.contradiction = true;
                lowering.say(
                    Code::Contradiction,
                    at,
                    format!("`type: {typ}` contradicts `type: {said}` beside it: no value is both"),
                );
            }
        }
    }

    fn add_values(&mut self, lowering: &mut Lowering<'d>, view: &View<'d>, at: &At<'d>) {
        if let Some(constant) = view.constant() {
            self.constant = Some(constant);
        }
        if view.enumeration.is_empty() {
            return;
        }
        match &mut self.values {
            None => {
                self.values = Some(view.enumeration.to_vec());
                self.values_of = Some(view.data);
            }
            Some(values) => {
                let both: Vec<Value> = values
                    .iter()
                    .filter(|value| view.enumeration.contains(value))
                    .cloned()
                    .collect();
                if both.is_empty() {
                    lowering.say(
                        Code::Contradiction,
                        at,
                        "no value is in both of the enums that apply here",
                    );
                    values.extend(view.enumeration.iter().cloned());
                } else {
                    if both.len() == view.enumeration.len() {
                        self.values_of = Some(view.data);
                    }
                    *values = both;
                }
            }
        }
    }

    fn add_choices(&mut self, view: &View<'d>, at: &At<'d>, bare: bool, way: &[&'d str]) {
        if bare {
            return;
        }
        let mut choice = |keyword: &'d str, branches: &'d [ReferenceOr<Schema>]| {
            // A parent that lists its children: a child is not a choice between itself and its siblings.
            let lists_child = branches.iter().any(|branch| matches!(branch, ReferenceOr::Reference { reference } if way.iter().any(|name| super::schema_references::last_word(reference) == *name)));
            if branches.is_empty() || lists_child {
                return;
            }
            let branches = branches
                .iter()
                .enumerate()
                .map(|(index, branch)| Spot::new(branch, at.key(keyword).index(index)))
                .collect();
            self.choices.push(Choice {
                branches,
                discriminator: view.data.discriminator.as_ref(),
            });
        };
        choice("oneOf", view.one_of);
        choice("anyOf", view.any_of);
        if view.one_of.is_empty()
            && view.any_of.is_empty()
            && let Some(discriminator) = &view.data.discriminator
        {
            self.discriminator = Some(discriminator);
        }
    }

    fn add_notes(&mut self, view: &View<'d>) {
        let mut note = |text: &str| {
            if !self.notes.iter().any(|note| note == text) {
                self.notes.push(text.to_owned());
            }
        };
        if view.not.is_some() {
            note(
                "The API's document excludes some of these values (`not`), which the type cannot say.",
            );
        }
        if view.extension("x-sdkwright-if").is_some() {
            note(
                "What is allowed here depends on other values (`if`, `then`, `else` in the API's document).",
            );
        }
        let needs = view.extension("x-sdkwright-dependent-required");
        for (name, others) in needs.and_then(Value::as_object).into_iter().flatten() {
            let others = others.as_array().into_iter().flatten();
            let others: Vec<String> = others.filter_map(Value::as_str).map(code).collect();
            if !others.is_empty() {
                note(&format!(
                    "Where {} is there, so must be {}.",
                    code(name),
                    others.join(" and ")
                ));
            }
        }
        if view.extension("x-sdkwright-contains").is_some() {
            note("The API's document says what at least one of the items must be (`contains`).");
        }
        if view.extension("x-sdkwright-property-names").is_some() {
            note("The API's document restricts the names of the properties.");
        }
    }
}

/// Narrows constraints by those of a schema.
pub fn narrow(constraints: &mut Constraints, view: &View<'_>) {
    let count = |count: Option<usize>| count.map(|count| count as u64);
    constraints.narrow(Constraints {
        minimum: view.minimum,
        maximum: view.maximum,
        exclusive_minimum: view.exclusive_minimum,
        exclusive_maximum: view.exclusive_maximum,
        multiple_of: view.multiple_of,
        min_length: count(view.min_length),
        max_length: count(view.max_length),
        patterns: view.pattern.map(str::to_owned).into_iter().collect(),
        min_items: count(view.min_items),
        max_items: count(view.max_items),
        unique_items: view.unique_items,
        min_properties: count(view.min_properties),
        max_properties: count(view.max_properties),
        inside: Vec::new(),
    });
}
