//! Types of schemas: merges the schemas of a value (`all_of`), and dispatches to the file for its kind.

mod all_of;
pub(super) mod annotations;
mod conditions;
mod configured_types;
mod discriminators;
mod enums;
mod equality;
mod formats;
mod leaves;
mod listed_values;
mod merging;
mod nullable;
mod objects;
mod shared;
mod union_names;
mod unions;
pub(super) mod view;
mod xml;

use crate::diagnostics::{Code, Diagnostic};
use crate::lower::{Lowered, Lowering, Naming};
use crate::model::{
    Constraints, Docs, Payload, Receiver, Type, TypeDef, TypeId, TypeKind, TypeName, Untyped,
};
use crate::spec::{self, PlaceId, Reference, SchemaId, SchemaType};
use all_of::{Additional, Merged};
pub(super) use equality::equal as equal_schemas;
use leaves::Leaves;
use merging::Merging;
use serde_json::Value;
use shared::Shared;
use std::collections::HashMap;
use view::{Facet, Part};
pub(super) use xml::root as xml_root;

/// Inline schemas that are nested more deeply are untyped, to limit the use of the stack.
pub const DEEPEST: usize = 64;

/// State of lowering schemas.
#[derive(Debug, Default)]
pub struct Known<'d> {
    /// The types of the components.
    pub types: HashMap<SchemaId, TypeId>,
    /// Whether null is valid for a referenced schema.
    pub nullables: HashMap<SchemaId, bool>,
    /// Parents with a discriminator and their children.
    pub families: discriminators::Families<'d>,
    /// Properties of components with inline types. The types belong to the component, also if `allOf` inherits them.
    pub owned: HashMap<SchemaId, Lowered>,
    /// Inline schemas that references lead to.
    shared: HashMap<SchemaId, Shared>,
    /// The merges in progress, to detect recursion.
    merging: Vec<Merging>,
    /// The types of merges of several schemas. Without them, the paths that lead to the same schemas would multiply.
    merges: HashMap<Vec<(SchemaId, Facet)>, TypeId>,
    /// The number of merges that may still be made: unions that all contain each other have a power of two of them.
    merges_left: usize,
    depth: usize,
}

/// The context of a new type.
#[derive(Clone, Copy, Debug)]
pub struct Goal<'n> {
    /// The base of its name, if it needs one.
    pub naming: &'n Naming<'n>,
    /// The id reserved for it.
    pub slot: Option<TypeId>,
    /// The component that is being lowered.
    pub root: Option<SchemaId>,
    merging: Option<usize>,
}

impl<'n> Goal<'n> {
    /// The context of an inline type.
    pub fn inline(naming: &'n Naming<'n>) -> Self {
        Self {
            naming,
            slot: None,
            root: None,
            merging: None,
        }
    }

    /// Returns the context inside the definition of a component.
    #[must_use]
    pub fn within(self, root: SchemaId) -> Self {
        Self {
            root: Some(root),
            ..self
        }
    }
}

/// Creates the types of the document's components.
pub fn components(lowering: &mut Lowering<'_, '_>) {
    let document = lowering.document;
    for component in &document.components {
        let part = Part::new(component.schema);
        let own = document.schemas.keywords(component.schema);
        let given = own.and_then(|own| own.hints.name());
        let name = TypeName::Component(given.unwrap_or(&component.name).to_owned());
        let place = lowering.place_of(&part);
        let id = lowering.types.add(TypeDef {
            key: given.map(|_| component.name.clone().into_owned()),
            payload: component.payload.as_ref().map(payload),
            ..pending(lowering, name, place)
        });
        lowering.schemas.types.insert(component.schema, id);
    }
    let schemas = document.schemas.since(0).count();
    lowering.schemas.merges_left = merging::most(schemas);
    lowering.schemas.families = discriminators::Families::of(document);
    lowering.schemas.shared = shared::all(lowering);
    for component in &document.components {
        let Some(id) = lowering.component(component.schema) else {
            continue;
        };
        let naming = Naming::Type(id);
        let goal = Goal {
            naming: &naming,
            slot: Some(id),
            root: Some(component.schema),
            merging: None,
        };
        let part = Part::new(component.schema);
        let own = document.schemas.keywords(component.schema);
        let is_given = own.is_some_and(|own| own.hints.type_name().is_some());
        let parent = match is_given {
            true => None,
            false => discriminators::parent(lowering, part, goal),
        };
        let lowered = match parent {
            Some(lowered) => lowered,
            None => lower_parts(lowering, &[part], goal),
        };
        if let Some(def) = lowering.types.get_mut(id) {
            // A component that only refers to itself is an alias of itself, which is reported and replaced when all
            // types exist.
            if lowered.ty != Type::Named(id) || def.kind == TypeKind::Alias(PENDING) {
                def.kind = TypeKind::Alias(lowered.ty);
                def.constraints = lowered.constraints;
            }
            def.docs = lowered.docs;
        }
    }
}

