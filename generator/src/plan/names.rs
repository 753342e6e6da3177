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
use crate::plan::namespaces::without_namespaces;
use crate::plan::short_names::shortened;
use crate::plan::{AllOperationWords, shared_names, spelling_styles};
use crate::rust::idents;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

/// The name of each type, and the type of the same definition that replaces it.
pub fn types(api: &Api, words: &AllOperationWords) -> PerType<(String, Option<TypeId>)> {
    let keys: Vec<&str> = api
        .types
        .iter()
        .filter_map(|(_, def)| match &def.name {
            TypeName::Component(key) => Some(key.as_str()),
            _ => None,
        })
        .collect();
    let mut names = TypeNames {
        api,
        words,
        without_namespaces: without_namespaces(&keys),
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
    /// The candidate used if both are taken.
    third: Second<'w>,
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
            third: Second::None,
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
}

impl Second<'_> {
    fn name(&self) -> Option<String> {
        match self {
            Self::None => None,
            Self::Spelled(spelled, words) => Some(spelled(words)),
        }
    }
}

/// Assigns names, the strongest claims first.
fn give(wishes: &[Wish<'_>], taken: &mut HashSet<String>) -> Vec<String> {
    let mut assigned: Vec<Option<String>> = vec![None; wishes.len()];
    let order = strongest_first(wishes, Wish::claim);
    let tries: [fn(&Wish<'_>) -> Option<String>; 4] = [
        |wish| (wish.first == wish.as_written).then(|| wish.first.clone()),
        |wish| Some(wish.first.clone()),
        |wish| wish.second.name(),
        |wish| wish.third.name(),
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
    /// The words of each component whose key begins with a namespace.
    without_namespaces: HashMap<&'a str, String>,
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
            let wish = self.wish(id, def);
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

    fn wish(&self, id: TypeId, def: &'a TypeDef) -> Wish<'a> {
        let (words, as_written) = match &def.name {
            TypeName::Component(key) => {
                let short = self.without_namespaces.get(key.as_str());
                let words = short.map_or(key.as_str(), String::as_str);
                (words.to_owned(), key.clone())
            }
            TypeName::Inline { parent, words } => {
                let parent = self.name_of(*parent).unwrap_or_default();
                (format!("{parent} {}", words.join(" ")), String::new())
            }
            TypeName::Operation { operation, words } => {
                let operation = self.words.builder(*operation);
                (format!("{operation} {}", words.join(" ")), String::new())
            }
            // It has a name.
            TypeName::Shared(_) => (String::new(), String::new()),
        };
        let (root, steps, is_component) = self.place(id);
        let short = shortened(root, &steps, is_component);
        let best = short.as_ref().map_or(&words, |[best, ..]| best);
        let mut first = idents::upper_camel(best);
        // A parent's name that a collision changed (`Foo_2`) would lose its underscore. This is acceptable for a
        // candidate.
        if PRELUDE.contains(&first.as_str()) {
            first.push_str("Model");
        }
        let third = match &short {
            Some([.., longest]) => Second::Spelled(idents::upper_camel, longest.clone().into()),
            None => Second::None,
        };
        let second = match &def.name {
            TypeName::Component(key) if has_symbols(key) => {
                Second::Spelled(idents::spelled_upper_camel, words.into())
            }
            TypeName::Component(_) => {
                let words = format!("{words} {}", self.kind_word(def));
                Second::Spelled(idents::upper_camel, words.into())
            }
            TypeName::Inline { .. } | TypeName::Operation { .. } | TypeName::Shared(_) => {
                let words = match short {
                    Some([_, second, _]) if idents::upper_camel(&second) != first => second,
                    _ => format!("{best} {}", self.kind_word(def)),
                };
                Second::Spelled(idents::upper_camel, words.into())
            }
        };
        Wish {
            second,
            third,
            first,
            as_written,
            separator: "",
        }
    }

    /// Returns the word for the kind of a type. A place has that of the type that it shares, so that it has the same name
    /// without the others.
    fn kind_word(&self, def: &TypeDef) -> &'static str {
        match &def.kind {
            TypeKind::Alias(Type::Named(shared)) => match self.api.types.kind(*shared) {
                Some(kind) => kind.word(),
                None => def.kind.word(),
            },
            kind => kind.word(),
        }
    }

    /// Returns the place of an inline type: the name of the component or the words of the operation that contains it,
    /// the steps from there, outermost first, and whether it is a component. A component itself has no steps.
    fn place(&self, id: TypeId) -> (&str, Vec<&'a str>, bool) {
        let mut steps: Vec<&str> = Vec::new();
        let mut root = id;
        // A chain of parents has at most as many members as there are types.
        for _ in 0..self.api.types.len() {
            match self.api.types.get(root).map(|def| &def.name) {
                Some(TypeName::Inline { parent, words }) => {
                    steps.extend(words.iter().rev().map(String::as_str));
                    root = *parent;
                }
                Some(TypeName::Operation { operation, words }) => {
                    steps.extend(words.iter().rev().map(String::as_str));
                    steps.reverse();
                    return (self.words.builder(*operation), steps, false);
                }
                _ => break,
            }
        }
        steps.reverse();
        (self.name_of(root).unwrap_or_default(), steps, true)
    }
}

/// Returns `true` if a name has characters that neither are of words nor separate them.
fn has_symbols(name: &str) -> bool {
    let is_ordinary = |char: char| char.is_alphanumeric() || " _-./:".contains(char);
    !name.chars().all(is_ordinary)
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
