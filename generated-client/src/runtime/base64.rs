// Written by sdkwright from the API's document: edits are lost.

//! Bytes that are base64 text on the wire, RFC 4648.

use super::wire::{Decode, text};
use ::base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use ::base64::{Engine, alphabet};
use serde_core::de::{Deserialize, Deserializer};
use serde_core::ser::{Serialize, Serializer};
use std::fmt;
use std::ops::Deref;

/// Padded or not, since servers differ.
const LENIENT: GeneralPurposeConfig =
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
const STANDARD: GeneralPurpose = GeneralPurpose::new(&alphabet::STANDARD, LENIENT);
const URL_SAFE: GeneralPurpose =
    GeneralPurpose::new(&alphabet::URL_SAFE, LENIENT.with_encode_padding(false));

macro_rules! bytes_as_text {
    ($(#[$docs:meta])* $name:ident, $engine:ident) => {
        $(#[$docs])*
        #[derive(Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub Vec<u8>);

        impl $name {
            /// The bytes.
            pub fn as_bytes(&self) -> &[u8] {
                &self.0
            }

            /// The bytes, owned.
            pub fn into_bytes(self) -> Vec<u8> {
                self.0
            }
        }

        impl Deref for $name {
            type Target = [u8];

            fn deref(&self) -> &[u8] {
                &self.0
            }
        }

        impl<T: Into<Vec<u8>>> From<T> for $name {
            fn from(bytes: T) -> Self {
                Self(bytes.into())
            }
        }

        /// How many bytes there are: what they are is nothing for a log.
        impl fmt::Debug for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(formatter, concat!(stringify!($name), "({} bytes)"), self.0.len())
            }
        }

        /// The text that goes over the wire.
        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(&$engine.encode(&self.0))
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Decode<'de> for $name {
            fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                text(deserializer, "base64 text", |text| decode(text).map(Self))
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Self::decode(deserializer)
            }
        }
    };
}

bytes_as_text! {
    /// Bytes that are base64 text on the wire, RFC 4648 section 4. Read leniently: padded or not, of either alphabet.
    Base64, STANDARD
}

bytes_as_text! {
    /// Bytes that are base64url text on the wire, RFC 4648 section 5, written without padding. Read leniently: padded or not, of either alphabet.
    Base64Url, URL_SAFE
}

/// Reads either alphabet; line ends, as MIME writes them, are nothing.
fn decode(text: &str) -> Option<Vec<u8>> {
    if text.contains(['-', '_', '\r', '\n']) {
        let mut plain = text.replace('-', "+").replace('_', "/");
        plain.retain(|c| !matches!(c, '\r' | '\n'));
        return STANDARD.decode(plain).ok();
    }
    STANDARD.decode(text).ok()
}
