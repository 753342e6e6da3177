//! lower: [`spec::Document`] → api model.
//!
//! One file per question. The schemas' part is `schemas` and what it calls; everything in an operation asks for the type of a
//! schema with [`Lowering::ty`].

mod finishing;
mod naming;
mod operations;
mod schemas;
#[cfg(test)]
pub(crate) mod test_support;
mod webhooks;

pub use naming::Naming;

use crate::config::Config;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Place};
use crate::model::{Api, Constraints, Docs, Type, TypeId, Types, Untyped};
use crate::pointer::Location;
use crate::spec::{Document, PlaceId, SchemaId};
use schemas::view::Part;
use serde_json::Value;

/// Lowers a document.
pub fn lower<'d>(
    document: &'d Document<'d>,
    config: &'d Config,
    diagnostics: &mut Diagnostics,
) -> Api {
    let mut lowering = Lowering::new(document, config, diagnostics);
    schemas::components(&mut lowering);
    let components = lowering.schemas.types.len();
    let mut api = operations::operations(&mut lowering);
    (api.received, api.answered) = webhooks::payloads(&lowering);
    api.types = lowering.types;
    finishing::finish(&mut api, components, diagnostics);
    api
}

/// What is known while a document is lowered.
pub struct Lowering<'d, 'r> {
    /// The document.
    pub document: &'d Document<'d>,
    /// The configuration.
    pub config: &'d Config,
    /// What was found about it.
    pub diagnostics: &'r mut Diagnostics,
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

impl Default for Lowered {
    fn default() -> Self {
        Self {
            ty: Type::Any(Untyped::Faithful("no schema is given")),
            nullable: false,
            default: None,
            constant: None,
            docs: Docs::default(),
            constraints: Constraints::default(),
            read_only: false,
            write_only: false,
        }
    }
}

impl<'d, 'r> Lowering<'d, 'r> {
    fn new(
        document: &'d Document<'d>,
        config: &'d Config,
        diagnostics: &'r mut Diagnostics,
    ) -> Self {
        Self {
            document,
            config,
            diagnostics,
            types: Types::default(),
            schemas: schemas::Known::default(),
        }
    }

    /// The type of a schema. A named type that has to be made for it is named after `naming`.
    pub fn ty(&mut self, schema: SchemaId, naming: &Naming<'_>) -> Lowered {
        schemas::lower(self, schema, naming)
    }

    /// The type of the component that a schema is, if it is one.
    pub fn component(&self, schema: SchemaId) -> Option<TypeId> {
        self.schemas.types.get(&schema).copied()
    }

    /// The type of the component with this name.
    pub fn component_named(&self, name: &str) -> Option<TypeId> {
        self.component(self.document.component_named(name)?)
    }

    /// The file and the JSON pointer of a place.
    pub fn location(&self, place: PlaceId) -> Location {
        self.document.places.location(place)
    }

    /// The place of a schema.
    pub fn place_of(&self, part: &Part) -> PlaceId {
        let schema = self.document.schemas.get(part.schema);
        schema.map(|schema| schema.place).unwrap_or_default()
    }

    /// Reports something about a place of the document.
    pub fn report(&mut self, code: Code, place: PlaceId, message: impl Into<String>) {
        let place = Place::Document(self.location(place));
        self.diagnostics.push(Diagnostic::new(code, place, message));
    }
}
