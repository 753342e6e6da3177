//! What type a schema is: the decision, from what is said of a value (`all_of`) to the file that answers for its kind.

use super::all_of::{Additional, Merged};
use super::leaves::Leaves;
use super::view::{Node, Spot, View};
use super::{At, Lowered, Lowering, Naming};
use super::{annotations, discriminators, enums, formats, objects, unions};
use crate::diagnostics::Code;
use crate::model::{Constraints, Docs, Type, TypeDef, TypeId, TypeKind, TypeName, Untyped};
use openapiv3::{ReferenceOr, Schema};
use serde_json::Value;
use std::collections::{HashMap, HashSet};

/// Inline schemas deeper than this are untyped: nobody writes them, and the stack is not endless.
pub const DEEPEST: usize = 64;

/// What is known of the schemas while they are lowered.
#[derive(Debug, Default)]
pub struct Known<'d> {
    /// The types of the components, by their index in the document; hidden ones have none.
    pub components: Vec<Option<TypeId>>,
    /// Whether a reference's target may be null.
    pub nullables: HashMap<&'d str, bool>,
    /// References to nowhere that were told already.
    pub unresolved: HashSet<&'d str>,
    /// Which components are children of which, by discriminators.
    pub families: discriminators::Families<'d>,
    /// Properties of components with inline types, which belong to the component wherever they are taken over.
    pub owned: HashMap<*const Schema, Lowered>,
    /// The merges under way, so that one that contains itself ends.
    merging: Vec<Merging<'d>>,
    depth: usize,
}

#[derive(Debug)]
struct Merging<'d> {
    parts: Vec<Part<'d>>,
    id: Option<TypeId>,
}

#[derive(Debug, PartialEq)]
enum Part<'d> {
    Reference(&'d str, bool),
    Schema(*const Schema, bool),
}

/// What a type is made for.
#[derive(Clone, Copy, Debug)]
pub struct Goal<'n, 'd> {
    /// What it is named after, if it needs a name.
    pub naming: &'n Naming<'n>,
    /// The address that waits for it.
    pub slot: Option<TypeId>,
    /// The component that is being made.
    pub root: Option<&'d str>,
    merging: Option<usize>,
}

impl<'n, 'd> Goal<'n, 'd> {
    /// An inline type.
    pub fn inline(naming: &'n Naming<'n>) -> Self {
        Self {
            naming,
            slot: None,
            root: None,
            merging: None,
        }
    }

    /// Inside the definition of a component.
    #[must_use]
    pub fn within(self, root: &'d str) -> Self {
        Self {
            root: Some(root),
            ..self
        }
    }
}

/// Makes the types of the document's components.
pub fn components(lowering: &mut Lowering<'_>) {
    let openapi = lowering.openapi;
    let Some(components) = &openapi.components else {
        return;
    };
    let at = At::root().key("components").key("schemas");
    for (key, node) in &components.schemas {
        let id = if super::schema_references::is_hidden(node) {
            None
        } else {
            let given = node
                .as_item()
                .and_then(|schema| schema.schema_data.extensions.get("x-sdkwright-name"))
                .and_then(Value::as_str);
            let name = TypeName::Component(given.unwrap_or(key).to_owned());
            Some(
                lowering
                    .types
                    .add(unmade(name, &at.key(key).of_schema(node))),
            )
        };
        lowering.schemas.components.push(id);
    }
    lowering.schemas.families = discriminators::Families::of(&components.schemas);
    for (index, (key, node)) in components.schemas.iter().enumerate() {
        let Some(id) = lowering.schemas.components.get(index).copied().flatten() else {
            continue;
        };
        let naming = Naming::Type(id);
        let goal = Goal {
            naming: &naming,
            slot: Some(id),
            root: Some(key),
            merging: None,
        };
        let spot = Spot::new(node, at.key(key).of_schema(node));
        let parent = match is_given(node) {
            true => None,
            false => discriminators::parent(lowering, key, &spot, goal),
        };
        let lowered = match parent {
            Some(lowered) => lowered,
            None => lower_spots(lowering, &[spot], goal),
        };
        if let Some(def) = lowering.types.get_mut(id) {
            // One that is only itself stays unmade: an alias of itself, which is told and mended when all types are there.
            if lowered.ty != Type::Named(id) || def.kind == TypeKind::Alias(NOT_MADE) {
                def.kind = TypeKind::Alias(lowered.ty);
                def.constraints = lowered.constraints;
            }
            def.docs = lowered.docs;
        }
    }
}

