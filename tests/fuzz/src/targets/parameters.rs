//! Parameters in every style: what is sent is decoded to the value by a decoder that shares no code with the runtime,
//! and no value changes the structure of the request.

use crate::choices::Choices;
use crate::independent::{brackets, pairs, percent_decoded};
use crate::runtime::{ArrayFormat, Operation, Parameter, PathStyle, QueryStyle};
use crate::sdk::{operation, sent, set};
use http::header::COOKIE;
use serde_json::{Map, Value};
use std::sync::LazyLock;

/// How the text on the wire is divided.
struct Format {
    operation: &'static Operation,
    is_object: bool,
    /// The text before the whole value: `.`, `;color=`.
    prefix: &'static str,
    /// What repeats before each exploded item of an array: `color=`.
    each: &'static str,
    /// Between items, and between names and values if not exploded.
    separator: &'static str,
    /// Between a name and its value.
    equals: &'static str,
    /// Characters that values cannot have, since the style does not encode them.
    never: &'static str,
    is_encoded: bool,
}

static FORMATS: LazyLock<Vec<Format>> = LazyLock::new(formats);

/// Returns an operation with this parameter, which lives as long as the program.
fn with(parameter: Parameter) -> &'static Operation {
    let path = if parameter.is_in_path() {
        "/{color}/x"
    } else {
        "/x"
    };
    Box::leak(Box::new(Operation {
        parameters: Box::leak(Box::new([parameter])),
        ..operation("GET", path)
    }))
}

#[rustfmt::skip]
fn formats() -> Vec<Format> {
    let (path, query) = (Parameter::path("color"), Parameter::query("color"));
    let (label, matrix) = (path.path_style(PathStyle::Label), path.path_style(PathStyle::Matrix));
    let space = query.query_style(QueryStyle::SpaceDelimited).explode(false);
    let pipe = query.query_style(QueryStyle::PipeDelimited).explode(false);
    let cookie = Parameter::cookie("color");
    let (plain, header) = (cookie.cookie_style(), Parameter::header("color"));
    // The parameter; for arrays and for objects: prefix, each, separator; never, is encoded.
    let rows = [
        (path,                  ["", "", ","],             ["", "", ","],           "",      true),
        (path.explode(true),    ["", "", ","],             ["", "", ","],           "",      true),
        (label,                 [".", "", ","],            [".", "", ","],          "",      true),
        // A dot is not encoded, so it cannot be told from the separator.
        (label.explode(true),   [".", "", "."],            [".", "", "."],          ".",     true),
        (matrix,                [";color=", "", ","],      [";color=", "", ","],    "",      true),
        (matrix.explode(true),  [";", "color=", ";"],      [";", "", ";"],          "",      true),
        (query,                 ["", "color=", "&"],       ["", "", "&"],           "",      true),
        (query.explode(false),  ["color=", "", ","],       ["color=", "", ","],     "",      true),
        (space,                 ["color=", "", "%20"],     ["color=", "", "%20"],   " ",     true),
        (pipe,                  ["color=", "", "%7C"],     ["color=", "", "%7C"],   "|",     true),
        (cookie,                ["", "color=", "; "],      ["", "", "; "],          "",      true),
        (cookie.explode(false), ["color=", "", ","],       ["color=", "", ","],     "",      true),
        (plain,                 ["", "color=", "; "],      ["", "", "; "],          "=;",    false),
        (plain.explode(false),  ["color=", "", ","],       ["color=", "", ","],     ",;",    false),
        (header,                ["", "", ","],             ["", "", ","],           ",",     false),
        (header.explode(true),  ["", "", ","],             ["", "", ","],           ",=",    false),
        // Reserved characters are sent as they are, and so are triples that are already encoded.
        (path.allow_reserved(), ["", "", ","],             ["", "", ","],           ",/%",   true),
        (query.allow_reserved(), ["", "color=", "&"],      ["", "", "&"],           "%",    true),
        (query.allow_reserved().explode(false), ["color=", "", ","], ["color=", "", ","], ",%", true),
    ];
    let mut formats = Vec::new();
    for (parameter, array, object, never, is_encoded) in rows {
        let operation = with(parameter);
        for (is_object, [prefix, each, separator]) in [(false, array), (true, object)] {
            let equals = if parameter.explode && is_object { "=" } else { separator };
            formats.push(Format { operation, is_object, prefix, each, separator, equals, never, is_encoded });
        }
    }
    formats
}

