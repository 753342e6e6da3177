//! JSON serialization of the models.
//!
//! The implementations are written out instead of derived: they compile in a fraction of the time, errors have a path,
//! and a union selects its variant before it decodes.

/// Implements the traits of objects with known properties.
#[allow(unused_macros, reason = "a document may have none")]
macro_rules! record {
    ($model:ty) => {
        impl<'de> crate::runtime::wire::Decode<'de> for $model {
            fn decode<D: serde_core::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                crate::runtime::wire::read(deserializer)
            }
        }

        impl<'de> serde_core::Deserialize<'de> for $model {
            fn deserialize<D: serde_core::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                crate::runtime::wire::read(deserializer)
            }
        }

        impl serde_core::Serialize for $model {
            fn serialize<S: serde_core::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                crate::runtime::wire::write(self, serializer)
            }
        }
    };
}

/// Implements the traits of enums of strings.
#[allow(unused_macros, reason = "not every API has one")]
macro_rules! string_enum {
    ($model:ty) => {
        impl std::fmt::Display for $model {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str(self.as_str())
            }
        }

        impl From<String> for $model {
            fn from(value: String) -> Self {
                Self::from(value.as_str())
            }
        }

        impl std::str::FromStr for $model {
            type Err = std::convert::Infallible;

            fn from_str(value: &str) -> Result<Self, std::convert::Infallible> {
                Ok(Self::from(value))
            }
        }

        impl<'de> crate::runtime::wire::Decode<'de> for $model {
            fn decode<D: serde_core::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                crate::runtime::wire::string_enum(deserializer)
            }
        }

        impl<'de> serde_core::Deserialize<'de> for $model {
            fn deserialize<D: serde_core::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                crate::runtime::wire::string_enum(deserializer)
            }
        }

        impl serde_core::Serialize for $model {
            fn serialize<S: serde_core::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }
    };
}

/// Implements the traits of enums of integers.
#[allow(unused_macros, reason = "not every API has one")]
macro_rules! integer_enum {
    ($model:ty) => {
        impl std::fmt::Display for $model {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Display::fmt(&self.as_i64(), formatter)
            }
        }

        impl<'de> crate::runtime::wire::Decode<'de> for $model {
            fn decode<D: serde_core::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                crate::runtime::wire::integer_enum(deserializer)
            }
        }

        impl<'de> serde_core::Deserialize<'de> for $model {
            fn deserialize<D: serde_core::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                crate::runtime::wire::integer_enum(deserializer)
            }
        }

        impl serde_core::Serialize for $model {
            fn serialize<S: serde_core::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_i64(self.as_i64())
            }
        }
    };
}

/// Implements the traits of enums of values of several kinds.
#[allow(unused_macros, reason = "not every API has one")]
macro_rules! mixed_enum {
    ($model:ty) => {
        impl<'de> crate::runtime::wire::Decode<'de> for $model {
            fn decode<D: serde_core::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                <serde_json::Value as serde_core::Deserialize>::deserialize(deserializer).map(Self::from)
            }
        }

        impl<'de> serde_core::Deserialize<'de> for $model {
            fn deserialize<D: serde_core::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                <serde_json::Value as serde_core::Deserialize>::deserialize(deserializer).map(Self::from)
            }
        }

        impl serde_core::Serialize for $model {
            fn serialize<S: serde_core::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serde_core::Serialize::serialize(&self.to_value(), serializer)
            }
        }
    };
}

/// Implements the traits of unions, except `Serialize`, which each of them implements itself.
#[allow(unused_macros, reason = "not every API has one")]
macro_rules! union {
    ($model:ty, $decoder:ident) => {
        impl<'de> crate::runtime::wire::Decode<'de> for $model {
            fn decode<D: serde_core::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                crate::runtime::wire::$decoder(deserializer)
            }
        }

        impl<'de> serde_core::Deserialize<'de> for $model {
            fn deserialize<D: serde_core::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                crate::runtime::wire::$decoder(deserializer)
            }
        }
    };
}

/// Implements the traits of newtypes.
#[allow(unused_macros, reason = "not every API has one")]
macro_rules! newtype {
    ($model:ty) => {
        impl<'de> crate::runtime::wire::Decode<'de> for $model {
            fn decode<D: serde_core::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                crate::runtime::wire::Decode::decode(deserializer).map(Self)
            }
        }

        impl<'de> serde_core::Deserialize<'de> for $model {
            fn deserialize<D: serde_core::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                crate::runtime::wire::Decode::decode(deserializer).map(Self)
            }
        }

        impl serde_core::Serialize for $model {
            fn serialize<S: serde_core::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serde_core::Serialize::serialize(&self.0, serializer)
            }
        }
    };
}

