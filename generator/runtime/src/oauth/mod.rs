//! The flows of OAuth 2 that need no browser, as providers of access tokens.
//!
//! A token is requested when it is first needed, by one call for all, and again before it expires. While the old token
//! holds, a failure to renew it is no failure of a call. All requests go through the transport of the client that asks,
//! to the token URL only, and unencrypted only to this machine.

mod cache;
mod client_credentials;
mod device;
mod endpoint;
mod refresh_token;

pub use client_credentials::ClientCredentials;
pub use device::{DeviceCode, DevicePrompt};
pub use refresh_token::RefreshToken;
