//! Reads a file while it is sent, under the feature `files`.

use bytes::Bytes;
use std::future::Future;
use std::io;
use std::path::PathBuf;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use tokio::fs::File;
use tokio::io::{AsyncRead, ReadBuf};
use tokio::runtime::Handle;

/// The number of bytes that are read at once.
const CHUNK: usize = 64 * 1024;

/// A file, which is opened when the first bytes are needed.
pub struct FileReader {
    path: PathBuf,
    /// The length of the file when the reader was created. Exactly as many bytes are read.
    length: u64,
    remaining: u64,
    state: State,
}

enum State {
    Closed,
    Opening(Pin<Box<dyn Future<Output = io::Result<File>> + Send>>),
    Open(File),
}

impl FileReader {
    /// Creates a reader.
    ///
    /// # Errors
    /// Returns an error if there is no such file.
    pub fn new(path: PathBuf) -> io::Result<Self> {
        let metadata = std::fs::metadata(&path)?;
        if metadata.is_dir() {
            return Err(io::Error::from(io::ErrorKind::IsADirectory));
        }
        Ok(Self::of(path, metadata.len()))
    }

    fn of(path: PathBuf, length: u64) -> Self {
        Self {
            path,
            length,
            remaining: length,
            state: State::Closed,
        }
    }

    /// Returns a reader of the same file, from its beginning.
    pub fn again(&self) -> Self {
        Self::of(self.path.clone(), self.length)
    }

    /// Returns the number of bytes that are not read yet.
    pub fn remaining(&self) -> u64 {
        self.remaining
    }

    /// Reads the next bytes; `None` at the end.
    pub fn poll_chunk(&mut self, context: &mut Context<'_>) -> Poll<io::Result<Option<Bytes>>> {
        loop {
            if self.remaining == 0 {
                self.state = State::Closed;
                return Poll::Ready(Ok(None));
            }
            match &mut self.state {
                State::Closed if Handle::try_current().is_err() => {
                    let message = "a file can be read only inside a tokio runtime";
                    return Poll::Ready(Err(io::Error::other(message)));
                }
                State::Closed => {
                    self.state = State::Opening(Box::pin(File::open(self.path.clone())));
                }
                State::Opening(opening) => {
                    let file = ready!(opening.as_mut().poll(context))?;
                    self.state = State::Open(file);
                }
                State::Open(file) => {
                    let size =
                        usize::try_from(self.remaining).map_or(CHUNK, |size| size.min(CHUNK));
                    let mut buffer = vec![0; size];
                    let mut read = ReadBuf::new(&mut buffer);
                    ready!(Pin::new(file).poll_read(context, &mut read))?;
                    let length = read.filled().len();
                    if length == 0 {
                        let message = "the file became shorter while it was sent";
                        let error = io::Error::new(io::ErrorKind::UnexpectedEof, message);
                        return Poll::Ready(Err(error));
                    }
                    buffer.truncate(length);
                    self.remaining -= length as u64;
                    return Poll::Ready(Ok(Some(buffer.into())));
                }
            }
        }
    }
}
