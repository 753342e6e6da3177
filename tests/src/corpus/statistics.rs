//! Counts the types and operations of an SDK, and the places without a type.

use sdkwright::model::{Api, Type, TypeKind, Untyped};
use sdkwright::plan::Planned;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How often each reason occurs.
pub type Counts = BTreeMap<String, usize>;

/// The counts of one document.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Statistics {
    pub operations: usize,
    /// Operations that are left out, by the part that is not supported.
    pub left_out: Counts,
    pub types: usize,
    /// Every place of a value: fields, items, branches, parameters, bodies.
    pub places: usize,
    /// Untyped places without a type in the document.
    pub faithful: Counts,
    /// Untyped places that the document describes.
    pub recoverable: Counts,
}

/// Counts the types and operations of a planned SDK.
pub fn statistics(planned: &Planned<'_>) -> Statistics {
    let api = planned.api;
    let mut statistics = Statistics {
        operations: api
            .resources
            .iter()
            .map(|resource| resource.operations.len())
            .sum(),
        types: api.types.len(),
        ..Statistics::default()
    };
    for left_out in &api.left_out {
        add(&mut statistics.left_out, &left_out.reason);
    }
    each_type(api, &mut |ty| statistics.place(ty));
    statistics
}

impl Statistics {
    /// A container is not counted itself, only what it contains.
    fn place(&mut self, ty: &Type) {
        match ty {
            Type::List(inner) | Type::Set(inner) | Type::Map(inner) | Type::Nullable(inner) => {
                self.place(inner);
            }
            Type::Tuple(items) => items.iter().for_each(|item| self.place(item)),
            Type::Any(untyped) => {
                self.places += 1;
                match untyped {
                    Untyped::Faithful(reason) => add(&mut self.faithful, reason),
                    Untyped::Recoverable(reason) => add(&mut self.recoverable, reason),
                }
            }
            _ => self.places += 1,
        }
    }
}

fn add(counts: &mut Counts, reason: &str) {
    *counts.entry(reason.to_owned()).or_insert(0) += 1;
}

fn each_type(api: &Api, visit: &mut impl FnMut(&Type)) {
    for (_, def) in api.types.iter() {
        match &def.kind {
            TypeKind::Struct(object) => {
                object.fields.iter().for_each(|field| visit(&field.ty));
                object.additional.iter().for_each(&mut *visit);
            }
            TypeKind::Union(union) => union.branches.iter().for_each(|branch| visit(&branch.ty)),
            TypeKind::Alias(ty) => visit(ty),
            TypeKind::Enum(_) => {}
        }
    }
    for operation in api
        .resources
        .iter()
        .flat_map(|resource| &resource.operations)
    {
        operation
            .parameters
            .iter()
            .for_each(|parameter| visit(&parameter.ty));
        operation
            .body
            .iter()
            .for_each(|body| visit(&body.content.ty));
        operation
            .responses
            .iter()
            .filter_map(|response| response.content.as_ref())
            .for_each(|content| visit(&content.ty));
    }
}
