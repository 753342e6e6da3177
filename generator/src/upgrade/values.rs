//! Values of the type that OpenAPI asks for, out of whatever stands there.
//!
//! Null is the same as nothing: it is what YAML has after a key that somebody left empty. A scalar of another type that
//! reads like the right one is taken.

use super::{Here, Reader};
use crate::diagnostics::{Code, Diagnostic};
use indexmap::IndexMap;
use serde_json::{Map, Value};

/// What stands there, in words.
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
    /// Says that something has the wrong shape.
    pub(super) fn wrong(&mut self, here: &Here<'_>, message: impl Into<String>) {
        self.say(Code::WrongShape, here, message);
    }

    /// Says something.
    pub(super) fn say(&mut self, code: Code, here: &Here<'_>, message: impl Into<String>) {
        self.diagnostics
            .push(Diagnostic::new(code, here.place(), message));
    }

    fn left_out(&mut self, value: &Value, here: &Here<'_>, wanted: &str) {
        let message = format!(
            "`{}` is {wanted} in OpenAPI, not {}: it is left out",
            here.name(),
            kind(value)
        );
        self.wrong(here, message);
    }

    /// Text, as it was written.
    pub(super) fn text(&mut self, value: &Value, here: &Here<'_>) -> Option<String> {
        match value {
            Value::Null => None,
            Value::String(text) => Some(text.clone()),
            Value::Bool(_) | Value::Number(_) => Some(self.scalar_text(value, here)),
            Value::Array(_) | Value::Object(_) => {
                self.left_out(value, here, "text");
                None
            }
        }
    }

    /// The text of a number or a boolean.
    pub(super) fn scalar_text(&self, value: &Value, here: &Here<'_>) -> String {
        if let Value::String(text) = value {
            return text.clone();
        }
        let written = if self.texts.is_empty() {
            None
        } else {
            self.texts.get(&here.to_pointer()).cloned()
        };
        written.unwrap_or_else(|| value.to_string())
    }

    /// The text of a member.
    pub(super) fn text_of(
        &mut self,
        object: &Map<String, Value>,
        key: &str,
        here: &Here<'_>,
    ) -> Option<String> {
        let value = object.get(key)?;
        self.text(value, &here.key(key))
    }

    /// A boolean.
    pub(super) fn flag(&mut self, value: &Value, here: &Here<'_>) -> Option<bool> {
        match value {
            Value::Null => None,
            Value::Bool(flag) => Some(*flag),
            Value::String(text) if text.eq_ignore_ascii_case("true") => Some(true),
            Value::String(text) if text.eq_ignore_ascii_case("false") => Some(false),
            value => {
                self.left_out(value, here, "true or false");
                None
            }
        }
    }

    /// A boolean member.
    pub(super) fn flag_of(
        &mut self,
        object: &Map<String, Value>,
        key: &str,
        here: &Here<'_>,
    ) -> Option<bool> {
        let value = object.get(key)?;
        self.flag(value, &here.key(key))
    }

    /// A number.
    pub(super) fn number(&mut self, value: &Value, here: &Here<'_>) -> Option<f64> {
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

    /// A number that counts something.
    pub(super) fn count(&mut self, value: &Value, here: &Here<'_>) -> Option<usize> {
        let number = self.number(value, here)?;
        if number < 0.0 || number.fract() != 0.0 {
            let message = format!(
                "`{}` counts, so it cannot be {value}: it is left out",
                here.name()
            );
            self.wrong(here, message);
            return None;
        }
        // A float that is too large becomes the largest number.
        Some(number as usize)
    }

    /// An object.
    pub(super) fn object(
        &mut self,
        value: &'t Value,
        here: &Here<'_>,
    ) -> Option<&'t Map<String, Value>> {
        match value {
            Value::Object(object) => Some(object),
            Value::Null => None,
            // What PHP makes of an empty object.
            Value::Array(items) if items.is_empty() => None,
            value => {
                self.left_out(value, here, "an object");
                None
            }
        }
    }

    /// The members of an object whose keys are names, without extensions that stand between them.
    pub(super) fn members(
        &mut self,
        value: &'t Value,
        here: &Here<'_>,
    ) -> impl Iterator<Item = (&'t String, &'t Value)> + use<'t> {
        self.object(value, here).into_iter().flatten()
    }

    /// The items of a list; one value where a list should be is a list of one.
    pub(super) fn items(&mut self, value: &'t Value, here: &Here<'_>) -> &'t [Value] {
        match value {
            Value::Array(items) => items,
            Value::Null => &[],
            Value::Object(object) if object.is_empty() => &[],
            value => {
                let message = format!(
                    "`{}` is a list in OpenAPI, not {}: it is taken as a list of one",
                    here.name(),
                    kind(value)
                );
                self.wrong(here, message);
                std::slice::from_ref(value)
            }
        }
    }

    /// A list of text.
    pub(super) fn texts(&mut self, value: &'t Value, here: &Here<'_>) -> Vec<String> {
        let items = self.items(value, here);
        let mut texts = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            texts.extend(self.text(item, &here.index(index)));
        }
        texts
    }

    /// The extensions of an object.
    pub(super) fn extensions(&self, object: &Map<String, Value>) -> IndexMap<String, Value> {
        let mut extensions = IndexMap::new();
        for (key, value) in object {
            if key.starts_with("x-") {
                extensions.insert(key.clone(), value.clone());
            }
        }
        super::vendors::name(&mut extensions);
        extensions
    }

    /// The extensions of an object that stood elsewhere.
    pub(super) fn moved(
        &self,
        object: &Map<String, Value>,
        here: &Here<'_>,
    ) -> IndexMap<String, Value> {
        let mut extensions = self.extensions(object);
        extensions.insert(super::adopted::AT.to_owned(), here.to_pointer().into());
        extensions
    }
}
