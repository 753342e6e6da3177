//! The features and dependencies of the crate, with the comments of its manifest.

use crate::emit::Sdk;
use crate::emit::package::manifest::manifest;
use toml_edit::{DocumentMut, Item, Table};

pub fn features(sdk: &Sdk<'_>) -> String {
    let manifest = parsed(sdk);
    let features = manifest.get("features").and_then(Item::as_table);
    let rows: Vec<String> = features.map(explained).unwrap_or_default();
    format!(
        "## Features\n\n| Feature | |\n| --- | --- |\n{}\n\n`rustls` and `tls12` are on by default. \
         Cargo adds up the features of all crates of a program, but this crate enables no feature of reqwest and \
         installs no TLS provider, so your own HTTP clients behave as before. A program that uses rustls on ring \
         itself chooses `default-features = false, features = [\"rustls-ring\"]`: with two providers in a program, \
         rustls has no default.",
        rows.join("\n")
    )
}

pub fn dependencies(sdk: &Sdk<'_>) -> String {
    let manifest = parsed(sdk);
    let everywhere = manifest.get("dependencies").and_then(Item::as_table);
    let mut rows: Vec<String> = everywhere.map(explained).unwrap_or_default();
    let targets = manifest.get("target").and_then(Item::as_table);
    for (_, target) in targets.into_iter().flat_map(Table::iter) {
        let dependencies = target.get("dependencies").and_then(Item::as_table);
        rows.extend(dependencies.map(explained).unwrap_or_default());
    }
    format!(
        "## Dependencies\n\n| Crate | For |\n| --- | --- |\n{}",
        rows.join("\n")
    )
}

fn parsed(sdk: &Sdk<'_>) -> DocumentMut {
    let text = manifest(sdk.planned, sdk.config, &sdk.metadata);
    text.parse().unwrap_or_default()
}

/// Returns a row per key that has a comment.
fn explained(table: &Table) -> Vec<String> {
    let reason = |name: &str| {
        let prefix = table.key(name)?.leaf_decor().prefix()?.as_str()?.trim();
        let last = prefix.lines().last()?;
        Some(last.strip_prefix('#')?.trim().replace('|', "\\|"))
    };
    table
        .iter()
        .filter_map(|(name, _)| Some(format!("| `{name}` | {} |", reason(name)?)))
        .collect()
}
