//! Types: the result of lowering the schemas of a document.

use super::{Constraints, OperationIndex, Part, TypeId};
use crate::pointer::Location;
use serde::Serialize;
use serde_json::Value;

/// A named type.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TypeDef {
    /// The origin of its name.
    pub name: TypeName,
    /// The key of the component in the document, if the type has another name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// What it is used for, if it is named after that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payload: Option<Payload>,
    /// Title, description and other documentation.
    pub docs: Docs,
    /// Its kind, with the definition.
    pub kind: TypeKind,
    /// The location of its schema in the document.
    pub at: Location,
    /// The constraints of an alias that its type does not express.
    #[serde(skip_serializing_if = "Constraints::is_empty")]
    pub constraints: Constraints,
}

/// The intended name of a type, before casing and before uniqueness.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub enum TypeName {
    /// A component schema, by its key; or a name set by the configuration or an extension.
    Component(String),
    /// An inline schema: the named type that contains it, and the words for its location there (a property, `item`,
    /// `value`, a branch's title).
    Inline {
        /// The type that contains it.
        parent: TypeId,
        /// The words for its location, outermost first.
        words: Vec<String>,
    },
    /// An inline schema of an operation: the operation and the words of the schema's role (`request`, `response`, a
    /// parameter's name).
    Operation {
        /// The operation.
        operation: OperationIndex,
        /// The words for its location, outermost first.
        words: Vec<String>,
    },
    /// A type that several inline schemas share.
    Shared(SharedName),
}

/// What a shared type can be named after.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct SharedName {
    /// The words of the names that it can have, the best first.
    pub wishes: Vec<String>,
    /// The words for what it is about, by place: `sort direction`.
    pub subjects: Vec<String>,
    /// Its places, which are aliases.
    pub places: Vec<TypeId>,
}

/// The use of a type that is named after it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Payload {
    /// The request body of a webhook or callback.
    Request(Receiver),
    /// A response body of a webhook or callback.
    Response(Receiver),
}

/// What the API calls.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Receiver {
    /// A webhook, by its key.
    Webhook(String),
    /// A callback, by its key.
    Callback(String),
}

/// Documentation of a type, a field, a variant or a parameter.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Docs {
    /// The document's title or summary, plain text.
    pub title: Option<String>,
    /// The document's description, CommonMark.
    pub description: Option<String>,
    /// If deprecated: the reason, or empty.
    pub deprecated: Option<String>,
    /// The `format` of a string, if no Rust type expresses it.
    pub format: Option<String>,
    /// The document's example, if there is one.
    pub example: Option<Value>,
    /// The URL of further documentation.
    pub external_docs: Option<String>,
    /// Attributes from the configuration, without `#[…]`.
    pub attributes: Vec<String>,
    /// Generated sentences on what the Rust type cannot express (`not`, `if`, an overlapping union …).
    pub notes: Vec<String>,
}

/// The kind of a named type.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum TypeKind {
    /// An object with known properties.
    Struct(Struct),
    /// A closed list of values in the document; open in Rust.
    Enum(Enum),
    /// A union of branches.
    Union(Union),
    /// Another name for a type (a component that is a string, a list, a map …).
    Alias(Type),
}

impl TypeKind {
    /// Returns the word that distinguishes a type from a component of the same name: `PetMoodValue` beside `PetMood`.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Struct(_) => "details",
            Self::Enum(_) => "value",
            Self::Union(_) => "choice",
            Self::Alias(_) => "content",
        }
    }
}

/// An object with known properties.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Struct {
    /// The properties, in wire order.
    pub fields: Vec<Field>,
    /// The type of properties beyond the known ones; `None` if these are not part of the contract and are ignored.
    pub additional: Option<Type>,
    /// Constraints of the additional properties that their type does not express.
    #[serde(skip_serializing_if = "Constraints::is_empty")]
    pub additional_constraints: Box<Constraints>,
    /// Constraints of the whole object.
    pub constraints: Box<Constraints>,
    /// Whether a value can be one of a schema that inherits from this one, with properties of its own. They are additional
    /// properties of what is received.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub can_be_child: bool,
    /// If the object is a multipart body: the properties whose encoding is not the default. It is sent only, and has no
    /// JSON serialization.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parts: Option<Vec<Part>>,
}

/// A property.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Field {
    /// The property's name on the wire.
    pub wire_name: String,
    /// The words of its name in Rust: the wire name, or the name from the configuration.
    pub intended_name: String,
    /// Its documentation.
    pub docs: Docs,
    /// The type of a value that is present and not null.
    pub ty: Type,
    /// Whether `required` lists it.
    pub required: bool,
    /// Whether null is a valid value.
    pub nullable: bool,
    /// Sent by the server only.
    pub read_only: bool,
    /// Sent to the server only.
    pub write_only: bool,
    /// The schema's `default`.
    pub default: Option<Value>,
    /// The one value beside null that the schema allows: `const`, or an enum of one value.
    pub constant: Option<Value>,
    /// Constraints that the type does not express.
    pub constraints: Constraints,
}

/// A list of known values.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Enum {
    /// The kind of its values.
    pub base: EnumBase,
    /// The values, in order of the document, without duplicates and without null.
    pub variants: Vec<Variant>,
    /// Whether every other text is valid too (`anyOf` of a string and an enum).
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_open: bool,
}

/// The kind of the values of an enum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum EnumBase {
    /// Strings.
    String,
    /// Integers within i64.
    Integer,
    /// A mixture: the variants keep their JSON values.
    Mixed,
}

