//! JSON serialization of structs: objects with known properties.

use super::{Object, Writer};
use serde_core::de::{Deserializer, Error, MapAccess, Visitor};
use serde_core::ser::Serializer;
use std::fmt;
use std::marker::PhantomData;

/// An object with known properties.
pub trait Record: Sized {
    /// The name of the type, for error messages.
    const NAME: &'static str;

    /// Reads the properties. Returns `None` after an error, which the object keeps.
    fn read<'de, A: MapAccess<'de>>(object: &mut Object<'de, A>) -> Option<Self>;

    /// Writes the properties.
    fn write<S: Serializer>(&self, object: &mut Writer<S>);
}

/// Reads a record.
///
/// # Errors
/// Returns an error if the input is not an object or does not match the record.
pub fn read<'de, T: Record, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_map(RecordVisitor(PhantomData))
}

struct RecordVisitor<T>(PhantomData<T>);

impl<'de, T: Record> Visitor<'de> for RecordVisitor<T> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object: ")?;
        formatter.write_str(T::NAME)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        read_map(map)
    }
}

/// Reads the properties of a record.
pub(super) fn read_map<'de, T: Record, A: MapAccess<'de>>(map: A) -> Result<T, A::Error> {
    let mut object = Object::new(map);
    let read = T::read(&mut object);
    match (object.into_error(), read) {
        (Some(error), _) => Err(error),
        (None, Some(value)) => Ok(value),
        (None, None) => Err(Error::custom("the object could not be read")),
    }
}

/// Writes a record.
///
/// # Errors
/// Returns the error of the serializer.
pub fn write<T: Record, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    let mut object = Writer::new(serializer);
    value.write(&mut object);
    object.end()
}

/// Writes a record as a branch of a union whose discriminator it does not declare.
///
/// # Errors
/// Returns the error of the serializer.
pub fn write_tagged<T: Record, S: Serializer>(
    discriminator: &'static str,
    tag: &'static str,
    value: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut object = Writer::tagged(serializer, discriminator, tag);
    value.write(&mut object);
    object.end()
}
