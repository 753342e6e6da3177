//! Parameters of Swagger 2.0, including those that describe the body.

use super::extensions::{deprecated, skips_url_encoding};
use super::parameters::NOT_SCHEMA;
use super::references::LONGEST_CHAIN;
use super::swagger::JSON;
use super::{Here, Reader};
use crate::pointer::Location;
use crate::spec::{
    CookieStyle, Encoding, Keywords, NodeId, Parameter, ParameterLocation, ParameterValue, PlaceId,
    RequestBody, SchemaId, SchemaType, Separator,
};
use openapiv3::{PathStyle, QueryStyle};
use serde_json::{Map, Value};
use std::borrow::Cow;

/// The maximum depth of arrays inside arrays whose separators are read.
const DEEPEST: usize = 8;

/// A parameter that describes the body or a part of it.
pub(super) struct BodyPart<'t> {
    object: &'t Map<String, Value>,
    place: PlaceId,
    is_form: bool,
}

/// The parameters of a list, by kind.
#[derive(Default)]
pub(super) struct ParameterList<'t> {
    /// Parameters in the sense of OpenAPI 3.
    pub(super) plain: Vec<Option<NodeId<Parameter<'t>>>>,
    /// Parameters that describe the body.
    pub(super) bodies: Vec<BodyPart<'t>>,
}

/// Members of a form parameter that are not keywords of its schema. Its description applies to the property.
const FORM_FIELD: [&str; 6] = [
    "name",
    "in",
    "required",
    "allowEmptyValue",
    "collectionFormat",
    "$ref",
];

