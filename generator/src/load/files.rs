//! Loads documents in several files: reads each referenced file, and rewrites references to a uniform syntax.
//!
//! Files are read inside one folder only: no URL, no absolute path, and no path that leaves the folder by `..` or by a
//! link. A reference becomes `#/…` for the entry file or `path#/…` for another file, with the path relative to the
//! folder.

mod named_members;
mod reference_syntax;

use super::budget::Budget;
use super::references::{self, Found, Name, Visit};
use super::{Document, File, Input, parse, read_at_most, too_large};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Place, Sources};
use crate::did_you_mean::did_you_mean;
use crate::limits;
use crate::pointer::{Location, percent_decoded};
use indexmap::IndexMap;
use reference_syntax::{Base, against, in_fragment, inside, path_in_reference};
use serde_json::Value;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// The folder that contains all files of a document.
#[derive(Debug)]
pub(super) struct Folder {
    /// Its path, as passed by the caller.
    name: PathBuf,
    /// Its path with symbolic links resolved.
    real: PathBuf,
}

impl Folder {
    /// Opens a folder, if it exists.
    pub(super) fn new(name: &Path) -> Option<Self> {
        let named = if name.as_os_str().is_empty() {
            Path::new(".")
        } else {
            name
        };
        Some(Self {
            name: name.to_owned(),
            real: named.canonicalize().ok()?,
        })
    }

    /// Returns the path of a file inside the folder, relative to it.
    fn relative(&self, file: &Path) -> Option<String> {
        let real = file.canonicalize().ok()?;
        let relative = real.strip_prefix(&self.real).ok()?;
        let steps = relative.components().map(|step| step.as_os_str().to_str());
        Some(steps.collect::<Option<Vec<_>>>()?.join("/"))
    }
}

/// Reads all files that a document refers to, and rewrites its references. Returns `false` if it exceeds a limit.
pub(super) fn read_all(
    document: &mut Document,
    folder: Option<&Folder>,
    budget: &Budget<'_>,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> bool {
    let entry = folder
        .zip(sources.document.first())
        .and_then(|(folder, source)| folder.relative(&source.name));
    let mut loader = Loader {
        folder,
        budget,
        references: 0,
        has_all_files: true,
        entry: entry.unwrap_or_default(),
        files: IndexMap::new(),
        maps: Vec::new(),
        failed: HashMap::new(),
        sources,
        diagnostics,
    };
    let entry = Base {
        path: loader.entry.clone(),
        source: 0,
    };
    let names = loader.names(0, &document.tree);
    loader.rewrite(&mut document.tree, &entry, names);
    let mut next = 0;
    // Newly found files are added at the end.
    while let Some((path, file)) = loader.files.get_index_mut(next) {
        let base = Base {
            path: path.clone(),
            source: file.source,
        };
        let mut tree = std::mem::take(&mut file.tree);
        let names = loader.names(base.source, &tree);
        loader.rewrite(&mut tree, &base, names);
        if let Some((_, file)) = loader.files.get_index_mut(next) {
            file.tree = tree;
        }
        next += 1;
    }
    let Loader {
        files,
        maps,
        sources,
        diagnostics,
        references,
        has_all_files,
        ..
    } = loader;
    document.files = files;
    // In reverse order, since files that were read later may be nested in earlier ones.
    for reference in maps.iter().rev() {
        if let Err(reason) = named_members::inline(document, reference, budget, sources) {
            let place = Place::Document(reference.clone());
            diagnostics.push(super::beyond_limit(reason, place, budget.limits));
            return false;
        }
    }
    has_all_files && references <= budget.limits.references && !budget.is_exceeded()
}

impl Document {
    /// Returns the location that a rewritten reference identifies, whether or not a value exists there.
    pub(crate) fn target(&self, reference: &str) -> Option<Location> {
        let (path, fragment) = reference.split_once('#')?;
        let file = match path {
            "" => 0,
            path => self.files.get(&*percent_decoded(path))?.source,
        };
        Some(Location {
            file,
            pointer: percent_decoded(fragment).into_owned(),
        })
    }
}

