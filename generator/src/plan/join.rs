//! Joins the results of the analyses to the parts of the model.

use super::cycles::Cycles;
use super::error_sets;
use super::operation_names::{OperationNames, ResourceNames};
use super::response_headers;
use super::shared_sets::{Member, Sets};
use super::successes::{Successes, alternatives, successes};
use super::{
    AllOperationWords, NameOfSet, PlannedAdditional, PlannedAlternative, PlannedBody,
    PlannedBodyVariant, PlannedBranch, PlannedContent, PlannedEnum, PlannedError, PlannedEvent,
    PlannedEvents, PlannedField, PlannedHeader, PlannedKind, PlannedOperation, PlannedParameter,
    PlannedResource, PlannedStatus, PlannedStruct, PlannedType, PlannedUnion, PlannedVariant,
    Presence, directions, files, names, ordered,
};
use crate::config::NullableTypes;
use crate::model::{
    Api, Body, Enum, Operation, PerType, Stream, StreamItems, Struct, Type, TypeDef, TypeId,
    TypeKind, Union,
};
use rayon::prelude::*;

type ErrorSets<'a, 't> = Sets<'a, 't, PlannedError<'a>>;
type HeaderSets<'a, 't> = Sets<'a, 't, PlannedHeader<'a>>;

/// Returns all types, in the order of the model.
pub fn types<'a>(
    api: &'a Api,
    cycles: &Cycles,
    words: &AllOperationWords,
    nullable: NullableTypes,
) -> PerType<PlannedType<'a>> {
    let (names, kinds) = rayon::join(|| names::types(api, words), || kinds(api, cycles));
    let files = files::files(api, &names, words);
    let directions = directions::directions(api);
    // Of equal types, the one that is emitted is used where they all are.
    let mut sent = directions.in_requests.clone();
    for ((id, _), (_, same_as)) in api.types.iter().zip(&names) {
        if let Some(emitted) = same_as
            && directions.in_requests.contains(id)
        {
            sent.insert(*emitted);
        }
    }
    let named = api.types.iter().zip(names).zip(files).zip(kinds);
    named
        .map(|((((id, def), (ident, same_as)), file), mut kind)| {
            let (in_requests, in_responses) =
                (sent.contains(id), directions.in_responses.contains(id));
            if nullable == NullableTypes::Requests && in_responses && !in_requests {
                null_is_absent(&mut kind);
            }
            PlannedType {
                id,
                name: &def.name,
                key: def.key.as_deref(),
                payload: def.payload.as_ref(),
                docs: &def.docs,
                ident,
                file,
                kind,
                in_requests,
                in_responses,
                same_as,
            }
        })
        .collect()
}

/// Makes null and absent the same: to a reader of an answer they are.
fn null_is_absent(kind: &mut PlannedKind<'_>) {
    let PlannedKind::Struct(object) = kind else {
        return;
    };
    for field in &mut object.fields {
        if field.presence == Presence::OptionalNullable {
            field.presence = Presence::Optional;
        }
    }
}

fn kinds<'a>(api: &'a Api, cycles: &Cycles) -> Vec<PlannedKind<'a>> {
    let defs: Vec<(TypeId, &TypeDef)> = api.types.iter().collect();
    let ordered = ordered::ordered(api);
    defs.into_par_iter()
        .map(|(id, def)| match &def.kind {
            TypeKind::Struct(object) => PlannedKind::Struct(of_struct(object, cycles.boxed(id))),
            TypeKind::Enum(list) => PlannedKind::Enum(of_enum(list, ordered.contains(id))),
            TypeKind::Union(union) => PlannedKind::Union(of_union(def, union, cycles.boxed(id))),
            TypeKind::Alias(ty) => {
                let content = content(def, ty, cycles.boxed(id));
                if cycles.is_newtype(id) {
                    PlannedKind::Newtype(content)
                } else {
                    PlannedKind::Alias(content)
                }
            }
        })
        .collect()
}

fn of_struct<'a>(object: &'a Struct, boxed: &[bool]) -> PlannedStruct<'a> {
    let (idents, additional) = names::fields(object);
    let fields = object.fields.iter().zip(idents).zip(boxed);
    PlannedStruct {
        fields: fields
            .map(|((field, ident), boxed)| PlannedField {
                ident,
                wire_name: &field.wire_name,
                ty: &field.ty,
                boxed: *boxed,
                presence: Presence::of(field),
                default: field.default.as_ref(),
                constant: field.constant.as_ref(),
                read_only: field.read_only,
                write_only: field.write_only,
                constraints: &field.constraints,
                docs: &field.docs,
            })
            .collect(),
        additional: additional
            .zip(object.additional.as_ref())
            .map(|(ident, ty)| PlannedAdditional {
                ident,
                ty,
                constraints: &object.additional_constraints,
            }),
        constraints: &object.constraints,
        parts: object.parts.as_deref(),
    }
}

