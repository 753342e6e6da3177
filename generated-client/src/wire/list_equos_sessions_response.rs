// Written by sdkwright from the API's document: edits are lost.

//! How these models are on the wire.

use crate::models;
use crate::runtime::wire::{Object, Record, Writer};
use serde_core::de::MapAccess;
use serde_core::ser::Serializer;

impl Record for models::ListEquosSessionsResponse {
    const NAME: &'static str = "ListEquosSessionsResponse";

    fn read<'de, A: MapAccess<'de>>(object: &mut Object<'de, A>) -> Option<Self> {
        let mut skip: Option<u64> = None;
        let mut take: Option<u64> = None;
        let mut total: Option<u64> = None;
        let mut sessions: Option<Vec<crate::models::EquosSession>> = None;
        while let Some(key) = object.key() {
            match key.as_str() {
                "skip" => object.required(0, &mut skip),
                "take" => object.required(1, &mut take),
                "total" => object.required(2, &mut total),
                "sessions" => object.required(3, &mut sessions),
                _ => object.skip(),
            }
        }
        let (Some(skip), Some(take), Some(total), Some(sessions)) = (
            skip,
            take,
            total,
            sessions,
        ) else {
            return object.missing(&["skip", "take", "total", "sessions"]);
        };
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
