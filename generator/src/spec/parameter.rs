//! Parameters (OpenAPI 3.2, section 4.12).

use super::{Example, Hints, MediaType, PlaceId, SchemaId};
use openapiv3::{PathStyle, QueryStyle};
use serde_json::Value;
use std::borrow::Cow;

/// A parameter of an operation.
#[derive(Clone, Debug)]
pub struct Parameter<'t> {
    /// Its place.
    pub place: PlaceId,
    /// Its key, where it is a component that several operations may share.
    pub component: Option<Cow<'t, str>>,
    /// Its name on the wire.
    pub name: Cow<'t, str>,
    /// Where it goes, and how its value is written.
    pub location: ParameterLocation,
    /// `explode`, where it is given.
    pub explode: Option<bool>,
    /// It must be given.
    pub required: bool,
    /// Why it is deprecated, if it is; empty without a reason.
    pub deprecated: Option<Cow<'t, str>>,
    /// What people read about it, CommonMark.
    pub description: Option<Cow<'t, str>>,
    /// What its value is.
    pub value: ParameterValue<'t>,
    /// `example`.
    pub example: Option<&'t Value>,
    /// `examples`.
    pub examples: Vec<Example<'t>>,
    /// What its extensions say.
    pub hints: Hints<'t>,
}

/// Where a parameter goes, with the style that is valid there.
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
    /// The whole query (OpenAPI 3.2).
    Querystring,
}

/// What the value of a parameter or header is.
#[derive(Clone, Debug)]
pub enum ParameterValue<'t> {
    /// `schema`.
    Schema(SchemaId),
    /// `content`, with one media type.
    Content(Vec<MediaType<'t>>),
}
