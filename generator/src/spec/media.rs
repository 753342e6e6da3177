//! Media types, encodings, headers and examples (OpenAPI 3.2, sections 4.14, 4.15, 4.19, 4.21).

use super::{NodeId, ParameterValue, PlaceId, SchemaId, Separator};
use openapiv3::QueryStyle;
use serde_json::Value;
use std::borrow::Cow;

/// A media type of a body, and its content.
#[derive(Clone, Debug, Default)]
pub struct MediaType<'t> {
    /// Its place in the document.
    pub place: PlaceId,
    /// Its name: `application/json`.
    pub name: Cow<'t, str>,
    /// The schema of the complete content.
    pub schema: Option<SchemaId>,
    /// `itemSchema`: the schema of each item of a stream.
    pub item_schema: Option<SchemaId>,
    /// Encoding of the properties of a form, by name.
    pub encoding: Vec<(Cow<'t, str>, Encoding<'t>)>,
    /// `prefixEncoding`: encoding of the first parts of a multipart body, by position.
    pub prefix_encoding: Vec<Encoding<'t>>,
    /// `itemEncoding`: encoding of the other parts of a multipart body.
    pub item_encoding: Option<Encoding<'t>>,
    /// `example`, and `examples`.
    pub examples: Vec<Example<'t>>,
}

/// Encoding of a property of a form or of a part of a multipart body (OpenAPI 3.2, section 4.15).
#[derive(Clone, Debug, Default)]
pub struct Encoding<'t> {
    /// Its place in the document.
    pub place: PlaceId,
    /// `contentType`: the allowed media types of the part.
    pub content_type: Option<Cow<'t, str>>,
    /// The headers of the part, by name.
    pub headers: Vec<(&'t str, NodeId<Header<'t>>)>,
    /// `style`, if present.
    pub style: Option<QueryStyle>,
    /// `explode`, if present.
    pub explode: Option<bool>,
    /// `allowReserved`.
    pub allow_reserved: bool,
}

/// A header of a response or a part.
#[derive(Clone, Debug)]
pub struct Header<'t> {
    /// The key in `components`, if it has one.
    pub component: Option<Cow<'t, str>>,
    /// `description`, CommonMark.
    pub description: Option<Cow<'t, str>>,
    /// `required`.
    pub required: bool,
    /// `deprecated`.
    pub deprecated: bool,
    /// `explode`, if present.
    pub explode: Option<bool>,
    /// The separator of an array (`collectionFormat` of Swagger 2.0), if it is not a comma.
    pub separator: Option<Separator>,
    /// `schema` or `content`.
    pub value: ParameterValue<'t>,
}

/// An example of a parameter, a header or a body.
#[derive(Clone, Debug, Default)]
pub struct Example<'t> {
    /// Its key, if it has one.
    pub name: Option<&'t str>,
    /// `summary`.
    pub summary: Option<&'t str>,
    /// `description`, CommonMark.
    pub description: Option<&'t str>,
    /// `value`, or `dataValue` since 3.2.
    pub value: Option<&'t Value>,
    /// `serializedValue` (3.2).
    pub serialized_value: Option<&'t str>,
    /// `externalValue`: the URI of the example.
    pub external_value: Option<&'t str>,
}

/// Returns the schema of a payload: that of JSON, if there are several media types.
pub fn payload(content: &[MediaType<'_>]) -> Option<SchemaId> {
    let is_json =
        |media_type: &&MediaType<'_>| media_type.name.to_ascii_lowercase().contains("json");
    let media_type = content.iter().find(is_json).or(content.first())?;
    media_type.schema.or(media_type.item_schema)
}
