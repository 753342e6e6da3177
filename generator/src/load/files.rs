//! A document in many files: each file that a reference names is read, and the reference becomes an internal one.
//!
//! Files are read inside one folder and nowhere else: no URL, no absolute path, no way out by `..` or by a link. The other
//! files' trees are kept under [`FILES`] in the entry's tree, by their path relative to that folder, so that an internal
//! reference into them is an ordinary JSON pointer, and no part of the document is copied.

use super::references::{self, Found, Name, Visit};
use super::tree::{self, Texts};
use super::{Input, parse};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Origin, Place, Sources};
use crate::did_you_mean::did_you_mean;
use serde_json::{Map, Value};
use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};

/// The extension of the document's root that holds the other files.
pub const FILES: &str = "x-sdkwright-files";

/// The folder that a document's files may be read from.
#[derive(Debug)]
pub(super) struct Folder {
    /// As it was named.
    name: PathBuf,
    /// Without links.
    real: PathBuf,
}

impl Folder {
    /// A folder, if it is there.
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

    /// The path of a file inside it, relative to it.
    fn relative(&self, file: &Path) -> Option<String> {
        let real = file.canonicalize().ok()?;
        let relative = real.strip_prefix(&self.real).ok()?;
        let steps = relative.components().map(|step| step.as_os_str().to_str());
        Some(steps.collect::<Option<Vec<_>>>()?.join("/"))
    }
}

/// Reads all files that a tree refers to, and makes its references internal ones.
pub(super) fn gather(
    tree: &mut Value,
    texts: &mut Texts,
    folder: Option<&Folder>,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) {
    let entry = folder
        .zip(sources.document.first())
        .and_then(|(folder, source)| folder.relative(&source.name));
    let mut gathering = Gathering {
        folder,
        entry: entry.unwrap_or_default(),
        files: Map::new(),
        maps: Vec::new(),
        failed: HashMap::new(),
        texts,
        sources,
        diagnostics,
    };
    let entry = gathering.entry.clone();
    let names = gathering.names(0, tree);
    gathering.mend(tree, &entry, "", names);
    let mut next = 0;
    // Files that are read on the way are added at the end.
    while let Some((path, file)) = gathering.files.iter_mut().nth(next) {
        let (path, mut file) = (path.clone(), std::mem::take(file));
        let base = base_of(&path);
        let names = gathering.names(gathering.source_of(&base), &file);
        gathering.mend(&mut file, &path, &base, names);
        if let Some(place) = gathering.files.get_mut(&path) {
            *place = file;
        }
        next += 1;
    }
    let Gathering {
        files,
        maps,
        sources,
        ..
    } = gathering;
    if let (Value::Object(root), false) = (&mut *tree, files.is_empty()) {
        root.insert(FILES.to_owned(), Value::Object(files));
    }
    // Those of the files that were read last are inside the others.
    for pointer in maps.iter().rev() {
        take_in(tree, pointer, sources);
    }
}

/// Takes the members that a reference stands for (`schemas: {$ref: schemas/index.yaml}`) in its place.
fn take_in(tree: &mut Value, pointer: &str, sources: &mut Sources) {
    let holder = pointer.strip_suffix("/$ref").unwrap_or(pointer);
    let target = tree.pointer(pointer).and_then(Value::as_str);
    let Some(target) = target.and_then(|text| text.strip_prefix('#')).map(decoded) else {
        return;
    };
    if holder.starts_with(&target) {
        return;
    }
    let Some(Value::Object(mut members)) = tree.pointer(&target).cloned() else {
        return;
    };
    let Some(Value::Object(object)) = tree.pointer_mut(holder) else {
        return;
    };
    object.shift_remove("$ref");
    for key in members.keys().filter(|key| !object.contains_key(*key)) {
        let (mut bundled, mut origin) = (holder.to_owned(), target.clone());
        tree::push_step(&mut bundled, key);
        tree::push_step(&mut origin, key);
        let file = sources.origins.iter().find_map(|known| {
            let rest = origin.strip_prefix(&known.bundled)?;
            (known.pointer.is_empty() && rest.starts_with('/'))
                .then(|| (known.file, rest.to_owned()))
        });
        let (file, pointer) = file.unwrap_or((0, origin));
        sources.origins.push(Origin {
            bundled,
            file,
            pointer,
        });
    }
    members.append(object);
    *object = members;
}

/// The JSON pointer of a file in the bundled tree.
fn base_of(path: &str) -> String {
    let mut base = format!("/{FILES}");
    tree::push_step(&mut base, path);
    base
}

/// The names that the schemas of a tree give themselves.
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
        fn wants(&self, _: &str) -> bool {
            false
        }
    }
    let mut collect = Collect(Names::default());
    references::walk(tree, &mut collect);
    // What an OpenAPI 3.2 document calls itself.
    if let Some(own) = tree.get("$self").and_then(Value::as_str) {
        collect.0.ids.entry(own.to_owned()).or_default();
    }
    collect.0
}

