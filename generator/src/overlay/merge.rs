//! Merging an update into a node, and removing a node: Overlay Specification 1.1, section 4.4.3.

use crate::pointer;
use serde_json::Value;

/// Merges an update into a node: objects by key and recursively; an array is concatenated with an array, and any other
/// value is appended to it; other nodes are replaced.
pub(super) fn update(node: &mut Value, update: &Value) {
    match (node, update) {
        (Value::Array(items), Value::Array(more)) => items.extend(more.iter().cloned()),
        (Value::Array(items), item) => items.push(item.clone()),
        (node, update) => merge(node, update),
    }
}

/// Merges nested values. In contrast to the root, an array is replaced by a value of another type.
fn merge(node: &mut Value, update: &Value) {
    match (node, update) {
        (Value::Object(properties), Value::Object(changes)) => {
            for (key, change) in changes {
                match properties.get_mut(key) {
                    Some(property) => merge(property, change),
                    None => {
                        properties.insert(key.clone(), change.clone());
                    }
                }
            }
        }
        (Value::Array(items), Value::Array(more)) => items.extend(more.iter().cloned()),
        (node, update) => *node = update.clone(),
    }
}

/// Removes the node at a JSON pointer. Returns `false` if it does not exist or is the root.
pub(super) fn remove(tree: &mut Value, pointer: &str) -> bool {
    let Some((parent, key)) = pointer.rsplit_once('/') else {
        return false;
    };
    match tree.pointer_mut(parent) {
        Some(Value::Object(properties)) => {
            let key = pointer::unescaped(key);
            properties.shift_remove(&*key).is_some()
        }
        Some(Value::Array(items)) => match key.parse::<usize>() {
            Ok(index) if index < items.len() => {
                items.remove(index);
                true
            }
            _ => false,
        },
        _ => false,
    }
}
