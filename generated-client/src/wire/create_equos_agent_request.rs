// Written by sdkwright from the API's document: edits are lost.

//! How these models are on the wire.

use crate::models;
use crate::runtime::wire::{Object, Record, Writer};
use serde_core::de::MapAccess;
use serde_core::ser::Serializer;

impl Record for models::CreateEquosAgentRequest {
    const NAME: &'static str = "CreateEquosAgentRequest";

    fn read<'de, A: MapAccess<'de>>(object: &mut Object<'de, A>) -> Option<Self> {
        let mut name = crate::runtime::Nullable::<String>::Absent;
        let mut client = crate::runtime::Nullable::<String>::Absent;
        let mut provider: Option<crate::models::CreateEquosAgentRequestProvider> = None;
        let mut model: Option<crate::models::CreateEquosAgentRequestModel> = None;
        let mut voice: Option<crate::models::CreateEquosAgentRequestVoice> = None;
        let mut instructions: Option<String> = None;
        let mut greeting_msg = crate::runtime::Nullable::<String>::Absent;
        let mut remote_id = crate::runtime::Nullable::<String>::Absent;
        let mut search: Option<bool> = None;
        let mut emotions: Option<bool> = None;
        let mut memory: Option<bool> = None;
        while let Some(key) = object.key() {
            match key.as_str() {
                "name" => object.nullable(&mut name),
                "client" => object.nullable(&mut client),
                "provider" => object.required(0, &mut provider),
                "model" => object.optional(&mut model),
                "voice" => object.optional(&mut voice),
                "instructions" => object.optional(&mut instructions),
                "greetingMsg" => object.nullable(&mut greeting_msg),
                "remoteId" => object.nullable(&mut remote_id),
                "search" => object.optional(&mut search),
                "emotions" => object.optional(&mut emotions),
                "memory" => object.optional(&mut memory),
                _ => object.skip(),
            }
        }
        let Some(provider) = provider else {
            return object.missing(&["provider"]);
        };
        Some(Self {
            name,
            client,
            provider,
            model,
            voice,
            instructions,
            greeting_msg,
            remote_id,
            search,
            emotions,
            memory,
        })
    }

    fn write<S: Serializer>(&self, object: &mut Writer<S>) {
        object.nullable("name", &self.name);
        object.nullable("client", &self.client);
        object.value("provider", &self.provider);
        object.optional("model", &self.model);
        object.optional("voice", &self.voice);
        object.optional("instructions", &self.instructions);
        object.nullable("greetingMsg", &self.greeting_msg);
        object.nullable("remoteId", &self.remote_id);
        object.optional("search", &self.search);
        object.optional("emotions", &self.emotions);
        object.optional("memory", &self.memory);
    }
}

record!(models::CreateEquosAgentRequest);

string_enum!(models::CreateEquosAgentRequestProvider);
string_enum!(models::CreateEquosAgentRequestModel);
string_enum!(models::CreateEquosAgentRequestVoice);
