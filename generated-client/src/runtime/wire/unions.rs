// Written by sdkwright from the API's document: edits are lost.

//! Unions: look, then decode.
//!
//! The value is kept as JSON, the evidence that each branch's [`Branch`] lists says which branches it can be of and in what order, and
//! the first one is decoded. Only where that fails the next one is tried. The order of evidence:
//!
//! 1. The tag: where the union's discriminator has one that some branches name, it is one of these, and an error in them is an error. A
//!    tag that no branch names is a branch that is not known, unless some branch has no tags.
//! 2. The kind of JSON value, and the properties that must be there: a branch that does not fit is out.
//! 3. Constants: a branch whose constants all fit wins over those of which one does not; a single constant that does not fit is out anyway.
//! 4. Listed values: a branch that lists the value wins over one that lists others.
//! 5. How many of the value's properties the branch knows.
//!
//! Ties go to the branch that keeps more of the value, then to the earlier one. What fits no branch is kept as it came.

use super::kept::lost;
use super::value::ValueError;
use serde_core::de::{Deserialize, Deserializer, Error};
use serde_json::{Map, Value};
use std::cell::Cell;

/// So many branches may be tried in vain in one value before the best so far is the answer: what looks like everything at every level would
/// be tried in every combination.
const MOST_FAILURES: u32 = 200;

/// One of several branches.
pub trait Choice: Sized {
    /// How they are told apart.
    const BRANCHES: Branches;

    /// Decodes a branch, by its place.
    ///
    /// # Errors
    /// Where the value is not of this branch.
    fn decode_branch(index: usize, value: &Value) -> Result<Self, ValueError>;

    /// Keeps a value that is of no known branch.
    fn keep(value: Value) -> Self;

    /// What is written for it, where branches that look alike keep more or less of a value.
    fn encode(&self) -> Option<Value> {
        None
    }
}

/// How the branches of a union are told apart.
#[derive(Clone, Copy, Debug)]
pub struct Branches {
    /// The property that names the branch, where there is one.
    pub discriminator: Option<&'static str>,
    /// The branches, in the order of the document.
    pub branches: &'static [Branch],
}

/// How a JSON value is told to be of a branch; what is empty tells nothing.
#[derive(Clone, Copy, Debug)]
pub struct Branch {
    /// The values of the discriminator that name it.
    pub tags: &'static [&'static str],
    /// The kinds of JSON value that it can be.
    pub kinds: Kinds,
    /// Properties that must be there.
    pub required: &'static [&'static str],
    /// Properties that have one of these values.
    pub constants: &'static [Property],
    /// The values that it lists, as JSON text.
    pub values: &'static [&'static str],
    /// All properties that it knows, beside the required ones.
    pub known: &'static [&'static str],
}

impl Branch {
    /// A branch of which nothing is known.
    pub const ANY: Self = Self {
        tags: &[],
        kinds: Kinds::ANY,
        required: &[],
        constants: &[],
        values: &[],
        known: &[],
    };
}

