// Written by sdkwright from the API's document: edits are lost.

//! How many properties does a value have on the wire?

use serde_core::ser::Serialize;

/// The answer, unless the value is no object.
pub fn count(value: &impl Serialize) -> Option<usize> {
    let value = serde_json::to_value(value).ok()?;
    value.as_object().map(serde_json::Map::len)
}
