//! Paths, operations and responses of Swagger 2.0.

use super::adopted::{AT, Section};
use super::operations::FoundItem;
use super::schemas::of_kind;
use super::{Here, Reader};
use indexmap::IndexMap;
use openapiv3::{AnySchema, Components, MediaType, Operation, PathItem, Paths, ReferenceOr};
use serde_json::{Map, Value};

/// The media types of bodies where the document says nothing.
const JSON: &str = "application/json";

impl<'t> Reader<'t, '_> {
    /// Reads `definitions`, `parameters`, `responses` and `securityDefinitions`.
    pub(super) fn swagger_components(&mut self, components: &mut Components) {
        self.adopted.produces = self.media_types(self.root, "produces", &Here::root());
        self.adopted.consumes = self.media_types(self.root, "consumes", &Here::root());
        for section in Section::ALL {
            let Some(own) = self.own(section) else {
                continue;
            };
            let here = Here::root();
            let here = here.key(self.section_key(section));
            for (key, value) in own {
                if key.starts_with("x-") && !value.is_object() {
                    continue;
                }
                let here = here.key(key);
                if section == Section::Schemas {
                    let schema = self.adopted_schema(value, &here, false);
                    components.schemas.insert(key.clone(), schema);
                } else {
                    self.component(section, key.clone(), value, &here, components);
                }
            }
        }
    }

    /// Reads `paths`.
    pub(super) fn swagger_paths(&mut self, root: &'t Map<String, Value>) -> Paths {
        let mut paths = Paths::default();
        // Microsoft's paths are told apart by their queries.
        for key in ["paths", "x-ms-paths"] {
            let here = Here::root();
            let here = here.key(key);
            let object = root.get(key).and_then(|value| self.object(value, &here));
            for (path, value) in object.into_iter().flatten() {
                if path.starts_with("x-") {
                    continue;
                }
                let here = here.key(path);
                let Some(found) = self.path_item_object(value, &here) else {
                    continue;
                };
                let moved = found.moved.as_deref().map(Here::pointer);
                let mut item = self.swagger_item(&found, &moved.unwrap_or(here));
                if key != "paths" {
                    let at = item.extensions.entry(AT.to_owned());
                    at.or_insert_with(|| here.to_pointer().into());
                }
                let item = ReferenceOr::Item(item);
                paths.paths.entry(path.clone()).or_insert(item);
            }
        }
        paths
    }

    fn swagger_item(&mut self, found: &FoundItem<'t>, here: &Here<'_>) -> PathItem {
        let object = found.object;
        let mut item = PathItem {
            summary: self.text_of(object, "summary", here),
            description: self.text_of(object, "description", here),
            extensions: self.extensions(object),
            ..PathItem::default()
        };
        if let Some(pointer) = &found.moved {
            item.extensions
                .insert(AT.to_owned(), pointer.as_str().into());
        }
        // Bodies of a whole path are those of each of its operations.
        let shared = object.get("parameters");
        if let Some(value) = shared {
            item.parameters = self
                .swagger_parameters(value, &here.key("parameters"))
                .plain;
        }
        for (key, value) in object {
            let here = here.key(key);
            let method = match key.to_ascii_lowercase().as_str() {
                "get" => &mut item.get,
                "put" => &mut item.put,
                "post" => &mut item.post,
                "delete" => &mut item.delete,
                "options" => &mut item.options,
                "head" => &mut item.head,
                "patch" => &mut item.patch,
                _ => continue,
            };
            *method = self.swagger_operation(value, shared, &here);
        }
        super::operations::keep_order(&mut item, object);
        item
    }

    fn swagger_operation(
        &mut self,
        value: &'t Value,
        shared: Option<&'t Value>,
        here: &Here<'_>,
    ) -> Option<Operation> {
        let object = self.object(value, here)?;
        let mut operation = Operation {
            extensions: self.extensions(object),
            ..Operation::default()
        };
        let consumes = self.media_types_of(object, "consumes", here);
        let produces = self.media_types_of(object, "produces", here);
        let outer = std::mem::replace(&mut self.adopted.produces, produces);
        let mut bodies = match object.get("parameters") {
            Some(value) => {
                let read = self.swagger_parameters(value, &here.key("parameters"));
                operation.parameters = read.plain;
                read.bodies
            }
            None => Vec::new(),
        };
        if bodies.is_empty()
            && let Some(shared) = shared
        {
            bodies = self.swagger_bodies(shared, here);
        }
        operation.request_body = self.swagger_body(&bodies, consumes, here);
        for (key, value) in object {
            let here = here.key(key);
            match key.as_str() {
                "tags" => operation.tags = self.texts(value, &here),
                "summary" => operation.summary = self.text(value, &here),
                "description" => operation.description = self.text(value, &here),
                "externalDocs" => {
                    operation.external_docs = self.external_docs(Some(value), &here);
                }
                "operationId" => operation.operation_id = self.text(value, &here),
                "responses" => operation.responses = self.responses(value, &here),
                "deprecated" => {
                    operation.deprecated = self.flag(value, &here).unwrap_or(false);
                }
                "security" => operation.security = self.requirements(Some(value), &here),
                _ => {}
            }
        }
        self.adopted.produces = outer;
        Some(operation)
    }

    /// The content of a response: its schema, in each media type that the operation produces.
    pub(super) fn swagger_content(
        &mut self,
        object: &'t Map<String, Value>,
        here: &Here<'_>,
    ) -> IndexMap<String, MediaType> {
        let mut content = IndexMap::new();
        let Some(value) = object.get("schema").filter(|value| !value.is_null()) else {
            return content;
        };
        let here = here.key("schema");
        let mut produces = self.adopted.produces.clone();
        let is_file = value.get("type").and_then(Value::as_str) == Some("file");
        if is_file {
            // A file is none of the structures that the other operations produce.
            produces
                .retain(|media_type| !media_type.contains("json") && !media_type.contains("xml"));
        }
        for media_type in produces {
            let schema = if is_file {
                ReferenceOr::Item(of_kind(AnySchema {
                    typ: Some("string".to_owned()),
                    format: Some("binary".to_owned()),
                    ..AnySchema::default()
                }))
            } else {
                self.adopted_schema(value, &here, false)
            };
            let schema = Some(schema);
            content.insert(
                media_type,
                MediaType {
                    schema,
                    ..MediaType::default()
                },
            );
        }
        if content.is_empty() {
            let schema = Some(self.adopted_schema(value, &here, false));
            let media_type = if is_file {
                "application/octet-stream"
            } else {
                JSON
            };
            content.insert(
                media_type.to_owned(),
                MediaType {
                    schema,
                    ..MediaType::default()
                },
            );
        }
        content
    }

    /// The media types of an operation, or else of the document.
    fn media_types_of(
        &mut self,
        object: &'t Map<String, Value>,
        key: &str,
        here: &Here<'_>,
    ) -> Vec<String> {
        match object.get(key) {
            Some(value) if !value.is_null() => self.texts(value, &here.key(key)),
            _ if key == "consumes" => self.adopted.consumes.clone(),
            _ => self.adopted.produces.clone(),
        }
    }

    fn media_types(&mut self, root: &'t Value, key: &str, here: &Here<'_>) -> Vec<String> {
        match root.get(key) {
            Some(value) => self.texts(value, &here.key(key)),
            None => Vec::new(),
        }
    }
}
