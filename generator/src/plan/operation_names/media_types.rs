//! Names after media types: the methods that ask for one, and the variants of a request body.

use super::free;
use crate::media_type::essence;
use crate::model::{Body, BodyContent, BodyFormat, ResponseContent};
use crate::rust::idents;
use std::collections::HashSet;

/// Returns the names of the methods that ask for other media types: `with_accept_csv` for `text/csv`.
pub(super) fn alternative_names(contents: &[ResponseContent]) -> Vec<String> {
    let mut taken = HashSet::new();
    contents
        .iter()
        .map(|content| {
            let words = media_type_words(&content.media_type);
            let name = idents::snake(&format!("with accept {words}"));
            free(&mut taken, name.clone(), name, "_")
        })
        .collect()
}

/// Returns the words that name a media type: `csv` for `text/csv`.
fn media_type_words(media_type: &str) -> String {
    let essence = essence(media_type);
    let (_, subtype) = essence.split_once('/').unwrap_or(("", &essence));
    match subtype.trim_start() {
        "plain" => "text".to_owned(),
        "octet-stream" => "bytes".to_owned(),
        subtype => {
            let subtype = subtype.strip_prefix("x-").unwrap_or(subtype);
            subtype.strip_prefix("vnd.").unwrap_or(subtype).to_owned()
        }
    }
}

/// Returns the variants of the enum of an operation's request body, each named after its media type. The first one is
/// the preferred media type.
pub(super) fn body_variants(body: &Body) -> Vec<String> {
    let mut taken = HashSet::new();
    let name = |content: &BodyContent| {
        let words = media_type_words(&content.media_type);
        match (&content.format, words.as_str()) {
            (BodyFormat::Form(_), _) | (_, "www-form-urlencoded") => "Form".to_owned(),
            (BodyFormat::JsonLines, "json-lines" | "jsonlines") => "Jsonl".to_owned(),
            (BodyFormat::Multipart(_), "form-data") => "Multipart".to_owned(),
            // `merge-patch+json` is `MergePatch`.
            (BodyFormat::Json, words) if words != "json" => {
                idents::variant(words.strip_suffix("+json").unwrap_or(words))
            }
            (_, words) => idents::variant(words),
        }
    };
    body.contents()
        .map(|content| {
            let whole = idents::variant(&content.media_type);
            free(&mut taken, name(content), whole, "")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Docs, Type};

    fn variants(contents: &[(&str, BodyFormat)]) -> Vec<String> {
        let mut contents = contents.iter().map(|(media_type, format)| BodyContent {
            media_type: (*media_type).to_owned(),
            range: None,
            format: format.clone(),
            ty: Type::String,
            constant: None,
        });
        body_variants(&Body {
            docs: Docs::default(),
            required: true,
            content: contents.next().unwrap(),
            alternatives: contents.collect(),
        })
    }

    #[test]
    fn variants_are_named_after_media_types() {
        use BodyFormat::{Bytes, Form, Json, JsonLines, Multipart, Text};
        let of_values = [
            ("application/json; charset=utf-8", Json),
            ("application/merge-patch+json", Json),
            ("application/vnd.example.v2+json", Json),
            ("application/x-www-form-urlencoded", Form(Vec::new())),
            ("multipart/form-data", Multipart(Vec::new())),
            ("multipart/mixed", Multipart(Vec::new())),
            ("application/x-ndjson", JsonLines),
        ];
        let expected = [
            "Json",
            "MergePatch",
            "ExampleV2",
            "Form",
            "Multipart",
            "Mixed",
            "Ndjson",
        ];
        assert_eq!(variants(&of_values), expected);
        let raw = [
            ("text/plain", Text),
            ("text/csv", Text),
            ("application/csv", Text),
            ("image/svg+xml", Bytes),
            ("application/octet-stream", Bytes),
        ];
        let expected = ["Text", "Csv", "ApplicationCsv", "SvgXml", "Bytes"];
        assert_eq!(variants(&raw), expected);
    }
}
