//! Webhooks: requests that the API sends. A program that receives them verifies and decodes them here.

#![cfg(feature = "webhooks")]

mod received;
mod verifier;

pub use received::{Received, Recognition};
pub use verifier::{VerificationError, Verifier};
