//! Schemas (JSON Schema 2020-12, with OpenAPI's own keywords), in an arena.
//!
//! Keywords that few schemas use are boxed in groups, so that most schemas of a document stay small.

use super::PlaceId;
use indexmap::IndexMap;
use serde_json::Value;
use std::borrow::Cow;

/// The id of a schema in [`Schemas`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SchemaId(u32);

/// All schemas of a document.
#[derive(Clone, Debug, Default)]
pub struct Schemas<'t> {
    schemas: Vec<Schema<'t>>,
    /// By schema: its index among the document's components plus one; 0 for none.
    components: Vec<u32>,
}

/// A schema, and its place.
#[derive(Clone, Debug, Default)]
pub struct Schema<'t> {
    /// Its place in the document.
    pub place: PlaceId,
    /// Its content.
    pub content: Content<'t>,
}

/// The content of a schema.
#[derive(Clone, Debug)]
pub enum Content<'t> {
    /// A reference to another schema, without other keywords. A reference with siblings that have a meaning is a
    /// schema of its own, the first in `allOf`, which is equivalent.
    Reference(Reference<'t>),
    /// Keywords.
    Keywords(Box<Keywords<'t>>),
    /// The boolean schema `false`, which no value satisfies.
    Nothing,
}

impl Default for Content<'_> {
    fn default() -> Self {
        Self::Keywords(Box::default())
    }
}

/// A `$ref`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference<'t> {
    /// The reference, as written.
    pub text: Cow<'t, str>,
    /// The schema that it refers to; `None` for an unresolved reference, which has been reported.
    pub target: Option<SchemaId>,
}

/// A type of JSON Schema (core, section 4.2.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)] // each is the type of the same name
pub enum SchemaType<'t> {
    Null,
    Boolean,
    Integer,
    Number,
    String,
    Array,
    Object,
    /// A name that JSON Schema does not define.
    Unknown(&'t str),
}

impl SchemaType<'_> {
    /// Returns its name.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Null => "null",
            Self::Boolean => "boolean",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::String => "string",
            Self::Array => "array",
            Self::Object => "object",
            Self::Unknown(word) => word,
        }
    }
}

/// The keywords of a schema.
#[derive(Clone, Debug, Default)]
pub struct Keywords<'t> {
    /// `type`, without null if there are other types.
    pub types: Vec<SchemaType<'t>>,
    /// Null is valid: `null` beside other types, `nullable`, or `x-nullable`.
    pub nullable: bool,
    /// `readOnly`: only in responses.
    pub read_only: bool,
    /// `writeOnly`: only in requests.
    pub write_only: bool,
    /// `format`.
    pub format: Option<Cow<'t, str>>,
    /// `enum`.
    pub values: Cow<'t, [Value]>,
    /// `const`.
    pub constant: Option<Cow<'t, Value>>,
    /// `default`.
    pub default: Option<Cow<'t, Value>>,
    /// `title`, `description` and the other annotations.
    pub annotations: Option<Box<AnnotationKeywords<'t>>>,
    /// Keywords about strings.
    pub string: Option<Box<StringKeywords<'t>>>,
    /// Keywords about numbers.
    pub number: Option<Box<NumberKeywords>>,
    /// Keywords about arrays.
    pub array: Option<Box<ArrayKeywords>>,
    /// Keywords about objects.
    pub object: Option<Box<ObjectKeywords<'t>>>,
    /// Subschemas that apply to the same value.
    pub composition: Option<Box<Composition<'t>>>,
    /// Content of a string.
    pub content: Option<Box<ContentKeywords<'t>>>,
    /// `xml`.
    pub xml: Option<Box<Xml<'t>>>,
    /// Values of its extensions.
    pub hints: Hints<'t>,
}

/// Keywords that do not affect which values are valid (validation, section 9).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AnnotationKeywords<'t> {
    /// `title`.
    pub title: Option<Cow<'t, str>>,
    /// `description`, CommonMark.
    pub description: Option<Cow<'t, str>>,
    /// `example` (OpenAPI 3.0), and `examples`.
    pub examples: Vec<&'t Value>,
    /// Reason for the deprecation, perhaps empty; `None` if it is not deprecated.
    pub deprecated: Option<Cow<'t, str>>,
    /// `externalDocs`.
    pub external_docs: Option<openapiv3::ExternalDocumentation>,
}

