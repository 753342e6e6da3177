//! Streams: responses that are read piece by piece.

use super::Type;
use serde::Serialize;
use serde_json::Value;

/// A successful response that is read item by item.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Stream {
    /// The media type.
    pub media_type: String,
    /// How the items are separated.
    pub framing: Framing,
    /// The items.
    pub items: StreamItems,
    /// The value of the request by which the stream is asked for, beside the media type.
    pub flag: Option<StreamFlag>,
    /// The data of the event that ends the stream, if it is not the default.
    pub end_marker: Option<String>,
}

/// How the items of a stream are separated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Framing {
    /// Server-sent events.
    Events,
    /// A JSON text per line.
    Lines,
    /// JSON text sequences (RFC 7464).
    Sequence,
}

/// The items of a stream.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum StreamItems {
    /// Events without a documented type, as they are received.
    Raw,
    /// Items of one type.
    One(StreamData),
    /// Events whose type depends on their name.
    Named(Vec<NamedEvent>),
}

/// An event with a documented name.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NamedEvent {
    /// Its name.
    pub name: String,
    /// Its description.
    pub description: Option<String>,
    /// Its data.
    pub data: StreamData,
}

/// The data of an item.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum StreamData {
    /// Text.
    Text,
    /// JSON of this type.
    Json(Type),
}

/// The value of a request by which a stream is asked for.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum StreamFlag {
    /// A property of the JSON object that is the body.
    Body {
        /// The name of the property.
        name: String,
        /// The value that asks for the stream.
        on: Value,
        /// The value that asks for a complete response, in place of any other.
        off: Option<Value>,
    },
    /// A query parameter.
    Query {
        /// The name of the parameter.
        name: String,
        /// The value that asks for the stream.
        on: Value,
        /// The value that asks for a complete response, if it must be sent.
        off: Option<Value>,
    },
}

impl Stream {
    /// Returns the types of the items.
    pub fn types(&self) -> impl Iterator<Item = &Type> {
        let (one, named) = match &self.items {
            StreamItems::Raw => (None, [].as_slice()),
            StreamItems::One(data) => (Some(data), [].as_slice()),
            StreamItems::Named(events) => (None, events.as_slice()),
        };
        let data = one.into_iter().chain(named.iter().map(|event| &event.data));
        data.filter_map(|data| match data {
            StreamData::Text => None,
            StreamData::Json(ty) => Some(ty),
        })
    }

    /// Returns the same as [`types`](Self::types), mutably.
    pub fn types_mut(&mut self) -> impl Iterator<Item = &mut Type> {
        let (one, named) = match &mut self.items {
            StreamItems::Raw => (None, [].as_mut_slice()),
            StreamItems::One(data) => (Some(data), [].as_mut_slice()),
            StreamItems::Named(events) => (None, events.as_mut_slice()),
        };
        let named = named.iter_mut().map(|event| &mut event.data);
        one.into_iter().chain(named).filter_map(|data| match data {
            StreamData::Text => None,
            StreamData::Json(ty) => Some(ty),
        })
    }
}
