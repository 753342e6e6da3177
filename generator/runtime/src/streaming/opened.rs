//! A response whose body is not read yet.

use super::super::core::Core;
use super::super::error::{Error, Result};
use super::super::request::content::Content;
use super::super::response::ResponseHead;
use super::super::transport::BoxFuture;
use super::byte_stream::ByteStream;
use http::header::{HeaderName, HeaderValue, LOCATION};

/// A response whose status and headers are received, and whose body is read piece by piece.
#[derive(Debug)]
pub struct Opened {
    pub(crate) bytes: ByteStream,
    pub(crate) again: Again,
}

/// What is needed to send the call again.
pub struct Again {
    core: Core,
    /// `None` if the call can be sent only once.
    content: Option<Content>,
}

/// The result of sending a call.
pub type Opening = BoxFuture<'static, Result<Opened>>;

/// Sends a call. The future is ready when status and headers are received.
pub fn open(core: Core, content: Content) -> Opening {
    Box::pin(async move {
        let content_again = content.try_clone();
        let (mut head, mut body) = core.clone().open(content).await?;
        // An operation whose success is a redirect: the stream is that of its target.
        if matches!(head.status(), 300..=399) && head.headers().contains_key(LOCATION) {
            (head, body) = core.clone().follow(head).await?;
        }
        let bytes = ByteStream::new(head, body, core.clock(), core.idle_timeout());
        let again = Again {
            core,
            content: content_again,
        };
        Ok(Opened { bytes, again })
    })
}

impl ByteStream {
    /// Creates the stream of the bytes of a response.
    ///
    /// # Errors
    /// Never returns an error.
    pub(crate) fn start(opened: Opened) -> Result<Self> {
        Ok(opened.bytes)
    }
}

impl Opened {
    /// Returns an error if the response is JSON or HTML: the server did not answer with a stream, which would seem
    /// empty.
    pub(crate) fn expect_stream(&self, what: &str) -> Result<()> {
        let media_type = self.bytes.media_type().unwrap_or_default();
        let is_other = media_type == "application/json"
            || media_type == "text/html"
            || media_type.ends_with("+json") && !media_type.contains("stream");
        if !is_other {
            return Ok(());
        }
        let message = format!("the response is {media_type}, not {what}");
        Err(Error::of_decoding(self.bytes.head(), None, None, message))
    }

    /// Returns the maximum size of an item in bytes.
    pub(crate) fn item_limit(&self) -> u64 {
        self.again.core.max_response_bytes()
    }
}

impl Again {
    /// Sends the call once more, with the ID of the last event. `None` if it can be sent only once.
    pub fn open(&self, last_event_id: &str) -> Option<Opening> {
        let mut content = self.content.as_ref()?.try_clone()?;
        if !last_event_id.is_empty()
            && let Ok(id) = HeaderValue::from_bytes(last_event_id.as_bytes())
        {
            let name = HeaderName::from_static("last-event-id");
            content.tuning.headers.insert(name, id);
        }
        Some(open(self.core.clone(), content))
    }

    /// Returns a future that is ready after this time.
    pub fn wait(&self, time: std::time::Duration) -> BoxFuture<'static, ()> {
        self.core.clock().sleep(time)
    }
}

impl std::fmt::Debug for Again {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Again")
            .field("can_reconnect", &self.content.is_some())
            .finish_non_exhaustive()
    }
}
