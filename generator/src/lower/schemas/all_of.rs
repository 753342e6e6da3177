//! Merges schemas that apply to the same value: the members of `allOf`, a reference with siblings, a property that a
//! parent and its child both describe.
//!
//! In JSON Schema each of them applies on its own, so the result is their conjunction: types and constraints are
//! narrowed, properties and required names are collected. A contradiction is reported, and the type accepts any value.

use super::conditions::{self, Conditionals};
use super::equality;
use super::view::{Facet, Look, Part, View};
use crate::config::{UNKNOWN_PROPERTIES, UnknownProperties};
use crate::diagnostics::{Code, Diagnostic};
use crate::lower::Lowering;
use crate::model::Constraints;
use crate::rust::doc_attributes::code;
use crate::spec::{self, Discriminator, EnumNames, PlaceId, SchemaId, SchemaType};
use indexmap::{IndexMap, IndexSet};
use serde_json::Value;
use std::collections::HashSet;

/// The conjunction of several schemas.
#[derive(Clone, Debug, Default)]
pub struct Merged<'d> {
    /// The type of JSON value, if there is exactly one.
    pub typ: Option<SchemaType<'d>>,
    /// The schema with that type.
    pub typ_place: Option<PlaceId>,
    /// The schemas contradict each other.
    pub contradiction: bool,
    /// A reference is unresolved.
    pub unresolved: bool,
    /// The first `format`.
    pub format: Option<&'d str>,
    /// `contentEncoding`.
    pub encoding: Option<&'d str>,
    /// `contentMediaType`.
    pub media_type: Option<&'d str>,
    /// The narrowest bounds.
    pub constraints: Constraints,
    /// Properties, each with all schemas that describe it.
    pub properties: IndexMap<&'d str, Vec<Part>>,
    /// Properties that only conditions describe, unless they are among the other properties too.
    pub conditional: Conditionals<'d>,
    /// `required`.
    pub required: IndexSet<&'d str>,
    /// Names that only some branches require, or on which others depend.
    pub mentioned: IndexSet<&'d str>,
    /// `additionalProperties`.
    pub additional: Additional,
    /// What happens with properties that no keyword describes, if a schema says it.
    pub unknown: Option<UnknownProperties>,
    /// `patternProperties`.
    pub patterns: Vec<(&'d str, Part)>,
    /// An object keyword such as `propertyNames` or `minProperties` is present, so it is an object.
    pub items: Vec<Part>,
    /// `prefixItems`: for each place, all schemas that describe it.
    pub prefix: Vec<Vec<Part>>,
    /// No items are valid after `prefixItems`.
    pub no_more_items: bool,
    /// The allowed values.
    pub values: Option<Vec<Value>>,
    /// The first schema with allowed values.
    pub values_place: Option<PlaceId>,
    /// Names and descriptions of the allowed values, from the schema that lists them.
    pub value_names: EnumNames<'d>,
    /// `const`.
    pub constant: Option<&'d Value>,
    /// `oneOf` and `anyOf`.
    pub choices: Vec<Choice<'d>>,
    /// The discriminator of a schema without `oneOf` and `anyOf`.
    pub discriminator: Option<&'d Discriminator<'d>>,
    /// The boolean schema `false`.
    pub nothing: bool,
    /// Documentation of constraints that the type does not express.
    pub notes: Vec<String>,
}

/// The values of undescribed properties.
#[derive(Clone, Debug, Default)]
pub enum Additional {
    /// Not specified.
    #[default]
    Unspecified,
    /// Undescribed properties are forbidden.
    None,
    /// Any value.
    Anything,
    /// Values that satisfy these schemas.
    Values(Vec<Part>),
}

/// The schemas that a merge has reached.
struct Walk {
    /// The components that contain the current schema.
    ancestors: Vec<SchemaId>,
    /// The targets of references that are part of the result. A conjunction contains each only once, however many paths
    /// lead to it.
    merged: HashSet<(SchemaId, Facet)>,
}

/// A `oneOf` or `anyOf`.
#[derive(Clone, Debug)]
pub struct Choice<'d> {
    /// The branches.
    pub branches: Vec<Part>,
    /// Several of them can hold.
    pub is_any_of: bool,
    /// `discriminator` of the same schema.
    pub discriminator: Option<&'d Discriminator<'d>>,
}

impl<'d> Merged<'d> {
    /// Merges schemas. `root` is the component that is being lowered: a union that contains it is not part of it.
    pub fn of(lowering: &mut Lowering<'d, '_>, parts: &[Part], root: Option<SchemaId>) -> Self {
        let mut merged = Self::default();
        let mut walk = Walk {
            ancestors: root.into_iter().collect(),
            merged: HashSet::new(),
        };
        let owner = root.and_then(|root| lowering.component(root));
        for part in parts {
            let owner = part.owner.or(owner);
            merged.absorb(lowering, Part { owner, ..*part }, &mut walk);
        }
        merged
    }

