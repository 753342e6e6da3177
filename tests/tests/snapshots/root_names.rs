//! No model has a name that an SDK exports at its root, so that both can be imported together.

use sdkwright::load::Document;
use sdkwright::{Input, Source};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use syn::{Item, UseTree, Visibility};

/// Returns the types that the root of the SDK of a document exports.
fn exported(document: impl Into<Source>) -> BTreeSet<String> {
    let files = sdkwright::generate(&Input {
        document: document.into(),
        ..Input::default()
    })
    .files;
    let root = files.iter().find(|file| file.path == "src/lib.rs");
    let root = syn::parse_file(&root.expect("there is a root").text).unwrap();
    let mut found = BTreeSet::new();
    for item in root.items {
        if let Item::Use(item) = item
            && matches!(item.vis, Visibility::Public(_))
        {
            collect(&item.tree, &mut found);
        }
    }
    found.retain(|name| name.starts_with(char::is_uppercase));
    found
}

fn collect(tree: &UseTree, found: &mut BTreeSet<String>) {
    match tree {
        UseTree::Path(path) => collect(&path.tree, found),
        UseTree::Group(group) => group.items.iter().for_each(|tree| collect(tree, found)),
        UseTree::Name(name) => drop(found.insert(name.ident.to_string())),
        UseTree::Rename(_) | UseTree::Glob(_) => {}
    }
}

/// Returns the names of the models of a document.
fn models(document: Document) -> BTreeSet<String> {
    let input = Input {
        document: document.into(),
        ..Input::default()
    };
    let files = sdkwright::generate(&input).files.into_iter();
    let files = files.filter(|file| file.path.starts_with("src/models/"));
    let items = files.flat_map(|file| syn::parse_file(&file.text).unwrap().items);
    items
        .filter_map(|item| match item {
            Item::Struct(item) => Some(item.ident.to_string()),
            Item::Enum(item) => Some(item.ident.to_string()),
            Item::Type(item) => Some(item.ident.to_string()),
            _ => None,
        })
        .collect()
}

#[test]
fn no_model_has_a_name_of_the_root() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/resources");
    let mut names = BTreeSet::new();
    for fixture in [
        "streams",
        "multipart",
        "names_of_the_crate_root",
        "response_headers",
        "pages",
    ] {
        names.append(&mut exported(std::path::PathBuf::from(format!(
            "{folder}/{fixture}.yaml"
        ))));
    }
    let formats = [
        "byte",
        "decimal",
        "unix-time",
        "date",
        "date-time",
        "binary",
    ];
    let properties: Map<String, Value> = formats
        .into_iter()
        .map(|format| {
            (
                format.to_owned(),
                json!({"type": "string", "format": format}),
            )
        })
        .collect();
    let mut schemas = Map::new();
    schemas.insert(
        "All".to_owned(),
        json!({"type": "object", "properties": properties}),
    );
    let document = |schemas: &Map<String, Value>| -> Document {
        json!({
            "openapi": "3.1.0", "info": {"title": "Names", "version": "1"}, "components": {"schemas": schemas},
        })
        .into()
    };
    names.append(&mut exported(document(&schemas)));
    assert!(
        names.contains("FilePart") && names.contains("ApiError"),
        "{names:?}"
    );
    schemas.extend(
        names
            .iter()
            .map(|name| (name.clone(), json!({"type": "string"}))),
    );
    let models = models(document(&schemas));
    let both: Vec<&String> = models.intersection(&names).collect();
    assert_eq!(both, [""; 0]);
    assert!(models.contains("ErrorModel"));
}
