//! JSON serialization of UUIDs of the crate `uuid`.

use crate::runtime::wire::{Decode, text};
use serde_core::Deserializer;

impl<'de> Decode<'de> for uuid::Uuid {
    fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        text(deserializer, "a UUID", |text| text.parse().ok())
    }
}