/// Returns the type of a schema.
pub fn lower(lowering: &mut Lowering<'_, '_>, schema: SchemaId, naming: &Naming<'_>) -> Lowered {
    let parts = [Part::new(schema)];
    // A payload with a name of its own is used here too.
    if let Some(id) = lowering.component(schema) {
        let mut lowered = annotations::of(lowering, &parts);
        lowered.ty = Type::Named(id);
        return lowered;
    }
    lower_parts(lowering, &parts, Goal::inline(naming))
}

/// Returns the type of several schemas that apply to the same value.
pub fn lower_parts(lowering: &mut Lowering<'_, '_>, parts: &[Part], goal: Goal<'_>) -> Lowered {
    match shared::only(lowering, parts) {
        Some(schema) => shared::at_its_place(lowering, schema, goal),
        None => lower_new(lowering, parts, goal),
    }
}

fn lower_new(lowering: &mut Lowering<'_, '_>, parts: &[Part], goal: Goal<'_>) -> Lowered {
    if lowering.is_too_large() {
        return Lowered::default();
    }
    let mut lowered = annotations::of(lowering, parts);
    if lowering.schemas.depth >= DEEPEST {
        if let Some(part) = parts.first() {
            let place = lowering.place_of(part);
            let message = "the schema is nested too deeply; any value is accepted";
            lowering.report(Code::NestedTooDeeply, place, message);
        }
        lowered.ty = Type::Any(Untyped::Recoverable("nested too deeply"));
        return lowered;
    }
    if let Some((ty, nullable)) = configured_types::of(lowering, parts) {
        lowered.ty = ty;
        lowered.nullable |= nullable;
        return lowered;
    }
    lowering.schemas.depth += 1;
    lowered.ty = shape(lowering, parts, goal, &mut lowered);
    lowering.schemas.depth -= 1;
    lowered
}

/// Reserves the id of a type that is about to be created.
pub fn define(lowering: &mut Lowering<'_, '_>, goal: Goal<'_>, docs: &Docs, at: PlaceId) -> TypeId {
    let waiting = goal
        .slot
        .or_else(|| lowering.schemas.merging.get(goal.merging?)?.id);
    lowering.grow(docs, at);
    let id = match waiting {
        Some(id) => id,
        None => lowering
            .types
            .add(pending(lowering, goal.naming.name(), at)),
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
            // The attributes apply to the property and not to its type.
            def.docs.attributes.clear();
        }
    }
    id
}

/// Sets the definition of a type.
pub fn make(lowering: &mut Lowering<'_, '_>, id: TypeId, kind: TypeKind) -> Type {
    if let Some(def) = lowering.types.get_mut(id) {
        def.kind = kind;
    }
    Type::Named(id)
}

/// The definition of a reserved type.
const PENDING: Type = Type::Any(Untyped::Recoverable("not made"));

fn payload(payload: &spec::Payload<'_>) -> Payload {
    let receiver = |receiver: &spec::Receiver<'_>| match receiver {
        spec::Receiver::Webhook(key) => Receiver::Webhook(key.clone().into_owned()),
        spec::Receiver::Callback(key) => Receiver::Callback(key.clone().into_owned()),
    };
    match payload {
        spec::Payload::Request(of) => Payload::Request(receiver(of)),
        spec::Payload::Response(of) => Payload::Response(receiver(of)),
    }
}

fn pending(lowering: &Lowering<'_, '_>, name: TypeName, place: PlaceId) -> TypeDef {
    TypeDef {
        name,
        key: None,
        payload: None,
        docs: Docs::default(),
        kind: TypeKind::Alias(PENDING),
        at: lowering.location(place),
        constraints: Constraints::default(),
    }
}

fn shape(
    lowering: &mut Lowering<'_, '_>,
    parts: &[Part],
    goal: Goal<'_>,
    lowered: &mut Lowered,
) -> Type {
    let leaves = Leaves::of(lowering.document, parts);
    if let Some((part, reference)) = leaves.only_reference()
        && !is_child(lowering, reference, goal)
        && let Some(ty) = referred(lowering, part, reference, goal, lowered, &leaves.required)
    {
        return ty;
    }
    if !leaves.has_reference() && shared::only(lowering, parts).is_none() {
        let merged = Merged::of(lowering, parts, goal.root);
        return decide(lowering, merged, parts, goal, lowered);
    }
    merging::guarded(lowering, parts, goal, |lowering, goal| {
        let merged = Merged::of(lowering, parts, goal.root);
        decide(lowering, merged, parts, goal, lowered)
    })
}

/// Returns `true` if the component is a child of the component that it refers to, and not an alias of it.
fn is_child(lowering: &Lowering<'_, '_>, reference: &Reference<'_>, goal: Goal<'_>) -> bool {
    match (reference.target, goal.slot, goal.root) {
        (Some(target), Some(_), Some(component)) => {
            discriminators::is_child(lowering, component, target)
        }
        _ => false,
    }
}

