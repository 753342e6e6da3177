//! Security schemes: their names in Rust, their environment variables, and schemes that the document does not have.

use super::apply::matches_nothing;
use super::overrides::{ENV, NAME};
use super::reader::Reader;
use crate::diagnostics::{Diagnostics, Place};
use serde::Serialize;
use serde_json::{Map, Value, json};

/// The configuration of one security scheme.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ConfiguredScheme {
    /// Its key in the document.
    pub key: String,
    /// Its place in the configuration.
    #[serde(skip)]
    pub place: Place,
    /// The words of the builder's method.
    pub name: Option<String>,
    /// The environment variable with the credential.
    pub env: Option<String>,
    /// The Security Scheme Object, if the scheme is not one of the document.
    pub declared: Option<Value>,
}

const LOCATIONS: [(&str, &str); 3] = [
    ("header", "header"),
    ("query", "query"),
    ("cookie", "cookie"),
];

pub(super) fn read(root: &mut Reader<'_, '_>) -> Vec<ConfiguredScheme> {
    let tables = root.named_tables("security", |table| {
        let name = table.checked("name", "a name with at least one letter", |text| {
            text.chars().any(char::is_alphabetic)
        });
        let env = table.checked(
            "env",
            "upper-case letters, digits and underscores, beginning with a letter",
            super::is_env_prefix,
        );
        (name, env, declared(table))
    });
    let scheme = |(key, place, (name, env, declared))| ConfiguredScheme {
        key,
        place,
        name,
        env,
        declared,
    };
    tables.into_iter().map(scheme).collect()
}

/// Reads the keys that declare a scheme.
fn declared(table: &mut Reader<'_, '_>) -> Option<Value> {
    let is_text = |text: &str| !text.trim().is_empty();
    let scheme = table.checked("scheme", "the name of an HTTP scheme: `bearer`", is_text);
    let location = table.one_of("in", &LOCATIONS);
    let description = table.string("description");
    let mut object = if let Some(scheme) = scheme {
        json!({ "type": "http", "scheme": scheme })
    } else {
        let location = location?;
        let parameter = "the name of the header, query parameter or cookie";
        let name = table.required("parameter", parameter, is_text)?;
        json!({ "type": "apiKey", "in": location, "name": name })
    };
    if let (Some(object), Some(description)) = (object.as_object_mut(), description) {
        object.insert("description".to_owned(), description.into());
    }
    Some(object)
}

/// Writes the configured schemes into the document.
pub(super) fn apply(tree: &mut Value, schemes: &[ConfiguredScheme], diagnostics: &mut Diagnostics) {
    for scheme in schemes {
        let extensions = [(NAME, &scheme.name), (ENV, &scheme.env)];
        let Some(all) = schemes_of(tree, scheme.declared.is_some()) else {
            let names: [&str; 0] = [];
            let what = "security scheme";
            matches_nothing(what, &scheme.key, &scheme.place, names, diagnostics);
            continue;
        };
        let is_new = !all.contains_key(&scheme.key);
        if let Some(declared) = &scheme.declared {
            all.insert(scheme.key.clone(), declared.clone());
        }
        let Some(object) = all.get_mut(&scheme.key).and_then(Value::as_object_mut) else {
            let names = all.keys().map(String::as_str);
            let what = "security scheme";
            matches_nothing(what, &scheme.key, &scheme.place, names, diagnostics);
            continue;
        };
        for (extension, value) in extensions {
            if let Some(value) = value {
                object.insert(extension.to_owned(), value.as_str().into());
            }
        }
        if is_new {
            allow(tree, &scheme.key);
        }
    }
}

/// Returns the security schemes of a document of any version.
fn schemes_of(tree: &mut Value, create: bool) -> Option<&mut Map<String, Value>> {
    let is_old = tree.get("swagger").is_some();
    let root = tree.as_object_mut()?;
    let (holder, key) = if is_old {
        (root, "securityDefinitions")
    } else if create {
        let components = root.entry("components").or_insert_with(|| json!({}));
        (components.as_object_mut()?, "securitySchemes")
    } else {
        (
            root.get_mut("components")?.as_object_mut()?,
            "securitySchemes",
        )
    };
    if create {
        holder.entry(key).or_insert_with(|| json!({}));
    }
    holder.get_mut(key)?.as_object_mut()
}

/// Lets every operation without requirements of its own send the credential, if there is one.
fn allow(tree: &mut Value, key: &str) {
    let Some(root) = tree.as_object_mut() else {
        return;
    };
    let requirements = root.entry("security").or_insert_with(|| json!([{}]));
    if let Some(requirements) = requirements.as_array_mut() {
        let requirement = Value::Object(Map::from_iter([(key.to_owned(), json!([]))]));
        requirements.insert(0, requirement);
    }
}
