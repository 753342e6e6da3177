//! Media types: which kind of content one is, and whether a range includes it.

/// A kind of content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Json,
    JsonLines,
    Form,
    Multipart,
    Xml,
    Events,
    Text,
    Bytes,
}

/// Returns the kind of a media type.
pub(super) fn kind(media_type: &str) -> Kind {
    let essence = essence(media_type);
    match essence.as_str() {
        "application/x-www-form-urlencoded" => Kind::Form,
        "text/event-stream" => Kind::Events,
        "application/jsonl"
        | "application/x-ndjson"
        | "application/json-seq"
        | "application/x-jsonl"
        | "application/jsonlines"
        | "application/x-jsonlines"
        | "application/ndjson"
        | "application/json-lines" => Kind::JsonLines,
        "application/json" | "text/json" => Kind::Json,
        "application/xml" | "text/xml" => Kind::Xml,
        name if name.ends_with("+json") => Kind::Json,
        name if name.ends_with("+xml") => Kind::Xml,
        name if name.starts_with("multipart/") => Kind::Multipart,
        name if name.starts_with("text/") => Kind::Text,
        "application/yaml" | "application/x-yaml" | "application/vnd.yaml" => Kind::Text,
        _ => Kind::Bytes,
    }
}

/// Returns `true` if a body of this media type is sent as it is.
pub(super) fn is_text_or_bytes(media_type: &str) -> bool {
    !matches!(
        kind(media_type),
        Kind::Json | Kind::JsonLines | Kind::Form | Kind::Multipart
    )
}

/// Returns a media type without its parameters, in lower case.
pub(super) fn essence(media_type: &str) -> String {
    let name = media_type.split(';').next().unwrap_or_default();
    name.trim().to_lowercase()
}

/// Returns `true` if a range such as `image/*` includes a media type.
pub(super) fn matches(range: &str, media_type: &str) -> bool {
    let (range, media_type) = (essence(range), essence(media_type));
    match range.split_once('/') {
        Some(("*", "*")) => true,
        Some((kind, "*")) => media_type.split('/').next() == Some(kind),
        _ => range == media_type,
    }
}
