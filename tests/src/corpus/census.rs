//! What became of a document: types, operations, and each place that has no type.

use sdkwright::model::{Api, Type, TypeKind, Untyped};
use sdkwright::plan::Planned;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Reason → how often.
pub type Counts = BTreeMap<String, usize>;

/// The numbers of a document.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Census {
    pub operations: usize,
    /// Operations that are left out, by the part that is missing.
    pub left_out: Counts,
    pub types: usize,
    /// Every place that holds a value: fields, items, branches, parameters, bodies.
    pub places: usize,
    /// Places that the document leaves open.
    pub faithful: Counts,
    /// Places of which the document says more than the type.
    pub recoverable: Counts,
}

/// Counts.
pub fn census(planned: &Planned<'_>) -> Census {
    let api = planned.api;
    let mut census = Census {
        operations: api
            .resources
            .iter()
            .map(|resource| resource.operations.len())
            .sum(),
        types: api.types.len(),
        ..Census::default()
    };
    for left_out in &api.left_out {
        add(&mut census.left_out, &left_out.reason);
    }
    each_type(api, &mut |ty| census.place(ty));
    census
}

impl Census {
    /// A container is no place itself; what it contains is.
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

fn each_type(api: &Api, see: &mut impl FnMut(&Type)) {
    for (_, def) in api.types.iter() {
        match &def.kind {
            TypeKind::Struct(object) => {
                object.fields.iter().for_each(|field| see(&field.ty));
                object.additional.iter().for_each(&mut *see);
            }
            TypeKind::Union(union) => union.branches.iter().for_each(|branch| see(&branch.ty)),
            TypeKind::Alias(ty) => see(ty),
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
            .for_each(|parameter| see(&parameter.ty));
        operation.body.iter().for_each(|body| see(&body.ty));
        operation
            .responses
            .iter()
            .filter_map(|response| response.content.as_ref())
            .for_each(|content| see(&content.ty));
    }
}
