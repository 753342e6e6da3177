// Written by sdkwright from the API's document: edits are lost.

use super::EquosSession;
use crate::runtime::Secret;

/// `CreateEquosSessionResponse` in the API's document.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CreateEquosSessionResponse {
    /// The property `session`.
    pub session: EquosSession,
    /// The property `consumerAccessToken`.
    pub consumer_access_token: Option<Secret<String>>,
    /// The property `remoteAgentAccessToken`.
    pub remote_agent_access_token: Option<Secret<String>>,
}

impl CreateEquosSessionResponse {
    /// Makes one from what is required.
    pub fn new(session: EquosSession) -> Self {
        Self {
            session,
            consumer_access_token: None,
            remote_agent_access_token: None,
        }
    }
}
