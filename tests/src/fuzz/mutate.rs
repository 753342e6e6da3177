//! What does a seed make of these documents?
//!
//! In: a seed and the documents. Out: the text of one that was changed in a few places, the same for the same seed.
//! Most changes are to the tree, since a text that does not parse shows little; some are to the text.

use fastrand::Rng;
use sdkwright::diagnostics::{Diagnostics, Sources};
use serde_json::{Map, Value, json};

/// A document that cases are made of.
#[derive(Clone, Debug)]
pub struct Seedling {
    /// What it is called in reports.
    pub name: String,
    /// Its text.
    pub text: Vec<u8>,
    /// What the text says, where it can be read.
    pub tree: Value,
}

impl Seedling {
    /// Reads the text as the generator does; nothing where it cannot.
    pub fn read(name: &str, text: Vec<u8>) -> Option<Self> {
        let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
        let readable = String::from_utf8(text.clone()).ok()?;
        let document =
            sdkwright::load::document_from_text(name, readable, &mut sources, &mut diagnostics)?;
        Some(Self {
            name: name.to_owned(),
            text,
            tree: document.tree,
        })
    }
}

/// A document to try.
#[derive(Clone, Debug)]
pub struct Case {
    /// The document that it was made of.
    pub origin: String,
    /// Its text, JSON or YAML.
    pub text: Vec<u8>,
}

/// The case of this seed.
pub fn case(seed: u64, documents: &[Seedling]) -> Option<Case> {
    let mut random = Rng::with_seed(seed);
    let document = pick(&mut random, documents)?;
    let donor = pick(&mut random, documents)?;
    let text = if random.u8(..8) == 0 {
        changed_text(&mut random, &document.text)
    } else {
        let mut tree = document.tree.clone();
        for _ in 0..random.usize(1..=8) {
            change(&mut random, &mut tree, &donor.tree);
        }
        tree.to_string().into_bytes()
    };
    Some(Case {
        origin: document.name.clone(),
        text,
    })
}

fn pick<'a, T>(random: &mut Rng, items: &'a [T]) -> Option<&'a T> {
    if items.is_empty() {
        return None;
    }
    items.get(random.usize(..items.len()))
}

/// Makes one change to the tree.
fn change(random: &mut Rng, tree: &mut Value, donor: &Value) {
    let places = places(tree);
    let Some(place) = pick(random, &places).cloned() else {
        return;
    };
    match random.u8(..12) {
        0 => delete(tree, &place),
        1 => duplicate(random, tree, &place),
        2 => swap(random, tree, &place, &places),
        3 => rename(random, tree, &place, &places),
        4 | 5 => redirect(random, tree, &place, &places),
        6 | 7 => insert(random, tree, &place, &places),
        8 => splice(random, tree, &place, donor),
        9 => wrap(random, tree, &place),
        10 => set(tree, &place, |value| retyped(&value)),
        _ => {
            let odd = odd_value(random);
            set(tree, &place, |_| odd);
        }
    }
}

/// The pointers of all values but the root, outermost first.
pub fn places(tree: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let mut ahead = vec![(String::new(), tree)];
    while let Some((pointer, value)) = ahead.pop() {
        match value {
            Value::Object(map) => ahead.extend(
                map.iter()
                    .map(|(key, value)| (format!("{pointer}/{}", escaped(key)), value)),
            ),
            Value::Array(items) => ahead.extend(
                items
                    .iter()
                    .enumerate()
                    .map(|(index, value)| (format!("{pointer}/{index}"), value)),
            ),
            _ => {}
        }
        if !pointer.is_empty() {
            found.push(pointer);
        }
    }
    found
}

fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

/// The pointer of the value around it, and the key in there.
fn split(place: &str) -> (&str, String) {
    let (parent, key) = place.rsplit_once('/').unwrap_or_default();
    (parent, key.replace("~1", "/").replace("~0", "~"))
}

fn set(tree: &mut Value, place: &str, change: impl FnOnce(Value) -> Value) {
    if let Some(value) = tree.pointer_mut(place) {
        *value = change(value.take());
    }
}

/// Takes the value at this place out of the tree.
pub fn delete(tree: &mut Value, place: &str) {
    let (parent, key) = split(place);
    match tree.pointer_mut(parent) {
        Some(Value::Object(map)) => drop(map.shift_remove(&key)),
        Some(Value::Array(items)) => {
            if let Some(index) = key.parse().ok().filter(|index| *index < items.len()) {
                items.remove(index);
            }
        }
        _ => {}
    }
}

fn duplicate(random: &mut Rng, tree: &mut Value, place: &str) {
    let (parent, key) = split(place);
    let Some(value) = tree.pointer(place).cloned() else {
        return;
    };
    match tree.pointer_mut(parent) {
        Some(Value::Object(map)) => {
            let name = neighbour(random, &key);
            map.insert(name, value);
        }
        Some(Value::Array(items)) => items.push(value),
        _ => {}
    }
}

