//! Parameters of OpenAPI 3.

use super::components::Section;
use super::content::query_style;
use super::extensions::{deprecated, skips_url_encoding};
use super::references::{Access, part};
use super::{Here, Reader};
use crate::config::ARRAY_FORMAT;
use crate::spec::{
    ArrayFormat, CookieStyle, NodeId, Parameter, ParameterLocation, ParameterValue, Version,
};
use openapiv3::{PathStyle, QueryStyle};
use serde_json::{Map, Value};
use std::borrow::Cow;

/// Members of a parameter that are not keywords of a schema. The other ones may be, if `schema` is missing.
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
        here: &Here<'_, 't>,
    ) -> Vec<Option<NodeId<Parameter<'t>>>> {
        let items = self.items(value, here);
        let mut parameters = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            parameters.extend(self.listed_parameter(item, &here.index(index)));
        }
        parameters
    }

    /// Reads a parameter of a list. An invalid one is left out; an unresolved reference is kept as `None`.
    pub(super) fn listed_parameter(
        &mut self,
        value: &'t Value,
        here: &Here<'_, 't>,
    ) -> Option<Option<NodeId<Parameter<'t>>>> {
        let parameter = self.parameter(value, here, None);
        part(value, parameter)
    }

    /// Reads a parameter, or follows a reference to one.
    pub(super) fn parameter(
        &mut self,
        value: &'t Value,
        here: &Here<'_, 't>,
        key: Option<&'t str>,
    ) -> Option<NodeId<Parameter<'t>>> {
        let access = Access {
            nodes: |known| &mut known.parameters,
            read: match self.version {
                Version::V2 => Reader::new_swagger_parameter,
                _ => Reader::new_parameter,
            },
        };
        self.node(Section::Parameters, value, here, key, &access)
    }

    fn new_parameter(
        &mut self,
        value: &'t Value,
        here: &Here<'_, 't>,
        component: Option<Cow<'t, str>>,
    ) -> Option<NodeId<Parameter<'t>>> {
        let object = self.object(value, here)?;
        let name = self.parameter_name(object, here)?;
        let place = self.keep(here);
        let here = &Here::at(place);
        self.check_extensions(object, here);
        let location = self.parameter_location(&name, object, here)?;
        let flag = self.flag_of(object, "deprecated", here).unwrap_or(false);
        let parameter = Parameter {
            place,
            component,
            name,
            location,
            explode: self.flag_of(object, "explode", here),
            array_format: self.array_format(object, here),
            separators: Vec::new(),
            required: self.flag_of(object, "required", here).unwrap_or(false),
            deprecated: deprecated(flag, object),
            description: self.text_of(object, "description", here),
            value: self.schema_or_content(object, here),
            example: object.get("example"),
            examples: self.named_examples(object),
            hints: self.hints(object),
        };
        Some(self.document.parameters.add(parameter))
    }

    /// Reads `name`, which every version requires.
    pub(super) fn parameter_name(
        &mut self,
        object: &'t Map<String, Value>,
        here: &Here<'_, 't>,
    ) -> Option<Cow<'t, str>> {
        let name = self.text_of(object, "name", here);
        if name.is_none() {
            self.wrong(
                here,
                "`name` of the parameter is missing; the parameter is ignored",
            );
        }
        name
    }

    fn parameter_location(
        &mut self,
        name: &str,
        object: &'t Map<String, Value>,
        here: &Here<'_, 't>,
    ) -> Option<ParameterLocation> {
        let location = self.text_of(object, "in", here).unwrap_or_default();
        let style = self.text_of(object, "style", here);
        let style = style.as_deref();
        let allow_reserved = self.allow_reserved(object, here);
        Some(match location.trim().to_ascii_lowercase().as_str() {
            "query" => ParameterLocation::Query {
                style: self.query_style(style, here),
                allow_reserved,
                allow_empty_value: self
                    .flag_of(object, "allowEmptyValue", here)
                    .unwrap_or(false),
            },
            "header" => {
                self.only_style(style, "simple", here);
                ParameterLocation::Header
            }
            "path" => ParameterLocation::Path {
                style: self.path_style(style, here),
                allow_reserved,
            },
            "cookie" if style == Some("cookie") => ParameterLocation::Cookie {
                style: CookieStyle::Cookie,
            },
            "cookie" => {
                self.only_style(style, "form", here);
                ParameterLocation::Cookie {
                    style: CookieStyle::Form,
                }
            }
            "querystring" => ParameterLocation::Querystring,
            other => {
                let message = format!(
                    "`in` of the parameter `{name}` is `{other}`, not query, header, path or cookie; \
                     the parameter is ignored"
                );
                self.wrong(&here.key("in"), message);
                return None;
            }
        })
    }

    /// Reads `allowReserved`, or its equivalent of Microsoft's.
    pub(super) fn allow_reserved(
        &mut self,
        object: &'t Map<String, Value>,
        here: &Here<'_, 't>,
    ) -> bool {
        let flag = self.flag_of(object, "allowReserved", here);
        flag.unwrap_or_else(|| skips_url_encoding(object))
    }

    /// Reads the extension for the notation of arrays.
    pub(super) fn array_format(
        &mut self,
        object: &'t Map<String, Value>,
        here: &Here<'_, 't>,
    ) -> Option<ArrayFormat> {
        let here = here.key(ARRAY_FORMAT);
        Some(match object.get(ARRAY_FORMAT)?.as_str() {
            Some("indices") => ArrayFormat::Indices,
            Some("brackets") => ArrayFormat::Brackets,
            Some("repeat") => ArrayFormat::Repeat,
            Some("comma") => ArrayFormat::Comma,
            _ => {
                let message = format!(
                    "`{ARRAY_FORMAT}` is not `indices`, `brackets`, `repeat` or `comma`; it is ignored"
                );
                self.wrong(&here, message);
                return None;
            }
        })
    }

    /// Reads `schema` or `content` of a parameter or header.
    pub(super) fn schema_or_content(
        &mut self,
        object: &'t Map<String, Value>,
        here: &Here<'_, 't>,
    ) -> ParameterValue<'t> {
        if let Some(schema) = object.get("schema").filter(|schema| !schema.is_null()) {
            return ParameterValue::Schema(self.schema(schema, &here.key("schema")));
        }
        if let Some(content) = object.get("content") {
            let content = self.content(content, &here.key("content"));
            if !content.is_empty() {
                return ParameterValue::Content(content);
            }
        }
        if object.contains_key("type") {
            self.wrong(
                here,
                "`type` belongs in `schema` since OpenAPI 3.0; it is used nevertheless",
            );
        }
        let keywords = self.keywords(object, &NOT_SCHEMA, here);
        ParameterValue::Schema(self.schema_of(keywords, here))
    }

    fn query_style(&mut self, style: Option<&str>, here: &Here<'_, 't>) -> QueryStyle {
        let Some(style) = style else {
            return QueryStyle::Form;
        };
        query_style(style).unwrap_or_else(|| {
            self.unknown_style(style, "form", here);
            QueryStyle::Form
        })
    }

    fn path_style(&mut self, style: Option<&str>, here: &Here<'_, 't>) -> PathStyle {
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

    fn only_style(&mut self, style: Option<&str>, only: &str, here: &Here<'_, 't>) {
        if let Some(style) = style.filter(|style| *style != only) {
            self.unknown_style(style, only, here);
        }
    }

    fn unknown_style(&mut self, style: &str, instead: &str, here: &Here<'_, 't>) {
        let message = format!("the style `{style}` is not valid here; `{instead}` is used");
        self.wrong(&here.key("style"), message);
    }
}
