//! Unions: the variant is selected before it is decoded.
//!
//! The value is buffered as JSON, unless its discriminator comes first ([`super::tagged`]). The criteria of each
//! [`Branch`] determine the possible branches and their order, and the first one is decoded. The next one is tried only
//! if that fails. The criteria, in their order:
//!
//! 1. The discriminator: if branches have the value's discriminator value, one of them must match, and its error is
//!    returned. A discriminator value that no branch has is an unknown branch, unless a branch has no discriminator
//!    values.
//! 2. The kind of JSON value, required properties, a constant, and the same of the items of an array: a branch that does
//!    not match is excluded.
//! 3. Constants: a branch whose constants all match precedes those with one that does not. A property with a single
//!    possible value that does not match excludes the branch.
//! 4. Enumerated values: a branch that lists the value precedes one that lists others.
//! 5. The number of the value's properties that the branch defines.
//!
//! If criteria are equal, the branch that preserves more of the value is used, then the earlier one. A value that
//! matches no branch is kept unchanged. So is a scalar that no branch can decode: it has no parts of which one could be
//! wrong.

use super::branches::{Branch, Branches, text};
use super::loss::loss;
use super::value::ValueError;
use serde_core::de::{Deserialize, Deserializer, Error};
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::cell::Cell;

/// The maximum number of failed branches in one value, after which the best match so far is used. Without a limit,
/// nested ambiguous unions would be tried in all combinations.
const MAX_FAILURES: u32 = 200;

/// A union of several branches.
pub trait Choice: Sized {
    /// The criteria for each branch.
    const BRANCHES: Branches;

    /// Decodes a branch, by its index.
    ///
    /// # Errors
    /// Returns an error if the value does not match the branch.
    fn decode_branch(index: usize, value: &Value) -> Result<Self, ValueError>;

    /// Creates the unknown variant.
    fn keep(value: Value) -> Self;

    /// Encodes the value, if several branches can match and differ in what they preserve.
    fn encode(&self) -> Option<Value> {
        None
    }
}

/// Decodes a union.
///
/// # Errors
/// Returns an error if the value must match a known branch and does not.
pub fn decode_union<'de, T: Choice, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    decode_value(Value::deserialize(deserializer)?)
}

/// Decodes a union from a buffered value.
pub(super) fn decode_value<T: Choice, E: Error>(value: Value) -> Result<T, E> {
    let failures = Failures::count();
    let mut first: Option<ValueError> = None;
    let mut best: Option<Best<T>> = None;
    for (index, evidence) in candidates(&T::BRANCHES, &value) {
        if best.as_ref().is_some_and(|best| best.evidence != evidence) {
            break;
        }
        match T::decode_branch(index, &value) {
            Ok(decoded) => {
                let loss = decoded.encode().map_or(0, |encoded| loss(&value, &encoded));
                if loss == 0 {
                    return Ok(decoded);
                }
                if best.as_ref().is_none_or(|best| loss < best.loss) {
                    best = Some(Best {
                        decoded,
                        evidence,
                        loss,
                    });
                }
            }
            Err(error) => {
                first.get_or_insert(error);
            }
        }
        if failures.add() > MAX_FAILURES {
            break;
        }
    }
    match (best, first) {
        (Some(best), _) => Ok(best.decoded),
        (None, Some(error)) if value.is_array() || value.is_object() => Err(E::custom(error)),
        (None, _) => Ok(T::keep(value)),
    }
}

/// The branch that preserves most of the value, among those with equal criteria.
struct Best<T> {
    decoded: T,
    evidence: Evidence,
    loss: usize,
}

