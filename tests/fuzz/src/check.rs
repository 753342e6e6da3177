//! Runs the whole pipeline on a document and checks the result without a compiler.
//!
//! The caller detects panics and endless loops. This module checks that the files can be a crate.

use sdkwright::diagnostics::{Code, RenderOptions, render};
use sdkwright::{GeneratedFile, Generation, Input, generate};
use std::collections::HashSet;
use std::path::Path;

/// The stack for parsing the files: their types may nest as deeply as schemas.
const STACK: usize = 256 << 20;

/// Generates from the document in this file. Returns the faults of the result, a line each: the same for the same
/// cause.
pub fn check(document: &Path) -> Vec<String> {
    let input = Input {
        document: document.into(),
        name: Some("trial".to_owned()),
        ..Input::default()
    };
    check_generation(generate(&input))
}

/// Returns the faults of what was generated.
pub fn check_generation(generation: Generation) -> Vec<String> {
    let all = RenderOptions {
        all: true,
        ..RenderOptions::default()
    };
    render(&generation.diagnostics, &generation.sources, &all);
    let mut wrong: Vec<String> = generation
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.code == Code::InvalidOutput)
        .map(|diagnostic| format!("{}: {}", diagnostic.code.id(), diagnostic.message))
        .collect();
    if generation.files.is_empty() && !generation.diagnostics.has_errors() {
        wrong.push("no files and no error".to_owned());
    }
    let files = generation.files;
    let checked = std::thread::Builder::new()
        .stack_size(STACK)
        .spawn(move || faults(&files))
        .map(std::thread::JoinHandle::join);
    match checked {
        Ok(Ok(found)) => wrong.extend(found),
        _ => wrong.push("the files cannot be checked".to_owned()),
    }
    wrong
}

/// Returns the faults of these files.
fn faults(files: &[GeneratedFile]) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut paths = HashSet::new();
    for file in files {
        let is_path =
            |part: &str| !part.is_empty() && part != "." && part != ".." && part.len() < 200;
        if !file.path.split('/').all(is_path) || file.path.contains(['\\', ':', '\0', '\n']) {
            wrong.push(format!(
                "a path that is invalid on some systems: {:?}",
                file.path
            ));
        }
        if !paths.insert(file.path.to_lowercase()) {
            wrong.push(format!("a path of two files: {:?}", file.path));
        }
        // The runtime is the same for every document.
        if file.path.ends_with(".rs") && !file.path.starts_with("src/runtime/") {
            match syn::parse_file(&file.text) {
                Ok(tree) => duplicate_names(&file.path, &tree.items, &mut wrong),
                Err(error) => wrong.push(format!("invalid Rust in {}: {error}", file.path)),
            }
        }
    }
    wrong
}

/// Finds names that are defined twice in one scope.
fn duplicate_names(path: &str, items: &[syn::Item], wrong: &mut Vec<String>) {
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
