//! The content of a file: the body of a request, or a part of a multipart body.

use super::error::{Error, ErrorKind, Result};
#[cfg(all(feature = "files", not(target_arch = "wasm32")))]
use super::file_reader::FileReader;
use super::headers;
use super::transport::{Body, BoxError, TransportError};
use bytes::Bytes;
use futures_core::Stream;
use http::header::{CONTENT_TYPE, HeaderMap, HeaderValue};
use std::fmt;
#[cfg(all(feature = "files", not(target_arch = "wasm32")))]
use std::path::PathBuf;
use std::pin::Pin;
use std::task::{Context, Poll};

/// The content of a file, from memory, from a stream or from disk, with its name and media type.
///
/// Bytes and text convert into it, so a call takes them directly.
pub struct FilePart {
    content: Content,
    file_name: Option<String>,
    content_type: Option<String>,
    headers: HeaderMap,
    problem: Option<Error>,
}

enum Content {
    Body(Body),
    /// A file that is read while it is sent.
    #[cfg(all(feature = "files", not(target_arch = "wasm32")))]
    Path(PathBuf),
}

impl Content {
    fn open(self) -> Result<Body> {
        match self {
            Self::Body(body) => Ok(body),
            #[cfg(all(feature = "files", not(target_arch = "wasm32")))]
            Self::Path(path) => FileReader::new(path).map(Body::file).map_err(|error| {
                let message = "a file of the request cannot be read";
                Error::new(ErrorKind::Request, message).with_source(error)
            }),
        }
    }
}

impl FilePart {
    /// Creates a file from bytes in memory.
    pub fn bytes(bytes: impl Into<Bytes>) -> Self {
        Self::from(Body::from(bytes.into()))
    }

    /// Creates a file from a stream of bytes. It can be sent only once, so a call with it is never retried.
    ///
    /// Without [`length`](Self::length) the request has no `Content-Length`, which some servers require.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn stream<S, B, E>(stream: S) -> Self
    where
        S: Stream<Item = std::result::Result<B, E>> + Send + 'static,
        B: Into<Bytes>,
        E: Into<BoxError>,
    {
        Self::from(Body::stream(Chunks(Box::pin(stream))))
    }

    /// Creates a file from a stream of bytes. It can be sent only once, so a call with it is never retried.
    #[cfg(target_arch = "wasm32")]
    pub fn stream<S, B, E>(stream: S) -> Self
    where
        S: Stream<Item = std::result::Result<B, E>> + 'static,
        B: Into<Bytes>,
        E: Into<BoxError>,
    {
        Self::from(Body::stream(Chunks(Box::pin(stream))))
    }

    /// Creates a file from a path. It is opened and read while it is sent, and its name is that of the path.
    ///
    /// A file that does not exist is an error of the call. A call with it is retried like any other.
    #[cfg(all(feature = "files", not(target_arch = "wasm32")))]
    pub fn path(path: impl Into<PathBuf>) -> Self {
        let path = path.into();
        let name = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned());
        Self {
            file_name: name,
            ..Self::of(Content::Path(path))
        }
    }

    fn of(content: Content) -> Self {
        Self {
            content,
            file_name: None,
            content_type: None,
            headers: HeaderMap::new(),
            problem: None,
        }
    }

    /// Sets the name of the file, which a multipart body contains.
    #[must_use]
    pub fn file_name(mut self, name: impl Into<String>) -> Self {
        self.file_name = Some(name.into());
        self
    }

    /// Sets the media type, in place of the one that the API documents: `image/png`.
    #[must_use]
    pub fn content_type(mut self, media_type: impl Into<String>) -> Self {
        self.content_type = Some(media_type.into());
        self
    }

    /// Sets the length of a stream, in bytes. Bytes and files on disk have a known length.
    #[must_use]
    pub fn length(mut self, bytes: u64) -> Self {
        self.content = match self.content {
            Content::Body(body) => Content::Body(body.with_length(bytes)),
            #[cfg(all(feature = "files", not(target_arch = "wasm32")))]
            path @ Content::Path(_) => path,
        };
        self
    }

    /// Adds a header to the part of a multipart body. An invalid name or value is an error of the call, and so is a
    /// header of a file that is the whole body.
    #[must_use]
    pub fn header(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        match headers::parse(name.as_ref(), value.as_ref()) {
            Ok((CONTENT_TYPE, _)) => return self.content_type(value.as_ref()),
            Ok((name, value)) => drop(self.headers.append(name, value)),
            Err(error) => drop(self.problem.get_or_insert(error)),
        }
        self
    }

    /// Returns the parts of the file, with its body ready to be sent.
    pub(crate) fn open(self) -> Result<OpenFile> {
        if let Some(problem) = self.problem {
            return Err(problem);
        }
        let content_type = self
            .content_type
            .map(|media_type| headers::parse_value("content-type", &media_type))
            .transpose()?;
        let body = self.content.open()?;
        Ok(OpenFile {
            body,
            file_name: self.file_name,
            content_type,
            headers: self.headers,
        })
    }
}

/// A file that is ready to be sent.
pub(crate) struct OpenFile {
    pub(crate) body: Body,
    pub(crate) file_name: Option<String>,
    pub(crate) content_type: Option<HeaderValue>,
    pub(crate) headers: HeaderMap,
}

impl From<Body> for FilePart {
    fn from(body: Body) -> Self {
        Self::of(Content::Body(body))
    }
}

macro_rules! from_memory {
    ($($content:ty)*) => {$(
        impl From<$content> for FilePart {
            fn from(content: $content) -> Self {
                Self::bytes(content)
            }
        }
    )*};
}

from_memory!(Bytes Vec<u8> String &'static str &'static [u8]);

impl<const N: usize> From<&'static [u8; N]> for FilePart {
    fn from(bytes: &'static [u8; N]) -> Self {
        Self::bytes(bytes.as_slice())
    }
}

/// Shows neither content nor headers, which may be secret.
impl fmt::Debug for FilePart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("FilePart");
        match &self.content {
            Content::Body(body) => shown.field("content", body),
            #[cfg(all(feature = "files", not(target_arch = "wasm32")))]
            Content::Path(_) => shown.field("content", &format_args!("a file")),
        };
        shown
            .field("content_type", &self.content_type)
            .finish_non_exhaustive()
    }
}

/// A stream with the types of its items and errors converted.
struct Chunks<S>(Pin<Box<S>>);

impl<S, B, E> Stream for Chunks<S>
where
    S: Stream<Item = std::result::Result<B, E>>,
    B: Into<Bytes>,
    E: Into<BoxError>,
{
    type Item = std::result::Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0
            .as_mut()
            .poll_next(context)
            .map(|chunk| chunk.map(|chunk| chunk.map(Into::into).map_err(TransportError::broken)))
    }
}
