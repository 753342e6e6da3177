//! Where in the body of an error is its message? Servers agree on a few places.

use serde_json::Value;

/// The members that hold a message, the more telling ones first.
const MEMBERS: &[&str] = &[
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

/// How deep a message is looked for: `{"errors": [{"error": {"message": …}}]}`.
const DEPTH: usize = 4;

/// The message in a body, if it is JSON and has one.
pub fn find(body: &[u8]) -> Option<String> {
    let body: Value = serde_json::from_slice(body).ok()?;
    in_value(&body, DEPTH).filter(|message| !message.trim().is_empty())
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
        Value::Object(members) => MEMBERS
            .iter()
            .filter_map(|name| members.get(*name))
            .find_map(|member| in_value(member, depth)),
        _ => None,
    }
}
