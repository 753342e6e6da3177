//! What holds for every SDK, whatever its document contains.

use super::{SENTINEL, markdown};
use proc_macro2::{TokenStream, TokenTree};
use sdkwright::{GeneratedFile, Generation};
use std::collections::BTreeSet;

/// What the SDK of a document without a payload contains. That of a hostile document contains no more.
pub struct Planned {
    manifest: BTreeSet<String>,
    code: Code,
    runtime: Vec<GeneratedFile>,
}

/// The attributes that the generator adds for some names only.
fn is_of_the_generator(attribute: &str) -> bool {
    attribute.strip_prefix("path = \"").is_some_and(|file| {
        let name = file.strip_suffix(".rs\"").unwrap_or("/");
        name.chars().all(|c| c.is_alphanumeric() || c == '_')
    })
}

/// Macros that read files or the environment, or that are other code.
const FOREIGN: [&str; 8] = [
    "asm",
    "compile_error",
    "env",
    "global_asm",
    "include",
    "include_bytes",
    "include_str",
    "option_env",
];

/// The attributes, macros and literals of code.
#[derive(Default)]
struct Code {
    attributes: BTreeSet<String>,
    macros: BTreeSet<String>,
    texts: BTreeSet<String>,
    has_sentinel: bool,
}

impl Planned {
    /// Returns what is planned.
    pub fn of(generation: &Generation) -> Self {
        let mut code = Code::default();
        for file in generation
            .files
            .iter()
            .filter(|file| is_generated_code(file))
        {
            code.read(file.text.parse().unwrap());
        }
        let runtime = generation.files.iter().filter(|file| is_runtime(file));
        Self {
            manifest: manifest_keys(generation),
            code,
            runtime: runtime.cloned().collect(),
        }
    }

    /// Finds what is harmful in the SDK of a document with a payload.
    pub fn check(
        &self,
        payload: &str,
        wire: &[String],
        generation: &Generation,
    ) -> Result<(), String> {
        paths(generation)?;
        let mut code = Code::default();
        for file in generation
            .files
            .iter()
            .filter(|file| is_generated_code(file))
        {
            syn::parse_file(&file.text).map_err(|error| format!("{}: {error}", file.path))?;
            code.read(file.text.parse().unwrap());
            if code.has_sentinel {
                return Err(format!("the payload became code in {}", file.path));
            }
        }
        let more = code.attributes.difference(&self.code.attributes);
        if let Some(name) = more.into_iter().find(|name| !is_of_the_generator(name)) {
            return Err(format!("the attribute `#[{name}]` is of the document"));
        }
        if let Some(name) = code
            .macros
            .difference(&self.code.macros)
            .find(|name| FOREIGN.contains(&name.as_str()))
        {
            return Err(format!("the macro `{name}!` reads what is not generated"));
        }
        // Fewer keys are correct: without a valid pattern, `regex` is not needed.
        no_more(
            "keys of the manifest",
            &manifest_keys(generation),
            &self.manifest,
        )?;
        for file in generation.files.iter().filter(|file| is_runtime(file)) {
            let planned = self
                .runtime
                .iter()
                .find(|planned| planned.path == file.path);
            if planned.is_some_and(|planned| planned != file) {
                return Err(format!("{} was changed", file.path));
            }
        }
        if let Some(word) = wire.iter().find(|word| !code.texts.contains(*word)) {
            return Err(format!("{word:?} is not in the code"));
        }
        markdown::assert_is_safe(payload, SENTINEL, generation);
        Ok(())
    }
}

fn is_runtime(file: &GeneratedFile) -> bool {
    // What `mod.rs` declares depends on what the SDK needs.
    file.path.starts_with("src/runtime/") && !file.path.ends_with("/mod.rs")
}

fn is_generated_code(file: &GeneratedFile) -> bool {
    file.path.ends_with(".rs") && !is_runtime(file)
}

fn no_more(kind: &str, found: &BTreeSet<String>, planned: &BTreeSet<String>) -> Result<(), String> {
    let more: Vec<&String> = found.difference(planned).collect();
    match more.is_empty() {
        true => Ok(()),
        false => Err(format!("{kind} of the document: {more:?}")),
    }
}

impl Code {
    fn read(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        for (index, token) in tokens.iter().enumerate() {
            let before = index.checked_sub(1).and_then(|index| tokens.get(index));
            let is_after =
                |mark| matches!(before, Some(TokenTree::Punct(punct)) if punct.as_char() == mark);
            match token {
                TokenTree::Group(group) => {
                    if is_after('#') || is_after('!') && group.to_string().starts_with('[') {
                        let name = group.stream().into_iter().next();
                        let name = name.map(|name| name.to_string());
                        self.attributes.extend(name.map(|name| match name.as_str() {
                            "path" => group.stream().to_string(),
                            _ => name,
                        }));
                    }
                    self.read(group.stream());
                }
                TokenTree::Ident(name) => {
                    let name = name.to_string();
                    self.has_sentinel |= name == SENTINEL;
                    let after = tokens.get(index + 1);
                    if matches!(after, Some(TokenTree::Punct(punct)) if punct.as_char() == '!')
                        && matches!(tokens.get(index + 2), Some(TokenTree::Group(_)))
                    {
                        self.macros.insert(name);
                    }
                }
                TokenTree::Literal(literal) => {
                    if let syn::Lit::Str(text) = syn::Lit::new(literal.clone()) {
                        self.texts.insert(text.value());
                    }
                }
                TokenTree::Punct(_) => {}
            }
        }
    }
}

/// Returns the tables of the manifest and their keys, except the features, which are named after tags.
fn manifest_keys(generation: &Generation) -> BTreeSet<String> {
    let mut manifests = generation.files.iter();
    let Some(manifest) = manifests.find(|file| file.path == "Cargo.toml") else {
        return BTreeSet::new();
    };
    let manifest: toml_edit::DocumentMut = manifest.text.parse().unwrap();
    let mut keys = BTreeSet::new();
    for (name, item) in manifest.iter() {
        keys.insert(name.to_owned());
        let inner = item.as_table_like().filter(|_| name != "features");
        let inner = inner.into_iter().flat_map(|table| table.iter());
        keys.extend(inner.map(|(key, _)| format!("{name}.{key}")));
    }
    keys
}

/// Every file is inside the folder, on every file system.
pub fn paths(generation: &Generation) -> Result<(), String> {
    let mut seen = BTreeSet::new();
    for GeneratedFile { path, .. } in &generation.files {
        let is_name = |part: &str| {
            let stem = part.split('.').next().unwrap().to_lowercase();
            !["", "..", "."].contains(&part)
                && part.len() < 200
                && !["con", "nul", "aux"].contains(&&*stem)
        };
        if !path.split('/').all(is_name) {
            return Err(format!("{path:?} leaves the folder"));
        }
        if path.contains(['\\', ':', '\0', '\n']) {
            return Err(format!("{path:?} is not a path on every system"));
        }
        if path == "build.rs" || path.starts_with(".cargo") {
            return Err(format!("{path:?} is run by cargo"));
        }
        if !seen.insert(path.to_lowercase()) {
            return Err(format!("{path:?} is the path of two files"));
        }
    }
    Ok(())
}
