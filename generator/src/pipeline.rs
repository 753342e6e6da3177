//! The way of a document, from its name to the files of an SDK in memory.

use crate::config::{self, Config};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Place, SourceText, Sources};
use crate::overlay::{self, Overlay};
use crate::write::{GeneratedFile, Provenance, digest_json};
use crate::{emit, lower, plan, print};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// What an SDK is made from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Input {
    /// The document.
    pub document: PathBuf,
    /// Overlay documents, in the order they are applied.
    pub overlays: Vec<PathBuf>,
    /// sdkwright.toml, where there is one.
    pub config: Option<PathBuf>,
    /// The crate's name, in place of the one that the configuration gives.
    pub name: Option<String>,
}

/// An SDK in memory, and what there is to say about it.
#[derive(Clone, Debug, Default)]
pub struct Generation {
    /// The files, in order of their paths. None where there is an error.
    pub files: Vec<GeneratedFile>,
    /// What they were made from.
    pub provenance: Provenance,
    /// Everything that was found on the way.
    pub diagnostics: Diagnostics,
    /// The texts that were read, by which a diagnostic finds its line.
    pub sources: Sources,
    /// What the document has.
    pub summary: Summary,
}

/// What a document has, for the one line that people read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// What it says it is: `OpenAPI 3.0.0`, `Swagger 2.0`.
    pub version: String,
    /// How many operations are in the SDK.
    pub operations: usize,
    /// How many operations had to be left out.
    pub left_out: usize,
    /// How many schemas are components of the document.
    pub schemas: usize,
    /// What the overlays did.
    pub overlays: overlay::Applied,
}

/// The stack of the threads that do the work: real documents nest deeper than a thread's default has room for.
/// Only what is used of it costs anything.
const STACK: usize = 256 << 20;

/// Makes an SDK in memory. Reads the named files, and writes nothing.
pub fn generate(input: &Input) -> Generation {
    match rayon::ThreadPoolBuilder::new().stack_size(STACK).build() {
        Ok(threads) => threads.install(|| Run::default().generate(input)),
        // No threads to be had: as far as this one's stack goes.
        Err(_) => Run::default().generate(input),
    }
}

/// What a run has found so far.
#[derive(Default)]
struct Run {
    diagnostics: Diagnostics,
    sources: Sources,
    summary: Summary,
}

impl Run {
    fn generate(mut self, input: &Input) -> Generation {
        let made = self.make(input);
        let (files, provenance) = made
            .filter(|_| !self.diagnostics.has_errors())
            .unwrap_or_default();
        Generation {
            files,
            provenance,
            diagnostics: self.diagnostics,
            sources: self.sources,
            summary: self.summary,
        }
    }

    /// Everything that can be found wrong is found, stage by stage, as long as there is something to go on with.
    fn make(&mut self, input: &Input) -> Option<(Vec<GeneratedFile>, Provenance)> {
        let mut config = self.config(input);
        if input.name.is_some() {
            config.package.name.clone_from(&input.name);
        }
        let overlays = self.overlays(input);
        let mut tree = self.document(&input.document)?;
        self.summary.version = version(&tree);
        self.summary.schemas = config::schema_count(&tree);
        let provenance = Provenance {
            document: digest_json(&tree),
            overlays: overlays
                .iter()
                .map(|overlay| digest_json(&overlay.tree))
                .collect(),
            configuration: digest_json(&config),
        };
        self.summary.overlays = overlay::apply(&mut tree, &overlays, &mut self.diagnostics);
        config::apply(&mut tree, &config, &mut self.diagnostics);
        let openapi = self.upgrade(tree, &config)?;
        if self.diagnostics.has_errors() {
            return None;
        }
        let api = lower::lower(&openapi, &config, &mut self.diagnostics);
        self.summary.left_out = api.left_out.len();
        self.summary.operations = api
            .resources
            .iter()
            .map(|resource| resource.operations.len())
            .sum();
        let planned = plan::plan(api, &config, &mut self.diagnostics);
        if self.diagnostics.has_errors() {
            return None;
        }
        let files = emit::emit(&planned, &config);
        Some((print::print(files, &mut self.diagnostics), provenance))
    }

    fn config(&mut self, input: &Input) -> Config {
        let Some(path) = &input.config else {
            return Config::default();
        };
        let Some(source) = self.read(path) else {
            return Config::default();
        };
        let config = config::parse(&source, &mut self.diagnostics);
        self.sources.config = Some(source);
        config
    }

    fn overlays(&mut self, input: &Input) -> Vec<Overlay> {
        let mut overlays = Vec::with_capacity(input.overlays.len());
        for path in &input.overlays {
            if let Some(source) = self.read(path) {
                overlays.extend(self.tree(&source).map(|tree| Overlay { tree }));
                self.sources.overlays.push(source);
            }
        }
        overlays
    }

    fn document(&mut self, path: &Path) -> Option<Value> {
        let source = self.read(path)?;
        let tree = self.tree(&source);
        self.sources.document.push(source);
        tree
    }

    fn upgrade(&mut self, tree: Value, config: &Config) -> Option<openapiv3::OpenAPI> {
        let mut openapi: openapiv3::OpenAPI = match serde_json::from_value(tree) {
            Ok(openapi) => openapi,
            Err(error) => {
                self.diagnostics.push(Diagnostic::new(
                    Code::SyntaxError,
                    Place::Document(String::new()),
                    error.to_string(),
                ));
                return None;
            }
        };
        config::servers(&mut openapi, config);
        Some(openapi)
    }

    // Until `load` is there.
    fn read(&mut self, path: &Path) -> Option<SourceText> {
        match std::fs::read_to_string(path) {
            Ok(text) => Some(SourceText {
                name: path.to_owned(),
                text,
            }),
            Err(error) => {
                self.diagnostics.push(Diagnostic::new(
                    Code::FileNotRead,
                    Place::File(path.to_owned()),
                    error.to_string(),
                ));
                None
            }
        }
    }

    fn tree(&mut self, source: &SourceText) -> Option<Value> {
        let tree = if source.is_json() {
            serde_json::from_str(&source.text).map_err(|error| error.to_string())
        } else {
            serde_yaml::from_str(&source.text).map_err(|error| error.to_string())
        };
        match tree {
            Ok(tree) => Some(tree),
            Err(error) => {
                self.diagnostics.push(Diagnostic::new(
                    Code::SyntaxError,
                    Place::File(source.name.clone()),
                    error,
                ));
                None
            }
        }
    }
}

/// What the document says it is.
fn version(tree: &Value) -> String {
    let text = |key: &str| match tree.get(key)? {
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    };
    match (text("openapi"), text("swagger")) {
        (Some(version), _) => format!("OpenAPI {version}"),
        (None, Some(version)) => format!("Swagger {version}"),
        (None, None) => "no version".to_owned(),
    }
}
