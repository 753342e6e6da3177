//! Bodies and responses, in OpenAPI 3.

use super::adopted::Section;
use super::references::LONGEST_CHAIN;
use super::{Here, Reader};
use indexmap::IndexMap;
use openapiv3::{
    Encoding, MediaType, QueryStyle, ReferenceOr, RequestBody, Response, Responses, StatusCode,
};
use serde_json::{Map, Value};

impl<'t> Reader<'t, '_> {
    /// Reads a request body, or a reference to one.
    pub(super) fn request_body(
        &mut self,
        value: &'t Value,
        here: &Here<'_>,
    ) -> Option<ReferenceOr<RequestBody>> {
        if let Some(text) = self.reference_in(value, here) {
            let reference = self.reference(Section::RequestBodies, text, here)?;
            return Some(ReferenceOr::Reference { reference });
        }
        let object = self.object(value, here)?;
        let content = match object.get("content") {
            Some(content) => self.content(content, &here.key("content")),
            None => IndexMap::new(),
        };
        Some(ReferenceOr::Item(RequestBody {
            description: self.text_of(object, "description", here),
            content,
            required: self.flag_of(object, "required", here).unwrap_or(false),
            extensions: self.extensions(object),
        }))
    }

    /// Reads `responses`.
    pub(super) fn responses(&mut self, value: &'t Value, here: &Here<'_>) -> Responses {
        let mut responses = Responses::default();
        let Some(object) = self.object(value, here) else {
            return responses;
        };
        for (key, value) in object {
            if key.starts_with("x-") {
                responses.extensions.insert(key.clone(), value.clone());
                continue;
            }
            let here = here.key(key);
            if key.eq_ignore_ascii_case("default") {
                responses.default = Some(self.response(value, &here));
                continue;
            }
            match status(key) {
                Some(status) => {
                    let response = self.response(value, &here);
                    responses.responses.entry(status).or_insert(response);
                }
                None => {
                    let message = format!("`{key}` is not a status: the response is left out");
                    self.wrong(&here, message);
                }
            }
        }
        responses
    }

    /// Reads a response, or a reference to one.
    pub(super) fn response(&mut self, value: &'t Value, here: &Here<'_>) -> ReferenceOr<Response> {
        if let Some(text) = self.reference_in(value, here) {
            return match self.reference(Section::Responses, text, here) {
                Some(reference) => ReferenceOr::Reference { reference },
                None => ReferenceOr::Item(Response::default()),
            };
        }
        // `200: OK`
        if let Value::String(description) = value {
            return ReferenceOr::Item(Response {
                description: description.clone(),
                ..Response::default()
            });
        }
        let Some(object) = self.object(value, here) else {
            return ReferenceOr::Item(Response::default());
        };
        ReferenceOr::Item(self.response_object(object, here))
    }

    fn response_object(&mut self, object: &'t Map<String, Value>, here: &Here<'_>) -> Response {
        let description = self.text_of(object, "description", here);
        let summary = self.text_of(object, "summary", here);
        let headers = match object.get("headers") {
            Some(headers) => self.headers(headers, &here.key("headers")),
            None => IndexMap::new(),
        };
        let content = match (self.version, object.get("content")) {
            (super::Version::Two, _) => self.swagger_content(object, here),
            (_, Some(content)) => self.content(content, &here.key("content")),
            (_, None) => IndexMap::new(),
        };
        Response {
            description: description.or(summary).unwrap_or_default(),
            headers,
            content,
            links: IndexMap::new(),
            extensions: self.extensions(object),
        }
    }

    /// Reads `content`.
    pub(super) fn content(
        &mut self,
        value: &'t Value,
        here: &Here<'_>,
    ) -> IndexMap<String, MediaType> {
        let mut content = IndexMap::new();
        // OpenAPI knows no reference here, but people write them, to a whole `content`.
        if let Some(text) = self.reference_in(value, here) {
            match self.look_up(text) {
                Some((pointer, target)) if target.get("$ref").is_none() => {
                    return self.content(target, &Here::pointer(&pointer));
                }
                _ => self.nothing_there("content", text, here),
            }
            return content;
        }
        for (name, value) in self.members(value, here) {
            if name.starts_with("x-") {
                continue;
            }
            let media_type = self.media_type(value, &here.key(name), 0);
            content.insert(name.clone(), media_type);
        }
        content
    }

    fn media_type(&mut self, value: &'t Value, here: &Here<'_>, depth: usize) -> MediaType {
        if let Some(text) = self.reference_in(value, here) {
            return match self.look_up(text) {
                Some((pointer, target)) if depth < LONGEST_CHAIN => {
                    self.media_type(target, &Here::pointer(&pointer), depth + 1)
                }
                _ => {
                    self.nothing_there("media type", text, here);
                    MediaType::default()
                }
            };
        }
        let Some(object) = self.object(value, here) else {
            return MediaType::default();
        };
        let mut extensions = self.extensions(object);
        let said = |key: &str| object.get(key).filter(|value| !value.is_null());
        let mut schema = said("schema").map(|value| self.schema(value, &here.key("schema")));
        if schema.is_none()
            && let Some(value) = said("itemSchema")
        {
            // A stream is decoded item by item, so that the item's type needs a name.
            let name = self.item_name(here);
            let reference = self.named_schema(value, &name, &here.key("itemSchema"));
            schema = reference.map(|reference| ReferenceOr::Reference { reference });
            extensions.insert("x-sdkwright-item-schema".to_owned(), Value::Bool(true));
        }
        // Somebody else's `content` is where its schema says it is.
        if depth > 0
            && let Some(ReferenceOr::Item(schema)) = &mut schema
        {
            let pointer = here.key("schema").to_pointer();
            super::adopted::mark(&mut schema.schema_data.extensions, pointer, false);
        }
        MediaType {
            schema,
            encoding: self.encodings(object, here),
            extensions,
            ..MediaType::default()
        }
    }

    /// What the items of a stream are called: after the component in which it is described, or after the operation.
    fn item_name(&self, here: &Here<'_>) -> String {
        let item = match here.name().contains("event-stream") {
            true => "event",
            false => "item",
        };
        let pointer = here.to_pointer();
        let component = pointer
            .strip_prefix("/components/")
            .and_then(|rest| rest.split('/').nth(1));
        match component {
            Some(component) => format!("{component} {item}"),
            None => format!("{} {item}", self.operation),
        }
    }

    fn encodings(
        &mut self,
        object: &'t Map<String, Value>,
        here: &Here<'_>,
    ) -> IndexMap<String, Encoding> {
        let mut encodings = IndexMap::new();
        let Some(value) = object.get("encoding") else {
            return encodings;
        };
        let here = here.key("encoding");
        for (property, value) in self.members(value, &here) {
            let here = here.key(property);
            let Some(object) = self.object(value, &here) else {
                continue;
            };
            let style = self.text_of(object, "style", &here);
            let style = style.and_then(|style| encoding_style(&style));
            let is_form = matches!(style, None | Some(QueryStyle::Form));
            let encoding = Encoding {
                content_type: self.text_of(object, "contentType", &here),
                headers: match object.get("headers") {
                    Some(headers) => self.headers(headers, &here.key("headers")),
                    None => IndexMap::new(),
                },
                explode: self.flag_of(object, "explode", &here).unwrap_or(is_form),
                style,
                allow_reserved: self
                    .flag_of(object, "allowReserved", &here)
                    .unwrap_or(false),
                extensions: self.extensions(object),
            };
            encodings.insert(property.clone(), encoding);
        }
        encodings
    }
}

fn encoding_style(style: &str) -> Option<QueryStyle> {
    Some(match style {
        "form" => QueryStyle::Form,
        "spaceDelimited" => QueryStyle::SpaceDelimited,
        "pipeDelimited" => QueryStyle::PipeDelimited,
        "deepObject" => QueryStyle::DeepObject,
        _ => return None,
    })
}

/// `200`, `4XX`.
fn status(key: &str) -> Option<StatusCode> {
    let key = key.trim();
    if let Ok(code @ 100..=999) = key.parse::<u16>() {
        return Some(StatusCode::Code(code));
    }
    let (hundreds, rest) = key.split_at_checked(1)?;
    let hundreds: u16 = hundreds.parse().ok()?;
    (rest.eq_ignore_ascii_case("xx") && (1..=5).contains(&hundreds))
        .then_some(StatusCode::Range(hundreds))
}
