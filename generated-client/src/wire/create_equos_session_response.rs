// Written by sdkwright from the API's document: edits are lost.

//! How these models are on the wire.

use crate::models;
use crate::runtime::wire::{Object, Record, Writer};
use serde_core::de::MapAccess;
use serde_core::ser::Serializer;

impl Record for models::CreateEquosSessionResponse {
    const NAME: &'static str = "CreateEquosSessionResponse";

    fn read<'de, A: MapAccess<'de>>(object: &mut Object<'de, A>) -> Option<Self> {
        let mut session: Option<crate::models::EquosSession> = None;
        let mut consumer_access_token: Option<crate::runtime::Secret<String>> = None;
        let mut remote_agent_access_token: Option<crate::runtime::Secret<String>> = None;
        while let Some(key) = object.key() {
            match key.as_str() {
                "session" => object.required(0, &mut session),
                "consumerAccessToken" => object.optional(&mut consumer_access_token),
                "remoteAgentAccessToken" => {
                    object.optional(&mut remote_agent_access_token)
                }
                _ => object.skip(),
            }
        }
        let Some(session) = session else {
            return object.missing(&["session"]);
        };
        Some(Self {
            session,
            consumer_access_token,
            remote_agent_access_token,
        })
    }

    fn write<S: Serializer>(&self, object: &mut Writer<S>) {
        object.value("session", &self.session);
        object.optional("consumerAccessToken", &self.consumer_access_token);
        object.optional("remoteAgentAccessToken", &self.remote_agent_access_token);
    }
}

record!(models::CreateEquosSessionResponse);
