//! Reading an object with known properties.
//!
//! [`Object`] remembers the first error, so that the code of a type says only which property goes where:
//! no conversion of errors is written, and none has to be checked by the compiler, at every property.

use super::super::nullable::Nullable;
use super::{Decode, Decoded};
use serde_core::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

/// So many required properties have a bit each.
const COUNTED: usize = 256;

/// An object while it is read.
#[derive(Debug)]
pub struct Object<'de, A: MapAccess<'de>> {
    map: A,
    error: Option<A::Error>,
    /// Which of the first [`COUNTED`] required properties came, a bit each.
    came: [u64; COUNTED / 64],
    lifetime: PhantomData<&'de ()>,
}

impl<'de, A: MapAccess<'de>> Object<'de, A> {
    pub(super) fn new(map: A) -> Self {
        Self {
            map,
            error: None,
            came: [0; COUNTED / 64],
            lifetime: PhantomData,
        }
    }

    pub(super) fn into_error(self) -> Option<A::Error> {
        self.error
    }

    /// The name of the next property; none at the end, and after an error.
    pub fn key(&mut self) -> Option<Key<'de>> {
        if self.error.is_some() {
            return None;
        }
        match self.map.next_key() {
            Ok(key) => key,
            Err(error) => self.fail(error),
        }
    }

    /// The property's value.
    pub fn value<T: Decode<'de>>(&mut self, place: &mut Option<T>) {
        match self.map.next_value::<Decoded<T>>() {
            Ok(value) => *place = Some(value.0),
            Err(error) => self.error = Some(error),
        }
    }

    /// The value of a required property, which has this number among them.
    pub fn required<T: Decode<'de>>(&mut self, number: usize, place: &mut Option<T>) {
        self.came(number);
        self.value(place);
    }

    /// The value of a required property whose place has something in it already.
    pub fn fill<T: Decode<'de>>(&mut self, number: usize, place: &mut T) {
        self.came(number);
        match self.map.next_value::<Decoded<T>>() {
            Ok(value) => *place = value.0,
            Err(error) => self.error = Some(error),
        }
    }

    fn came(&mut self, number: usize) {
        if let Some(bits) = self.came.get_mut(number / 64) {
            *bits |= 1 << (number % 64);
        }
    }

    fn has_come(&self, number: usize) -> bool {
        let bits = self.came.get(number / 64);
        bits.is_some_and(|bits| bits & (1 << (number % 64)) != 0)
    }

    /// Whether one of the first required properties did not come: so many of them.
    pub fn lacks(&self, required: usize) -> bool {
        !(0..required).all(|number| self.has_come(number))
    }

    /// The property's value, where null is none.
    pub fn optional<T: Decode<'de>>(&mut self, place: &mut Option<T>) {
        match self.map.next_value::<Decoded<Option<T>>>() {
            Ok(value) => *place = value.0,
            Err(error) => self.error = Some(error),
        }
    }

    /// The property's value, where null is a value of its own.
    pub fn nullable<T: Decode<'de>>(&mut self, place: &mut Nullable<T>) {
        match self.map.next_value::<Decoded<Option<T>>>() {
            Ok(value) => *place = value.0.into(),
            Err(error) => self.error = Some(error),
        }
    }

    /// A property that has no place of its own, where such are kept.
    pub fn additional<T: Decode<'de>>(&mut self, key: Key<'de>, places: &mut BTreeMap<String, T>) {
        match self.map.next_value::<Decoded<T>>() {
            Ok(value) => drop(places.insert(key.0.into_owned(), value.0)),
            Err(error) => self.error = Some(error),
        }
    }

    /// A property that is not known.
    pub fn skip(&mut self) {
        if let Err(error) = self.map.next_value::<IgnoredAny>() {
            self.error = Some(error);
        }
    }

    /// All properties that are left.
    pub fn skip_all(&mut self) {
        while self.key().is_some() {
            self.skip();
        }
    }

    /// Some of the required properties did not come; these are all of them, by number.
    pub fn missing<T>(&mut self, required: &[&str]) -> Option<T> {
        if self.error.is_some() {
            return None;
        }
        let mut names = (0..)
            .zip(required)
            .filter(|(number, _)| !self.has_come(*number));
        let name = names.next().map_or("", |(_, name)| name);
        self.fail(Error::custom(format_args!("missing property `{name}`")))
    }

    fn fail<T>(&mut self, error: A::Error) -> Option<T> {
        self.error = Some(error);
        None
    }
}

/// The name of a property, borrowed where the input allows it.
#[derive(Debug)]
pub struct Key<'de>(Cow<'de, str>);

impl Key<'_> {
    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(KeyVisitor)
    }
}

struct KeyVisitor;

impl<'de> Visitor<'de> for KeyVisitor {
    type Value = Key<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the name of a property")
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Key<'de>, E> {
        Ok(Key(Cow::Borrowed(text)))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Key<'de>, E> {
        Ok(Key(Cow::Owned(text.to_owned())))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Key<'de>, E> {
        Ok(Key(Cow::Owned(text)))
    }
}