/// Keywords about strings (validation, section 6.3).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StringKeywords<'t> {
    /// `pattern`.
    pub pattern: Option<Cow<'t, str>>,
    /// `minLength`.
    pub min_length: Option<u64>,
    /// `maxLength`.
    pub max_length: Option<u64>,
}

/// Keywords about numbers (validation, section 6.2).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NumberKeywords {
    /// `minimum` or `exclusiveMinimum`, the stricter one.
    pub minimum: Option<Bound>,
    /// `maximum` or `exclusiveMaximum`, the stricter one.
    pub maximum: Option<Bound>,
    /// `multipleOf`.
    pub multiple_of: Option<f64>,
}

/// A bound of a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bound {
    /// The number.
    pub value: f64,
    /// The bound excludes the number itself.
    pub exclusive: bool,
}

/// Keywords about arrays (core, section 10.3.1; validation, section 6.4).
#[derive(Clone, Debug, Default)]
pub struct ArrayKeywords {
    /// `items`.
    pub items: Option<SchemaId>,
    /// `prefixItems`, or the list that `items` was until draft 2019-09.
    pub prefix_items: Vec<SchemaId>,
    /// No items are valid beyond `prefixItems` (`items: false`, `additionalItems: false`, or `unevaluatedItems: false` where
    /// no other keyword evaluates items).
    pub closed: bool,
    /// `contains`.
    pub contains: Option<SchemaId>,
    /// `minContains`.
    pub min_contains: Option<u64>,
    /// `maxContains`.
    pub max_contains: Option<u64>,
    /// `unevaluatedItems`, if it is a schema.
    pub unevaluated_items: Option<SchemaId>,
    /// `minItems`.
    pub min_items: Option<u64>,
    /// `maxItems`.
    pub max_items: Option<u64>,
    /// `uniqueItems`.
    pub unique_items: bool,
}

/// Keywords about objects (core, section 10.3.2; validation, section 6.5).
#[derive(Clone, Debug, Default)]
pub struct ObjectKeywords<'t> {
    /// `properties`.
    pub properties: IndexMap<&'t str, SchemaId>,
    /// `required`.
    pub required: Vec<Cow<'t, str>>,
    /// `additionalProperties`, otherwise `unevaluatedProperties`.
    pub additional: Option<Additional>,
    /// `patternProperties`.
    pub pattern_properties: Vec<(&'t str, SchemaId)>,
    /// `propertyNames`.
    pub property_names: Option<SchemaId>,
    /// `dependentRequired`: a property, and the properties that it requires.
    pub dependent_required: Vec<(&'t str, Vec<Cow<'t, str>>)>,
    /// `dependentSchemas`: a property, and the schema that applies if it is present.
    pub dependent_schemas: Vec<(&'t str, SchemaId)>,
    /// `minProperties`.
    pub min_properties: Option<u64>,
    /// `maxProperties`.
    pub max_properties: Option<u64>,
}

/// The values of properties that no other keyword describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Additional {
    /// Any value (`true`) or no property (`false`).
    Any(bool),
    /// Values that satisfy this schema.
    Schema(SchemaId),
}

/// Subschemas that apply to the same value (core, section 10.2).
#[derive(Clone, Debug, Default)]
pub struct Composition<'t> {
    /// `allOf`.
    pub all_of: Vec<SchemaId>,
    /// `oneOf`.
    pub one_of: Vec<SchemaId>,
    /// `anyOf`.
    pub any_of: Vec<SchemaId>,
    /// `not`.
    pub not: Option<SchemaId>,
    /// `if`.
    pub condition: Option<SchemaId>,
    /// `then`.
    pub then: Option<SchemaId>,
    /// `else`.
    pub otherwise: Option<SchemaId>,
    /// `discriminator`.
    pub discriminator: Option<Discriminator<'t>>,
}

/// Selects the schema of a value (OpenAPI 3.2, section 4.25).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Discriminator<'t> {
    /// `propertyName`.
    pub property: Cow<'t, str>,
    /// `mapping`.
    pub mapping: Vec<DiscriminatorMapping<'t>>,
    /// `defaultMapping`: the schema of values that match no other one. Always a reference.
    pub default: Option<SchemaId>,
}

/// An entry of the mapping of a discriminator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiscriminatorMapping<'t> {
    /// The value of the discriminator property.
    pub tag: &'t str,
    /// The schema that it selects. Always a reference.
    pub schema: SchemaId,
}

