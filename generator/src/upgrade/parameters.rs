//! Parameters and headers, in OpenAPI 3.

use super::adopted::Section;
use super::{Here, Reader};
use crate::diagnostics::Code;
use indexmap::IndexMap;
use openapiv3::{
    CookieStyle, Example, Header, HeaderStyle, Parameter, ParameterData, ParameterSchemaOrContent,
    PathStyle, QueryStyle, ReferenceOr,
};
use serde_json::{Map, Value};

/// What a parameter says beside its schema; the rest may be a schema that somebody forgot to put into `schema`.
pub(super) const NOT_SCHEMA: [&str; 13] = [
    "name",
    "in",
    "description",
    "required",
    "deprecated",
    "allowEmptyValue",
    "style",
    "explode",
    "allowReserved",
    "example",
    "examples",
    "collectionFormat",
    "$ref",
];

impl<'t> Reader<'t, '_> {
    /// Reads a list of parameters.
    pub(super) fn parameters(
        &mut self,
        value: &'t Value,
        here: &Here<'_>,
    ) -> Vec<ReferenceOr<Parameter>> {
        let items = self.items(value, here);
        let mut parameters = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            parameters.extend(self.parameter(item, &here.index(index)));
        }
        parameters
    }

    /// Reads a parameter, or a reference to one.
    pub(super) fn parameter(
        &mut self,
        value: &'t Value,
        here: &Here<'_>,
    ) -> Option<ReferenceOr<Parameter>> {
        if let Some(text) = self.reference_in(value, here) {
            let reference = self.reference(Section::Parameters, text, here)?;
            return Some(ReferenceOr::Reference { reference });
        }
        let object = self.object(value, here)?;
        let Some(name) = self.text_of(object, "name", here) else {
            self.wrong(here, "a parameter without a name is left out");
            return None;
        };
        let location = self.text_of(object, "in", here).unwrap_or_default();
        let style = self.text_of(object, "style", here);
        let style = style.as_deref();
        let data = |reader: &mut Self| reader.parameter_data(name.clone(), object, here);
        let parameter = match location.trim().to_ascii_lowercase().as_str() {
            "query" => Parameter::Query {
                parameter_data: data(self),
                allow_reserved: self.flag_of(object, "allowReserved", here).unwrap_or(false),
                style: self.query_style(style, here),
                allow_empty_value: self.flag_of(object, "allowEmptyValue", here),
            },
            "header" => {
                self.only_style(style, "simple", here);
                Parameter::Header {
                    parameter_data: data(self),
                    style: HeaderStyle::Simple,
                }
            }
            "path" => Parameter::Path {
                parameter_data: data(self),
                style: self.path_style(style, here),
            },
            "cookie" => {
                if style != Some("cookie") {
                    self.only_style(style, "form", here);
                }
                Parameter::Cookie {
                    parameter_data: data(self),
                    style: CookieStyle::Form,
                }
            }
            "querystring" => {
                let message =
                    format!("the parameter `{name}`, which is the whole query, is left out");
                self.say(Code::NotSupported, here, message);
                return None;
            }
            other => {
                let message = format!(
                    "the parameter `{name}` is in `{other}`, and not in query, header, path or cookie: it is left out"
                );
                self.wrong(&here.key("in"), message);
                return None;
            }
        };
        Some(ReferenceOr::Item(parameter))
    }

    fn parameter_data(
        &mut self,
        name: String,
        object: &'t Map<String, Value>,
        here: &Here<'_>,
    ) -> ParameterData {
        ParameterData {
            name,
            description: self.text_of(object, "description", here),
            required: self.flag_of(object, "required", here).unwrap_or(false),
            deprecated: self.flag_of(object, "deprecated", here),
            format: self.schema_or_content(object, here),
            example: object.get("example").cloned(),
            examples: self.examples(object.get("examples"), &here.key("examples")),
            explode: self.flag_of(object, "explode", here),
            extensions: self.extensions(object),
        }
    }

    fn schema_or_content(
        &mut self,
        object: &'t Map<String, Value>,
        here: &Here<'_>,
    ) -> ParameterSchemaOrContent {
        if let Some(schema) = object.get("schema").filter(|schema| !schema.is_null()) {
            return ParameterSchemaOrContent::Schema(self.schema(schema, &here.key("schema")));
        }
        if let Some(content) = object.get("content") {
            let content = self.content(content, &here.key("content"));
            if !content.is_empty() {
                return ParameterSchemaOrContent::Content(content);
            }
        }
        if object.contains_key("type") {
            self.wrong(
                here,
                "the type stands in `schema` since OpenAPI 3.0: it is taken from here",
            );
        }
        let schema = self.schema_object(object, &NOT_SCHEMA, here);
        ParameterSchemaOrContent::Schema(ReferenceOr::Item(schema))
    }

    fn query_style(&mut self, style: Option<&str>, here: &Here<'_>) -> QueryStyle {
        match style {
            None | Some("form") => QueryStyle::Form,
            Some("spaceDelimited") => QueryStyle::SpaceDelimited,
            Some("pipeDelimited") => QueryStyle::PipeDelimited,
            Some("deepObject") => QueryStyle::DeepObject,
            Some(other) => {
                self.unknown_style(other, "form", here);
                QueryStyle::Form
            }
        }
    }

    fn path_style(&mut self, style: Option<&str>, here: &Here<'_>) -> PathStyle {
        match style {
            None | Some("simple") => PathStyle::Simple,
            Some("label") => PathStyle::Label,
            Some("matrix") => PathStyle::Matrix,
            Some(other) => {
                self.unknown_style(other, "simple", here);
                PathStyle::Simple
            }
        }
    }

    fn only_style(&mut self, style: Option<&str>, only: &str, here: &Here<'_>) {
        if let Some(style) = style.filter(|style| *style != only) {
            self.unknown_style(style, only, here);
        }
    }

    fn unknown_style(&mut self, style: &str, taken: &str, here: &Here<'_>) {
        let message = format!("the style `{style}` does not exist here: it is taken as `{taken}`");
        self.wrong(&here.key("style"), message);
    }

    /// Reads named examples.
    fn examples(
        &mut self,
        value: Option<&'t Value>,
        here: &Here<'_>,
    ) -> IndexMap<String, ReferenceOr<Example>> {
        let mut examples = IndexMap::new();
        // A list of examples, as JSON Schema has it, has no names.
        let Some(Value::Object(object)) = value else {
            return examples;
        };
        for (name, value) in object {
            if let Some(example) = self.example(value, &here.key(name)) {
                examples.insert(name.clone(), example);
            }
        }
        examples
    }

    /// Reads an example, or a reference to one. What is wrong with an example is not worth a word.
    pub(super) fn example(
        &mut self,
        value: &'t Value,
        _here: &Here<'_>,
    ) -> Option<ReferenceOr<Example>> {
        let object = value.as_object()?;
        if let Some(Value::String(text)) = object.get("$ref") {
            let reference = self.component_reference(Section::Examples, text)?;
            return Some(ReferenceOr::Reference { reference });
        }
        let text = |key: &str| object.get(key).and_then(Value::as_str).map(str::to_owned);
        Some(ReferenceOr::Item(Example {
            summary: text("summary"),
            description: text("description"),
            value: object
                .get("value")
                .or_else(|| object.get("dataValue"))
                .cloned(),
            external_value: text("externalValue"),
            extensions: IndexMap::new(),
        }))
    }

    /// Reads named headers.
    pub(super) fn headers(
        &mut self,
        value: &'t Value,
        here: &Here<'_>,
    ) -> IndexMap<String, ReferenceOr<Header>> {
        let mut headers = IndexMap::new();
        for (name, value) in self.members(value, here) {
            if let Some(header) = self.header(value, &here.key(name)) {
                headers.insert(name.clone(), header);
            }
        }
        headers
    }

    /// Reads a header, or a reference to one.
    pub(super) fn header(
        &mut self,
        value: &'t Value,
        here: &Here<'_>,
    ) -> Option<ReferenceOr<Header>> {
        if let Some(text) = self.reference_in(value, here) {
            let reference = self.reference(Section::Headers, text, here)?;
            return Some(ReferenceOr::Reference { reference });
        }
        let object = self.object(value, here)?;
        let format = if self.version == super::Version::Two {
            let schema = self.schema_object(object, &NOT_SCHEMA, here);
            ParameterSchemaOrContent::Schema(ReferenceOr::Item(schema))
        } else {
            self.schema_or_content(object, here)
        };
        Some(ReferenceOr::Item(Header {
            description: self.text_of(object, "description", here),
            style: HeaderStyle::Simple,
            required: self.flag_of(object, "required", here).unwrap_or(false),
            deprecated: self.flag_of(object, "deprecated", here),
            format,
            example: object.get("example").cloned(),
            examples: IndexMap::new(),
            extensions: self.extensions(object),
        }))
    }
}
