// Written by sdkwright from the API's document: edits are lost.

use super::EquosAgent;
use crate::runtime::Nullable;

/// `EquosAvatar` in the API's document.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct EquosAvatar {
    /// The property `id`.
    pub id: String,
    /// The property `organizationId`.
    pub organization_id: String,
    /// The property `identity`.
    pub identity: String,
    /// The property `name`.
    pub name: String,
    /// The property `description`.
    pub description: String,
    /// The property `client`.
    pub client: Option<String>,
    /// The property `thumbnailUrl`.
    pub thumbnail_url: String,
    /// The property `agentId`.
    pub agent_id: Option<String>,
    /// The property `agent`.
    pub agent: Nullable<EquosAgent>,
    /// The property `createdAt`.
    pub created_at: jiff::Timestamp,
    /// The property `updatedAt`.
    pub updated_at: jiff::Timestamp,
}

impl EquosAvatar {
    /// Makes one from what is required.
    pub fn new(
        id: impl Into<String>,
        organization_id: impl Into<String>,
        identity: impl Into<String>,
        name: impl Into<String>,
        description: impl Into<String>,
        thumbnail_url: impl Into<String>,
        created_at: jiff::Timestamp,
        updated_at: jiff::Timestamp,
    ) -> Self {
        Self {
            id: id.into(),
            organization_id: organization_id.into(),
            identity: identity.into(),
            name: name.into(),
            description: description.into(),
            client: None,
            thumbnail_url: thumbnail_url.into(),
            agent_id: None,
            agent: Nullable::Absent,
            created_at,
            updated_at,
        }
    }
}
