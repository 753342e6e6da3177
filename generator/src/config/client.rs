//! Settings of the client that the document does not describe: `[client]`.

use super::reader::Reader;
use serde::Serialize;

/// Settings of the client.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ClientOptions {
    /// The notation of arrays in `deepObject`, for parameters without one of their own.
    pub array_format: ArrayFormat,
    /// The header of idempotency keys, which the SDK makes for each call of an unsafe method.
    pub idempotency_header: Option<String>,
}

/// The notation of arrays in `deepObject`, which the specification leaves open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub enum ArrayFormat {
    /// `a[0]=1&a[1]=2`
    #[default]
    Indices,
    /// `a[]=1&a[]=2`
    Brackets,
    /// `a=1&a=2`
    Repeat,
    /// `a=1,2`
    Comma,
}

/// The names of the notations.
pub(super) const ARRAY_FORMATS: [(&str, ArrayFormat); 4] = [
    ("indices", ArrayFormat::Indices),
    ("brackets", ArrayFormat::Brackets),
    ("repeat", ArrayFormat::Repeat),
    ("comma", ArrayFormat::Comma),
];

pub(super) fn read(table: &mut Reader<'_, '_>) -> ClientOptions {
    let array_format = table.one_of("array-format", &ARRAY_FORMATS);
    let expected = "the name of a header: letters, digits and `-`";
    let idempotency_header = table.checked("idempotency-header", expected, is_header);
    ClientOptions {
        idempotency_header,
        array_format: array_format.unwrap_or_default(),
    }
}

fn is_header(text: &str) -> bool {
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    !text.is_empty() && text.bytes().all(is_letter)
}
