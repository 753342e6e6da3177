//! upgrade: the tree of any version → OpenAPI 3.0, as `openapiv3` types.
//!
//! In: the bundled tree of a Swagger 2.0 or OpenAPI 3.0, 3.1 or 3.2 document, after the overlays. Out: the one dialect that
//! the rest reads. The specifications of the four versions decide, and JSON Schema 2020-12.
//!
//! The tree is read piece by piece, by hand and not by serde: a piece of the wrong shape is repaired or left out with a
//! warning at its place, and everything around it stays. Cost is linear; nothing is read twice unless it is referred to
//! from outside `components`. Every schema becomes [`openapiv3::SchemaKind::Any`], the one kind that can hold
//! all keywords.
//!
//! What 3.0 has no word for travels in extensions:
//!
//! | extension | on | value |
//! | --- | --- | --- |
//! | `x-sdkwright-at` | anything that moved | the JSON pointer where its author wrote it |
//! | `x-sdkwright-order` | path items | the methods in the order of the document, where it is not the usual one |
//! | `x-sdkwright-method`, `x-sdkwright-path` | path items | what their `post` is in truth, where 3.0 does not know the method |
//! | `x-sdkwright-hidden` | component schemas | true: a place that a reference points at, no type of its own |
//! | `x-sdkwright-const` | schemas | the value of `const` |
//! | `x-sdkwright-examples` | schemas | the first of `examples`, in a list |
//! | `x-sdkwright-boolean-schema` | schemas | false: the schema `false` |
//! | `x-sdkwright-prefix-items` | schemas | `prefixItems`, as references |
//! | `x-sdkwright-additional-items` | schemas | false: no items after those of `prefixItems` |
//! | `x-sdkwright-pattern-properties` | schemas | pattern → reference |
//! | `x-sdkwright-property-names` | schemas | true: `propertyNames` restricts them |
//! | `x-sdkwright-if` | schemas | true: `if`, `dependentSchemas` and the like restrict the value |
//! | `x-sdkwright-dependent-required` | schemas | property → those that it needs beside it |
//! | `x-sdkwright-contains` | schemas | true: `contains` says what one of the items must be |
//! | `x-sdkwright-content-encoding` | schemas | `contentEncoding` |
//! | `x-sdkwright-item-schema` | media types | true: the schema is of each item of a stream (`itemSchema`) |
//! | `x-sdkwright-default-mapping` | discriminators | `defaultMapping` |
//! | `x-sdkwright-parent`, `x-sdkwright-kind` | tags | `parent`, `kind` |
//! | `x-sdkwright-device-authorization` | OAuth flows | the flow `deviceAuthorization` |
//! | `x-sdkwright-received`, `x-sdkwright-answered` | the document | references: what webhooks and callbacks bring, and what they are answered |
//!
//! Links and the examples of media types say nothing about a client, and are not read.

mod adopted;
mod content;
mod here;
mod info;
mod keywords;
mod operations;
mod parameters;
mod receivers;
mod references;
mod schemas;
mod security;
mod servers;
mod swagger;
mod swagger_parameters;
mod types;
mod values;
mod vendors;

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Place};
use crate::load::{Document, Texts};
use adopted::{Adopted, Section};
use here::Here;
use openapiv3::{Components, OpenAPI};
use receivers::Carried;
pub(crate) use references::NOWHERE;
use serde_json::{Map, Value};

/// Upgrades a document.
///
/// Nothing comes back where the document does not say which version it is of.
pub fn upgrade(document: &Document, diagnostics: &mut Diagnostics) -> Option<OpenAPI> {
    let Value::Object(root) = &document.tree else {
        return None;
    };
    let version = version(root, &document.texts, diagnostics)?;
    let mut reader = Reader {
        root: &document.tree,
        texts: &document.texts,
        version,
        diagnostics,
        adopted: Adopted::default(),
        carried: Carried::default(),
        operation: String::new(),
    };
    Some(reader.document(root))
}

/// The versions that are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Version {
    /// Swagger 2.0.
    Two,
    /// OpenAPI 3.0.
    Three,
    /// OpenAPI 3.1 and 3.2.
    ThreeOne,
}

fn version(
    root: &Map<String, Value>,
    texts: &Texts,
    diagnostics: &mut Diagnostics,
) -> Option<Version> {
    let said = ["openapi", "swagger", "swaggerVersion"]
        .into_iter()
        .find_map(|key| Some((key, root.get(key)?)));
    let Some((key, said)) = said else {
        let place = Place::Document(String::new());
        diagnostics.push(
            Diagnostic::new(
                Code::VersionUnknown,
                place,
                "the document does not say which version of OpenAPI it is",
            )
            .help("an OpenAPI document begins with `openapi: 3.1.0`, or `swagger: \"2.0\"`"),
        );
        return None;
    };
    let text = match said {
        Value::String(text) => text.trim().to_owned(),
        other => texts
            .get(&format!("/{key}"))
            .cloned()
            .unwrap_or_else(|| other.to_string()),
    };
    let mut numbers = text.split(['.', '-']);
    match (numbers.next(), numbers.next()) {
        (Some("2"), _) => Some(Version::Two),
        (Some("3"), Some("0") | None) => Some(Version::Three),
        (Some("3"), Some("1" | "2")) => Some(Version::ThreeOne),
        _ => {
            let place = Place::Document(format!("/{key}"));
            diagnostics.push(
                Diagnostic::new(
                    Code::VersionUnknown,
                    place,
                    format!("version `{text}` of OpenAPI is not known"),
                )
                .label("not supported")
                .help("Swagger 2.0 and OpenAPI 3.0, 3.1 and 3.2 are"),
            );
            None
        }
    }
}