/// A name that is close to another, in Rust often the same.
fn neighbour(random: &mut Rng, key: &str) -> String {
    match random.u8(..7) {
        0 => key.to_uppercase(),
        1 => key.to_lowercase(),
        2 => format!("{key}_"),
        3 => format!("_{key}"),
        4 => format!("{key}2"),
        5 => key.replace(['_', '-'], " "),
        _ => format!("{key}-{}", odd_name(random)),
    }
}

fn swap(random: &mut Rng, tree: &mut Value, place: &str, places: &[String]) {
    let Some(other) = pick(random, places) else {
        return;
    };
    let (one, two) = (tree.pointer(place).cloned(), tree.pointer(other).cloned());
    if let (Some(one), Some(two)) = (one, two) {
        set(tree, place, |_| two);
        set(tree, other, |_| one);
    }
}

/// Gives a key another name, in its place.
fn rename(random: &mut Rng, tree: &mut Value, place: &str, places: &[String]) {
    let (parent, key) = split(place);
    let name = match random.u8(..3) {
        0 => odd_name(random),
        1 => keyword(random),
        _ => pick(random, places)
            .map(|other| split(other).1)
            .unwrap_or_default(),
    };
    if let Some(Value::Object(map)) = tree.pointer_mut(parent) {
        let renamed: Map<String, Value> = std::mem::take(map)
            .into_iter()
            .map(|(old, value)| {
                if old == key {
                    (name.clone(), value)
                } else {
                    (old, value)
                }
            })
            .collect();
        *map = renamed;
    }
}

/// Turns a value, or a reference nearby, into a reference to somewhere else.
fn redirect(random: &mut Rng, tree: &mut Value, place: &str, places: &[String]) {
    let target = match random.u8(..6) {
        // What it stands in.
        0 | 1 => {
            let ancestors: Vec<&str> = place
                .match_indices('/')
                .map(|(at, _)| place.get(..at).unwrap_or_default())
                .collect();
            pick(random, &ancestors).map(|target| format!("#{target}"))
        }
        2 => Some(format!("#{place}")),
        3 => Some(odd_name(random)),
        _ => pick(random, places).map(|target| format!("#{target}")),
    };
    let target = json!(target.unwrap_or_else(|| "#".to_owned()));
    let references: Vec<&String> = places
        .iter()
        .filter(|place| place.ends_with("/$ref"))
        .collect();
    match pick(random, &references) {
        Some(reference) if random.bool() => {
            let reference = (*reference).clone();
            set(tree, &reference, |_| target);
        }
        _ => set(tree, place, |_| json!({ "$ref": target })),
    }
}

/// Puts a keyword into an object, or an item into a list.
fn insert(random: &mut Rng, tree: &mut Value, place: &str, places: &[String]) {
    let value = match random.u8(..3) {
        0 => odd_value(random),
        1 => {
            json!([{"type": "string"}, odd_value(random), {"type": "object", "properties": {"a": odd_value(random)}}])
        }
        _ => pick(random, places)
            .and_then(|other| tree.pointer(other))
            .cloned()
            .unwrap_or_default(),
    };
    let keyword = keyword(random);
    match tree.pointer_mut(place) {
        Some(Value::Object(map)) => drop(map.insert(keyword, value)),
        Some(Value::Array(items)) => items.insert(random.usize(..=items.len()), value),
        Some(other) => *other = json!({ keyword: value }),
        None => {}
    }
}

fn splice(random: &mut Rng, tree: &mut Value, place: &str, donor: &Value) {
    let places = places(donor);
    let value = pick(random, &places).and_then(|from| donor.pointer(from));
    if let Some(value) = value.cloned() {
        set(tree, place, |_| value);
    }
}

/// Puts a value into one or many others, as if it were a schema.
fn wrap(random: &mut Rng, tree: &mut Value, place: &str) {
    let depth = if random.u8(..4) == 0 {
        random.usize(1..60)
    } else {
        1
    };
    for _ in 0..depth {
        let kind = random.u8(..8);
        set(tree, place, |value| match kind {
            0 => json!({ "allOf": [value] }),
            1 => {
                json!({ "allOf": [value.clone(), { "type": "object", "properties": { "added": value } }] })
            }
            2 => json!({ "oneOf": [value, { "type": "null" }] }),
            3 => json!({ "anyOf": [value, { "type": "integer" }, {}] }),
            4 => json!({ "type": "array", "items": value }),
            5 => json!({ "type": "object", "additionalProperties": value }),
            6 => {
                json!({ "type": "object", "required": ["inner"], "properties": { "inner": value } })
            }
            _ => json!([value]),
        });
        // What doubles must not do so sixty times.
        if kind == 1 {
            break;
        }
    }
}

/// The same, as far as that goes, as another kind of JSON value.
fn retyped(value: &Value) -> Value {
    match value {
        Value::Null => json!({}),
        Value::Bool(value) => json!(value.to_string()),
        Value::Number(value) => json!(value.to_string()),
        Value::String(text) => match text.parse::<f64>() {
            Ok(number) => json!(number),
            Err(_) => json!([text]),
        },
        Value::Array(items) => items
            .iter()
            .enumerate()
            .map(|(index, item)| (index.to_string(), item.clone()))
            .collect::<Map<_, _>>()
            .into(),
        Value::Object(map) => map.values().cloned().collect(),
    }
}