/// A value of an enum.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Variant {
    /// The value in JSON.
    pub value: Value,
    /// The words of its name: the value, or its name from `x-enum-varnames` and the like.
    pub intended_name: String,
    /// Its documentation.
    pub docs: Docs,
}

/// A union of branches (`oneOf`, `anyOf`, or a parent with a discriminator).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Union {
    /// The branches, in order of the document.
    pub branches: Vec<Branch>,
    /// The discriminator property, if there is one.
    pub discriminator: Option<String>,
    /// Whether several branches can hold for one value (`anyOf` without a discriminator, of objects that are not closed).
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub holds_several: bool,
    /// Whether a value can match two branches of which one keeps more of it than the other.
    pub overlaps: bool,
}

/// A branch of a union.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Branch {
    /// The words of its name.
    pub intended_name: String,
    /// Its documentation.
    pub docs: Docs,
    /// The type of its value.
    pub ty: Type,
    /// The one value that it allows, if that is a scalar. The variant has no content.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub constant: Option<Value>,
    /// Constraints that the type does not express.
    #[serde(skip_serializing_if = "Constraints::is_empty")]
    pub constraints: Constraints,
    /// How a JSON value is recognised as one of this branch.
    pub matching: BranchMatching,
    /// Whether the union writes the discriminator with the branch's tag, since its object does not declare it.
    pub is_tagged: bool,
}

impl Branch {
    /// Returns the tag that the union writes.
    pub fn tag(&self) -> Option<&str> {
        let first = self.matching.tags.first().map(String::as_str);
        first.filter(|_| self.is_tagged)
    }
}

/// How a union variant is recognised. The decoder compares branches in this order: tags, constants, kinds, then
/// required and known properties. Of equal branches it selects the one that keeps more of the value, then the earlier
/// one.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct BranchMatching {
    /// The values of the discriminator that select this branch.
    pub tags: Vec<String>,
    /// Properties restricted to these values in this branch (`const`, enums).
    pub constants: Vec<(String, Vec<Value>)>,
    /// The accepted kinds of JSON value.
    pub kinds: Vec<JsonKind>,
    /// The required properties.
    pub required: Vec<String>,
    /// The known properties.
    pub known: Vec<String>,
    /// The accepted strings, for a branch that is an enum or a constant of strings.
    pub values: Vec<Value>,
    /// The rules for the items of an array; `None` if any items are accepted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub items: Option<Box<ItemMatching>>,
}

/// How the items of an array are recognised: by their kinds and required properties.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum ItemMatching {
    /// The rule for all items.
    All(BranchMatching),
    /// The rule for each item of an array with as many items.
    Each(Vec<BranchMatching>),
}

/// A kind of JSON value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[allow(missing_docs)]
pub enum JsonKind {
    Null,
    Boolean,
    Integer,
    Number,
    String,
    Array,
    Object,
}

/// The length of the longest tuple that implements the traits of the standard library, such as `Debug` and `PartialEq`.
/// A longer array is a list of the union of its items.
pub const LONGEST_TUPLE: usize = 12;

/// The type of a value.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum Type {
    /// A named type.
    Named(TypeId),
    /// true or false.
    Boolean,
    /// An integer.
    Integer(Integer),
    /// An `f64`; `format: float` too, since converting to `f32` changes decimals.
    Number,
    /// A number kept as its text in JSON: decimals, and integers beyond 64 bits.
    Decimal,
    /// A string.
    String,
    /// A string that logs must not show (`format: password`).
    Secret,
    /// `format: date-time`, RFC 3339.
    DateTime,
    /// `format: http-date`, the date and time of HTTP headers (RFC 9110).
    HttpDate,
    /// An integer with `format: unixtime`, seconds since 1970.
    UnixTime,
    /// `format: date`, RFC 3339 full-date.
    Date,
    /// `format: time`, RFC 3339 time.
    Time,
    /// `format: duration`, ISO 8601 duration.
    Duration,
    /// `format: uuid`.
    Uuid,
    /// `format: byte`, `contentEncoding: base64`: bytes as base64 in a JSON string.
    Base64,
    /// `format: base64url`: bytes as base64url in a JSON string.
    Base64Url,
    /// `format: binary`: raw bytes, the whole body.
    Binary,
    /// A file: a part of a multipart body.
    File,
    /// An array.
    List(Box<Type>),
    /// An array of unique items whose type implements `Eq`.
    Set(Box<Type>),
    /// An object used as a map from any key.
    Map(Box<Type>),
    /// An array of fixed length, each item with its own type (`prefixItems`): at most [`LONGEST_TUPLE`] items.
    Tuple(Vec<Type>),
    /// The value or null: inside arrays, maps and tuples, as a body, or behind an alias. (Nullable properties have
    /// [`Field::nullable`].)
    Nullable(Box<Type>),
    /// Only null.
    Null,
    /// Any JSON value, with the reason why it has no better type.
    Any(Untyped),
}

impl Type {
    /// Returns `true` if a value of this type is text.
    pub fn is_text(&self) -> bool {
        matches!(
            self,
            Self::String
                | Self::Secret
                | Self::DateTime
                | Self::HttpDate
                | Self::Date
                | Self::Time
                | Self::Duration
                | Self::Uuid
                | Self::Base64
                | Self::Base64Url
        )
    }
}

/// The width of an integer, from `format` and bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[allow(missing_docs)]
pub enum Integer {
    I32,
    I64,
    U32,
    U64,
}

/// The reason why a value is untyped.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum Untyped {
    /// The schema accepts any value.
    Faithful(&'static str),
    /// The schema is not supported.
    Recoverable(&'static str),
}
