//! lower: [`crate::spec::Document`] → api model.
//!
//! There is one file per question. Operations request the type of a schema with [`Lowering::ty`], which `schemas`
//! implements.

mod finishing;
mod naming;
mod operations;
mod output_size;
mod schemas;
#[cfg(test)]
pub(crate) mod test_support;
mod webhooks;

pub use naming::Naming;

use crate::config::Config;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Place};
use crate::model::{
    Api, Constraints, Docs, OperationIndex, Type, TypeId, Types, Untyped, XmlElement, XmlShapeId,
    XmlShapes,
};
use crate::pointer::Location;
use crate::spec::{DeclaredPagination, Document, PlaceId, SchemaId};
use output_size::OutputSize;
use schemas::view::Part;
use serde_json::Value;
use std::collections::HashMap;

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
    let paginations = std::mem::take(&mut lowering.paginations);
    (api.received, api.answered) = webhooks::payloads(&lowering);
    api.received_groups = webhooks::groups(&mut lowering);
    api.types = lowering.types;
    api.xml = lowering.xml.shapes;
    finishing::finish(&mut api, components, config, &paginations, diagnostics);
    api
}

/// The state of lowering a document.
pub struct Lowering<'d, 'r> {
    /// The document.
    pub document: &'d Document<'d>,
    /// The configuration.
    pub config: &'d Config,
    /// The diagnostics of the run.
    pub diagnostics: &'r mut Diagnostics,
    /// The named types that exist so far.
    pub types: Types,
    /// The declared paginations.
    pub paginations: Vec<PaginationOf<'d>>,
    schemas: schemas::Known<'d>,
    xml: Xml,
    output_size: OutputSize,
}

/// The XML representations that exist so far.
#[derive(Debug, Default)]
struct Xml {
    shapes: XmlShapes,
    known: HashMap<SchemaId, XmlShapeId>,
    /// The element that is being lowered contains a union.
    has_union: bool,
}

/// The declared pagination of an operation.
#[derive(Clone, Debug)]
pub struct PaginationOf<'d> {
    /// The operation.
    pub operation: OperationIndex,
    /// The declaration.
    pub declared: &'d DeclaredPagination<'d>,
    /// The location of the declaration.
    pub at: Location,
}

/// The type of a schema, and its annotations.
#[derive(Clone, Debug)]
pub struct Lowered {
    /// The type of a value other than null.
    pub ty: Type,
    /// Null is valid.
    pub nullable: bool,
    /// `default`.
    pub default: Option<Value>,
    /// The only valid value beside null, if there is one.
    pub constant: Option<Value>,
    /// Title, description and the other documentation.
    pub docs: Docs,
    /// Constraints that the type does not express.
    pub constraints: Constraints,
    /// `readOnly`: sent by the server only.
    pub read_only: bool,
    /// `writeOnly`: sent by the client only.
    pub write_only: bool,
}

impl Lowered {
    /// Returns the type and its constraints, with null in the type.
    pub fn parts(mut self) -> (Type, Constraints) {
        let constraints = std::mem::take(&mut self.constraints);
        (self.whole(), constraints)
    }

    /// Returns the type with null in it, for places that cannot express it otherwise.
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
            paginations: Vec::new(),
            schemas: schemas::Known::default(),
            xml: Xml::default(),
            output_size: OutputSize::default(),
        }
    }

    /// Returns the type of a schema. If it needs a named type, that is named after `naming`.
    pub fn ty(&mut self, schema: SchemaId, naming: &Naming<'_>) -> Lowered {
        schemas::lower(self, schema, naming)
    }

    /// Returns the root element of an XML body of this schema, if it can be read into a type.
    pub fn xml(&mut self, schema: SchemaId) -> Option<XmlElement> {
        schemas::xml_root(self, schema)
    }

    /// Returns the type of the component that a schema is, if it is one.
    pub fn component(&self, schema: SchemaId) -> Option<TypeId> {
        self.schemas.types.get(&schema).copied()
    }

    /// Returns the type of the component with this name.
    pub fn component_named(&self, name: &str) -> Option<TypeId> {
        self.component(self.document.component_named(name)?)
    }

    /// Returns the file and the JSON pointer of a place.
    pub fn location(&self, place: PlaceId) -> Location {
        self.document.places.location(place)
    }

    /// Returns the place of a schema.
    pub fn place_of(&self, part: &Part) -> PlaceId {
        let schema = self.document.schemas.get(part.schema);
        schema.map(|schema| schema.place).unwrap_or_default()
    }

    /// Returns the place of a field of an object.
    pub fn field_place(&self, object: PlaceId, field: &str) -> Place {
        Place::Document(self.location(object).key(field))
    }

    /// Reports a problem at a place of the document.
    pub fn report(&mut self, code: Code, place: PlaceId, message: impl Into<String>) {
        let place = Place::Document(self.location(place));
        self.diagnostics.push(Diagnostic::new(code, place, message));
    }
}
