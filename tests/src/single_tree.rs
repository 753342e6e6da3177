//! Joins the files of a document into one tree, in which every reference is a JSON pointer.

use sdkwright::load::Document;
use sdkwright::pointer::{Location, percent_decoded};
use serde_json::{Map, Value};
use std::collections::HashMap;

/// The key at the root for the trees of the other files, by the number of their source.
const FILES: &str = "x-files";

/// Returns the tree of the document with all other files in it.
pub fn single_tree(document: Document) -> Value {
    let numbers: HashMap<String, usize> = document
        .files
        .iter()
        .map(|(path, file)| (path.clone(), file.source))
        .collect();
    let mut tree = document.tree;
    let mut files: Map<String, Value> = document
        .files
        .into_iter()
        .map(|(_, file)| (file.source.to_string(), file.tree))
        .collect();
    if files.is_empty() {
        return tree;
    }
    redirect(&mut tree, &numbers);
    files.values_mut().for_each(|file| redirect(file, &numbers));
    if let Value::Object(root) = &mut tree {
        root.insert(FILES.to_owned(), Value::Object(files));
    }
    tree
}

/// Returns the JSON pointer of a location in the single tree.
pub fn pointer(location: &Location) -> String {
    match location.file {
        0 => location.pointer.clone(),
        file => format!("/{FILES}/{file}{}", location.pointer),
    }
}

/// Rewrites references to other files, `path#/…`, also in the mapping of a discriminator.
fn redirect(value: &mut Value, numbers: &HashMap<String, usize>) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| redirect(item, numbers)),
        Value::Object(object) => {
            for (key, value) in object {
                match (key.as_str(), value) {
                    ("$ref" | "$dynamicRef", Value::String(reference)) => {
                        redirect_one(reference, numbers)
                    }
                    ("mapping", Value::Object(mapping)) => {
                        for target in mapping.values_mut() {
                            match target {
                                Value::String(reference) => redirect_one(reference, numbers),
                                other => redirect(other, numbers),
                            }
                        }
                    }
                    (_, value) => redirect(value, numbers),
                }
            }
        }
        _ => {}
    }
}

fn redirect_one(reference: &mut String, numbers: &HashMap<String, usize>) {
    let Some((path, fragment)) = reference.split_once('#') else {
        return;
    };
    if let Some(number) = numbers.get(&*percent_decoded(path)) {
        *reference = format!("#/{FILES}/{number}{fragment}");
    }
}
