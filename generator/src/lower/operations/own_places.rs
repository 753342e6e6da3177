//! Schemas of operations that are read twice: at their own place in an operation, and as part of what a reference of
//! another operation leads to (`#/paths/~1pets/get/responses/200`). Each has one type, with the name of its own place.

use crate::lower::{Lowered, Lowering, Naming};
use crate::model::{TypeId, TypeName};
use crate::pointer::Location;
use crate::spec::{Document, ParameterValue, PlaceId, SchemaId};
use std::collections::HashMap;

/// The types of such schemas, by place. Empty for most documents.
#[derive(Debug)]
pub(super) struct OwnPlaces(HashMap<Location, Option<Known>>);

/// The type of a schema.
#[derive(Clone, Debug)]
struct Known {
    lowered: Lowered,
    /// The name that it has from a reference, and the types with this name and with names that begin with it.
    from_reference: Option<(String, Vec<TypeId>)>,
}

impl OwnPlaces {
    /// Finds the schemas of all that references lead to outside `components`.
    pub(super) fn of(document: &Document<'_>) -> Self {
        let mut places = HashMap::new();
        let is_elsewhere = |place: PlaceId| {
            let location = document.places.location(place);
            location.file != 0 || location.pointer.starts_with("/paths/")
        };
        let bodies = document.request_bodies.iter();
        let bodies = bodies.map(|it| (&it.component, it.place, it.content.as_slice()));
        let responses = document.responses.iter();
        let responses = responses.map(|it| (&it.component, it.place, it.content.as_slice()));
        let contents = bodies.chain(responses);
        let media = contents
            .filter(|(component, place, _)| component.is_some() && is_elsewhere(*place))
            .flat_map(|(_, _, content)| content)
            .flat_map(|media| media.schema.into_iter().chain(media.item_schema));
        let parameters = document.parameters.iter();
        let parameters = parameters
            .filter(|it| it.component.is_some() && is_elsewhere(it.place))
            .filter_map(|it| match it.value {
                ParameterValue::Schema(schema) => Some(schema),
                ParameterValue::Content(_) => None,
            });
        for schema in media.chain(parameters) {
            if let Some(schema) = document.schemas.get(schema) {
                places.insert(document.places.location(schema.place), None);
            }
        }
        Self(places)
    }

    /// Returns the place of a schema, if it is one of these.
    pub(super) fn find(&self, lowering: &Lowering<'_, '_>, schema: SchemaId) -> Option<Location> {
        if self.0.is_empty() {
            return None;
        }
        let schema = lowering.document.schemas.get(schema)?;
        let location = lowering.location(schema.place);
        self.0.contains_key(&location).then_some(location)
    }

    /// Returns the type of the schema at its own place, if a reference to it came first. The type is named after its own
    /// place now.
    pub(super) fn at_its_place(
        &mut self,
        location: &Location,
        lowering: &mut Lowering<'_, '_>,
        naming: &Naming<'_>,
    ) -> Option<Lowered> {
        let known = self.0.get_mut(location)?.as_mut()?;
        if let Some((from_reference, types)) = known.from_reference.take() {
            for id in types {
                if let Some(def) = lowering.types.get_mut(id) {
                    rename(&mut def.name, &from_reference, naming);
                }
            }
        }
        Some(known.lowered.clone())
    }

    /// Returns the type of the schema for a reference to what contains it, if it has one.
    pub(super) fn by_reference(&self, location: &Location) -> Option<Lowered> {
        let known = self.0.get(location)?.as_ref()?;
        Some(known.lowered.clone())
    }

    /// Keeps the type of a schema at its own place.
    pub(super) fn keep(&mut self, location: Location, lowered: &Lowered) {
        let lowered = lowered.clone();
        let known = Known {
            lowered,
            from_reference: None,
        };
        self.0.insert(location, Some(known));
    }

    /// Keeps the type of a schema that a reference needed first, with all types that are new since there were `before`
    /// of them.
    pub(super) fn keep_from_reference(
        &mut self,
        location: Location,
        lowering: &Lowering<'_, '_>,
        lowered: &Lowered,
        naming: &Naming<'_>,
        before: usize,
    ) {
        let from_reference = match naming.name() {
            TypeName::Component(name) => {
                Some((name, lowering.types.ids().skip(before).collect::<Vec<_>>()))
            }
            _ => None,
        };
        let lowered = lowered.clone();
        let known = Known {
            lowered,
            from_reference,
        };
        self.0.insert(location, Some(known));
    }
}

/// Replaces the beginning of a name.
fn rename(name: &mut TypeName, beginning: &str, naming: &Naming<'_>) {
    let TypeName::Component(text) = name else {
        return;
    };
    let Some(rest) = text.strip_prefix(beginning) else {
        return;
    };
    match rest.strip_prefix(' ') {
        Some(rest) => *name = naming.then(rest).name(),
        None if rest.is_empty() => *name = naming.name(),
        None => {}
    }
}
