//! Paths, operations and responses of Swagger 2.0.

use super::operations::{FoundItem, METHODS};
use super::{Here, Reader};
use crate::spec::{
    Keywords, MediaType, NodeId, Operation, PathItem, Response, SchemaId, SchemaType,
};
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::collections::HashMap;

/// The media type of a body without `consumes` or `produces`.
pub(super) const JSON: &str = "application/json";

type ResponseId<'t> = NodeId<Response<'t>>;

/// `consumes` and `produces`.
#[derive(Default)]
pub(super) struct MediaTypes<'t> {
    consumes: Vec<Cow<'t, str>>,
    produces: Vec<Cow<'t, str>>,
    /// Responses that operations share, in the media types of those that produce others than the document.
    shared: HashMap<(ResponseId<'t>, Vec<Cow<'t, str>>), ResponseId<'t>>,
}

impl<'t> Reader<'t, '_> {
    /// Reads the default `consumes` and `produces` of operations.
    pub(super) fn swagger_media_types(&mut self, root: &'t Map<String, Value>) {
        let here = Here::root();
        let produces = self.media_types(root, "produces", &here);
        self.media_types = MediaTypes {
            produces: produces.unwrap_or_default(),
            consumes: self
                .media_types(root, "consumes", &here)
                .unwrap_or_default(),
            shared: HashMap::new(),
        };
    }

    /// Reads `paths`.
    pub(super) fn swagger_paths(&mut self, root: &'t Map<String, Value>) {
        // The paths in Microsoft's extension are distinguished by their query.
        for key in ["paths", "x-ms-paths"] {
            let here = Here::root();
            let here = here.key(key);
            let object = root.get(key).and_then(|value| self.object(value, &here));
            for (path, value) in object.into_iter().flatten() {
                let mut read = self.document.paths.iter();
                let is_read = key != "paths" && read.any(|item| item.path == *path);
                if path.starts_with("x-") || is_read {
                    continue;
                }
                if let Some(found) = self.found_item(value, &here.key(path)) {
                    let item = self.swagger_item(path, &found);
                    self.document.paths.push(item);
                }
            }
        }
    }

    fn swagger_item(&mut self, path: &'t str, found: &FoundItem<'_, 't>) -> PathItem<'t> {
        let object = found.object;
        let place = self.keep(&found.here);
        let here = Here::at(place);
        self.check_extensions(object, &here);
        let mut item = PathItem {
            place,
            path: Cow::Borrowed(path),
            summary: self.text_of(object, "summary", &here),
            description: self.text_of(object, "description", &here),
            ..PathItem::default()
        };
        // Body parameters of a path apply to each of its operations.
        let shared = object.get("parameters");
        if let Some(value) = shared {
            item.parameters_place = self.keep(&here.key("parameters"));
            item.parameters = self
                .swagger_parameters(value, &Here::at(item.parameters_place))
                .plain;
        }
        for (key, value) in object {
            let method = key.to_ascii_lowercase();
            if METHODS.contains(&method.as_str()) && method != "trace" {
                let operation = self.swagger_operation(
                    method.to_ascii_uppercase(),
                    value,
                    shared,
                    &here.key(key),
                );
                item.operations.extend(operation);
            }
        }
        item
    }

    fn swagger_operation(
        &mut self,
        method: String,
        value: &'t Value,
        shared: Option<&'t Value>,
        here: &Here<'_, 't>,
    ) -> Option<Operation<'t>> {
        let object = self.object(value, here)?;
        let place = self.keep(here);
        let here = &Here::at(place);
        let mut operation = Operation {
            place,
            method: Cow::Owned(method),
            ..Operation::default()
        };
        let consumes = self.media_types(object, "consumes", here);
        let consumes = consumes.unwrap_or_else(|| self.media_types.consumes.clone());
        let produces = self.media_types(object, "produces", here);
        let produces = produces.unwrap_or_else(|| self.media_types.produces.clone());
        let outer = std::mem::replace(&mut self.media_types.produces, produces);
        let mut bodies = match object.get("parameters") {
            Some(value) => {
                let parameters = self.swagger_parameters(value, &here.key("parameters"));
                operation.parameters = parameters.plain;
                parameters.bodies
            }
            None => Vec::new(),
        };
        if bodies.is_empty()
            && let Some(shared) = shared
        {
            bodies = self.swagger_bodies(shared, here);
        }
        operation.request_body = self.swagger_body(&bodies, consumes, here).map(Some);
        for (key, value) in object {
            self.operation_member(&mut operation, key, value, &here.key(key));
        }
        self.finish_operation(&mut operation, object, here);
        self.media_types.produces = outer;
        Some(operation)
    }

    /// Returns the content of a response: its schema, for each media type in `produces`.
    pub(super) fn swagger_content(
        &mut self,
        object: &'t Map<String, Value>,
        here: &Here<'_, 't>,
    ) -> Vec<MediaType<'t>> {
        let Some(value) = object.get("schema").filter(|value| !value.is_null()) else {
            return Vec::new();
        };
        let here = here.key("schema");
        let is_file = value.get("type").and_then(Value::as_str) == Some("file");
        let (schema, otherwise) = if is_file {
            let keywords = Keywords {
                types: vec![SchemaType::String],
                format: Some(Cow::Borrowed("binary")),
                ..Keywords::default()
            };
            (self.schema_of(keywords, &here), "*/*")
        } else {
            (self.schema(value, &here), JSON)
        };
        self.in_each(self.produced(is_file), otherwise, Some(schema), &here)
    }

    /// Returns the media types of a response. A file has none of those of structured responses, but a server may know no
    /// other ones.
    fn produced(&self, is_file: bool) -> Vec<Cow<'t, str>> {
        let mut produces = self.media_types.produces.clone();
        produces.retain(|name| !is_file || !name.contains("json") && !name.contains("xml"));
        produces
    }

    /// Returns a response that operations share, in the media types that the current one produces.
    pub(super) fn swagger_shared_response(&mut self, node: ResponseId<'t>) -> ResponseId<'t> {
        let Some(response) = self.document.responses.get(node) else {
            return node;
        };
        let Some(first) = response.content.first().cloned() else {
            return node;
        };
        let own = first
            .schema
            .and_then(|schema| self.document.schemas.keywords(schema));
        let is_file = own.is_some_and(|own| own.format.as_deref() == Some("binary"));
        let produces = self.produced(is_file);
        let is_same = response.content.len() == produces.len()
            && response
                .content
                .iter()
                .zip(&produces)
                .all(|(media, name)| media.name == *name);
        if is_same || produces.is_empty() {
            return node;
        }
        let key = (node, produces.clone());
        if let Some(known) = self.media_types.shared.get(&key) {
            return *known;
        }
        let mut response = response.clone();
        let known = std::mem::take(&mut response.content);
        let content = produces.into_iter().map(|name| {
            let mut known = known.iter();
            match known.find(|media| media.name == name) {
                Some(media) => media.clone(),
                None => MediaType {
                    name,
                    examples: Vec::new(),
                    ..first.clone()
                },
            }
        });
        response.content = content.collect();
        let shared = self.document.responses.add(response);
        self.media_types.shared.insert(key, shared);
        shared
    }

    /// Returns content with a schema for each of these media types, or for the default one.
    pub(super) fn in_each(
        &mut self,
        mut media_types: Vec<Cow<'t, str>>,
        otherwise: &'static str,
        schema: Option<SchemaId>,
        here: &Here<'_, 't>,
    ) -> Vec<MediaType<'t>> {
        let place = self.keep(here);
        if media_types.is_empty() {
            media_types.push(Cow::Borrowed(otherwise));
        }
        let content = media_types.into_iter().map(|name| MediaType {
            place,
            name,
            schema,
            item_schema: None,
            encoding: Vec::new(),
            prefix_encoding: Vec::new(),
            item_encoding: None,
            examples: Vec::new(),
        });
        content.collect()
    }

    fn media_types(
        &mut self,
        object: &'t Map<String, Value>,
        key: &'static str,
        here: &Here<'_, 't>,
    ) -> Option<Vec<Cow<'t, str>>> {
        let value = object.get(key).filter(|value| !value.is_null())?;
        Some(self.texts(value, &here.key(key)))
    }
}
