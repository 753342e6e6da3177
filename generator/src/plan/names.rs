//! Rust names of types, fields and variants.
//!
//! By scope: the candidates of a scope are collected, then names are assigned, the strongest claims first. A component
//! takes precedence over an inline type, a name that is valid in Rust as written over one that is not, then the one
//! with fewer symbols, then alphabetical order: never the order of the document, so that an addition renames at most
//! the items that it collides with. Numbered names are assigned last, so that they never take a name from the document.

use crate::model::{
    Api, Enum, NamedEvent, PerType, ReceivedRequest, Struct, Type, TypeDef, TypeId, TypeKind,
    TypeName, Union,
};
use crate::plan::{AllOperationWords, shared_names};
use crate::rust::idents;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

/// The name of each type, and the type of the same definition that replaces it.
pub fn types(api: &Api, words: &AllOperationWords) -> PerType<(String, Option<TypeId>)> {
    let mut names = TypeNames {
        api,
        words,
        assigned: PerType::filled(&api.types, None),
        same_as: PerType::filled(&api.types, None),
        taken: HashMap::new(),
    };
    let ids = |wanted: fn(&TypeDef) -> bool| {
        let found = api.types.iter().filter(move |(_, def)| wanted(def));
        found.map(|(id, _)| id).collect::<Vec<_>>()
    };
    names.round(&ids(|def| matches!(def.name, TypeName::Component(_))));
    names.round(&ids(|def| matches!(def.name, TypeName::Operation { .. })));
    let mut inline = ids(|def| matches!(def.name, TypeName::Inline { .. }));
    names.inside_named(&mut inline);
    names.shared();
    names.inside_named(&mut inline);
    // No type is its own parent. If one were, its parent would be ignored.
    names.round(&inline);
    let assigned = names.assigned.into_iter().map(Option::unwrap_or_default);
    assigned.zip(names.same_as).collect()
}

