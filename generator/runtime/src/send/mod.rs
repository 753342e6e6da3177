//! Sending a request: attempts, their time limits, retries, redirects, and reading the response.

pub mod attempts;
pub mod client;
pub mod follow;
mod intercept;
pub mod receive;
mod redirect;
pub mod retry;
mod retry_after;
pub mod timeout;
mod tokens;
mod trace;
