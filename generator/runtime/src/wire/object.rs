//! Reading an object with known properties.
//!
//! [`Object`] keeps the first error, so that the code of each type contains no error handling, which would have to be
//! compiled for every property.

use super::super::nullable::Nullable;
use super::{Decode, Decoded};
use serde_core::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

/// The maximum number of required properties that are tracked.
const MAX_TRACKED: usize = 256;

/// An object that is being read.
#[derive(Debug)]
pub struct Object<'de, A: MapAccess<'de>> {
    map: A,
    error: Option<A::Error>,
    /// One bit for each of the first [`MAX_TRACKED`] required properties: whether it is present.
    present: [u64; MAX_TRACKED / 64],
    lifetime: PhantomData<&'de ()>,
}

impl<'de, A: MapAccess<'de>> Object<'de, A> {
    pub(super) fn new(map: A) -> Self {
        Self {
            map,
            error: None,
            present: [0; MAX_TRACKED / 64],
            lifetime: PhantomData,
        }
    }

    pub(super) fn into_error(self) -> Option<A::Error> {
        self.error
    }

    /// Returns the name of the next property; `None` at the end and after an error.
    pub fn key(&mut self) -> Option<Key<'de>> {
        if self.error.is_some() {
            return None;
        }
        match self.map.next_key() {
            Ok(key) => key,
            Err(error) => self.fail(error),
        }
    }

    /// Reads the value of the property.
    pub fn value<T: Decode<'de>>(&mut self, target: &mut Option<T>) {
        match self.map.next_value::<Decoded<T>>() {
            Ok(value) => *target = Some(value.0),
            Err(error) => self.error = Some(error),
        }
    }

    /// Reads the value of a required property; `number` is its position among the required ones.
    pub fn required<T: Decode<'de>>(&mut self, number: usize, target: &mut Option<T>) {
        self.mark_present(number);
        self.value(target);
    }

    /// Reads the value of a required property that has an initial value.
    pub fn fill<T: Decode<'de>>(&mut self, number: usize, target: &mut T) {
        self.mark_present(number);
        match self.map.next_value::<Decoded<T>>() {
            Ok(value) => *target = value.0,
            Err(error) => self.error = Some(error),
        }
    }

    fn mark_present(&mut self, number: usize) {
        if let Some(bits) = self.present.get_mut(number / 64) {
            *bits |= 1 << (number % 64);
        }
    }

    fn is_present(&self, number: usize) -> bool {
        let bits = self.present.get(number / 64);
        bits.is_some_and(|bits| bits & (1 << (number % 64)) != 0)
    }

    /// Returns `true` if one of the first `required` required properties is missing.
    pub fn lacks(&self, required: usize) -> bool {
        !(0..required).all(|number| self.is_present(number))
    }

    /// Reads the value of an optional property, where null becomes `None`.
    pub fn optional<T: Decode<'de>>(&mut self, target: &mut Option<T>) {
        match self.map.next_value::<Decoded<Option<T>>>() {
            Ok(value) => *target = value.0,
            Err(error) => self.error = Some(error),
        }
    }

    /// Reads the value of an optional and nullable property.
    pub fn nullable<T: Decode<'de>>(&mut self, target: &mut Nullable<T>) {
        match self.map.next_value::<Decoded<Option<T>>>() {
            Ok(value) => *target = value.0.into(),
            Err(error) => self.error = Some(error),
        }
    }

    /// Reads an additional property.
    pub fn additional<T: Decode<'de>>(&mut self, key: Key<'de>, target: &mut BTreeMap<String, T>) {
        match self.map.next_value::<Decoded<T>>() {
            Ok(value) => drop(target.insert(key.0.into_owned(), value.0)),
            Err(error) => self.error = Some(error),
        }
    }

    /// Skips the value of an unknown property.
    pub fn skip(&mut self) {
        if let Err(error) = self.map.next_value::<IgnoredAny>() {
            self.error = Some(error);
        }
    }

    /// Skips all remaining properties.
    pub fn skip_all(&mut self) {
        while self.key().is_some() {
            self.skip();
        }
    }

    /// Fails with the first missing one of the required properties.
    pub fn missing<T>(&mut self, required: &[&str]) -> Option<T> {
        if self.error.is_some() {
            return None;
        }
        let mut names = (0..)
            .zip(required)
            .filter(|(number, _)| !self.is_present(*number));
        let name = names.next().map_or("", |(_, name)| name);
        self.fail(Error::custom(format_args!("missing property `{name}`")))
    }

    fn fail<T>(&mut self, error: A::Error) -> Option<T> {
        self.error = Some(error);
        None
    }
}

/// The name of a property, borrowed from the input if possible.
#[derive(Debug)]
pub struct Key<'de>(Cow<'de, str>);

impl<'de> Key<'de> {
    /// Returns the name.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub(super) fn into_text(self) -> Cow<'de, str> {
        self.0
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
