// Written by sdkwright from the API's document: edits are lost.

//! What an operation of the API is, in a static: everything about a call but its values.

use http::Method;
use std::ops::RangeInclusive;

/// An operation, OpenAPI 3.0 section 4.7.10.
#[derive(Debug)]
pub struct Operation {
    /// The operationId, or method and path where the document gives none.
    pub id: &'static str,
    /// The HTTP method.
    pub method: Method,
    /// The path template: `/v3/sessions/{id}`.
    pub path: &'static str,
    /// The parameters, in the order in which they are sent; a call has a slot for each.
    pub parameters: &'static [Parameter],
    /// The ways to authenticate: one of these, each all of its schemes (indices into
    /// [`Api::schemes`](super::Api::schemes)). Empty: none needed. An alternative that is empty: none needed, others taken.
    pub security: &'static [&'static [usize]],
    /// The media types that are accepted, for the header `Accept`. Empty: the header is not sent.
    pub accept: &'static str,
    /// Which statuses are success; any other is an error.
    pub success: Success,
    /// A server of the operation's own, in place of the API's. A base URL that the user sets is in place of both.
    pub base_url: Option<&'static str>,
}

/// Which statuses are success.
#[derive(Clone, Copy, Debug)]
pub enum Success {
    /// Any from 200 to 299.
    Any,
    /// These.
    Documented(&'static [RangeInclusive<u16>]),
}

impl Success {
    /// Whether this status is one of them.
    pub fn contains(self, status: u16) -> bool {
        match self {
            Self::Any => (200..=299).contains(&status),
            Self::Documented(ranges) => ranges.iter().any(|range| range.contains(&status)),
        }
    }
}

/// A parameter, OpenAPI 3.0 section 4.7.12: its name, where it goes, and how its value is written.
#[derive(Clone, Copy, Debug)]
pub struct Parameter {
    pub(crate) name: &'static str,
    pub(crate) place: Place,
    pub(crate) explode: bool,
    pub(crate) allow_reserved: bool,
    pub(crate) required: bool,
}

/// Where a parameter goes, with the style of its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Path(PathStyle),
    Query(QueryStyle),
    QueryJson,
    Header,
    Cookie,
}

/// The styles of a path parameter, OpenAPI 3.0 section 4.7.12.2.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathStyle {
    /// `blue,black`
    Simple,
    /// `.blue.black`
    Label,
    /// `;color=blue,black`
    Matrix,
}

/// The styles of a query parameter, OpenAPI 3.0 section 4.7.12.2.
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
    /// A path parameter in its default style: `simple`, not exploded.
    pub const fn path(name: &'static str) -> Self {
        Self::new(name, Place::Path(PathStyle::Simple), false).required()
    }

    /// A query parameter in its default style: `form`, exploded.
    pub const fn query(name: &'static str) -> Self {
        Self::new(name, Place::Query(QueryStyle::Form), true)
    }

    /// A query parameter that is written as JSON.
    pub const fn query_json(name: &'static str) -> Self {
        Self::new(name, Place::QueryJson, false)
    }

    /// A header in its only style: `simple`, not exploded.
    pub const fn header(name: &'static str) -> Self {
        Self::new(name, Place::Header, false)
    }

    /// A cookie in its only style: `form`, exploded.
    pub const fn cookie(name: &'static str) -> Self {
        Self::new(name, Place::Cookie, true)
    }

    const fn new(name: &'static str, place: Place, explode: bool) -> Self {
        Self {
            name,
            place,
            explode,
            allow_reserved: false,
            required: false,
        }
    }

    /// In this style, if it is a path parameter.
    pub const fn path_style(mut self, style: PathStyle) -> Self {
        if let Place::Path(_) = self.place {
            self.place = Place::Path(style);
        }
        self
    }

    /// In this style, if it is a query parameter. Whether it is exploded is left as it is.
    pub const fn query_style(mut self, style: QueryStyle) -> Self {
        if let Place::Query(_) = self.place {
            self.place = Place::Query(style);
        }
        self
    }

    /// Each item or property on its own, or all together.
    pub const fn explode(mut self, explode: bool) -> Self {
        self.explode = explode;
        self
    }

    /// Reserved characters of a query are sent as they are.
    pub const fn allow_reserved(mut self) -> Self {
        self.allow_reserved = true;
        self
    }

    /// It must be given.
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }
}
