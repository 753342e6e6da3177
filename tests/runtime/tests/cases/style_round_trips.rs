//! Random values in every style, read back by a decoder that shares no code with the runtime.

#[path = "../../../fuzz/src/nested_places.rs"]
mod nested_places;

use super::styles::sent;
use crate::runtime::{ArrayFormat, Parameter, PathStyle, QueryStyle};
use nested_places::put;
use percent_encoding::percent_decode_str;
use serde_json::{Map, Value, json};

/// How the text on the wire is divided.
struct Format {
    parameter: Parameter,
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
    encoded: bool,
}

fn formats() -> Vec<(Format, bool)> {
    let mut formats = Vec::new();
    let mut add = |parameter: Parameter,
                   array: [&'static str; 3],
                   object: [&'static str; 3],
                   never,
                   encoded| {
        for (is_object, [prefix, each, separator]) in [(false, array), (true, object)] {
            let equals = if parameter.explode && is_object {
                "="
            } else {
                separator
            };
            let format = Format {
                parameter,
                prefix,
                each,
                separator,
                equals,
                never,
                encoded,
            };
            formats.push((format, is_object));
        }
    };
    let path = Parameter::path("color");
    let (label, matrix) = (
        path.path_style(PathStyle::Label),
        path.path_style(PathStyle::Matrix),
    );
    // A dot is not encoded, so label cannot tell it from its separator.
    add(path, ["", "", ","], ["", "", ","], "", true);
    add(path.explode(true), ["", "", ","], ["", "", ","], "", true);
    add(label, [".", "", ","], [".", "", ","], "", true);
    add(
        label.explode(true),
        [".", "", "."],
        [".", "", "."],
        ".",
        true,
    );
    add(matrix, [";color=", "", ","], [";color=", "", ","], "", true);
    add(
        matrix.explode(true),
        [";", "color=", ";"],
        [";", "", ";"],
        "",
        true,
    );
    let query = Parameter::query("color");
    let (space, pipe) = (
        query.query_style(QueryStyle::SpaceDelimited).explode(false),
        query.query_style(QueryStyle::PipeDelimited).explode(false),
    );
    add(query, ["", "color=", "&"], ["", "", "&"], "", true);
    add(
        query.explode(false),
        ["color=", "", ","],
        ["color=", "", ","],
        "",
        true,
    );
    add(
        space,
        ["color=", "", "%20"],
        ["color=", "", "%20"],
        " ",
        true,
    );
    add(
        pipe,
        ["color=", "", "%7C"],
        ["color=", "", "%7C"],
        "|",
        true,
    );
    let cookie = Parameter::cookie("color");
    add(cookie, ["", "color=", "; "], ["", "", "; "], "=", true);
    add(
        cookie.explode(false),
        ["color=", "", ","],
        ["color=", "", ","],
        "",
        true,
    );
    let plain = cookie.cookie_style();
    add(plain, ["", "color=", "; "], ["", "", "; "], "=;", false);
    add(
        plain.explode(false),
        ["color=", "", ","],
        ["color=", "", ","],
        ",;",
        false,
    );
    let header = Parameter::header("color");
    add(header, ["", "", ","], ["", "", ","], ",", false);
    add(
        header.explode(true),
        ["", "", ","],
        ["", "", ","],
        ",=",
        false,
    );
    formats
}

impl Format {
    /// Decodes the text as an array or an object of strings. `None` if the text has another form.
    fn decode(&self, text: &str, is_object: bool) -> Option<Value> {
        let plain = |text: &str| match self.encoded {
            true => percent_decode_str(text)
                .decode_utf8()
                .ok()
                .map(String::from),
            false => Some(text.to_owned()),
        };
        let parts: Vec<&str> = text
            .strip_prefix(self.prefix)?
            .split(self.separator)
            .collect();
        if !is_object {
            let items = parts
                .iter()
                .map(|part| plain(part.strip_prefix(self.each)?).map(Value::String));
            return items.collect::<Option<Vec<Value>>>().map(Value::Array);
        }
        let mut object = Map::new();
        if self.equals == self.separator {
            for pair in parts.chunks(2) {
                object.insert(plain(pair.first()?)?, plain(pair.get(1)?)?.into());
            }
        } else {
            for part in parts {
                let (name, value) = part.split_once(self.equals)?;
                object.insert(plain(name)?, plain(value)?.into());
            }
        }
        Some(Value::Object(object))
    }

    fn text(&self, random: &mut fastrand::Rng) -> String {
        const ALPHABET: &[char] = &[
            'a', 'Z', '0', '-', '_', '~', '.', ' ', '!', '#', '$', '%', '&', '\'', '(', ')', '*',
            '+', ',', '/', ':', ';', '=', '?', '@', '[', ']', '"', '\\', '<', '>', '^', '`', '{',
            '|', '}', 'é', '語',
        ];
        let length = random.usize(1..8);
        let letters = std::iter::repeat_with(|| *random.choice(ALPHABET).unwrap());
        let text: String = letters
            .filter(|c| !self.never.contains(*c) && (self.encoded || c.is_ascii()))
            .take(length)
            .collect();
        // No spaces around the text, which a header loses, and no segment `..`.
        format!("x{text}x")
    }
}

#[tokio::test]
async fn values_come_back_from_every_style() {
    let mut random = fastrand::Rng::with_seed(9);
    for (format, is_object) in formats() {
        for _ in 0..50 {
            let length = random.usize(1..4);
            let value: Value = if is_object {
                let members = (0..length).map(|index| {
                    let name = format!("k{index}{}", format.text(&mut random).replace('=', ""));
                    (name, Value::String(format.text(&mut random)))
                });
                Value::Object(members.collect())
            } else {
                (0..length).map(|_| format.text(&mut random)).collect()
            };
            let path = if format.parameter.is_in_path() {
                "/{color}"
            } else {
                "/"
            };
            let (path, query, header) = sent(path, format.parameter, value.clone()).await;
            let text = match (header, format.parameter.is_in_path()) {
                (Some(header), _) => header,
                (None, true) => path.strip_prefix("/v1/").unwrap().to_owned(),
                (None, false) => query,
            };
            let decoded = format.decode(&text, is_object);
            assert_eq!(
                decoded.as_ref(),
                Some(&value),
                "{:?}: {text}",
                format.parameter
            );
        }
    }
}

/// Reads `q[a][b][]=1` as the parsers of Rails, PHP and qs do.
fn read_brackets(query: &str) -> Value {
    let mut root = json!({});
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let decoded = |text: &str| percent_decode_str(text).decode_utf8().unwrap().into_owned();
        let (name, value) = pair.split_once('=').unwrap();
        // Brackets of the notation are encoded once, brackets in names twice.
        let keys = name.split("%5B");
        let keys = keys.map(|key| decoded(key.strip_suffix("%5D").unwrap_or(key)));
        put(&mut root, keys, decoded(value).into());
    }
    root.get("q").cloned().unwrap_or_default()
}

#[tokio::test]
async fn nested_values_come_back_from_brackets() {
    fn object(random: &mut fastrand::Rng, depth: u32, objects_in_arrays: bool) -> Value {
        let length = random.usize(1..4);
        let members = (0..length).map(|index| {
            let name = format!("k{index}{}", random.choice(["", " é", "&=", "."]).unwrap());
            let value = match random.u8(0..3) {
                0 if depth > 0 => object(random, depth - 1, objects_in_arrays),
                1 => {
                    let length = random.usize(1..4);
                    let item = |_| match objects_in_arrays && depth > 0 && random.bool() {
                        true => object(random, depth - 1, objects_in_arrays),
                        false => format!("a,b&{}", random.u8(..)).into(),
                    };
                    Value::Array((0..length).map(item).collect())
                }
                _ => format!("+ {}", random.u8(..)).into(),
            };
            (name, value)
        });
        Value::Object(members.collect())
    }
    let mut random = fastrand::Rng::with_seed(10);
    // Without indices, the members of two objects in a list cannot be told apart.
    for (arrays, objects_in_arrays) in
        [(ArrayFormat::Indices, true), (ArrayFormat::Brackets, false)]
    {
        let parameter = Parameter::query("q").query_style(QueryStyle::DeepObject(arrays));
        for _ in 0..100 {
            let value = object(&mut random, 2, objects_in_arrays);
            let query = sent("/", parameter, value.clone()).await.1;
            assert_eq!(read_brackets(&query), value, "{query}");
        }
    }
}
