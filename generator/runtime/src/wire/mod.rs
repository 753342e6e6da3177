//! What models and their wire format have in common.
//!
//! The generated crate writes out, per type, only what is its own; what repeats is here, once. Two
//! things set it apart from what serde's own implementations do: [`Decode`] is lenient where JSON is (`5.0` is a whole number) and
//! exact where people look (`expected an RFC 3339 date and time, found "yesterday"`), and nothing in it needs a derive.
//!
//! Rules of decoding: of a property that comes twice the last one counts; an unknown property is skipped, unless the type keeps
//! it; an optional property that is null is none.

mod containers;
mod enums;
mod kept;
mod object;
mod record;
mod scalars;
mod secret;
mod text;
mod unions;
mod value;
mod writer;

pub use enums::{integer_enum, string_enum};
pub use object::{Key, Object};
pub use record::{Record, read, write};
pub use text::text;
pub use unions::{Branch, Branches, Choice, Kinds, Property, decode_union};
pub use value::{ValueError, from_value, join_path, push_index, push_key, split_path};
pub use writer::Writer;

use serde_core::de::Deserializer;

/// A type that can be read from the wire.
pub trait Decode<'de>: Sized {
    /// Reads one.
    ///
    /// # Errors
    /// Where what comes is not of this type.
    fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;
}

/// The value in it is decoded as [`Decode`] says, which makes that available wherever serde's trait is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Decoded<T>(pub T);

impl<'de, T: Decode<'de>> serde_core::de::Deserialize<'de> for Decoded<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::decode(deserializer).map(Self)
    }
}