    /// Returns `true` if nothing is specified that would change a referenced type.
    pub fn is_trivial(&self) -> bool {
        self.properties.is_empty()
            && self.conditional.is_empty()
            && self.required.is_empty()
            && matches!(
                self.additional,
                Additional::Unspecified | Additional::None | Additional::Anything
            )
            && self.patterns.is_empty()
            && self.items.is_empty()
            && self.prefix.is_empty()
            && self.values.is_none()
            && self.constant.is_none()
            && !self.nothing
            && !self.unresolved
    }

    fn absorb(&mut self, lowering: &mut Lowering<'d, '_>, part: Part, walk: &mut Walk) {
        match part.look(lowering.document) {
            Look::Reference(reference) => {
                let Some(target) = reference.target else {
                    self.unresolved = true;
                    return;
                };
                // A component that contains itself adds nothing the second time.
                if walk.ancestors.contains(&target)
                    || walk.ancestors.len() > 100
                    || !walk.merged.insert((target, part.facet))
                {
                    return;
                }
                walk.ancestors.push(target);
                let target = Part {
                    schema: target,
                    facet: part.facet,
                    owner: lowering.component(target),
                };
                self.absorb(lowering, target, walk);
                walk.ancestors.pop();
            }
            Look::Schema(view) => {
                for part in part.parts(&view) {
                    self.absorb(lowering, part, walk);
                }
                self.add(lowering, &view, part, &walk.ancestors);
            }
        }
    }

    /// Adds the keywords of a schema.
    fn add(
        &mut self,
        lowering: &mut Lowering<'d, '_>,
        view: &View<'d>,
        part: Part,
        ancestors: &[SchemaId],
    ) {
        let document = lowering.document;
        let place = lowering.place_of(&part);
        let is_new = |known: &[Part], part: &Part| {
            !known
                .iter()
                .any(|other| equality::same(document, other, part))
        };
        self.add_type(lowering, view, place);
        self.format = self.format.or(view.format);
        self.encoding = self.encoding.or(view.encoding());
        self.media_type = self.media_type.or(view.content_media_type());
        self.constraints.narrow(view.constraints());
        for (name, schema) in view.properties().into_iter().flatten() {
            let property = Part {
                owner: part.owner,
                ..Part::new(*schema)
            };
            let known = self.properties.entry(name).or_default();
            if is_new(known, &property) {
                known.push(property);
            }
        }
        self.add_unknown(lowering, view, place);
        conditions::collect(document, part.schema, view, &mut self.conditional);
        self.mentioned.extend(conditions::mentioned(document, view));
        self.required.extend(view.required());
        match view.additional() {
            None => {}
            Some(spec::Additional::Any(true)) => {
                if matches!(self.additional, Additional::Unspecified | Additional::None) {
                    self.additional = Additional::Anything;
                }
            }
            // In `allOf` this would forbid the properties of the other schemas, which is never intended.
            Some(spec::Additional::Any(false)) => {
                if matches!(self.additional, Additional::Unspecified) {
                    self.additional = Additional::None;
                }
            }
            Some(spec::Additional::Schema(schema)) => {
                let values = Part::new(schema);
                match &mut self.additional {
                    Additional::Values(known) if !is_new(known, &values) => {}
                    Additional::Values(known) => known.push(values),
                    other => *other = Additional::Values(vec![values]),
                }
            }
        }
        let patterns = view
            .object()
            .into_iter()
            .flat_map(|object| &object.pattern_properties);
        self.patterns
            .extend(patterns.map(|(pattern, schema)| (*pattern, Part::new(*schema))));
        if let Some(items) = view.items().map(Part::new)
            && is_new(&self.items, &items)
        {
            self.items.push(items);
        }
        if let Some(prefix) = view.prefix_items() {
            self.prefix
                .resize_with(self.prefix.len().max(prefix.len()), Vec::new);
            for (place, item) in self.prefix.iter_mut().zip(prefix) {
                let item = Part::new(*item);
                if is_new(place, &item) {
                    place.push(item);
                }
            }
            self.no_more_items |= view.array().is_some_and(|array| array.closed);
        }
        self.add_values(lowering, view, place);
        self.nothing |= view.is_nothing;
        self.add_choices(lowering, view, part, ancestors);
        self.add_notes(view);
    }

    fn add_unknown(&mut self, lowering: &mut Lowering<'d, '_>, view: &View<'d>, place: PlaceId) {
        let Some(given) = view.own().and_then(|own| own.hints.unknown_properties()) else {
            return;
        };
        let mut words = UnknownProperties::WORDS.into_iter();
        match words.find(|(word, _)| given.as_str() == Some(word)) {
            Some((_, unknown)) => self.unknown = self.unknown.or(Some(unknown)),
            None => {
                let message = format!("`{UNKNOWN_PROPERTIES}` must be `keep` or `skip`");
                lowering.report(Code::InvalidValue, place, message);
            }
        }
    }

