//! Operations: the result of lowering the paths of a document.

use super::{Docs, FormProperty, Pagination, Parameter, Separator, Stream, Type, XmlElement};
use crate::pointer::Location;
use serde::Serialize;
use serde_json::Value;

/// The index of an operation among all operations of the document, in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct OperationIndex(u32);

impl OperationIndex {
    /// Returns the index as a number.
    pub fn as_usize(self) -> usize {
        self.0 as usize
    }
}

/// The names in the document from which `plan` derives an operation's names in Rust.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DocumentedOperation {
    /// The tag, or the words that replace it if the operation has none.
    pub tag: String,
    /// The operationId, if there is one.
    pub operation_id: Option<String>,
    /// The operationId with separators between its words, if they run together in the document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub separated_id: Option<String>,
    /// The HTTP method, in capitals.
    pub method: String,
    /// The path template, as in the document.
    pub path: String,
    /// Whether another path is that of an item of this one: `/pets/{id}` for `/pets`.
    pub has_items_below: bool,
    /// Whether `PATCH` or `PUT` of the same path changes what it is.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub has_patch: bool,
    /// The name of the method set by the configuration or an extension of the document.
    pub configured_name: Option<String>,
}

impl DocumentedOperation {
    /// Returns the operationId with separators between its words, empty if there is none.
    pub fn id(&self) -> &str {
        let separated = self.separated_id.as_deref();
        separated
            .or(self.operation_id.as_deref())
            .unwrap_or_default()
    }
}

/// All operations of the document in its order, including unsupported ones, so that supporting one later renames
/// no other.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DocumentedOperations(Vec<DocumentedOperation>);

impl DocumentedOperations {
    /// Adds an operation and returns its index.
    pub fn add(&mut self, operation: DocumentedOperation) -> OperationIndex {
        let index = OperationIndex(self.0.len() as u32);
        self.0.push(operation);
        index
    }

    /// Returns the operations in the order of the document.
    pub fn iter(&self) -> std::slice::Iter<'_, DocumentedOperation> {
        self.0.iter()
    }
}

/// The operations under one tag.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Resource {
    /// The tag, or its substitute for operations without one; the path of a configured resource (`checkout.sessions`).
    pub tag: String,
    /// The words of its name: the tag's, without generic ones (`user-controller`), or those of its path.
    pub intended_name: String,
    /// The resource that contains it, if one does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub inside: Option<Inside>,
    /// Whether the configuration or an extension declares it, and no tag.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_configured: bool,
    /// The tag's description.
    pub docs: Docs,
    /// Its operations, in the order of the document.
    pub operations: Vec<Operation>,
}

/// The place of a resource inside another one: `sessions` in `checkout.sessions`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Inside {
    /// The index of the resource that contains it.
    pub resource: usize,
    /// The words of its name there.
    pub name: String,
}

/// An operation, OpenAPI 3.0 section 4.7.10.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Operation {
    /// The operationId, if there is one.
    pub id: Option<String>,
    /// Its index among all operations of the document.
    pub index: OperationIndex,
    /// The HTTP method, in capitals.
    pub method: String,
    /// The path template, as in the document.
    pub path: String,
    /// Summary, description, deprecation.
    pub docs: Docs,
    /// The parameters, required and optional, in the order of the document.
    pub parameters: Vec<Parameter>,
    /// The request body.
    pub body: Option<Body>,
    /// The documented responses, in the order of the document.
    pub responses: Vec<Response>,
    /// The media type of the response, if a header parameter `Accept` fixes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accept: Option<String>,
    /// The response that is read item by item, if there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stream: Option<Stream>,
    /// The security requirements: alternatives, each with all of its schemes (indices into the API's). Empty: none
    /// required. An empty alternative makes credentials optional.
    pub security: Vec<Vec<usize>>,
    /// The operation's own server, if it has one: a URL, or only a path.
    pub base_url: Option<String>,
    /// Its pagination, if the response is a page of a list.
    pub pagination: Option<Pagination>,
    /// Its location in the document.
    pub at: Location,
}

/// A request body, OpenAPI 3.0 section 4.7.13.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Body {
    /// Its documentation.
    pub docs: Docs,
    /// Whether it is required.
    pub required: bool,
    /// Its content in the preferred media type.
    pub content: BodyContent,
    /// Its content in the other media types, of which the caller can choose one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub alternatives: Vec<BodyContent>,
}

impl Body {
    /// Returns the content in each media type, the preferred one first.
    pub fn contents(&self) -> impl Iterator<Item = &BodyContent> {
        std::iter::once(&self.content).chain(&self.alternatives)
    }

    /// Returns the same as [`contents`](Self::contents), mutably.
    pub fn contents_mut(&mut self) -> impl Iterator<Item = &mut BodyContent> {
        std::iter::once(&mut self.content).chain(&mut self.alternatives)
    }
}

/// The content of a request body in one media type.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BodyContent {
    /// The media type of the request.
    pub media_type: String,
    /// The range of media types in the document, if it has one in place of a media type: `image/*`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub range: Option<String>,
    /// Its serialization.
    pub format: BodyFormat,
    /// Its type.
    pub ty: Type,
    /// The one value beside null that the schema allows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub constant: Option<Value>,
}

