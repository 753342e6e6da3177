// Written by sdkwright from the API's document: edits are lost.

use crate::runtime::Nullable;

/// `CreateEquosAvatarRequest` in the API's document.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CreateEquosAvatarRequest {
    /// Livekit identity of the avatar.
    pub identity: String,
    /// The property `name`.
    pub name: String,
    /// Base64 data URL of the reference image.
    pub ref_image: String,
    /// Optional agent ID to link with the avatar.
    pub agent_id: Nullable<String>,
    /// The property `client`.
    ///
    /// At most 64 characters.
    pub client: Nullable<String>,
}

impl CreateEquosAvatarRequest {
    /// Makes one from what is required.
    pub fn new(
        identity: impl Into<String>,
        name: impl Into<String>,
        ref_image: impl Into<String>,
    ) -> Self {
        Self {
            identity: identity.into(),
            name: name.into(),
            ref_image: ref_image.into(),
            agent_id: Nullable::Absent,
            client: Nullable::Absent,
        }
    }

    /// Sets `agent_id`.
    #[must_use]
    pub fn agent_id(mut self, agent_id: impl Into<Nullable<String>>) -> Self {
        self.agent_id = agent_id.into();
        self
    }

    /// Sets `client`.
    #[must_use]
    pub fn client(mut self, client: impl Into<Nullable<String>>) -> Self {
        self.client = client.into();
        self
    }
}
