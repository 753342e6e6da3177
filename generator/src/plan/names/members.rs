//! Names of fields, variants and branches.

use super::spelling_styles;
use super::wishes::{Second, Wish, give};
use crate::model::{Enum, NamedEvent, ReceivedRequest, Struct, TypeName, Union};
use crate::rust::idents;
use std::borrow::Cow;
use std::collections::HashSet;

/// The names of a struct's fields and of its map of additional properties.
pub fn fields(object: &Struct) -> (Vec<String>, Option<String>) {
    let mut wishes: Vec<Wish<'_>> = object
        .fields
        .iter()
        .map(|field| Wish {
            first: idents::snake(&field.intended_name),
            second: Second::Spelled(idents::spelled_snake, Cow::Borrowed(&field.intended_name)),
            third: Second::None,
            as_written: field.wire_name.clone(),
            // `new` is the constructor.
            separator: "_",
        })
        .collect();
    tell_apart(&mut wishes, idents::snake);
    let mut taken: HashSet<String> = HashSet::from(["new".to_owned()]);
    let mut take = |_: usize, name: &str| taken.insert(name.to_owned());
    let names = give(&wishes, &mut take);
    let additional = object.additional.as_ref().map(|_| {
        let wish = Wish::plain("additional_properties", "_");
        give(&[wish], &mut take).pop().unwrap_or_default()
    });
    (names, additional)
}

/// The names of an enum's variants and of the variant for all other values.
pub fn variants(list: &Enum) -> (Vec<String>, String) {
    let wishes = list.variants.iter().map(|variant| {
        let as_written = match variant.value.as_str() {
            Some(text) => text.to_owned(),
            None => variant.value.to_string(),
        };
        variant_wish(&variant.intended_name, as_written)
    });
    let mut wishes: Vec<Wish<'_>> = wishes.collect();
    tell_apart(&mut wishes, idents::variant);
    match list.is_open {
        true => with_rest(wishes, ["Other", "OtherValue", "AnyOther"]),
        false => with_unknown(wishes),
    }
}

/// The names of the variants for the events of a stream and for unknown events.
pub fn events(events: &[NamedEvent]) -> (Vec<String>, String) {
    let wishes = events
        .iter()
        .map(|event| variant_wish(&event.name, event.name.clone()));
    with_unknown(wishes.collect())
}

/// The names of the variants of received requests and of the variant for unknown ones.
pub fn received(requests: &[ReceivedRequest]) -> (Vec<String>, String) {
    let wishes = requests
        .iter()
        .map(|request| variant_wish(&request.intended_name, request.name.clone()));
    with_unknown(wishes.collect())
}

/// The names of a union's branches and of the variant for unknown values. In `Event::EventCreated`
/// the prefix is redundant: the branch is `Event::Created`.
pub fn branches(name: &TypeName, union: &Union) -> (Vec<String>, String) {
    let own = match name {
        TypeName::Component(key) => idents::upper_camel(key),
        TypeName::Inline { .. } | TypeName::Operation { .. } | TypeName::Shared(_) => String::new(),
    };
    let wishes = union.branches.iter().map(|branch| {
        let mut wish = variant_wish(&branch.intended_name, branch.intended_name.clone());
        if let Some(rest) = wish.first.strip_prefix(&own).filter(|rest| is_name(rest))
            && !own.is_empty()
        {
            wish.second = Second::Spelled(idents::variant, Cow::Borrowed(&branch.intended_name));
            wish.first = rest.to_owned();
        }
        wish
    });
    with_unknown(wishes.collect())
}

/// Returns `true` if the rest of a name is a name: it begins with a word.
fn is_name(rest: &str) -> bool {
    rest.starts_with(char::is_uppercase) && rest != "Self"
}

/// Adds suffixes to wishes for the same name whose names in the document differ only in spelling.
fn tell_apart(wishes: &mut [Wish<'_>], name: fn(&str) -> String) {
    let written: Vec<(&str, &str)> = wishes
        .iter()
        .map(|wish| (wish.first.as_str(), wish.as_written.as_str()))
        .collect();
    let suffixes = spelling_styles::suffixes(&written);
    for (wish, suffix) in wishes.iter_mut().zip(suffixes) {
        if let Some(suffix) = suffix {
            wish.first = name(&format!("{} {suffix}", wish.first));
        }
    }
}

fn variant_wish(words: &str, as_written: String) -> Wish<'_> {
    Wish {
        first: idents::variant(words),
        second: Second::Spelled(idents::spelled_variant, Cow::Borrowed(words)),
        third: Second::None,
        as_written,
        separator: "",
    }
}

fn with_unknown(wishes: Vec<Wish<'_>>) -> (Vec<String>, String) {
    with_rest(wishes, ["Unknown", "UnknownValue", "NotKnown"])
}

/// Returns the names, and the first free one of these for the variant of all other values.
fn with_rest(wishes: Vec<Wish<'_>>, rest: [&str; 3]) -> (Vec<String>, String) {
    let mut taken = HashSet::new();
    let mut take = |_: usize, name: &str| taken.insert(name.to_owned());
    let names = give(&wishes, &mut take);
    let [first, ..] = rest;
    let mut rest = rest.into_iter();
    let other = rest
        .find(|name| take(0, name))
        .map(str::to_owned)
        .or_else(|| give(&[Wish::plain(first, "")], &mut take).pop());
    (names, other.unwrap_or_default())
}
