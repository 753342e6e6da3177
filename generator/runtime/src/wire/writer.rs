//! Writing an object with known properties.

use super::super::nullable::Nullable;
use serde_core::ser::{Error, Serialize, SerializeMap, Serializer};
use std::collections::BTreeMap;

/// An object that is being written: the map, or the first error.
pub struct Writer<S: Serializer> {
    state: Result<S::SerializeMap, S::Error>,
    /// The discriminator that the union of the object has written.
    discriminator: Option<&'static str>,
}

impl<S: Serializer> Writer<S> {
    pub(super) fn new(serializer: S) -> Self {
        Self {
            state: serializer.serialize_map(None),
            discriminator: None,
        }
    }

    pub(super) fn tagged(serializer: S, discriminator: &'static str, tag: &'static str) -> Self {
        let mut object = Self::new(serializer);
        object.value(discriminator, tag);
        object.discriminator = Some(discriminator);
        object
    }

    pub(super) fn end(self) -> Result<S::Ok, S::Error> {
        self.state?.end()
    }

    /// Writes a property.
    pub fn value<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) {
        if let Ok(map) = &mut self.state
            && let Err(error) = map.serialize_entry(name, value)
        {
            self.state = Err(error);
        }
    }

    /// Writes an optional property, if it has a value.
    pub fn optional<T: Serialize>(&mut self, name: &str, value: &Option<T>) {
        if let Some(value) = value {
            self.value(name, value);
        }
    }

    /// Writes an optional and nullable property, unless it is absent.
    pub fn nullable<T: Serialize>(&mut self, name: &str, value: &Nullable<T>) {
        if !value.is_absent() {
            self.value(name, value);
        }
    }

    /// Writes additional properties, except those with the name of a known property, which would be duplicates.
    pub fn additional<T: Serialize>(&mut self, known: &[&str], values: &BTreeMap<String, T>) {
        for (name, value) in values {
            let is_written = self.discriminator == Some(name) || known.contains(&name.as_str());
            if !is_written {
                self.value(name, value);
            }
        }
    }

    /// Fails with an error.
    pub fn refuse(&mut self, reason: &str) {
        self.state = Err(Error::custom(reason));
    }
}
