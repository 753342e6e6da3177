//! The crate's Cargo.toml.
//!
//! Features and dependencies are those of the runtime; what only some documents need is left out. Everything else is a fixed set of keys: text of the document becomes their values.

use super::facts::one_line;
use super::wire::has_patterns;
use super::{Facts, Sdk};
use crate::config::{Config, DateLibrary};
use crate::files::SourceFile;
use crate::plan::Planned;
use toml_edit::{Array, DocumentMut, InlineTable, Item, Table, Value, value};

/// The features and dependencies of the runtime.
const RUNTIME: &str = include_str!("../../runtime/dependencies.toml");

/// Crates that only some documents need, which the runtime knows nothing of.
const OPTIONAL: &[Optional] = &[
    ("chrono", "0.4.42", &["serde", "std"], DATES),
    ("jiff", "0.2.16", &["serde", "std"], DATES),
    ("time", "0.3.44", &["formatting", "parsing", "std"], DATES),
    ("uuid", "1.18", &["serde", "std"], "UUIDs."),
];

/// Name, version, features, reason.
type Optional = (
    &'static str,
    &'static str,
    &'static [&'static str],
    &'static str,
);

const DATES: &str = "Dates and times.";

/// The feature that shows deprecation where the whole API is deprecated.
pub const DEPRECATION_WARNINGS: &str = "deprecation-warnings";

/// Adds Cargo.toml.
pub fn emit<'p>(sdk: &Sdk<'p>, files: &mut Vec<SourceFile<'p>>) {
    let sdk = sdk.clone();
    files.push(SourceFile::text("Cargo.toml", move || {
        manifest(sdk.planned, sdk.config, &sdk.facts)
    }));
}

fn is_needed(name: &str, planned: &Planned<'_>) -> bool {
    let dates = planned.needs.dates || planned.needs.date_times;
    match name {
        "chrono" => dates && planned.dates == DateLibrary::Chrono,
        "jiff" => dates && planned.dates == DateLibrary::Jiff,
        "time" => dates && planned.dates == DateLibrary::Time,
        "uuid" => planned.needs.uuids,
        _ => false,
    }
}

/// The text of Cargo.toml.
pub fn manifest(planned: &Planned<'_>, config: &Config, facts: &Facts) -> String {
    let runtime: DocumentMut = RUNTIME.parse().unwrap_or_default();
    let mut document = DocumentMut::new();
    document.insert("package", Item::Table(package(config, facts)));
    if let Some(features) = runtime.get("features").and_then(Item::as_table) {
        let mut features = features.clone();
        // The comment at the head of the file is not part of an SDK's manifest.
        features.decor_mut().set_prefix("\n");
        if facts.wholly_deprecated {
            let reason = "A warning at every use of an operation that the API deprecates, which is each of them.";
            features.insert(DEPRECATION_WARNINGS, value(Array::new()));
            explain(&mut features, DEPRECATION_WARNINGS, reason);
        }
        if config.select.types_only {
            // Nothing is called, so that nothing needs a transport.
            features.insert("default", value(Array::new()));
        }
        if has_patterns(planned)
            && let Some(validate) = features.get_mut("validate")
        {
            *validate = value(Array::from_iter(["dep:regex"]));
        }
        document.insert("features", Item::Table(features));
    }
    if let Some(dependencies) = runtime.get("dependencies").and_then(Item::as_table) {
        document.insert("dependencies", Item::Table(chosen(dependencies, planned)));
    }
    document.insert("dev-dependencies", Item::Table(for_examples()));
    if let Some(targets) = runtime.get("target").and_then(Item::as_table) {
        document.insert("target", Item::Table(targets.clone()));
    }
    document.insert("lints", Item::Table(lints()));
    document.sort_values_by(|_, _, _, _| std::cmp::Ordering::Equal);
    renumber(&mut document);
    let text = document.to_string();
    format!(
        "# Written by sdkwright: edits are lost. Features and dependencies are explained in README.md.\n{}",
        text.trim_start()
    )
}

/// The oldest toolchain that builds an SDK: that of the workspace, with which the runtime is tested.
const RUST_VERSION: &str = "1.88";

fn package(config: &Config, facts: &Facts) -> Table {
    let mut package = Table::new();
    let mut say = |key: &str, text: &str| drop(package.insert(key, value(one_line(text))));
    say("name", &facts.package);
    say("version", &facts.version);
    say("edition", "2024");
    say("rust-version", RUST_VERSION);
    say("description", &facts.description);
    if let Some(license) = &config.package.license {
        say("license", license);
    }
    if let Some(repository) = &config.package.repository {
        say("repository", repository);
    }
    say("readme", "README.md");
    let keywords: Array = config
        .package
        .keywords
        .iter()
        .filter(|word| is_keyword(word))
        .take(5)
        .collect();
    if !keywords.is_empty() {
        package.insert("keywords", value(keywords));
    }
    package.insert("categories", value(Array::from_iter(["api-bindings"])));
    let mut docs = Table::new();
    docs.insert("all-features", value(true));
    let mut metadata = Table::new();
    metadata.set_implicit(true);
    let mut inner = Table::new();
    inner.set_implicit(true);
    inner.insert("rs", Item::Table(docs));
    metadata.insert("docs", Item::Table(inner));
    package.insert("metadata", Item::Table(metadata));
    package
}