/// Reads a document, piece by piece.
struct Reader<'t, 'd> {
    root: &'t Value,
    texts: &'t Texts,
    version: Version,
    diagnostics: &'d mut Diagnostics,
    adopted: Adopted<'t>,
    carried: Carried,
    /// What the operation that is being read would be called.
    operation: String,
}

impl<'t> Reader<'t, '_> {
    fn document(&mut self, root: &'t Map<String, Value>) -> OpenAPI {
        let here = Here::root();
        for section in Section::ALL {
            if let Some(own) = self.own(section) {
                self.adopted.reserve(section, own.keys());
            }
        }
        let mut openapi = OpenAPI {
            openapi: "3.0.3".to_owned(),
            info: self.info(root.get("info"), &here.key("info")),
            ..OpenAPI::default()
        };
        let mut components = Components::default();
        if self.version == Version::Two {
            openapi.servers = self.servers_of_host(root);
            self.swagger_components(&mut components);
            openapi.paths = self.swagger_paths(root);
        } else {
            openapi.servers = self.servers(root.get("servers"), &here.key("servers"));
            self.components(root, &mut components);
            openapi.paths = self.paths(root.get("paths"), &here.key("paths"));
            self.webhooks(root);
        }
        self.adopt(&mut components);
        openapi.components = Some(components);
        openapi.security = self.requirements(root.get("security"), &here.key("security"));
        openapi.tags = self.tags(root.get("tags"), &here.key("tags"));
        openapi.external_docs =
            self.external_docs(root.get("externalDocs"), &here.key("externalDocs"));
        openapi.extensions = self.extensions(root);
        openapi.extensions.shift_remove(crate::load::FILES);
        std::mem::take(&mut self.carried).write(&mut openapi.extensions);
        openapi
    }

    /// The components of the document's own that a section has.
    fn own(&self, section: Section) -> Option<&'t Map<String, Value>> {
        let holder = match self.version {
            Version::Two => self.root,
            _ => self.root.get("components")?,
        };
        holder.get(self.section_key(section))?.as_object()
    }

    /// What a section is called in the document's version.
    fn section_key(&self, section: Section) -> &'static str {
        match (self.version, section) {
            (Version::Two, Section::Schemas) => "definitions",
            (Version::Two, Section::SecuritySchemes) => "securityDefinitions",
            _ => section.key(),
        }
    }

    fn components(&mut self, root: &'t Map<String, Value>, components: &mut Components) {
        let Some(value) = root.get("components") else {
            return;
        };
        let here = Here::root();
        let here = here.key("components");
        let Some(object) = self.object(value, &here) else {
            return;
        };
        for section in Section::ALL {
            let Some(value) = object.get(section.key()) else {
                continue;
            };
            let here = here.key(section.key());
            for (key, value) in self.members(value, &here) {
                let here = here.key(key);
                if section == Section::Schemas {
                    let schema = self.schema(value, &here);
                    components.schemas.insert(key.clone(), schema);
                } else {
                    self.component(section, key.clone(), value, &here, components);
                }
            }
        }
        if let Some(callbacks) = object.get("callbacks") {
            self.callbacks(callbacks, "", &here.key("callbacks"));
        }
    }

    /// Reads everything that references led to, and what that leads to.
    fn adopt(&mut self, components: &mut Components) {
        while let Some(next) = self.adopted.next() {
            let here = Here::pointer(&next.pointer);
            if next.section == Section::Schemas {
                let schema = self.adopted_schema(next.value, &here, next.is_hidden);
                components.schemas.insert(next.name, schema);
            } else {
                let name = next.name.clone();
                self.component(next.section, next.name, next.value, &here, components);
                adopted::mark_component(components, next.section, &name, next.pointer);
            }
        }
    }

    fn component(
        &mut self,
        section: Section,
        key: String,
        value: &'t Value,
        here: &Here<'_>,
        components: &mut Components,
    ) {
        match section {
            Section::Schemas => {}
            Section::Parameters => {
                if let Some(parameter) = self.component_parameter(value, here) {
                    components.parameters.insert(key, parameter);
                }
            }
            Section::Responses => {
                let response = self.response(value, here);
                components.responses.insert(key, response);
            }
            Section::RequestBodies => {
                if let Some(body) = self.request_body(value, here) {
                    components.request_bodies.insert(key, body);
                }
            }
            Section::Headers => {
                if let Some(header) = self.header(value, here) {
                    components.headers.insert(key, header);
                }
            }
            Section::Examples => {
                if let Some(example) = self.example(value, here) {
                    components.examples.insert(key, example);
                }
            }
            Section::SecuritySchemes => {
                if let Some(scheme) = self.security_scheme(value, here) {
                    components.security_schemes.insert(key, scheme);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
