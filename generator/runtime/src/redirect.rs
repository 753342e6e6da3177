//! The redirect that an operation documents as its success.

use super::error::{Error, Result};
use super::response::RawResponse;
use http::header::LOCATION;
use std::fmt;

/// A documented redirect: the location of what was asked for.
#[derive(Clone, PartialEq, Eq)]
pub struct Redirect {
    status: u16,
    location: String,
}

impl Redirect {
    /// Decodes the response of an operation that answers with a redirect.
    ///
    /// # Errors
    /// Returns an error if the response has no location.
    pub(crate) fn decode(response: &RawResponse) -> Result<Self> {
        let location = response.headers().get(LOCATION);
        match location.and_then(|location| location.to_str().ok()) {
            Some(location) => Ok(Self {
                status: response.status(),
                location: location.to_owned(),
            }),
            None => Err(Error::of_decoding(
                response,
                None,
                None,
                "the redirect has no location",
            )),
        }
    }

    /// Returns the status: `302`.
    pub fn status(&self) -> u16 {
        self.status
    }

    /// Returns the location, as the server sent it. Its query may contain a credential.
    pub fn location(&self) -> &str {
        &self.location
    }
}

/// Shows the location without its query, which may contain a credential.
impl fmt::Debug for Redirect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = self.location.split(['?', '#']).next().unwrap_or_default();
        f.debug_struct("Redirect")
            .field("status", &self.status)
            .field("location", &shown)
            .finish()
    }
}
