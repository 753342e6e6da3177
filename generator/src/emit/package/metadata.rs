//! Metadata of the package: its name, version and description, for all files that contain them.

use crate::config::Config;
use crate::model::{Api, Docs, TypeKind};
use crate::plan::Planned;
use crate::rust::idents;
use crate::rust::package::{is_package_name, is_semantic_version};

/// Metadata of the package.
#[derive(Clone, Debug)]
pub struct Metadata {
    /// The crate's name: `equos`, `pet-store`.
    pub package: String,
    /// The crate's name in code: `equos`, `pet_store`.
    pub library: String,
    /// The crate's version, a semantic version.
    pub version: String,
    /// The API's title on one line, or a substitute.
    pub title: String,
    /// One sentence, within the length limit of crates.io.
    pub description: String,
    /// The prefix of environment variables: `EQUOS`.
    pub env_prefix: String,
    /// Whether every operation of the API is deprecated. A warning at each call would then hide other warnings.
    pub wholly_deprecated: bool,
    /// Whether the configuration gives the attribute `deprecated` to a model or to a part of one.
    pub deprecates_models: bool,
}

impl Metadata {
    /// Derives the metadata from the API and the configuration.
    pub fn of(planned: &Planned<'_>, config: &Config) -> Self {
        let api = &planned.api;
        let title = one_line(&api.info.title);
        let title = if title.is_empty() {
            "the API".to_owned()
        } else {
            title
        };
        let package = package_name(config, &title);
        let library = idents::ident(&package.replace('-', "_")).to_string();
        Self {
            version: config
                .package
                .version
                .clone()
                .filter(|version| is_semantic_version(version))
                .unwrap_or_else(|| "0.1.0".to_owned()),
            description: description(config, api, &title),
            env_prefix: env_prefix(config, &package, &title),
            wholly_deprecated: wholly_deprecated(api),
            deprecates_models: deprecates_models(api),
            package,
            library,
            title,
        }
    }

    /// Returns the name of an environment variable: `EQUOS_API_KEY`.
    pub fn env(&self, words: &str) -> String {
        format!(
            "{}_{}",
            self.env_prefix,
            idents::snake(words).to_ascii_uppercase()
        )
    }
}

/// Removes line breaks, control characters and repeated spaces.
pub fn one_line(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn package_name(config: &Config, title: &str) -> String {
    let by_title = name_in_title(title).to_lowercase();
    let name = match &config.package.name {
        Some(name) if is_package_name(name) => return name.clone(),
        Some(name) => name.as_str(),
        None if by_title.is_empty() => title,
        None => by_title.as_str(),
    };
    let made = idents::file(name).replace('_', "-");
    let made = made.trim_matches('-');
    if is_package_name(made) && !RESERVED.contains(&made) {
        made.to_owned()
    } else {
        format!("api-{made}")
    }
}

/// Names that Cargo does not accept for a package.
const RESERVED: &[&str] = &[
    "test",
    "core",
    "std",
    "alloc",
    "proc-macro",
    "examples",
    "build",
    "deps",
    "incremental",
];

fn description(config: &Config, api: &Api, title: &str) -> String {
    let configured = config
        .package
        .description
        .as_deref()
        .map(one_line)
        .filter(|text| !text.is_empty());
    let text = configured.unwrap_or_else(|| match &api.info.version {
        version if version.trim().is_empty() => format!("A client for {title}"),
        version => format!("A client for {title}, version {}", one_line(version)),
    });
    text.chars().take(500).collect()
}

/// Returns the prefix of environment variables: the configured one, or the name of the package if it is configured, or
/// else the title without the words that only say that it is an API: `OPENAI` for "OpenAI API".
fn env_prefix(config: &Config, package: &str, title: &str) -> String {
    let by_title = name_in_title(title);
    let prefix = match (&config.env_prefix, &config.package.name) {
        (Some(prefix), _) => prefix.as_str(),
        (None, None) if !by_title.is_empty() => by_title.as_str(),
        _ => package,
    };
    let prefix: String = prefix
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() {
                c.to_ascii_uppercase()
            } else {
                '_'
            }
        })
        .collect();
    if prefix.starts_with(|c: char| c.is_ascii_alphabetic()) {
        prefix
    } else {
        format!("API_{prefix}")
    }
}

/// Returns the words of a title that name the API, joined with underscores: `OpenAI`, `GitHub`.
fn name_in_title(title: &str) -> String {
    const GENERIC: [&str; 8] = [
        "api",
        "apis",
        "document",
        "openapi",
        "rest",
        "restful",
        "specification",
        "swagger",
    ];
    let words: Vec<&str> = title
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let is_generic = |word: &&str| {
        let lower = word.to_ascii_lowercase();
        let version = lower.strip_prefix('v').unwrap_or(&lower);
        GENERIC.contains(&lower.as_str()) || version.bytes().all(|byte| byte.is_ascii_digit())
    };
    let named: Vec<&str> = words
        .iter()
        .copied()
        .filter(|word| !is_generic(word))
        .collect();
    named.join("_")
}

fn wholly_deprecated(api: &Api) -> bool {
    let mut operations = api.operations().peekable();
    operations.peek().is_some() && operations.all(|operation| operation.docs.deprecated.is_some())
}

fn deprecates_models(api: &Api) -> bool {
    let deprecates = |docs: &Docs| {
        let mut attributes = docs.attributes.iter();
        attributes.any(|text| text.contains("deprecated"))
    };
    api.types.iter().any(|(_, def)| {
        deprecates(&def.docs)
            || match &def.kind {
                TypeKind::Enum(list) => list.variants.iter().any(|it| deprecates(&it.docs)),
                TypeKind::Union(union) => union.branches.iter().any(|it| deprecates(&it.docs)),
                TypeKind::Struct(_) | TypeKind::Alias(_) => false,
            }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_begin_with_the_name_that_people_know() {
        for (title, expected) in [
            ("OpenAI API", "OPENAI"),
            ("GitHub v3 REST API", "GITHUB"),
            ("Stripe API", "STRIPE"),
            ("Pet Store - OpenAPI 3.0", "PET_STORE"),
            ("3D API", "API_3D"),
            ("API", "API"),
        ] {
            let package = package_name(&Config::default(), title);
            assert_eq!(
                env_prefix(&Config::default(), &package, title),
                expected,
                "{title}"
            );
        }
        let mut config = Config::default();
        config.package.name = Some("my-pets".to_owned());
        assert_eq!(env_prefix(&config, "my-pets", "Pet Store"), "MY_PETS");
    }

    #[test]
    fn a_crate_gets_a_name_that_cargo_takes() {
        let name = |title: &str| package_name(&Config::default(), title);
        for (title, expected) in [
            ("GitHub v3 REST API", "github"),
            ("OpenAI API", "openai"),
            ("Equos Sessions API", "equos-sessions"),
            ("Pet Store - OpenAPI 3.0", "pet-store"),
            ("API", "api"),
            ("test", "api-test"),
            ("3D API", "api-3d"),
        ] {
            assert_eq!(name(title), expected, "{title}");
        }
    }
}