/// The identifiers that the schemas of a tree declare.
#[derive(Default)]
struct Names {
    ids: HashMap<String, String>,
    anchors: HashMap<String, String>,
}

fn tree_names(tree: &Value) -> Names {
    struct Collect(Names);
    impl<'t> Visit<'t> for Collect {
        fn reference(&mut self, _: Found<'t>) {}
        fn name(&mut self, name: Name<'t>, pointer: String) {
            match name {
                Name::Id(id) => self.0.ids.entry(id.to_owned()).or_insert(pointer),
                Name::Anchor(name) => self.0.anchors.entry(name.to_owned()).or_insert(pointer),
            };
        }
        fn is_relevant(&self, _: &str) -> bool {
            false
        }
    }
    let mut collect = Collect(Names::default());
    references::walk(tree, &mut collect);
    // The URI of an OpenAPI 3.2 document.
    if let Some(own) = tree.get("$self").and_then(Value::as_str) {
        collect.0.ids.entry(own.to_owned()).or_default();
    }
    collect.0
}

/// The references of a file that are rewritten.
struct Collect<'t> {
    found: Vec<Found<'t>>,
    is_entry: bool,
}

impl<'t> Visit<'t> for Collect<'t> {
    fn reference(&mut self, found: Found<'t>) {
        self.found.push(found);
    }

    fn is_relevant(&self, text: &str) -> bool {
        !self.is_entry || !text.starts_with("#/")
    }
}

struct Loader<'g> {
    folder: Option<&'g Folder>,
    budget: &'g Budget<'g>,
    /// The number of references in the files so far.
    references: u64,
    /// No file is left out because there are too many.
    has_all_files: bool,
    /// The path of the entry file, relative to the folder.
    entry: String,
    /// The other files.
    files: IndexMap<String, File>,
    /// References in place of named members of an object.
    maps: Vec<Location>,
    /// Paths of files that could not be read, and the reason.
    failed: HashMap<String, Failure>,
    sources: &'g mut Sources,
    diagnostics: &'g mut Diagnostics,
}

#[derive(Clone, Copy)]
enum Failure {
    /// The file does not exist.
    Missing,
    /// The path leaves the folder.
    Outside,
    /// The file could not be parsed, which has been reported.
    Unreadable,
    /// The document has too many files.
    TooMany,
}

