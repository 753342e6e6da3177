//! Types: what the schemas of a document become.

use super::{Constraints, OperationIndex, TypeId};
use crate::pointer::Location;
use serde::Serialize;
use serde_json::Value;

/// A named type.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TypeDef {
    /// Where its name comes from.
    pub name: TypeName,
    /// Title, description and the like.
    pub docs: Docs,
    /// What it is.
    pub kind: TypeKind,
    /// Where its schema is in the document.
    pub at: Location,
    /// Of an alias: what the type alone does not say.
    #[serde(skip_serializing_if = "Constraints::is_empty")]
    pub constraints: Constraints,
}

/// The intended name of a type, before casing and before uniqueness.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub enum TypeName {
    /// A component schema, by its key; or a name given by the configuration or an extension.
    Component(String),
    /// An inline schema: the named type that it stands in, and the words that lead from there to it
    /// (a property, `item`, `value`, a branch's title).
    Inline {
        /// The type that encloses it.
        parent: TypeId,
        /// The words of the way, outermost first.
        way: Vec<String>,
    },
    /// An inline schema of an operation: the operation and the words of the schema's role (`request`, `response`, a
    /// parameter's name).
    Operation {
        /// The operation.
        operation: OperationIndex,
        /// The words of the way, outermost first.
        way: Vec<String>,
    },
}

/// What people read about a type, a field, a variant or a parameter.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Docs {
    /// The document's title or summary, plain text.
    pub title: Option<String>,
    /// The document's description, CommonMark.
    pub description: Option<String>,
    /// Set when deprecated: the reason where one is given, or empty.
    pub deprecated: Option<String>,
    /// The document's example, where there is one.
    pub example: Option<Value>,
    /// Where further documentation is.
    pub external_docs: Option<String>,
    /// Attributes that the maintainer gives it in Rust, without `#[…]`.
    pub attributes: Vec<String>,
    /// Sentences of ours on what the Rust type cannot say (`not`, `if`, an overlapping union …).
    pub notes: Vec<String>,
}

/// What a named type is.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum TypeKind {
    /// An object with known properties.
    Struct(Struct),
    /// A closed list of values in the document; open in Rust.
    Enum(Enum),
    /// One of several branches.
    Union(Union),
    /// Another name for a type (a component that is a string, a list, a map …).
    Alias(Type),
}

/// An object with known properties.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Struct {
    /// The properties, in wire order.
    pub fields: Vec<Field>,
    /// What properties beyond the known ones hold, where the document says so; `None` where unknown
    /// properties are not part of the contract and are skipped.
    pub additional: Option<Type>,
    /// What their type alone does not say.
    #[serde(skip_serializing_if = "Constraints::is_empty")]
    pub additional_constraints: Box<Constraints>,
    /// What the type alone does not say.
    pub constraints: Box<Constraints>,
}

/// A property.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Field {
    /// The property's name on the wire.
    pub wire_name: String,
    /// The words of its name in Rust: the wire name unless overridden.
    pub intended_name: String,
    /// Its docs.
    pub docs: Docs,
    /// The type of a value that is there and not null.
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
    /// The one value that the schema allows (`const`, or an enum of one on a required discriminator).
    pub constant: Option<Value>,
    /// What the type alone does not say.
    pub constraints: Constraints,
}

/// A list of values that the document knows.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Enum {
    /// What its values are.
    pub base: EnumBase,
    /// The values, in order of the document, without duplicates and without null.
    pub variants: Vec<Variant>,
}

/// What the values of an enum are.
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
    /// The value on the wire.
    pub value: Value,
    /// The words of its name: the value, or what `x-enum-varnames` and the like say.
    pub intended_name: String,
    /// Its docs.
    pub docs: Docs,
}

/// One of several branches (`oneOf`, `anyOf`, or a parent with a discriminator).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Union {
    /// The branches, in order of the document.
    pub branches: Vec<Branch>,
    /// The property that names the branch, where there is one.
    pub discriminator: Option<String>,
    /// Whether a value can look alike to two branches of which one keeps more of it than the other.
    pub overlaps: bool,
}

/// A branch of a union.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Branch {
    /// The words of its name.
    pub intended_name: String,
    /// Its docs.
    pub docs: Docs,
    /// The type that it holds.
    pub ty: Type,
    /// What the type alone does not say.
    #[serde(skip_serializing_if = "Constraints::is_empty")]
    pub constraints: Constraints,
    /// How a JSON value is told to be of this branch.
    pub matching: BranchMatching,
}

/// How a JSON value is told to be of a branch. The decoder tries the branches in this order of evidence: tags,
/// constants, kinds, then required and known properties; ties go to the branch that keeps more of the value, then to
/// the earlier one.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct BranchMatching {
    /// The values of the union's discriminator that name this branch.
    pub tags: Vec<String>,
    /// Properties that hold one of these values in this branch (`const`, enums).
    pub constants: Vec<(String, Vec<Value>)>,
    /// The kinds of JSON value that it accepts.
    pub kinds: Vec<JsonKind>,
    /// Properties that must be there.
    pub required: Vec<String>,
    /// All properties that it knows.
    pub known: Vec<String>,
    /// For a branch that is an enum or a constant of strings: the values it accepts.
    pub values: Vec<Value>,
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

/// The length of the longest tuple that has the traits of the standard library, such as `Debug` and `PartialEq`.
/// A longer array is a list of the union of its places.
pub const LONGEST_TUPLE: usize = 12;

/// The type of a value.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum Type {
    /// A named type.
    Named(TypeId),
    /// true or false.
    Boolean,
    /// A whole number.
    Integer(Integer),
    /// A double; `format: float` too, since going through f32 changes decimals.
    Number,
    /// A number kept as the text it came in: decimals, and integers beyond 64 bits.
    Decimal,
    /// Text.
    String,
    /// Text that no log may show (`format: password`).
    Secret,
    /// `format: date-time`, RFC 3339.
    DateTime,
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
    /// `format: binary`: raw bytes, where the whole body is them.
    Binary,
    /// An array.
    List(Box<Type>),
    /// An array of unique items whose type has equality.
    Set(Box<Type>),
    /// An object used as a map from any key.
    Map(Box<Type>),
    /// An array of fixed length, each place with its own type (`prefixItems`): at most [`LONGEST_TUPLE`] of them.
    Tuple(Vec<Type>),
    /// The value or null: inside arrays, maps and tuples, as a body, or behind an alias. (A property says so in
    /// [`Field::nullable`].)
    Nullable(Box<Type>),
    /// Only null.
    Null,
    /// Any JSON value, and why no better type is there.
    Any(Untyped),
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

/// Why a value is untyped.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum Untyped {
    /// The document says: anything.
    Faithful(&'static str),
    /// The document says more than we could type.
    Recoverable(&'static str),
}
