//! Reads extensions: those of sdkwright, and equivalent ones of other tools.
//!
//! `docs/configuration.md` lists them. Later stages do not read extensions.

mod pagination;

use super::{Here, Reader};
use crate::config::{
    ARRAY_FORMAT, ATTRIBUTES, ENV, EXTENSION_PREFIX, NAME, PAGINATION, RESOURCE, STREAM, TYPE,
    UNKNOWN_PROPERTIES,
};
use crate::diagnostics::{Code, Diagnostic};
use crate::did_you_mean::did_you_mean;
use crate::spec::{EnumNames, HintValues, Hints, Keywords, StreamHint};
use serde_json::{Map, Value};
use std::borrow::Cow;

/// Extensions of other tools that are equivalent to `x-sdkwright-name`.
const NAMES: [&str; 6] = [
    "x-ms-client-name",
    "x-speakeasy-name-override",
    "x-fern-type-name",
    "x-fern-property-name",
    "x-fern-parameter-name",
    "x-fern-sdk-method-name",
];

/// Extensions with the reason of a deprecation.
const DEPRECATION_REASONS: [&str; 6] = [
    "x-deprecated-reason",
    "x-deprecation-reason",
    "x-deprecated-message",
    "x-deprecation-message",
    "x-speakeasy-deprecation-message",
    "x-deprecated",
];

/// Extensions with the names of the values of an enum.
const ENUM_NAMES: [&str; 5] = [
    "x-enum-varnames",
    "x-enumNames",
    "x-enum-names",
    "x-enum-keys",
    "x-speakeasy-enums",
];

/// Extensions with the descriptions of the values of an enum.
const ENUM_DESCRIPTIONS: [&str; 4] = [
    "x-enum-descriptions",
    "x-enumDescriptions",
    "x-enum-description",
    "x-speakeasy-enum-descriptions",
];

/// Returns `true` if an object has an extension.
pub(super) fn has_any(object: &Map<String, Value>) -> bool {
    object.keys().any(|key| key.starts_with("x-"))
}

impl<'t> Reader<'t, '_> {
    /// Reads the extensions of an object that affect its representation in Rust.
    pub(super) fn hints(&self, object: &'t Map<String, Value>) -> Hints<'t> {
        if !has_any(object) {
            return Hints::default();
        }
        let first = |keys: &[&str]| keys.iter().find_map(|key| object.get(*key));
        let text = |key: &str| object.get(key).and_then(Value::as_str);
        let values = HintValues {
            name: match object.get(NAME) {
                Some(own) => own.as_str(),
                None => first(&NAMES).and_then(Value::as_str),
            },
            type_name: object.get(TYPE),
            env: text(ENV),
            attributes: object
                .get(ATTRIBUTES)
                .and_then(Value::as_array)
                .into_iter()
                .flatten()
                .filter_map(Value::as_str)
                .collect(),
            discriminator_value: text("x-ms-discriminator-value"),
            enum_names: EnumNames {
                names: first(&ENUM_NAMES),
                descriptions: first(&ENUM_DESCRIPTIONS),
                microsoft: object
                    .get("x-ms-enum")
                    .and_then(|value| value.get("values")),
                fern: object.get("x-fern-enum"),
            },
            unknown_properties: object.get(UNKNOWN_PROPERTIES),
            stream: object.get(STREAM).map(stream),
            resource: text(RESOURCE),
        };
        Hints((values != HintValues::default()).then(|| Box::new(values)))
    }

    /// Reports unknown extensions with the prefix of sdkwright.
    pub(super) fn check_extensions(&mut self, object: &'t Map<String, Value>, here: &Here<'_, 't>) {
        const OWN: [&str; 9] = [
            NAME,
            TYPE,
            ATTRIBUTES,
            ARRAY_FORMAT,
            STREAM,
            ENV,
            PAGINATION,
            RESOURCE,
            UNKNOWN_PROPERTIES,
        ];
        for key in object.keys() {
            let Some(word) = key.strip_prefix(EXTENSION_PREFIX) else {
                continue;
            };
            if OWN.contains(&key.as_str()) {
                continue;
            }
            let diagnostic = Diagnostic::new(
                Code::ExtensionUnknown,
                self.key_place(&here.key(key)),
                format!("`{key}` is not an extension of sdkwright"),
            )
            .label("ignored");
            let words = OWN
                .iter()
                .filter_map(|own| own.strip_prefix(EXTENSION_PREFIX));
            self.diagnostics.push(match did_you_mean(word, words) {
                Some(similar) => {
                    let similar = format!("{EXTENSION_PREFIX}{similar}");
                    diagnostic.help(format!(
                        "an extension with a similar name exists: `{similar}`"
                    ))
                }
                None => diagnostic,
            });
        }
    }

    /// Reads an extension of a schema that is equivalent to a keyword.
    pub(super) fn keyword_of_others(
        &mut self,
        keywords: &mut Keywords<'t>,
        key: &str,
        value: &'t Value,
    ) {
        match key {
            "x-nullable" => keywords.nullable |= is_true(value),
            // The known values of an open enum. All generated enums are open.
            "x-extensible-enum" => {
                if let (Value::Array(values), true) = (value, keywords.values.is_empty()) {
                    keywords.values = Cow::Borrowed(values);
                }
            }
            "x-ms-secret" if is_true(value) => {
                keywords.format.get_or_insert(Cow::Borrowed("password"));
            }
            "x-ms-mutability" => {
                let has = |word| {
                    value
                        .as_array()
                        .is_some_and(|list| list.iter().any(|item| item == word))
                };
                let (is_read, is_written) = (has("read"), has("create") || has("update"));
                keywords.read_only |= is_read && !is_written;
                keywords.write_only |= is_written && !is_read;
            }
            _ => {}
        }
    }
}

/// Reads `x-sdkwright-stream`: an object, or the key of the schema of an item.
fn stream(value: &Value) -> StreamHint<'_> {
    let text = |key: &str| value.get(key).and_then(Value::as_str);
    StreamHint {
        items: value.as_str().or(text("items")),
        media_type: text("media-type"),
        flag: text("flag"),
        on: value.get("on"),
        end: text("end"),
    }
}

/// Returns the reason of a deprecation, perhaps empty; `None` if it is not deprecated.
pub(super) fn deprecated<'t>(flag: bool, object: &'t Map<String, Value>) -> Option<Cow<'t, str>> {
    if !has_any(object) {
        return flag.then_some(Cow::Borrowed(""));
    }
    let reason = DEPRECATION_REASONS
        .iter()
        .find_map(|name| object.get(*name)?.as_str())
        .filter(|reason| !matches!(*reason, "true" | "false"));
    let is_marked = object
        .get("x-deprecated")
        .is_some_and(|marked| marked == &Value::Bool(true) || marked == "true");
    (flag || is_marked || reason.is_some()).then(|| Cow::Borrowed(reason.unwrap_or_default()))
}

/// Returns `true` if a parameter has the extension that is equivalent to `allowReserved`.
pub(super) fn skips_url_encoding(object: &Map<String, Value>) -> bool {
    object.get("x-ms-skip-url-encoding").is_some_and(is_true)
}

/// Returns `true` for an XML Object of Microsoft's tools whose value is the text of the element.
pub(super) fn is_xml_text(object: &Map<String, Value>) -> bool {
    object.get("x-ms-text").is_some_and(is_true)
}

fn is_true(value: &Value) -> bool {
    value == &Value::Bool(true)
        || value
            .as_str()
            .is_some_and(|text| text.eq_ignore_ascii_case("true"))
}
