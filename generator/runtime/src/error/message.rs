//! Finds the message in the body of an error response, by the names that servers commonly use.

use serde_json::Value;

/// The properties that contain a message, the more specific ones first.
const PROPERTIES: &[&str] = &[
    "message",
    "error_description",
    "detail",
    "description",
    "error_message",
    "errorMessage",
    "msg",
    "reason",
    "title",
    "error",
    "errors",
    "fault",
];

/// The maximum depth of a message: `{"errors": [{"error": {"message": …}}]}`.
const MAX_DEPTH: usize = 4;

/// Returns the message in a JSON body, if any.
pub fn find(body: &[u8]) -> Option<String> {
    let body: Value = serde_json::from_slice(body).ok()?;
    in_value(&body, MAX_DEPTH).filter(|message| !message.trim().is_empty())
}

fn in_value(value: &Value, depth: usize) -> Option<String> {
    let depth = depth.checked_sub(1)?;
    match value {
        Value::String(message) => Some(message.clone()),
        Value::Array(items) => {
            let messages: Vec<String> = items
                .iter()
                .take(5)
                .filter_map(|item| in_value(item, depth))
                .collect();
            (!messages.is_empty()).then(|| messages.join("; "))
        }
        Value::Object(properties) => PROPERTIES
            .iter()
            .filter_map(|name| properties.get(*name))
            .find_map(|property| in_value(property, depth)),
        _ => None,
    }
}