/// The content of a string (validation, section 8).
#[derive(Clone, Debug, Default)]
pub struct ContentKeywords<'t> {
    /// `contentEncoding`.
    pub encoding: Option<Cow<'t, str>>,
    /// `contentMediaType`.
    pub media_type: Option<Cow<'t, str>>,
    /// `contentSchema`.
    pub schema: Option<SchemaId>,
}

/// XML representation of a value (OpenAPI 3.2, section 4.26).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Xml<'t> {
    /// The name of the element or attribute.
    pub name: Option<Cow<'t, str>>,
    /// Its namespace.
    pub namespace: Option<Cow<'t, str>>,
    /// The prefix of its name.
    pub prefix: Option<Cow<'t, str>>,
    /// Represented as an attribute (`nodeType: attribute` since 3.2).
    pub attribute: bool,
    /// The items of an array are wrapped in an element (`nodeType: element` since 3.2).
    pub wrapped: bool,
    /// `nodeType` (3.2): `element`, `attribute`, `text`, `cdata`, `none`.
    pub node_type: Option<Cow<'t, str>>,
}

/// Values of extensions: those of sdkwright, and equivalent ones of other tools (docs/configuration.md).
#[derive(Clone, Debug, Default)]
pub struct Hints<'t>(pub(crate) Option<Box<HintValues<'t>>>);

/// The values of the known extensions of a node.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct HintValues<'t> {
    pub(crate) name: Option<&'t str>,
    pub(crate) type_name: Option<&'t Value>,
    pub(crate) env: Option<&'t str>,
    pub(crate) attributes: Vec<&'t str>,
    pub(crate) discriminator_value: Option<&'t str>,
    pub(crate) enum_names: EnumNames<'t>,
    pub(crate) unknown_properties: Option<&'t Value>,
    pub(crate) stream: Option<StreamHint<'t>>,
    pub(crate) resource: Option<&'t str>,
}

/// The values of `x-sdkwright-stream`: how an operation answers with a stream.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct StreamHint<'t> {
    /// `items`: the key of the component schema of an item.
    pub items: Option<&'t str>,
    /// `media-type`: the media type of the stream.
    pub media_type: Option<&'t str>,
    /// `flag`: the property of the request body, or the query parameter, that asks for the stream.
    pub flag: Option<&'t str>,
    /// `on`: the value of the flag that asks for the stream.
    pub on: Option<&'t Value>,
    /// `end`: the data of the event that ends the stream.
    pub end: Option<&'t str>,
}

/// Names and descriptions of the values of an enum, from extensions.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct EnumNames<'t> {
    /// An array in the order of the values, or an object by value.
    pub names: Option<&'t Value>,
    /// An array in the order of the values, or an object by value.
    pub descriptions: Option<&'t Value>,
    /// `values` of `x-ms-enum`.
    pub microsoft: Option<&'t Value>,
    /// `x-fern-enum`: objects by value.
    pub fern: Option<&'t Value>,
}

impl<'t> Hints<'t> {
    /// Returns the words of its name in Rust (`x-sdkwright-name`).
    pub fn name(&self) -> Option<&'t str> {
        self.0.as_ref()?.name
    }

    /// Returns the environment variable of a security scheme (`x-sdkwright-env`).
    pub fn env(&self) -> Option<&'t str> {
        self.0.as_ref()?.env
    }

    /// Returns its type in Rust (`x-sdkwright-type`).
    pub fn type_name(&self) -> Option<&'t Value> {
        self.0.as_ref()?.type_name
    }

    /// Returns what happens with properties that it does not describe (`x-sdkwright-unknown-properties`).
    pub fn unknown_properties(&self) -> Option<&'t Value> {
        self.0.as_ref()?.unknown_properties
    }

    /// Returns its attributes in Rust (`x-sdkwright-attributes`).
    pub fn attributes(&self) -> &[&'t str] {
        self.0.as_ref().map_or(&[], |hints| &hints.attributes)
    }

    /// Returns the value of the parent's discriminator that selects the schema.
    pub fn discriminator_value(&self) -> Option<&'t str> {
        self.0.as_ref()?.discriminator_value
    }

    /// Returns how the operation answers with a stream (`x-sdkwright-stream`).
    pub fn stream(&self) -> Option<StreamHint<'t>> {
        self.0.as_ref()?.stream
    }

    /// Returns the path of the operation's resource (`x-sdkwright-resource`).
    pub fn resource(&self) -> Option<&'t str> {
        self.0.as_ref()?.resource
    }

    /// Returns the names and descriptions of its values.
    pub fn enum_names(&self) -> EnumNames<'t> {
        self.0
            .as_ref()
            .map(|hints| hints.enum_names)
            .unwrap_or_default()
    }
}

