//! Types.

use crate::model::{
    BranchMatching, Constraints, Docs, EnumBase, Field, Part, Payload, Type, TypeId, TypeName,
};
use serde_json::Value;

/// A named type.
#[derive(Clone, Debug)]
pub struct PlannedType<'a> {
    /// Its address.
    pub id: TypeId,
    /// The origin of its name.
    pub name: &'a TypeName,
    /// The key of the component in the document, if the type has another name.
    pub key: Option<&'a str>,
    /// What it is used for, if it is named after that.
    pub payload: Option<&'a Payload>,
    /// Title, description and other documentation.
    pub docs: &'a Docs,
    /// Its Rust name, unique among the models: `EquosSession`.
    pub ident: String,
    /// The file that contains it, without extension: a component has its own, shared with its inline types.
    pub file: String,
    /// Its kind, with the definition.
    pub kind: PlannedKind<'a>,
    /// Used in requests.
    pub in_requests: bool,
    /// Used in responses.
    pub in_responses: bool,
    /// The structurally equal type that is emitted instead of this one.
    pub same_as: Option<TypeId>,
}

impl PlannedType<'_> {
    /// Returns `true` if the type has a definition of its own, and is not a structurally equal one or a place of a shared
    /// one.
    pub fn is_defined(&self) -> bool {
        self.same_as.is_none() && self.place_of().is_none()
    }

    /// Returns the shared type of which this one is a place.
    pub fn place_of(&self) -> Option<TypeId> {
        match (&self.kind, self.name) {
            (PlannedKind::Alias(content), TypeName::Inline { .. } | TypeName::Operation { .. }) => {
                match content.ty {
                    Type::Named(shared) => Some(*shared),
                    _ => None,
                }
            }
            _ => None,
        }
    }
}

/// The kind of a named type.
#[derive(Clone, Debug)]
pub enum PlannedKind<'a> {
    /// An object with known properties.
    Struct(PlannedStruct<'a>),
    /// A list of values.
    Enum(PlannedEnum<'a>),
    /// A union of branches.
    Union(PlannedUnion<'a>),
    /// Another name for a type: `pub type`.
    Alias(PlannedContent<'a>),
    /// A struct around a type, for an alias that would contain itself: `pub struct Tree(pub Vec<Tree>)`.
    Newtype(PlannedContent<'a>),
}

/// An object with known properties.
#[derive(Clone, Debug)]
pub struct PlannedStruct<'a> {
    /// The properties, in wire order.
    pub fields: Vec<PlannedField<'a>>,
    /// The map of additional properties.
    pub additional: Option<PlannedAdditional<'a>>,
    /// Constraints of the whole object.
    pub constraints: &'a Constraints,
    /// The encodings of its parts, if it is a multipart body.
    pub parts: Option<&'a [Part]>,
}

/// A property.
#[derive(Clone, Debug)]
pub struct PlannedField<'a> {
    /// Its Rust name.
    pub ident: String,
    /// Its name in JSON.
    pub wire_name: &'a str,
    /// The type of a value that is present and not null.
    pub ty: &'a Type,
    /// Whether that value is in a `Box`.
    pub boxed: bool,
    /// Whether it may be absent or null.
    pub presence: Presence,
    /// The schema's `default`.
    pub default: Option<&'a Value>,
    /// The one value beside null that the schema allows.
    pub constant: Option<&'a Value>,
    /// Sent by the server only.
    pub read_only: bool,
    /// Sent to the server only.
    pub write_only: bool,
    /// Constraints that the type does not express.
    pub constraints: &'a Constraints,
    /// Its documentation.
    pub docs: &'a Docs,
}

/// The additional properties of an object.
#[derive(Clone, Debug)]
pub struct PlannedAdditional<'a> {
    /// The Rust name of the map.
    pub ident: String,
    /// The type of its values.
    pub ty: &'a Type,
    /// Constraints of the values that the type does not express.
    pub constraints: &'a Constraints,
}

/// Whether a property may be absent or null.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// Always present, never null: `T`.
    Required,
    /// Always present, may be null: `Option<T>`, where `None` is null.
    RequiredNullable,
    /// May be absent, never null: `Option<T>`, where `None` is absent.
    Optional,
    /// May be absent or null: `Nullable<T>`.
    OptionalNullable,
}

impl Presence {
    /// Returns the presence of a property.
    pub const fn of(field: &Field) -> Self {
        match (field.required, field.nullable) {
            (true, false) => Self::Required,
            (true, true) => Self::RequiredNullable,
            (false, false) => Self::Optional,
            (false, true) => Self::OptionalNullable,
        }
    }

    /// Returns `true` if the property must be present.
    pub const fn is_required(self) -> bool {
        matches!(self, Self::Required | Self::RequiredNullable)
    }

    /// Returns `true` if the property may be null.
    pub const fn is_nullable(self) -> bool {
        matches!(self, Self::RequiredNullable | Self::OptionalNullable)
    }
}

/// A list of known values.
#[derive(Clone, Debug)]
pub struct PlannedEnum<'a> {
    /// The kind of its values.
    pub base: EnumBase,
    /// The values, in the order of the document.
    pub variants: Vec<PlannedVariant<'a>>,
    /// The Rust name of the variant for all other values.
    pub unknown: String,
    /// Whether every other text is valid too.
    pub is_open: bool,
    /// Whether it derives an order, for use in a set.
    pub ordered: bool,
}

/// A value of an enum.
#[derive(Clone, Debug)]
pub struct PlannedVariant<'a> {
    /// Its Rust name.
    pub ident: String,
    /// The value in JSON.
    pub value: &'a Value,
    /// Its documentation.
    pub docs: &'a Docs,
}

/// A union of branches.
#[derive(Clone, Debug)]
pub struct PlannedUnion<'a> {
    /// The branches, in the order of the document.
    pub branches: Vec<PlannedBranch<'a>>,
    /// The Rust name of the variant for unknown values.
    pub unknown: String,
    /// The discriminator property, if there is one.
    pub discriminator: Option<&'a str>,
    /// Whether a value can match two branches of which one keeps more of it than the other.
    pub overlaps: bool,
}

/// A branch of a union.
#[derive(Clone, Debug)]
pub struct PlannedBranch<'a> {
    /// The Rust name of its variant.
    pub ident: String,
    /// The type of its value.
    pub ty: &'a Type,
    /// The one value that it allows: the variant has no content.
    pub constant: Option<&'a Value>,
    /// Whether the value is in a `Box`.
    pub boxed: bool,
    /// How a JSON value is recognised as one of this branch.
    pub matching: &'a BranchMatching,
    /// The value of the discriminator that the union writes, since the object of the branch does not declare it.
    pub tag: Option<&'a str>,
    /// Constraints that the type does not express.
    pub constraints: &'a Constraints,
    /// Its documentation.
    pub docs: &'a Docs,
}

/// The target of an alias, or the content of a newtype.
#[derive(Clone, Debug)]
pub struct PlannedContent<'a> {
    /// The type.
    pub ty: &'a Type,
    /// Whether the value is in a `Box`.
    pub boxed: bool,
    /// Constraints that the type does not express.
    pub constraints: &'a Constraints,
}
