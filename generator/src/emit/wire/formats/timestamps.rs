//! Dates and times that are not RFC 3339 in JSON: dates of HTTP, and seconds since 1970.

use crate::runtime::wire::{Decode, text};
use serde_core::de::{Deserialize, Deserializer, Error as _};
use serde_core::ser::{Error as _, Serialize, Serializer};
use std::fmt;
use std::ops::Deref;
use std::time::{Duration, SystemTime};

/// A date and time that is sent as a date of HTTP: `Sun, 06 Nov 1994 08:49:37 GMT`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct HttpDate(pub Moment);

/// A date and time that is sent as seconds since 1970: `784111777`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UnixTime(pub Moment);

/// The last second of the year 9999.
const LAST_SECOND: u64 = 253_402_300_799;

fn http_date(text: &str) -> Option<HttpDate> {
    let time = httpdate::parse_http_date(text).ok()?;
    let seconds = time.duration_since(SystemTime::UNIX_EPOCH).ok()?.as_secs();
    moment(seconds.try_into().ok()?).map(HttpDate)
}

impl Serialize for HttpDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // A date before 1970 or after 9999 cannot be formatted.
        match u64::try_from(seconds(&self.0)) {
            Ok(seconds) if seconds <= LAST_SECOND => {
                let time = SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
                serializer.serialize_str(&httpdate::fmt_http_date(time))
            }
            _ => Err(S::Error::custom("a time that HTTP cannot write")),
        }
    }
}

impl<'de> Decode<'de> for HttpDate {
    fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        text(deserializer, "a date of HTTP", http_date)
    }
}

impl Serialize for UnixTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i64(seconds(&self.0))
    }
}

impl<'de> Decode<'de> for UnixTime {
    fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let seconds = i64::decode(deserializer)?;
        moment(seconds).map(Self).ok_or_else(|| {
            D::Error::custom(format_args!("expected seconds since 1970, found {seconds}"))
        })
    }
}

macro_rules! moments {
    ($($name:ident)*) => {$(
        impl From<Moment> for $name {
            fn from(value: Moment) -> Self {
                Self(value)
            }
        }

        impl Deref for $name {
            type Target = Moment;

            fn deref(&self) -> &Moment {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&self.0, formatter)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Self::decode(deserializer)
            }
        }
    )*};
}

moments!(HttpDate UnixTime);
