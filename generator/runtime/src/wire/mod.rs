//! JSON serialization of models: the parts that all types share.
//!
//! The generated crate contains, per type, only what differs. Compared with serde's implementations, [`Decode`]
//! accepts what JSON allows (`5.0` is an integer), has more precise errors (`expected an RFC 3339 date and time with a time zone, found
//! "yesterday"`), and needs no derive macro.
//!
//! Rules of decoding: the last one of duplicate properties is used; an unknown property is ignored, unless the type
//! has additional properties; null in an optional property that is not nullable is `None`.

mod branches;
mod containers;
mod enums;
mod loss;
mod object;
mod record;
mod scalars;
mod secret;
mod tagged;
mod text;
mod unions;
mod value;
mod writer;

pub use branches::{Branch, Branches, Items, Kinds, Property, whole};
pub use enums::{integer_enum, string_enum};
pub use object::{Key, Object};
pub use record::{Record, read, write, write_tagged};
pub use tagged::{TaggedChoice, TaggedObject, decode_tagged};
pub use text::text;
pub use unions::{Choice, decode_union};
pub use value::{ValueError, from_value, join_path, push_index, push_key, split_path};
pub use writer::Writer;

use serde_core::de::Deserializer;

/// A type that can be decoded.
pub trait Decode<'de>: Sized {
    /// Whether a value is a secret or a collection of secrets. A decode error then shows nothing of the body.
    const SECRET: bool = false;

    /// Decodes a value.
    ///
    /// # Errors
    /// Returns an error if the input is not a value of this type.
    fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;
}

/// Adapts [`Decode`] to serde's `Deserialize`.
#[derive(Clone, Copy, Debug)]
pub struct Decoded<T>(pub T);

impl<'de, T: Decode<'de>> serde_core::de::Deserialize<'de> for Decoded<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::decode(deserializer).map(Self)
    }
}
