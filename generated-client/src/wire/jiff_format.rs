// Written by sdkwright from the API's document: edits are lost.

//! Dates and times, as the crate `jiff` has them.

use crate::runtime::wire::{Decode, text};
use serde_core::Deserializer;

impl<'de> Decode<'de> for jiff::Timestamp {
    fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        text(deserializer, "an RFC 3339 date and time", |text| {
            text.parse().ok()
        })
    }
}

impl<'de> Decode<'de> for jiff::civil::Date {
    fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        text(deserializer, "an RFC 3339 date", |text| text.parse().ok())
    }
}
