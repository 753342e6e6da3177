// Written by sdkwright from the API's document: edits are lost.

use super::{EquosAgent, EquosAvatar, EquosResourceReference, EquosSessionServer};
use crate::runtime::Nullable;
use std::collections::BTreeMap;

/// `EquosSession` in the API's document.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct EquosSession {
    /// The property `id`.
    pub id: String,
    /// The property `organizationId`.
    pub organization_id: String,
    /// The property `freemium`.
    pub freemium: bool,
    /// The property `name`.
    pub name: String,
    /// The property `provider`.
    pub provider: String,
    /// The property `client`.
    pub client: Option<String>,
    /// The property `status`.
    pub status: String,
    /// The property `maxDuration`.
    pub max_duration: Option<u64>,
    /// The property `additionalCtx`.
    pub additional_ctx: Option<String>,
    /// The property `templateVars`.
    pub template_vars: Option<BTreeMap<String, String>>,
    /// The property `host`.
    pub host: EquosSessionServer,
    /// The property `avatarId`.
    pub avatar_id: Option<String>,
    /// The property `avatar`.
    pub avatar: EquosAvatar,
    /// The property `agentId`.
    pub agent_id: Option<String>,
    /// The property `agent`.
    pub agent: Nullable<EquosAgent>,
    /// The property `knowledgeBaseId`.
    pub knowledge_base_id: Option<String>,
    /// The property `knowledgeBase`.
    pub knowledge_base: Option<EquosResourceReference>,
    /// The property `remoteAgentIdentity`.
    pub remote_agent_identity: Option<String>,
    /// The property `transcript`.
    pub transcript: Nullable<EquosSessionTranscript>,
    /// The property `startedAt`.
    pub started_at: jiff::Timestamp,
    /// The property `endedAt`.
    pub ended_at: Option<jiff::Timestamp>,
    /// The property `createdAt`.
    pub created_at: jiff::Timestamp,
    /// The property `updatedAt`.
    pub updated_at: jiff::Timestamp,
}

impl EquosSession {
    /// Makes one from what is required.
    pub fn new(
        id: impl Into<String>,
        organization_id: impl Into<String>,
        freemium: bool,
        name: impl Into<String>,
        provider: impl Into<String>,
        status: impl Into<String>,
        host: EquosSessionServer,
        avatar: EquosAvatar,
        started_at: jiff::Timestamp,
        created_at: jiff::Timestamp,
        updated_at: jiff::Timestamp,
    ) -> Self {
        Self {
            id: id.into(),
            organization_id: organization_id.into(),
            freemium,
            name: name.into(),
            provider: provider.into(),
            client: None,
            status: status.into(),
            max_duration: None,
            additional_ctx: None,
            template_vars: None,
            host,
            avatar_id: None,
            avatar,
            agent_id: None,
            agent: Nullable::Absent,
            knowledge_base_id: None,
            knowledge_base: None,
            remote_agent_identity: None,
            transcript: Nullable::Absent,
            started_at,
            ended_at: None,
            created_at,
            updated_at,
        }
    }
}

/// The transcript of [`EquosSession`](crate::models::EquosSession).
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct EquosSessionTranscript {
    /// The property `transcription`.
    pub transcription: Vec<EquosSessionTranscriptionItem>,
}

impl EquosSessionTranscript {
    /// Makes one from what is required.
    pub fn new(transcription: Vec<EquosSessionTranscriptionItem>) -> Self {
        Self { transcription }
    }
}

/// The transcription item of [`EquosSession`](crate::models::EquosSession).
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct EquosSessionTranscriptionItem {
    /// The property `text`.
    pub text: String,
    /// The property `received_at`.
    pub received_at: String,
    /// The property `identity`.
    pub identity: String,
}

impl EquosSessionTranscriptionItem {
    /// Makes one from what is required.
    pub fn new(
        text: impl Into<String>,
        received_at: impl Into<String>,
        identity: impl Into<String>,
    ) -> Self {
        Self {
            text: text.into(),
            received_at: received_at.into(),
            identity: identity.into(),
        }
    }
}
