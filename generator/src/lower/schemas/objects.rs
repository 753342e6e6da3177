//! Types of objects and arrays.

use super::all_of::{Additional, Merged};
use super::unions;
use super::view::Part;
use crate::config::UnknownProperties;
use crate::lower::schemas::{self, Goal};
use crate::lower::{Lowered, Lowering, Naming};
use crate::model::{
    Constraints, Docs, Field, LONGEST_TUPLE, Struct, Type, TypeId, TypeKind, Untyped,
};
use crate::spec::{PlaceId, SchemaId};
use std::collections::HashSet;

/// Returns the type of an object: a struct if it has properties, otherwise a map.
pub fn object<'d>(
    lowering: &mut Lowering<'d, '_>,
    merged: &Merged<'d>,
    goal: Goal<'_>,
    lowered: &mut Lowered,
    at: PlaceId,
) -> Type {
    let closed = matches!(merged.additional, Additional::None)
        && merged.patterns.is_empty()
        && merged.required.is_empty();
    let mut properties = merged.properties.values();
    let has_properties = properties.any(|parts| !is_any_forbidden(lowering, parts));
    if !has_properties && merged.conditional.is_empty() && !closed {
        if !merged.required.is_empty() {
            let names: Vec<String> = merged
                .required
                .iter()
                .map(|name| format!("`{name}`"))
                .collect();
            lowered
                .docs
                .notes
                .push(format!("Must hold {}.", names.join(", ")));
        }
        let Some(values) = values(lowering, merged, goal.naming) else {
            return Type::Map(Box::new(Type::Any(Untyped::Faithful(
                "a value of a free-form object",
            ))));
        };
        let (values, inside) = values.parts();
        lowered.constraints.set_inside(vec![inside]);
        return Type::Map(Box::new(values));
    }
    let id = schemas::define(lowering, goal, &lowered.docs, at);
    let fields = fields(lowering, merged, id);
    let naming = Naming::Type(id);
    let (additional, additional_constraints) =
        match values(lowering, merged, &naming.then("additional property")) {
            Some(values) => {
                let (ty, constraints) = values.parts();
                (Some(ty), constraints)
            }
            None => {
                let unknown = merged.unknown;
                let unknown = unknown.unwrap_or(lowering.config.unknown_properties);
                let keeps = unknown == UnknownProperties::Keep;
                let any = Type::Any(Untyped::Faithful("properties that are not described"));
                (keeps.then_some(any), Constraints::default())
            }
        };
    let constraints = Box::new(std::mem::take(&mut lowered.constraints));
    let families = &lowering.schemas.families;
    // A component says itself what happens with other properties, or not.
    let is_open = matches!(merged.additional, Additional::Unspecified) && merged.unknown.is_none();
    let component = goal.root.filter(|_| goal.slot.is_some() && is_open);
    let can_be_child = component.is_some_and(|component| families.can_be_child(component));
    schemas::make(
        lowering,
        id,
        TypeKind::Struct(Struct {
            fields,
            additional,
            additional_constraints: Box::new(additional_constraints),
            constraints,
            can_be_child,
            parts: None,
        }),
    )
}

/// Returns the type of an array.
pub fn array<'d>(
    lowering: &mut Lowering<'d, '_>,
    merged: &Merged<'d>,
    goal: Goal<'_>,
    lowered: &mut Lowered,
) -> Type {
    let item = goal.naming.one("item");
    if !merged.prefix.is_empty() {
        return tuple(lowering, merged, goal, lowered);
    }
    if merged.items.is_empty() {
        return Type::List(Box::new(Type::Any(Untyped::Faithful("`items` is missing"))));
    }
    let (ty, inside) = schemas::lower_parts(lowering, &merged.items, Goal::inline(&item)).parts();
    let ty = Box::new(ty);
    lowered.constraints.set_inside(vec![inside]);
    if lowered.constraints.unique_items {
        Type::Set(ty)
    } else {
        Type::List(ty)
    }
}