/// Whether somebody gave the schema its type.
fn is_given(node: &ReferenceOr<Schema>) -> bool {
    node.as_item().is_some_and(|schema| {
        schema
            .schema_data
            .extensions
            .contains_key(crate::config::TYPE)
    })
}

/// The type of a schema.
pub fn lower<'d>(
    lowering: &mut Lowering<'d>,
    schema: &'d ReferenceOr<Schema>,
    naming: &Naming<'_>,
    at: &At<'d>,
) -> Lowered {
    lower_spots(
        lowering,
        &[Spot::new(schema, at.of_schema(schema))],
        Goal::inline(naming),
    )
}

/// The type of what several schemas say together.
pub fn lower_spots<'d>(
    lowering: &mut Lowering<'d>,
    spots: &[Spot<'d>],
    goal: Goal<'_, 'd>,
) -> Lowered {
    let mut lowered = annotations::of(lowering, spots);
    if lowering.schemas.depth >= DEEPEST {
        if let Some(spot) = spots.first() {
            lowering.say(
                Code::NestedTooDeeply,
                &spot.at,
                "this schema is nested too deeply to be typed",
            );
        }
        lowered.ty = Type::Any(Untyped::Recoverable("nested too deeply"));
        return lowered;
    }
    if let Some((ty, nullable)) = super::given_types::of(lowering, spots) {
        lowered.ty = ty;
        lowered.nullable |= nullable;
        return lowered;
    }
    lowering.schemas.depth += 1;
    lowered.ty = shape(lowering, spots, goal, &mut lowered);
    lowering.schemas.depth -= 1;
    lowered
}

/// The address of a type that is about to be made.
pub fn define<'d>(
    lowering: &mut Lowering<'d>,
    goal: Goal<'_, 'd>,
    docs: &Docs,
    at: &At<'d>,
) -> TypeId {
    let waiting = goal
        .slot
        .or_else(|| lowering.schemas.merging.get(goal.merging?)?.id);
    let id = match waiting {
        Some(id) => id,
        None => lowering.types.add(unmade(goal.naming.name(), at)),
    };
    if let Some(merging) = goal
        .merging
        .and_then(|index| lowering.schemas.merging.get_mut(index))
    {
        merging.id = Some(id);
    }
    if let Some(def) = lowering.types.get_mut(id) {
        def.docs = docs.clone();
        if goal.slot.is_none() {
            // They are for the property that the type is of.
            def.docs.attributes.clear();
        }
    }
    id
}

/// Says what a type is.
pub fn make(lowering: &mut Lowering<'_>, id: TypeId, kind: TypeKind) -> Type {
    if let Some(def) = lowering.types.get_mut(id) {
        def.kind = kind;
    }
    Type::Named(id)
}

/// The type at an address that waits for one.
const NOT_MADE: Type = Type::Any(Untyped::Recoverable("not made"));

fn unmade(name: TypeName, at: &At<'_>) -> TypeDef {
    TypeDef {
        name,
        docs: Docs::default(),
        kind: TypeKind::Alias(NOT_MADE),
        at: at.pointer(),
        constraints: Constraints::default(),
    }
}

