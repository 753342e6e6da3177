//! Sending a request: attempts, their time limits, retries, redirects, and reading the response.

pub mod attempts;
pub mod client;
pub mod follow;
pub mod receive;
mod redirect;
pub mod retry;
mod retry_after;
mod timeout;
mod trace;
