//! The description of an operation, a static in the SDK: everything about a call except its values.

pub use super::parameter::{ArrayFormat, Parameter, PathStyle, QueryStyle, Separator};
pub(crate) use super::parameter::{CookieStyle, ParameterContent, ParameterLocation};
use std::ops::RangeInclusive;

/// Describes an operation.
#[derive(Debug)]
pub struct Operation {
    /// The `operationId`, or method and path where the document has none.
    pub id: &'static str,
    /// The HTTP method.
    pub method: &'static str,
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
    /// The name of the enum of its errors, if their type depends on the status.
    pub errors: Option<&'static str>,
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
