//! Parameters of Swagger 2.0: those that stay parameters, and those that are the body.

use super::adopted::{Section, mark};
use super::parameters::NOT_SCHEMA;
use super::references::LONGEST_CHAIN;
use super::schemas::of_kind;
use super::{Here, Reader};
use indexmap::IndexMap;
use openapiv3::{
    AnySchema, CookieStyle, Encoding, HeaderStyle, MediaType, Parameter, ParameterData,
    ParameterSchemaOrContent, PathStyle, QueryStyle, ReferenceOr, RequestBody, Schema,
};
use serde_json::{Map, Value};

/// A parameter that is the body or a part of it.
pub(super) struct BodyPart<'t> {
    object: &'t Map<String, Value>,
    pointer: String,
    is_form: bool,
}

/// The parameters of a list.
#[derive(Default)]
pub(super) struct Read<'t> {
    /// Those that stay parameters.
    pub(super) plain: Vec<ReferenceOr<Parameter>>,
    /// Those that are the body.
    pub(super) bodies: Vec<BodyPart<'t>>,
}

impl<'t> Reader<'t, '_> {
    /// Reads a list of parameters.
    pub(super) fn swagger_parameters(&mut self, value: &'t Value, here: &Here<'_>) -> Read<'t> {
        let mut read = Read::default();
        for (index, value) in self.items(value, here).iter().enumerate() {
            let here = here.index(index);
            if let Some(body) = self.body_part(value, &here) {
                read.bodies.push(body);
            } else if let Some(text) = self.reference_in(value, &here) {
                let reference = self.reference(Section::Parameters, text, &here);
                read.plain
                    .extend(reference.map(|reference| ReferenceOr::Reference { reference }));
            } else {
                read.plain
                    .extend(self.swagger_parameter(value, &here).map(ReferenceOr::Item));
            }
        }
        read
    }

    /// The body among the parameters of a whole path.
    pub(super) fn swagger_bodies(
        &mut self,
        value: &'t Value,
        here: &Here<'_>,
    ) -> Vec<BodyPart<'t>> {
        let items = value.as_array().map_or(&[] as &[Value], Vec::as_slice);
        items
            .iter()
            .filter_map(|value| self.body_part(value, here))
            .collect()
    }

    /// Reads a component. Bodies are read where they are referred to.
    pub(super) fn component_parameter(
        &mut self,
        value: &'t Value,
        here: &Here<'_>,
    ) -> Option<ReferenceOr<Parameter>> {
        if self.version != super::Version::Two {
            return self.parameter(value, here);
        }
        if self.body_part(value, here).is_some() {
            return None;
        }
        if let Some(text) = self.reference_in(value, here) {
            let reference = self.reference(Section::Parameters, text, here)?;
            return Some(ReferenceOr::Reference { reference });
        }
        self.swagger_parameter(value, here).map(ReferenceOr::Item)
    }

    /// A parameter that is the body or a part of it, here or where a reference leads.
    fn body_part(&self, value: &'t Value, here: &Here<'_>) -> Option<BodyPart<'t>> {
        let mut value = value;
        let mut pointer = None;
        for _ in 0..LONGEST_CHAIN {
            match value.get("$ref").and_then(Value::as_str) {
                Some(text) => {
                    let (found, target) = self.look_up(text)?;
                    (pointer, value) = (Some(found), target);
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
            pointer: pointer.unwrap_or_else(|| here.to_pointer()),
            is_form,
        })
    }

    fn swagger_parameter(&mut self, value: &'t Value, here: &Here<'_>) -> Option<Parameter> {
        let object = self.object(value, here)?;
        let Some(name) = self.text_of(object, "name", here) else {
            self.wrong(here, "a parameter without a name is left out");
            return None;
        };
        let location = self.text_of(object, "in", here).unwrap_or_default();
        let (style, explode) = self.collection(object, here);
        let mut data = ParameterData {
            name,
            description: self.text_of(object, "description", here),
            required: self.flag_of(object, "required", here).unwrap_or(false),
            deprecated: self.flag_of(object, "deprecated", here),
            format: ParameterSchemaOrContent::Schema(self.inline_schema(object, here)),
            example: object
                .get("example")
                .or_else(|| object.get("x-example"))
                .cloned(),
            examples: IndexMap::new(),
            explode: None,
            extensions: self.moved(object, here),
        };
        Some(match location.as_str() {
            "query" => {
                data.explode = Some(explode);
                Parameter::Query {
                    parameter_data: data,
                    allow_reserved: false,
                    style,
                    allow_empty_value: self.flag_of(object, "allowEmptyValue", here),
                }
            }
            "header" => Parameter::Header {
                parameter_data: data,
                style: HeaderStyle::Simple,
            },
            "path" => Parameter::Path {
                parameter_data: data,
                style: PathStyle::Simple,
            },
            "cookie" => Parameter::Cookie {
                parameter_data: data,
                style: CookieStyle::Form,
            },
            other => {
                let message = format!(
                    "the parameter `{}` is in `{other}`, and not in query, header, path, formData or body: it is left out",
                    data.name
                );
                self.wrong(&here.key("in"), message);
                return None;
            }
        })
    }

    /// The schema that a parameter itself is; some write `schema` all the same.
    fn inline_schema(
        &mut self,
        object: &'t Map<String, Value>,
        here: &Here<'_>,
    ) -> ReferenceOr<Schema> {
        match object.get("schema") {
            Some(schema @ Value::Object(_)) if !object.contains_key("type") => {
                self.schema(schema, &here.key("schema"))
            }
            _ => ReferenceOr::Item(self.schema_object(object, &NOT_SCHEMA, here)),
        }
    }

    /// What `collectionFormat` is in the words of 3.0.
    fn collection(&mut self, object: &Map<String, Value>, here: &Here<'_>) -> (QueryStyle, bool) {
        let format = self.text_of(object, "collectionFormat", here);
        match format.as_deref() {
            Some("multi") => (QueryStyle::Form, true),
            Some("ssv") => (QueryStyle::SpaceDelimited, false),
            Some("pipes") => (QueryStyle::PipeDelimited, false),
            None | Some("csv") => (QueryStyle::Form, false),
            Some(other) => {
                let message = format!("values separated by `{other}` are sent separated by commas");
                self.wrong(&here.key("collectionFormat"), message);
                (QueryStyle::Form, false)
            }
        }
    }

    /// The body that these parameters are.
    pub(super) fn swagger_body(
        &mut self,
        parts: &[BodyPart<'t>],
        consumes: Vec<String>,
        here: &Here<'_>,
    ) -> Option<ReferenceOr<RequestBody>> {
        let first = parts.first()?;
        if first.is_form {
            return Some(ReferenceOr::Item(self.form(parts, consumes, here)));
        }
        let at = Here::pointer(&first.pointer);
        let mut content = IndexMap::new();
        let consumes = if consumes.is_empty() {
            vec!["application/json".to_owned()]
        } else {
            consumes
        };
        for media_type in consumes {
            let schema = first
                .object
                .get("schema")
                .filter(|schema| !schema.is_null())
                .map(|schema| self.adopted_schema(schema, &at.key("schema"), false));
            content.insert(
                media_type,
                MediaType {
                    schema,
                    ..MediaType::default()
                },
            );
        }
        Some(ReferenceOr::Item(RequestBody {
            description: self.text_of(first.object, "description", &at),
            content,
            required: self.flag_of(first.object, "required", &at).unwrap_or(false),
            extensions: self.moved(first.object, &at),
        }))
    }

    fn form(
        &mut self,
        parts: &[BodyPart<'t>],
        consumes: Vec<String>,
        here: &Here<'_>,
    ) -> RequestBody {
        let mut any = AnySchema {
            typ: Some("object".to_owned()),
            ..AnySchema::default()
        };
        let mut encoding = IndexMap::new();
        let mut has_file = false;
        for part in parts.iter().filter(|part| part.is_form) {
            let at = Here::pointer(&part.pointer);
            let Some(name) = self.text_of(part.object, "name", &at) else {
                self.wrong(&at, "a parameter without a name is left out");
                continue;
            };
            has_file |= part.object.get("type").and_then(Value::as_str) == Some("file");
            if part.object.get("type").and_then(Value::as_str) == Some("array") {
                let (style, explode) = self.collection(part.object, &at);
                let encoded = Encoding {
                    style: Some(style),
                    explode,
                    ..Encoding::default()
                };
                encoding.insert(name.clone(), encoded);
            }
            if self.flag_of(part.object, "required", &at) == Some(true) {
                any.required.push(name.clone());
            }
            let mut schema = self.schema_object(part.object, &FORM_FIELD, &at);
            mark(
                &mut schema.schema_data.extensions,
                part.pointer.clone(),
                false,
            );
            any.properties
                .insert(name, ReferenceOr::Item(Box::new(schema)));
        }
        let is_required = !any.required.is_empty();
        let mut schema = of_kind(any);
        let pointer = here.key("parameters").to_pointer();
        mark(&mut schema.schema_data.extensions, pointer.clone(), false);
        let mut forms: Vec<String> = consumes
            .into_iter()
            .filter(|media_type| media_type.contains("form"))
            .collect();
        if has_file {
            forms.retain(|media_type| media_type.starts_with("multipart/"));
        }
        if forms.is_empty() {
            let form = if has_file {
                "multipart/form-data"
            } else {
                "application/x-www-form-urlencoded"
            };
            forms.push(form.to_owned());
        }
        let media_type = MediaType {
            schema: Some(ReferenceOr::Item(schema)),
            encoding,
            ..MediaType::default()
        };
        let mut extensions = IndexMap::new();
        mark(&mut extensions, pointer, false);
        RequestBody {
            content: forms
                .into_iter()
                .map(|form| (form, media_type.clone()))
                .collect(),
            required: is_required,
            extensions,
            ..RequestBody::default()
        }
    }
}

/// What a field of a form says beside its schema; its description describes the property.
const FORM_FIELD: [&str; 6] = [
    "name",
    "in",
    "required",
    "allowEmptyValue",
    "collectionFormat",
    "$ref",
];
