// Written by sdkwright from the API's document: edits are lost.

//! How these models are on the wire.

use crate::models;
use crate::runtime::wire::{Object, Record, Writer};
use serde_core::de::MapAccess;
use serde_core::ser::Serializer;

impl Record for models::ListEquosSessionsResponse {
    const NAME: &'static str = "ListEquosSessionsResponse";

    fn read<'de, A: MapAccess<'de>>(object: &mut Object<'de, A>) -> Option<Self> {
        let mut skip: u64 = 0;
        let mut take: u64 = 0;
        let mut total: u64 = 0;
        let mut sessions: Vec<crate::models::EquosSession> = Vec::new();
        while let Some(key) = object.key() {
            match key.as_str() {
                "skip" => object.fill(0, &mut skip),
                "take" => object.fill(1, &mut take),
                "total" => object.fill(2, &mut total),
                "sessions" => object.fill(3, &mut sessions),
                _ => object.skip(),
            }
        }
        if object.lacks(4) {
            return object.missing(&["skip", "take", "total", "sessions"]);
        }
        Some(Self {
            skip,
            take,
            total,
            sessions,
        })
    }

    fn write<S: Serializer>(&self, object: &mut Writer<S>) {
        object.value("skip", &self.skip);
        object.value("take", &self.take);
        object.value("total", &self.total);
        object.value("sessions", &self.sessions);
    }
}

record!(models::ListEquosSessionsResponse);
