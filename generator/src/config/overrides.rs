//! Overrides of names, types and attributes: `[schemas.…]`, `[operations.…]`, `[tags.…]`.

use super::reader::Reader;
use crate::diagnostics::Place;
use serde::Serialize;

/// All overrides, each by its selector.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Overrides {
    /// Component schemas, by key; their members are properties.
    pub schemas: Vec<Override>,
    /// Operations, by operationId or as `GET /pets/{id}`; their members are parameters.
    pub operations: Vec<Override>,
    /// Tags.
    pub tags: Vec<Override>,
}

/// The override of one schema, property, operation, parameter or tag.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Override {
    /// The name in the document.
    pub selector: String,
    /// Its place in the configuration.
    #[serde(skip)]
    pub place: Place,
    /// The words of its name in Rust.
    pub name: Option<String>,
    /// Its type, in the syntax of `x-sdkwright-type`.
    pub ty: Option<String>,
    /// Additional attributes in Rust.
    pub attributes: Vec<String>,
    /// The notation of arrays in a `deepObject` parameter.
    pub array_format: Option<&'static str>,
    /// `keep` or `skip`: the properties that a schema does not describe.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unknown_properties: Option<&'static str>,
    /// How an operation answers with a stream: the value of `x-sdkwright-stream`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stream: Option<serde_json::Value>,
    /// The pagination of an operation: the value of `x-sdkwright-pagination`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pagination: Option<serde_json::Value>,
    /// Overrides of the properties of a schema or the parameters of an operation.
    pub members: Vec<Override>,
}

/// The prefix of all extensions of sdkwright.
pub const EXTENSION_PREFIX: &str = "x-sdkwright-";
/// The extension that sets a name.
pub const NAME: &str = "x-sdkwright-name";
/// The extension that sets a type.
pub const TYPE: &str = "x-sdkwright-type";
/// The extension that sets the environment variable of a security scheme.
pub const ENV: &str = "x-sdkwright-env";
/// The extension that sets attributes.
pub const ATTRIBUTES: &str = "x-sdkwright-attributes";
/// The extension that sets the notation of arrays in a `deepObject` parameter.
pub const ARRAY_FORMAT: &str = "x-sdkwright-array-format";
/// The extension that keeps or skips the properties that a schema does not describe.
pub const UNKNOWN_PROPERTIES: &str = "x-sdkwright-unknown-properties";
/// The extension that declares a stream.
pub const STREAM: &str = "x-sdkwright-stream";
/// The extension that puts an operation into a resource.
pub const RESOURCE: &str = "x-sdkwright-resource";
/// The extension that declares the pagination of an operation.
pub const PAGINATION: &str = "x-sdkwright-pagination";

/// The keys of a declared pagination.
pub const PAGINATION_KEYS: [&str; 12] = [
    "type",
    "parameter",
    "property",
    "cursor",
    "cursor-header",
    "last-item",
    "link",
    "items",
    "has-more",
    "total",
    "page-count",
    "first",
];

impl Override {
    /// Returns the equivalent extensions.
    pub fn extensions(&self) -> impl Iterator<Item = (&'static str, serde_json::Value)> + '_ {
        let name = self.name.as_deref().map(|name| (NAME, name.into()));
        let ty = self.ty.as_deref().map(|ty| (TYPE, ty.into()));
        let attributes =
            (!self.attributes.is_empty()).then(|| (ATTRIBUTES, self.attributes.clone().into()));
        let format = self
            .array_format
            .map(|format| (ARRAY_FORMAT, format.into()));
        let unknown = self.unknown_properties;
        let unknown = unknown.map(|word| (UNKNOWN_PROPERTIES, word.into()));
        let stream = self.stream.clone().map(|stream| (STREAM, stream));
        let pagination = self.pagination.clone().map(|value| (PAGINATION, value));
        [name, ty, attributes, format, unknown, stream, pagination]
            .into_iter()
            .flatten()
    }
}

/// The content of an override, without its selector and members.
#[derive(Default)]
struct OverrideParts {
    name: Option<String>,
    ty: Option<String>,
    attributes: Vec<String>,
    array_format: Option<&'static str>,
    unknown_properties: Option<&'static str>,
    stream: Option<serde_json::Value>,
    pagination: Option<serde_json::Value>,
    members: Vec<Override>,
}

/// The values of `array-format`, which the extension has too.
const NOTATIONS: [(&str, &str); 4] = [
    ("indices", "indices"),
    ("brackets", "brackets"),
    ("repeat", "repeat"),
    ("comma", "comma"),
];

pub(super) fn read(root: &mut Reader<'_, '_>) -> Overrides {
    Overrides {
        schemas: overrides(root, "schemas", |table| OverrideParts {
            members: overrides(table, "properties", with_type),
            unknown_properties: table
                .one_of("unknown-properties", &[("keep", "keep"), ("skip", "skip")]),
            ..with_type(table)
        }),
        operations: overrides(root, "operations", |table| OverrideParts {
            members: overrides(table, "parameters", |table| OverrideParts {
                ty: table.string("type"),
                array_format: table.one_of("array-format", &NOTATIONS),
                ..only_name(table)
            }),
            attributes: table.strings("attributes"),
            stream: table.table("stream", stream),
            pagination: table.off_or_table("pagination", pagination),
            ..only_name(table)
        }),
        tags: overrides(root, "tags", only_name),
    }
}

/// Reads `[operations.….stream]` as the value of the extension.
fn stream(table: &mut Reader<'_, '_>) -> serde_json::Value {
    let keys = ["items", "media-type", "flag", "on", "end"];
    let given = keys
        .into_iter()
        .filter_map(|key| Some((key.to_owned(), table.string(key)?.into())));
    serde_json::Value::Object(given.collect())
}

/// Reads `[operations.….pagination]` as the value of the extension.
fn pagination(table: &mut Reader<'_, '_>) -> serde_json::Value {
    let given = PAGINATION_KEYS.into_iter().filter_map(|key| {
        let value = match key {
            "first" => table.whole_number(key)?.into(),
            _ => table.string(key)?.into(),
        };
        Some((key.to_owned(), value))
    });
    serde_json::Value::Object(given.collect())
}

fn only_name(table: &mut Reader<'_, '_>) -> OverrideParts {
    OverrideParts {
        name: table.checked("name", "a name with at least one letter", |text| {
            text.chars().any(char::is_alphabetic)
        }),
        ..OverrideParts::default()
    }
}

fn with_type(table: &mut Reader<'_, '_>) -> OverrideParts {
    OverrideParts {
        ty: table.string("type"),
        attributes: table.strings("attributes"),
        ..only_name(table)
    }
}

fn overrides(
    table: &mut Reader<'_, '_>,
    key: &'static str,
    read: impl Fn(&mut Reader<'_, '_>) -> OverrideParts,
) -> Vec<Override> {
    table
        .named_tables(key, read)
        .into_iter()
        .map(|(selector, place, parts)| Override {
            selector,
            place,
            name: parts.name,
            ty: parts.ty,
            attributes: parts.attributes,
            array_format: parts.array_format,
            unknown_properties: parts.unknown_properties,
            stream: parts.stream,
            pagination: parts.pagination,
            members: parts.members,
        })
        .collect()
}
