//! The pipeline, from the path of a document to the files of an SDK in memory.

use crate::config::{self, Config};
use crate::diagnostics::{Diagnostics, Levels, Sources};
use crate::files::GeneratedFile;
use crate::lint::{self, Findings};
use crate::model::Operation;
use crate::plan::Planned;
use crate::progress::{Progress, Stage};
use crate::write::{Provenance, digest_json};
use crate::{emit, load, lower, overlay, parse, plan, print};
use serde_json::Value;
use std::fmt;
use std::path::{Path, PathBuf};

/// The inputs of an SDK.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Input {
    /// The document.
    pub document: Source,
    /// Overlay documents, in the order in which they are applied.
    pub overlays: Vec<PathBuf>,
    /// The path of sdkwright.toml, if there is one.
    pub config: Option<PathBuf>,
    /// The name of the crate; overrides the one in the configuration.
    pub name: Option<String>,
    /// The folder inside which references to other files are resolved; by default the folder of the document.
    pub root: Option<PathBuf>,
    /// Levels of diagnostics. They have precedence over those in the configuration.
    pub levels: Levels,
    /// Limits by their keys. They have precedence over those in the configuration. Unknown keys have no effect.
    pub limits: Vec<(String, u64)>,
}

/// A document: a file, or a value in memory.
#[derive(Clone, Debug, PartialEq)]
pub enum Source {
    /// A file in JSON or YAML, and the files that it refers to.
    File(PathBuf),
    /// A document that has been loaded.
    Memory(Box<load::Document>),
}

impl Default for Source {
    fn default() -> Self {
        Self::File(PathBuf::new())
    }
}

impl From<PathBuf> for Source {
    fn from(path: PathBuf) -> Self {
        Self::File(path)
    }
}

impl From<&Path> for Source {
    fn from(path: &Path) -> Self {
        Self::File(path.to_owned())
    }
}

impl From<&str> for Source {
    fn from(path: &str) -> Self {
        Self::File(path.into())
    }
}

impl From<String> for Source {
    fn from(path: String) -> Self {
        Self::File(path.into())
    }
}

impl From<load::Document> for Source {
    fn from(document: load::Document) -> Self {
        Self::Memory(Box::new(document))
    }
}

/// Converts a value of `openapiv3`. That type does not keep the order of the methods of a path.
impl TryFrom<&openapiv3::OpenAPI> for Source {
    type Error = serde_json::Error;

    fn try_from(document: &openapiv3::OpenAPI) -> Result<Self, Self::Error> {
        let tree = serde_json::to_value(document)?;
        Ok(load::Document::from(tree).into())
    }
}

impl fmt::Display for Source {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => path.display().fmt(formatter),
            Self::Memory(_) => formatter.write_str("a document in memory"),
        }
    }
}

/// An SDK in memory, and the diagnostics of the run.
#[derive(Clone, Debug, Default)]
pub struct Generation {
    /// The files, in the order of their paths. Empty if there is an error.
    pub files: Vec<GeneratedFile>,
    /// Digests of the inputs.
    pub provenance: Provenance,
    /// All diagnostics of the run.
    pub diagnostics: Diagnostics,
    /// The source texts, from which positions are determined.
    pub sources: Sources,
    /// Statistics of the document.
    pub summary: Summary,
}

/// Statistics of a document, for the summary line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// The specification and its version: `OpenAPI 3.0.0`, `Swagger 2.0`.
    pub version: String,
    /// The number of operations in the document.
    pub operations: usize,
    /// The number of component schemas in the document.
    pub schemas: usize,
    /// What the SDK contains.
    pub contents: Contents,
    /// The operations that cannot be called, each by the code of its diagnostic.
    pub left_out: Vec<&'static str>,
    /// The number of operations that the configuration does not select.
    pub not_selected: usize,
    /// The number of overlays and their corrections.
    pub overlays: overlay::Applied,
}

/// What an SDK contains.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contents {
    /// The number of resources.
    pub resources: usize,
    /// The number of operations.
    pub operations: usize,
    /// The number of operations that return a page of a list.
    pub paginated_lists: usize,
    /// The number of operations that return a stream.
    pub streams: usize,
    /// The number of types.
    pub models: usize,
    /// The number of requests that the API sends.
    pub webhooks: usize,
}

impl Contents {
    fn of(planned: &Planned<'_>, config: &Config) -> Self {
        let has_client = !config.select.types_only;
        let count = |is_counted: fn(&Operation) -> bool| {
            let resources = planned.api.resources.iter().filter(|_| has_client);
            let operations = resources.flat_map(|resource| &resource.operations);
            operations.filter(|operation| is_counted(operation)).count()
        };
        let models = planned.types.iter();
        let received = planned.api.received_groups.iter();
        Self {
            resources: planned.resources.iter().filter(|_| has_client).count(),
            operations: count(|_| true),
            paginated_lists: count(|operation| operation.pagination.is_some()),
            streams: count(|operation| operation.stream.is_some()),
            models: models.filter(|plan| plan.is_defined()).count(),
            webhooks: received.map(|group| group.requests.len()).sum(),
        }
    }
}

/// Stack size of the worker threads: nested documents need more than the default. Only pages in use occupy memory.
const STACK: usize = 256 << 20;

/// Generates an SDK in memory. Reads the named files and writes nothing.
pub fn generate(input: &Input) -> Generation {
    generate_and_inspect(input, |_| {})
}

/// Generates an SDK in memory, and counts its progress.
pub fn generate_with_progress(input: &Input, progress: &Progress) -> Generation {
    run(input, progress, End::Printed, |_| {})
}