pub fn run(bytes: &[u8]) {
    let mut choices = Choices::new(bytes);
    match choices.below(4) {
        0 => nested(&mut choices),
        1 => json(&mut choices),
        2 => any(&mut choices),
        _ => styled(&mut choices),
    }
}

/// An array or an object of texts comes back from its style.
fn styled(choices: &mut Choices<'_>) {
    let format = choices.pick(&FORMATS).unwrap();
    let value = match format.is_object {
        true => {
            let members = (0..choices.within(1..=3)).map(|index| {
                let name = format!("k{index}{}", format.text(choices));
                (name, Value::String(format.text(choices)))
            });
            Value::Object(members.collect())
        }
        false => (0..choices.within(1..=3))
            .map(|_| format.text(choices))
            .collect(),
    };
    let text = match text(format.operation, &value) {
        Ok(text) => text,
        Err(message) => {
            let is_control = |c: char| c.is_ascii_control();
            let is_invalid = value.to_string().contains("\\u00")
                || value.to_string().contains(is_control)
                || value.to_string().contains('\\');
            assert!(!format.is_encoded && is_invalid, "{message}: {value}");
            return;
        }
    };
    let parameter = &format.operation.parameters[0];
    assert_eq!(format.decode(&text), Some(value), "{parameter:?}: {text}");
}

impl Format {
    /// Decodes the text as an array or an object of texts. `None` if the text has another form.
    fn decode(&self, text: &str) -> Option<Value> {
        let plain = |text: &str| match self.is_encoded {
            true => percent_decoded(text),
            false => Some(text.to_owned()),
        };
        let mut parts = text.strip_prefix(self.prefix)?.split(self.separator);
        if !self.is_object {
            let items = parts.map(|part| plain(part.strip_prefix(self.each)?).map(Value::String));
            return items.collect();
        }
        let mut object = Map::new();
        while let Some(part) = parts.next() {
            let (name, value) = match self.equals == self.separator {
                true => (part, parts.next()?),
                false => part.split_once(self.equals)?,
            };
            object.insert(plain(name)?, plain(value)?.into());
        }
        Some(Value::Object(object))
    }

    /// Returns a text that this style can send, without spaces around it, which a header loses.
    fn text(&self, choices: &mut Choices<'_>) -> String {
        let text = choices.text(6).replace(|c| self.never.contains(c), "");
        format!("x{text}x")
    }
}

/// Sends a value. Returns its text: the segment of the path, the query, the header or the cookies.
fn text(operation: &'static Operation, value: &Value) -> Result<String, String> {
    let parameter = &operation.parameters[0];
    let request = sent(operation, |call| set(call, parameter, value));
    let request = request.map_err(|error| error.to_string())?;
    let path = request.uri().path();
    if parameter.is_in_path() {
        let text = path
            .strip_prefix("/v1/")
            .unwrap()
            .strip_suffix("/x")
            .unwrap();
        return Ok(text.to_owned());
    }
    assert_eq!(path, "/v1/x", "the path is that of the operation");
    if parameter.is_in_query() {
        return Ok(request.uri().query().unwrap_or_default().to_owned());
    }
    let header = request
        .headers()
        .get("color")
        .or(request.headers().get(COOKIE));
    Ok(header.map_or_else(String::new, |header| {
        String::from_utf8(header.as_bytes().to_vec()).unwrap()
    }))
}

static BRACKETS: LazyLock<[&'static Operation; 2]> = LazyLock::new(|| {
    [ArrayFormat::Indices, ArrayFormat::Brackets]
        .map(|arrays| with(Parameter::query("q").query_style(QueryStyle::DeepObject(arrays))))
});

/// Nested arrays and objects come back from brackets.
fn nested(choices: &mut Choices<'_>) {
    let operation = choices.one_of(&*BRACKETS);
    // Without indices, the members of two objects in a list cannot be told apart.
    let has_indices = std::ptr::eq(operation, BRACKETS[0]);
    let value = nested_object(choices, 2, has_indices);
    let query = text(operation, &value).unwrap();
    assert_eq!(brackets(&query).get("q"), Some(&value), "{query}");
}

