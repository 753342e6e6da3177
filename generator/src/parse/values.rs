//! Reads values of a specific type.
//!
//! Null is equivalent to an absent value, since YAML has it after an empty key. A scalar of another type is accepted
//! if its text is valid.

use super::{Here, Reader};
use crate::diagnostics::{Code, Diagnostic};
use serde_json::{Map, Value};
use std::borrow::Cow;

/// Returns the name of a value's type, for messages.
fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

impl<'t> Reader<'t, '_> {
    /// Reports an invalid value.
    pub(super) fn wrong(&mut self, here: &Here<'_, 't>, message: impl Into<String>) {
        self.report(Code::InvalidValue, here, message);
    }

    /// Reports a problem.
    pub(super) fn report(&mut self, code: Code, here: &Here<'_, 't>, message: impl Into<String>) {
        let place = self.place(here);
        self.diagnostics.push(Diagnostic::new(code, place, message));
    }

    fn left_out(&mut self, value: &Value, here: &Here<'_, 't>, wanted: &str) {
        let message = format!(
            "`{}` must be {wanted}, not {}; it is ignored",
            self.name(here),
            kind(value)
        );
        self.wrong(here, message);
    }

    /// Reads a string, as written.
    pub(super) fn text(&mut self, value: &'t Value, here: &Here<'_, 't>) -> Option<Cow<'t, str>> {
        match value {
            Value::Null => None,
            Value::String(text) => Some(Cow::Borrowed(text)),
            Value::Bool(_) | Value::Number(_) => Some(self.scalar_text(value, here)),
            Value::Array(_) | Value::Object(_) => {
                self.left_out(value, here, "a string");
                None
            }
        }
    }

    /// Returns the text of a number or a boolean.
    pub(super) fn scalar_text(&self, value: &'t Value, here: &Here<'_, 't>) -> Cow<'t, str> {
        if let Value::String(text) = value {
            return Cow::Borrowed(text);
        }
        let texts = self.source.texts.is_empty() && self.source.files.is_empty();
        let written = match texts {
            true => None,
            false => self.written_text(here),
        };
        written.map_or_else(|| Cow::Owned(value.to_string()), Cow::Borrowed)
    }

    /// Returns the source text of a scalar that YAML resolves to another type.
    pub(super) fn written_text(&self, here: &Here<'_, 't>) -> Option<&'t str> {
        let location = self.location(here);
        let texts = match location.file {
            0 => &self.source.texts,
            number => {
                let mut files = self.source.files.values();
                &files.find(|file| file.source == number)?.texts
            }
        };
        texts.get(&location.pointer).map(String::as_str)
    }

    /// Reads a string member.
    pub(super) fn text_of(
        &mut self,
        object: &'t Map<String, Value>,
        key: &'static str,
        here: &Here<'_, 't>,
    ) -> Option<Cow<'t, str>> {
        let value = object.get(key)?;
        self.text(value, &here.key(key))
    }

    /// Reads a string member as an owned string, for `openapiv3`.
    pub(super) fn string_of(
        &mut self,
        object: &'t Map<String, Value>,
        key: &'static str,
        here: &Here<'_, 't>,
    ) -> Option<String> {
        self.text_of(object, key, here).map(Cow::into_owned)
    }

    /// Reads a boolean.
    pub(super) fn flag(&mut self, value: &Value, here: &Here<'_, 't>) -> Option<bool> {
        match value {
            Value::Null => None,
            Value::Bool(flag) => Some(*flag),
            Value::String(text) if text.eq_ignore_ascii_case("true") => Some(true),
            Value::String(text) if text.eq_ignore_ascii_case("false") => Some(false),
            value => {
                self.left_out(value, here, "a boolean");
                None
            }
        }
    }

    /// Reads a boolean member.
    pub(super) fn flag_of(
        &mut self,
        object: &Map<String, Value>,
        key: &'static str,
        here: &Here<'_, 't>,
    ) -> Option<bool> {
        let value = object.get(key)?;
        self.flag(value, &here.key(key))
    }

    /// Reads a number.
    pub(super) fn number(&mut self, value: &Value, here: &Here<'_, 't>) -> Option<f64> {
        let number = match value {
            Value::Null => return None,
            Value::Number(number) => number.as_f64(),
            Value::String(text) => text.trim().parse().ok(),
            _ => None,
        };
        let number = number.filter(|number: &f64| number.is_finite());
        if number.is_none() {
            self.left_out(value, here, "a number");
        }
        number
    }

    /// Reads a non-negative integer.
    pub(super) fn count(&mut self, value: &Value, here: &Here<'_, 't>) -> Option<u64> {
        let number = self.number(value, here)?;
        if number < 0.0 || number.fract() != 0.0 {
            let message = format!(
                "`{}` must be a non-negative integer, not {value}; it is ignored",
                self.name(here)
            );
            self.wrong(here, message);
            return None;
        }
        // A float that is too large becomes the maximum.
        Some(number as u64)
    }

    /// Reads an object.
    pub(super) fn object(
        &mut self,
        value: &'t Value,
        here: &Here<'_, 't>,
    ) -> Option<&'t Map<String, Value>> {
        match value {
            Value::Object(object) => Some(object),
            Value::Null => None,
            // PHP serializes an empty object as an array.
            Value::Array(items) if items.is_empty() => None,
            value => {
                self.left_out(value, here, "an object");
                None
            }
        }
    }

    /// Reads the members of an object.
    pub(super) fn members(
        &mut self,
        value: &'t Value,
        here: &Here<'_, 't>,
    ) -> impl Iterator<Item = (&'t str, &'t Value)> + use<'t> {
        let members = self.object(value, here).into_iter().flatten();
        members.map(|(key, value)| (key.as_str(), value))
    }

    /// Reads an array. Another value is accepted as an array with one item.
    pub(super) fn items(&mut self, value: &'t Value, here: &Here<'_, 't>) -> &'t [Value] {
        match value {
            Value::Array(items) => items,
            Value::Null => &[],
            Value::Object(object) if object.is_empty() => &[],
            value => {
                let message = format!(
                    "`{}` must be an array, not {}; it is treated as an array with one item",
                    self.name(here),
                    kind(value)
                );
                self.wrong(here, message);
                std::slice::from_ref(value)
            }
        }
    }

    /// Reads an array of strings.
    pub(super) fn texts(&mut self, value: &'t Value, here: &Here<'_, 't>) -> Vec<Cow<'t, str>> {
        let items = self.items(value, here);
        let mut texts = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            texts.extend(self.text(item, &here.index(index)));
        }
        texts
    }
}
