//! Names of shared types, by what they are.

use super::groups::{Group, by_frequency};
use super::subjects::{Subjects, is_telling};
use crate::model::{EnumBase, SharedName, Type, TypeId, TypeKind, TypeName, Types, Union};
use crate::words::words;
use std::collections::BTreeSet;

/// Returns what a shared type can be named after, the best first.
pub fn of(types: &Types, group: &Group, subjects: &Subjects) -> SharedName {
    let subjects = by_frequency(&group.places, subjects);
    let mut wishes: Vec<String> = Vec::new();
    if let Some(first) = group.places.first() {
        let concept = concept(types, *first).map(str::to_owned);
        let branches = match types.kind(*first) {
            Some(TypeKind::Union(union)) => of_branches(types, union),
            _ => None,
        };
        let subject = subjects.first();
        let telling = subject.filter(|subject| is_telling(subject));
        let telling = telling.map(|subject| subject.join(" "));
        let with_kind = telling.clone().zip(types.kind(*first));
        let with_kind = with_kind.map(|(subject, kind)| format!("{subject} {}", kind.word()));
        let with_values = subject.and_then(|subject| with_values(types, *first, subject));
        wishes.extend(concept);
        match subjects.len() {
            1 => wishes.extend(telling.into_iter().chain(branches)),
            _ => wishes.extend(branches.into_iter().chain(telling)),
        }
        wishes.extend(with_values);
        wishes.extend(common_endings(types, &group.places));
        wishes.extend(with_kind);
    }
    SharedName {
        wishes,
        subjects: subjects.iter().map(|subject| subject.join(" ")).collect(),
        places: group.places.clone(),
    }
}

/// Returns the ends of the ways to these places that all of them have, of two steps or more, the shortest first.
fn common_endings(types: &Types, places: &[TypeId]) -> Vec<String> {
    let mut ways = places.iter().map(|id| way(types, *id));
    let Some(mut common) = ways.next() else {
        return Vec::new();
    };
    for way in ways {
        let steps = common.iter().zip(&way);
        let count = steps.take_while(|(one, other)| one == other).count();
        common.truncate(count);
    }
    (2..=common.len())
        .map(|count| {
            let steps: Vec<&str> = common.iter().take(count).rev().copied().collect();
            steps.join(" ")
        })
        .collect()
}

/// Returns the steps from a type outwards, to the component or the operation that contains it.
fn way(types: &Types, id: TypeId) -> Vec<&str> {
    let mut steps = Vec::new();
    let mut at = types.get(id);
    // No type is inside itself. If one were, this ends it.
    while let Some(def) = at.filter(|_| steps.len() <= types.len()) {
        at = match &def.name {
            TypeName::Inline { parent, words } => {
                steps.extend(words.iter().rev().map(String::as_str));
                types.get(*parent)
            }
            TypeName::Operation { words, .. } => {
                steps.extend(words.iter().rev().map(String::as_str));
                None
            }
            TypeName::Component(key) => {
                steps.push(key);
                None
            }
            TypeName::Shared(_) => None,
        };
    }
    steps
}

/// Returns the words for a definition that is the same in every API.
pub fn concept(types: &Types, id: TypeId) -> Option<&'static str> {
    match types.kind(id)? {
        TypeKind::Enum(list) if list.base == EnumBase::String => {
            let texts = list
                .variants
                .iter()
                .filter_map(|variant| variant.value.as_str());
            let texts: BTreeSet<String> = texts.map(str::to_lowercase).collect();
            let is = |values: &[&str]| {
                texts.len() == values.len() && values.iter().all(|value| texts.contains(*value))
            };
            if is(&["asc", "desc"]) || is(&["ascending", "descending"]) {
                return Some("sort direction");
            }
            let levels = ["none", "read", "write", "admin"];
            let are_levels = texts.iter().all(|text| levels.contains(&text.as_str()));
            (are_levels && texts.contains("read") && texts.contains("write"))
                .then_some("access level")
        }
        TypeKind::Struct(structure) => {
            let bounds = ["gt", "gte", "lt", "lte"];
            let fields = &structure.fields;
            let are_bounds = fields
                .iter()
                .all(|field| !field.required && bounds.contains(&field.wire_name.as_str()));
            (fields.len() > 1 && are_bounds).then_some("range query")
        }
        _ => None,
    }
}

/// The most branches that a name lists.
const MOST_BRANCHES: usize = 3;

