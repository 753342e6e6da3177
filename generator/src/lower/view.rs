//! One look at a schema, whichever of `openapiv3`'s kinds it is: the keywords, borrowed.

use super::At;
use crate::model::TypeId;
use openapiv3::{
    AdditionalProperties, AnySchema, IntegerFormat, NumberFormat, ReferenceOr, Schema, SchemaData,
    SchemaKind, StringFormat, Type, VariantOrUnknownOrEmpty,
};
use serde_json::Value;
use std::borrow::Cow;

/// A schema or a reference to one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Node<'d> {
    /// `$ref`.
    Reference(&'d str),
    /// The schema itself.
    Schema(&'d Schema),
}

impl<'d> From<&'d ReferenceOr<Schema>> for Node<'d> {
    fn from(node: &'d ReferenceOr<Schema>) -> Self {
        match node {
            ReferenceOr::Reference { reference } => Node::Reference(reference),
            ReferenceOr::Item(schema) => Node::Schema(schema),
        }
    }
}

impl<'d> From<&'d ReferenceOr<Box<Schema>>> for Node<'d> {
    fn from(node: &'d ReferenceOr<Box<Schema>>) -> Self {
        match node {
            ReferenceOr::Reference { reference } => Node::Reference(reference),
            ReferenceOr::Item(schema) => Node::Schema(schema),
        }
    }
}

/// A schema and where it stands.
#[derive(Clone, Debug)]
pub struct Spot<'d> {
    /// The schema.
    pub node: Node<'d>,
    /// Its place.
    pub at: At<'d>,
    /// Without its `oneOf`, `anyOf` and discriminator, which somebody has dealt with already.
    pub bare: bool,
    /// The named type that its properties belong to, wherever they are taken over.
    pub owner: Option<TypeId>,
}

impl<'d> Spot<'d> {
    /// A schema here.
    pub fn new(node: impl Into<Node<'d>>, at: At<'d>) -> Self {
        Self {
            node: node.into(),
            at,
            bare: false,
            owner: None,
        }
    }

    /// The same without its unions.
    #[must_use]
    pub fn bare(&self) -> Self {
        Self {
            bare: true,
            ..self.clone()
        }
    }
}

/// The keywords of a schema.
#[derive(Clone, Debug)]
#[allow(missing_docs)] // each is the keyword of the same name
pub struct View<'d> {
    pub data: &'d SchemaData,
    pub typ: Option<&'d str>,
    pub format: Option<&'d str>,
    pub pattern: Option<&'d str>,
    pub multiple_of: Option<f64>,
    pub minimum: Option<f64>,
    pub maximum: Option<f64>,
    pub exclusive_minimum: bool,
    pub exclusive_maximum: bool,
    pub min_length: Option<usize>,
    pub max_length: Option<usize>,
    pub properties: Option<&'d indexmap::IndexMap<String, ReferenceOr<Box<Schema>>>>,
    pub required: &'d [String],
    pub additional: Option<&'d AdditionalProperties>,
    pub min_properties: Option<usize>,
    pub max_properties: Option<usize>,
    pub items: Option<Node<'d>>,
    pub min_items: Option<usize>,
    pub max_items: Option<usize>,
    pub unique_items: bool,
    pub enumeration: Cow<'d, [Value]>,
    pub one_of: &'d [ReferenceOr<Schema>],
    pub any_of: &'d [ReferenceOr<Schema>],
    pub all_of: &'d [ReferenceOr<Schema>],
    pub not: Option<Node<'d>>,
}

impl<'d> View<'d> {
    /// Looks at a schema.
    pub fn of(schema: &'d Schema) -> Self {
        let view = Self::empty(&schema.schema_data);
        match &schema.schema_kind {
            SchemaKind::Any(any) => view.any(any),
            SchemaKind::Type(Type::String(string)) => Self {
                typ: Some("string"),
                format: format_name(&string.format, |format| match format {
                    StringFormat::Date => "date",
                    StringFormat::DateTime => "date-time",
                    StringFormat::Password => "password",
                    StringFormat::Byte => "byte",
                    StringFormat::Binary => "binary",
                }),
                pattern: string.pattern.as_deref(),
                min_length: string.min_length,
                max_length: string.max_length,
                enumeration: values(&string.enumeration),
                ..view
            },
            SchemaKind::Type(Type::Number(number)) => Self {
                typ: Some("number"),
                format: format_name(&number.format, |format| match format {
                    NumberFormat::Float => "float",
                    NumberFormat::Double => "double",
                }),
                multiple_of: number.multiple_of,
                minimum: number.minimum,
                maximum: number.maximum,
                exclusive_minimum: number.exclusive_minimum,
                exclusive_maximum: number.exclusive_maximum,
                enumeration: values(&number.enumeration),
                ..view
            },
            SchemaKind::Type(Type::Integer(integer)) => Self {
                typ: Some("integer"),
                format: format_name(&integer.format, |format| match format {
                    IntegerFormat::Int32 => "int32",
                    IntegerFormat::Int64 => "int64",
                }),
                multiple_of: integer.multiple_of.map(|number| number as f64),
                minimum: integer.minimum.map(|number| number as f64),
                maximum: integer.maximum.map(|number| number as f64),
                exclusive_minimum: integer.exclusive_minimum,
                exclusive_maximum: integer.exclusive_maximum,
                enumeration: values(&integer.enumeration),
                ..view
            },
            SchemaKind::Type(Type::Boolean(boolean)) => Self {
                typ: Some("boolean"),
                enumeration: values(&boolean.enumeration),
                ..view
            },
            SchemaKind::Type(Type::Object(object)) => Self {
                typ: Some("object"),
                properties: Some(&object.properties).filter(|properties| !properties.is_empty()),
                required: &object.required,
                additional: object.additional_properties.as_ref(),
                min_properties: object.min_properties,
                max_properties: object.max_properties,
                ..view
            },
            SchemaKind::Type(Type::Array(array)) => Self {
                typ: Some("array"),
                items: array.items.as_ref().map(Node::from),
                min_items: array.min_items,
                max_items: array.max_items,
                unique_items: array.unique_items,
                ..view
            },
            SchemaKind::OneOf { one_of } => Self { one_of, ..view },
            SchemaKind::AnyOf { any_of } => Self { any_of, ..view },
            SchemaKind::AllOf { all_of } => Self { all_of, ..view },
            SchemaKind::Not { not } => Self {
                not: Some(Node::from(&**not)),
                ..view
            },
        }
    }