/// Returns the possible branches for the value, the most likely one first.
fn candidates(union: &Branches, value: &Value) -> Vec<(usize, Evidence)> {
    let all = || union.branches.iter().enumerate();
    let object = value.as_object();
    let tag = union.discriminator.and_then(|name| tag(object?.get(name)?));
    if let Some(tag) = &tag {
        let named: Vec<_> = all()
            .filter(|(_, branch)| branch.tags.contains(&&**tag))
            .collect();
        if let [(only, _)] = named.as_slice() {
            return vec![(*only, Evidence::ONLY)];
        }
        if !named.is_empty() {
            let (possible, others): (Vec<_>, Vec<_>) = named
                .into_iter()
                .partition(|(_, branch)| branch.allows(value));
            let named = if possible.is_empty() {
                others
            } else {
                possible
            };
            return ranked(named, value, object);
        }
    }
    let possible = all()
        .filter(|(_, branch)| (tag.is_none() || branch.tags.is_empty()) && branch.allows(value));
    ranked(possible.collect(), value, object)
}

/// Returns the tag of a discriminator: tags are strings, whatever the type of the discriminator is.
fn tag(value: &Value) -> Option<Cow<'_, str>> {
    match value {
        Value::String(text) => Some(Cow::Borrowed(text)),
        Value::Number(_) | Value::Bool(_) => Some(Cow::Owned(text(value))),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
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
        Fit::Yes | Fit::Unspecified => true,
        Fit::NotListed => !some_fit,
        Fit::No => false,
    });
    // The sort is stable, so that equal branches stay in the order of the document.
    ranked.sort_by(|(_, one), (_, other)| other.cmp(one));
    ranked
}

/// How well a value matches a branch.
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
    Unspecified,
    Yes,
}

impl Evidence {
    /// The evidence for the only possible branch.
    const ONLY: Self = Self {
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
            // Only its own value is possible.
            [] if branch.constant.is_some() => Fit::Yes,
            [] => Fit::Unspecified,
            values if lists(values, value) => Fit::Yes,
            _ => Fit::NotListed,
        };
        let known = object.map_or(0, |object| {
            let names = branch.required.iter().chain(branch.known);
            names.filter(|name| object.contains_key(**name)).count()
        });
        Self {
            constants: constants.min().unwrap_or(Fit::Unspecified),
            values,
            known,
        }
    }
}

/// Values are compared as JSON text, so that the string "1" differs from the number 1.
fn lists(texts: &[&str], value: &Value) -> bool {
    texts.contains(&text(value).as_str())
}

thread_local! {
    /// The number of failed branches in the outermost union that this thread is decoding.
    static FAILED: Cell<Option<u32>> = const { Cell::new(None) };
}

