//! Media types, encodings, headers and examples (OpenAPI 3.2, sections 4.14, 4.15, 4.19, 4.21).

use super::{NodeId, ParameterValue, PlaceId, SchemaId};
use openapiv3::QueryStyle;
use serde_json::Value;
use std::borrow::Cow;

/// A media type of a body, and what is in it.
#[derive(Clone, Debug, Default)]
pub struct MediaType<'t> {
    /// Its place.
    pub place: PlaceId,
    /// Its name: `application/json`.
    pub name: Cow<'t, str>,
    /// The schema of the whole.
    pub schema: Option<SchemaId>,
    /// The schema of each item of a stream.
    pub item_schema: Option<SchemaId>,
    /// How the properties of a form are written, by name.
    pub encoding: Vec<(Cow<'t, str>, Encoding<'t>)>,
    /// How the first parts of a multipart body are written, by position.
    pub prefix_encoding: Vec<Encoding<'t>>,
    /// How the other parts of a multipart body are written.
    pub item_encoding: Option<Encoding<'t>>,
    /// `example`, and `examples`.
    pub examples: Vec<Example<'t>>,
}

/// How a property of a form or a part of a multipart body is written.
#[derive(Clone, Debug, Default)]
pub struct Encoding<'t> {
    /// The media types that the part may have.
    pub content_type: Option<Cow<'t, str>>,
    /// The headers of the part, by name.
    pub headers: Vec<(&'t str, NodeId<Header<'t>>)>,
    /// `style`, where it is given.
    pub style: Option<QueryStyle>,
    /// `explode`, where it is given.
    pub explode: Option<bool>,
    /// `allowReserved`.
    pub allow_reserved: bool,
}

/// A header of a response or a part.
#[derive(Clone, Debug)]
pub struct Header<'t> {
    /// What people read about it, CommonMark.
    pub description: Option<Cow<'t, str>>,
    /// It is always there.
    pub required: bool,
    /// It is deprecated.
    pub deprecated: bool,
    /// `explode`, where it is given.
    pub explode: Option<bool>,
    /// What its value is.
    pub value: ParameterValue<'t>,
}

/// An example of a parameter, a header or a body.
#[derive(Clone, Debug, Default)]
pub struct Example<'t> {
    /// Its key, where it has one.
    pub name: Option<&'t str>,
    /// A short title.
    pub summary: Option<&'t str>,
    /// What people read about it, CommonMark.
    pub description: Option<&'t str>,
    /// `value`, or `dataValue` since 3.2.
    pub value: Option<&'t Value>,
    /// As it is on the wire (3.2).
    pub serialized_value: Option<&'t str>,
    /// Where it is instead.
    pub external_value: Option<&'t str>,
}

/// The schema of a payload: that of JSON, where there are several media types.
pub fn payload(content: &[MediaType<'_>]) -> Option<SchemaId> {
    let is_json =
        |media_type: &&MediaType<'_>| media_type.name.to_ascii_lowercase().contains("json");
    let media_type = content.iter().find(is_json).or(content.first())?;
    media_type.schema.or(media_type.item_schema)
}
