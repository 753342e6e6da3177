//! Bytes that are base64 text in JSON, RFC 4648.

use super::wire::{Decode, text};
use ::base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use ::base64::{Engine, alphabet};
use serde_core::de::{Deserialize, Deserializer};
use serde_core::ser::{Serialize, Serializer};
use std::fmt;
use std::ops::Deref;

/// Padding is optional when decoding, since servers differ.
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
            /// Returns the bytes.
            pub fn as_bytes(&self) -> &[u8] {
                &self.0
            }

            /// Returns the bytes, consuming the value.
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

        /// Shows the number of bytes only.
        impl fmt::Debug for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(formatter, concat!(stringify!($name), "({} bytes)"), self.0.len())
            }
        }

        /// Writes the encoded text.
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
    /// Bytes that are base64 text in JSON, RFC 4648 section 4. Decoding accepts both alphabets, with or without
    /// padding.
    Base64, STANDARD
}

bytes_as_text! {
    /// Bytes that are base64url text in JSON, RFC 4648 section 5, encoded without padding. Decoding accepts both
    /// alphabets, with or without padding.
    Base64Url, URL_SAFE
}

/// Decodes both alphabets and ignores line breaks, which MIME inserts.
fn decode(text: &str) -> Option<Vec<u8>> {
    if text.contains(['-', '_', '\r', '\n']) {
        let mut plain = text.replace('-', "+").replace('_', "/");
        plain.retain(|c| !matches!(c, '\r' | '\n'));
        return STANDARD.decode(plain).ok();
    }
    STANDARD.decode(text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_of_the_specification() {
        for (bytes, encoded) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(Base64::from(bytes).to_string(), encoded);
            assert_eq!(decode(encoded).unwrap(), bytes.as_bytes());
            let bare = encoded.trim_end_matches('=');
            assert_eq!(Base64Url::from(bytes).to_string(), bare);
            assert_eq!(decode(bare).unwrap(), bytes.as_bytes());
        }
        assert_eq!(Base64::from([251, 255]).to_string(), "+/8=");
        assert_eq!(Base64Url::from([251, 255]).to_string(), "-_8");
    }

    #[test]
    fn what_is_no_base64_is_refused() {
        for text in ["Z", "Zg=x", "Z g", "ä"] {
            assert_eq!(decode(text), None, "{text}");
        }
    }
}
