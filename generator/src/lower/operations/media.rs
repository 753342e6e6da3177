//! Families of media types, and the one that the SDK uses.

use crate::media_type::essence;
use crate::model::{BodyEncoding, Type};
use crate::spec::MediaType;

/// A family of media types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    /// `application/json`.
    Json,
    /// `application/problem+json` and other types with the suffix `+json`.
    JsonSuffix,
    /// `*/*` and `application/*`.
    Open,
    /// `text/plain`.
    Text,
    /// `application/octet-stream`.
    Bytes,
    /// `application/xml`, `text/xml` and other types with the suffix `+xml`.
    Xml,
    /// Text in a specific format: CSV, HTML, an event stream, JSON lines.
    OtherText(&'static str),
    /// Binary formats: images, archives.
    OtherBytes,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// `multipart/…`.
    Multipart,
}

/// Returns the family of a media type, ignoring its parameters (RFC 9110, section 8.3.1).
pub(super) fn family(media_type: &str) -> Family {
    let essence = essence(media_type);
    let (kind, subtype) = essence.split_once('/').unwrap_or((essence.as_str(), ""));
    match (kind, subtype) {
        (_, "json") | ("application", "x-json") => Family::Json,
        ("*" | "application", "*") | ("*", "") => Family::Open,
        (_, "event-stream") => Family::OtherText("a stream of server-sent events"),
        (
            _,
            "x-ndjson" | "ndjson" | "jsonl" | "x-jsonl" | "jsonlines" | "x-jsonlines" | "json-seq"
            | "stream+json" | "json-lines",
        ) => Family::OtherText("a stream of JSON values"),
        (_, "x-www-form-urlencoded") => Family::Form,
        ("multipart", _) => Family::Multipart,
        ("text", "plain" | "*") => Family::Text,
        (_, "xml") => Family::Xml,
        (_, "yaml" | "x-yaml" | "vnd.yaml") => Family::OtherText("YAML"),
        (_, subtype) if subtype.ends_with("+json") || subtype.ends_with(".json") => {
            Family::JsonSuffix
        }
        (_, subtype) if subtype.ends_with("+xml") && kind != "image" => Family::Xml,
        ("text", "csv") => Family::OtherText("CSV"),
        ("text", "html") => Family::OtherText("HTML"),
        ("text", _) => Family::OtherText("text in a specific format"),
        ("application", "octet-stream") => Family::Bytes,
        _ => Family::OtherBytes,
    }
}

/// Returns the preferred media type of a response: JSON, then wildcards, then XML, then text, then bytes.
pub(super) fn preferred<'c, 'd: 'c>(
    content: impl IntoIterator<Item = &'c MediaType<'d>>,
) -> Option<(&'c MediaType<'d>, Family)> {
    let rank = |family: Family| match family {
        Family::Json => 0,
        Family::JsonSuffix => 1,
        Family::Open => 2,
        Family::Xml => 3,
        Family::Text => 4,
        Family::Bytes => 5,
        Family::OtherBytes => 6,
        Family::OtherText(_) => 7,
        Family::Form => 8,
        Family::Multipart => 9,
    };
    content
        .into_iter()
        .map(|media| (media, family(&media.name)))
        .min_by_key(|(_, family)| rank(*family))
}

/// Returns the encoding of a response.
pub(super) fn encoding(family: Family, ty: &Type, is_text: bool) -> BodyEncoding {
    match family {
        _ if *ty == Type::Binary => BodyEncoding::Bytes,
        Family::Json | Family::JsonSuffix => BodyEncoding::Json,
        Family::Open | Family::Text if is_text => BodyEncoding::Text,
        // A structure described as plain text is JSON in practice (ASP.NET generates such documents).
        Family::Open | Family::Text => BodyEncoding::Json,
        Family::OtherText(_) | Family::Xml | Family::Form => BodyEncoding::Text,
        Family::Bytes | Family::OtherBytes | Family::Multipart => BodyEncoding::Bytes,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_and_capitals_do_not_matter() {
        assert_eq!(family("Application/JSON; charset=utf-8"), Family::Json);
        assert_eq!(family("application/vnd.api+json"), Family::JsonSuffix);
        assert_eq!(
            family("application/stream+json"),
            Family::OtherText("a stream of JSON values")
        );
        assert_eq!(family("image/svg+xml"), Family::OtherBytes);
        assert_eq!(family(""), Family::OtherBytes);
    }

    #[test]
    fn json_is_preferred_in_any_order() {
        let content =
            ["multipart/form-data", "application/xml", "application/json"].map(|name| MediaType {
                name: name.into(),
                ..MediaType::default()
            });
        assert_eq!(preferred(&content).unwrap().0.name, "application/json");
    }
}
