// Written by sdkwright from the API's document: edits are lost.

//! How these models are on the wire.

use crate::models;
use crate::runtime::wire::{Object, Record, Writer};
use serde_core::de::MapAccess;
use serde_core::ser::Serializer;

impl Record for models::EquosSession {
    const NAME: &'static str = "EquosSession";

    fn read<'de, A: MapAccess<'de>>(object: &mut Object<'de, A>) -> Option<Self> {
        let mut id: String = String::new();
        let mut organization_id: String = String::new();
        let mut freemium: bool = false;
        let mut name: String = String::new();
        let mut provider: String = String::new();
        let mut client: Option<String> = None;
        let mut status: String = String::new();
        let mut max_duration: Option<u64> = None;
        let mut additional_ctx: Option<String> = None;
        let mut template_vars: Option<std::collections::BTreeMap<String, String>> = None;
        let mut host: Option<crate::models::EquosSessionServer> = None;
        let mut avatar_id: Option<String> = None;
        let mut avatar: Option<crate::models::EquosAvatar> = None;
        let mut agent_id: Option<String> = None;
        let mut agent = crate::runtime::Nullable::<crate::models::EquosAgent>::Absent;
        let mut knowledge_base_id: Option<String> = None;
        let mut knowledge_base: Option<crate::models::EquosResourceReference> = None;
        let mut remote_agent_identity: Option<String> = None;
        let mut transcript = crate::runtime::Nullable::<
            crate::models::EquosSessionTranscript,
        >::Absent;
        let mut started_at: Option<jiff::Timestamp> = None;
        let mut ended_at: Option<jiff::Timestamp> = None;
        let mut created_at: Option<jiff::Timestamp> = None;
        let mut updated_at: Option<jiff::Timestamp> = None;
        while let Some(key) = object.key() {
            match key.as_str() {
                "id" => object.fill(0, &mut id),
                "organizationId" => object.fill(1, &mut organization_id),
                "freemium" => object.fill(2, &mut freemium),
                "name" => object.fill(3, &mut name),
                "provider" => object.fill(4, &mut provider),
                "client" => object.optional(&mut client),
                "status" => object.fill(5, &mut status),
                "maxDuration" => object.optional(&mut max_duration),
                "additionalCtx" => object.optional(&mut additional_ctx),
                "templateVars" => object.optional(&mut template_vars),
                "host" => object.required(6, &mut host),
                "avatarId" => object.optional(&mut avatar_id),
                "avatar" => object.required(7, &mut avatar),
                "agentId" => object.optional(&mut agent_id),
                "agent" => object.nullable(&mut agent),
                "knowledgeBaseId" => object.optional(&mut knowledge_base_id),
                "knowledgeBase" => object.optional(&mut knowledge_base),
                "remoteAgentIdentity" => object.optional(&mut remote_agent_identity),
                "transcript" => object.nullable(&mut transcript),
                "startedAt" => object.required(8, &mut started_at),
                "endedAt" => object.optional(&mut ended_at),
                "createdAt" => object.required(9, &mut created_at),
                "updatedAt" => object.required(10, &mut updated_at),
                _ => object.skip(),
            }
        }
        let (
            false,
            Some(host),
            Some(avatar),
            Some(started_at),
            Some(created_at),
            Some(updated_at),
        ) = (object.lacks(6), host, avatar, started_at, created_at, updated_at) else {
            return object
                .missing(
                    &[
                        "id",
                        "organizationId",
                        "freemium",
                        "name",
                        "provider",
                        "status",
                        "host",
                        "avatar",
                        "startedAt",
                        "createdAt",
                        "updatedAt",
                    ],
                );
        };
        Some(Self {
            id,
            organization_id,
            freemium,
            name,
            provider,
            client,
            status,
            max_duration,
            additional_ctx,
            template_vars,
            host,
            avatar_id,
            avatar,
            agent_id,
            agent,
            knowledge_base_id,
            knowledge_base,
            remote_agent_identity,
            transcript,
            started_at,
            ended_at,
            created_at,
            updated_at,
        })
    }

    fn write<S: Serializer>(&self, object: &mut Writer<S>) {
        object.value("id", &self.id);
        object.value("organizationId", &self.organization_id);
        object.value("freemium", &self.freemium);
        object.value("name", &self.name);
        object.value("provider", &self.provider);
        object.optional("client", &self.client);
        object.value("status", &self.status);
        object.optional("maxDuration", &self.max_duration);
        object.optional("additionalCtx", &self.additional_ctx);
        object.optional("templateVars", &self.template_vars);
        object.value("host", &self.host);
        object.optional("avatarId", &self.avatar_id);
        object.value("avatar", &self.avatar);
        object.optional("agentId", &self.agent_id);
        object.nullable("agent", &self.agent);
        object.optional("knowledgeBaseId", &self.knowledge_base_id);
        object.optional("knowledgeBase", &self.knowledge_base);
        object.optional("remoteAgentIdentity", &self.remote_agent_identity);
        object.nullable("transcript", &self.transcript);
        object.value("startedAt", &self.started_at);
        object.optional("endedAt", &self.ended_at);
        object.value("createdAt", &self.created_at);
        object.value("updatedAt", &self.updated_at);
    }
}

record!(models::EquosSession);

impl Record for models::EquosSessionTranscript {
    const NAME: &'static str = "EquosSessionTranscript";

    fn read<'de, A: MapAccess<'de>>(object: &mut Object<'de, A>) -> Option<Self> {
        let mut transcription: Vec<crate::models::EquosSessionTranscriptionItem> = Vec::new();
        while let Some(key) = object.key() {
            match key.as_str() {
                "transcription" => object.fill(0, &mut transcription),
                _ => object.skip(),
            }
        }
        if object.lacks(1) {
            return object.missing(&["transcription"]);
        }
        Some(Self { transcription })
    }

    fn write<S: Serializer>(&self, object: &mut Writer<S>) {
        object.value("transcription", &self.transcription);
    }
}

record!(models::EquosSessionTranscript);

impl Record for models::EquosSessionTranscriptionItem {
    const NAME: &'static str = "EquosSessionTranscriptionItem";

    fn read<'de, A: MapAccess<'de>>(object: &mut Object<'de, A>) -> Option<Self> {
        let mut text: String = String::new();
        let mut received_at: String = String::new();
        let mut identity: String = String::new();
        while let Some(key) = object.key() {
            match key.as_str() {
                "text" => object.fill(0, &mut text),
                "received_at" => object.fill(1, &mut received_at),
                "identity" => object.fill(2, &mut identity),
                _ => object.skip(),
            }
        }
        if object.lacks(3) {
            return object.missing(&["text", "received_at", "identity"]);
        }
        Some(Self {
            text,
            received_at,
            identity,
        })
    }

    fn write<S: Serializer>(&self, object: &mut Writer<S>) {
        object.value("text", &self.text);
        object.value("received_at", &self.received_at);
        object.value("identity", &self.identity);
    }
}

record!(models::EquosSessionTranscriptionItem);
