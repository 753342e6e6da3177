//! Responses that are read piece by piece: event streams, JSON Lines and downloads.
//!
//! The request of a stream is complete when the status and the headers of the response are received. From then on
//! nothing is retried, only the idle timeout applies, and dropping the stream closes the connection.

mod byte_stream;
mod event_parser;
pub(crate) mod event_stream;
mod json_lines;
mod opened;
mod record_parser;
mod request;

pub use byte_stream::ByteStream;
#[cfg(all(feature = "blocking", not(target_arch = "wasm32")))]
pub use byte_stream::WaitBytes;
pub use event_parser::ServerSentEvent;
pub use event_stream::EventStream;
pub(crate) use event_stream::RawEvent;
#[cfg(all(feature = "blocking", not(target_arch = "wasm32")))]
pub use event_stream::WaitEvents;
pub use json_lines::JsonLines;
#[cfg(all(feature = "blocking", not(target_arch = "wasm32")))]
pub use json_lines::WaitLines;
pub use request::StreamRequest;
pub(crate) use request::{download, stream_request};
