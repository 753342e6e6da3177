//! Bodies that are `application/x-www-form-urlencoded`: a decoder that shares no code with the runtime reads the values
//! that were sent.

use super::parameters::nested_object;
use crate::choices::Choices;
use crate::independent::{brackets, pairs};
use crate::runtime::{ArrayFormat, Operation, Parameter, QueryStyle};
use crate::sdk::{operation, sent};
use serde_json::{Map, Value};

static FORM: Operation = operation("POST", "/forms");

static FIELDS: [Parameter; 2] = [
    Parameter::query("list").explode(false),
    Parameter::query("deep").query_style(QueryStyle::DeepObject(ArrayFormat::Indices)),
];

pub fn run(bytes: &[u8]) {
    let mut choices = Choices::new(bytes);
    match choices.below(3) {
        0 => described(&mut choices),
        _ => plain(&mut choices),
    }
}

/// Returns the text of a form.
fn written(fields: &'static [Parameter], value: &Value) -> String {
    let request = sent(&FORM, |call| {
        call.form("application/x-www-form-urlencoded", fields, value)
    });
    String::from_utf8(request.unwrap().body().as_bytes().unwrap().to_vec()).unwrap()
}

/// Properties without an encoding of their own.
fn plain(choices: &mut Choices<'_>) {
    let members = choices.members(2);
    let form = written(&[], &Value::Object(members.clone()));
    let mut expected = Vec::new();
    for (name, value) in &members {
        match value {
            Value::Array(items) => expected.extend(items.iter().map(|item| (name.clone(), item))),
            value => expected.push((name.clone(), value)),
        }
    }
    let found = pairs(&form);
    assert_eq!(found.len(), expected.len(), "{form}");
    for ((name, text), (expected_name, value)) in found.into_iter().zip(expected) {
        assert_eq!(name, expected_name, "{form}");
        match value {
            Value::Null => assert_eq!(text, "", "{form}"),
            Value::String(value) => assert_eq!(&text, value, "{form}"),
            Value::Number(number) => {
                assert_eq!(text.parse(), Ok(number.as_f64().unwrap()), "{form}")
            }
            value => assert_eq!(
                &serde_json::from_str::<Value>(&text).unwrap(),
                value,
                "{form}"
            ),
        }
    }
}

/// An array with commas, and an object in brackets.
fn described(choices: &mut Choices<'_>) {
    let list: Value = (0..choices.within(1..=3))
        .map(|_| format!("x{}", choices.text(6)))
        .collect();
    let deep = nested_object(choices, 2, true);
    let members = [
        ("list".to_owned(), list.clone()),
        ("deep".to_owned(), deep.clone()),
    ];
    let form = written(&FIELDS, &Value::Object(Map::from_iter(members)));
    let (first, rest) = form.split_once('&').unwrap();
    let items = first.strip_prefix("list=").unwrap().split(',');
    let items: Value = items
        .map(|item| crate::independent::percent_decoded(item).unwrap())
        .collect();
    assert_eq!(items, list, "{form}");
    assert_eq!(brackets(rest).get("deep"), Some(&deep), "{form}");
}