    fn add_type(&mut self, lowering: &mut Lowering<'d, '_>, view: &View<'d>, place: PlaceId) {
        let Some(typ) = view.typ else { return };
        let known_place = self.typ_place;
        if self.typ.is_none() {
            self.typ_place = Some(place);
        }
        match self.typ {
            None => self.typ = Some(typ),
            Some(known) if known == typ => {}
            Some(SchemaType::Number) if typ == SchemaType::Integer => self.typ = Some(typ),
            Some(SchemaType::Integer) if typ == SchemaType::Number => {}
            // Without other object keywords, many tools emit `object` for "any value".
            Some(SchemaType::Object) if self.is_trivial() => self.typ = Some(typ),
            Some(_) if typ == SchemaType::Object && view.is_trivial() => {}
            Some(known) => {
                self.contradiction = true;
                let message = format!(
                    "`type: {}` contradicts `type: {}`: no value is valid",
                    typ.as_str(),
                    known.as_str()
                );
                report_contradiction(lowering, "type", [Some(place), known_place], message);
            }
        }
    }

    fn add_values(&mut self, lowering: &mut Lowering<'d, '_>, view: &View<'d>, place: PlaceId) {
        if let Some(constant) = view.constant() {
            self.constant = Some(constant);
        }
        let listed = view.values();
        if listed.is_empty() {
            return;
        }
        let names = view
            .own()
            .map(|own| own.hints.enum_names())
            .unwrap_or_default();
        match &mut self.values {
            None => {
                self.values = Some(listed.to_vec());
                self.values_place = Some(place);
                self.value_names = names;
            }
            Some(values) => {
                let both: Vec<Value> = values
                    .iter()
                    .filter(|value| listed.contains(value))
                    .cloned()
                    .collect();
                if both.is_empty() {
                    let message = "the enums that apply to this value have no common value";
                    let places = [Some(place), self.values_place];
                    report_contradiction(lowering, "enum", places, message.to_owned());
                    values.extend(listed.iter().cloned());
                } else {
                    if both.len() == listed.len() {
                        self.value_names = names;
                    }
                    *values = both;
                }
            }
        }
    }

    fn add_choices(
        &mut self,
        lowering: &Lowering<'d, '_>,
        view: &View<'d>,
        part: Part,
        ancestors: &[SchemaId],
    ) {
        if part.is_without_choices() {
            return;
        }
        let schemas = &lowering.document.schemas;
        let mut choice = |branches: Vec<Part>, is_any_of: bool| {
            // The parent lists its children: a child is not a union of itself and its siblings.
            let lists_child = branches.iter().any(|branch| {
                let target = schemas.target(branch.schema);
                target.is_some_and(|target| ancestors.contains(&target))
            });
            if branches.is_empty() || lists_child {
                return;
            }
            self.choices.push(Choice {
                branches,
                is_any_of,
                discriminator: view.discriminator(),
            });
        };
        choice(part.one_of(view).collect(), false);
        choice(part.any_of(view), true);
        if view.one_of().is_empty()
            && !view.has_any_of()
            && let Some(discriminator) = view.discriminator()
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
        if view.not().is_some() {
            note("Some values are not allowed (`not`).");
        }
        if view.is_conditional() {
            note("The allowed values depend on other values (`if`, `then`, `else`).");
        }
        let dependent = view
            .object()
            .into_iter()
            .flat_map(|object| &object.dependent_required);
        for (name, others) in dependent {
            let others: Vec<String> = others.iter().map(|other| code(other)).collect();
            if !others.is_empty() {
                note(&format!(
                    "{} requires {}.",
                    code(name),
                    others.join(" and ")
                ));
            }
        }
        if view.array().is_some_and(|array| array.contains.is_some()) {
            note("At least one item must match a specific schema (`contains`).");
        }
        if view
            .object()
            .is_some_and(|object| object.property_names.is_some())
        {
            note("The names of the properties are restricted (`propertyNames`).");
        }
    }
}

/// Reports a keyword that contradicts the same keyword of another schema.
fn report_contradiction(
    lowering: &mut Lowering<'_, '_>,
    keyword: &str,
    [place, other]: [Option<PlaceId>; 2],
    message: String,
) {
    let at = |place: PlaceId| lowering.field_place(place, keyword);
    let diagnostic = Diagnostic::new(Code::Contradiction, at(place.unwrap_or_default()), message);
    let diagnostic = match other {
        Some(other) => diagnostic.related(at(other), "applies to the same value"),
        None => diagnostic,
    };
    lowering.diagnostics.push(diagnostic);
}
