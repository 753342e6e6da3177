//! Decoding of a buffered JSON value, with errors that contain the path of the value.
//!
//! An error is printed as `at .items[3].startedAt: expected …`, or without a path if it is about the whole value.
//! [`split_path`] parses this form in the message of another error.

use super::Decode;
use serde_core::de::value::BorrowedStrDeserializer;
use serde_core::de::{
    DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Unexpected, Visitor,
};
use serde_core::forward_to_deserialize_any;
use serde_json::Value;
use std::fmt;

/// Decodes a value.
///
/// # Errors
/// Returns an error with its path if the value does not match the type.
pub fn from_value<'de, T: Decode<'de>>(value: &'de Value) -> Result<T, ValueError> {
    T::decode(ValueDeserializer(value))
}

/// The error of decoding a value, with its path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueError {
    path: String,
    message: String,
}

impl ValueError {
    /// Returns the path: `.items[3].startedAt`, or empty for the whole value.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Returns the message without the path.
    pub fn message(&self) -> &str {
        &self.message
    }

    fn within(mut self, step: Step<'_>) -> Self {
        let mut path = String::new();
        step.push_to(&mut path);
        self.path.insert_str(0, &path);
        self
    }
}

impl fmt::Display for ValueError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.path.is_empty() {
            formatter.write_str(&self.message)
        } else {
            write!(formatter, "at {}: {}", self.path, self.message)
        }
    }
}

impl std::error::Error for ValueError {}

impl Error for ValueError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        let text = message.to_string();
        let (path, message) = split_path(&text);
        Self {
            path: path.to_owned(),
            message: message.to_owned(),
        }
    }
}

/// Splits a message of the form `at .a[0].b: message` into path and message. The path of any other message is empty.
pub fn split_path(message: &str) -> (&str, &str) {
    let Some(rest) = message.strip_prefix("at ") else {
        return ("", message);
    };
    let length = path_length(rest);
    match rest.split_at_checked(length) {
        Some((path, after)) if length > 0 => match after.strip_prefix(": ") {
            Some(message) => (path, message),
            None => ("", message),
        },
        _ => ("", message),
    }
}

/// Puts the path of a value before the path of an error in it.
pub fn join_path(outer: &str, message: &str) -> String {
    let (path, message) = split_path(message);
    match (outer, path) {
        ("", "") => message.to_owned(),
        _ => format!("at {outer}{path}: {message}"),
    }
}

/// Returns the length of the path at the beginning of the text, with the steps `.name`, `[0]` and `["any name"]`.
fn path_length(text: &str) -> usize {
    let mut length = 0;
    while let Some(rest) = text.get(length..) {
        let step = if let Some(name) = rest.strip_prefix('.') {
            let end = name.find(|c| !is_plain(c)).unwrap_or(name.len());
            if end == 0 { 0 } else { end + 1 }
        } else if let Some(inner) = rest.strip_prefix("[\"") {
            closing_quote(inner).map_or(0, |end| end + 4)
        } else if let Some(inner) = rest.strip_prefix('[') {
            let end = inner.find(|c: char| !c.is_ascii_digit()).unwrap_or(0);
            if end > 0 && inner.get(end..).is_some_and(|rest| rest.starts_with(']')) {
                end + 2
            } else {
                0
            }
        } else {
            0
        };
        if step == 0 {
            break;
        }
        length += step;
    }
    length
}

/// Returns the position of the quote that ends a JSON string, if a bracket follows.
fn closing_quote(text: &str) -> Option<usize> {
    let mut escaped = false;
    for (index, c) in text.char_indices() {
        match c {
            '"' if !escaped => {
                return text.get(index + 1..)?.starts_with(']').then_some(index);
            }
            '\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    None
}

fn is_plain(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '$' | '@')
}

/// Appends a property to a path.
pub fn push_key(path: &mut String, key: &str) {
    Step::Key(key).push_to(path);
}

/// Appends an index to a path.
pub fn push_index(path: &mut String, index: usize) {
    Step::Index(index).push_to(path);
}

#[derive(Clone, Copy)]
enum Step<'a> {
    Key(&'a str),
    Index(usize),
}

impl Step<'_> {
    fn push_to(self, path: &mut String) {
        match self {
            Step::Key(key) if !key.is_empty() && key.chars().all(is_plain) => {
                path.push('.');
                path.push_str(key);
            }
            Step::Key(key) => {
                path.push('[');
                path.push_str(&Value::from(key).to_string());
                path.push(']');
            }
            Step::Index(index) => {
                path.push('[');
                path.push_str(&index.to_string());
                path.push(']');
            }
        }
    }
}

#[derive(Clone, Copy)]
struct ValueDeserializer<'de>(&'de Value);

