//! JSON serialization of dates and times of the crate `chrono`.

use crate::runtime::wire::{Decode, text};
use serde_core::Deserializer;

impl<'de> Decode<'de> for chrono::DateTime<chrono::FixedOffset> {
    fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        text(deserializer, "an RFC 3339 date and time with a time zone", date_time)
    }
}

fn date_time(text: &str) -> Option<chrono::DateTime<chrono::FixedOffset>> {
    chrono::DateTime::parse_from_rfc3339(text).ok()
}

impl<'de> Decode<'de> for chrono::NaiveDate {
    fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        text(deserializer, "an RFC 3339 date", |text| text.parse().ok())
    }
}