/// Returns the name of a union by its branches, if each has a name that is the same everywhere: `string or customer`.
pub fn of_branches(types: &Types, union: &Union) -> Option<String> {
    if union.branches.len() > MOST_BRANCHES {
        return None;
    }
    let branches: Option<Vec<String>> = union
        .branches
        .iter()
        .map(|branch| of_branch(types, &branch.ty, &branch.intended_name))
        .collect();
    joined(&branches?)
}

/// Returns these names with `or` between them. In a name that is too long, the words with which all of them begin or end
/// are there once: `phone or push contact method`. Without such words there is no name.
fn joined(names: &[String]) -> Option<String> {
    const LONGEST: usize = 50;
    let is_short = |name: &String| name.chars().filter(|char| *char != ' ').count() <= LONGEST;
    let whole = names.join(" or ");
    if is_short(&whole) {
        return Some(whole);
    }
    let names: Vec<Vec<String>> = names.iter().map(|name| words(name)).collect();
    let (first, others) = names.split_first()?;
    let most = names.iter().map(Vec::len).min()?.saturating_sub(1);
    let are_same = |at: &dyn Fn(&Vec<String>) -> Option<String>| {
        others.iter().all(|other| at(other) == at(first))
    };
    let start = (0..most).take_while(|&index| are_same(&|name| name.get(index).cloned()));
    let start = start.count();
    let from_end = |index: usize| move |name: &Vec<String>| name.iter().rev().nth(index).cloned();
    let end = (0..most - start).take_while(|&index| are_same(&from_end(index)));
    let end = end.count();
    let last = names.len() - 1;
    let parts = names.iter().enumerate().map(|(index, name)| {
        let start = if index == 0 { 0 } else { start };
        let end = if index == last { 0 } else { end };
        let own = name.get(start..name.len() - end).unwrap_or_default();
        own.join(" ")
    });
    let parts: Vec<String> = parts.collect();
    Some(parts.join(" or ")).filter(is_short)
}

fn of_branch(types: &Types, ty: &Type, intended: &str) -> Option<String> {
    match ty {
        Type::Named(id) => match &types.get(*id)?.name {
            TypeName::Component(key) => Some(key.clone()),
            _ => concept(types, *id)
                .map(str::to_owned)
                .or_else(|| value(types, *id)),
        },
        Type::List(item) | Type::Set(item) if matches!(**item, Type::Named(_)) => {
            let item = of_branch(types, item, intended)?;
            Some(format!("{item} list"))
        }
        Type::Map(_) | Type::Tuple(_) | Type::Nullable(_) | Type::Any(_) => None,
        _ => Some(intended.to_owned()),
    }
}

/// Returns the value of an enum of one string, if it is a word.
fn value(types: &Types, id: TypeId) -> Option<String> {
    let values = values(types, id)?;
    match values.as_slice() {
        [only] => Some(only.clone()),
        _ => None,
    }
}

/// Returns the strings of an enum, if each is one or two words.
fn values(types: &Types, id: TypeId) -> Option<Vec<String>> {
    let TypeKind::Enum(list) = types.kind(id)? else {
        return None;
    };
    let values = list.variants.iter().map(|variant| {
        let text = variant.value.as_str()?;
        let words = words(text);
        let is_short = (1..=2).contains(&words.len()) && text.starts_with(char::is_alphabetic);
        is_short.then(|| words.join(" "))
    });
    values.collect()
}

/// Returns the values and the subject: `open closed state`.
fn with_values(types: &Types, id: TypeId, subject: &[String]) -> Option<String> {
    let mut values = values(types, id)?;
    values.sort_unstable();
    let is_short = values.len() <= 2 && subject.len() <= 2;
    is_short.then(|| format!("{} {}", values.join(" "), subject.join(" ")))
}

#[cfg(test)]
mod joined_names {
    use super::joined;

    #[test]
    fn common_words_of_a_long_name_are_there_once() {
        for (names, expected) in [
            (&["string", "Customer"][..], Some("string or Customer")),
            (
                &[
                    "PhoneContactMethod",
                    "PushContactMethod",
                    "EmailContactMethod",
                ],
                Some("phone or push or email contact method"),
            ),
            (
                &[
                    "AssistantToolsCode",
                    "AssistantToolsFileSearch",
                    "AssistantToolsFunction",
                ],
                Some("assistant tools code or file search or function"),
            ),
            (
                &[
                    "ATaskOfTheFirstKindThatIsLong",
                    "AnotherThingOfTheSecondKind",
                ],
                None,
            ),
        ] {
            let names: Vec<String> = names.iter().map(|&name| name.to_owned()).collect();
            assert_eq!(joined(&names).as_deref(), expected);
        }
    }
}
