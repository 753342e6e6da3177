//! Every name that the parser reads is in the grammar, in an object that the file of the parser reads.

use super::{VERSIONS, name_in, object_name, objects};
use proc_macro2::{TokenStream, TokenTree};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The files of the parser: the objects that each reads (by the end of their names), and its texts that are neither
/// fields nor values of the grammar.
const FILES: &[(&str, &[&str], &[&str])] = &[
    (
        "bodies.rs",
        &["Operation", "Response", "RequestBody", "Link"],
        &["xx"],
    ),
    (
        "components.rs",
        &["Root", "Components"],
        &["example", "header", "parameter", "response", "schema"],
    ),
    (
        "content.rs",
        &["MediaType", "Encoding", "Header", "Example"],
        &["content", "deepObject", "pipeDelimited", "spaceDelimited"],
    ),
    (
        "extensions.rs",
        &["Schema", "Parameter", "Operation", "Scheme"],
        &["false", "ignored", "read", "true"],
    ),
    (
        "extensions/pagination.rs",
        &["Operation", "Pagination"],
        &["link-header", "offsetLimit", "page"],
    ),
    ("here.rs", &[], &[]),
    (
        "info.rs",
        &["Info", "Contact", "License", "Tag", "ExternalDocs"],
        &["API"],
    ),
    (
        "keywords.rs",
        &["Schema", "Discriminator", "Xml"],
        &["false", "json", "true", "yaml"],
    ),
    ("mod.rs", &["Root"], &[]),
    (
        "names.rs",
        &["Schema", "Components", "Root", "MediaType"],
        &["index", "main", "requestBody"],
    ),
    ("operations.rs", &["PathItem", "Operation"], &[]),
    (
        "parameters.rs",
        &["Parameter"],
        &[
            "brackets",
            "indices",
            "label",
            "matrix",
            "querystring",
            "repeat",
        ],
    ),
    ("references.rs", &["Schema"], &[]),
    ("references/unresolved.rs", &["Schema"], &[]),
    ("schemas.rs", &["Schema"], &[]),
    (
        "security.rs",
        &["Scheme", "Flow", "Components"],
        &[
            "apikey",
            "application",
            "cookie",
            "mutualtls",
            "openidconnect",
        ],
    ),
    ("servers.rs", &["Server", "ServerVariable", "Root"], &[]),
    (
        "swagger.rs",
        &["Root", "PathItem", "Operation", "Response"],
        &["binary", "json", "xml"],
    ),
    (
        "swagger_parameters.rs",
        &["Parameter", "Operation"],
        &["csv", "formdata", "tsv"],
    ),
    (
        "types.rs",
        &["Schema"],
        &[
            "bool",
            "boolean",
            "date",
            "date-time",
            "datetime",
            "decimal",
            "dict",
            "float",
            "hash",
            "int",
            "int32",
            "int64",
            "long",
            "null",
            "str",
            "timestamp",
            "uuid",
        ],
    ),
    ("values.rs", &[], &["false", "null", "true"]),
    ("version.rs", &["Root"], &["swaggerVersion"]),
    (
        "webhooks.rs",
        &["Root", "Operation"],
        &["callback", "webhook"],
    ),
];

#[test]
fn the_grammar_has_every_name_that_the_parser_reads() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../generator/src/parse");
    let mut missing = Vec::new();
    for path in sources(&folder) {
        let file = path
            .strip_prefix(&folder)
            .unwrap()
            .to_str()
            .unwrap()
            .replace('\\', "/");
        let Some((_, objects, words)) = FILES.iter().find(|(name, ..)| *name == file) else {
            missing.push(format!("`{file}` is not in the table of this test"));
            continue;
        };
        let mut known = names_of(objects);
        known.extend(words.iter().map(|word| (*word).to_owned()));
        for name in texts(&std::fs::read_to_string(path).unwrap()) {
            if !known.contains(&name) {
                missing.push(format!("`{file}` reads `{name}`"));
            }
        }
    }
    assert!(
        missing.is_empty(),
        "add to the grammar, or to the table of this test:\n{}",
        missing.join("\n")
    );
}

/// The names of extensions are constants of the configuration.
#[test]
fn the_grammar_has_every_extension_of_sdkwright() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../generator/src/config/overrides.rs");
    let known = names_of(&[""]);
    let read = texts(&std::fs::read_to_string(file).unwrap());
    let extensions = read
        .iter()
        .filter(|name| name.starts_with("x-") && !name.ends_with('-'));
    let missing: Vec<&String> = extensions.filter(|name| !known.contains(*name)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// Returns the fields of these objects, with the words that they contain.
fn names_of(suffixes: &[&str]) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for version in VERSIONS {
        for (name, object) in objects(version) {
            if suffixes.iter().any(|suffix| name.ends_with(suffix)) {
                gather(&object, version, &mut names);
            }
        }
    }
    names
}

fn gather(value: &Value, version: &str, names: &mut BTreeSet<String>) {
    match value {
        Value::String(text) if object_name(text).is_none() => drop(names.insert(text.clone())),
        Value::Array(items) => items.iter().for_each(|item| gather(item, version, names)),
        Value::Object(members) => {
            for (key, value) in members {
                if let Some(key) = name_in(key, version) {
                    names.insert(key.to_owned());
                    gather(value, version, names);
                }
            }
        }
        _ => {}
    }
}

/// Returns the source files below a folder, without tests.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let is_tests = path.file_stem().is_some_and(|name| name == "tests");
        match path.is_dir() {
            true if !is_tests => found.extend(sources(&path)),
            false if !is_tests && path.extension().is_some_and(|end| end == "rs") => {
                found.push(path);
            }
            _ => {}
        }
    }
    found.sort();
    found
}

/// Returns the literals of the code that can be the name of a field.
fn texts(code: &str) -> BTreeSet<String> {
    let code = code.split("#[cfg(test)]").next().unwrap();
    let mut texts = BTreeSet::new();
    literals(code.parse().unwrap(), &mut texts);
    texts.retain(|text| {
        text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '$')
            && text != "x-"
            && text
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "$-_".contains(c))
    });
    texts
}

fn literals(tokens: TokenStream, texts: &mut BTreeSet<String>) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => literals(group.stream(), texts),
            TokenTree::Literal(literal) => {
                if let syn::Lit::Str(text) = syn::Lit::new(literal) {
                    texts.insert(text.value());
                }
            }
            _ => {}
        }
    }
}
