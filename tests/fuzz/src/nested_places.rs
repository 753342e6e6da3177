//! Values by the steps that lead to them, as in `q[a][0]=1`. The tests of the runtime include this file too.

use serde_json::{Value, json};

/// Sets a value. A step that is empty or a number is one into an array, any other one is the name of a member.
pub fn put(root: &mut Value, steps: impl Iterator<Item = String>, value: Value) {
    let mut place = root;
    for step in steps {
        if place.is_null() {
            let is_array = step.is_empty() || step.parse::<usize>().is_ok();
            *place = if is_array { json!([]) } else { json!({}) };
        }
        place = match place {
            Value::Array(items) => {
                let index = step.parse().unwrap_or(items.len());
                if index >= items.len() {
                    items.push(Value::Null);
                }
                items.last_mut().unwrap()
            }
            Value::Object(members) => members.entry(step).or_insert(Value::Null),
            other => panic!("{other} has no members"),
        };
    }
    *place = value;
}
