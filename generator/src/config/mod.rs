//! config: the text of sdkwright.toml → [`Config`].
//!
//! All problems of the text are reported at once, each at its key. `docs/configuration.md` describes the keys, which
//! are written in kebab-case.

mod apply;
mod client;
mod operations;
mod overrides;
mod reachable;
mod reader;
mod resources;
mod security;
mod select;
mod selection;
mod selectors;
mod template;

pub use apply::{apply, operation_count, schema_count};
pub use client::{ArrayFormat, ClientOptions};
pub use overrides::{
    ARRAY_FORMAT, ATTRIBUTES, ENV, EXTENSION_PREFIX, NAME, Override, Overrides, PAGINATION,
    PAGINATION_KEYS, RESOURCE, STREAM, TYPE, UNKNOWN_PROPERTIES,
};
pub use resources::ConfiguredResource;
pub(crate) use resources::is_resource_path;
pub use security::ConfiguredScheme;
pub use selection::Selection;
pub use selectors::{Selector, Selectors};
pub use template::TEMPLATE;

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Level, Levels, Place, SourceText};
use crate::limits::Limits;
use reader::Reader;
use serde::Serialize;

/// The configuration of an SDK.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Config {
    /// Package metadata.
    pub package: Package,
    /// The prefix of the names of environment variables: `EQUOS` for `EQUOS_API_KEY`. By default the name of the crate
    /// in upper case.
    pub env_prefix: Option<String>,
    /// The Rust types of dates and times.
    pub dates: DateLibrary,
    /// A date and time without a time zone is read as UTC, where it would be an error.
    pub lenient_dates: bool,
    /// What happens with properties that the document does not describe, unless a schema says it.
    pub unknown_properties: UnknownProperties,
    /// The types that tell an absent property from null.
    pub nullable: NullableTypes,
    /// Whether equal inline types are one.
    pub shared_types: SharedTypes,
    /// Whether each resource has a Cargo feature.
    pub resource_features: ResourceFeatures,
    /// The default base URL, if no server of the document is absolute.
    pub base_url: Option<String>,
    /// The servers, which replace those of the document. The first one is the default.
    pub servers: Vec<ConfiguredServer>,
    /// Settings of the client that the document does not describe.
    pub client: ClientOptions,
    /// The part of the document that is generated.
    pub select: Selection,
    /// Resources with the operations that the configuration puts into them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub resources: Vec<ConfiguredResource>,
    /// Security schemes: names, environment variables, and schemes that the document lacks.
    pub security: Vec<ConfiguredScheme>,
    /// Names, types and attributes that override those of the document.
    pub overrides: Overrides,
    /// Levels of diagnostics, which do not change what is generated.
    #[serde(skip)]
    pub levels: Levels,
    /// Limits, which do not change what is generated either.
    #[serde(skip)]
    pub limits: Limits,
}

/// The Rust types of dates and times.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub enum DateLibrary {
    /// Types of the crate `jiff`.
    #[default]
    Jiff,
    /// Types of the crate `chrono`.
    Chrono,
    /// Types of the crate `time`.
    Time,
    /// Strings, as received.
    Strings,
}

/// The types whose optional properties tell absent from null, by the type `Nullable`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub enum NullableTypes {
    /// Those that are sent. In those that only the server sends, null is absent, as it is to a reader.
    #[default]
    Requests,
    /// All.
    All,
}

/// Whether inline schemas with the same definition and subject are one type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub enum SharedTypes {
    /// They are one type.
    #[default]
    On,
    /// Each has its own.
    Off,
}

/// Whether each resource has a Cargo feature, so that a program compiles only those that it uses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub enum ResourceFeatures {
    /// If the API is large.
    #[default]
    BySize,
    /// Always.
    On,
    /// Never.
    Off,
}

/// What happens with properties of an object that the document does not describe.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub enum UnknownProperties {
    /// They are ignored.
    #[default]
    Skip,
    /// They are kept, and sent back.
    Keep,
}

impl UnknownProperties {
    /// The words of the configuration and the extension.
    pub(crate) const WORDS: [(&'static str, Self); 2] =
        [("skip", Self::Skip), ("keep", Self::Keep)];
}

/// Package metadata; missing values are derived from the document.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Package {
    /// The name of the crate; by default derived from the title of the document.
    pub name: Option<String>,
    /// The version of the crate; by default 0.1.0.
    pub version: Option<String>,
    /// The description of the crate.
    pub description: Option<String>,
    /// The licence of the crate, as an SPDX expression.
    pub license: Option<String>,
    /// The URL of the repository.
    pub repository: Option<String>,
    /// At most five keywords.
    pub keywords: Vec<String>,
}

/// A named server.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ConfiguredServer {
    /// The words of its name: `production`.
    pub name: Option<String>,
    /// Its absolute URL.
    pub url: String,
    /// `description`, CommonMark.
    pub description: Option<String>,
}

