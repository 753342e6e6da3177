//! How much of a value is kept by what is written for it.

use serde_json::Value;

/// How many properties and items of the value are not in what was kept of it.
pub(super) fn lost(value: &Value, kept: &Value) -> usize {
    match (value, kept) {
        (Value::Object(before), Value::Object(after)) => before
            .iter()
            .map(|(name, value)| match after.get(name) {
                Some(kept) => lost(value, kept),
                None => 1,
            })
            .sum(),
        (Value::Array(before), Value::Array(after)) => {
            let missing = before.len().saturating_sub(after.len());
            let inside = before
                .iter()
                .zip(after)
                .map(|(value, kept)| lost(value, kept));
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
        assert_eq!(lost(&value, &value), 0);
        assert_eq!(lost(&value, &json!({"a": [{"b": 1}, {}], "e": {}})), 3);
        assert_eq!(lost(&value, &json!({"a": [{"b": 1, "c": null}]})), 2);
    }
}
