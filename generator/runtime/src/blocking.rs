//! Blocking calls, without an asynchronous runtime.
//!
//! A background thread drives all calls for the lifetime of the process, so that connections can be reused. Inside an
//! asynchronous task a blocking call is an error, since it would block other tasks.

use super::error::{Error, ErrorKind, Result};
use super::transport::BoxFuture;
use std::sync::{OnceLock, mpsc};
use tokio::runtime::{Builder, Handle};

/// Blocks until the future is ready.
///
/// # Errors
/// Returns the future's error, or an error if called inside an asynchronous task.
pub(crate) fn wait<T: Send + 'static>(future: BoxFuture<'static, Result<T>>) -> Result<T> {
    if Handle::try_current().is_ok() {
        let message = "`wait` was called inside an asynchronous task, where it would block other tasks: use `.await`";
        return Err(Error::new(ErrorKind::Blocking, message));
    }
    let (sender, receiver) = mpsc::sync_channel(1);
    worker()?.spawn(async move {
        // Fails only if the waiting thread has ended.
        let _ = sender.send(future.await);
    });
    receiver.recv().unwrap_or_else(|_| {
        Err(Error::new(
            ErrorKind::Blocking,
            "the call was ended by a panic",
        ))
    })
}

/// Returns the runtime of the background thread, which is started on first use.
fn worker() -> Result<Handle> {
    static WORKER: OnceLock<std::result::Result<Handle, String>> = OnceLock::new();
    let started = WORKER.get_or_init(|| start().map_err(|error| error.to_string()));
    started.clone().map_err(|error| {
        let message = format!("the background thread cannot be started: {error}");
        Error::new(ErrorKind::Blocking, message)
    })
}

fn start() -> std::io::Result<Handle> {
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let handle = runtime.handle().clone();
    std::thread::Builder::new()
        .name("sdk-calls".to_owned())
        .spawn(move || runtime.block_on(std::future::pending::<()>()))?;
    Ok(handle)
}
