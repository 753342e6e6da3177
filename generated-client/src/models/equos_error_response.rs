// Written by sdkwright from the API's document: edits are lost.

/// What the server says of a call that failed.
///
/// `EquosErrorResponse` in the API's document.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct EquosErrorResponse {
    /// The HTTP status code.
    pub status_code: i64,
    /// What went wrong, or each thing that did.
    pub message: EquosErrorResponseMessage,
    /// The reason phrase of the status.
    pub error: Option<String>,
}

impl EquosErrorResponse {
    /// Makes one from what is required.
    pub fn new(status_code: i64, message: impl Into<EquosErrorResponseMessage>) -> Self {
        Self {
            status_code,
            message: message.into(),
            error: None,
        }
    }
}

/// What went wrong, or each thing that did.
///
/// The message of [`EquosErrorResponse`](crate::models::EquosErrorResponse).
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum EquosErrorResponseMessage {
    /// Text.
    String(String),
    /// A list.
    StringList(Vec<String>),
    /// A branch that this version of the SDK does not know, as it was received.
    Unknown(serde_json::Value),
}

impl EquosErrorResponseMessage {
    /// The value, where it is [`Self::String`].
    pub fn as_string(&self) -> Option<&str> {
        match self {
            Self::String(value) => Some(value),
            _ => None,
        }
    }

    /// The value, where it is [`Self::StringList`].
    pub fn as_string_list(&self) -> Option<&Vec<String>> {
        match self {
            Self::StringList(value) => Some(value),
            _ => None,
        }
    }
}

impl From<String> for EquosErrorResponseMessage {
    fn from(value: String) -> Self {
        Self::String(value)
    }
}

impl From<&str> for EquosErrorResponseMessage {
    fn from(value: &str) -> Self {
        Self::String(value.to_owned())
    }
}

impl From<Vec<String>> for EquosErrorResponseMessage {
    fn from(value: Vec<String>) -> Self {
        Self::StringList(value)
    }
}
