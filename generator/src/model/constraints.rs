//! Constraints: the keywords of JSON Schema that restrict a value of a type.

use serde::Serialize;

/// Constraints of JSON Schema that a Rust type does not express; all optional.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[allow(missing_docs)] // each is the keyword of JSON Schema with the same name
pub struct Constraints {
    pub minimum: Option<f64>,
    pub maximum: Option<f64>,
    pub exclusive_minimum: bool,
    pub exclusive_maximum: bool,
    pub multiple_of: Option<f64>,
    pub min_length: Option<u64>,
    pub max_length: Option<u64>,
    /// Every `pattern`: if several schemas apply, text must match all of them.
    pub patterns: Vec<String>,
    pub min_items: Option<u64>,
    pub max_items: Option<u64>,
    pub unique_items: bool,
    pub min_properties: Option<u64>,
    pub max_properties: Option<u64>,
    /// Constraints inside the value: of the items of a list, of the values of a map, of each item of a tuple. Empty if
    /// there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub inside: Vec<Constraints>,
}

impl Constraints {
    /// No constraints.
    pub const NONE: Self = Self {
        minimum: None,
        maximum: None,
        exclusive_minimum: false,
        exclusive_maximum: false,
        multiple_of: None,
        min_length: None,
        max_length: None,
        patterns: Vec::new(),
        min_items: None,
        max_items: None,
        unique_items: false,
        min_properties: None,
        max_properties: None,
        inside: Vec::new(),
    };

    /// Returns `true` if no constraint is set.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Restricts these constraints to values that satisfy the others too.
    pub fn narrow(&mut self, other: Self) {
        let minimum = (other.minimum, other.exclusive_minimum);
        bound(
            (&mut self.minimum, &mut self.exclusive_minimum),
            minimum,
            |new, old| new > old,
        );
        let maximum = (other.maximum, other.exclusive_maximum);
        bound(
            (&mut self.maximum, &mut self.exclusive_maximum),
            maximum,
            |new, old| new < old,
        );
        // The larger one is usually a multiple of the other.
        greatest(&mut self.multiple_of, other.multiple_of);
        greatest(&mut self.min_length, other.min_length);
        least(&mut self.max_length, other.max_length);
        greatest(&mut self.min_items, other.min_items);
        least(&mut self.max_items, other.max_items);
        greatest(&mut self.min_properties, other.min_properties);
        least(&mut self.max_properties, other.max_properties);
        self.unique_items |= other.unique_items;
        for pattern in other.patterns {
            if !self.patterns.contains(&pattern) {
                self.patterns.push(pattern);
            }
        }
        if self.inside.is_empty() {
            self.inside = other.inside;
        }
    }

    /// Sets the constraints inside the value, or none if all are empty.
    pub fn set_inside(&mut self, inside: Vec<Self>) {
        let none = inside.iter().all(Self::is_empty);
        self.inside = if none { Vec::new() } else { inside };
    }
}

fn bound(
    (current, exclusive): (&mut Option<f64>, &mut bool),
    (other, other_exclusive): (Option<f64>, bool),
    is_tighter: fn(f64, f64) -> bool,
) {
    let Some(other) = other else { return };
    match *current {
        Some(bound) if bound == other => *exclusive |= other_exclusive,
        Some(bound) if !is_tighter(other, bound) => {}
        _ => (*current, *exclusive) = (Some(other), other_exclusive),
    }
}

fn greatest<T: PartialOrd>(current: &mut Option<T>, other: Option<T>) {
    if other > *current {
        *current = other;
    }
}

fn least<T: PartialOrd>(current: &mut Option<T>, other: Option<T>) {
    if other.is_some() && (current.is_none() || other < *current) {
        *current = other;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_satisfies_both_is_the_tighter_of_each() {
        let mut one = Constraints {
            minimum: Some(0.0),
            max_length: Some(9),
            patterns: vec!["a".to_owned()],
            ..Constraints::default()
        };
        one.narrow(Constraints {
            minimum: Some(0.0),
            exclusive_minimum: true,
            min_length: Some(1),
            max_length: Some(5),
            patterns: vec!["a".to_owned(), "b".to_owned()],
            ..Constraints::default()
        });
        assert_eq!((one.minimum, one.exclusive_minimum), (Some(0.0), true));
        assert_eq!((one.min_length, one.max_length), (Some(1), Some(5)));
        assert_eq!(one.patterns, ["a", "b"]);
    }
}
