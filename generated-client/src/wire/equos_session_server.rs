// Written by sdkwright from the API's document: edits are lost.

//! How these models are on the wire.

use crate::models;
use crate::runtime::wire::{Object, Record, Writer};
use serde_core::de::MapAccess;
use serde_core::ser::Serializer;

impl Record for models::EquosSessionServer {
    const NAME: &'static str = "EquosSessionServer";

    fn read<'de, A: MapAccess<'de>>(object: &mut Object<'de, A>) -> Option<Self> {
        let mut server_url: String = String::new();
        while let Some(key) = object.key() {
            match key.as_str() {
                "serverUrl" => object.fill(0, &mut server_url),
                _ => object.skip(),
            }
        }
        if object.lacks(1) {
            return object.missing(&["serverUrl"]);
        }
        Some(Self { server_url })
    }

    fn write<S: Serializer>(&self, object: &mut Writer<S>) {
        object.value("serverUrl", &self.server_url);
    }
}

record!(models::EquosSessionServer);
