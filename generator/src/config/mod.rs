//! config: the text of sdkwright.toml → [`Config`].
//!
//! Everything that is wrong with the text is reported at once, each at its key. What the file may say is described in
//! `docs/configuration.md`; keys are written in kebab-case.

mod apply;
mod overrides;
mod reachable;
mod reader;
mod select;
mod selection;
mod template;

pub use apply::{apply, operation_count, schema_count};
pub use overrides::{ATTRIBUTES, EXTENSION_PREFIX, NAME, Override, Overrides, TYPE};
pub use selection::{Selection, Selector};
pub use template::TEMPLATE;

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Place, SourceText};
use reader::Reader;
use serde::Serialize;

/// What the maintainer of an SDK decides.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Config {
    /// The crate's own manifest.
    pub package: Package,
    /// What the names of environment variables begin with: `EQUOS` for `EQUOS_API_KEY`. The crate's name
    /// in capitals otherwise.
    pub env_prefix: Option<String>,
    /// What dates and times are in Rust.
    pub dates: DateLibrary,
    /// The default base URL, where the document gives none that can be called.
    pub base_url: Option<String>,
    /// The servers, in place of the document's; the first one is the default.
    pub servers: Vec<ConfiguredServer>,
    /// Which part of the document becomes an SDK.
    pub select: Selection,
    /// What the document's things are called and what they are, where the maintainer knows better.
    pub overrides: Overrides,
}

/// What dates and times are in Rust.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub enum DateLibrary {
    /// Types of the crate `jiff`.
    #[default]
    Jiff,
    /// Types of the crate `chrono`.
    Chrono,
    /// Types of the crate `time`.
    Time,
    /// Strings, as they are on the wire.
    Strings,
}

/// What the crate's manifest says; what is missing is made from the document.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Package {
    /// The crate's name; from the document's title otherwise.
    pub name: Option<String>,
    /// The crate's version, a semantic version; 0.1.0 otherwise.
    pub version: Option<String>,
    /// One sentence for crates.io.
    pub description: Option<String>,
    /// The SPDX expression of the crate's licence.
    pub license: Option<String>,
    /// Where the crate's source is.
    pub repository: Option<String>,
    /// Up to five words to find it by.
    pub keywords: Vec<String>,
}

/// A server that the SDK knows by name.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ConfiguredServer {
    /// The words of its name: `production`.
    pub name: Option<String>,
    /// Its absolute URL.
    pub url: String,
    /// What people read about it.
    pub description: Option<String>,
}

/// Reads the text of a configuration.
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
        format!("the configuration is no TOML: {message}"),
    )
}

fn read(mut root: Reader<'_, '_>) -> Config {
    let config = Config {
        package: root.table("package", package).unwrap_or_default(),
        env_prefix: root.checked(
            "env-prefix",
            "capitals, digits and underscores, beginning with a letter",
            is_env_prefix,
        ),
        dates: dates(&mut root),
        base_url: root.checked("base-url", URL, is_url),
        servers: root
            .tables("servers", server)
            .into_iter()
            .flatten()
            .collect(),
        select: root.table("select", selection::read).unwrap_or_default(),
        overrides: overrides::read(&mut root),
    };
    root.finish();
    config
}

/// What a URL has to be.
const URL: &str = "an absolute URL that begins with `http://` or `https://`";

fn package(table: &mut Reader<'_, '_>) -> Package {
    Package {
        name: table.checked(
            "name",
            "a name that cargo takes: a letter, then letters, digits, `-` and `_`",
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