/// Returns the type of a reference without siblings that affect it.
fn referred<'d>(
    lowering: &mut Lowering<'d, '_>,
    part: Part,
    reference: &Reference<'d>,
    goal: Goal<'_>,
    lowered: &mut Lowered,
    required: &[&'d str],
) -> Option<Type> {
    let Some(target) = reference.target else {
        return Some(Type::Any(Untyped::Recoverable("an unresolved reference")));
    };
    if !required.is_empty() {
        let merged = Merged::of(lowering, &[part], goal.root);
        if !required.iter().all(|name| merged.required.contains(name)) {
            return None;
        }
    }
    if let Some(id) = lowering.component(target) {
        if lowered.constant.is_none() {
            lowered.constant = enums::only_value(lowering.document, target);
        }
        return Some(Type::Named(id));
    }
    let inner = shared::by_reference(lowering, target, goal);
    let ty = inner.ty.clone();
    annotations::inherit(lowered, inner);
    Some(ty)
}

fn decide<'d>(
    lowering: &mut Lowering<'d, '_>,
    mut merged: Merged<'d>,
    parts: &[Part],
    goal: Goal<'_>,
    lowered: &mut Lowered,
) -> Type {
    let at = parts
        .first()
        .map(|part| lowering.place_of(part))
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
        && let Some(ty) = enums::lower(lowering, values, &merged, goal, lowered, at)
    {
        return ty;
    }
    if merged.contradiction {
        return Type::Any(Untyped::Recoverable("contradictory schemas"));
    }
    if !merged.choices.is_empty()
        && let Some(ty) = unions::lower(lowering, &mut merged, parts, goal, lowered, at)
    {
        return ty;
    }
    by_type(lowering, &merged, goal, lowered, at)
}

fn by_type<'d>(
    lowering: &mut Lowering<'d, '_>,
    merged: &Merged<'d>,
    goal: Goal<'_>,
    lowered: &mut Lowered,
    at: PlaceId,
) -> Type {
    match merged.typ.or_else(|| implied(merged, &lowered.constraints)) {
        Some(SchemaType::Object) => objects::object(lowering, merged, goal, lowered, at),
        Some(SchemaType::Array) => objects::array(lowering, merged, goal, lowered),
        Some(SchemaType::String) => {
            let ty = formats::string(merged.format, merged.encoding, merged.media_type);
            let format = merged.format.filter(|_| ty == Type::String);
            lowered.docs.format = format.map(str::to_owned);
            ty
        }
        Some(SchemaType::Integer) => formats::integer(merged.format, &lowered.constraints),
        Some(SchemaType::Number) => formats::number(merged.format, &lowered.constraints),
        Some(SchemaType::Boolean) => Type::Boolean,
        Some(SchemaType::Null) => Type::Null,
        Some(SchemaType::Unknown(word)) => {
            let message = format!("`{word}` is not a type of JSON Schema");
            let place = lowering.field_place(merged.typ_place.unwrap_or(at), "type");
            lowering
                .diagnostics
                .push(Diagnostic::new(Code::UnknownType, place, message));
            Type::Any(Untyped::Recoverable("an unknown type"))
        }
        None if merged.media_type.is_some() => {
            formats::content(merged.format, merged.encoding, merged.media_type)
        }
        None if merged.unresolved => Type::Any(Untyped::Recoverable("an unresolved reference")),
        None => Type::Any(Untyped::Faithful("no type is specified")),
    }
}

/// Returns the type that keywords imply if `type` is missing. Strictly, they allow every other type as well, which is
/// never intended.
fn implied(merged: &Merged<'_>, constraints: &Constraints) -> Option<SchemaType<'static>> {
    if !merged.properties.is_empty()
        || !merged.conditional.is_empty()
        || !matches!(merged.additional, Additional::Unspecified)
        || !merged.patterns.is_empty()
        || !merged.required.is_empty()
        || constraints.min_properties.is_some()
        || constraints.max_properties.is_some()
    {
        return Some(SchemaType::Object);
    }
    if !merged.items.is_empty()
        || !merged.prefix.is_empty()
        || constraints.min_items.is_some()
        || constraints.max_items.is_some()
        || constraints.unique_items
    {
        return Some(SchemaType::Array);
    }
    if let Some(format) = merged.format {
        return formats::kind(format);
    }
    if !constraints.patterns.is_empty()
        || constraints.min_length.is_some()
        || constraints.max_length.is_some()
        || merged.encoding.is_some()
    {
        return Some(SchemaType::String);
    }
    if constraints.minimum.is_some()
        || constraints.maximum.is_some()
        || constraints.multiple_of.is_some()
    {
        return Some(SchemaType::Number);
    }
    None
}

#[cfg(test)]
mod tests;
