// Written by sdkwright from the API's document: edits are lost.

//! How these models are on the wire.

use crate::models;
use crate::runtime::wire::{Object, Record, Writer};
use serde_core::de::MapAccess;
use serde_core::ser::Serializer;

impl Record for models::EquosResourceReference {
    const NAME: &'static str = "EquosResourceReference";

    fn read<'de, A: MapAccess<'de>>(object: &mut Object<'de, A>) -> Option<Self> {
        let mut id: String = String::new();
        while let Some(key) = object.key() {
            match key.as_str() {
                "id" => object.fill(0, &mut id),
                _ => object.skip(),
            }
        }
        if object.lacks(1) {
            return object.missing(&["id"]);
        }
        Some(Self { id })
    }

    fn write<S: Serializer>(&self, object: &mut Writer<S>) {
        object.value("id", &self.id);
    }
}

record!(models::EquosResourceReference);