/// Parses the text of a configuration.
pub fn parse(source: &SourceText, diagnostics: &mut Diagnostics) -> Config {
    let document = match toml_edit::Document::parse(source.text.as_str()) {
        Ok(document) => document,
        Err(error) => {
            diagnostics.push(no_toml(source, &error));
            return Config::default();
        }
    };
    let mut found = Diagnostics::default();
    let config = read(Reader::root(document.as_table(), source, &mut found));
    let mut found: Vec<Diagnostic> = found.iter().cloned().collect();
    found.sort_by_key(|diagnostic| match diagnostic.place {
        Place::Text { offset, .. } => offset,
        _ => 0,
    });
    found
        .into_iter()
        .for_each(|diagnostic| diagnostics.push(diagnostic));
    config
}

fn no_toml(source: &SourceText, error: &toml_edit::TomlError) -> Diagnostic {
    let place = Place::Text {
        file: source.name.clone(),
        offset: error.span().map_or(0, |span| span.start),
    };
    let message = error.message().lines().next().unwrap_or("not TOML");
    Diagnostic::new(
        Code::SyntaxError,
        place,
        format!("the configuration is not valid TOML: {message}"),
    )
}

fn read(mut root: Reader<'_, '_>) -> Config {
    let config = Config {
        package: root.table("package", package).unwrap_or_default(),
        env_prefix: root.checked(
            "env-prefix",
            "upper-case letters, digits and underscores, beginning with a letter",
            is_env_prefix,
        ),
        dates: dates(&mut root),
        lenient_dates: root.boolean("lenient-dates").unwrap_or_default(),
        nullable: root
            .one_of(
                "nullable",
                &[
                    ("requests", NullableTypes::Requests),
                    ("all", NullableTypes::All),
                ],
            )
            .unwrap_or_default(),
        shared_types: root
            .one_of(
                "shared-types",
                &[("on", SharedTypes::On), ("off", SharedTypes::Off)],
            )
            .unwrap_or_default(),
        resource_features: root
            .one_of(
                "resource-features",
                &[("on", ResourceFeatures::On), ("off", ResourceFeatures::Off)],
            )
            .unwrap_or_default(),
        unknown_properties: root
            .one_of("unknown-properties", &UnknownProperties::WORDS)
            .unwrap_or_default(),
        base_url: root.checked("base-url", URL, is_url),
        servers: root
            .tables("servers", server)
            .into_iter()
            .flatten()
            .collect(),
        client: root.table("client", client::read).unwrap_or_default(),
        select: root.table("select", selection::read).unwrap_or_default(),
        resources: resources::read(&mut root),
        security: security::read(&mut root),
        overrides: overrides::read(&mut root),
        levels: root.table("diagnostics", levels).unwrap_or_default(),
        limits: root.table("limits", limits).unwrap_or_default(),
    };
    root.finish();
    config
}

/// The expected form of a URL, for messages.
const URL: &str = "an absolute URL that begins with `http://` or `https://`";

fn package(table: &mut Reader<'_, '_>) -> Package {
    Package {
        name: table.checked(
            "name",
            "a package name of Cargo: a letter, then letters, digits, `-` and `_`",
            crate::rust::package::is_package_name,
        ),
        version: table.checked(
            "version",
            "a semantic version such as `0.1.0`",
            crate::rust::package::is_semantic_version,
        ),
        description: table.string("description"),
        license: table.string("license"),
        repository: table.string("repository"),
        keywords: table.strings("keywords"),
    }
}

fn levels(table: &mut Reader<'_, '_>) -> Levels {
    let mut levels = Levels::default();
    let keys = [
        ("allow", Level::Allow),
        ("warn", Level::Warn),
        ("deny", Level::Deny),
    ];
    for (key, level) in keys {
        for (code, place) in table.spanned_strings(key) {
            if let Err(message) = levels.set(&code, level) {
                table.refuse(place, message);
            }
        }
    }
    levels
}

fn limits(table: &mut Reader<'_, '_>) -> Limits {
    let mut limits = Limits::default();
    for (key, most) in Limits::KEYS {
        let expected = match *most {
            u64::MAX => "a whole number, at least 1".to_owned(),
            most => format!("a whole number from 1 to {most}"),
        };
        if let Some(value) = table.number_in(key, &expected, 1..=*most)
            && let Some(limit) = limits.get_mut(key)
        {
            *limit = value;
        }
    }
    limits
}

fn dates(root: &mut Reader<'_, '_>) -> DateLibrary {
    let choices = [
        ("jiff", DateLibrary::Jiff),
        ("chrono", DateLibrary::Chrono),
        ("time", DateLibrary::Time),
        ("strings", DateLibrary::Strings),
    ];
    root.one_of("dates", &choices).unwrap_or_default()
}

fn server(table: &mut Reader<'_, '_>) -> Option<ConfiguredServer> {
    let name = table.string("name");
    let description = table.string("description");
    let url = table.required("url", URL, is_url)?;
    Some(ConfiguredServer {
        name,
        url,
        description,
    })
}

fn is_url(text: &str) -> bool {
    let host = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    host.is_some_and(|host| {
        !host.starts_with('/')
            && !host.is_empty()
            && !text
                .contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '{' | '}'))
    })
}

fn is_env_prefix(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_uppercase())
        && text
            .chars()
            .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_')
}

#[cfg(test)]
mod tests;
