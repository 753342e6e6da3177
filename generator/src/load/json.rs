//! Parses JSON with serde_json, and trees of other deserializers, which the lenient YAML parser needs.

use super::budget::Budget;
use super::tree::{self, Parsed, Reason, Refusal};
use crate::pointer;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};
use std::cell::RefCell;
use std::fmt;

/// Parses a JSON text.
pub(super) fn read(text: &str, budget: &Budget<'_>) -> Result<Parsed, Refusal> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    // The seeds have a limit of their own.
    deserializer.disable_recursion_limit();
    let duplicates = RefCell::default();
    let seed = Seed::root(&duplicates, budget);
    let tree = seed.deserialize(&mut deserializer);
    let tree = tree.and_then(|tree| deserializer.end().map(|()| tree));
    match tree {
        Ok(tree) => Ok(Parsed {
            tree,
            duplicates: duplicates.into_inner(),
            ..Parsed::default()
        }),
        Err(error) => Err(refusal(text, &error)),
    }
}

/// Reads a tree from a deserializer.
pub(super) fn read_with<'de, D: Deserializer<'de>>(
    deserializer: D,
    budget: &Budget<'_>,
) -> Result<Parsed, D::Error> {
    let duplicates = RefCell::default();
    let tree = Seed::root(&duplicates, budget).deserialize(deserializer)?;
    Ok(Parsed {
        tree,
        duplicates: duplicates.into_inner(),
        ..Parsed::default()
    })
}

/// Errors that a deserializer passes on as text.
const DEEP: &str = "recursion limit exceeded";
const VALUES: &str = "too many values";

fn refusal(text: &str, error: &serde_json::Error) -> Refusal {
    let message = error.to_string();
    let suffix = format!(" at line {} column {}", error.line(), error.column());
    let message = message.strip_suffix(&suffix).unwrap_or(&message);
    let reason = match message {
        DEEP => Reason::Deep,
        VALUES => Reason::Values,
        message => Reason::Syntax(message.to_owned()),
    };
    Refusal {
        offset: offset(text, error.line(), error.column()),
        reason,
    }
}

/// Converts a line and a column in bytes, both counted from one, to the offset of a character.
pub(super) fn offset(text: &str, line: usize, column: usize) -> usize {
    let start = match line.checked_sub(2) {
        None => 0,
        Some(newline) => text
            .match_indices('\n')
            .nth(newline)
            .map_or(text.len(), |(at, _)| at + 1),
    };
    let mut offset = (start + column.saturating_sub(1)).min(text.len());
    // The column of a text that ends too early is that of its last byte.
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// Deserializes a value at a place.
#[derive(Clone, Copy)]
struct Seed<'s> {
    parent: Option<&'s Seed<'s>>,
    step: Step<'s>,
    /// The number of collections around the value.
    depth: u64,
    duplicates: &'s RefCell<Vec<String>>,
    budget: &'s Budget<'s>,
}

#[derive(Clone, Copy)]
enum Step<'s> {
    Root,
    Key(&'s str),
    Index(usize),
}

impl<'s> Seed<'s> {
    fn root(duplicates: &'s RefCell<Vec<String>>, budget: &'s Budget<'s>) -> Self {
        Seed {
            parent: None,
            step: Step::Root,
            depth: 0,
            duplicates,
            budget,
        }
    }

    fn child<'c>(&'c self, step: Step<'c>) -> Seed<'c> {
        Seed {
            parent: Some(self),
            step,
            depth: self.depth + 1,
            ..*self
        }
    }

    /// Returns an error in a collection that would be too deep.
    fn check_depth<E: Error>(&self) -> Result<(), E> {
        match self.depth < self.budget.limits.depth {
            true => Ok(()),
            false => Err(E::custom(DEEP)),
        }
    }

    fn pointer(&self) -> String {
        let mut pointer = self.parent.map(Seed::pointer).unwrap_or_default();
        match self.step {
            Step::Root => {}
            Step::Key(key) => pointer::push(&mut pointer, key),
            Step::Index(index) => pointer::push_index(&mut pointer, index),
        }
        pointer
    }
}

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        if !self.budget.take(1) {
            return Err(D::Error::custom(VALUES));
        }
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<Value, E> {
        self.visit_f64(value as f64)
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<Value, E> {
        self.visit_f64(value as f64)
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or_else(|| value.to_string().into(), Value::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.to_owned().into())
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Value, A::Error> {
        self.check_depth()?;
        let mut items = Vec::new();
        while let Some(item) = sequence.next_element_seed(self.child(Step::Index(items.len())))? {
            items.push(item);
        }
        Ok(items.into())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        self.check_depth()?;
        let mut object = Map::new();
        while let Some(key) = members.next_key::<String>()? {
            let value = members.next_value_seed(self.child(Step::Key(&key)))?;
            if let Some(duplicate) = tree::insert(&mut object, key, value) {
                let place = self.child(Step::Key(duplicate.key())).pointer();
                self.duplicates.borrow_mut().push(place);
            }
        }
        Ok(object.into())
    }

    fn visit_enum<A: serde::de::EnumAccess<'de>>(self, tagged: A) -> Result<Value, A::Error> {
        // Application-specific YAML tags have no meaning here; the value is used without its tag.
        let (_, value) = tagged.variant::<serde::de::IgnoredAny>()?;
        serde::de::VariantAccess::newtype_variant_seed(value, self)
    }
}
