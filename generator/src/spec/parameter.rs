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
    /// The notation of arrays in `deepObject`, from an extension.
    pub array_format: Option<ArrayFormat>,
    /// The separators of an array and of the arrays inside it, from the outside in (`collectionFormat` of Swagger 2.0).
    /// Empty if the style defines them.
    pub separators: Vec<Separator>,
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
        allow_reserved: bool,
    },
    Query {
        style: QueryStyle,
        allow_reserved: bool,
        allow_empty_value: bool,
    },
    Header,
    Cookie {
        style: CookieStyle,
    },
    /// The complete query string (OpenAPI 3.2).
    Querystring,
}

/// The style of a cookie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CookieStyle {
    /// `form`: percent-encoded.
    Form,
    /// `cookie`: unchanged (OpenAPI 3.2).
    Cookie,
}

/// The notation of arrays in `deepObject`, which the specification leaves open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArrayFormat {
    /// `indices`: `a[0]=1&a[1]=2`
    Indices,
    /// `brackets`: `a[]=1&a[]=2`
    Brackets,
    /// `repeat`: `a=1&a=2`
    Repeat,
    /// `comma`: `a=1,2`
    Comma,
}

/// The separator of the items of an array (Swagger 2.0).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Separator {
    /// `csv`
    Comma,
    /// `ssv`
    Space,
    /// `tsv`
    Tab,
    /// `pipes`
    Pipe,
}

/// The description of the value of a parameter or header.
#[derive(Clone, Debug)]
pub enum ParameterValue<'t> {
    /// `schema`.
    Schema(SchemaId),
    /// `content`, with one media type.
    Content(Vec<MediaType<'t>>),
}