/// Reads and plans an SDK, and generates no files. Returns what a maintainer may want to change in the document.
pub fn lint(input: &Input, progress: &Progress) -> (Generation, Findings) {
    let mut findings = Findings::default();
    let inspect = |planned: &Planned<'_>| findings = lint::findings(planned);
    let generation = run(input, progress, End::Planned, inspect);
    (generation, findings)
}

/// Generates an SDK in memory, and passes the planned model to `inspect`, for statistics and tests.
pub fn generate_and_inspect(
    input: &Input,
    inspect: impl FnOnce(&Planned<'_>) + Send,
) -> Generation {
    run(input, &Progress::default(), End::Printed, inspect)
}

/// The last stage of a run.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Planned,
    Printed,
}

fn run(
    input: &Input,
    progress: &Progress,
    end: End,
    inspect: impl FnOnce(&Planned<'_>) + Send,
) -> Generation {
    let run = Run::new(progress, end);
    match rayon::ThreadPoolBuilder::new().stack_size(STACK).build() {
        Ok(threads) => threads.install(|| run.generate(input, inspect)),
        // No thread can be created: use the stack of this one.
        Err(_) => run.generate(input, inspect),
    }
}

/// The state of a run.
struct Run<'r> {
    progress: &'r Progress,
    end: End,
    diagnostics: Diagnostics,
    sources: Sources,
    summary: Summary,
    levels: Levels,
}

impl<'r> Run<'r> {
    fn new(progress: &'r Progress, end: End) -> Self {
        Self {
            progress,
            end,
            diagnostics: Diagnostics::default(),
            sources: Sources::default(),
            summary: Summary::default(),
            levels: Levels::default(),
        }
    }

    fn generate(mut self, input: &Input, inspect: impl FnOnce(&Planned<'_>)) -> Generation {
        let made = self.run_stages(input, inspect);
        self.diagnostics.apply(&self.levels);
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

    /// Runs the stages. Each one reports all of its problems; the run ends early only without a usable result.
    fn run_stages(
        &mut self,
        input: &Input,
        inspect: impl FnOnce(&Planned<'_>),
    ) -> Option<(Vec<GeneratedFile>, Provenance)> {
        let mut config = self.config(input);
        self.levels = config.levels.clone();
        self.levels.extend(&input.levels);
        if input.name.is_some() {
            config.package.name.clone_from(&input.name);
        }
        for (key, value) in &input.limits {
            // The command has reported a wrong one.
            let _ = config.limits.set(key, *value);
        }
        let limits = config.limits;
        let overlays = load::overlays(
            &input.overlays,
            &limits,
            &mut self.sources,
            &mut self.diagnostics,
        );
        let mut document = match &input.document {
            Source::Memory(document) => (**document).clone(),
            Source::File(path) => load::document(
                path,
                input.root.as_deref(),
                &limits,
                &mut self.sources,
                &mut self.diagnostics,
            )?,
        };
        self.summary.version = version(&document.tree);
        self.summary.schemas = config::schema_count(&document.tree);
        let provenance = Provenance {
            document: digest_document(&document),
            overlays: overlays
                .iter()
                .map(|overlay| digest_json(&overlay.tree))
                .collect(),
            configuration: digest_json(&config),
        };
        self.summary.overlays = overlay::apply(
            &mut document.tree,
            &overlays,
            &mut self.sources,
            &mut self.diagnostics,
        );
        self.summary.operations = config::operation_count(&document.tree);
        config::apply(&mut document, &config, &mut self.diagnostics);
        let selected = config::operation_count(&document.tree);
        if !config.select.types_only {
            self.summary.not_selected = self.summary.operations.saturating_sub(selected);
        }
        self.progress.begin(Stage::Parse, 0);
        let typed = parse::parse_within(&document, &limits, &mut self.diagnostics)?;
        self.progress.begin(Stage::Lower, 0);
        let api = lower::lower(&typed, &config, &mut self.diagnostics);
        self.summary.left_out = api.left_out.iter().map(|left_out| left_out.code).collect();
        let in_resources = api
            .resources
            .iter()
            .map(|resource| resource.operations.len());
        self.summary.operations =
            in_resources.sum::<usize>() + api.left_out.len() + self.summary.not_selected;
        drop(typed);
        drop_aside(document);
        self.progress.begin(Stage::Plan, 0);
        let planned = plan::plan(&api, &config);
        self.summary.contents = Contents::of(&planned, &config);
        inspect(&planned);
        self.diagnostics.apply(&self.levels);
        if self.end == End::Planned || self.diagnostics.has_errors() {
            return None;
        }
        let files = emit::emit(&planned, &config);
        self.progress.begin(Stage::Print, files.len());
        let files = print::print(files, &limits, self.progress, &mut self.diagnostics);
        Some((files, provenance))
    }

    fn config(&mut self, input: &Input) -> Config {
        let Some(path) = &input.config else {
            return Config::default();
        };
        let Some(source) = load::config(path, &mut self.diagnostics) else {
            return Config::default();
        };
        let config = config::parse(&source, &mut self.diagnostics);
        self.sources.config = Some(source);
        config
    }
}

/// Drops a large tree on another thread, since that takes as long as a stage.
fn drop_aside(tree: impl Send + 'static) {
    rayon::spawn(move || drop(tree));
}

/// Returns the digest of a document, including all its files.
fn digest_document(document: &load::Document) -> String {
    if document.files.is_empty() {
        return digest_json(&document.tree);
    }
    let files = document.files.iter();
    let files: Vec<(&String, &Value)> = files.map(|(path, file)| (path, &file.tree)).collect();
    digest_json(&(&document.tree, files))
}

/// Returns the specification and its version.
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
