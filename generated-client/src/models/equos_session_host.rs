// Written by sdkwright from the API's document: edits are lost.

use crate::runtime::Secret;

/// `EquosSessionHost` in the API's document.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct EquosSessionHost {
    /// The URL of the LiveKit server.
    pub server_url: String,
    /// The access token for the avatar to join the room.
    pub access_token: Secret<String>,
}

impl EquosSessionHost {
    /// Makes one from what is required.
    pub fn new(
        server_url: impl Into<String>,
        access_token: impl Into<Secret<String>>,
    ) -> Self {
        Self {
            server_url: server_url.into(),
            access_token: access_token.into(),
        }
    }
}