/// What crates.io takes for a keyword.
fn is_keyword(word: &str) -> bool {
    word.len() <= 20
        && word.starts_with(|c: char| c.is_ascii_alphanumeric())
        && word
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '+'))
}

/// The runtime's dependencies and those that this document needs.
fn chosen(dependencies: &Table, planned: &Planned<'_>) -> Table {
    let mut chosen = dependencies.clone();
    for (name, version, features, reason) in OPTIONAL {
        if is_needed(name, planned) {
            chosen.insert(name, without_defaults(version, features));
            explain(&mut chosen, name, reason);
        }
    }
    if has_patterns(planned) {
        let mut regex = without_defaults("1.12", &["std", "unicode"]);
        if let Some(table) = regex.as_inline_table_mut() {
            table.insert("optional", true.into());
        }
        chosen.insert("regex", regex);
        explain(
            &mut chosen,
            "regex",
            "The patterns that `validate` looks for.",
        );
    }
    // Decimals need every digit; everybody else is faster without.
    if planned.needs.decimals
        && let Some(features) = chosen
            .get_mut("serde_json")
            .and_then(Item::as_inline_table_mut)
            .and_then(|table| table.get_mut("features"))
            .and_then(Value::as_array_mut)
    {
        features.push("arbitrary_precision");
    }
    chosen.sort_values();
    chosen
}

/// Puts a comment above a key.
fn explain(table: &mut Table, key: &str, reason: &str) {
    if let Some(mut key) = table.key_mut(key) {
        key.leaf_decor_mut().set_prefix(format!("# {reason}\n"));
    }
}

fn without_defaults(version: &str, features: &[&str]) -> Item {
    let mut table = InlineTable::new();
    table.insert("version", version.into());
    table.insert("default-features", false.into());
    table.insert("features", Value::Array(features.iter().copied().collect()));
    value(table)
}

/// What the examples need to run.
fn for_examples() -> Table {
    let mut table = Table::new();
    table.insert("futures-util", without_defaults("0.3", &["std"]));
    table.insert("tokio", without_defaults("1.45", &["macros", "rt"]));
    table
}

fn lints() -> Table {
    let mut rust = Table::new();
    rust.insert("missing_docs", value("warn"));
    rust.insert("unsafe_code", value("forbid"));
    let mut lints = Table::new();
    lints.set_implicit(true);
    lints.insert("rust", Item::Table(rust));
    lints
}

/// Puts the tables in the order in which they were added, and not where they stood in the runtime's manifest.
fn renumber(document: &mut DocumentMut) {
    let mut next = 0;
    for (_, item) in document.iter_mut() {
        place(item, &mut next);
    }
}

fn place(item: &mut Item, next: &mut isize) {
    if let Some(table) = item.as_table_mut() {
        table.set_position(Some(*next));
        *next += 1;
        for (_, inner) in table.iter_mut() {
            place(inner, next);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Api;

    #[test]
    fn an_sdk_builds_with_what_its_runtime_is_checked_for() {
        let workspace: DocumentMut = include_str!("../../../Cargo.toml").parse().unwrap();
        let oldest = &workspace["workspace"]["package"]["rust-version"];
        assert_eq!(oldest.as_str(), Some(RUST_VERSION));
    }

    #[test]
    fn text_with_toml_in_it_stays_a_value() {
        let mut api = Api::default();
        let evil = "x\"\n[dependencies]\nevil = \"1\"\n[lib]\nproc-macro = true";
        api.info.title = evil.to_owned();
        api.info.version = evil.to_owned();
        let mut config = Config::default();
        config.package.license = Some(evil.to_owned());
        config.package.version = Some(evil.to_owned());
        let planned = crate::plan::plan(&api, &config);
        let facts = Facts::of(&planned, &config);
        let document: DocumentMut = manifest(&planned, &config, &facts).parse().unwrap();
        let planned_keys = [
            "package",
            "features",
            "dependencies",
            "dev-dependencies",
            "target",
            "lints",
        ];
        assert!(
            document.iter().all(|(key, _)| planned_keys.contains(&key)),
            "{document}"
        );
        assert!(!document.contains_key("lib") && !document.to_string().contains("\n[lib]"));
    }
}
