// Written by sdkwright from the API's document: edits are lost.

use super::{
    CreateEquosAgentRequest, CreateEquosAvatarRequest, EquosParticipantIdentity,
    EquosResourceReference, EquosSessionHost,
};
use std::collections::BTreeMap;

/// `CreateEquosSessionRequest` in the API's document.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CreateEquosSessionRequest {
    /// The property `name`.
    pub name: String,
    /// User-side client identifier.
    pub client: Option<String>,
    /// \[Optional\] Host configuration for self-hosted livekit sessions.
    pub host: Option<EquosSessionHost>,
    /// \[Optional\] Max session duration in seconds. Must be less than organization limit.
    pub max_duration: Option<u64>,
    /// The property `additionalCtx`.
    pub additional_ctx: Option<String>,
    /// The property `templateVars`.
    pub template_vars: Option<BTreeMap<String, String>>,
    /// \[Optional\] Either provide an existing agent ID or create a new agent on the fly.
    pub agent: Option<CreateEquosSessionRequestAgent>,
    /// Either provide an existing avatar ID or create a new avatar on the fly.
    pub avatar: CreateEquosSessionRequestAvatar,
    /// \[Optional\] Identity of the agent that will forward audio to your Equos Avatar. Required for self-hosted agents.
    pub remote_agent_connecting_identity: Option<EquosParticipantIdentity>,
    /// \[Optional\] Identity of the end user that will interact with the agent in the session. Required if not self-hosted session.
    pub consumer_identity: Option<EquosParticipantIdentity>,
}

impl CreateEquosSessionRequest {
    /// Makes one from what is required.
    pub fn new(
        name: impl Into<String>,
        avatar: impl Into<CreateEquosSessionRequestAvatar>,
    ) -> Self {
        Self {
            name: name.into(),
            client: None,
            host: None,
            max_duration: None,
            additional_ctx: None,
            template_vars: None,
            agent: None,
            avatar: avatar.into(),
            remote_agent_connecting_identity: None,
            consumer_identity: None,
        }
    }

    /// Sets `client`.
    #[must_use]
    pub fn client(mut self, client: impl Into<String>) -> Self {
        self.client = Some(client.into());
        self
    }

    /// Sets `host`.
    #[must_use]
    pub fn host(mut self, host: EquosSessionHost) -> Self {
        self.host = Some(host);
        self
    }

    /// Sets `max_duration`.
    #[must_use]
    pub fn max_duration(mut self, max_duration: u64) -> Self {
        self.max_duration = Some(max_duration);
        self
    }

    /// Sets `additional_ctx`.
    #[must_use]
    pub fn additional_ctx(mut self, additional_ctx: impl Into<String>) -> Self {
        self.additional_ctx = Some(additional_ctx.into());
        self
    }

    /// Sets `template_vars`.
    #[must_use]
    pub fn template_vars(mut self, template_vars: BTreeMap<String, String>) -> Self {
        self.template_vars = Some(template_vars);
        self
    }

    /// Sets `agent`.
    #[must_use]
    pub fn agent(mut self, agent: impl Into<CreateEquosSessionRequestAgent>) -> Self {
        self.agent = Some(agent.into());
        self
    }

    /// Sets `remote_agent_connecting_identity`.
    #[must_use]
    pub fn remote_agent_connecting_identity(
        mut self,
        remote_agent_connecting_identity: EquosParticipantIdentity,
    ) -> Self {
        self.remote_agent_connecting_identity = Some(remote_agent_connecting_identity);
        self
    }

    /// Sets `consumer_identity`.
    #[must_use]
    pub fn consumer_identity(
        mut self,
        consumer_identity: EquosParticipantIdentity,
    ) -> Self {
        self.consumer_identity = Some(consumer_identity);
        self
    }
}

/// \[Optional\] Either provide an existing agent ID or create a new agent on the fly.
///
/// The agent of [`CreateEquosSessionRequest`](crate::models::CreateEquosSessionRequest).
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum CreateEquosSessionRequestAgent {
    /// [`CreateEquosAgentRequest`](crate::models::CreateEquosAgentRequest).
    CreateEquosAgentRequest(CreateEquosAgentRequest),
    /// [`EquosResourceReference`](crate::models::EquosResourceReference).
    EquosResourceReference(EquosResourceReference),
    /// A branch that this version of the SDK does not know, as it was received.
    Unknown(serde_json::Value),
}

impl CreateEquosSessionRequestAgent {
    /// The value, where it is [`Self::CreateEquosAgentRequest`].
    pub fn as_create_equos_agent_request(&self) -> Option<&CreateEquosAgentRequest> {
        match self {
            Self::CreateEquosAgentRequest(value) => Some(value),
            _ => None,
        }
    }

    /// The value, where it is [`Self::EquosResourceReference`].
    pub fn as_equos_resource_reference(&self) -> Option<&EquosResourceReference> {
        match self {
            Self::EquosResourceReference(value) => Some(value),
            _ => None,
        }
    }
}

impl From<CreateEquosAgentRequest> for CreateEquosSessionRequestAgent {
    fn from(value: CreateEquosAgentRequest) -> Self {
        Self::CreateEquosAgentRequest(value)
    }
}

impl From<EquosResourceReference> for CreateEquosSessionRequestAgent {
    fn from(value: EquosResourceReference) -> Self {
        Self::EquosResourceReference(value)
    }
}

/// Either provide an existing avatar ID or create a new avatar on the fly.
///
/// The avatar of [`CreateEquosSessionRequest`](crate::models::CreateEquosSessionRequest).
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum CreateEquosSessionRequestAvatar {
    /// [`CreateEquosAvatarRequest`](crate::models::CreateEquosAvatarRequest).
    CreateEquosAvatarRequest(CreateEquosAvatarRequest),
    /// [`EquosResourceReference`](crate::models::EquosResourceReference).
    EquosResourceReference(EquosResourceReference),
    /// A branch that this version of the SDK does not know, as it was received.
    Unknown(serde_json::Value),
}

impl CreateEquosSessionRequestAvatar {
    /// The value, where it is [`Self::CreateEquosAvatarRequest`].
    pub fn as_create_equos_avatar_request(&self) -> Option<&CreateEquosAvatarRequest> {
        match self {
            Self::CreateEquosAvatarRequest(value) => Some(value),
            _ => None,
        }
    }

    /// The value, where it is [`Self::EquosResourceReference`].
    pub fn as_equos_resource_reference(&self) -> Option<&EquosResourceReference> {
        match self {
            Self::EquosResourceReference(value) => Some(value),
            _ => None,
        }
    }
}

impl From<CreateEquosAvatarRequest> for CreateEquosSessionRequestAvatar {
    fn from(value: CreateEquosAvatarRequest) -> Self {
        Self::CreateEquosAvatarRequest(value)
    }
}

impl From<EquosResourceReference> for CreateEquosSessionRequestAvatar {
    fn from(value: EquosResourceReference) -> Self {
        Self::EquosResourceReference(value)
    }
}
