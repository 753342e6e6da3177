//! What setters of optional properties take.
//!
//! `K` distinguishes the implementations, which could otherwise overlap. The compiler infers it.

use super::nullable::Nullable;

/// A value for an optional property: what converts into `T`, or an `Option<T>`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is neither a `{T}` or what converts into it, nor an `Option<{T}>`"
)]
pub trait IntoOption<T, K> {
    /// Returns the value; `None` leaves the property out.
    fn into_option(self) -> Option<T>;
}

/// A value for an optional property that can be null: what converts into `T`, an `Option<T>`, whose `None` is null, or a
/// [`Nullable<T>`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` is neither a `{T}` or what converts into it, nor an `Option<{T}>` or a `Nullable<{T}>`"
)]
pub trait IntoNullable<T, K> {
    /// Returns the value.
    fn into_nullable(self) -> Nullable<T>;
}

/// The kind of a value itself.
#[derive(Debug)]
pub enum OfValue {}

/// The kind of an `Option`.
#[derive(Debug)]
pub enum OfOption {}

/// The kind of a [`Nullable`].
#[derive(Debug)]
pub enum OfNullable {}

impl<T, U: Into<T>> IntoOption<T, OfValue> for U {
    fn into_option(self) -> Option<T> {
        Some(self.into())
    }
}

impl<T> IntoOption<T, OfOption> for Option<T> {
    fn into_option(self) -> Option<T> {
        self
    }
}

impl<T, U: Into<T>> IntoNullable<T, OfValue> for U {
    fn into_nullable(self) -> Nullable<T> {
        Nullable::Value(self.into())
    }
}

impl<T> IntoNullable<T, OfOption> for Option<T> {
    fn into_nullable(self) -> Nullable<T> {
        self.map_or(Nullable::Null, Nullable::Value)
    }
}

impl<T> IntoNullable<T, OfNullable> for Nullable<T> {
    fn into_nullable(self) -> Nullable<T> {
        self
    }
}

#[cfg(test)]
mod tests {
    use super::{IntoNullable, IntoOption, Nullable};

    fn option<K>(value: impl IntoOption<String, K>) -> Option<String> {
        value.into_option()
    }

    fn nullable<K>(value: impl IntoNullable<String, K>) -> Nullable<String> {
        value.into_nullable()
    }

    #[test]
    fn values_options_and_nullables_are_taken() {
        assert_eq!(option("a").as_deref(), Some("a"));
        assert_eq!(option('a').as_deref(), Some("a"));
        assert_eq!(option(Some("a".to_owned())).as_deref(), Some("a"));
        assert_eq!(option(None), None);
        assert_eq!(nullable("a").as_deref(), Some("a"));
        assert_eq!(nullable(None), Nullable::Null);
        assert_eq!(nullable(Nullable::Absent), Nullable::Absent);
    }
}