fn of_enum(list: &Enum, ordered: bool) -> PlannedEnum<'_> {
    let (idents, unknown) = names::variants(list);
    PlannedEnum {
        base: list.base,
        variants: list
            .variants
            .iter()
            .zip(idents)
            .map(|(variant, ident)| PlannedVariant {
                ident,
                value: &variant.value,
                docs: &variant.docs,
            })
            .collect(),
        unknown,
        is_open: list.is_open,
        ordered,
    }
}

fn of_union<'a>(def: &'a TypeDef, union: &'a Union, boxed: &[bool]) -> PlannedUnion<'a> {
    let (idents, unknown) = names::branches(&def.name, union);
    PlannedUnion {
        branches: union
            .branches
            .iter()
            .zip(idents)
            .zip(boxed)
            .map(|((branch, ident), boxed)| PlannedBranch {
                ident,
                ty: &branch.ty,
                constant: branch.constant.as_ref(),
                boxed: *boxed,
                matching: &branch.matching,
                tag: branch.tag(),
                constraints: &branch.constraints,
                docs: &branch.docs,
            })
            .collect(),
        unknown,
        discriminator: union.discriminator.as_deref(),
        overlaps: union.overlaps,
    }
}

fn content<'a>(def: &'a TypeDef, ty: &'a Type, boxed: &[bool]) -> PlannedContent<'a> {
    PlannedContent {
        ty,
        boxed: boxed.first() == Some(&true),
        constraints: &def.constraints,
    }
}

/// Returns all resources, in the order of the model.
pub fn resources<'a>(
    api: &'a Api,
    names: Vec<ResourceNames>,
    types: &PerType<PlannedType<'a>>,
    error_sets: &ErrorSets<'a, '_>,
    header_sets: &HeaderSets<'a, '_>,
) -> Vec<PlannedResource<'a>> {
    let resources = api.resources.iter().zip(names);
    resources
        .map(|(resource, names)| PlannedResource {
            resource,
            ident: names.ident,
            module: names.module,
            feature: None,
            accessors: names.accessors,
            operations: resource
                .operations
                .iter()
                .zip(names.operations)
                .map(|named| operation(named, types, error_sets, header_sets))
                .collect(),
        })
        .collect()
}

fn events(ident: String, operation: &Operation) -> PlannedEvents<'_> {
    let events = match &operation.stream {
        Some(Stream {
            items: StreamItems::Named(events),
            ..
        }) => events.as_slice(),
        _ => &[],
    };
    let (variants, unknown) = names::events(events);
    PlannedEvents {
        ident,
        variants: events
            .iter()
            .zip(variants)
            .map(|(event, ident)| PlannedEvent { ident, event })
            .collect(),
        unknown,
    }
}

/// Returns the name that an operation has for these members, and that of their set.
fn of_set<T: Member>(
    ident: Option<String>,
    members: &[T],
    sets: &Sets<'_, '_, T>,
) -> Option<NameOfSet> {
    let set = sets.ident(members)?.to_owned();
    ident.map(|ident| NameOfSet { ident, set })
}

fn operation<'a>(
    (operation, names): (&'a Operation, OperationNames),
    types: &PerType<PlannedType<'a>>,
    error_sets: &ErrorSets<'a, '_>,
    header_sets: &HeaderSets<'a, '_>,
) -> PlannedOperation<'a> {
    let successes = match successes(operation) {
        Successes::Several(responses) => responses,
        Successes::Empty | Successes::One { .. } => Vec::new(),
    };
    let errors = of_set(
        names.error_enum,
        &error_sets::of(operation, types),
        error_sets,
    );
    let success_headers = of_set(
        names.success_headers,
        &response_headers::of_success(operation),
        header_sets,
    );
    let error_headers = of_set(
        names.error_headers,
        &response_headers::of_errors(operation),
        header_sets,
    );
    PlannedOperation {
        operation,
        method: names.method,
        builder: names.builder,
        description: names.description,
        parameters: operation
            .parameters
            .iter()
            .zip(names.parameters)
            .map(|(parameter, ident)| PlannedParameter { ident, parameter })
            .collect(),
        success_enum: names.success_enum,
        successes: successes
            .into_iter()
            .zip(names.success_variants)
            .map(|(response, ident)| PlannedStatus { ident, response })
            .collect(),
        errors,
        alternatives: alternatives(operation)
            .iter()
            .zip(names.alternatives)
            .map(|(content, ident)| PlannedAlternative { ident, content })
            .collect(),
        // One name is enough where both are the same set.
        error_headers: error_headers.map(|error| match &success_headers {
            Some(success) if success.set == error.set => success.clone(),
            _ => error,
        }),
        success_headers,
        event_enum: names.event_enum.map(|ident| events(ident, operation)),
        body_enum: names.body_enum.map(|ident| PlannedBody {
            ident,
            variants: operation
                .body
                .iter()
                .flat_map(Body::contents)
                .zip(names.body_variants)
                .map(|(content, ident)| PlannedBodyVariant { ident, content })
                .collect(),
        }),
    }
}
