// Written by sdkwright from the API's document: edits are lost.

//! How these models are on the wire.

use crate::models;
use crate::runtime::wire::{Object, Record, Writer};
use serde_core::de::MapAccess;
use serde_core::ser::Serializer;

impl Record for models::EquosAgent {
    const NAME: &'static str = "EquosAgent";

    fn read<'de, A: MapAccess<'de>>(object: &mut Object<'de, A>) -> Option<Self> {
        let mut id: String = String::new();
        let mut organization_id: String = String::new();
        let mut name: Option<String> = None;
        let mut provider: Option<crate::models::EquosAgentProvider> = None;
        let mut client: Option<String> = None;
        let mut model: Option<crate::models::EquosAgentModel> = None;
        let mut voice: Option<crate::models::EquosAgentVoice> = None;
        let mut instructions: Option<String> = None;
        let mut greeting_msg = crate::runtime::Nullable::<String>::Absent;
        let mut remote_id: Option<String> = None;
        let mut search: bool = false;
        let mut emotions: bool = false;
        let mut memory: bool = false;
        let mut created_at: Option<jiff::Timestamp> = None;
        let mut updated_at: Option<jiff::Timestamp> = None;
        while let Some(key) = object.key() {
            match key.as_str() {
                "id" => object.fill(0, &mut id),
                "organizationId" => object.fill(1, &mut organization_id),
                "name" => object.optional(&mut name),
                "provider" => object.required(2, &mut provider),
                "client" => object.optional(&mut client),
                "model" => object.optional(&mut model),
                "voice" => object.optional(&mut voice),
                "instructions" => object.optional(&mut instructions),
                "greetingMsg" => object.nullable(&mut greeting_msg),
                "remoteId" => object.optional(&mut remote_id),
                "search" => object.fill(3, &mut search),
                "emotions" => object.fill(4, &mut emotions),
                "memory" => object.fill(5, &mut memory),
                "createdAt" => object.required(6, &mut created_at),
                "updatedAt" => object.required(7, &mut updated_at),
                _ => object.skip(),
            }
        }
        let (false, Some(provider), Some(created_at), Some(updated_at)) = (
            object.lacks(6),
            provider,
            created_at,
            updated_at,
        ) else {
            return object
                .missing(
                    &[
                        "id",
                        "organizationId",
                        "provider",
                        "search",
                        "emotions",
                        "memory",
                        "createdAt",
                        "updatedAt",
                    ],
                );
        };
        Some(Self {
            id,
            organization_id,
            name,
            provider,
            client,
            model,
            voice,
            instructions,
            greeting_msg,
            remote_id,
            search,
            emotions,
            memory,
            created_at,
            updated_at,
        })
    }

    fn write<S: Serializer>(&self, object: &mut Writer<S>) {
        object.value("id", &self.id);
        object.value("organizationId", &self.organization_id);
        object.optional("name", &self.name);
        object.value("provider", &self.provider);
        object.optional("client", &self.client);
        object.optional("model", &self.model);
        object.optional("voice", &self.voice);
        object.optional("instructions", &self.instructions);
        object.nullable("greetingMsg", &self.greeting_msg);
        object.optional("remoteId", &self.remote_id);
        object.value("search", &self.search);
        object.value("emotions", &self.emotions);
        object.value("memory", &self.memory);
        object.value("createdAt", &self.created_at);
        object.value("updatedAt", &self.updated_at);
    }
}

record!(models::EquosAgent);

string_enum!(models::EquosAgentProvider);
string_enum!(models::EquosAgentModel);
string_enum!(models::EquosAgentVoice);