/// A property and the values that it can have, as JSON text.
pub type Property = (&'static str, &'static [&'static str]);

/// Kinds of JSON value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kinds(u8);

impl Kinds {
    /// Null.
    pub const NULL: Self = Self(1);
    /// True and false.
    pub const BOOLEAN: Self = Self(2);
    /// Whole numbers.
    pub const INTEGER: Self = Self(4);
    /// All numbers.
    pub const NUMBER: Self = Self(4 | 8);
    /// Strings.
    pub const STRING: Self = Self(16);
    /// Arrays.
    pub const ARRAY: Self = Self(32);
    /// Objects.
    pub const OBJECT: Self = Self(64);
    /// All of them.
    pub const ANY: Self = Self(127);

    /// These and those.
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    fn hold(self, value: &Value) -> bool {
        let bit = match value {
            Value::Null => 1,
            Value::Bool(_) => 2,
            Value::Number(number) if is_whole(number) => 4,
            Value::Number(_) => 8,
            Value::String(_) => 16,
            Value::Array(_) => 32,
            Value::Object(_) => 64,
        };
        self.0 & bit != 0
    }
}

fn is_whole(number: &serde_json::Number) -> bool {
    number.is_i64()
        || number.is_u64()
        || number.as_f64().is_some_and(|number| number.fract() == 0.0)
}

/// Reads a union.
///
/// # Errors
/// Where the value should be of a known branch and is not.
pub fn decode_union<'de, T: Choice, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let value = Value::deserialize(deserializer)?;
    let failures = Failures::count();
    let mut first: Option<ValueError> = None;
    let mut best: Option<Best<T>> = None;
    for (index, evidence) in candidates(&T::BRANCHES, &value) {
        if best.as_ref().is_some_and(|best| best.evidence != evidence) {
            break;
        }
        match T::decode_branch(index, &value) {
            Ok(decoded) => {
                let lost = decoded.encode().map_or(0, |kept| lost(&value, &kept));
                if lost == 0 {
                    return Ok(decoded);
                }
                if best.as_ref().is_none_or(|best| lost < best.lost) {
                    best = Some(Best {
                        decoded,
                        evidence,
                        lost,
                    });
                }
            }
            Err(error) => {
                first.get_or_insert(error);
            }
        }
        if failures.add() > MOST_FAILURES {
            break;
        }
    }
    match (best, first) {
        (Some(best), _) => Ok(best.decoded),
        (None, Some(error)) => Err(D::Error::custom(error)),
        (None, None) => Ok(T::keep(value)),
    }
}

/// The branch that keeps most of the value, of those for which as much speaks.
struct Best<T> {
    decoded: T,
    evidence: Evidence,
    lost: usize,
}

/// The branches that this value can be of, the most likely one first.
fn candidates(union: &Branches, value: &Value) -> Vec<(usize, Evidence)> {
    let all = || union.branches.iter().enumerate();
    let object = value.as_object();
    let tag = union
        .discriminator
        .and_then(|name| object?.get(name)?.as_str());
    if let Some(tag) = tag {
        let named: Vec<_> = all()
            .filter(|(_, branch)| branch.tags.contains(&tag))
            .collect();
        if let [(only, _)] = named.as_slice() {
            return vec![(*only, Evidence::ALONE)];
        }
        if !named.is_empty() {
            let (possible, others): (Vec<_>, Vec<_>) = named
                .into_iter()
                .partition(|(_, branch)| is_possible(branch, value, object));
            let named = if possible.is_empty() {
                others
            } else {
                possible
            };
            return ranked(named, value, object);
        }
    }
    let possible = all().filter(|(_, branch)| {
        (tag.is_none() || branch.tags.is_empty()) && is_possible(branch, value, object)
    });
    ranked(possible.collect(), value, object)
}

fn is_possible(branch: &Branch, value: &Value, object: Option<&Map<String, Value>>) -> bool {
    branch.kinds.hold(value)
        && object.is_none_or(|object| {
            branch
                .required
                .iter()
                .all(|property| object.contains_key(*property))
        })
}

fn ranked(
    branches: Vec<(usize, &Branch)>,
    value: &Value,
    object: Option<&Map<String, Value>>,
) -> Vec<(usize, Evidence)> {
    let mut ranked: Vec<(usize, Evidence)> = branches
        .into_iter()
        .map(|(index, branch)| (index, Evidence::of(branch, value, object)))
        .collect();
    let some_fit = ranked
        .iter()
        .any(|(_, evidence)| evidence.constants == Fit::Yes);
    ranked.retain(|(_, evidence)| match evidence.constants {
        Fit::Yes | Fit::Unsaid => true,
        Fit::NotListed => !some_fit,
        Fit::No => false,
    });
    // Stable: ties stay in the order of the document.
    ranked.sort_by(|(_, one), (_, other)| other.cmp(one));
    ranked
}

/// What speaks for a branch; the greater, the more.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Evidence {
    constants: Fit,
    values: Fit,
    known: usize,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    No,
    NotListed,
    Unsaid,
    Yes,
}

impl Evidence {
    /// That of a branch which no other can be mistaken for.
    const ALONE: Self = Self {
        constants: Fit::Yes,
        values: Fit::Yes,
        known: 0,
    };

    fn of(branch: &Branch, value: &Value, object: Option<&Map<String, Value>>) -> Self {
        let constants = branch.constants.iter().filter_map(|(name, values)| {
            let value = object?.get(*name)?;
            Some(match (lists(values, value), values.len()) {
                (true, _) => Fit::Yes,
                (false, 1) => Fit::No,
                (false, _) => Fit::NotListed,
            })
        });
        let values = match branch.values {
            [] => Fit::Unsaid,
            values if lists(values, value) => Fit::Yes,
            _ => Fit::NotListed,
        };
        let known = object.map_or(0, |object| {
            let names = branch.required.iter().chain(branch.known);
            names.filter(|name| object.contains_key(**name)).count()
        });
        Self {
            constants: constants.min().unwrap_or(Fit::Unsaid),
            values,
            known,
        }
    }
}

fn lists(texts: &[&str], value: &Value) -> bool {
    // Text of JSON, so that a string is not mistaken for a number.
    let text = value.to_string();
    texts.contains(&text.as_str())
}

thread_local! {
    /// How many branches failed in the outermost union that this thread decodes; none outside.
    static FAILED: Cell<Option<u32>> = const { Cell::new(None) };
}

/// Counts failures over all unions inside the outermost one.
struct Failures {
    outermost: bool,
}

impl Failures {
    fn count() -> Self {
        let outermost = FAILED.get().is_none();
        if outermost {
            FAILED.set(Some(0));
        }
        Self { outermost }
    }

    fn add(&self) -> u32 {
        let count = FAILED.get().unwrap_or(0).saturating_add(1);
        FAILED.set(Some(count));
        count
    }
}

impl Drop for Failures {
    fn drop(&mut self) {
        if self.outermost {
            FAILED.set(None);
        }
    }
}
