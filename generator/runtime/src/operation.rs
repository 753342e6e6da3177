//! The description of an operation, a static in the SDK: everything about a call except its values.

use http::Method;
use std::ops::RangeInclusive;

/// Describes an operation.
#[derive(Debug)]
pub struct Operation {
    /// The `operationId`, or method and path where the document has none.
    pub id: &'static str,
    /// The HTTP method.
    pub method: Method,
    /// The path template: `/v3/sessions/{id}`.
    pub path: &'static str,
    /// The parameters, in the order in which they are sent.
    pub parameters: &'static [Parameter],
    /// The security requirements, of which one must be met: each is a list of schemes that must all be met (indices
    /// into [`Api::schemes`](super::Api::schemes)). No requirements: no credentials are sent. An empty requirement:
    /// credentials are optional.
    pub security: &'static [&'static [usize]],
    /// The value of the header `Accept`. If it is empty, the header is not sent.
    pub accept: &'static str,
    /// The success statuses; any other status is an error.
    pub success: Success,
    /// The server of this operation, if it has its own. A base URL set by the user replaces it.
    pub base_url: Option<&'static str>,
}

/// The success statuses of an operation.
#[derive(Clone, Copy, Debug)]
pub enum Success {
    /// All from 200 to 299.
    Any,
    /// These ranges.
    Documented(&'static [RangeInclusive<u16>]),
}

impl Success {
    /// Returns `true` if the status is a success.
    pub fn contains(self, status: u16) -> bool {
        match self {
            Self::Any => (200..=299).contains(&status),
            Self::Documented(ranges) => ranges.iter().any(|range| range.contains(&status)),
        }
    }
}

/// Describes a parameter: its name, its location and the serialization of its value.
#[derive(Clone, Copy, Debug)]
pub struct Parameter {
    pub(crate) name: &'static str,
    pub(crate) location: ParameterLocation,
    pub(crate) explode: bool,
    pub(crate) allow_reserved: bool,
    pub(crate) required: bool,
}

/// The location of a parameter, with the style of its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ParameterLocation {
    Path(PathStyle),
    Query(QueryStyle),
    QueryJson,
    Header,
    Cookie,
}

/// The style of a path parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathStyle {
    /// `blue,black`
    Simple,
    /// `.blue.black`
    Label,
    /// `;color=blue,black`
    Matrix,
}

/// The style of a query parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QueryStyle {
    /// `color=blue&color=black`
    Form,
    /// `color=blue%20black`
    SpaceDelimited,
    /// `color=blue%7Cblack`
    PipeDelimited,
    /// `color[R]=100&color[G]=200`
    DeepObject,
}

impl Parameter {
    /// Creates a path parameter with the default style: `simple`, not exploded.
    pub const fn path(name: &'static str) -> Self {
        Self::new(name, ParameterLocation::Path(PathStyle::Simple), false).required()
    }

    /// Creates a query parameter with the default style: `form`, exploded.
    pub const fn query(name: &'static str) -> Self {
        Self::new(name, ParameterLocation::Query(QueryStyle::Form), true)
    }

    /// Creates a query parameter whose value is serialized as JSON.
    pub const fn query_json(name: &'static str) -> Self {
        Self::new(name, ParameterLocation::QueryJson, false)
    }

    /// Creates a header parameter: style `simple`, not exploded.
    pub const fn header(name: &'static str) -> Self {
        Self::new(name, ParameterLocation::Header, false)
    }

    /// Creates a cookie parameter: style `form`, exploded.
    pub const fn cookie(name: &'static str) -> Self {
        Self::new(name, ParameterLocation::Cookie, true)
    }

    const fn new(name: &'static str, location: ParameterLocation, explode: bool) -> Self {
        Self {
            name,
            location,
            explode,
            allow_reserved: false,
            required: false,
        }
    }

    pub(crate) fn is_in_path(&self) -> bool {
        matches!(self.location, ParameterLocation::Path(_))
    }

    pub(crate) fn is_in_query(&self) -> bool {
        matches!(
            self.location,
            ParameterLocation::Query(_) | ParameterLocation::QueryJson
        )
    }

    pub(crate) fn is_in_header(&self) -> bool {
        self.location == ParameterLocation::Header
    }

    pub(crate) fn is_in_cookie(&self) -> bool {
        self.location == ParameterLocation::Cookie
    }

    /// Sets the style of a path parameter.
    pub const fn path_style(mut self, style: PathStyle) -> Self {
        if let ParameterLocation::Path(_) = self.location {
            self.location = ParameterLocation::Path(style);
        }
        self
    }

    /// Sets the style of a query parameter. It does not change `explode`.
    pub const fn query_style(mut self, style: QueryStyle) -> Self {
        if let ParameterLocation::Query(_) = self.location {
            self.location = ParameterLocation::Query(style);
        }
        self
    }

    /// Sets whether each item of an array or property of an object is a parameter of its own.
    pub const fn explode(mut self, explode: bool) -> Self {
        self.explode = explode;
        self
    }

    /// Leaves reserved characters of a query parameter unencoded.
    pub const fn allow_reserved(mut self) -> Self {
        self.allow_reserved = true;
        self
    }

    /// Makes the parameter required.
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }
}
