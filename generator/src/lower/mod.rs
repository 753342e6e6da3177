//! lower: OpenAPI 3.0 → api model.
//!
//! One file per question. The schemas' part is `schemas` and what it calls; everything that stands in an
//! operation asks for a schema's type with [`Lowering::ty`].

mod all_of;
mod annotations;
mod at;
mod bodies;
mod cycles;
mod directions;
mod discriminators;
mod enums;
mod finishing;
mod formats;
mod given_types;
mod leaves;
mod media;
mod naming;
mod nullable;
mod objects;
mod operations;
mod overlaps;
mod pagination;
mod parameters;
mod paths;
mod patterns;
mod receivers;
mod references;
mod responses;
mod schema_references;
mod schemas;
mod security;
mod servers;
#[cfg(test)]
mod shown;
mod tells;
mod union_cycles;
mod union_names;
mod unions;
mod view;

pub use at::At;
pub use naming::Naming;

use crate::config::Config;
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Api, Constraints, Docs, Type, Types};
use openapiv3::{OpenAPI, ReferenceOr, Schema};
use serde_json::Value;

/// Lowers a document.
pub fn lower(openapi: &OpenAPI, config: &Config, diagnostics: &mut Diagnostics) -> Api {
    let mut lowering = Lowering::new(openapi, config, diagnostics);
    schemas::components(&mut lowering);
    let components = lowering.schemas.components.iter().flatten().count();
    let mut api = operations::operations(&mut lowering);
    api.received = receivers::types(&lowering, "x-sdkwright-received");
    api.answered = receivers::types(&lowering, "x-sdkwright-answered");
    api.types = lowering.types;
    finishing::finish(&mut api, components, diagnostics);
    patterns::tell(&api, diagnostics);
    pagination::find(&mut api);
    api
}

/// What is known while a document is lowered.
pub struct Lowering<'d> {
    /// The document.
    pub openapi: &'d OpenAPI,
    /// The configuration.
    pub config: &'d Config,
    /// What there is to say about it.
    pub diagnostics: &'d mut Diagnostics,
    /// The named types, so far.
    pub types: Types,
    schemas: schemas::Known<'d>,
}

/// What a schema says of a value.
#[derive(Clone, Debug)]
pub struct Lowered {
    /// The type of a value that is not null.
    pub ty: Type,
    /// Whether null is a valid value.
    pub nullable: bool,
    /// The schema's `default`.
    pub default: Option<Value>,
    /// The one value that it allows.
    pub constant: Option<Value>,
    /// Title, description and the like.
    pub docs: Docs,
    /// What the type alone does not say.
    pub constraints: Constraints,
    /// Sent by the server only.
    pub read_only: bool,
    /// Sent to the server only.
    pub write_only: bool,
}

impl Lowered {
    /// That type, and what it alone does not say.
    pub fn parts(mut self) -> (Type, Constraints) {
        let constraints = std::mem::take(&mut self.constraints);
        (self.whole(), constraints)
    }

    /// The type of the value where nothing else can say that it may be null.
    pub fn whole(self) -> Type {
        match self.ty {
            ty @ (Type::Nullable(_) | Type::Null | Type::Any(_)) => ty,
            ty if self.nullable => Type::Nullable(Box::new(ty)),
            ty => ty,
        }
    }
}

impl<'d> Lowering<'d> {
    fn new(openapi: &'d OpenAPI, config: &'d Config, diagnostics: &'d mut Diagnostics) -> Self {
        Self {
            openapi,
            config,
            diagnostics,
            types: Types::default(),
            schemas: schemas::Known::default(),
        }
    }

    /// The type of a schema. A named type that has to be made for it is named after `naming`.
    pub fn ty(
        &mut self,
        schema: &'d ReferenceOr<Schema>,
        naming: &Naming<'_>,
        at: &At<'d>,
    ) -> Lowered {
        schemas::lower(self, schema, naming, at)
    }

    /// Says something about a place of the document.
    pub fn say(&mut self, code: Code, at: &At<'d>, message: impl Into<String>) {
        self.diagnostics
            .push(Diagnostic::new(code, at.place(), message));
    }
}
