//! Signatures of webhooks, as [Standard Webhooks](https://www.standardwebhooks.com) specifies them.

use super::super::clock::{Clock, SystemClock};
use super::super::secret::Secret;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use http::HeaderMap;
use sha2::Sha256;
use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

const ID: &str = "webhook-id";
const TIMESTAMP: &str = "webhook-timestamp";
const SIGNATURE: &str = "webhook-signature";

/// The prefix of a secret in text.
const PREFIX: &str = "whsec_";

/// How much older or newer than now a webhook may be.
const TOLERANCE: Duration = Duration::from_secs(5 * 60);

/// Verifies the signatures of webhooks that follow [Standard Webhooks](https://www.standardwebhooks.com): HMAC-SHA256
/// of the headers `webhook-id` and `webhook-timestamp` and of the body, in the header `webhook-signature`.
///
/// A valid signature means that the sender knows the secret and that the body is unchanged. Whether the webhook was
/// received before, the receiver decides by its `webhook-id`.
#[derive(Clone)]
pub struct Verifier {
    key: Secret<Vec<u8>>,
    tolerance: Duration,
    clock: Arc<dyn Clock>,
}

impl Verifier {
    /// Creates a verifier from the secret, base64 text with or without the prefix `whsec_`.
    ///
    /// # Errors
    /// Returns [`VerificationError::Secret`] if the secret is empty or is not base64.
    pub fn new(secret: impl Into<Secret<String>>) -> Result<Self, VerificationError> {
        let secret: Secret<String> = secret.into();
        let text = secret.expose().trim();
        let text = text.strip_prefix(PREFIX).unwrap_or(text);
        let key = STANDARD.decode(text).unwrap_or_default();
        if key.is_empty() {
            return Err(VerificationError::Secret);
        }
        Ok(Self {
            key: Secret::new(key),
            tolerance: TOLERANCE,
            clock: Arc::new(SystemClock),
        })
    }

    /// Sets how much older or newer than now a webhook may be, five minutes by default.
    #[must_use]
    pub fn tolerance(mut self, tolerance: Duration) -> Self {
        self.tolerance = tolerance;
        self
    }

    /// Sets the clock, for tests.
    #[must_use]
    pub fn clock(mut self, clock: impl Clock) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// Verifies the signature of a request. `body` must be the bytes as they were received, before any parsing.
    ///
    /// # Errors
    /// Returns the reason if a header is missing or invalid, if the webhook is too old or too new, or if no signature
    /// matches. A server answers all of them with status 401.
    pub fn verify(&self, headers: &HeaderMap, body: &[u8]) -> Result<(), VerificationError> {
        let id = header(headers, ID)?;
        let timestamp = header(headers, TIMESTAMP)?;
        let signatures = header(headers, SIGNATURE)?;
        self.verify_age(timestamp)?;
        // Several versions and secrets can be in use at once; each has a signature.
        let mut signatures = signatures
            .split(' ')
            .filter_map(|signature| signature.strip_prefix("v1,"));
        let is_valid = signatures.any(|signature| {
            let Ok(expected) = STANDARD.decode(signature) else {
                return false;
            };
            // It takes the same time wherever the first difference is.
            let mac = self.mac(id, timestamp, body);
            mac.is_some_and(|mac| mac.verify_slice(&expected).is_ok())
        });
        match is_valid {
            true => Ok(()),
            false => Err(VerificationError::Signature),
        }
    }

    /// Returns the value of the header `webhook-signature` for a webhook with this ID and time (in seconds since 1970):
    /// for tests, and for programs that send webhooks themselves.
    pub fn sign(&self, id: &str, timestamp: u64, body: &[u8]) -> String {
        let mac = self.mac(id, &timestamp.to_string(), body);
        let signature = mac.map(|mac| STANDARD.encode(mac.finalize().into_bytes()));
        format!("v1,{}", signature.unwrap_or_default())
    }

    /// Returns the code of `id.timestamp.body`. HMAC takes a key of any length, so there always is one.
    fn mac(&self, id: &str, timestamp: &str, body: &[u8]) -> Option<Hmac<Sha256>> {
        let mut mac = Hmac::<Sha256>::new_from_slice(self.key.expose()).ok()?;
        for part in [id.as_bytes(), b".", timestamp.as_bytes(), b".", body] {
            mac.update(part);
        }
        Some(mac)
    }

    fn verify_age(&self, timestamp: &str) -> Result<(), VerificationError> {
        let invalid = VerificationError::InvalidHeader(TIMESTAMP);
        let seconds: u64 = timestamp.parse().map_err(|_| invalid)?;
        let now = self.clock.now().duration_since(SystemTime::UNIX_EPOCH);
        let now = now.unwrap_or_default().as_secs();
        let tolerance = self.tolerance.as_secs();
        if seconds < now.saturating_sub(tolerance) {
            return Err(VerificationError::TooOld);
        }
        if seconds > now.saturating_add(tolerance) {
            return Err(VerificationError::TooNew);
        }
        Ok(())
    }
}

/// Shows nothing of the secret.
impl fmt::Debug for Verifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Verifier")
            .field("key", &self.key)
            .field("tolerance", &self.tolerance)
            .finish_non_exhaustive()
    }
}

fn header<'h>(headers: &'h HeaderMap, name: &'static str) -> Result<&'h str, VerificationError> {
    let value = headers
        .get(name)
        .ok_or(VerificationError::MissingHeader(name))?;
    value
        .to_str()
        .map_err(|_| VerificationError::InvalidHeader(name))
}

/// The reason why a webhook is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum VerificationError {
    /// The secret is empty or is not base64.
    Secret,
    /// This header is missing.
    MissingHeader(&'static str),
    /// The value of this header is invalid.
    InvalidHeader(&'static str),
    /// The webhook was sent too long ago: it may be repeated by an attacker.
    TooOld,
    /// The webhook is from the future: one of the clocks is wrong.
    TooNew,
    /// No signature matches: the secret is another one, or the body was changed.
    Signature,
}

impl fmt::Display for VerificationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Secret => f.write_str("the secret of the webhooks is empty or is not base64"),
            Self::MissingHeader(name) => write!(f, "the webhook has no header `{name}`"),
            Self::InvalidHeader(name) => write!(f, "the webhook has an invalid header `{name}`"),
            Self::TooOld => f.write_str("the webhook was sent too long ago"),
            Self::TooNew => f.write_str("the webhook is from the future"),
            Self::Signature => f.write_str("no signature of the webhook matches"),
        }
    }
}

impl StdError for VerificationError {}
