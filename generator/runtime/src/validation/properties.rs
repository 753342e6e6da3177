//! Counts the properties of a value as JSON, with a serializer that ignores their values.

use serde_core::ser::{self, Impossible, Serialize, SerializeMap, Serializer};
use std::fmt;

/// Returns the number of properties, or `None` if the value is not an object.
pub fn count(value: &impl Serialize) -> Option<usize> {
    value.serialize(Counter).ok()
}

/// The error of a value that is not an object.
#[derive(Debug)]
struct NoObject;

impl fmt::Display for NoObject {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("not an object")
    }
}

impl std::error::Error for NoObject {}

impl ser::Error for NoObject {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

struct Counter;

struct Properties(usize);

impl SerializeMap for Properties {
    type Ok = usize;
    type Error = NoObject;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, _: &T) -> Result<(), NoObject> {
        self.0 += 1;
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, _: &T) -> Result<(), NoObject> {
        Ok(())
    }

    fn end(self) -> Result<usize, NoObject> {
        Ok(self.0)
    }
}

macro_rules! no_objects {
    ($($method:ident($($argument:ty),*) -> $output:ty;)*) => {$(
        fn $method(self, $(_: $argument),*) -> Result<$output, NoObject> {
            Err(NoObject)
        }
    )*};
}

type None = Impossible<usize, NoObject>;

impl Serializer for Counter {
    type Ok = usize;
    type Error = NoObject;
    type SerializeSeq = None;
    type SerializeTuple = None;
    type SerializeTupleStruct = None;
    type SerializeTupleVariant = None;
    type SerializeMap = Properties;
    type SerializeStruct = None;
    type SerializeStructVariant = None;

    fn serialize_map(self, _: Option<usize>) -> Result<Properties, NoObject> {
        Ok(Properties(0))
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<usize, NoObject> {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<usize, NoObject> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<usize, NoObject> {
        Err(NoObject)
    }

    fn collect_str<T: fmt::Display + ?Sized>(self, _: &T) -> Result<usize, NoObject> {
        Err(NoObject)
    }

    no_objects! {
        serialize_bool(bool) -> usize;
        serialize_i8(i8) -> usize;
        serialize_i16(i16) -> usize;
        serialize_i32(i32) -> usize;
        serialize_i64(i64) -> usize;
        serialize_u8(u8) -> usize;
        serialize_u16(u16) -> usize;
        serialize_u32(u32) -> usize;
        serialize_u64(u64) -> usize;
        serialize_f32(f32) -> usize;
        serialize_f64(f64) -> usize;
        serialize_char(char) -> usize;
        serialize_str(&str) -> usize;
        serialize_bytes(&[u8]) -> usize;
        serialize_none() -> usize;
        serialize_unit() -> usize;
        serialize_unit_struct(&'static str) -> usize;
        serialize_unit_variant(&'static str, u32, &'static str) -> usize;
        serialize_seq(Option<usize>) -> None;
        serialize_tuple(usize) -> None;
        serialize_tuple_struct(&'static str, usize) -> None;
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> None;
        serialize_struct(&'static str, usize) -> None;
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> None;
    }
}