/// The references of a file that do not stay as they are.
struct Collect<'t> {
    found: Vec<Found<'t>>,
    is_entry: bool,
}

impl<'t> Visit<'t> for Collect<'t> {
    fn reference(&mut self, found: Found<'t>) {
        self.found.push(found);
    }

    fn wants(&self, text: &str) -> bool {
        !self.is_entry || !text.starts_with("#/")
    }
}

struct Gathering<'g> {
    folder: Option<&'g Folder>,
    /// The entry's own path, relative to the folder.
    entry: String,
    /// The other files' trees.
    files: Map<String, Value>,
    /// The pointers of references that stand for members of the object around them.
    maps: Vec<String>,
    /// Paths that name no file, and why.
    failed: HashMap<String, Failure>,
    texts: &'g mut Texts,
    sources: &'g mut Sources,
    diagnostics: &'g mut Diagnostics,
}

#[derive(Clone, Copy)]
enum Failure {
    /// There is none.
    Missing,
    /// It leads out of the folder.
    Outside,
    /// It was read and reported.
    Unreadable,
}

impl Gathering<'_> {
    /// The names in a tree; few documents have any, which their text tells.
    fn names(&self, source: usize, tree: &Value) -> Names {
        let text = self.sources.document.get(source);
        let says = |word: &str| text.is_some_and(|source| source.text.contains(word));
        if says("$id") || says("nchor") || says("$self") {
            tree_names(tree)
        } else {
            Names::default()
        }
    }

    /// The number of the text that a part of the bundled tree came from.
    fn source_of(&self, base: &str) -> usize {
        let origins = self.sources.origins.iter();
        let found = origins
            .rev()
            .find(|origin| origin.bundled == base)
            .map(|origin| origin.file);
        found.unwrap_or_default()
    }

    /// Makes the references of one file internal.
    fn mend(&mut self, tree: &mut Value, path: &str, base: &str, names: Names) {
        let mut collect = Collect {
            found: Vec::new(),
            is_entry: base.is_empty(),
        };
        references::walk(tree, &mut collect);
        let mut edits = Vec::new();
        for found in collect.found {
            let Some(text) = self.target(&found, tree, path, base, &names) else {
                continue;
            };
            if found.is_map {
                self.maps.push(format!("{base}{}", found.pointer));
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

    /// What a reference becomes; none where it stays as it is.
    fn target(
        &mut self,
        found: &Found<'_>,
        tree: &Value,
        path: &str,
        base: &str,
        names: &Names,
    ) -> Option<String> {
        let text = found.text.trim();
        if let Some(fragment) = text.strip_prefix('#') {
            // Inside a schema with an `$id`, a pointer counts from there; few authors know.
            let inside = found.resource.as_ref().filter(|resource| {
                tree.pointer(&decoded(fragment)).is_none()
                    && tree
                        .pointer(&format!("{}{}", resource.pointer, decoded(fragment)))
                        .is_some()
            });
            if let Some(resource) = inside {
                return Some(format!("#{base}{}{fragment}", resource.pointer));
            }
            return match names.anchors.get(fragment) {
                Some(pointer) => Some(format!("#{base}{pointer}")),
                None if found.is_mapping && !fragment.starts_with('/') => None,
                None => Some(format!("#{base}{fragment}")),
            };
        }
        let (name, fragment) = text.split_once('#').unwrap_or((text, ""));
        let id = names.ids.get(name).or_else(|| {
            let absolute = against(found.resource.as_ref()?.id, name)?;
            names.ids.get(&absolute)
        });
        if let Some(pointer) = id {
            return Some(match names.anchors.get(fragment) {
                Some(anchor) => format!("#{base}{anchor}"),
                None => format!("#{base}{pointer}{fragment}"),
            });
        }
        // `/definitions/Pet`, where `#/definitions/Pet` is meant.
        if name.starts_with('/') && fragment.is_empty() && tree.pointer(&decoded(name)).is_some() {
            let place = Place::Document(format!("{base}{}", found.pointer));
            let message = format!("`{name}` is taken as `#{name}`");
            self.diagnostics
                .push(Diagnostic::new(Code::ReferenceMended, place, message));
            return Some(format!("#{base}{name}"));
        }
        // `Pet`, where `#/components/schemas/Pet` is meant.
        if !name.contains(['/', '.', '\\', ':']) {
            return None;
        }
        self.other_file(found, name, fragment, path, base)
    }

    fn other_file(
        &mut self,
        found: &Found<'_>,
        name: &str,
        fragment: &str,
        path: &str,
        base: &str,
    ) -> Option<String> {
        let failure = match inside(path, name) {
            None => Failure::Outside,
            Some(target) if target == self.entry => return Some(format!("#{fragment}")),
            Some(target) => match self.read(&target) {
                Ok(()) => return Some(self.file_reference(&target, fragment)),
                Err(failure) => failure,
            },
        };
        if !found.is_mapping {
            let place = Place::Document(format!("{base}{}", found.pointer));
            self.report(failure, found.text, place);
        }
        None
    }

    /// A reference into another file: an anchor is looked up there when it has been read.
    fn file_reference(&self, path: &str, fragment: &str) -> String {
        let base = base_of(path);
        if !fragment.is_empty()
            && !fragment.starts_with('/')
            && let Some(file) = self.files.get(path)
            && let Some(pointer) = tree_names(file).anchors.get(fragment)
        {
            return format!("#{base}{pointer}");
        }
        format!("#{base}{fragment}")
    }

    /// Reads a file, once.
    fn read(&mut self, path: &str) -> Result<(), Failure> {
        if self.files.contains_key(path) {
            return Ok(());
        }
        if let Some(failure) = self.failed.get(path) {
            return Err(*failure);
        }
        match self.read_new(path) {
            Ok(tree) => {
                self.files.insert(path.to_owned(), tree);
                Ok(())
            }
            Err(failure) => {
                self.failed.insert(path.to_owned(), failure);
                Err(failure)
            }
        }
    }

    fn read_new(&mut self, path: &str) -> Result<Value, Failure> {
        let folder = self.folder.ok_or(Failure::Outside)?;
        let real = folder.real.join(path).canonicalize();
        let real = real.map_err(|_| Failure::Missing)?;
        if !real.starts_with(&folder.real) {
            return Err(Failure::Outside);
        }
        if !real.is_file() {
            return Err(Failure::Missing);
        }
        let bytes = std::fs::read(&real).map_err(|_| Failure::Missing)?;
        let name = folder.name.join(path);
        let (source, parsed) = parse(Input { name, bytes }, self.diagnostics);
        let base = base_of(path);
        self.sources.origins.push(Origin {
            bundled: base.clone(),
            file: self.sources.document.len(),
            pointer: String::new(),
        });
        self.sources.document.push(source);
        let parsed = parsed.ok_or(Failure::Unreadable)?;
        super::report_parsed(&parsed, &base, self.diagnostics);
        let texts = parsed.texts.into_iter();
        self.texts
            .extend(texts.map(|(pointer, text)| (format!("{base}{pointer}"), text)));
        Ok(parsed.tree)
    }

    fn report(&mut self, failure: Failure, text: &str, place: Place) {
        let diagnostic = match failure {
            Failure::Unreadable => return,
            Failure::Outside => Diagnostic::new(
                Code::ReferenceOutside,
                place,
                format!("`{text}` leads out of the document's folder"),
            )
            .label("not read")
            .help("nothing is fetched, and files are read inside the folder of the document only: put the file there, or name a larger folder with `--root`"),
            Failure::Missing => {
                let diagnostic = Diagnostic::new(
                    Code::FileNotFound,
                    place,
                    format!("`{text}` refers to a file that does not exist"),
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

/// The path that a reference in a file names, relative to the folder; none where it leads out of it.
fn inside(file: &str, reference: &str) -> Option<String> {
    let reference = decoded(reference).replace('\\', "/");
    if reference.contains(':') || reference.starts_with('/') || reference.contains('\0') {
        return None;
    }
    let mut steps: Vec<&str> = file.split('/').collect();
    steps.pop();
    for step in Path::new(&reference).components() {
        match step {
            Component::CurDir => {}
            Component::ParentDir => {
                steps.pop()?;
            }
            Component::Normal(step) => steps.push(step.to_str()?),
            Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    Some(steps.join("/"))
}

/// A relative reference against an absolute one, as far as `$id`s need it (RFC 3986, section 5.2).
fn against(base: &str, reference: &str) -> Option<String> {
    if reference.contains("://") {
        return Some(reference.to_owned());
    }
    let (scheme, rest) = base.split_once("://")?;
    let authority_end = rest.find('/').unwrap_or(rest.len());
    let (authority, path) = rest.split_at(authority_end);
    if reference.starts_with('/') {
        return Some(format!("{scheme}://{authority}{reference}"));
    }
    let mut steps: Vec<&str> = path.trim_start_matches('/').split('/').collect();
    steps.pop();
    for step in reference.split('/') {
        match step {
            "." => {}
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    Some(format!("{scheme}://{authority}/{}", steps.join("/")))
}

/// Without percent escapes (RFC 3986, section 2.1).
pub(crate) fn decoded(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let hex = |byte: u8| char::from(byte).to_digit(16);
        if let (b'%', [high, low, tail @ ..]) = (first, tail)
            && let (Some(high), Some(low)) = (hex(*high), hex(*low))
        {
            bytes.push((high * 16 + low) as u8);
            rest = tail;
        } else {
            bytes.push(*first);
            rest = tail;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
