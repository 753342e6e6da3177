//! JSON: a value that is decoded from its text is the one that is decoded from its tree, with the error at the same
//! place; and a member that is set in a serialized object is set.

use crate::choices::Choices;
use crate::runtime::decode::payload;
use crate::runtime::wire::{Decode, from_value};
use crate::runtime::{Base64, Decimal, Operation};
use crate::sdk::{operation, sent};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Debug;

static POST: Operation = operation("POST", "/");

pub fn run(bytes: &[u8]) {
    if let Some((0, rest)) = bytes.split_first().map(|(first, rest)| (first % 4, rest)) {
        member(&mut Choices::new(rest));
        return;
    }
    let tree = serde_json::from_slice::<Value>(bytes).ok();
    compare::<bool>(bytes, tree.as_ref());
    compare::<i32>(bytes, tree.as_ref());
    compare::<u32>(bytes, tree.as_ref());
    compare::<i64>(bytes, tree.as_ref());
    compare::<u64>(bytes, tree.as_ref());
    compare::<f64>(bytes, tree.as_ref());
    compare::<String>(bytes, tree.as_ref());
    compare::<Box<str>>(bytes, tree.as_ref());
    compare::<Base64>(bytes, tree.as_ref());
    compare::<Decimal>(bytes, tree.as_ref());
    compare::<()>(bytes, tree.as_ref());
    compare::<Value>(bytes, tree.as_ref());
    compare::<Option<i64>>(bytes, tree.as_ref());
    compare::<Option<String>>(bytes, tree.as_ref());
    compare::<Vec<i64>>(bytes, tree.as_ref());
    compare::<Vec<Option<bool>>>(bytes, tree.as_ref());
    compare::<BTreeMap<String, u32>>(bytes, tree.as_ref());
    compare::<BTreeMap<String, Vec<BTreeMap<String, Option<bool>>>>>(bytes, tree.as_ref());
}

/// Decodes the text, and the tree that serde_json reads from it.
fn compare<T>(text: &[u8], tree: Option<&Value>)
where
    T: for<'de> Decode<'de> + PartialEq + Debug,
{
    let decoded = payload::<T>(text);
    let Some(tree) = tree else {
        assert!(
            decoded.is_err(),
            "decoded from what is not JSON: {decoded:?}",
            decoded = decoded.ok()
        );
        return;
    };
    match (decoded, from_value::<T>(tree)) {
        (Ok(text), Ok(tree)) => assert_eq!(text, tree),
        (Err(_), Err(_)) => {}
        (text, from_tree) => {
            let text = text.map_err(|error| error.message);
            panic!("{text:?} from the text, but {from_tree:?} from {tree}");
        }
    }
}

/// Sets a member of an object, whatever its whitespace.
fn member(choices: &mut Choices<'_>) {
    let members = choices.members(3);
    let name = match choices.flag() {
        true => choices.text(6),
        false => members.keys().next().cloned().unwrap_or_default(),
    };
    let (value, is_added) = (choices.json(1), choices.flag());
    let object = Value::Object(members.clone());
    let text = match choices.flag() {
        true => object.to_string(),
        false => format!(" {object:#}\n"),
    };
    let request = sent(&POST, |call| {
        call.body_as("application/json", text.clone().into());
        call.body_member(&name, &value.to_string(), is_added);
    });
    let body = request.unwrap().into_body();
    let mut expected = members;
    if is_added || expected.contains_key(&name) {
        expected.insert(name, value);
    }
    let found: Value = serde_json::from_slice(body.as_bytes().unwrap()).unwrap();
    assert_eq!(found, Value::Object(expected), "{text}");
}
