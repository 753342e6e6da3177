//! Dates and times of the crate `time`, serialized as RFC 3339.

use crate::runtime::wire::{Decode, text};
use serde_core::de::{Deserialize, Deserializer};
use serde_core::ser::{Error, Serialize, Serializer};
use std::fmt;
use std::ops::Deref;
use std::str::FromStr;
use time::format_description::well_known::Rfc3339;

/// A date and time with its offset: a [`time::OffsetDateTime`] that is RFC 3339 in JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DateTime(pub time::OffsetDateTime);

/// A date: a [`time::Date`] that is RFC 3339 in JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Date(pub time::Date);

impl fmt::Display for DateTime {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.0.format(&Rfc3339).map_err(|_| fmt::Error)?;
        formatter.write_str(&text)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.0.to_calendar_date();
        write!(formatter, "{year:04}-{:02}-{day:02}", u8::from(month))
    }
}

impl FromStr for DateTime {
    type Err = time::error::Parse;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        time::OffsetDateTime::parse(text, &Rfc3339).map(Self)
    }
}

fn date_time(text: &str) -> Option<DateTime> {
    text.parse().ok()
}

/// Parses a date, `2026-11-24`.
fn date(text: &str) -> Option<Date> {
    let mut parts = text.splitn(3, '-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let fits = |part: &str, length| {
        part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    if !fits(year, 4) || !fits(month, 2) || !fits(day, 2) {
        return None;
    }
    let month = time::Month::try_from(month.parse::<u8>().ok()?).ok()?;
    let date = time::Date::from_calendar_date(year.parse().ok()?, month, day.parse().ok()?);
    date.ok().map(Date)
}

macro_rules! on_the_wire {
    ($name:ident, $inner:ty, $expected:literal, $parse:expr) => {
        impl From<$inner> for $name {
            fn from(value: $inner) -> Self {
                Self(value)
            }
        }

        impl Deref for $name {
            type Target = $inner;

            fn deref(&self) -> &$inner {
                &self.0
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                // A year beyond 9999 cannot be formatted: an error, where `collect_str` would panic.
                let mut text = String::new();
                match fmt::write(&mut text, format_args!("{self}")) {
                    Ok(()) => serializer.serialize_str(&text),
                    Err(_) => Err(S::Error::custom("a time that RFC 3339 cannot write")),
                }
            }
        }

        impl<'de> Decode<'de> for $name {
            fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                text(deserializer, $expected, $parse)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Self::decode(deserializer)
            }
        }
    };
}

on_the_wire!(DateTime, time::OffsetDateTime, "an RFC 3339 date and time with a time zone", date_time);
on_the_wire!(Date, time::Date, "an RFC 3339 date", date);