impl ValueDeserializer<'_> {
    fn unexpected(&self) -> Unexpected<'_> {
        match self.0 {
            Value::Null => Unexpected::Other("null"),
            Value::Bool(value) => Unexpected::Bool(*value),
            Value::Number(number) => match (number.as_i64(), number.as_u64(), number.as_f64()) {
                (Some(number), ..) => Unexpected::Signed(number),
                (_, Some(number), _) => Unexpected::Unsigned(number),
                (.., Some(number)) => Unexpected::Float(number),
                _ => Unexpected::Other("a number"),
            },
            Value::String(text) => Unexpected::Str(text),
            Value::Array(_) => Unexpected::Seq,
            Value::Object(_) => Unexpected::Map,
        }
    }
}

impl<'de> Deserializer<'de> for ValueDeserializer<'de> {
    type Error = ValueError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(*value),
            // serde_json keeps digits beyond 64 bits.
            Value::Number(number) => number.deserialize_any(visitor).map_err(ValueError::custom),
            Value::String(text) => visitor.visit_borrowed_str(text),
            Value::Array(items) => visitor.visit_seq(Items {
                items: items.iter(),
                index: 0,
            }),
            Value::Object(entries) => visitor.visit_map(Entries {
                entries: entries.iter(),
                current: None,
            }),
        }
    }

    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        self.deserialize_f64(visitor)
    }

    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        self.deserialize_f64(visitor)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        if let Value::Number(number) = self.0 {
            if let Some(number) = number.as_u64() {
                return visitor.visit_u64(number);
            }
            if let Some(number) = number.as_i64() {
                return visitor.visit_i64(number);
            }
            if let Some(number) = number.as_f64() {
                return visitor.visit_f64(number);
            }
        }
        Err(Error::invalid_type(self.unexpected(), &visitor))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        match self.0 {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, ValueError> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_tuple<V: Visitor<'de>>(
        self,
        length: usize,
        visitor: V,
    ) -> Result<V::Value, ValueError> {
        match self.0 {
            Value::Array(items) if items.len() > length => {
                Err(Error::invalid_length(items.len(), &visitor))
            }
            _ => self.deserialize_any(visitor),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i128 u8 u16 u32 u128 f32 char str string bytes byte_buf unit unit_struct seq
        tuple_struct map struct enum identifier ignored_any
    }
}

struct Items<'de> {
    items: std::slice::Iter<'de, Value>,
    index: usize,
}

impl<'de> SeqAccess<'de> for Items<'de> {
    type Error = ValueError;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, ValueError> {
        let Some(item) = self.items.next() else {
            return Ok(None);
        };
        let index = self.index;
        self.index += 1;
        seed.deserialize(ValueDeserializer(item))
            .map(Some)
            .map_err(|error| error.within(Step::Index(index)))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.items.len())
    }
}

struct Entries<'de> {
    entries: serde_json::map::Iter<'de>,
    current: Option<(&'de String, &'de Value)>,
}

impl<'de> MapAccess<'de> for Entries<'de> {
    type Error = ValueError;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, ValueError> {
        self.current = self.entries.next();
        match self.current {
            Some((key, _)) => seed
                .deserialize(BorrowedStrDeserializer::new(key))
                .map(Some),
            None => Ok(None),
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(
        &mut self,
        seed: V,
    ) -> Result<V::Value, ValueError> {
        match self.current.take() {
            Some((key, value)) => seed
                .deserialize(ValueDeserializer(value))
                .map_err(|error| error.within(Step::Key(key))),
            None => Err(Error::custom("a value was asked for before its key")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use std::collections::BTreeMap;

    #[test]
    fn an_error_knows_its_place() {
        let value = json!({"a": [{"b": 1}, {"b": "x"}]});
        let error = from_value::<BTreeMap<String, Vec<BTreeMap<String, i64>>>>(&value).unwrap_err();
        assert_eq!(error.path(), ".a[1].b");
        assert!(error.to_string().starts_with("at .a[1].b: "), "{error}");
    }

    #[test]
    fn odd_keys_are_quoted_and_read_back() {
        let value = json!({"a \"b\": ]": [1, "x"]});
        let error = from_value::<BTreeMap<String, Vec<i64>>>(&value).unwrap_err();
        let text = error.to_string();
        assert_eq!(split_path(&text), (error.path(), error.message()));
        assert_eq!(error.path(), r#"["a \"b\": ]"][1]"#);
    }

    #[test]
    fn a_message_without_a_place_stays_whole() {
        for text in [
            "at last: it failed",
            "at .: x",
            "at .a",
            "no",
            "at [x]: y",
            "at ",
        ] {
            assert_eq!(split_path(text), ("", text));
        }
        assert_eq!(join_path(".a", "at .b: no"), "at .a.b: no");
        assert_eq!(join_path("", "no"), "no");
    }
}
