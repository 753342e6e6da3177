//! Random values, names and keywords.

use crate::choices::Choices;
use serde_json::{Value, json};

/// Returns a value that is likely to be wrong.
pub(super) fn odd_value(choices: &mut Choices<'_>) -> Value {
    match choices.below(14) {
        0 => Value::Null,
        1 => json!(choices.flag()),
        2 => json!(-1),
        3 => json!(u64::MAX),
        4 => json!(i64::MIN),
        5 => json!(1e308),
        6 => json!(0.1),
        7 => json!([]),
        8 => json!({}),
        9 => json!([
            odd_name(choices),
            odd_name(choices),
            null_or_number(choices)
        ]),
        10 => json!({ odd_name(choices): odd_name(choices) }),
        11 => {
            json!({ "type": keyword(choices), "enum": [odd_name(choices), odd_name(choices), 1, null_or_number(choices)] })
        }
        12 => {
            json!({ "type": "object", "properties": { odd_name(choices): {}, odd_name(choices): { "type": "string" } } })
        }
        _ => json!(odd_name(choices)),
    }
}

fn null_or_number(choices: &mut Choices<'_>) -> Value {
    if choices.flag() {
        Value::Null
    } else {
        json!(choices.number())
    }
}

/// Returns a name that may collide, be invalid or be very long.
pub(super) fn odd_name(choices: &mut Choices<'_>) -> String {
    const NAMES: &[&str] = &[
        "",
        " ",
        "_",
        "-",
        ".",
        "..",
        "/",
        "~",
        "#",
        "$ref",
        "self",
        "Self",
        "type",
        "r#type",
        "new",
        "body",
        "String",
        "Option",
        "Vec",
        "Unknown",
        "Value",
        "Nullable",
        "+1",
        "-1",
        "1",
        "1.0",
        "1e400",
        "0x7f",
        "true",
        "null",
        "{id}",
        "{",
        "}",
        "/a/{b}/{b}",
        "{}{}",
        "é",
        "名前",
        "İ",
        "ß",
        "\u{301}",
        "\u{200d}",
        "\u{202e}",
        "\0",
        "\n",
        "\"",
        "\\",
        "'",
        "`",
        "```",
        "*/",
        "]]>",
        "<a>",
        "a\u{0}b",
        "application/json",
        "text/*",
        "*/*",
        "multipart/form-data",
        "2XX",
        "999",
        "default",
        "http://[",
        "https://example.com/{x}",
        "x-sdkwright-name",
        "additional_properties",
        "additionalProperties",
        "items",
        "with_timeout",
        "2024-02-30",
        "P1Y",
        "^(?=a)$",
        "[",
        "date-time",
        "int64",
        "password",
        "deepObject",
    ];
    match choices.below(12) {
        0 => "x".repeat(choices.within(1..=599)),
        1 => format!(
            "{}{}",
            NAMES.get(choices.below(NAMES.len())).unwrap_or(&""),
            choices.below(0x1_0000)
        ),
        2 => choices.character().to_string(),
        _ => NAMES
            .get(choices.below(NAMES.len()))
            .map(|name| (*name).to_owned())
            .unwrap_or_default(),
    }
}

/// Returns a keyword of a document.
pub(super) fn keyword(choices: &mut Choices<'_>) -> String {
    const WORDS: &str = "\
        $ref $id $anchor $defs $dynamicRef $dynamicAnchor $schema allOf anyOf oneOf not if then else items \
        prefixItems properties patternProperties additionalProperties unevaluatedProperties propertyNames \
        required enum const type format nullable default example examples title description minimum maximum \
        exclusiveMinimum multipleOf pattern minLength maxLength minItems uniqueItems minProperties \
        dependentRequired dependentSchemas contains discriminator propertyName mapping readOnly writeOnly \
        xml deprecated externalDocs openapi swagger info version servers variables url paths components \
        schemas parameters responses requestBodies headers securitySchemes security tags name in schema \
        content style explode allowReserved collectionFormat consumes produces definitions host basePath \
        schemes flows scopes operationId get post put patch delete query additionalOperations summary \
        requestBody callbacks links webhooks encoding contentType contentEncoding contentMediaType \
        x-enum-varnames x-nullable x-sdkwright-name x-sdkwright-type x-sdkwright-files x-extensible-enum \
        itemSchema string integer number boolean array object null file path header cookie formData";
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    choices
        .pick(&words)
        .map(|word| (*word).to_owned())
        .unwrap_or_default()
}
