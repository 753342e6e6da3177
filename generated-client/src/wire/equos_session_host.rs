// Written by sdkwright from the API's document: edits are lost.

//! How these models are on the wire.

use crate::models;
use crate::runtime::wire::{Object, Record, Writer};
use serde_core::de::MapAccess;
use serde_core::ser::Serializer;

impl Record for models::EquosSessionHost {
    const NAME: &'static str = "EquosSessionHost";

    fn read<'de, A: MapAccess<'de>>(object: &mut Object<'de, A>) -> Option<Self> {
        let mut server_url: String = String::new();
        let mut access_token: Option<crate::runtime::Secret<String>> = None;
        while let Some(key) = object.key() {
            match key.as_str() {
                "serverUrl" => object.fill(0, &mut server_url),
                "accessToken" => object.required(1, &mut access_token),
                _ => object.skip(),
            }
        }
        let (false, Some(access_token)) = (object.lacks(1), access_token) else {
            return object.missing(&["serverUrl", "accessToken"]);
        };
        Some(Self { server_url, access_token })
    }

    fn write<S: Serializer>(&self, object: &mut Writer<S>) {
        object.value("serverUrl", &self.server_url);
        object.value("accessToken", &self.access_token);
    }
}

record!(models::EquosSessionHost);
