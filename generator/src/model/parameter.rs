//! Parameters of operations.

use super::{Constraints, Docs, Type};
use serde::Serialize;
use serde_json::Value;

/// A parameter, OpenAPI 3.2 section 4.12.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Parameter {
    /// The name on the wire.
    pub wire_name: String,
    /// The words of its name in Rust.
    pub intended_name: String,
    /// Its location and style.
    pub location: ParameterLocation,
    /// The serialization of its value.
    #[serde(skip_serializing_if = "ParameterContent::is_style")]
    pub content: ParameterContent,
    /// The separators of an array and of the arrays inside it, from the outside in; empty if the style defines them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub separators: Vec<Separator>,
    /// Its documentation.
    pub docs: Docs,
    /// The type of its value.
    pub ty: Type,
    /// Whether it is required.
    pub required: bool,
    /// Whether it is the idempotency key of a call, which the SDK makes if it has no value.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_idempotency_key: bool,
    /// The schema's default: the value that the server uses if it is absent.
    pub default: Option<Value>,
    /// The one value beside null that the schema allows.
    pub constant: Option<Value>,
    /// Constraints that the type does not express.
    pub constraints: Constraints,
}

/// The location of a parameter, and its style (OpenAPI 3.2 section 4.12.2, `style` and `explode`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum ParameterLocation {
    /// In the path.
    Path {
        /// `simple`, `label` or `matrix`.
        style: PathStyle,
        /// Whether each item or property is separate.
        explode: bool,
        /// Whether reserved characters are not encoded.
        allow_reserved: bool,
    },
    /// In the query.
    Query {
        /// `form`, `spaceDelimited`, `pipeDelimited` or `deepObject`.
        style: QueryStyle,
        /// Whether each item or property is separate.
        explode: bool,
        /// Whether reserved characters are not encoded.
        allow_reserved: bool,
        /// Whether `name=` is sent for an empty array or object.
        allow_empty: bool,
    },
    /// In a header, style `simple`.
    Header {
        /// Whether properties are written as `k=v`.
        explode: bool,
    },
    /// In a cookie.
    Cookie {
        /// `form` or `cookie`.
        style: CookieStyle,
        /// Whether each item or property is separate.
        explode: bool,
    },
    /// The complete query.
    Querystring,
}

/// The serialization of a parameter's value.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub enum ParameterContent {
    /// By the style.
    #[default]
    Style,
    /// As JSON.
    Json,
    /// As `application/x-www-form-urlencoded`, with the properties that have a serialization of their own.
    Form(Vec<FormProperty>),
}

impl ParameterContent {
    fn is_style(&self) -> bool {
        *self == Self::Style
    }
}

/// A property of a form with its own serialization (OpenAPI 3.2 section 4.15, Encoding Object).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FormProperty {
    /// The name on the wire.
    pub name: String,
    /// The serialization of its value.
    pub content: ParameterContent,
    /// `style`.
    pub style: QueryStyle,
    /// `explode`.
    pub explode: bool,
    /// `allowReserved`.
    pub allow_reserved: bool,
}

/// The styles of a path parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs)]
pub enum PathStyle {
    Simple,
    Label,
    Matrix,
}

/// The styles of a query parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum QueryStyle {
    /// `form`
    Form,
    /// `spaceDelimited`
    SpaceDelimited,
    /// `pipeDelimited`
    PipeDelimited,
    /// `deepObject`
    DeepObject(ArrayFormat),
}

/// The styles of a cookie parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs)]
pub enum CookieStyle {
    Form,
    Cookie,
}

/// The notation of arrays in `deepObject`, which the specification leaves open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub enum ArrayFormat {
    /// `color[0]=blue&color[1]=black`
    #[default]
    Indices,
    /// `color[]=blue&color[]=black`
    Brackets,
    /// `color=blue&color=black`
    Repeat,
    /// `color=blue,black`
    Comma,
}

/// The separator of the items of an array.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs)]
pub enum Separator {
    Comma,
    Space,
    Tab,
    Pipe,
}