/// Returns an object whose arrays and objects are not empty.
pub fn nested_object(choices: &mut Choices<'_>, depth: usize, objects_in_arrays: bool) -> Value {
    let members = (0..choices.within(1..=3)).map(|index| {
        let name = choices.text(4).replace(['[', ']'], "");
        let value = match choices.below(3) {
            0 if depth > 0 => nested_object(choices, depth - 1, objects_in_arrays),
            1 => {
                let item = |choices: &mut Choices<'_>| match objects_in_arrays
                    && depth > 0
                    && choices.flag()
                {
                    true => nested_object(choices, depth - 1, true),
                    false => choices.text(6).into(),
                };
                (0..choices.within(1..=3)).map(|_| item(choices)).collect()
            }
            _ => choices.text(6).into(),
        };
        (format!("k{index}{name}"), value)
    });
    Value::Object(members.collect())
}

static JSON: LazyLock<[&'static Operation; 4]> = LazyLock::new(|| {
    let parameters = [
        Parameter::query("q"),
        Parameter::path("color"),
        Parameter::header("color"),
        Parameter::cookie("q"),
    ];
    parameters.map(|parameter| with(parameter.json()))
});

/// A value comes back from JSON in any location.
fn json(choices: &mut Choices<'_>) {
    let operation = choices.one_of(&*JSON);
    let parameter = &operation.parameters[0];
    let value = choices.json(3);
    let text = match text(operation, &value) {
        Ok(text) => text,
        Err(message) => {
            // A path needs a value. A header and a cookie cannot have DEL.
            let is_null = value.is_null() && parameter.is_in_path();
            let has_control = value.to_string().contains('\u{7f}') && parameter.is_in_header();
            assert!(is_null || has_control, "{message}: {value}");
            return;
        }
    };
    let json = match parameter.is_in_header() {
        true => Some(text.clone()),
        false => percent_decoded(text.strip_prefix("q=").unwrap_or(&text)),
    };
    let decoded = json.and_then(|json| serde_json::from_str::<Value>(&json).ok());
    // Without a style there is nothing to send for null.
    if !value.is_null() {
        assert_eq!(decoded, Some(value), "{text}");
    }
}

static ANY: LazyLock<Vec<&'static Operation>> = LazyLock::new(|| {
    use ArrayFormat::{Brackets, Comma, Indices, Repeat};
    let query = Parameter::query("color");
    let styles = [
        QueryStyle::Form,
        QueryStyle::SpaceDelimited,
        QueryStyle::PipeDelimited,
        QueryStyle::DeepObject(Indices),
        QueryStyle::DeepObject(Brackets),
        QueryStyle::DeepObject(Repeat),
        QueryStyle::DeepObject(Comma),
    ];
    let mut parameters: Vec<Parameter> = styles.map(|style| query.query_style(style)).to_vec();
    let paths = [PathStyle::Simple, PathStyle::Label, PathStyle::Matrix];
    parameters.extend(paths.map(|style| Parameter::path("color").path_style(style)));
    let exploded = parameters
        .clone()
        .into_iter()
        .flat_map(|it| [it.explode(false), it.explode(true)]);
    let reserved = exploded.flat_map(|parameter| [parameter, parameter.allow_reserved()]);
    reserved.map(with).collect()
});

/// Any value leaves the rest of the URL as it is, or is refused.
fn any(choices: &mut Choices<'_>) {
    let operation = *choices.pick(&ANY).unwrap();
    let parameter = &operation.parameters[0];
    let value = choices.json(3);
    let Ok(text) = text(operation, &value) else {
        assert!(parameter.is_in_path(), "{parameter:?} refuses {value}");
        return;
    };
    let is_valid = |byte: u8| byte.is_ascii_graphic() && !matches!(byte, b'#' | b'"' | b'<' | b'>');
    assert!(text.bytes().all(is_valid), "{parameter:?}: {text}");
    if parameter.is_in_path() {
        let is_inside = parameter.allow_reserved || !text.contains('/');
        assert!(is_inside && !text.contains('?'), "{parameter:?}: {text}");
        let dots = |segment: &str| matches!(percent_decoded(segment).as_deref(), Some("." | ".."));
        assert!(!text.split('/').any(dots), "{parameter:?}: {text}");
        return;
    }
    for (name, _) in pairs(&text) {
        let is_own = name == "color" || name.starts_with("color[");
        let is_member = value
            .as_object()
            .is_some_and(|members| members.contains_key(&name));
        assert!(is_own || is_member, "{parameter:?}: {name:?} is in {text}");
    }
}