impl<'t> Schemas<'t> {
    /// Adds a schema.
    pub fn add(&mut self, schema: Schema<'t>) -> SchemaId {
        let id = self.schemas.len() as u32;
        self.schemas.push(schema);
        SchemaId(id)
    }

    /// Returns the schema with this id.
    pub fn get(&self, id: SchemaId) -> Option<&Schema<'t>> {
        self.schemas.get(id.0 as usize)
    }

    /// Returns a mutable reference to the schema with this id.
    pub fn get_mut(&mut self, id: SchemaId) -> Option<&mut Schema<'t>> {
        self.schemas.get_mut(id.0 as usize)
    }

    /// Returns the schemas that were added since there were `first` of them, with their ids.
    pub fn since(&self, first: u32) -> impl Iterator<Item = (SchemaId, &Schema<'t>)> {
        let added = self.schemas.get(first as usize..).unwrap_or_default();
        (first..).map(SchemaId).zip(added)
    }

    /// Returns the reference, if the schema is one.
    pub fn reference(&self, id: SchemaId) -> Option<&Reference<'t>> {
        match &self.get(id)?.content {
            Content::Reference(reference) => Some(reference),
            Content::Keywords(_) | Content::Nothing => None,
        }
    }

    /// Returns the target of a schema that is a reference.
    pub fn target(&self, id: SchemaId) -> Option<SchemaId> {
        self.reference(id)?.target
    }

    /// Returns the keywords of a schema, if it has any.
    pub fn keywords(&self, id: SchemaId) -> Option<&Keywords<'t>> {
        match &self.get(id)?.content {
            Content::Keywords(keywords) => Some(keywords),
            Content::Reference(_) | Content::Nothing => None,
        }
    }

    /// Marks a schema as the component with this index.
    pub(crate) fn set_component(&mut self, id: SchemaId, index: usize) {
        let place = id.0 as usize;
        if self.components.len() <= place {
            self.components.resize(place + 1, 0);
        }
        if let Some(component) = self.components.get_mut(place) {
            *component = u32::try_from(index + 1).unwrap_or_default();
        }
    }

    /// Returns the index of the component, if the schema is one.
    pub(crate) fn component_index(&self, id: SchemaId) -> Option<usize> {
        let index = *self.components.get(id.0 as usize)?;
        (index as usize).checked_sub(1)
    }
}

impl<'t> Keywords<'t> {
    /// `properties`.
    pub fn properties(&self) -> Option<&IndexMap<&'t str, SchemaId>> {
        let object = self.object.as_ref()?;
        Some(&object.properties).filter(|properties| !properties.is_empty())
    }

    /// `required`.
    pub fn required(&self) -> &[Cow<'t, str>] {
        self.object.as_ref().map_or(&[], |object| &object.required)
    }

    /// `allOf`.
    pub fn all_of(&self) -> &[SchemaId] {
        self.composition.as_ref().map_or(&[], |parts| &parts.all_of)
    }

    /// `oneOf`.
    pub fn one_of(&self) -> &[SchemaId] {
        self.composition.as_ref().map_or(&[], |parts| &parts.one_of)
    }

    /// `anyOf`.
    pub fn any_of(&self) -> &[SchemaId] {
        self.composition.as_ref().map_or(&[], |parts| &parts.any_of)
    }

    /// `discriminator`.
    pub fn discriminator(&self) -> Option<&Discriminator<'t>> {
        self.composition.as_ref()?.discriminator.as_ref()
    }

    /// `title`.
    pub fn title(&self) -> Option<&str> {
        self.annotations.as_ref()?.title.as_deref()
    }

    /// `description`.
    pub fn description(&self) -> Option<&str> {
        self.annotations.as_ref()?.description.as_deref()
    }
}

impl Reference<'_> {
    /// Returns `true` if both have the same target, or the same text if they have none.
    pub fn is_same(&self, other: &Self) -> bool {
        match (self.target, other.target) {
            (Some(one), Some(other)) => one == other,
            _ => self.text == other.text,
        }
    }
}
