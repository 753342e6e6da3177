//! How much of a value is lost by decoding and encoding it.

use serde_json::Value;

/// Counts the properties and items of the value that are missing after encoding.
pub(super) fn loss(value: &Value, encoded: &Value) -> usize {
    match (value, encoded) {
        (Value::Object(before), Value::Object(after)) => before
            .iter()
            .map(|(name, value)| match after.get(name) {
                Some(encoded) => loss(value, encoded),
                None => 1,
            })
            .sum(),
        (Value::Array(before), Value::Array(after)) => {
            let missing = before.len().saturating_sub(after.len());
            let inside = before
                .iter()
                .zip(after)
                .map(|(value, encoded)| loss(value, encoded));
            missing.saturating_add(inside.sum())
        }
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn counts_what_is_missing_at_any_depth() {
        let value = json!({"a": [{"b": 1, "c": null}, {"d": 2}], "e": {"f": 3}});
        assert_eq!(loss(&value, &value), 0);
        assert_eq!(loss(&value, &json!({"a": [{"b": 1}, {}], "e": {}})), 3);
        assert_eq!(loss(&value, &json!({"a": [{"b": 1, "c": null}]})), 2);
    }
}
