//! What a reference in an operation leads to.

use super::{At, Lowered, Lowering, Naming};
use crate::model::{Type, Untyped};
use indexmap::IndexMap;
use openapiv3::{Components, Parameter, PathItem, ReferenceOr, RequestBody, Response, Schema};
use std::collections::HashMap;

/// How many references in a row are followed; a chain that is longer goes in a circle.
const LONGEST_CHAIN: usize = 32;

/// A part of an operation, wherever it stands.
pub(super) struct Resolved<'d, T> {
    /// The part itself.
    pub value: &'d T,
    /// Where it stands.
    pub at: At<'d>,
    /// Its key, where it is a component that several operations may share.
    pub component: Option<&'d str>,
}

/// Lowering, as operations need it: a component that several operations share gives its types once.
pub(super) struct Context<'l, 'd> {
    /// The document's lowering.
    pub lowering: &'l mut Lowering<'d>,
    shared: HashMap<*const ReferenceOr<Schema>, Lowered>,
}

impl<'l, 'd> Context<'l, 'd> {
    pub(super) fn new(lowering: &'l mut Lowering<'d>) -> Self {
        Self {
            lowering,
            shared: HashMap::new(),
        }
    }

    /// The type of a schema in an operation, named after the operation; in a component, named after the component.
    pub(super) fn ty(
        &mut self,
        schema: Option<&'d ReferenceOr<Schema>>,
        component: Option<&'d str>,
        role: &str,
        naming: &Naming<'_>,
        at: &At<'d>,
    ) -> Lowered {
        let Some(schema) = schema else {
            return anything();
        };
        let at = at.key("schema");
        let Some(key) = component else {
            return self.lowering.ty(schema, naming, &at);
        };
        if let Some(known) = self.shared.get(&std::ptr::from_ref(schema)) {
            return known.clone();
        }
        let name = Naming::Component(key);
        let is_also_a_schema = self
            .components()
            .is_some_and(|components| components.schemas.contains_key(key));
        let lowered = if is_also_a_schema {
            self.lowering.ty(schema, &name.then(role), &at)
        } else {
            self.lowering.ty(schema, &name, &at)
        };
        self.shared
            .insert(std::ptr::from_ref(schema), lowered.clone());
        lowered
    }

    pub(super) fn parameter(
        &self,
        value: &'d ReferenceOr<Parameter>,
        at: At<'d>,
    ) -> Option<Resolved<'d, Parameter>> {
        let map = self.components().map(|components| &components.parameters);
        let mut found = follow(map, "parameters", value, at)?;
        found.at = found
            .at
            .or_moved(&found.value.parameter_data_ref().extensions);
        Some(found)
    }

    pub(super) fn body(
        &self,
        value: &'d ReferenceOr<RequestBody>,
        at: At<'d>,
    ) -> Option<Resolved<'d, RequestBody>> {
        let map = self
            .components()
            .map(|components| &components.request_bodies);
        let mut found = follow(map, "requestBodies", value, at)?;
        found.at = found.at.or_moved(&found.value.extensions);
        Some(found)
    }

    pub(super) fn response(
        &self,
        value: &'d ReferenceOr<Response>,
        at: At<'d>,
    ) -> Option<Resolved<'d, Response>> {
        let map = self.components().map(|components| &components.responses);
        let mut found = follow(map, "responses", value, at)?;
        found.at = found.at.or_moved(&found.value.extensions);
        Some(found)
    }

    pub(super) fn components(&self) -> Option<&'d Components> {
        self.lowering.openapi.components.as_ref()
    }
}

/// The path item at a path, where it may be a reference to another path's.
pub(super) fn path_item<'d>(
    paths: &'d IndexMap<String, ReferenceOr<PathItem>>,
    value: &'d ReferenceOr<PathItem>,
) -> Option<&'d PathItem> {
    let mut value = value;
    for _ in 0..LONGEST_CHAIN {
        match value {
            ReferenceOr::Item(item) => return Some(item),
            ReferenceOr::Reference { reference } => {
                value = paths.get(&unescape(reference.strip_prefix("#/paths/")?))?
            }
        }
    }
    None
}

/// What a schema that is not there allows.
pub(super) fn anything() -> Lowered {
    Lowered {
        ty: Type::Any(Untyped::Faithful("no schema is given")),
        nullable: false,
        default: None,
        constant: None,
        docs: crate::model::Docs::default(),
        constraints: crate::model::Constraints::default(),
        read_only: false,
        write_only: false,
    }
}

/// The component that a chain of references ends at.
pub(super) fn follow<'d, T>(
    map: Option<&'d IndexMap<String, ReferenceOr<T>>>,
    kind: &'static str,
    value: &'d ReferenceOr<T>,
    at: At<'d>,
) -> Option<Resolved<'d, T>> {
    let mut found = (value, at, None);
    for _ in 0..LONGEST_CHAIN {
        match found {
            (ReferenceOr::Item(value), at, component) => {
                return Some(Resolved {
                    value,
                    at,
                    component,
                });
            }
            (ReferenceOr::Reference { reference }, ..) => {
                let key = reference
                    .strip_prefix("#/components/")?
                    .strip_prefix(kind)?
                    .strip_prefix('/')?;
                let (key, value) = map?
                    .get_key_value(key)
                    .or_else(|| map?.get_key_value(&unescape(key)))?;
                found = (
                    value,
                    At::root().key("components").key(kind).key(key),
                    Some(key.as_str()),
                );
            }
        }
    }
    None
}

/// A segment of a JSON pointer in a reference, RFC 6901 sections 3 and 6.
fn unescape(segment: &str) -> String {
    let mut bytes = Vec::with_capacity(segment.len());
    let mut rest = segment.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let digits = after.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        match digits
            .and_then(|two| u8::from_str_radix(two, 16).ok())
            .filter(|_| byte == b'%')
        {
            Some(decoded) => {
                bytes.push(decoded);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(byte);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes)
        .replace("~1", "/")
        .replace("~0", "~")
}
