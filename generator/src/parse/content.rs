//! Media types, encodings, headers and examples.

use super::components::Section;
use super::parameters::NOT_SCHEMA;
use super::references::Access;
use super::{Here, Reader};
use crate::spec::{Encoding, Example, Header, MediaType, NodeId, ParameterValue, Version};
use openapiv3::QueryStyle;
use serde_json::{Map, Value};
use std::borrow::Cow;

impl<'t> Reader<'t, '_> {
    /// Reads `content`.
    pub(super) fn content(&mut self, value: &'t Value, here: &Here<'_, 't>) -> Vec<MediaType<'t>> {
        // OpenAPI does not allow a reference here, but documents in use refer to a complete `content`.
        if let Some(text) = self.reference_in(value, here) {
            let content = self.followed("content", text, here, |reader, location, target| {
                let place = reader.keep_location(location);
                reader.content(target, &Here::at(place))
            });
            return content.unwrap_or_default();
        }
        let mut content = Vec::new();
        for (name, value) in self.members(value, here) {
            if !name.starts_with("x-") {
                content.push(self.media_type(name, value, &here.key(name)));
            }
        }
        content
    }

    fn media_type(
        &mut self,
        name: &'t str,
        value: &'t Value,
        here: &Here<'_, 't>,
    ) -> MediaType<'t> {
        if let Some(text) = self.reference_in(value, here) {
            let found = self.followed("media type", text, here, |reader, location, target| {
                let place = reader.keep_location(location);
                reader.media_type(name, target, &Here::at(place))
            });
            if let Some(found) = found {
                return found;
            }
        }
        let place = self.keep(here);
        let here = &Here::at(place);
        let mut media_type = MediaType {
            place,
            name: Cow::Borrowed(name),
            schema: None,
            item_schema: None,
            encoding: Vec::new(),
            prefix_encoding: Vec::new(),
            item_encoding: None,
            examples: Vec::new(),
        };
        let Some(object) = value
            .as_object()
            .filter(|object| !object.contains_key("$ref"))
        else {
            if !value.is_object() {
                self.object(value, here);
            }
            return media_type;
        };
        self.check_extensions(object, here);
        if let Some(value) = object.get("schema") {
            media_type.schema = self.optional_schema(value, &here.key("schema"));
        }
        if let Some(value) = object.get("itemSchema") {
            media_type.item_schema = self.optional_schema(value, &here.key("itemSchema"));
        }
        if let Some(value) = object.get("encoding") {
            media_type.encoding = self.encodings(value, &here.key("encoding"));
        }
        if let Some(Value::Array(values)) = object.get("prefixEncoding") {
            let here = here.key("prefixEncoding");
            let values = values.iter().enumerate();
            media_type.prefix_encoding = values
                .filter_map(|(index, value)| self.encoding(value, &here.index(index)))
                .collect();
        }
        if let Some(value) = object.get("itemEncoding") {
            media_type.item_encoding = self.encoding(value, &here.key("itemEncoding"));
        }
        media_type.examples = self.examples_of(object);
        media_type
    }

    fn encodings(
        &mut self,
        value: &'t Value,
        here: &Here<'_, 't>,
    ) -> Vec<(Cow<'t, str>, Encoding<'t>)> {
        let members = self.members(value, here);
        let encodings = members.filter_map(|(property, value)| {
            let encoding = self.encoding(value, &here.key(property))?;
            Some((Cow::Borrowed(property), encoding))
        });
        encodings.collect()
    }

    fn encoding(&mut self, value: &'t Value, here: &Here<'_, 't>) -> Option<Encoding<'t>> {
        let object = self.object(value, here)?;
        let style = self.text_of(object, "style", here);
        Some(Encoding {
            place: self.keep(here),
            content_type: self.text_of(object, "contentType", here),
            headers: match object.get("headers") {
                Some(headers) => self.headers(headers, &here.key("headers")),
                None => Vec::new(),
            },
            style: style.and_then(|style| query_style(&style)),
            explode: self.flag_of(object, "explode", here),
            allow_reserved: self.flag_of(object, "allowReserved", here).unwrap_or(false),
        })
    }

    /// Reads named headers.
    pub(super) fn headers(
        &mut self,
        value: &'t Value,
        here: &Here<'_, 't>,
    ) -> Vec<(&'t str, NodeId<Header<'t>>)> {
        let members = self.members(value, here);
        let headers = members.filter_map(|(name, value)| {
            let header = self.header(value, &here.key(name), None)?;
            Some((name, header))
        });
        headers.collect()
    }

    /// Reads a header, or follows a reference to one.
    pub(super) fn header(
        &mut self,
        value: &'t Value,
        here: &Here<'_, 't>,
        key: Option<&'t str>,
    ) -> Option<NodeId<Header<'t>>> {
        let access = Access {
            nodes: |known| &mut known.headers,
            read: Reader::new_header,
        };
        self.node(Section::Headers, value, here, key, &access)
    }

    fn new_header(
        &mut self,
        value: &'t Value,
        here: &Here<'_, 't>,
        component: Option<Cow<'t, str>>,
    ) -> Option<NodeId<Header<'t>>> {
        let object = self.object(value, here)?;
        self.check_extensions(object, here);
        let mut separators = Vec::new();
        let value = if self.version == Version::V2 {
            separators = self.separators(object, here);
            let keywords = self.keywords(object, &NOT_SCHEMA, here);
            ParameterValue::Schema(self.schema_of(keywords, here))
        } else {
            self.schema_or_content(object, here)
        };
        let header = Header {
            component,
            description: self.text_of(object, "description", here),
            required: self.flag_of(object, "required", here).unwrap_or(false),
            deprecated: self.flag_of(object, "deprecated", here).unwrap_or(false),
            explode: self.flag_of(object, "explode", here),
            separator: separators.first().copied(),
            value,
        };
        Some(self.document.headers.add(header))
    }

    /// Reads `example` and `examples`. Errors in examples are not reported.
    pub(super) fn examples_of(&mut self, object: &'t Map<String, Value>) -> Vec<Example<'t>> {
        let own = object.get("example").map(|value| Example {
            value: Some(value),
            ..Example::default()
        });
        own.into_iter().chain(self.named_examples(object)).collect()
    }

    /// Reads `examples`.
    pub(super) fn named_examples(&mut self, object: &'t Map<String, Value>) -> Vec<Example<'t>> {
        // An array of examples, as in JSON Schema, has no names.
        let examples = object.get("examples").and_then(Value::as_object);
        let examples = examples.into_iter().flatten();
        examples
            .filter_map(|(name, value)| self.example(name, value))
            .collect()
    }

    fn example(&mut self, name: &'t str, value: &'t Value) -> Option<Example<'t>> {
        let mut object = value.as_object()?;
        if object.contains_key("$ref") {
            let found = self.follow_quietly(Section::Examples, value)?;
            object = found.value.as_object()?;
        }
        let text = |key: &str| object.get(key).and_then(Value::as_str);
        Some(Example {
            name: Some(name),
            summary: text("summary"),
            description: text("description"),
            value: object.get("value").or_else(|| object.get("dataValue")),
            serialized_value: text("serializedValue"),
            external_value: text("externalValue"),
        })
    }
}

/// Returns the style of a query parameter or of a property of a form.
pub(super) fn query_style(style: &str) -> Option<QueryStyle> {
    Some(match style {
        "form" => QueryStyle::Form,
        "spaceDelimited" => QueryStyle::SpaceDelimited,
        "pipeDelimited" => QueryStyle::PipeDelimited,
        "deepObject" => QueryStyle::DeepObject,
        _ => return None,
    })
}
