//! JSON serialization of dates and times of the crate `jiff`.

use crate::runtime::wire::{Decode, text};
use serde_core::Deserializer;

impl<'de> Decode<'de> for jiff::Timestamp {
    fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        text(deserializer, "an RFC 3339 date and time with a time zone", date_time)
    }
}

fn date_time(text: &str) -> Option<jiff::Timestamp> {
    text.parse().ok()
}

impl<'de> Decode<'de> for jiff::civil::Date {
    fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        text(deserializer, "an RFC 3339 date", |text| text.parse().ok())
    }
}