    /// Looks at a schema, without its unions where they are dealt with.
    pub fn of_spot(schema: &'d Schema, bare: bool) -> Self {
        let view = Self::of(schema);
        if bare {
            Self {
                one_of: &[],
                any_of: &[],
                ..view
            }
        } else {
            view
        }
    }

    /// An extension of the schema.
    pub fn extension(&self, name: &str) -> Option<&'d Value> {
        if self.data.extensions.is_empty() {
            None
        } else {
            self.data.extensions.get(name)
        }
    }

    /// `const`, which OpenAPI 3.0 has no word for.
    pub fn constant(&self) -> Option<&'d Value> {
        self.extension("x-sdkwright-const")
    }

    /// The values of `patternProperties`: regular expression and reference.
    pub fn pattern_properties(&self) -> impl Iterator<Item = (&'d str, Node<'d>)> {
        self.extension("x-sdkwright-pattern-properties")
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
            .filter_map(|(pattern, reference)| {
                Some((pattern.as_str(), Node::Reference(reference.as_str()?)))
            })
    }

    /// `prefixItems`, as references.
    pub fn prefix_items(&self) -> Option<Vec<Node<'d>>> {
        let items = self.extension("x-sdkwright-prefix-items")?.as_array()?;
        Some(
            items
                .iter()
                .filter_map(Value::as_str)
                .map(Node::Reference)
                .collect(),
        )
    }

    /// Whether it says nothing about what values there are, except perhaps what kind of JSON value they are, their
    /// size, or what everybody may ignore.
    pub fn says_little(&self) -> bool {
        self.properties.is_none()
            && self.required.is_empty()
            && self.items.is_none()
            && self.enumeration.is_empty()
            && self.one_of.is_empty()
            && self.any_of.is_empty()
            && !matches!(self.additional, Some(AdditionalProperties::Schema(_)))
            && self.constant().is_none()
            && self.extension("x-sdkwright-pattern-properties").is_none()
            && self.extension("x-sdkwright-prefix-items").is_none()
            && self.extension("x-sdkwright-boolean-schema").is_none()
    }

    fn any(self, any: &'d AnySchema) -> Self {
        Self {
            typ: any.typ.as_deref(),
            format: any.format.as_deref(),
            pattern: any.pattern.as_deref(),
            multiple_of: any.multiple_of,
            minimum: any.minimum,
            maximum: any.maximum,
            exclusive_minimum: any.exclusive_minimum.unwrap_or(false),
            exclusive_maximum: any.exclusive_maximum.unwrap_or(false),
            min_length: any.min_length,
            max_length: any.max_length,
            properties: Some(&any.properties).filter(|properties| !properties.is_empty()),
            required: &any.required,
            additional: any.additional_properties.as_ref(),
            min_properties: any.min_properties,
            max_properties: any.max_properties,
            items: any.items.as_ref().map(Node::from),
            min_items: any.min_items,
            max_items: any.max_items,
            unique_items: any.unique_items.unwrap_or(false),
            enumeration: Cow::Borrowed(&any.enumeration),
            one_of: &any.one_of,
            any_of: &any.any_of,
            all_of: &any.all_of,
            not: any.not.as_deref().map(Node::from),
            ..self
        }
    }

    fn empty(data: &'d SchemaData) -> Self {
        Self {
            data,
            typ: None,
            format: None,
            pattern: None,
            multiple_of: None,
            minimum: None,
            maximum: None,
            exclusive_minimum: false,
            exclusive_maximum: false,
            min_length: None,
            max_length: None,
            properties: None,
            required: &[],
            additional: None,
            min_properties: None,
            max_properties: None,
            items: None,
            min_items: None,
            max_items: None,
            unique_items: false,
            enumeration: Cow::Borrowed(&[]),
            one_of: &[],
            any_of: &[],
            all_of: &[],
            not: None,
        }
    }
}

fn format_name<F>(
    format: &VariantOrUnknownOrEmpty<F>,
    name: fn(&F) -> &'static str,
) -> Option<&str> {
    match format {
        VariantOrUnknownOrEmpty::Item(format) => Some(name(format)),
        VariantOrUnknownOrEmpty::Unknown(format) => Some(format),
        VariantOrUnknownOrEmpty::Empty => None,
    }
}

fn values<'d, V: Clone + Into<Value>>(values: &[Option<V>]) -> Cow<'d, [Value]> {
    Cow::Owned(
        values
            .iter()
            .map(|value| value.clone().map_or(Value::Null, Into::into))
            .collect(),
    )
}
