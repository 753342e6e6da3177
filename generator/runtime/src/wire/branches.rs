//! The criteria by which the branches of a union are recognised, as tables that the generator writes.

use serde_json::Value;

/// The criteria by which the branch of a value is recognised.
#[derive(Clone, Copy, Debug)]
pub struct Branches {
    /// The property name of the discriminator, if there is one.
    pub discriminator: Option<&'static str>,
    /// The branches, in the order of the document.
    pub branches: &'static [Branch],
}

/// The criteria for one branch. An empty criterion is not used.
#[derive(Clone, Copy, Debug)]
pub struct Branch {
    /// The discriminator values of the branch.
    pub tags: &'static [&'static str],
    /// The kinds of JSON value that the branch allows.
    pub kinds: Kinds,
    /// The only value of the branch, as JSON text.
    pub constant: Option<&'static str>,
    /// The criteria for the items of an array.
    pub items: Items,
    /// The required properties.
    pub required: &'static [&'static str],
    /// Properties with a constant or enumerated value.
    pub constants: &'static [Property],
    /// The enumerated values of the branch, as JSON text.
    pub values: &'static [&'static str],
    /// The properties that are not required.
    pub known: &'static [&'static str],
}

impl Branch {
    /// A branch without criteria.
    pub const ANY: Self = Self {
        tags: &[],
        kinds: Kinds::ANY,
        constant: None,
        items: Items::Any,
        required: &[],
        constants: &[],
        values: &[],
        known: &[],
    };

    /// Returns `true` if the value can be one of the branch, by its kind, its constant, its items and its required
    /// properties.
    pub(super) fn allows(&self, value: &Value) -> bool {
        self.kinds.contains(value)
            && self.constant.is_none_or(|only| only == text(value))
            && value.as_array().is_none_or(|items| self.items.allow(items))
            && value.as_object().is_none_or(|object| {
                let mut required = self.required.iter();
                required.all(|property| object.contains_key(*property))
            })
    }
}

/// The criteria for the items of an array: kinds, required properties, and those of the items of an item.
#[derive(Clone, Copy, Debug)]
pub enum Items {
    /// There are none.
    Any,
    /// Every item is one of this branch.
    All(&'static Branch),
    /// There are as many items as branches, each one of its branch.
    Each(&'static [Branch]),
}

impl Items {
    fn allow(self, items: &[Value]) -> bool {
        match self {
            Self::Any => true,
            Self::All(branch) => items.iter().all(|item| branch.allows(item)),
            Self::Each(branches) => {
                let mut pairs = items.iter().zip(branches);
                items.len() == branches.len() && pairs.all(|(item, branch)| branch.allows(item))
            }
        }
    }
}

/// A property and its possible values, as JSON text.
pub type Property = (&'static str, &'static [&'static str]);

/// A set of kinds of JSON value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kinds(u8);

impl Kinds {
    /// Null.
    pub const NULL: Self = Self(1);
    /// Booleans.
    pub const BOOLEAN: Self = Self(2);
    /// Integers.
    pub const INTEGER: Self = Self(4);
    /// All numbers.
    pub const NUMBER: Self = Self(4 | 8);
    /// Strings.
    pub const STRING: Self = Self(16);
    /// Arrays.
    pub const ARRAY: Self = Self(32);
    /// Objects.
    pub const OBJECT: Self = Self(64);
    /// All kinds.
    pub const ANY: Self = Self(127);

    /// Returns the union of two sets.
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    fn contains(self, value: &Value) -> bool {
        let bit = match value {
            Value::Null => 1,
            Value::Bool(_) => 2,
            Value::Number(_) if whole(value).is_some() => 4,
            Value::Number(_) => 8,
            Value::String(_) => 16,
            Value::Array(_) => 32,
            Value::Object(_) => 64,
        };
        self.0 & bit != 0
    }
}

/// Returns a whole number without a point.
pub fn whole(value: &Value) -> Option<serde_json::Number> {
    let number = value.as_number()?;
    if number.is_i64() || number.is_u64() {
        return Some(number.clone());
    }
    let float = number.as_f64().filter(|float| float.fract() == 0.0)?;
    // Beyond that, a float is not exact.
    match float.abs() < 9e15 {
        true => Some((float as i64).into()),
        false => Some(number.clone()),
    }
}

/// Returns the value as JSON text. A whole number has no point: `1.0` is `1`.
pub(super) fn text(value: &Value) -> String {
    match whole(value) {
        Some(number) => number.to_string(),
        None => value.to_string(),
    }
}