/// The names of a struct's fields and of its map of additional properties.
pub fn fields(object: &Struct) -> (Vec<String>, Option<String>) {
    let wishes: Vec<Wish<'_>> = object
        .fields
        .iter()
        .map(|field| Wish {
            first: idents::snake(&field.intended_name),
            second: Second::Spelled(idents::spelled_snake, Cow::Borrowed(&field.intended_name)),
            as_written: field.wire_name.clone(),
            // `new` is the constructor.
            separator: "_",
        })
        .collect();
    let mut taken: HashSet<String> = HashSet::from(["new".to_owned()]);
    let names = give(&wishes, &mut taken);
    let additional = object.additional.as_ref().map(|_| {
        let wish = Wish::plain("additional_properties", "_");
        give(&[wish], &mut taken).pop().unwrap_or_default()
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
    match list.is_open {
        true => with_rest(wishes.collect(), ["Other", "OtherValue", "AnyOther"]),
        false => with_unknown(wishes.collect()),
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

fn variant_wish(words: &str, as_written: String) -> Wish<'_> {
    Wish {
        first: idents::variant(words),
        second: Second::Spelled(second_variant, Cow::Borrowed(words)),
        as_written,
        separator: "",
    }
}

fn second_variant(words: &str) -> String {
    let letters = |test: fn(char) -> bool| words.chars().filter(|c| c.is_alphabetic()).all(test);
    match idents::spelled_variant(words) {
        spelled if spelled != idents::variant(words) => spelled,
        same if letters(char::is_lowercase) => format!("Lower{same}"),
        same if letters(char::is_uppercase) => format!("Upper{same}"),
        same => same,
    }
}

fn with_unknown(wishes: Vec<Wish<'_>>) -> (Vec<String>, String) {
    with_rest(wishes, ["Unknown", "UnknownValue", "NotKnown"])
}

/// Returns the names, and the first free one of these for the variant of all other values.
fn with_rest(wishes: Vec<Wish<'_>>, rest: [&str; 3]) -> (Vec<String>, String) {
    let mut taken = HashSet::new();
    let names = give(&wishes, &mut taken);
    let [first, ..] = rest;
    let mut rest = rest.into_iter();
    let other = rest
        .find(|name| !taken.contains(*name))
        .map(str::to_owned)
        .or_else(|| give(&[Wish::plain(first, "")], &mut taken).pop());
    (names, other.unwrap_or_default())
}

/// The candidates for one name.
struct Wish<'w> {
    first: String,
    /// The candidate used if the first is taken.
    second: Second<'w>,
    /// The name in the document. The claim is stronger if it equals the first candidate.
    as_written: String,
    /// The separator before a number.
    separator: &'static str,
}

/// The second candidate, made on demand: most names get their first one.
enum Second<'w> {
    /// The first candidate again.
    None,
    /// These words, converted by this function.
    Spelled(fn(&str) -> String, Cow<'w, str>),
}

impl Wish<'_> {
    fn plain(name: &str, separator: &'static str) -> Self {
        Self {
            first: name.to_owned(),
            second: Second::None,
            as_written: String::new(),
            separator,
        }
    }

    /// Orders claims to the same name.
    fn claim(&self) -> &str {
        match &self.second {
            Second::Spelled(_, words) if self.as_written.is_empty() => words,
            _ => &self.as_written,
        }
    }

    fn second(&self) -> Option<String> {
        match &self.second {
            Second::None => None,
            Second::Spelled(spelled, words) => Some(spelled(words)),
        }
    }
}

/// Assigns names, the strongest claims first.
fn give(wishes: &[Wish<'_>], taken: &mut HashSet<String>) -> Vec<String> {
    let mut assigned: Vec<Option<String>> = vec![None; wishes.len()];
    let order = strongest_first(wishes, Wish::claim);
    let tries: [fn(&Wish<'_>) -> Option<String>; 3] = [
        |wish| (wish.first == wish.as_written).then(|| wish.first.clone()),
        |wish| Some(wish.first.clone()),
        |wish| wish.second(),
    ];
    for wanted in tries {
        for &index in &order {
            if let (Some(slot), Some(wish)) = (assigned.get_mut(index), wishes.get(index))
                && slot.is_none()
                && let Some(name) = wanted(wish)
                && taken.insert(name.clone())
            {
                *slot = Some(name);
            }
        }
    }
    for index in order {
        if let (Some(slot), Some(wish)) = (assigned.get_mut(index), wishes.get(index)) {
            slot.get_or_insert_with(|| numbered(wish, taken));
        }
    }
    assigned
        .into_iter()
        .map(Option::unwrap_or_default)
        .collect()
}

/// The order of equal claims, which does not depend on the order of the document.
pub(super) fn strongest_first<'a, T>(
    things: &'a [T],
    as_written: impl Fn(&'a T) -> &'a str,
) -> Vec<usize> {
    let claim = |index: &usize| {
        let name = things.get(*index).map_or("", &as_written);
        let symbols = name.chars().filter(|c| !c.is_alphanumeric()).count();
        (symbols, name)
    };
    let mut order: Vec<usize> = (0..things.len()).collect();
    order.sort_by_cached_key(claim);
    order
}

fn numbered(wish: &Wish<'_>, taken: &mut HashSet<String>) -> String {
    let mut number = 2_u32;
    loop {
        let base = wish.first.trim_end_matches('_');
        let name = format!("{base}{}{number}", wish.separator);
        if taken.insert(name.clone()) {
            return name;
        }
        number += 1;
    }
}

struct TypeNames<'a> {
    api: &'a Api,
    words: &'a AllOperationWords,
    assigned: PerType<Option<String>>,
    same_as: PerType<Option<TypeId>>,
    taken: HashMap<String, TypeId>,
}

impl<'a> TypeNames<'a> {
    fn parent_is_named(&self, id: TypeId) -> bool {
        match self.api.types.get(id).map(|def| &def.name) {
            Some(TypeName::Inline { parent, .. }) => self.name_of(*parent).is_some(),
            _ => true,
        }
    }

    fn name_of(&self, id: TypeId) -> Option<&str> {
        self.assigned.get(id)?.as_deref()
    }

    /// Names inline types after the types that contain them, level by level, and removes them from the list.
    fn inside_named(&mut self, inline: &mut Vec<TypeId>) {
        loop {
            let (ready, later): (Vec<TypeId>, Vec<TypeId>) =
                inline.iter().partition(|id| self.parent_is_named(**id));
            if ready.is_empty() {
                return;
            }
            self.round(&ready);
            *inline = later;
        }
    }

    /// Names shared types. They come after their places, so that these keep their names.
    fn shared(&mut self) {
        for (id, def) in self.api.types.iter() {
            let TypeName::Shared(shared) = &def.name else {
                continue;
            };
            let names = shared.places.iter().filter_map(|id| self.name_of(*id));
            let name = shared_names::name(&shared.wishes, &names.collect::<Vec<_>>(), |name| {
                self.taken.contains_key(name) || PRELUDE.contains(&name)
            });
            self.take_over(id, &name);
            self.taken.insert(name.clone(), id);
            self.assigned.set(id, Some(name));
        }
    }

    /// Frees a name for a type, if that of one of its own places, which then needs no alias.
    fn take_over(&mut self, id: TypeId, name: &str) {
        let Some(&place) = self.taken.get(name) else {
            return;
        };
        if let Some(def) = self.api.types.get(place)
            && !matches!(def.name, TypeName::Component(_))
            && def.kind == TypeKind::Alias(Type::Named(id))
        {
            self.taken.remove(name);
            self.same_as.set(place, Some(id));
        }
    }

    /// Names these types, whose claims differ only in spelling.
    fn round(&mut self, ids: &[TypeId]) {
        let (mut named, mut wishes) =
            (Vec::with_capacity(ids.len()), Vec::with_capacity(ids.len()));
        let mut asked: HashMap<String, TypeId> = HashMap::new();
        for &id in ids {
            let Some(def) = self.api.types.get(id) else {
                continue;
            };
            if let TypeName::Component(name) = &def.name {
                // Two types that must have the same name (from the configuration) are one type if they are structurally
                // equal.
                if let Some(&first) = asked.get(name)
                    && super::structural_equality::structurally_equal(self.api, first, id)
                {
                    self.same_as.set(id, Some(first));
                    continue;
                }
                asked.entry(name.clone()).or_insert(id);
            }
            let wish = self.wish(def);
            self.take_over(id, &wish.first);
            named.push(id);
            wishes.push(wish);
        }
        let mut taken: HashSet<String> = self.taken.keys().cloned().collect();
        for (id, name) in named.into_iter().zip(give(&wishes, &mut taken)) {
            self.taken.insert(name.clone(), id);
            self.assigned.set(id, Some(name));
        }
        for &id in ids {
            let first = self.same_as.get(id).copied().flatten();
            let name = first
                .and_then(|first| self.name_of(first))
                .map(str::to_owned);
            if name.is_some() {
                self.assigned.set(id, name);
            }
        }
    }

    fn wish(&self, def: &'a TypeDef) -> Wish<'a> {
        let (words, as_written) = match &def.name {
            TypeName::Component(name) => (Cow::Borrowed(name.as_str()), name.clone()),
            TypeName::Inline { parent, words } => {
                let parent = self.name_of(*parent).unwrap_or_default();
                let words = format!("{parent} {}", words.join(" "));
                (Cow::Owned(words), String::new())
            }
            TypeName::Operation { operation, words } => {
                let operation = self.words.builder(*operation);
                let words = format!("{operation} {}", words.join(" "));
                (Cow::Owned(words), String::new())
            }
            // It has a name.
            TypeName::Shared(_) => (Cow::Borrowed(""), String::new()),
        };
        let mut first = idents::upper_camel(&words);
        // A parent's name that a collision changed (`Foo_2`) would lose its underscore. This is acceptable for a
        // candidate.
        if PRELUDE.contains(&first.as_str()) {
            first.push_str("Model");
        }
        let second = match &def.name {
            TypeName::Component(_) => Second::Spelled(idents::spelled_upper_camel, words),
            TypeName::Inline { .. } | TypeName::Operation { .. } | TypeName::Shared(_) => {
                let words = format!("{words} {}", kind_word(&def.kind));
                Second::Spelled(idents::upper_camel, words.into())
            }
        };
        Wish {
            second,
            first,
            as_written,
            separator: "",
        }
    }
}

/// Returns the word that distinguishes an inline type from a component of the same name: `PetMoodValue` beside `PetMood`.
const fn kind_word(kind: &TypeKind) -> &'static str {
    match kind {
        TypeKind::Struct(_) => "details",
        TypeKind::Enum(_) => "value",
        TypeKind::Union(_) => "choice",
        TypeKind::Alias(_) => "content",
    }
}

/// Types, traits and variants of the prelude: a model of the same name would shadow it wherever it is imported.
const PRELUDE: &[&str] = &[
    "AsMut",
    "AsRef",
    "AsyncFn",
    "AsyncFnMut",
    "AsyncFnOnce",
    "Box",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "DoubleEndedIterator",
    "Drop",
    "Eq",
    "Err",
    "ExactSizeIterator",
    "Extend",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "Future",
    "Hash",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "Iterator",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Send",
    "Sized",
    "Some",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "Unpin",
    "Vec",
];
