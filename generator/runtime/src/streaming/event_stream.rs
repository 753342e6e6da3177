//! Event streams (server-sent events), with typed events.

use super::super::decode;
use super::super::error::{Error, ErrorKind, Result};
use super::super::response::{RawResponse, ResponseHead};
use super::super::transport::BoxFuture;
use super::super::wire::Decode;
use super::event_parser::{EventParser, ServerSentEvent};
use super::opened::{Opened, Opening};
use futures_core::Stream;
use http::HeaderMap;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

/// A [`Stream`] of the events of a response.
///
/// - It ends at the end of the response, or at an event whose data is the end marker: `[DONE]`, unless the API has
///   another one.
/// - An event named `error` is an error of the kind [`ErrorKind::ErrorEvent`], with the data as its body, and ends the
///   stream. So is an object with a property `error` that is not an event of the documented type.
/// - Another event that does not match its type is an error, after which the stream continues.
/// - If the connection fails, the stream ends with an error. It reconnects only after [`with_reconnect`].
/// - The size of an event is limited by the client's `max_response_bytes`.
///
/// Dropping the stream closes the connection.
///
/// [`with_reconnect`]: Self::with_reconnect
#[must_use = "a stream does nothing until it is polled"]
pub struct EventStream<T> {
    events: Events,
    decoder: EventDecoder<T>,
}

/// Decodes an event.
pub type EventDecoder<T> = fn(&RawEvent<'_>) -> Result<T>;

/// An event, and the response that it is a part of.
#[derive(Debug)]
pub struct RawEvent<'e> {
    event: &'e ServerSentEvent,
    head: &'e RawResponse,
}

impl RawEvent<'_> {
    /// Returns the name of the event, `message` if the server sent none.
    pub fn name(&self) -> &str {
        match self.event.event.as_str() {
            "" => "message",
            name => name,
        }
    }
}

/// Decodes the data of an event as JSON.
pub fn json<T: for<'de> Decode<'de>>(event: &RawEvent<'_>) -> Result<T> {
    decode::json_part(event.event.data.as_bytes(), event.head)
}

/// Returns the data of an event.
pub fn text(event: &RawEvent<'_>) -> Result<String> {
    Ok(event.event.data.clone())
}

/// Returns an event as it was received.
pub fn raw(event: &RawEvent<'_>) -> Result<ServerSentEvent> {
    Ok(event.event.clone())
}

/// The events of a response. It is not generic, so it is compiled once.
struct Events {
    opened: Opened,
    parser: EventParser,
    end_marker: String,
    reconnects: u32,
    /// The number of times that the stream reconnected since the last event.
    reconnected: u32,
    state: State,
    last: Option<ServerSentEvent>,
}

enum State {
    Reading,
    /// Waiting before reconnecting.
    Waiting(BoxFuture<'static, ()>),
    Reconnecting(Opening),
    Over,
}

/// The end marker of a stream whose document names none.
const END_MARKER: &str = "[DONE]";

/// The wait before reconnecting, if the server names none.
const RECONNECT_AFTER: Duration = Duration::from_secs(3);

/// The longest wait before reconnecting that the server can ask for.
const MAX_RECONNECT_AFTER: Duration = Duration::from_secs(60);

impl<T> EventStream<T> {
    /// Creates the stream of a response.
    ///
    /// # Errors
    /// Returns an error if the response is JSON or HTML.
    pub(crate) fn new(opened: Opened, decoder: EventDecoder<T>) -> Result<Self> {
        opened.expect_stream("a stream of server-sent events")?;
        let events = Events {
            opened,
            parser: EventParser::default(),
            end_marker: END_MARKER.to_owned(),
            reconnects: 0,
            reconnected: 0,
            state: State::Reading,
            last: None,
        };
        Ok(Self { events, decoder })
    }

    /// Sets the data of the event that ends the stream. Default: `[DONE]`. Empty: no event ends the stream.
    pub fn with_end_marker(mut self, marker: impl Into<String>) -> Self {
        self.events.end_marker = marker.into();
        self
    }