impl<'t> Reader<'t, '_> {
    /// Reads a list of parameters.
    pub(super) fn swagger_parameters(
        &mut self,
        value: &'t Value,
        here: &Here<'_, 't>,
    ) -> ParameterList<'t> {
        let mut list = ParameterList::default();
        for (index, value) in self.items(value, here).iter().enumerate() {
            let here = here.index(index);
            match self.body_part(value, &here) {
                Some(body) => list.bodies.push(body),
                None => list.plain.extend(self.listed_parameter(value, &here)),
            }
        }
        list
    }

    /// Returns the body parameters of a path.
    pub(super) fn swagger_bodies(
        &mut self,
        value: &'t Value,
        here: &Here<'_, 't>,
    ) -> Vec<BodyPart<'t>> {
        let items = value.as_array().map_or(&[] as &[Value], Vec::as_slice);
        items
            .iter()
            .filter_map(|value| self.body_part(value, here))
            .collect()
    }

    /// Returns a body parameter, following references.
    fn body_part(&mut self, value: &'t Value, here: &Here<'_, 't>) -> Option<BodyPart<'t>> {
        let mut value = value;
        let mut target: Option<Location> = None;
        for _ in 0..LONGEST_CHAIN {
            match value.get("$ref").and_then(Value::as_str) {
                Some(text) => {
                    let (location, referenced) = self.look_up(text)?;
                    (target, value) = (Some(location), referenced);
                }
                None => break,
            }
        }
        let object = value.as_object()?;
        let is_form = match object.get("in")?.as_str()? {
            "body" => false,
            "formData" | "form" | "formdata" => true,
            _ => return None,
        };
        Some(BodyPart {
            object,
            place: match target {
                Some(location) => self.keep_location(location),
                None => self.keep(here),
            },
            is_form,
        })
    }

    /// Reads a parameter. Body parameters are read by the operations that use them.
    pub(super) fn new_swagger_parameter(
        &mut self,
        value: &'t Value,
        here: &Here<'_, 't>,
        component: Option<Cow<'t, str>>,
    ) -> Option<NodeId<Parameter<'t>>> {
        if self.body_part(value, here).is_some() {
            return None;
        }
        let object = self.object(value, here)?;
        let name = self.parameter_name(object, here)?;
        let place = self.keep(here);
        let here = &Here::at(place);
        self.check_extensions(object, here);
        let (style, explode) = self.collection(object, here);
        let separators = self.separators(object, here);
        let allow_reserved = skips_url_encoding(object);
        let schema = self.parameter_schema(object, here);
        let location = self.text_of(object, "in", here).unwrap_or_default();
        let (location, explode) = match &*location {
            "query" => {
                let allow_empty_value = self
                    .flag_of(object, "allowEmptyValue", here)
                    .unwrap_or(false);
                let location = ParameterLocation::Query {
                    style,
                    allow_reserved,
                    allow_empty_value,
                };
                (location, Some(explode))
            }
            "header" => (ParameterLocation::Header, None),
            "path" => {
                let style = PathStyle::Simple;
                let location = ParameterLocation::Path {
                    style,
                    allow_reserved,
                };
                (location, None)
            }
            "cookie" => {
                let style = CookieStyle::Form;
                (ParameterLocation::Cookie { style }, None)
            }
            other => {
                let message = format!(
                    "`in` of the parameter `{name}` is `{other}`, not query, header, path, formData or body; \
                     the parameter is ignored"
                );
                self.wrong(&here.key("in"), message);
                return None;
            }
        };
        let flag = self.flag_of(object, "deprecated", here).unwrap_or(false);
        let parameter = Parameter {
            place,
            component,
            name,
            location,
            explode,
            array_format: self.array_format(object, here),
            separators,
            required: self.flag_of(object, "required", here).unwrap_or(false),
            deprecated: deprecated(flag, object),
            description: self.text_of(object, "description", here),
            value: ParameterValue::Schema(schema),
            example: object.get("example").or_else(|| object.get("x-example")),
            examples: Vec::new(),
            hints: self.hints(object),
        };
        Some(self.document.parameters.add(parameter))
    }

    /// Returns the schema of a parameter: the parameter itself, although some documents have `schema`.
    fn parameter_schema(
        &mut self,
        object: &'t Map<String, Value>,
        here: &Here<'_, 't>,
    ) -> SchemaId {
        match object.get("schema") {
            Some(schema @ Value::Object(_)) if !object.contains_key("type") => {
                self.schema(schema, &here.key("schema"))
            }
            _ => {
                let keywords = self.keywords(object, &NOT_SCHEMA, here);
                self.schema_of(keywords, here)
            }
        }
    }

    /// Returns style and explode for `collectionFormat`.
    fn collection(
        &mut self,
        object: &'t Map<String, Value>,
        here: &Here<'_, 't>,
    ) -> (QueryStyle, bool) {
        let format = self.text_of(object, "collectionFormat", here);
        match format.as_deref() {
            Some("multi") => (QueryStyle::Form, true),
            Some("ssv") => (QueryStyle::SpaceDelimited, false),
            Some("pipes") => (QueryStyle::PipeDelimited, false),
            None | Some("csv" | "tsv") => (QueryStyle::Form, false),
            Some(other) => {
                let message = format!(
                    "`collectionFormat: {other}` is not supported; values are separated by commas"
                );
                self.wrong(&here.key("collectionFormat"), message);
                (QueryStyle::Form, false)
            }
        }
    }

    /// Returns the separators of an array and of the arrays inside it; none if all are commas or the style of a query
    /// parameter defines the only one.
    pub(super) fn separators(
        &mut self,
        object: &'t Map<String, Value>,
        here: &Here<'_, 't>,
    ) -> Vec<Separator> {
        let mut separators = Vec::new();
        let mut array = object;
        while array.get("type").and_then(Value::as_str) == Some("array") {
            let format = array.get("collectionFormat").and_then(Value::as_str);
            separators.push(match format {
                Some("ssv") => Separator::Space,
                Some("tsv") => Separator::Tab,
                Some("pipes") => Separator::Pipe,
                _ => Separator::Comma,
            });
            match array.get("items").and_then(Value::as_object) {
                Some(items) if separators.len() < DEEPEST => array = items,
                _ => break,
            }
        }
        let is_in_query = self.text_of(object, "in", here).as_deref() == Some("query");
        match separators.as_slice() {
            [Separator::Comma] => Vec::new(),
            [Separator::Space | Separator::Pipe] if is_in_query => Vec::new(),
            _ => separators,
        }
    }

    /// Returns the request body of body parameters.
    pub(super) fn swagger_body(
        &mut self,
        parts: &[BodyPart<'t>],
        consumes: Vec<Cow<'t, str>>,
        here: &Here<'_, 't>,
    ) -> Option<NodeId<RequestBody<'t>>> {
        let first = parts.first()?;
        let body = if first.is_form {
            self.form(parts, consumes, here)
        } else {
            let at = Here::at(first.place);
            let schema = first.object.get("schema");
            let schema = schema.and_then(|schema| self.optional_schema(schema, &at.key("schema")));
            RequestBody {
                place: first.place,
                component: None,
                description: self.text_of(first.object, "description", &at),
                content: self.in_each(consumes, JSON, schema, &at),
                required: self.flag_of(first.object, "required", &at).unwrap_or(false),
            }
        };
        Some(self.document.request_bodies.add(body))
    }

    fn form(
        &mut self,
        parts: &[BodyPart<'t>],
        consumes: Vec<Cow<'t, str>>,
        here: &Here<'_, 't>,
    ) -> RequestBody<'t> {
        let mut object = crate::spec::ObjectKeywords::default();
        let mut encoding = Vec::new();
        let mut has_file = false;
        for part in parts.iter().filter(|part| part.is_form) {
            let at = Here::at(part.place);
            self.check_extensions(part.object, &at);
            let Some(value) = part.object.get("name").and_then(Value::as_str) else {
                self.wrong(
                    &at,
                    "`name` of the parameter is missing; the parameter is ignored",
                );
                continue;
            };
            let typ = part.object.get("type").and_then(Value::as_str);
            has_file |= typ == Some("file");
            if typ == Some("array") {
                let (style, explode) = self.collection(part.object, &at);
                let encoded = Encoding {
                    style: Some(style),
                    explode: Some(explode),
                    ..Encoding::default()
                };
                encoding.push((Cow::Borrowed(value), encoded));
            }
            if self.flag_of(part.object, "required", &at) == Some(true) {
                object.required.push(Cow::Borrowed(value));
            }
            let keywords = self.keywords(part.object, &FORM_FIELD, &at);
            let schema = self.schema_of(keywords, &at);
            object.properties.insert(value, schema);
        }
        let required = !object.required.is_empty();
        let place = self.keep(&here.key("parameters"));
        let here = Here::at(place);
        let keywords = Keywords {
            types: vec![SchemaType::Object],
            object: Some(Box::new(object)),
            ..Keywords::default()
        };
        let schema = self.schema_of(keywords, &here);
        let mut forms: Vec<Cow<'t, str>> = consumes
            .into_iter()
            .filter(|media_type| media_type.contains("form"))
            .collect();
        if has_file {
            forms.retain(|media_type| media_type.starts_with("multipart/"));
        }
        let otherwise = if has_file {
            "multipart/form-data"
        } else {
            "application/x-www-form-urlencoded"
        };
        let mut content = self.in_each(forms, otherwise, Some(schema), &here);
        for media_type in &mut content {
            media_type.encoding.clone_from(&encoding);
        }
        RequestBody {
            place,
            component: None,
            description: None,
            content,
            required,
        }
    }
}