impl Loader<'_> {
    /// Returns the identifiers in a tree. Few documents have any, so the text is searched first.
    fn names(&self, source: usize, tree: &Value) -> Names {
        let text = self.sources.document.get(source);
        let contains = |word: &str| text.is_some_and(|source| source.text.contains(word));
        if contains("$id") || contains("nchor") || contains("$self") {
            tree_names(tree)
        } else {
            Names::default()
        }
    }

    /// Rewrites the references of a file.
    fn rewrite(&mut self, tree: &mut Value, base: &Base, names: Names) {
        let mut collect = Collect {
            found: Vec::new(),
            is_entry: base.source == 0,
        };
        if !self.count(references::walk(tree, &mut collect), base) {
            return;
        }
        let mut edits = Vec::new();
        for found in collect.found {
            let Some(text) = self.target(&found, tree, base, &names) else {
                continue;
            };
            if found.is_map {
                self.maps.push(base.at(&found.pointer));
            }
            if text != found.text {
                edits.push((found.pointer, text));
            }
        }
        for (pointer, text) in edits {
            if let Some(place) = tree.pointer_mut(&pointer) {
                *place = Value::String(text);
            }
        }
    }

    /// Counts the references of a file. Returns `false` if there are too many, which is reported once.
    fn count(&mut self, references: u64, base: &Base) -> bool {
        let most = self.budget.limits.references;
        let had_too_many = self.references > most;
        self.references = self.references.saturating_add(references);
        let has_too_many = self.references > most;
        if has_too_many && !had_too_many {
            let place = Place::Document(base.at(""));
            let message = format!("the document has more than {most} references");
            let diagnostic = Diagnostic::new(Code::ReferencesBeyondLimit, place, message);
            self.diagnostics
                .push(diagnostic.help(limits::help("references")));
        }
        !has_too_many
    }

    /// Returns the rewritten reference; `None` if it is unchanged.
    fn target(
        &mut self,
        found: &Found<'_>,
        tree: &Value,
        base: &Base,
        names: &Names,
    ) -> Option<String> {
        let text = found.text.trim();
        if let Some(fragment) = text.strip_prefix('#') {
            // Inside a schema with an `$id`, a pointer is relative to that schema, but many authors ignore this.
            let inside = found.resource.as_ref().filter(|resource| {
                tree.pointer(&percent_decoded(fragment)).is_none()
                    && tree
                        .pointer(&format!(
                            "{}{}",
                            resource.pointer,
                            percent_decoded(fragment)
                        ))
                        .is_some()
            });
            if let Some(resource) = inside {
                let outer = in_fragment(&resource.pointer);
                return Some(base.reference(&format!("{outer}{fragment}")));
            }
            return match names.anchors.get(fragment) {
                Some(pointer) => Some(base.reference(&in_fragment(pointer))),
                None if found.is_mapping && !fragment.starts_with('/') => None,
                None => Some(base.reference(fragment)),
            };
        }
        let (name, fragment) = text.split_once('#').unwrap_or((text, ""));
        let id = names.ids.get(name).or_else(|| {
            let absolute = against(found.resource.as_ref()?.id, name)?;
            names.ids.get(&absolute)
        });
        if let Some(pointer) = id {
            return Some(match names.anchors.get(fragment) {
                Some(anchor) => base.reference(&in_fragment(anchor)),
                None => base.reference(&format!("{}{fragment}", in_fragment(pointer))),
            });
        }
        // `/definitions/Pet` instead of `#/definitions/Pet`.
        if name.starts_with('/')
            && fragment.is_empty()
            && tree.pointer(&percent_decoded(name)).is_some()
        {
            let place = Place::Document(base.at(&found.pointer));
            let message = format!("`{name}` is treated as `#{name}`");
            self.diagnostics
                .push(Diagnostic::new(Code::ReferenceRepaired, place, message));
            return Some(base.reference(name));
        }
        // `Pet` instead of `#/components/schemas/Pet`.
        if !name.contains(['/', '.', '\\', ':']) {
            return None;
        }
        self.other_file(found, name, fragment, base)
    }

    fn other_file(
        &mut self,
        found: &Found<'_>,
        name: &str,
        fragment: &str,
        base: &Base,
    ) -> Option<String> {
        let failure = match inside(&base.path, name) {
            None => Failure::Outside,
            Some(target) if target == self.entry => return Some(format!("#{fragment}")),
            Some(target) => match self.read(&target, &base.at(&found.pointer)) {
                Ok(()) => return Some(self.file_reference(&target, fragment)),
                Err(failure) => failure,
            },
        };
        // Without a fragment, it can be the name of a schema.
        if found.is_mapping && !found.text.contains('#') {
            return None;
        }
        let place = Place::Document(base.at(&found.pointer));
        self.report(failure, found.text, place);
        match failure {
            Failure::Outside | Failure::TooMany => None,
            // Relative to the folder, so that it cannot name another file by coincidence.
            Failure::Missing | Failure::Unreadable => {
                inside(&base.path, name).map(|target| self.file_reference(&target, fragment))
            }
        }
    }

    /// Returns a reference to another file. An anchor is resolved when the file has been read.
    fn file_reference(&self, path: &str, fragment: &str) -> String {
        let file = path_in_reference(path);
        if !fragment.is_empty()
            && !fragment.starts_with('/')
            && let Some(read) = self.files.get(path)
            && let Some(pointer) = tree_names(&read.tree).anchors.get(fragment)
        {
            return format!("{file}#{}", in_fragment(pointer));
        }
        format!("{file}#{fragment}")
    }

    /// Reads a file because of a reference, unless it has been read before.
    fn read(&mut self, path: &str, reference: &Location) -> Result<(), Failure> {
        if self.files.contains_key(path) {
            return Ok(());
        }
        if let Some(failure) = self.failed.get(path) {
            return Err(*failure);
        }
        // The entry file is one of them.
        if (self.files.len() + self.failed.len()) as u64 + 1 >= self.budget.limits.files {
            return Err(Failure::TooMany);
        }
        match self.read_new(path, reference) {
            Ok(file) => {
                self.files.insert(path.to_owned(), file);
                Ok(())
            }
            Err(failure) => {
                self.failed.insert(path.to_owned(), failure);
                Err(failure)
            }
        }
    }

    fn read_new(&mut self, path: &str, reference: &Location) -> Result<File, Failure> {
        let folder = self.folder.ok_or(Failure::Outside)?;
        let real = folder.real.join(path).canonicalize();
        let real = real.map_err(|_| Failure::Missing)?;
        if !real.starts_with(&folder.real) {
            return Err(Failure::Outside);
        }
        if !real.is_file() {
            return Err(Failure::Missing);
        }
        let name = folder.name.join(path);
        let most = self.budget.limits.file_size;
        let Some(bytes) = read_at_most(&real, most).map_err(|_| Failure::Missing)? else {
            let place = Place::File(name.clone());
            self.diagnostics
                .push(too_large(place, &name, self.budget.limits));
            return Err(Failure::Unreadable);
        };
        let (source, parsed) = parse(Input { name, bytes }, self.budget, self.diagnostics);
        let number = self.sources.document.len();
        self.sources.document.push(source);
        self.sources.references.insert(number, reference.clone());
        let parsed = parsed.ok_or(Failure::Unreadable)?;
        super::report_parsed(&parsed, number, self.diagnostics);
        Ok(File {
            source: number,
            tree: parsed.tree,
            texts: parsed.texts,
        })
    }

    fn report(&mut self, failure: Failure, text: &str, place: Place) {
        let diagnostic = match failure {
            Failure::Unreadable => return,
            Failure::TooMany if !self.has_all_files => return,
            Failure::TooMany => {
                self.has_all_files = false;
                let most = self.budget.limits.files;
                Diagnostic::new(
                    Code::FilesBeyondLimit,
                    place,
                    format!("the document has more than {most} files"),
                )
                .label("not read")
                .help(limits::help("files"))
            }
            Failure::Outside => Diagnostic::new(
                Code::ReferenceOutside,
                place,
                format!("`{text}` is outside the folder of the document"),
            )
            .label("not read")
            .help(
                "URLs are not fetched, and only files inside the folder of the document are read; \
                     move the file there, or set a larger folder with `--root`",
            ),
            Failure::Missing => {
                let diagnostic = Diagnostic::new(
                    Code::FileNotFound,
                    place,
                    format!("referenced file `{text}` not found"),
                )
                .label("not found");
                match self.similar(text) {
                    Some(similar) => {
                        diagnostic.help(format!("a file with a similar name exists: `{similar}`"))
                    }
                    None => diagnostic,
                }
            }
        };
        self.diagnostics.push(diagnostic);
    }

    fn similar(&self, text: &str) -> Option<String> {
        let file = text.split('#').next().unwrap_or(text);
        let folder = self.folder?.real.join(Path::new(file).parent()?);
        if !folder.canonicalize().ok()?.starts_with(&self.folder?.real) {
            return None;
        }
        let mut names: Vec<String> = std::fs::read_dir(folder)
            .ok()?
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .collect();
        names.sort();
        let name = Path::new(file).file_name()?.to_str()?;
        did_you_mean(name, names.iter().map(String::as_str)).map(str::to_owned)
    }
}
