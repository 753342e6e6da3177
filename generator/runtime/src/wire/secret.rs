//! Secrets, whose values never appear in errors.

use super::super::secret::Secret;
use super::Decode;
use serde_core::de::{Deserializer, Error};

impl<'de, T: Decode<'de>> Decode<'de> for Secret<T> {
    const SECRET: bool = true;

    fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::decode(deserializer)
            .map(Self::new)
            .map_err(|_| Error::custom("expected a secret, found a value of another type"))
    }
}
