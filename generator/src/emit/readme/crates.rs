//! The features and dependencies of the crate, with the comments of its manifest.

use crate::emit::Sdk;
use crate::emit::package::manifest::manifest;
use crate::emit::resource_features;
use crate::plan::ALL_RESOURCES;
use toml_edit::{Item, Table};

pub fn features(sdk: &Sdk<'_>) -> String {
    let manifest = manifest(sdk);
    let features = manifest.get("features").and_then(Item::as_table);
    let rows: Vec<String> = features.map(explained).unwrap_or_default();
    let ring = match resource_features::has_features(sdk.planned) {
        true => format!("[\"rustls-ring\", \"{ALL_RESOURCES}\"]"),
        false => "[\"rustls-ring\"]".to_owned(),
    };
    let features = format!(
        "## Features\n\n| Feature | |\n| --- | --- |\n{}\n\n`rustls` and `tls12` are on by default. \
         Cargo adds up the features of all crates of a program, but this crate enables no feature of reqwest and \
         installs no TLS provider, so your own HTTP clients behave as before. A program that uses rustls on ring \
         itself chooses `default-features = false, features = {ring}`: with two providers in a program, \
         rustls has no default.",
        rows.join("\n")
    );
    let mut parts = vec![features, resource_features::readme(sdk)];
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n")
}

pub fn dependencies(sdk: &Sdk<'_>) -> String {
    let manifest = manifest(sdk);
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
