//! What the document's things are called, and what they are, where the maintainer knows better:
//! `[schemas.…]`, `[operations.…]`, `[tags.…]`.

use super::reader::Reader;
use crate::diagnostics::Place;
use serde::Serialize;

/// All overrides, each by the name that the document gives the thing.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Overrides {
    /// Component schemas, by key; their members are properties.
    pub schemas: Vec<Override>,
    /// Operations, by operationId or as `GET /pets/{id}`; their members are parameters.
    pub operations: Vec<Override>,
    /// Tags.
    pub tags: Vec<Override>,
}

/// What is said of one thing of the document.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Override {
    /// The thing, as the document names it.
    pub selector: String,
    /// Where the configuration says so.
    #[serde(skip)]
    pub place: Place,
    /// The words of its name in Rust.
    pub name: Option<String>,
    /// Its type, as `x-sdkwright-type` says it.
    pub ty: Option<String>,
    /// Attributes that it gets in Rust.
    pub attributes: Vec<String>,
    /// Properties of a schema, parameters of an operation.
    pub members: Vec<Override>,
}

/// What the names of all extensions of sdkwright begin with.
pub const EXTENSION_PREFIX: &str = "x-sdkwright-";
/// The extension that gives a name.
pub const NAME: &str = "x-sdkwright-name";
/// The extension that gives a type.
pub const TYPE: &str = "x-sdkwright-type";
/// The extension that gives attributes.
pub const ATTRIBUTES: &str = "x-sdkwright-attributes";

impl Override {
    /// What it says, as the extensions by which the document itself would say it.
    pub fn extensions(&self) -> impl Iterator<Item = (&'static str, serde_json::Value)> + '_ {
        let name = self.name.as_deref().map(|name| (NAME, name.into()));
        let ty = self.ty.as_deref().map(|ty| (TYPE, ty.into()));
        let attributes =
            (!self.attributes.is_empty()).then(|| (ATTRIBUTES, self.attributes.clone().into()));
        [name, ty, attributes].into_iter().flatten()
    }
}

/// The override's parts, before it is known what it is of.
#[derive(Default)]
struct Said {
    name: Option<String>,
    ty: Option<String>,
    attributes: Vec<String>,
    members: Vec<Override>,
}

pub(super) fn read(root: &mut Reader<'_, '_>) -> Overrides {
    Overrides {
        schemas: overrides(root, "schemas", |table| Said {
            members: overrides(table, "properties", with_type),
            ..with_type(table)
        }),
        operations: overrides(root, "operations", |table| Said {
            members: overrides(table, "parameters", |table| Said {
                ty: table.string("type"),
                ..only_name(table)
            }),
            attributes: table.strings("attributes"),
            ..only_name(table)
        }),
        tags: overrides(root, "tags", only_name),
    }
}

fn only_name(table: &mut Reader<'_, '_>) -> Said {
    Said {
        name: table.checked("name", "a name with at least one letter", |text| {
            text.chars().any(char::is_alphabetic)
        }),
        ..Said::default()
    }
}

fn with_type(table: &mut Reader<'_, '_>) -> Said {
    Said {
        ty: table.string("type"),
        attributes: table.strings("attributes"),
        ..only_name(table)
    }
}

fn overrides(
    table: &mut Reader<'_, '_>,
    key: &'static str,
    read: impl Fn(&mut Reader<'_, '_>) -> Said,
) -> Vec<Override> {
    table
        .named_tables(key, read)
        .into_iter()
        .map(|(selector, place, said)| Override {
            selector,
            place,
            name: said.name,
            ty: said.ty,
            attributes: said.attributes,
            members: said.members,
        })
        .collect()
}
