// Written by sdkwright from the API's document: edits are lost.

//! How these models are on the wire.

use crate::models;
use crate::runtime::wire::{Object, Record, Writer};
use serde_core::de::MapAccess;
use serde_core::ser::Serializer;

impl Record for models::EquosParticipantIdentity {
    const NAME: &'static str = "EquosParticipantIdentity";

    fn read<'de, A: MapAccess<'de>>(object: &mut Object<'de, A>) -> Option<Self> {
        let mut identity: Option<String> = None;
        let mut name: Option<String> = None;
        while let Some(key) = object.key() {
            match key.as_str() {
                "identity" => object.required(0, &mut identity),
                "name" => object.required(1, &mut name),
                _ => object.skip(),
            }
        }
        let (Some(identity), Some(name)) = (identity, name) else {
            return object.missing(&["identity", "name"]);
        };
        Some(Self { identity, name })
    }

    fn write<S: Serializer>(&self, object: &mut Writer<S>) {
        object.value("identity", &self.identity);
        object.value("name", &self.name);
    }
}

record!(models::EquosParticipantIdentity);
