//! Request bodies and responses.

use super::components::Section;
use super::references::Access;
use super::{Here, Reader};
use crate::spec::{Link, NodeId, RequestBody, Response, Responses, Status, Version};
use serde_json::{Map, Value};
use std::borrow::Cow;

impl<'t> Reader<'t, '_> {
    /// Reads a request body, or follows a reference to one.
    pub(super) fn request_body(
        &mut self,
        value: &'t Value,
        here: &Here<'_, 't>,
        key: Option<&'t str>,
    ) -> Option<NodeId<RequestBody<'t>>> {
        let access = Access {
            nodes: |known| &mut known.request_bodies,
            read: Reader::new_request_body,
        };
        self.node(Section::RequestBodies, value, here, key, &access)
    }

    fn new_request_body(
        &mut self,
        value: &'t Value,
        here: &Here<'_, 't>,
        component: Option<Cow<'t, str>>,
    ) -> Option<NodeId<RequestBody<'t>>> {
        let object = self.object(value, here)?;
        self.check_extensions(object, here);
        let body = RequestBody {
            place: self.keep(here),
            component,
            description: self.text_of(object, "description", here),
            content: match object.get("content") {
                Some(content) => self.content(content, &here.key("content")),
                None => Vec::new(),
            },
            required: self.flag_of(object, "required", here).unwrap_or(false),
        };
        Some(self.document.request_bodies.add(body))
    }

    /// Reads `responses`.
    pub(super) fn responses(&mut self, value: &'t Value, here: &Here<'_, 't>) -> Responses<'t> {
        let mut responses = Responses::default();
        let Some(object) = self.object(value, here) else {
            return responses;
        };
        self.check_extensions(object, here);
        for (key, value) in object {
            if key.starts_with("x-") {
                continue;
            }
            let here = here.key(key);
            if key.eq_ignore_ascii_case("default") {
                responses.default = Some(self.response(value, &here, None));
                continue;
            }
            match status(key) {
                Some(status) => {
                    let response = self.response(value, &here, None);
                    if !responses
                        .by_status
                        .iter()
                        .any(|(known, _)| *known == status)
                    {
                        responses.by_status.push((status, response));
                    }
                }
                None => {
                    let message = format!("`{key}` is not a status; the response is ignored");
                    self.wrong(&here, message);
                }
            }
        }
        responses
    }

    /// Reads a response, or follows a reference to one.
    pub(super) fn response(
        &mut self,
        value: &'t Value,
        here: &Here<'_, 't>,
        key: Option<&'t str>,
    ) -> Option<NodeId<Response<'t>>> {
        let access = Access {
            nodes: |known| &mut known.responses,
            read: Reader::new_response,
        };
        let node = self.node(Section::Responses, value, here, key, &access)?;
        let is_shared = self.version == Version::V2 && value.get("$ref").is_some();
        Some(match is_shared {
            true => self.swagger_shared_response(node),
            false => node,
        })
    }

    fn new_response(
        &mut self,
        value: &'t Value,
        here: &Here<'_, 't>,
        component: Option<Cow<'t, str>>,
    ) -> Option<NodeId<Response<'t>>> {
        // `200: OK`
        if let Value::String(description) = value {
            return Some(self.empty_response(Cow::Borrowed(description), here, component));
        }
        let Some(object) = self.object(value, here) else {
            return Some(self.empty_response(Cow::Borrowed(""), here, component));
        };
        self.check_extensions(object, here);
        let place = self.keep(here);
        let here = &Here::at(place);
        let description = self.text_of(object, "description", here);
        let summary = self.text_of(object, "summary", here);
        let headers = match object.get("headers") {
            Some(headers) => self.headers(headers, &here.key("headers")),
            None => Vec::new(),
        };
        let content = match (self.version, object.get("content")) {
            (Version::V2, _) => self.swagger_content(object, here),
            (_, Some(content)) => self.content(content, &here.key("content")),
            (_, None) => Vec::new(),
        };
        let response = Response {
            place,
            component,
            description: description.or(summary).unwrap_or_default(),
            headers,
            content,
            links: links(object),
        };
        Some(self.document.responses.add(response))
    }

    fn empty_response(
        &mut self,
        description: Cow<'t, str>,
        here: &Here<'_, 't>,
        component: Option<Cow<'t, str>>,
    ) -> NodeId<Response<'t>> {
        let response = Response {
            place: self.keep(here),
            component,
            description,
            headers: Vec::new(),
            content: Vec::new(),
            links: Vec::new(),
        };
        self.document.responses.add(response)
    }
}

/// `200`, `4XX`.
fn status(key: &str) -> Option<Status> {
    let key = key.trim();
    if let Ok(code @ 100..=999) = key.parse::<u16>() {
        return Some(Status::Code(code));
    }
    let (hundreds, rest) = key.split_at_checked(1)?;
    let hundreds: u8 = hundreds.parse().ok()?;
    (rest.eq_ignore_ascii_case("xx") && (1..=5).contains(&hundreds))
        .then_some(Status::Range(hundreds))
}

/// Reads the links of a response. They are documentation, so errors in them are not reported.
fn links<'t>(response: &'t Map<String, Value>) -> Vec<Link<'t>> {
    let links = response.get("links").and_then(Value::as_object);
    let links = links.into_iter().flatten().filter_map(|(name, value)| {
        let object = value
            .as_object()
            .filter(|object| !object.contains_key("$ref"))?;
        let text = |key: &str| object.get(key).and_then(Value::as_str);
        let parameters = object.get("parameters").and_then(Value::as_object);
        Some(Link {
            name,
            operation_id: text("operationId"),
            operation_ref: text("operationRef"),
            parameters: parameters
                .into_iter()
                .flatten()
                .map(|(name, value)| (name.as_str(), value))
                .collect(),
            request_body: object.get("requestBody"),
            description: text("description"),
        })
    });
    links.collect()
}
