//! Lowering, as operations need it: a component that several operations share gives its types once.

use crate::lower::{Lowered, Lowering, Naming};
use crate::spec::{Document, PlaceId, SchemaId};
use std::collections::HashMap;

/// What is known while operations are lowered.
pub(super) struct Context<'l, 'd, 'r> {
    /// The document's lowering.
    pub lowering: &'l mut Lowering<'d, 'r>,
    shared: HashMap<SchemaId, Lowered>,
}

/// Where a schema of an operation is.
#[derive(Clone, Copy)]
pub(super) struct Holder<'d> {
    /// The key of the component that several operations may share.
    pub component: Option<&'d str>,
    /// What the schema is for in it: `parameter`, `request`, `response`.
    pub role: &'static str,
}

impl<'l, 'd, 'r> Context<'l, 'd, 'r> {
    pub(super) fn new(lowering: &'l mut Lowering<'d, 'r>) -> Self {
        Self {
            lowering,
            shared: HashMap::new(),
        }
    }

    /// The document.
    pub(super) fn document(&self) -> &'d Document<'d> {
        self.lowering.document
    }

    /// The type of a schema in an operation, named after the operation; in a component, named after the component.
    pub(super) fn ty(
        &mut self,
        schema: Option<SchemaId>,
        holder: Holder<'d>,
        naming: &Naming<'_>,
    ) -> Lowered {
        let Some(schema) = schema else {
            return Lowered::default();
        };
        let Some(key) = holder.component else {
            return self.lowering.ty(schema, naming);
        };
        if let Some(known) = self.shared.get(&schema) {
            return known.clone();
        }
        let name = Naming::Component(key);
        let lowered = match self.document().component_named(key) {
            Some(_) => self.lowering.ty(schema, &name.then(holder.role)),
            None => self.lowering.ty(schema, &name),
        };
        self.shared.insert(schema, lowered.clone());
        lowered
    }

    /// Reports a reference to a part of an operation that cannot be read.
    pub(super) fn report_missing(&mut self, place: PlaceId, message: &str) {
        let code = crate::diagnostics::Code::OperationReferenceNotFound;
        self.lowering.report(code, place, message);
    }
}