    /// Reconnects when the connection fails or the response ends without the end marker: after the time that the
    /// server asks for (default: 3 seconds), at most this many times in a row. The request is sent again with the
    /// header `Last-Event-ID`, so it should be one that can be repeated.
    pub fn with_reconnect(mut self, times: u32) -> Self {
        self.events.reconnects = times;
        self
    }

    /// Returns the stream of the events as they are received, without decoding their data.
    pub fn raw(self) -> EventStream<ServerSentEvent> {
        EventStream {
            events: self.events,
            decoder: raw,
        }
    }

    /// Returns the last event as it was received: its name, its data, its ID.
    pub fn last_event(&self) -> Option<&ServerSentEvent> {
        self.events.last.as_ref()
    }

    /// Returns the status: `200`.
    pub fn status(&self) -> u16 {
        self.events.opened.bytes.status()
    }

    /// Returns the headers.
    pub fn headers(&self) -> &HeaderMap {
        self.events.opened.bytes.headers()
    }

    /// Returns the request ID that the server assigned, if any.
    pub fn request_id(&self) -> Option<&str> {
        self.events.opened.bytes.request_id()
    }

    /// Returns a blocking iterator over the events. Inside an asynchronous task it returns an error.
    #[cfg(all(feature = "blocking", not(target_arch = "wasm32")))]
    pub fn wait(self) -> WaitEvents<T> {
        WaitEvents {
            events: Some(self.events),
            decoder: self.decoder,
        }
    }
}

impl Events {
    /// Polls the next event, which is then [`last`](Self::last). `None` at the end.
    fn poll_event(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<()>>> {
        loop {
            match &mut self.state {
                State::Over => return Poll::Ready(None),
                State::Waiting(wait) => {
                    ready!(wait.as_mut().poll(context));
                    self.state = match self.opened.again.open(self.parser.last_id()) {
                        Some(opening) => State::Reconnecting(opening),
                        None => State::Over,
                    };
                }
                State::Reconnecting(opening) => match ready!(opening.as_mut().poll(context)) {
                    Ok(opened) => self.reconnected(opened),
                    Err(error) => {
                        if let Some(error) = self.after_failure(Some(error)).err() {
                            return Poll::Ready(Some(Err(error)));
                        }
                    }
                },
                State::Reading => {
                    if let Some(event) = self.parser.next_event() {
                        return Poll::Ready(self.received(event).transpose());
                    }
                    if self.parser.size() as u64 > self.opened.item_limit() {
                        return Poll::Ready(Some(Err(self.too_large())));
                    }
                    let end = match ready!(Pin::new(&mut self.opened.bytes).poll_next(context)) {
                        Some(Ok(bytes)) => {
                            self.parser.push(bytes);
                            continue;
                        }
                        Some(Err(error)) => Some(error),
                        None => None,
                    };
                    if let Some(error) = self.after_failure(end).err() {
                        return Poll::Ready(Some(Err(error)));
                    }
                }
            }
        }
    }

    /// Keeps a received event. `None` if it ends the stream.
    fn received(&mut self, event: ServerSentEvent) -> Result<Option<()>> {
        if event.data.len() as u64 > self.opened.item_limit() {
            return Err(self.too_large());
        }
        if !self.end_marker.is_empty() && event.data == self.end_marker {
            self.end();
            return Ok(None);
        }
        self.reconnected = 0;
        let is_error = event.event == "error";
        if let Some(used) = self.last.replace(event) {
            self.parser.reuse(used);
        }
        if is_error {
            let error = Error::of_event(self.response());
            self.end();
            return Err(error);
        }
        Ok(Some(()))
    }

    /// Reconnects after the connection failed or the response ended, or ends the stream.
    fn after_failure(&mut self, error: Option<Error>) -> Result<()> {
        let can_retry = error.as_ref().is_none_or(|error| {
            matches!(
                error.kind(),
                ErrorKind::Connect | ErrorKind::Timeout | ErrorKind::Transport
            )
        });
        if can_retry && self.reconnected < self.reconnects {
            self.reconnected += 1;
            self.opened.bytes.close();
            let wait = self.parser.retry().unwrap_or(RECONNECT_AFTER);
            let wait = wait.min(MAX_RECONNECT_AFTER);
            self.state = State::Waiting(self.opened.again.wait(wait));
            return Ok(());
        }
        self.end();
        error.map_or(Ok(()), Err)
    }

    fn reconnected(&mut self, opened: Opened) {
        // A server ends a stream for good with the status 204.
        self.state = match opened.bytes.status() {
            204 => State::Over,
            _ => State::Reading,
        };
        self.opened = opened;
        self.parser.restart();
    }

    fn too_large(&mut self) -> Error {
        let limit = self.opened.item_limit();
        let message = format!("an event is larger than the limit of {limit} bytes");
        self.end();
        Error::new(ErrorKind::TooLarge, message).after_response(self.opened.bytes.head())
    }

    fn end(&mut self) {
        self.opened.bytes.close();
        self.state = State::Over;
    }

    /// Returns the last event as a response, for a decoder.
    fn response(&self) -> RawResponse {
        let data = self.last.as_ref().map_or("", |event| &event.data);
        self.opened.bytes.head().with_body(data.to_owned().into())
    }

    /// Returns the last event, for a decoder.
    fn last(&self) -> Option<RawEvent<'_>> {
        let head = self.opened.bytes.head();
        self.last.as_ref().map(|event| RawEvent { event, head })
    }