/// `prefixItems`: a tuple if the length is fixed, otherwise a list of all possible items.
fn tuple<'d>(
    lowering: &mut Lowering<'d, '_>,
    merged: &Merged<'d>,
    goal: Goal<'_>,
    lowered: &mut Lowered,
) -> Type {
    let prefix = &merged.prefix;
    let length = Some(prefix.len() as u64);
    let ends = merged.no_more_items || lowered.constraints.max_items == length;
    if ends
        && lowered.constraints.min_items == length
        && (1..=LONGEST_TUPLE).contains(&prefix.len())
    {
        let words: Vec<String> = (1..=prefix.len())
            .map(|place| format!("item {place}"))
            .collect();
        let places = prefix.iter().zip(&words).map(|(parts, word)| {
            schemas::lower_parts(lowering, parts, Goal::inline(&goal.naming.then(word))).parts()
        });
        let (places, inside) = places.unzip();
        lowered.constraints.set_inside(inside);
        return Type::Tuple(places);
    }
    let mut alternatives = prefix.clone();
    if !merged.items.is_empty() {
        alternatives.push(merged.items.clone());
    } else if !ends {
        return Type::List(Box::new(Type::Any(Untyped::Faithful(
            "`items` is missing after `prefixItems`",
        ))));
    }
    let item = goal.naming.one("item");
    let (ty, inside) = unions::any(lowering, &alternatives, Goal::inline(&item)).parts();
    lowered.constraints.set_inside(vec![inside]);
    Type::List(Box::new(ty))
}

fn fields<'d>(lowering: &mut Lowering<'d, '_>, merged: &Merged<'d>, id: TypeId) -> Vec<Field> {
    let mut fields = Vec::with_capacity(merged.properties.len());
    for (name, parts) in &merged.properties {
        if is_any_forbidden(lowering, parts) {
            continue;
        }
        let intended_name = parts
            .iter()
            .find_map(|part| given_name(lowering, part))
            .unwrap_or(name);
        let lowered = property(lowering, parts, intended_name, id);
        let place = parts.first().map(|part| lowering.place_of(part));
        if !lowering.grow(&lowered.docs, place.unwrap_or_default()) {
            break;
        }
        let required = merged.required.contains(name);
        fields.push(field(name, intended_name, lowered, required));
    }
    for (name, conditional) in &merged.conditional {
        let parts = &conditional.alternatives;
        if merged.properties.contains_key(name) || is_any_forbidden(lowering, parts) {
            continue;
        }
        let mut given = parts.iter().filter_map(|part| given_name(lowering, part));
        let intended_name = given.next().unwrap_or(name);
        let alternatives: Vec<Vec<Part>> = parts.iter().map(|part| vec![*part]).collect();
        let (parent, note) = (Naming::Type(id), conditional.note());
        let naming = parent.then(intended_name);
        let mut lowered = unions::any(lowering, &alternatives, Goal::inline(&naming));
        lowered.docs.notes.extend(note);
        // Where the condition does not hold, it can be any value.
        lowered.constant = None;
        let required = merged.required.contains(name);
        fields.push(field(name, intended_name, lowered, required));
    }
    // A property without a schema on which the document relies must not be lost between decoding and encoding.
    if !matches!(
        merged.additional,
        Additional::Anything | Additional::Values(_)
    ) && merged.patterns.is_empty()
    {
        let mut named = HashSet::new();
        for name in merged.required.iter().chain(&merged.mentioned) {
            let is_described =
                merged.properties.contains_key(*name) || merged.conditional.contains_key(*name);
            if !is_described && named.insert(*name) {
                fields.push(without_schema(name, merged.required.contains(name)));
            }
        }
    }
    fields
}

