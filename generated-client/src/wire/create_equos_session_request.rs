// Written by sdkwright from the API's document: edits are lost.

//! How these models are on the wire.

use crate::models;
use crate::runtime::wire::{
    Branch, Branches, Choice, Kinds, Object, Record, ValueError, Writer, from_value,
};
use serde_core::de::MapAccess;
use serde_core::ser::{Serialize, Serializer};
use serde_json::Value;

impl Record for models::CreateEquosSessionRequest {
    const NAME: &'static str = "CreateEquosSessionRequest";

    fn read<'de, A: MapAccess<'de>>(object: &mut Object<'de, A>) -> Option<Self> {
        let mut name: String = String::new();
        let mut client: Option<String> = None;
        let mut host: Option<crate::models::EquosSessionHost> = None;
        let mut max_duration: Option<u64> = None;
        let mut additional_ctx: Option<String> = None;
        let mut template_vars: Option<std::collections::BTreeMap<String, String>> = None;
        let mut agent: Option<crate::models::CreateEquosSessionRequestAgent> = None;
        let mut avatar: Option<crate::models::CreateEquosSessionRequestAvatar> = None;
        let mut remote_agent_connecting_identity: Option<
            crate::models::EquosParticipantIdentity,
        > = None;
        let mut consumer_identity: Option<crate::models::EquosParticipantIdentity> = None;
        while let Some(key) = object.key() {
            match key.as_str() {
                "name" => object.fill(0, &mut name),
                "client" => object.optional(&mut client),
                "host" => object.optional(&mut host),
                "maxDuration" => object.optional(&mut max_duration),
                "additionalCtx" => object.optional(&mut additional_ctx),
                "templateVars" => object.optional(&mut template_vars),
                "agent" => object.optional(&mut agent),
                "avatar" => object.required(1, &mut avatar),
                "remoteAgentConnectingIdentity" => {
                    object.optional(&mut remote_agent_connecting_identity)
                }
                "consumerIdentity" => object.optional(&mut consumer_identity),
                _ => object.skip(),
            }
        }
        let (false, Some(avatar)) = (object.lacks(1), avatar) else {
            return object.missing(&["name", "avatar"]);
        };
        Some(Self {
            name,
            client,
            host,
            max_duration,
            additional_ctx,
            template_vars,
            agent,
            avatar,
            remote_agent_connecting_identity,
            consumer_identity,
        })
    }

    fn write<S: Serializer>(&self, object: &mut Writer<S>) {
        object.value("name", &self.name);
        object.optional("client", &self.client);
        object.optional("host", &self.host);
        object.optional("maxDuration", &self.max_duration);
        object.optional("additionalCtx", &self.additional_ctx);
        object.optional("templateVars", &self.template_vars);
        object.optional("agent", &self.agent);
        object.value("avatar", &self.avatar);
        object
            .optional(
                "remoteAgentConnectingIdentity",
                &self.remote_agent_connecting_identity,
            );
        object.optional("consumerIdentity", &self.consumer_identity);
    }
}

record!(models::CreateEquosSessionRequest);

impl Choice for models::CreateEquosSessionRequestAgent {
    const BRANCHES: Branches = Branches {
        discriminator: None,
        branches: &[
            Branch {
                kinds: Kinds::OBJECT,
                required: &["provider"],
                constants: &[
                    ("provider", &["\"openai\"", "\"gemini\"", "\"elevenlabs\""]),
                ],
                known: &[
                    "name",
                    "client",
                    "model",
                    "voice",
                    "instructions",
                    "greetingMsg",
                    "remoteId",
                    "search",
                    "emotions",
                    "memory",
                ],
                ..Branch::ANY
            },
            Branch {
                kinds: Kinds::OBJECT,
                required: &["id"],
                ..Branch::ANY
            },
        ],
    };

    fn decode_branch(index: usize, value: &Value) -> Result<Self, ValueError> {
        match index {
            0 => from_value(value).map(Self::CreateEquosAgentRequest),
            1 => from_value(value).map(Self::EquosResourceReference),
            _ => Ok(Self::keep(value.clone())),
        }
    }

    fn keep(value: Value) -> Self {
        Self::Unknown(value)
    }
}

impl Serialize for models::CreateEquosSessionRequestAgent {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::CreateEquosAgentRequest(value) => value.serialize(serializer),
            Self::EquosResourceReference(value) => value.serialize(serializer),
            Self::Unknown(value) => value.serialize(serializer),
        }
    }
}

union!(models::CreateEquosSessionRequestAgent);

impl Choice for models::CreateEquosSessionRequestAvatar {
    const BRANCHES: Branches = Branches {
        discriminator: None,
        branches: &[
            Branch {
                kinds: Kinds::OBJECT,
                required: &["identity", "name", "refImage"],
                known: &["agentId", "client"],
                ..Branch::ANY
            },
            Branch {
                kinds: Kinds::OBJECT,
                required: &["id"],
                ..Branch::ANY
            },
        ],
    };

    fn decode_branch(index: usize, value: &Value) -> Result<Self, ValueError> {
        match index {
            0 => from_value(value).map(Self::CreateEquosAvatarRequest),
            1 => from_value(value).map(Self::EquosResourceReference),
            _ => Ok(Self::keep(value.clone())),
        }
    }

    fn keep(value: Value) -> Self {
        Self::Unknown(value)
    }
}

impl Serialize for models::CreateEquosSessionRequestAvatar {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::CreateEquosAvatarRequest(value) => value.serialize(serializer),
            Self::EquosResourceReference(value) => value.serialize(serializer),
            Self::Unknown(value) => value.serialize(serializer),
        }
    }
}

union!(models::CreateEquosSessionRequestAvatar);
