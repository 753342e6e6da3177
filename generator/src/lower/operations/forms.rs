//! The encoding of the properties of multipart bodies (OpenAPI 3.1.1, sections 4.8.14.5 and 4.8.15).
//!
//! A property with `style`, `explode` or `allowReserved` is serialized as a query parameter. Other properties are
//! serialized by media type: text, numbers and booleans as text, objects as JSON, and an array as one part per item,
//! unless `contentType` says that it is JSON.

use super::media::{self, Family};
use super::serialization;
use crate::config::Config;
use crate::model::{ParameterContent, Part};
use crate::spec::MediaType;

/// Returns the properties of a multipart body whose encoding is not the default.
pub(super) fn parts(media: &MediaType<'_>, config: &Config) -> Vec<Part> {
    let mut styles = serialization::properties(media, config);
    styles.retain(|property| property.content == ParameterContent::Style);
    let encodings = media.encoding.iter();
    let parts = encodings.map(|(name, encoding)| {
        let content_type = encoding.content_type.as_deref();
        let style = styles.iter().find(|property| property.name == **name);
        Part {
            name: name.clone().into_owned(),
            media_type: content_type.and_then(specific),
            style: style.cloned(),
            is_file: content_type.is_some_and(is_file),
        }
    });
    parts
        .filter(|part| part.media_type.is_some() || part.style.is_some() || part.is_file)
        .collect()
}

/// Returns the media type, if `contentType` is one and not a list or a range.
fn specific(content_type: &str) -> Option<String> {
    let is_specific = !content_type.contains([',', '*']) && content_type.contains('/');
    is_specific.then(|| content_type.trim().to_owned())
}

/// Returns `true` if a value of these media types is bytes.
fn is_file(content_type: &str) -> bool {
    content_type.split(',').all(|media_type| {
        matches!(
            media::family(media_type),
            Family::Bytes | Family::OtherBytes
        )
    })
}
