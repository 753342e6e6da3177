//! A property that is absent, null or a value.

use serde_core::ser::{Serialize, Serializer};
use std::ops::Deref;

/// An optional and nullable property. APIs distinguish the three cases.
///
/// ```text
/// Nullable::Absent      the property is not sent: leave it unchanged
/// Nullable::Null        null is sent: remove it
/// Nullable::Value(v)    v is sent: set it
/// ```
///
/// It can be created from a value and from an `Option`, whose `None` becomes null.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Nullable<T> {
    /// The property is absent.
    #[default]
    Absent,
    /// The property is null.
    Null,
    /// The property has a value.
    Value(T),
}

impl<T> Nullable<T> {
    /// Returns `true` if the property is absent.
    pub const fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Returns `true` if the property is null.
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// Returns a reference to the value, if there is one.
    pub const fn as_ref(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// Returns a mutable reference to the value, if there is one.
    pub const fn as_mut(&mut self) -> Option<&mut T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// Returns the value, or `None` if it is absent or null.
    pub fn into_option(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// Returns the target of the value: `Option<&str>` of a `Nullable<String>`.
    pub fn as_deref(&self) -> Option<&T::Target>
    where
        T: Deref,
    {
        self.as_ref().map(T::deref)
    }

    /// Returns the value, or another one if it is absent or null.
    pub fn unwrap_or(self, other: T) -> T {
        self.into_option().unwrap_or(other)
    }

    /// Returns the value, or that of the function if it is absent or null.
    pub fn unwrap_or_else(self, other: impl FnOnce() -> T) -> T {
        self.into_option().unwrap_or_else(other)
    }

    /// Returns the value, or the default of its type if it is absent or null.
    pub fn unwrap_or_default(self) -> T
    where
        T: Default,
    {
        self.into_option().unwrap_or_default()
    }

    /// Returns the value, or an error if it is absent or null.
    ///
    /// # Errors
    /// Returns the error.
    pub fn ok_or<E>(self, error: E) -> Result<T, E> {
        self.into_option().ok_or(error)
    }

    /// Returns what the function makes of the value, if there is one.
    pub fn and_then<U>(self, change: impl FnOnce(T) -> Option<U>) -> Option<U> {
        self.into_option().and_then(change)
    }

    /// Takes the value out, if there is one, and leaves the property absent.
    pub fn take(&mut self) -> Option<T> {
        std::mem::take(self).into_option()
    }

    /// Converts the value, if there is one.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Nullable<U> {
        match self {
            Self::Absent => Nullable::Absent,
            Self::Null => Nullable::Null,
            Self::Value(value) => Nullable::Value(change(value)),
        }
    }
}

impl<T> From<T> for Nullable<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

impl<T> From<Option<T>> for Nullable<T> {
    fn from(value: Option<T>) -> Self {
        match value {
            Some(value) => Self::Value(value),
            None => Self::Null,
        }
    }
}

impl From<&str> for Nullable<String> {
    fn from(value: &str) -> Self {
        Self::Value(value.to_owned())
    }
}

impl<T> From<Nullable<T>> for Option<T> {
    fn from(value: Nullable<T>) -> Self {
        value.into_option()
    }
}

/// Serializes an absent value as null, since only an object can omit it.
impl<T: Serialize> Serialize for Nullable<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.as_ref() {
            Some(value) => value.serialize(serializer),
            None => serializer.serialize_none(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Nullable;

    #[test]
    fn values_options_and_text_convert() {
        assert_eq!(Nullable::<i32>::from(5), Nullable::Value(5));
        assert_eq!(Nullable::<i32>::from(None), Nullable::Null);
        assert_eq!(Nullable::<String>::from("a").as_ref().unwrap(), "a");
        assert!(Nullable::<i32>::default().is_absent());
    }

    #[test]
    fn it_has_what_an_option_has() {
        let mut name = Nullable::<String>::from("a");
        assert_eq!(name.as_deref(), Some("a"));
        assert_eq!(name.clone().map(|name| name.len()).unwrap_or(0), 1);
        assert_eq!(name.clone().and_then(|name| name.chars().next()), Some('a'));
        assert_eq!(name.take().as_deref(), Some("a"));
        assert!(name.is_absent());
        assert_eq!(name.clone().ok_or("none"), Err("none"));
        assert_eq!(name.unwrap_or_default(), "");
    }
}