/// Counts the failed branches in the outermost union and all unions inside it.
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

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::super::branches::Kinds;
    use super::*;
    use serde_json::json;

    const CAT: Branch = Branch {
        tags: &["cat"],
        kinds: Kinds::OBJECT,
        required: &["type", "lives"],
        constants: &[("type", &["\"cat\""])],
        ..Branch::ANY
    };
    const DOG: Branch = Branch {
        tags: &["dog"],
        kinds: Kinds::OBJECT,
        required: &["type"],
        constants: &[("type", &["\"dog\""])],
        known: &["tricks"],
        ..Branch::ANY
    };

    fn by(
        discriminator: Option<&'static str>,
        branches: &'static [Branch],
        value: Value,
    ) -> Vec<usize> {
        candidates(
            &Branches {
                discriminator,
                branches,
            },
            &value,
        )
        .into_iter()
        .map(|(index, _)| index)
        .collect()
    }

    #[test]
    fn a_tag_decides_alone() {
        let union = |value| by(Some("type"), &[CAT, DOG], value);
        assert_eq!(union(json!({"type": "cat"})), [0]);
        assert_eq!(union(json!({"type": "dog", "lives": 9})), [1]);
        assert!(union(json!({"type": "bird"})).is_empty());
    }

    #[test]
    fn of_branches_with_the_same_tag_the_rest_decides() {
        const SENT: Branch = Branch {
            tags: &["message"],
            required: &["id", "type"],
            ..Branch::ANY
        };
        const NEW: Branch = Branch {
            tags: &["message"],
            known: &["type", "role"],
            ..Branch::ANY
        };
        let union = |value| by(Some("type"), &[SENT, NEW], value);
        assert_eq!(union(json!({"type": "message", "role": "user"})), [1]);
        assert_eq!(union(json!({"type": "message", "id": 1})), [0, 1]);
    }

    #[test]
    fn a_constant_that_does_not_fit_is_out() {
        let union = |value| by(None, &[CAT, DOG], value);
        assert_eq!(union(json!({"type": "dog", "lives": 9})), [1]);
        assert!(union(json!({"type": "bird"})).is_empty());
    }

    #[test]
    fn a_value_that_no_list_has_does_not_put_every_branch_out() {
        const ONE: Branch = Branch {
            constants: &[("status", &["\"on\"", "\"off\""])],
            known: &["a"],
            ..Branch::ANY
        };
        const TWO: Branch = Branch {
            known: &["b"],
            ..ONE
        };
        assert_eq!(
            by(None, &[ONE, TWO], json!({"status": "new", "b": 1})),
            [1, 0]
        );
    }

    /// A message with a body of one kind or the other, which only the body identifies.
    #[derive(Debug, PartialEq)]
    enum Message {
        Text(Option<Value>),
        Person(Option<Value>),
        Unknown(Value),
    }

    impl Choice for Message {
        const BRANCHES: Branches = Branches {
            discriminator: None,
            branches: &[MESSAGE, MESSAGE],
        };

        fn decode_branch(index: usize, value: &Value) -> Result<Self, ValueError> {
            let part = |name: &str| value["body"].get(name).cloned();
            Ok(match index {
                0 => Self::Text(part("text")),
                _ => Self::Person(part("name")),
            })
        }

        fn keep(value: Value) -> Self {
            Self::Unknown(value)
        }

        fn encode(&self) -> Option<Value> {
            Some(match self {
                Self::Text(Some(text)) => json!({"body": {"text": text}}),
                Self::Person(Some(name)) => json!({"body": {"name": name}}),
                Self::Text(None) | Self::Person(None) => json!({"body": {}}),
                Self::Unknown(value) => value.clone(),
            })
        }
    }

    const MESSAGE: Branch = Branch {
        kinds: Kinds::OBJECT,
        known: &["body"],
        ..Branch::ANY
    };

    #[test]
    fn of_branches_that_look_alike_the_one_that_keeps_more_is_taken() {
        let decode = |value: Value| decode_union::<Message, _>(value).unwrap();
        let person = |name: &str| Message::Person(Some(json!(name)));
        let text = |text: &str| Message::Text(Some(json!(text)));
        assert_eq!(decode(json!({"body": {"name": "Ada"}})), person("Ada"));
        assert_eq!(decode(json!({"body": {"text": "Hi"}})), text("Hi"));
        // Both lose a property that neither defines.
        let new = json!({"body": {"name": "Ada", "new": 1}, "new": 2});
        assert_eq!(decode(new), person("Ada"));
        assert_eq!(decode(json!({"body": {"new": 1}})), Message::Text(None));
        let both = json!({"body": {"text": "Hi", "name": "Ada"}});
        assert_eq!(decode(both), text("Hi"));
    }

    #[test]
    fn kinds_and_known_properties_tell() {
        const TEXT: Branch = Branch {
            kinds: Kinds::STRING,
            ..Branch::ANY
        };
        const NUMBER: Branch = Branch {
            kinds: Kinds::INTEGER,
            ..Branch::ANY
        };
        assert_eq!(by(None, &[TEXT, NUMBER, CAT], json!(5.0)), [1]);
        assert!(by(None, &[TEXT, NUMBER], json!(5.5)).is_empty());
        const WIDE: Branch = Branch {
            kinds: Kinds::OBJECT,
            known: &["a", "b"],
            ..Branch::ANY
        };
        const NARROW: Branch = Branch {
            kinds: Kinds::OBJECT,
            known: &["a"],
            ..Branch::ANY
        };
        assert_eq!(by(None, &[NARROW, WIDE], json!({"a": 1, "b": 2})), [1, 0]);
        assert_eq!(by(None, &[NARROW, WIDE], json!({"a": 1})), [0, 1]);
    }
}
