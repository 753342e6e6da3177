//! Compares JSON before and after a round trip.
//!
//! Differences that the generator documents are ignored: the spelling of numbers, dates, times and durations, and the
//! order of a set.

use serde_json::Value;
use std::str::FromStr;

/// Returns the first difference with its path. `with_sets` is set if the document uses `uniqueItems`.
pub fn difference(before: &Value, after: &Value, with_sets: bool) -> Option<String> {
    difference_at(before, after, with_sets, &mut String::new())
}

fn difference_at(
    before: &Value,
    after: &Value,
    with_sets: bool,
    path: &mut String,
) -> Option<String> {
    match (before, after) {
        (Value::Object(left), Value::Object(right)) => {
            for (key, value) in left {
                let length = path.len();
                path.push('.');
                path.push_str(key);
                let Some(other) = right.get(key) else {
                    return Some(format!("{path} was lost"));
                };
                if let Some(difference) = difference_at(value, other, with_sets, path) {
                    return Some(difference);
                }
                path.truncate(length);
            }
            let added = right.keys().find(|key| !left.contains_key(*key))?;
            Some(format!("{path}.{added} was added"))
        }
        (Value::Array(left), Value::Array(right)) => {
            if left.len() != right.len() {
                return Some(format!(
                    "{path}: {} items became {}",
                    left.len(),
                    right.len()
                ));
            }
            if with_sets && is_set(left) && are_same_set(left, right) {
                return None;
            }
            for (index, (value, other)) in left.iter().zip(right).enumerate() {
                let length = path.len();
                path.push_str(&format!("[{index}]"));
                if let Some(difference) = difference_at(value, other, with_sets, path) {
                    return Some(difference);
                }
                path.truncate(length);
            }
            None
        }
        _ if same(before, after) => None,
        _ => Some(format!("{path}: {} became {}", short(before), short(after))),
    }
}

fn is_set(items: &[Value]) -> bool {
    items
        .iter()
        .enumerate()
        .all(|(index, item)| !items.iter().skip(index + 1).any(|other| same(item, other)))
}

fn are_same_set(left: &[Value], right: &[Value]) -> bool {
    left.iter().all(|item| {
        right
            .iter()
            .any(|other| difference_at(item, other, true, &mut String::new()).is_none())
    })
}

fn same(before: &Value, after: &Value) -> bool {
    match (before, after) {
        (Value::Number(left), Value::Number(right)) => {
            left == right
                || left
                    .as_f64()
                    .zip(right.as_f64())
                    .is_some_and(|(left, right)| left == right)
        }
        (Value::String(left), Value::String(right)) => same_text(left, right),
        _ => before == after,
    }
}

/// Returns `true` if two texts are equal, or are the same date, time or duration.
pub fn same_text(left: &str, right: &str) -> bool {
    left == right
        || same_as::<jiff::Timestamp>(left, right)
        || same_as::<jiff::civil::Date>(left, right)
        || same_as::<jiff::civil::Time>(left, right)
        || same_span(left, right)
}

fn same_as<T: FromStr + PartialEq>(left: &str, right: &str) -> bool {
    matches!((left.parse::<T>(), right.parse::<T>()), (Ok(left), Ok(right)) if left == right)
}

fn same_span(left: &str, right: &str) -> bool {
    let span = |text: &str| text.parse::<jiff::Span>().ok().map(jiff::Span::fieldwise);
    matches!((span(left), span(right)), (Some(left), Some(right)) if left == right)
}

fn short(value: &Value) -> String {
    let text = value.to_string();
    if text.chars().count() > 80 {
        let beginning: String = text.chars().take(80).collect();
        format!("{beginning}…")
    } else {
        text
    }
}
