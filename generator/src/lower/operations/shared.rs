//! Types of operations. The types of a component that several operations share are created once.

use super::own_places::OwnPlaces;
use crate::diagnostics::Code;
use crate::lower::{Lowered, Lowering, Naming};
use crate::pointer::Location;
use crate::spec::{Document, PlaceId, SchemaId};
use std::collections::HashMap;

/// The state of lowering operations.
pub(super) struct Context<'l, 'd, 'r> {
    /// The state of lowering the document.
    pub lowering: &'l mut Lowering<'d, 'r>,
    /// Method, path and operationId of the operation, for diagnostics.
    pub operation: String,
    /// The value of its header `Accept`, if it is fixed.
    pub accept: Option<&'d str>,
    shared: HashMap<SchemaId, Lowered>,
    own_places: OwnPlaces,
}

/// The part of an operation without which it cannot be called. The diagnostic has been reported.
pub(super) struct Unsupported {
    /// The code of the diagnostic.
    pub code: Code,
    /// The reason.
    pub reason: String,
}

/// The part of an operation that contains a schema.
#[derive(Clone, Copy)]
pub(super) struct Holder<'d> {
    /// The key of the component, which several operations may share.
    pub component: Option<&'d str>,
    /// The role of the schema: `parameter`, `request`, `response`.
    pub role: &'static str,
}

impl<'l, 'd, 'r> Context<'l, 'd, 'r> {
    pub(super) fn new(lowering: &'l mut Lowering<'d, 'r>) -> Self {
        Self {
            own_places: OwnPlaces::of(lowering.document),
            lowering,
            operation: String::new(),
            accept: None,
            shared: HashMap::new(),
        }
    }

    /// Returns the document.
    pub(super) fn document(&self) -> &'d Document<'d> {
        self.lowering.document
    }

    /// Returns the type of a schema, named after the component or else after the operation.
    pub(super) fn ty(
        &mut self,
        schema: Option<SchemaId>,
        holder: Holder<'d>,
        naming: &Naming<'_>,
    ) -> Lowered {
        self.ty_in(schema, holder, None, naming)
    }

    /// Returns the type of a schema like [`ty`](Self::ty). The name of a component, which is that of its type in the
    /// preferred media type, is followed by the word of this media type.
    pub(super) fn ty_in(
        &mut self,
        schema: Option<SchemaId>,
        holder: Holder<'d>,
        media_type: Option<&str>,
        naming: &Naming<'_>,
    ) -> Lowered {
        let Some(schema) = schema else {
            return Lowered::default();
        };
        let place = self.own_places.find(self.lowering, schema);
        let Some(key) = holder.component else {
            return self.ty_at(schema, place, naming);
        };
        if let Some(known) = self.shared.get(&schema) {
            return known.clone();
        }
        let component = Naming::Component(key);
        let of_media_type = media_type.map(|word| component.then(word));
        let name = of_media_type.as_ref().unwrap_or(&component);
        let of_role = name.then(holder.role);
        let name = match self.document().component_named(key) {
            Some(_) => &of_role,
            None => name,
        };
        let lowered = self.ty_of_reference(schema, place, name);
        self.shared.insert(schema, lowered.clone());
        lowered
    }

    /// Returns the type of a schema of the operation itself. `place` is its place if references lead there too.
    fn ty_at(&mut self, schema: SchemaId, place: Option<Location>, naming: &Naming<'_>) -> Lowered {
        let Some(place) = place else {
            return self.lowering.ty(schema, naming);
        };
        let known = self.own_places.at_its_place(&place, self.lowering, naming);
        if let Some(known) = known {
            return known;
        }
        let lowered = self.lowering.ty(schema, naming);
        self.own_places.keep(place, &lowered);
        lowered
    }

    /// Returns the type of a schema of a component, or of a part of another operation, which has a `place` then.
    fn ty_of_reference(
        &mut self,
        schema: SchemaId,
        place: Option<Location>,
        naming: &Naming<'_>,
    ) -> Lowered {
        let Some(place) = place else {
            return self.lowering.ty(schema, naming);
        };
        if let Some(known) = self.own_places.by_reference(&place) {
            return known;
        }
        let before = self.lowering.types.len();
        let lowered = self.lowering.ty(schema, naming);
        let places = &mut self.own_places;
        places.keep_from_reference(place, self.lowering, &lowered, naming, before);
        lowered
    }

    /// Reports that the operation is left out, and returns why.
    pub(super) fn left_out(&mut self, code: Code, place: PlaceId, reason: &str) -> Unsupported {
        let message = format!("{} is left out: {reason}", self.operation);
        self.lowering.report(code, place, message);
        Unsupported {
            code,
            reason: reason.to_owned(),
        }
    }

    /// Reports a part of an operation that is an unresolved or invalid reference.
    pub(super) fn report_missing(&mut self, place: PlaceId, message: &str) {
        self.lowering
            .report(Code::OperationReferenceNotFound, place, message);
    }
}
