//! Parameters (OpenAPI 3.2, section 4.12).

use super::{Example, Hints, MediaType, PlaceId, SchemaId};
use openapiv3::{PathStyle, QueryStyle};
use serde_json::Value;
use std::borrow::Cow;

/// A parameter of an operation.
#[derive(Clone, Debug)]
pub struct Parameter<'t> {
    /// Its place in the document.
    pub place: PlaceId,
    /// Its key, if it is a component, which several operations may share.
    pub component: Option<Cow<'t, str>>,
    /// `name`, as it is sent.
    pub name: Cow<'t, str>,
    /// `in` and `style`.
    pub location: ParameterLocation,
    /// `explode`, if present.
    pub explode: Option<bool>,
    /// `required`.
    pub required: bool,
    /// Reason for the deprecation, perhaps empty; `None` if it is not deprecated.
    pub deprecated: Option<Cow<'t, str>>,
    /// `description`, CommonMark.
    pub description: Option<Cow<'t, str>>,
    /// `schema` or `content`.
    pub value: ParameterValue<'t>,
    /// `example`.
    pub example: Option<&'t Value>,
    /// `examples`.
    pub examples: Vec<Example<'t>>,
    /// Values of its extensions.
    pub hints: Hints<'t>,
}

/// The location of a parameter, with a style that is valid for it.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)] // the fields are the keywords of the same names
pub enum ParameterLocation {
    Path {
        style: PathStyle,
    },
    Query {
        style: QueryStyle,
        allow_reserved: bool,
        allow_empty_value: bool,
    },
    Header,
    Cookie,
    /// The complete query string (OpenAPI 3.2).
    Querystring,
}

/// The description of the value of a parameter or header.
#[derive(Clone, Debug)]
pub enum ParameterValue<'t> {
    /// `schema`.
    Schema(SchemaId),
    /// `content`, with one media type.
    Content(Vec<MediaType<'t>>),
}
