//! parse: the raw tree of any version → [`spec::Document`].
//!
//! In: the tree of a Swagger 2.0 or OpenAPI 3.0, 3.1 or 3.2 document, after overlays. Out: the typed document, at the
//! level of OpenAPI 3.2 and JSON Schema 2020-12. The specifications of the four versions define the result.
//!
//! The tree is read node by node and not by serde: an invalid value is repaired or ignored with a warning at its
//! place, and everything around it is kept. Cost is linear: nothing is read twice unless the target of a reference
//! needs its own name.

mod bodies;
mod components;
mod content;
mod extensions;
mod here;
mod info;
mod keywords;
mod names;
mod operations;
mod parameters;
mod references;
mod schemas;
mod security;
mod servers;
mod swagger;
mod swagger_parameters;
mod types;
mod values;
mod version;
mod webhooks;

use crate::diagnostics::Diagnostics;
use crate::limits::Limits;
use crate::pointer::Location;
use crate::{load, spec};
use components::Known;
use here::Here;
use references::References;
use serde_json::{Map, Value};
use spec::Version;
use std::borrow::Cow;

/// Parses a document.
///
/// Returns `None` if the document has no supported version.
pub fn parse<'t>(
    document: &'t load::Document,
    diagnostics: &mut Diagnostics,
) -> Option<spec::Document<'t>> {
    parse_within(document, &Limits::default(), diagnostics)
}

/// Parses a document within limits: a path item is read for each path that refers to it.
pub fn parse_within<'t>(
    document: &'t load::Document,
    limits: &Limits,
    diagnostics: &mut Diagnostics,
) -> Option<spec::Document<'t>> {
    let Value::Object(root) = &document.tree else {
        return None;
    };
    let version = version::version(root, &document.texts, diagnostics)?;
    let mut reader = Reader {
        source: document,
        version,
        diagnostics,
        document: spec::Document {
            version,
            ..spec::Document::default()
        },
        known: Known::default(),
        references: References::default(),
        open: Vec::new(),
        nested: 0,
        schemas_left: limits.values,
        operation: Cow::Borrowed(""),
        media_types: swagger::MediaTypes::default(),
    };
    reader.document(root);
    Some(reader.document)
}

/// Reads a document node by node.
struct Reader<'t, 'd> {
    source: &'t load::Document,
    version: Version,
    diagnostics: &'d mut Diagnostics,
    /// The document so far.
    document: spec::Document<'t>,
    /// The components that have been read so far.
    known: Known<'t>,
    /// The references to schemas that are not resolved yet.
    references: References<'t>,
    /// The targets of the references that are being followed, which must not be followed again.
    open: Vec<Location>,
    /// The number of nodes other than schemas that are being read because of a reference.
    nested: usize,
    /// The number of schemas that may still be read.
    schemas_left: u64,
    /// The words that name the current operation.
    operation: Cow<'t, str>,
    /// `consumes` and `produces` of Swagger 2.0.
    media_types: swagger::MediaTypes<'t>,
}

impl<'t> Reader<'t, '_> {
    fn document(&mut self, root: &'t Map<String, Value>) {
        let here = Here::root();
        self.check_extensions(root, &here);
        self.document.info = self.info(root.get("info"), &here.key("info"));
        self.document.self_uri = root.get("$self").and_then(Value::as_str);
        if self.version == Version::V2 {
            self.document.servers = self.servers_of_host(root);
            self.swagger_media_types(root);
        } else {
            self.document.servers = self.servers(root.get("servers"), &here.key("servers"));
        }
        self.components();
        if self.version == Version::V2 {
            self.swagger_paths(root);
        } else {
            self.paths(root.get("paths"), &here.key("paths"));
            self.webhooks(root);
        }
        self.resolve_references();
        self.document.security = self.requirements(root.get("security"), &here.key("security"));
        self.document.tags = self.tags(root.get("tags"), &here.key("tags"));
        self.document.external_docs =
            self.external_docs(root.get("externalDocs"), &here.key("externalDocs"));
    }
}

#[cfg(test)]
mod tests;
