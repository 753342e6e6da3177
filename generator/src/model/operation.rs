//! Operations: what the paths of a document become.

use super::{Docs, Server, Type};
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

/// What the document says that an operation's names in Rust can be made of. `plan` makes them.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DocumentedOperation {
    /// The tag, or the words in its place if the operation has none.
    pub tag: String,
    /// The operationId, if there is one.
    pub operation_id: Option<String>,
    /// The HTTP method, in capitals.
    pub method: String,
    /// The path template, as in the document.
    pub path: String,
    /// Whether another path leads from this one to an item: `/pets/{id}` for `/pets`.
    pub has_items_below: bool,
    /// The name of the method that the configuration or an extension of the document sets.
    pub given: Option<String>,
}

impl DocumentedOperation {
    /// Returns the operationId, empty if there is none.
    pub fn id(&self) -> &str {
        self.operation_id.as_deref().unwrap_or_default()
    }
}

/// All operations of the document in its order, including those that are left out, so that supporting one later renames
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
    /// The tag, or what stands for it where an operation has none.
    pub tag: String,
    /// The words of its name: the tag's, without those that only say that it is one (`user-controller`).
    pub intended_name: String,
    /// The tag's description.
    pub docs: Docs,
    /// Its operations, in the order of the document.
    pub operations: Vec<Operation>,
}

/// An operation, OpenAPI 3.0 section 4.7.10.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Operation {
    /// The operationId, where the document gives one.
    pub id: Option<String>,
    /// Its index among all operations of the document.
    pub index: OperationIndex,
    /// The HTTP method, in capitals.
    pub method: String,
    /// The path template, as in the document.
    pub path: String,
    /// Summary, description, deprecation.
    pub docs: Docs,
    /// The parameters, required ones and optional ones in the order of the document.
    pub parameters: Vec<Parameter>,
    /// The request body.
    pub body: Option<Body>,
    /// What the document says is answered, in its order.
    pub responses: Vec<Response>,
    /// The ways to authenticate: one of these, each all of its schemes (indices into the API's). Empty: none needed.
    /// An alternative that is empty means that no credential is allowed too.
    pub security: Vec<Vec<usize>>,
    /// A server of its own, where the document gives one.
    pub server: Option<Server>,
    /// How its pages are walked, where it has pages.
    pub pagination: Option<Pagination>,
    /// Where it is in the document.
    pub at: Location,
}

/// A parameter, OpenAPI 3.0 section 4.7.12.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Parameter {
    /// The name on the wire.
    pub wire_name: String,
    /// The words of its name in Rust.
    pub intended_name: String,
    /// Where it goes, and how its value is written.
    pub location: ParameterLocation,
    /// Its docs.
    pub docs: Docs,
    /// The type of its value.
    pub ty: Type,
    /// Whether it must be given.
    pub required: bool,
    /// The schema's default: what the server takes when it is not given.
    pub default: Option<Value>,
    /// The one value that the schema allows.
    pub constant: Option<Value>,
    /// What the type alone does not say.
    pub constraints: super::Constraints,
}

/// Where a parameter goes, and how its value is written (OpenAPI 3.0 section 4.7.12.2, `style` and `explode`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum ParameterLocation {
    /// In the path.
    Path {
        /// `simple`, `label` or `matrix`.
        style: PathStyle,
        /// Each item or property on its own.
        explode: bool,
    },
    /// In the query.
    Query {
        /// `form`, `spaceDelimited`, `pipeDelimited` or `deepObject`.
        style: QueryStyle,
        /// Each item or property on its own.
        explode: bool,
        /// Reserved characters are sent as they are.
        allow_reserved: bool,
    },
    /// In a header, style `simple`.
    Header {
        /// Properties as `k=v`.
        explode: bool,
    },
    /// In a cookie, style `form`.
    Cookie {
        /// Each item or property on its own.
        explode: bool,
    },
    /// In the query, as JSON (a parameter with `content: application/json`).
    QueryJson,
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
#[allow(missing_docs)]
pub enum QueryStyle {
    Form,
    SpaceDelimited,
    PipeDelimited,
    DeepObject,
}

/// A request body, OpenAPI 3.0 section 4.7.13.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Body {
    /// Its docs.
    pub docs: Docs,
    /// Whether it must be given.
    pub required: bool,
    /// The media type that is sent.
    pub media_type: String,
    /// How it is encoded.
    pub encoding: BodyEncoding,
    /// Its type.
    pub ty: Type,
}

/// How a body is encoded or decoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum BodyEncoding {
    /// JSON (`application/json` and `+json`).
    Json,
    /// Plain text.
    Text,
    /// Bytes as they are.
    Bytes,
}

/// A documented response.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Response {
    /// Which statuses it stands for.
    pub status: Status,
    /// The description.
    pub description: String,
    /// The body, if there is one: media type, encoding, type.
    pub content: Option<ResponseContent>,
    /// The documented headers: name and description.
    pub headers: Vec<(String, Option<String>)>,
}

/// The body of a documented response.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ResponseContent {
    /// The media type.
    pub media_type: String,
    /// How it is decoded.
    pub encoding: BodyEncoding,
    /// The type of its value. A success that may be JSON null is [`Type::Nullable`].
    pub ty: Type,
}

/// Which statuses a response stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Status {
    /// This status.
    Code(u16),
    /// `4XX`: the hundreds digit.
    Range(u8),
    /// Any other.
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

/// How the pages of a list are walked.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum Pagination {
    /// The number of items to leave out grows by the number received.
    Offset {
        /// The query parameter with the number of items to leave out.
        offset_parameter: String,
        /// The query parameter with the size of a page, where there is one.
        limit_parameter: Option<String>,
        /// The wire names of the way to the array of items in the response.
        items: Vec<String>,
        /// The wire names of the way to the number of all items, where there is one.
        total: Option<Vec<String>>,
    },
}

/// An operation that the SDK leaves out.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LeftOut {
    /// Method and path, `GET /pets`.
    pub operation: String,
    /// The part that is missing, as a diagnostic names it.
    pub reason: String,
}
