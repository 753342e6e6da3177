//! Reads schemas of any dialect into the arena of the document.

use super::keywords::Draft;
use super::{Here, Reader};
use crate::diagnostics::{Code, Diagnostic};
use crate::limits;
use crate::spec::{Content, Keywords, Reference, Schema, SchemaId};
use serde_json::{Map, Value};
use std::borrow::Cow;

/// Keywords beside a `$ref` that have no effect on the type.
const WITHOUT_MEANING: [&str; 9] = [
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
    pub(super) fn schema(&mut self, value: &'t Value, here: &Here<'_, 't>) -> SchemaId {
        let place = self.keep(here);
        let here = Here::at(place);
        let content = match self.may_read(&here) {
            true => self.schema_content(value, &here),
            false => Content::default(),
        };
        let id = self.document.schemas.add(Schema { place, content });
        self.resolve_reference(id, &here);
        id
    }

    /// Reads a schema into a reserved node.
    pub(super) fn schema_into(&mut self, id: SchemaId, value: &'t Value, here: &Here<'_, 't>) {
        let place = self.keep(here);
        let here = Here::at(place);
        let content = self.schema_content(value, &here);
        if let Some(schema) = self.document.schemas.get_mut(id) {
            *schema = Schema { place, content };
        }
        self.resolve_reference(id, &here);
    }

    /// Counts a schema. Returns `false` if there are too many, which is reported once.
    fn may_read(&mut self, here: &Here<'_, 't>) -> bool {
        let Some(left) = self.schemas_left.checked_sub(1) else {
            return false;
        };
        self.schemas_left = left;
        if left == 0 {
            let message =
                "the document has too many schemas, with those of each use of a path item";
            let diagnostic = Diagnostic::new(Code::ValuesBeyondLimit, self.place(here), message);
            self.diagnostics
                .push(diagnostic.help(limits::help("values")));
        }
        left > 0
    }

    fn schema_content(&mut self, value: &'t Value, here: &Here<'_, 't>) -> Content<'t> {
        match value {
            Value::Object(object) => {
                self.check_extensions(object, here);
                match self.reference_in(value, here) {
                    Some(text) if is_plain_reference(object) => unresolved(text.into()),
                    Some(text) => self.reference_with_siblings(text, object, here),
                    None => Content::Keywords(Box::new(self.keywords(object, &[], here))),
                }
            }
            Value::Bool(true) => Content::default(),
            Value::Bool(false) => Content::Nothing,
            Value::String(name) => self.type_name(name, here),
            _ => self.no_schema(here),
        }
    }

    /// Reads the name of a type in place of a schema.
    fn type_name(&mut self, name: &str, here: &Here<'_, 't>) -> Content<'t> {
        let Some((typ, format)) = super::types::known(name) else {
            return self.no_schema(here);
        };
        let message = format!("a schema must be an object; the value is treated as `type: {name}`");
        self.wrong(here, message);
        Content::Keywords(Box::new(Keywords {
            types: vec![typ],
            format: format.map(Cow::Borrowed),
            ..Keywords::default()
        }))
    }

    fn no_schema(&mut self, here: &Here<'_, 't>) -> Content<'t> {
        self.wrong(here, "a schema must be an object; any value is accepted");
        Content::default()
    }

    /// Reads a reference with siblings, which narrow or describe it.
    fn reference_with_siblings(
        &mut self,
        text: &'t str,
        object: &'t Map<String, Value>,
        here: &Here<'_, 't>,
    ) -> Content<'t> {
        let reference = self.reference_schema(text.into(), here);
        let mut keywords = self.keywords(object, &WITHOUT_MEANING, here);
        keywords
            .composition
            .get_or_insert_default()
            .all_of
            .insert(0, reference);
        Content::Keywords(Box::new(keywords))
    }

    /// Adds a schema that is a reference without siblings.
    pub(super) fn reference_schema(&mut self, text: Cow<'t, str>, here: &Here<'_, 't>) -> SchemaId {
        let id = self.unresolved_schema(text, &here.key("$ref"));
        self.resolve_reference(id, here);
        id
    }

    /// Adds a schema that is an unresolved reference.
    pub(super) fn unresolved_schema(
        &mut self,
        text: Cow<'t, str>,
        here: &Here<'_, 't>,
    ) -> SchemaId {
        let place = self.keep(here);
        let content = unresolved(text);
        self.document.schemas.add(Schema { place, content })
    }

    /// Reads the keywords of an object, except the listed ones.
    pub(super) fn keywords(
        &mut self,
        object: &'t Map<String, Value>,
        except: &[&str],
        here: &Here<'_, 't>,
    ) -> Keywords<'t> {
        let mut draft = Draft::default();
        for (key, value) in object {
            if except.is_empty() || !except.contains(&key.as_str()) {
                self.keyword(&mut draft, key, value, here);
            }
        }
        draft.keywords.hints = self.hints(object);
        self.finish(draft, object, here)
    }

    /// Adds a schema with these keywords.
    pub(super) fn schema_of(&mut self, keywords: Keywords<'t>, here: &Here<'_, 't>) -> SchemaId {
        let place = self.keep(here);
        self.document.schemas.add(Schema {
            place,
            content: Content::Keywords(Box::new(keywords)),
        })
    }

    /// Adds the schema that allows any value.
    pub(super) fn any_value(&mut self, here: &Here<'_, 't>) -> SchemaId {
        self.schema_of(Keywords::default(), here)
    }

    /// Reads an optional schema.
    pub(super) fn optional_schema(
        &mut self,
        value: &'t Value,
        here: &Here<'_, 't>,
    ) -> Option<SchemaId> {
        (!value.is_null()).then(|| self.schema(value, here))
    }

    /// Reads an array of schemas.
    pub(super) fn schema_list(&mut self, value: &'t Value, here: &Here<'_, 't>) -> Vec<SchemaId> {
        let items = self.items(value, here);
        let mut schemas = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            if !item.is_null() {
                schemas.push(self.schema(item, &here.index(index)));
            }
        }
        schemas
    }
}

fn unresolved(text: Cow<'_, str>) -> Content<'_> {
    Content::Reference(Reference { text, target: None })
}

/// Returns `true` if an object has no keyword with an effect beside its reference.
fn is_plain_reference(object: &Map<String, Value>) -> bool {
    object.len() == 1
        || object
            .keys()
            .all(|key| WITHOUT_MEANING.contains(&key.as_str()))
}
