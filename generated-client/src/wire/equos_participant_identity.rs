// Written by sdkwright from the API's document: edits are lost.

//! How these models are on the wire.

use crate::models;
use crate::runtime::wire::{Object, Record, Writer};
use serde_core::de::MapAccess;
use serde_core::ser::Serializer;

impl Record for models::EquosParticipantIdentity {
    const NAME: &'static str = "EquosParticipantIdentity";

    fn read<'de, A: MapAccess<'de>>(object: &mut Object<'de, A>) -> Option<Self> {
        let mut identity: String = String::new();
        let mut name: String = String::new();
        while let Some(key) = object.key() {
            match key.as_str() {
                "identity" => object.fill(0, &mut identity),
                "name" => object.fill(1, &mut name),
                _ => object.skip(),
            }
        }
        if object.lacks(2) {
            return object.missing(&["identity", "name"]);
        }
        Some(Self { identity, name })
    }

    fn write<S: Serializer>(&self, object: &mut Writer<S>) {
        object.value("identity", &self.identity);
        object.value("name", &self.name);
    }
}

record!(models::EquosParticipantIdentity);