fn odd_value(random: &mut Rng) -> Value {
    match random.u8(..14) {
        0 => Value::Null,
        1 => json!(random.bool()),
        2 => json!(-1),
        3 => json!(u64::MAX),
        4 => json!(i64::MIN),
        5 => json!(1e308),
        6 => json!(0.1),
        7 => json!([]),
        8 => json!({}),
        9 => json!([odd_name(random), odd_name(random), null_or_number(random)]),
        10 => json!({ odd_name(random): odd_name(random) }),
        11 => {
            json!({ "type": keyword(random), "enum": [odd_name(random), odd_name(random), 1, null_or_number(random)] })
        }
        12 => {
            json!({ "type": "object", "properties": { odd_name(random): {}, odd_name(random): { "type": "string" } } })
        }
        _ => json!(odd_name(random)),
    }
}

fn null_or_number(random: &mut Rng) -> Value {
    if random.bool() {
        Value::Null
    } else {
        json!(random.i64(..))
    }
}

/// A name that means something, or nothing, or too much.
fn odd_name(random: &mut Rng) -> String {
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
    match random.u8(..12) {
        0 => "x".repeat(random.usize(1..600)),
        1 => format!(
            "{}{}",
            NAMES.get(random.usize(..NAMES.len())).unwrap_or(&""),
            random.u16(..)
        ),
        2 => random.char(..).to_string(),
        _ => NAMES
            .get(random.usize(..NAMES.len()))
            .map(|name| (*name).to_owned())
            .unwrap_or_default(),
    }
}

/// A word that means something in a document.
fn keyword(random: &mut Rng) -> String {
    const WORDS: &str = "$ref $id $anchor $defs $dynamicRef $dynamicAnchor $schema allOf anyOf oneOf not if then else items prefixItems \
        properties patternProperties additionalProperties unevaluatedProperties propertyNames required enum const type format nullable \
        default example examples title description minimum maximum exclusiveMinimum multipleOf pattern minLength maxLength minItems \
        uniqueItems minProperties dependentRequired dependentSchemas contains discriminator propertyName mapping readOnly writeOnly xml \
        deprecated externalDocs openapi swagger info version servers variables url paths components schemas parameters responses \
        requestBodies headers securitySchemes security tags name in schema content style explode allowReserved collectionFormat consumes \
        produces definitions host basePath schemes flows scopes operationId get post put patch delete query additionalOperations summary \
        requestBody callbacks links webhooks encoding contentType contentEncoding contentMediaType x-enum-varnames x-nullable \
        x-sdkwright-name x-sdkwright-type x-sdkwright-files x-extensible-enum itemSchema \
        string integer number boolean array object null file path header cookie formData";
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    pick(random, &words)
        .map(|word| (*word).to_owned())
        .unwrap_or_default()
}

/// Changes the text itself in some places.
fn changed_text(random: &mut Rng, text: &[u8]) -> Vec<u8> {
    let mut text = text.to_vec();
    for _ in 0..random.usize(1..=6) {
        if text.is_empty() {
            break;
        }
        let from = random.usize(..text.len());
        let to = (from + random.usize(1..40)).min(text.len());
        match random.u8(..7) {
            0 => drop(text.drain(from..to)),
            1 => {
                let piece = text.get(from..to).unwrap_or_default().to_vec();
                let at = random.usize(..=text.len());
                text.splice(at..at, piece);
            }
            2 => text.truncate(text.len() - text.len().min(random.usize(..200))),
            3 => {
                if let Some(byte) = text.get_mut(from) {
                    *byte ^= 1 << random.u8(..8);
                }
            }
            4 => {
                let name = odd_name(random);
                text.splice(from..from, name.into_bytes());
            }
            5 => {
                let marks: &[&[u8]] = &[
                    b"&a ",
                    b"*a",
                    b"<<: *a\n",
                    b"!!binary ",
                    b"|\n",
                    b"- ",
                    b": ",
                    b"{",
                    b"[",
                    b"\"",
                    b"\t",
                    b"\xff",
                    b"\xef\xbb\xbf",
                    b"---\n",
                    b"%YAML 1.2\n",
                ];
                let mark = pick(random, marks).copied().unwrap_or_default();
                text.splice(from..from, mark.iter().copied());
            }
            _ => {
                // Lines change places, and their depth with them.
                let line = |at: usize| {
                    text.get(..at)
                        .unwrap_or_default()
                        .iter()
                        .rposition(|byte| *byte == b'\n')
                        .map_or(0, |at| at + 1)
                };
                let (one, two) = (line(from), line(to));
                let moved: Vec<u8> = text.drain(one.min(two)..one.max(two)).collect();
                let at = random.usize(..=text.len());
                text.splice(at..at, moved);
            }
        }
    }
    text
}