    /// Returns the error of an event that could not be decoded. It ends the stream if the event reports an error of
    /// the API.
    fn undecoded(&mut self, error: Error) -> Error {
        let response = self.response();
        if !is_error_object(&response) {
            return error;
        }
        self.end();
        Error::of_event(response)
    }
}

/// Decodes the last event of these.
fn decoded<T>(events: &mut Events, decoder: EventDecoder<T>) -> Option<Result<T>> {
    let decoded = decoder(&events.last()?);
    Some(decoded.map_err(|error| events.undecoded(error)))
}

/// Returns `true` for `{"error": …}`, by which an API ends a stream that fails without an event named `error`.
fn is_error_object(response: &RawResponse) -> bool {
    let data: Option<serde_json::Value> = serde_json::from_slice(response.body()).ok();
    data.and_then(|data| data.get("error").map(|error| !error.is_null()))
        .unwrap_or(false)
}

impl<T> ResponseHead for EventStream<T> {
    fn head(&self) -> &RawResponse {
        self.events.opened.bytes.head()
    }
}

impl<T> Stream for EventStream<T> {
    type Item = Result<T>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let decoder = self.decoder;
        Poll::Ready(match ready!(self.events.poll_event(context)) {
            Some(Ok(())) => decoded(&mut self.events, decoder),
            Some(Err(error)) => Some(Err(error)),
            None => None,
        })
    }
}

impl<T> fmt::Debug for EventStream<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EventStream")
            .field("bytes", &self.events.opened.bytes)
            .finish_non_exhaustive()
    }
}

/// A blocking iterator over the events of a response.
#[cfg(all(feature = "blocking", not(target_arch = "wasm32")))]
pub struct WaitEvents<T> {
    events: Option<Events>,
    decoder: EventDecoder<T>,
}

#[cfg(all(feature = "blocking", not(target_arch = "wasm32")))]
impl<T> WaitEvents<T> {
    /// See [`EventStream::last_event`].
    pub fn last_event(&self) -> Option<&ServerSentEvent> {
        self.events.as_ref()?.last.as_ref()
    }
}

#[cfg(all(feature = "blocking", not(target_arch = "wasm32")))]
impl<T> Iterator for WaitEvents<T> {
    type Item = Result<T>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut events = self.events.take()?;
        let waited = super::super::blocking::wait(Box::pin(async move {
            let event = std::future::poll_fn(|context| events.poll_event(context)).await;
            Ok((events, event))
        }));
        match waited {
            Err(error) => Some(Err(error)),
            Ok((mut events, event)) => {
                let event = match event {
                    Some(Ok(())) => decoded(&mut events, self.decoder),
                    Some(Err(error)) => Some(Err(error)),
                    None => None,
                };
                self.events = Some(events);
                event
            }
        }
    }
}

#[cfg(all(feature = "blocking", not(target_arch = "wasm32")))]
impl<T> fmt::Debug for WaitEvents<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WaitEvents").finish_non_exhaustive()
    }
}
