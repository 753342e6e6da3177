// Written by sdkwright from the API's document: edits are lost.

//! How these models are on the wire.

use crate::models;
use crate::runtime::wire::{
    Branch, Branches, Choice, Kinds, Object, Record, ValueError, Writer, from_value,
};
use serde_core::de::MapAccess;
use serde_core::ser::{Serialize, Serializer};
use serde_json::Value;

impl Record for models::EquosErrorResponse {
    const NAME: &'static str = "EquosErrorResponse";

    fn read<'de, A: MapAccess<'de>>(object: &mut Object<'de, A>) -> Option<Self> {
        let mut status_code: i64 = 0;
        let mut message: Option<crate::models::EquosErrorResponseMessage> = None;
        let mut error: Option<String> = None;
        while let Some(key) = object.key() {
            match key.as_str() {
                "statusCode" => object.fill(0, &mut status_code),
                "message" => object.required(1, &mut message),
                "error" => object.optional(&mut error),
                _ => object.skip(),
            }
        }
        let (false, Some(message)) = (object.lacks(1), message) else {
            return object.missing(&["statusCode", "message"]);
        };
        Some(Self {
            status_code,
            message,
            error,
        })
    }

    fn write<S: Serializer>(&self, object: &mut Writer<S>) {
        object.value("statusCode", &self.status_code);
        object.value("message", &self.message);
        object.optional("error", &self.error);
    }
}

record!(models::EquosErrorResponse);

impl Choice for models::EquosErrorResponseMessage {
    const BRANCHES: Branches = Branches {
        discriminator: None,
        branches: &[
            Branch {
                kinds: Kinds::STRING,
                ..Branch::ANY
            },
            Branch {
                kinds: Kinds::ARRAY,
                ..Branch::ANY
            },
        ],
    };

    fn decode_branch(index: usize, value: &Value) -> Result<Self, ValueError> {
        match index {
            0 => from_value(value).map(Self::String),
            1 => from_value(value).map(Self::StringList),
            _ => Ok(Self::keep(value.clone())),
        }
    }

    fn keep(value: Value) -> Self {
        Self::Unknown(value)
    }
}

impl Serialize for models::EquosErrorResponseMessage {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::String(value) => value.serialize(serializer),
            Self::StringList(value) => value.serialize(serializer),
            Self::Unknown(value) => value.serialize(serializer),
        }
    }
}

union!(models::EquosErrorResponseMessage);