fn shape<'d>(
    lowering: &mut Lowering<'d>,
    spots: &[Spot<'d>],
    goal: Goal<'_, 'd>,
    lowered: &mut Lowered,
) -> Type {
    let mut leaves = Leaves::default();
    for spot in spots {
        leaves.gather(spot, 0);
    }
    if let Some(reference) = leaves.only_reference()
        && !is_heir(lowering, reference, goal)
        && let Some(ty) = referred(lowering, reference, goal, lowered, &leaves.required)
    {
        return ty;
    }
    if leaves.references.is_empty() {
        let merged = Merged::of(lowering, spots, goal.root);
        return decide(lowering, merged, spots, goal, lowered);
    }
    guarded(lowering, spots, goal, |lowering, goal| {
        let merged = Merged::of(lowering, spots, goal.root);
        decide(lowering, merged, spots, goal, lowered)
    })
}

/// Whether the component that is being made is a child of what it refers to, and not another name for it.
fn is_heir(lowering: &Lowering<'_>, reference: &Spot<'_>, goal: Goal<'_, '_>) -> bool {
    match (reference.node, goal.slot, goal.root) {
        (Node::Reference(reference), Some(_), Some(component)) => {
            let parent = super::schema_references::last_word(reference);
            discriminators::is_heir(lowering, component, parent)
        }
        _ => false,
    }
}

/// The type of a reference that nothing beside it changes.
fn referred<'d>(
    lowering: &mut Lowering<'d>,
    spot: &Spot<'d>,
    goal: Goal<'_, 'd>,
    lowered: &mut Lowered,
    required: &[&'d str],
) -> Option<Type> {
    let Node::Reference(reference) = spot.node else {
        return None;
    };
    let Some(target) = lowering.resolve(reference, &spot.at) else {
        return Some(Type::Any(Untyped::Recoverable("a reference to nowhere")));
    };
    if !required.is_empty() {
        let merged = Merged::of(lowering, std::slice::from_ref(spot), goal.root);
        if !required.iter().all(|name| merged.required.contains(name)) {
            return None;
        }
    }
    let inner = match target.component {
        Some((_, id)) => {
            if let Node::Schema(schema) = target.node {
                let view = View::of(schema);
                lowered.constant = lowered.constant.take().or_else(|| view.constant().cloned());
            }
            return Some(Type::Named(id));
        }
        None => {
            let spots = [Spot::new(target.node, target.at)];
            let mut inner = None;
            let ty = guarded(
                lowering,
                std::slice::from_ref(spot),
                goal,
                |lowering, goal| {
                    let found = lower_spots(lowering, &spots, goal);
                    let ty = found.ty.clone();
                    inner = Some(found);
                    ty
                },
            );
            if let Some(inner) = inner {
                annotations::inherit(lowered, inner);
            }
            ty
        }
    };
    Some(inner)
}