/// Returns the type of a property. An inline type belongs to the component that describes the property, also if
/// `allOf` inherits it.
fn property(lowering: &mut Lowering<'_, '_>, parts: &[Part], name: &str, id: TypeId) -> Lowered {
    let is_reference = |part: &Part| lowering.document.schemas.reference(part.schema).is_some();
    // What the inline type contains belongs to that type.
    let without_owner = |part: &Part| Part {
        owner: None,
        ..*part
    };
    let inside: Vec<Part> = parts.iter().map(without_owner).collect();
    let (schema, owner) = match parts {
        [
            part @ Part {
                schema,
                owner: Some(owner),
                ..
            },
        ] if !is_reference(part) => (*schema, *owner),
        _ => {
            return schemas::lower_parts(
                lowering,
                &inside,
                Goal::inline(&Naming::Type(id).then(name)),
            );
        }
    };
    if let Some(known) = lowering.schemas.owned.get(&schema) {
        return known.clone();
    }
    let before = lowering.types.len();
    let lowered = schemas::lower_parts(
        lowering,
        &inside,
        Goal::inline(&Naming::Type(owner).then(name)),
    );
    if lowering.types.len() > before {
        lowering.schemas.owned.insert(schema, lowered.clone());
    }
    lowered
}

fn field(name: &str, intended_name: &str, lowered: Lowered, required: bool) -> Field {
    Field {
        wire_name: name.to_owned(),
        intended_name: intended_name.to_owned(),
        docs: lowered.docs,
        ty: lowered.ty,
        required,
        nullable: lowered.nullable,
        read_only: lowered.read_only,
        write_only: lowered.write_only,
        default: lowered.default,
        constant: lowered.constant,
        constraints: lowered.constraints,
    }
}

fn without_schema(name: &str, is_required: bool) -> Field {
    let note = match is_required {
        true => "The property is required, but has no schema.",
        false => "The property can be required, but has no schema.",
    };
    Field {
        wire_name: name.to_owned(),
        intended_name: name.to_owned(),
        docs: Docs {
            notes: vec![note.to_owned()],
            ..Docs::default()
        },
        ty: Type::Any(Untyped::Faithful("required, without a schema")),
        required: false,
        nullable: false,
        read_only: false,
        write_only: false,
        default: None,
        constant: None,
        constraints: Default::default(),
    }
}

/// Returns the type of without_schema properties, if they are allowed.
fn values<'d>(
    lowering: &mut Lowering<'d, '_>,
    merged: &Merged<'d>,
    naming: &Naming<'_>,
) -> Option<Lowered> {
    let mut alternatives: Vec<Vec<Part>> = merged
        .patterns
        .iter()
        .map(|(_, part)| vec![*part])
        .collect();
    match &merged.additional {
        Additional::Values(parts) => alternatives.push(parts.clone()),
        Additional::Anything => {
            let anything = Lowered {
                ty: Type::Any(Untyped::Faithful("additional properties of any type")),
                ..Lowered::default()
            };
            return Some(anything);
        }
        Additional::Unspecified | Additional::None => {}
    }
    if alternatives.is_empty() {
        return None;
    }
    Some(unions::any(
        lowering,
        &alternatives,
        Goal::inline(&naming.one("value")),
    ))
}

/// Returns `true` if a property cannot have a value: its schema is `false`, or the opposite of any value.
fn is_any_forbidden(lowering: &Lowering<'_, '_>, parts: &[Part]) -> bool {
    let document = lowering.document;
    let allows_all = |schema: SchemaId| {
        let view = Part::new(schema).view(document);
        view.is_some_and(|view| {
            let is_plain = view.typ.is_none() && view.all_of().is_empty() && view.not().is_none();
            is_plain && view.is_trivial() && view.constraints().is_empty()
        })
    };
    let mut views = parts.iter().filter_map(|part| part.view(document));
    views.any(|view| view.is_nothing || view.not().is_some_and(allows_all))
}

fn given_name<'d>(lowering: &Lowering<'d, '_>, part: &Part) -> Option<&'d str> {
    lowering
        .document
        .schemas
        .keywords(part.schema)?
        .hints
        .name()
}
