// Written by sdkwright from the API's document: edits are lost.

//! How these models are on the wire.

use crate::models;
use crate::runtime::wire::{Object, Record, Writer};
use serde_core::de::MapAccess;
use serde_core::ser::Serializer;

impl Record for models::CreateEquosAvatarRequest {
    const NAME: &'static str = "CreateEquosAvatarRequest";

    fn read<'de, A: MapAccess<'de>>(object: &mut Object<'de, A>) -> Option<Self> {
        let mut identity: String = String::new();
        let mut name: String = String::new();
        let mut ref_image: String = String::new();
        let mut agent_id = crate::runtime::Nullable::<String>::Absent;
        let mut client = crate::runtime::Nullable::<String>::Absent;
        while let Some(key) = object.key() {
            match key.as_str() {
                "identity" => object.fill(0, &mut identity),
                "name" => object.fill(1, &mut name),
                "refImage" => object.fill(2, &mut ref_image),
                "agentId" => object.nullable(&mut agent_id),
                "client" => object.nullable(&mut client),
                _ => object.skip(),
            }
        }
        if object.lacks(3) {
            return object.missing(&["identity", "name", "refImage"]);
        }
        Some(Self {
            identity,
            name,
            ref_image,
            agent_id,
            client,
        })
    }

    fn write<S: Serializer>(&self, object: &mut Writer<S>) {
        object.value("identity", &self.identity);
        object.value("name", &self.name);
        object.value("refImage", &self.ref_image);
        object.nullable("agentId", &self.agent_id);
        object.nullable("client", &self.client);
    }
}

record!(models::CreateEquosAvatarRequest);