/// Makes a type that may contain itself by way of references that are not types of their own.
fn guarded<'d>(
    lowering: &mut Lowering<'d>,
    spots: &[Spot<'d>],
    goal: Goal<'_, 'd>,
    make_it: impl FnOnce(&mut Lowering<'d>, Goal<'_, 'd>) -> Type,
) -> Type {
    let parts: Vec<Part<'d>> = spots
        .iter()
        .map(|spot| match spot.node {
            Node::Reference(reference) => Part::Reference(reference, spot.bare),
            Node::Schema(schema) => Part::Schema(schema, spot.bare),
        })
        .collect();
    if let Some(index) = lowering
        .schemas
        .merging
        .iter()
        .position(|merging| merging.parts == parts)
    {
        // It contains itself: from here on it needs a name.
        let known = lowering
            .schemas
            .merging
            .get(index)
            .and_then(|merging| merging.id);
        let id = known.unwrap_or_else(|| {
            let at = spots
                .first()
                .map(|spot| spot.at.clone())
                .unwrap_or_default();
            lowering.types.add(unmade(goal.naming.name(), &at))
        });
        if let Some(merging) = lowering.schemas.merging.get_mut(index) {
            merging.id = Some(id);
        }
        return Type::Named(id);
    }
    let index = lowering.schemas.merging.len();
    lowering.schemas.merging.push(Merging {
        parts,
        id: goal.slot,
    });
    let ty = make_it(
        lowering,
        Goal {
            merging: Some(index),
            ..goal
        },
    );
    let id = lowering
        .schemas
        .merging
        .pop()
        .and_then(|merging| merging.id);
    match id {
        Some(id) if ty != Type::Named(id) && goal.slot != Some(id) => {
            make(lowering, id, TypeKind::Alias(ty))
        }
        _ => ty,
    }
}

fn decide<'d>(
    lowering: &mut Lowering<'d>,
    mut merged: Merged<'d>,
    spots: &[Spot<'d>],
    goal: Goal<'_, 'd>,
    lowered: &mut Lowered,
) -> Type {
    let at = spots
        .first()
        .map(|spot| spot.at.clone())
        .unwrap_or_default();
    lowered.docs.notes.append(&mut merged.notes);
    lowered.constraints = std::mem::take(&mut merged.constraints);
    if merged.nothing {
        return Type::Any(Untyped::Faithful("the document allows no value"));
    }
    if merged.constant == Some(&Value::Null) && merged.choices.is_empty() {
        return Type::Null;
    }
    if let Some(constant) = merged.constant.filter(|constant| !constant.is_null())
        && let Some(ty) = enums::constant(constant, &merged)
    {
        lowered.constant = Some(constant.clone());
        return ty;
    }
    if let Some(values) = merged.values.take()
        && let Some(ty) = enums::lower(lowering, values, &merged, goal, lowered, &at)
    {
        return ty;
    }
    if merged.contradiction {
        return Type::Any(Untyped::Recoverable("parts that contradict each other"));
    }
    if !merged.choices.is_empty()
        && let Some(ty) = unions::lower(lowering, &mut merged, spots, goal, lowered, &at)
    {
        return ty;
    }
    by_kind(lowering, &merged, goal, lowered, &at)
}

fn by_kind<'d>(
    lowering: &mut Lowering<'d>,
    merged: &Merged<'d>,
    goal: Goal<'_, 'd>,
    lowered: &mut Lowered,
    at: &At<'d>,
) -> Type {
    match merged.typ.or_else(|| implied(merged, &lowered.constraints)) {
        Some("object") => objects::object(lowering, merged, goal, lowered, at),
        Some("array") => objects::array(lowering, merged, goal, lowered),
        Some("string") => formats::string(merged.format, merged.encoding),
        Some("integer") => formats::integer(merged.format, &lowered.constraints),
        Some("number") => formats::number(merged.format, &lowered.constraints),
        Some("boolean") => Type::Boolean,
        Some("null") => Type::Null,
        Some(other) => {
            lowering.say(
                Code::UnknownType,
                at,
                format!("`{other}` is not a type of JSON Schema"),
            );
            Type::Any(Untyped::Recoverable(
                "a type that JSON Schema does not know",
            ))
        }
        None if merged.unresolved => Type::Any(Untyped::Recoverable("a reference to nowhere")),
        None => Type::Any(Untyped::Faithful("the document says nothing of it")),
    }
}

/// The kind of value that keywords are about, where `type` is missing. Strictly they allow every other kind as well;
/// nobody means that.
fn implied(merged: &Merged<'_>, constraints: &Constraints) -> Option<&'static str> {
    if !merged.properties.is_empty()
        || !matches!(merged.additional, Additional::Unsaid)
        || !merged.patterns.is_empty()
        || !merged.required.is_empty()
        || constraints.min_properties.is_some()
        || constraints.max_properties.is_some()
    {
        return Some("object");
    }
    if !merged.items.is_empty()
        || merged.prefix.is_some()
        || constraints.min_items.is_some()
        || constraints.max_items.is_some()
        || constraints.unique_items
    {
        return Some("array");
    }
    if let Some(format) = merged.format {
        return formats::kind(format);
    }
    if !constraints.patterns.is_empty()
        || constraints.min_length.is_some()
        || constraints.max_length.is_some()
        || merged.encoding.is_some()
    {
        return Some("string");
    }
    if constraints.minimum.is_some()
        || constraints.maximum.is_some()
        || constraints.multiple_of.is_some()
    {
        return Some("number");
    }
    None
}

#[cfg(test)]
#[path = "schema_tests.rs"]
mod tests;
