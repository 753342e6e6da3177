//! XML: what is read is written and read again, and what is written is well-formed and has the values.

use crate::choices::Choices;
use crate::runtime::xml::{Element, Member, Name, Node, Shape, Text, read, write};
use serde_json::{Map, Value, json};

const STRING: Shape = Shape::Text(Text::String);
const NUMBER: Shape = Shape::Text(Text::Number);
const BOOLEAN: Shape = Shape::Text(Text::Boolean);

static PET: Shape = Shape::Members(&[
    Member::new("id", Node::Attribute(Name::new("id"), Text::String)),
    Member::new("name", element("petName", &STRING)),
    Member::new("weight", element("weight", &NUMBER)),
    Member::new("alive", element("alive", &BOOLEAN)),
    Member::new("photos", list(Some("photos"), "url", &STRING)).or_empty(),
    Member::new("tags", list(None, "tag", &TAG)),
    Member::new("mother", element("mother", &PET)),
    Member::new("notes", element("notes", &Shape::Map(&STRING))),
]);
static TAG: Shape = Shape::Members(&[
    Member::new(
        "lang",
        Node::Attribute(Name::new("lang").within("x", "urn:x"), Text::String),
    ),
    Member::new("text", Node::Text(Text::String)),
]);
const ROOT: Element = Element {
    name: Name::new("Pet").within("p", "urn:p"),
    shape: &PET,
};
const ANY: Element = Element {
    name: Name::new("any"),
    shape: &Shape::Any,
};

const fn element(name: &'static str, shape: &'static Shape) -> Node {
    Node::Element(Element {
        name: Name::new(name),
        shape,
    })
}

const fn list(wrapper: Option<&'static str>, item: &'static str, shape: &'static Shape) -> Node {
    let wrapper = match wrapper {
        Some(name) => Some(Name::new(name)),
        None => None,
    };
    Node::List {
        wrapper,
        item: Element {
            name: Name::new(item),
            shape,
        },
    }
}

pub fn run(bytes: &[u8]) {
    let mut choices = Choices::new(bytes);
    if choices.once_in(2) {
        let value = pet(&mut choices, 2);
        match write(&value, &ROOT) {
            Ok(text) => {
                assert!(text.chars().all(is_character), "{text:?}");
                assert_eq!(
                    read(text.as_bytes(), &ROOT).as_ref(),
                    Ok(&value),
                    "{text:?}"
                );
            }
            Err(error) => assert!(!is_writable(&value), "{error}: {value}"),
        }
        return;
    }
    let text = choices.rest();
    for root in [&ROOT, &ANY] {
        let Ok(value) = read(text, root) else {
            continue;
        };
        let Ok(written) = write(&value, root) else {
            continue;
        };
        assert_eq!(read(written.as_bytes(), root), Ok(value), "{written:?}");
    }
}

/// Returns `true` for a character that XML can contain (XML 1.0, section 2.2).
const fn is_character(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

/// Returns `true` if XML can contain all text of a value.
fn is_writable(value: &Value) -> bool {
    match value {
        Value::String(text) => text.chars().all(is_character),
        Value::Array(items) => items.iter().all(is_writable),
        Value::Object(members) => members.values().all(is_writable),
        _ => true,
    }
}

/// Returns a value of the schema.
fn pet(choices: &mut Choices<'_>, depth: usize) -> Value {
    let mut pet = json!({"photos": texts(choices)});
    let mut add = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            pet[name] = value;
        }
    };
    add("id", choices.flag().then(|| choices.text(6).into()));
    add("name", choices.flag().then(|| choices.text(10).into()));
    add("weight", choices.flag().then(|| choices.number().into()));
    add("alive", choices.flag().then(|| choices.flag().into()));
    let tag = |choices: &mut Choices<'_>| json!({"lang": choices.text(4), "text": choices.text(6)});
    add(
        "tags",
        choices
            .flag()
            .then(|| (0..choices.within(1..=3)).map(|_| tag(choices)).collect()),
    );
    let notes = |choices: &mut Choices<'_>| -> Map<String, Value> {
        let letters: Vec<char> = "abcé_-.0".chars().collect();
        (0..choices.below(3))
            .map(|_| {
                (
                    format!("k{}", choices.text_of(&letters, 4)),
                    choices.text(6).into(),
                )
            })
            .collect()
    };
    add(
        "notes",
        choices.flag().then(|| Value::Object(notes(choices))),
    );
    if depth > 0 {
        add(
            "mother",
            choices.flag().then(|| self::pet(choices, depth - 1)),
        );
    }
    pet
}

fn texts(choices: &mut Choices<'_>) -> Value {
    (0..choices.below(3)).map(|_| choices.text(6)).collect()
}
