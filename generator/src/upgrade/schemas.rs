//! A schema of any dialect → a schema of OpenAPI 3.0.

use super::adopted::{Section, mark};
use super::keywords::Draft;
use super::references::NOWHERE;
use super::{Here, Reader};
use openapiv3::{AnySchema, ReferenceOr, Schema, SchemaData, SchemaKind};
use serde_json::{Map, Value};

/// Words beside a `$ref` that say nothing of the value, so that the reference is all there is.
const SAYS_NOTHING: [&str; 9] = [
    "$ref",
    "$dynamicRef",
    "$schema",
    "$id",
    "$anchor",
    "$dynamicAnchor",
    "$comment",
    "$defs",
    "summary",
];

impl<'t> Reader<'t, '_> {
    /// Reads a schema.
    pub(super) fn schema(&mut self, value: &'t Value, here: &Here<'_>) -> ReferenceOr<Schema> {
        match value {
            Value::Object(object) => match self.reference_in(value, here) {
                Some(text) => self.referring(text, object, here),
                None => ReferenceOr::Item(self.schema_object(object, &[], here)),
            },
            Value::Bool(true) => ReferenceOr::Item(anything()),
            Value::Bool(false) => ReferenceOr::Item(nothing()),
            Value::String(name) if super::types::known(name).is_some() => {
                let message = format!("a schema is an object: it is taken as `type: {name}`");
                self.wrong(here, message);
                let (typ, format) = super::types::known(name).unwrap_or(("string", None));
                ReferenceOr::Item(of_kind(AnySchema {
                    typ: Some(typ.to_owned()),
                    format: format.map(str::to_owned),
                    ..AnySchema::default()
                }))
            }
            _ => {
                self.wrong(here, "a schema is an object: any value is allowed here");
                ReferenceOr::Item(anything())
            }
        }
    }

    /// Reads a schema that stood elsewhere.
    pub(super) fn adopted_schema(
        &mut self,
        value: &'t Value,
        here: &Here<'_>,
        is_hidden: bool,
    ) -> ReferenceOr<Schema> {
        match self.schema(value, here) {
            ReferenceOr::Item(mut schema) => {
                let extensions = &mut schema.schema_data.extensions;
                mark(extensions, here.to_pointer(), is_hidden);
                ReferenceOr::Item(schema)
            }
            reference if is_hidden => {
                let mut schema = all_of(vec![reference]);
                let extensions = &mut schema.schema_data.extensions;
                mark(extensions, here.to_pointer(), true);
                ReferenceOr::Item(schema)
            }
            reference => reference,
        }
    }

    /// Reads a schema that is a reference, perhaps with something beside it, which then narrows or describes it.
    fn referring(
        &mut self,
        text: &str,
        object: &'t Map<String, Value>,
        here: &Here<'_>,
    ) -> ReferenceOr<Schema> {
        let reference = self.reference(Section::Schemas, text, here);
        let reference = reference.unwrap_or_else(|| NOWHERE.to_owned());
        let reference = ReferenceOr::Reference { reference };
        if only_refers(object) {
            return reference;
        }
        let mut schema = self.schema_object(object, &SAYS_NOTHING, here);
        if let SchemaKind::Any(any) = &mut schema.schema_kind {
            any.all_of.insert(0, reference);
        }
        ReferenceOr::Item(schema)
    }

    /// Reads the keywords of an object but these.
    pub(super) fn schema_object(
        &mut self,
        object: &'t Map<String, Value>,
        but: &[&str],
        here: &Here<'_>,
    ) -> Schema {
        let mut draft = Draft::default();
        for (key, value) in object {
            if but.is_empty() || !but.contains(&key.as_str()) {
                self.keyword(&mut draft, key, value, here);
            }
        }
        self.finish(draft, object, here)
    }

    /// Reads a list of schemas.
    pub(super) fn schema_list(
        &mut self,
        value: &'t Value,
        here: &Here<'_>,
    ) -> Vec<ReferenceOr<Schema>> {
        let items = self.items(value, here);
        let mut schemas = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            if !item.is_null() {
                schemas.push(self.schema(item, &here.index(index)));
            }
        }
        schemas
    }

    /// Keeps a schema for which 3.0 has no place as a hidden component, and gives a reference to it.
    pub(super) fn hidden(&mut self, value: &'t Value, here: &Here<'_>) -> Value {
        if let Some(object) = value.as_object()
            && object.len() == 1
            && let Some(text) = self.reference_in(value, here)
            && let Some(reference) = self.reference(Section::Schemas, text, here)
        {
            return reference.into();
        }
        let name = self.adopted.hide(here.to_pointer(), value);
        Section::Schemas.reference(&name).into()
    }
}

/// Whether a reference is all that an object says.
pub(super) fn only_refers(object: &Map<String, Value>) -> bool {
    object.len() == 1
        || object
            .keys()
            .all(|key| SAYS_NOTHING.contains(&key.as_str()))
}

/// The schema that allows everything.
pub(super) fn anything() -> Schema {
    of_kind(AnySchema::default())
}

/// The schema that allows nothing.
fn nothing() -> Schema {
    let mut schema = anything();
    let extensions = &mut schema.schema_data.extensions;
    extensions.insert("x-sdkwright-boolean-schema".to_owned(), Value::Bool(false));
    schema
}

/// A schema with these keywords.
pub(super) fn of_kind(any: AnySchema) -> Schema {
    Schema {
        schema_data: SchemaData::default(),
        schema_kind: SchemaKind::Any(any),
    }
}

/// A schema that is all of these.
pub(super) fn all_of(all_of: Vec<ReferenceOr<Schema>>) -> Schema {
    of_kind(AnySchema {
        all_of,
        ..AnySchema::default()
    })
}
