//! What comes out of a document that may be anything?
//!
//! It goes through the whole pipeline, from the file to the files, and the diagnostics are rendered. That nothing panics and
//! that it ends is for the caller to see; what is looked at here is that what came out can be a crate.

use sdkwright::diagnostics::{Code, Shown, render};
use sdkwright::{GeneratedFile, Input, generate};
use std::collections::HashSet;
use std::path::Path;

/// The stack on which what came out is looked at: types nest in it as deeply as schemas may.
const STACK: usize = 256 << 20;

/// Runs the document in this file; what is wrong with what it makes, each in a line that is the same for the same cause.
pub fn trial(document: &Path) -> Vec<String> {
    let input = Input {
        document: document.into(),
        name: Some("trial".to_owned()),
        ..Input::default()
    };
    let generation = generate(&input);
    let all = Shown {
        all: true,
        ..Shown::default()
    };
    render(&generation.diagnostics, &generation.sources, &all);
    let mut wrong: Vec<String> = generation
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.code == Code::MadeNoRust)
        .map(|diagnostic| format!("{}: {}", diagnostic.code.id(), diagnostic.message))
        .collect();
    if generation.files.is_empty() && !generation.diagnostics.has_errors() {
        wrong.push("no files, and nothing says why".to_owned());
    }
    let files = generation.files;
    let looked = std::thread::Builder::new()
        .stack_size(STACK)
        .spawn(move || look(&files))
        .map(std::thread::JoinHandle::join);
    match looked {
        Ok(Ok(found)) => wrong.extend(found),
        _ => wrong.push("the files cannot be looked at".to_owned()),
    }
    wrong
}

/// What is wrong with these files, as far as it can be seen without a compiler.
fn look(files: &[GeneratedFile]) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut paths = HashSet::new();
    for file in files {
        let is_path =
            |part: &str| !part.is_empty() && part != "." && part != ".." && part.len() < 200;
        if !file.path.split('/').all(is_path) || file.path.contains(['\\', ':', '\0', '\n']) {
            wrong.push(format!("a path that is none everywhere: {:?}", file.path));
        }
        if !paths.insert(file.path.to_lowercase()) {
            wrong.push(format!("a path that is two files: {:?}", file.path));
        }
        // The runtime is the same for every document.
        if file.path.ends_with(".rs") && !file.path.starts_with("src/runtime/") {
            match syn::parse_file(&file.text) {
                Ok(tree) => twice(&file.path, &tree.items, &mut wrong),
                Err(error) => wrong.push(format!("no Rust in {}: {error}", file.path)),
            }
        }
    }
    wrong
}

/// What is defined twice in one scope.
fn twice(path: &str, items: &[syn::Item], wrong: &mut Vec<String>) {
    let mut found = |what: &str, names: Vec<String>| {
        let mut seen = HashSet::new();
        for name in names {
            if !seen.insert(name.clone()) {
                wrong.push(format!("{what} is defined twice in {path}: {name}"));
            }
        }
    };
    let mut types = Vec::new();
    let mut values = Vec::new();
    for item in items {
        match item {
            syn::Item::Struct(item) => {
                types.push(item.ident.to_string());
                let fields = item.fields.iter().filter_map(|field| field.ident.as_ref());
                found("a field", fields.map(ToString::to_string).collect());
            }
            syn::Item::Enum(item) => {
                types.push(item.ident.to_string());
                let variants = item
                    .variants
                    .iter()
                    .map(|variant| variant.ident.to_string());
                found("a variant", variants.collect());
            }
            syn::Item::Type(item) => types.push(item.ident.to_string()),
            syn::Item::Mod(item) => types.push(item.ident.to_string()),
            syn::Item::Fn(item) => {
                values.push(item.sig.ident.to_string());
                found("an argument", arguments(&item.sig));
            }
            syn::Item::Static(item) => values.push(item.ident.to_string()),
            syn::Item::Const(item) if item.ident != "_" => values.push(item.ident.to_string()),
            syn::Item::Impl(item) => {
                let functions: Vec<&syn::ImplItemFn> = item
                    .items
                    .iter()
                    .filter_map(|item| match item {
                        syn::ImplItem::Fn(function) => Some(function),
                        _ => None,
                    })
                    .collect();
                found(
                    "a method",
                    functions
                        .iter()
                        .map(|function| function.sig.ident.to_string())
                        .collect(),
                );
                for function in functions {
                    found("an argument", arguments(&function.sig));
                }
            }
            _ => {}
        }
    }
    found("a type", types);
    found("a value", values);
}

fn arguments(signature: &syn::Signature) -> Vec<String> {
    let names = signature.inputs.iter().filter_map(|input| match input {
        syn::FnArg::Typed(typed) => match &*typed.pat {
            syn::Pat::Ident(pattern) => Some(pattern.ident.to_string()),
            _ => None,
        },
        _ => None,
    });
    names.collect()
}
