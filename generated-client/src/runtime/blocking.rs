// Written by sdkwright from the API's document: edits are lost.

//! Waiting for a call without an asynchronous runtime.
//!
//! A thread that the process keeps does the work, so that a connection outlives the call that made it. Inside an asynchronous task
//! waiting is refused, since it would stop the tasks beside it.

use super::error::{Error, ErrorKind, Result};
use super::transport::BoxFuture;
use std::sync::{OnceLock, mpsc};
use tokio::runtime::{Builder, Handle};

/// Waits for a future.
///
/// # Errors
/// The future's, and inside an asynchronous task.
pub(crate) fn wait<T: Send + 'static>(future: BoxFuture<'static, Result<T>>) -> Result<T> {
    if Handle::try_current().is_ok() {
        let message = "`wait` was called inside an asynchronous task, where it would stop the tasks beside it: use `.await`";
        return Err(Error::new(ErrorKind::Blocking, message));
    }
    let (sender, receiver) = mpsc::sync_channel(1);
    worker()?.spawn(async move {
        // Nobody is left to tell when the waiting thread is gone.
        let _ = sender.send(future.await);
    });
    receiver.recv().unwrap_or_else(|_| {
        Err(Error::new(
            ErrorKind::Blocking,
            "the call was ended by a panic",
        ))
    })
}

/// The runtime of the thread that does the work.
fn worker() -> Result<Handle> {
    static WORKER: OnceLock<std::result::Result<Handle, String>> = OnceLock::new();
    let started = WORKER.get_or_init(|| start().map_err(|error| error.to_string()));
    started.clone().map_err(|error| {
        let message = format!("the thread that does the work cannot be started: {error}");
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
