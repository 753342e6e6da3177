//! Requests that the API sends: webhooks, and the requests of callbacks.

use super::{Docs, Receiver, Type};
use serde::Serialize;

/// Requests that one receiver gets, which become an enum: all webhooks of the document, or those of a callback.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ReceivedGroup {
    /// The callback; `None` for the webhooks of the document.
    pub callback: Option<Receiver>,
    /// The words of the enum's name.
    pub intended_name: String,
    /// The requests, in the order of the document.
    pub requests: Vec<ReceivedRequest>,
    /// Whether requests have headers and properties that distinguish them. One that has none is not recognised.
    pub is_recognised: bool,
}

/// A request that the API sends.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ReceivedRequest {
    /// Its name: the key of the webhook; the expression of the callback. The method precedes it if there are several.
    pub name: String,
    /// The words of its variant.
    pub intended_name: String,
    /// Its documentation.
    pub docs: Docs,
    /// Its body.
    pub body: ReceivedBody,
    /// The headers by which it is recognised, each with its values.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub headers: Vec<(String, Vec<String>)>,
    /// The JSON pointers of the properties by which it is recognised, each with its values.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub properties: Vec<(String, Vec<String>)>,
}

/// The body of a request that the API sends.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum ReceivedBody {
    /// No body.
    Empty,
    /// JSON.
    Json(Type),
    /// A body of another media type.
    Bytes,
}

impl ReceivedBody {
    /// Returns the type of its value, if it is JSON.
    pub fn ty(&self) -> Option<&Type> {
        match self {
            Self::Json(ty) => Some(ty),
            Self::Empty | Self::Bytes => None,
        }
    }

    /// Returns the type of its value, mutably.
    pub fn ty_mut(&mut self) -> Option<&mut Type> {
        match self {
            Self::Json(ty) => Some(ty),
            Self::Empty | Self::Bytes => None,
        }
    }
}