impl BodyContent {
    /// Returns `true` for a multipart body that is not an object with known properties: its parts are added by hand.
    pub fn is_of_any_parts(&self) -> bool {
        matches!(self.format, BodyFormat::Multipart(_)) && !matches!(self.ty, Type::Named(_))
    }
}

/// The serialization of a request body.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum BodyFormat {
    /// JSON (`application/json` and `+json`).
    Json,
    /// JSON Lines: a list, whose type is that of an item. Each item is a line.
    JsonLines,
    /// A JSON text sequence (RFC 7464): a list, whose type is that of an item.
    JsonSequence,
    /// Text.
    Text,
    /// Unchanged bytes.
    Bytes,
    /// `application/x-www-form-urlencoded`: an object, with the properties that have a serialization of their own. By
    /// default text is sent unchanged, an array as one pair of name and value per item, and an object as JSON.
    Form(Vec<FormProperty>),
    /// XML: an object or an array, as this element.
    Xml(XmlElement),
    /// `multipart/…`: an object, with the properties whose encoding is not the default.
    Multipart(Vec<Part>),
}

/// A property of a multipart body whose encoding is not the default. By default text is sent unchanged, an array as one
/// part per item, and an object as JSON.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Part {
    /// The name of the property.
    pub name: String,
    /// The media type of the part.
    pub media_type: Option<String>,
    /// The style of a query parameter by which the property becomes parts.
    pub style: Option<FormProperty>,
    /// Whether the media type is that of a file.
    pub is_file: bool,
    /// The headers that always have the same value: name and value.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub headers: Vec<(String, String)>,
}

/// The encoding of a response body.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum BodyEncoding {
    /// XML: an object or an array, as this element.
    Xml(XmlElement),
    /// JSON (`application/json` and `+json`).
    Json,
    /// Plain text.
    Text,
    /// Unchanged bytes.
    Bytes,
}

/// A documented response.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Response {
    /// The statuses of the response.
    pub status: Status,
    /// The description.
    pub description: String,
    /// The body, if there is one.
    pub content: Option<ResponseContent>,
    /// The same body in other media types that can be asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub alternatives: Vec<ResponseContent>,
    /// The documented headers, in the order of the document. `Content-Type` is not one of them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub headers: Vec<ResponseHeader>,
    /// The operations that can be called with values of the response.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
}

/// A header of a documented response, OpenAPI 3.2 section 4.21.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ResponseHeader {
    /// Its name, as in the document.
    pub name: String,
    /// The description, CommonMark.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Whether it is deprecated.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub deprecated: bool,
    /// Whether every response has it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub required: bool,
    /// The serialization of its value.
    pub format: HeaderFormat,
    /// The type of its value: a scalar, an array or an object of scalars, or anything in JSON.
    pub ty: Type,
}

/// The serialization of the value of a header.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum HeaderFormat {
    /// Style `simple`.
    Simple {
        /// Whether properties are written as `k=v`.
        explode: bool,
        /// What is between the items of an array.
        separator: Separator,
    },
    /// JSON.
    Json,
    /// Each occurrence is a value of its own, which is text: `Set-Cookie`.
    Repeated,
}

impl HeaderFormat {
    /// The format of text.
    pub const TEXT: Self = Self::Simple {
        explode: false,
        separator: Separator::Comma,
    };
}

/// An operation that can be called with values of a response.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Link {
    /// The operationId, or the reference to the operation.
    pub operation: String,
    /// The parameters of that operation, each with its value or the runtime expression for it.
    pub parameters: Vec<(String, String)>,
    /// The description, CommonMark.
    pub description: Option<String>,
}

/// The body of a documented response.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ResponseContent {
    /// The media type.
    pub media_type: String,
    /// Its encoding.
    pub encoding: BodyEncoding,
    /// The type of its value. A success response that may be JSON null is [`Type::Nullable`].
    pub ty: Type,
}

/// The statuses of a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Status {
    /// This status.
    Code(u16),
    /// `4XX`: the hundreds digit.
    Range(u8),
    /// Any other status.
    Default,
}

impl Status {
    /// Returns `true` for 2xx.
    pub fn is_success(self) -> bool {
        matches!(self, Self::Code(200..=299) | Self::Range(2))
    }

    /// Returns `true` for 3xx.
    pub fn is_redirect(self) -> bool {
        matches!(self, Self::Code(300..=399) | Self::Range(3))
    }

    /// Returns `true` for 4xx and 5xx.
    pub fn is_error(self) -> bool {
        matches!(self, Self::Code(400..=599) | Self::Range(4 | 5))
    }
}

/// An operation of the document that the SDK does not have.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LeftOut {
    /// The operationId, if there is one.
    pub id: Option<String>,
    /// The HTTP method, as the document has it.
    pub method: String,
    /// The path.
    pub path: String,
    /// The tag of its resource, which need not have operations.
    pub tag: String,
    /// The code of the diagnostic.
    pub code: &'static str,
    /// The reason, as the diagnostic names it.
    pub reason: String,
}
