//! Names of types.

use super::namespaces::without_namespaces;
use super::reserved::{CRATE_ROOT, PRELUDE};
use super::shared;
use super::short::shortened;
use super::wishes::{Second, Wish, give};
use crate::model::{Api, PerType, Type, TypeDef, TypeId, TypeKind, TypeName};
use crate::plan::{AllOperationWords, structural_equality};
use crate::rust::idents;
use rayon::prelude::*;
use std::collections::HashMap;

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
            let name = shared::name(&shared.wishes, &names.collect::<Vec<_>>(), |name| {
                self.taken.contains_key(name) || self.is_reserved(name, def)
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
        let wishes: Vec<Option<Wish<'_>>> = ids
            .par_iter()
            .map(|id| Some(self.wish(*id, self.api.types.get(*id)?)))
            .collect();
        let mut asked: HashMap<&str, TypeId> = HashMap::new();
        let (mut named, mut wanted) =
            (Vec::with_capacity(ids.len()), Vec::with_capacity(ids.len()));
        for (&id, wish) in ids.iter().zip(wishes) {
            let (Some(def), Some(wish)) = (self.api.types.get(id), wish) else {
                continue;
            };
            if let TypeName::Component(name) = &def.name {
                // Two types that must have the same name (from the configuration) are one type if they are structurally
                // equal.
                if let Some(&first) = asked.get(name.as_str())
                    && structural_equality::structurally_equal(self.api, first, id)
                {
                    self.same_as.set(id, Some(first));
                    continue;
                }
                asked.entry(name).or_insert(id);
            }
            self.take_over(id, &wish.first);
            named.push(id);
            wanted.push(wish);
        }
        let mut take = |index: usize, name: &str| match named.get(index) {
            Some(id) if !self.taken.contains_key(name) => {
                self.taken.insert(name.to_owned(), *id);
                true
            }
            _ => false,
        };
        let names = give(&wanted, &mut take);
        for (id, name) in named.into_iter().zip(names) {
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
        if self.is_reserved(&first, def) {
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

    /// Returns `true` for a name that would have two meanings where the prelude, the root of the crate and its models are
    /// imported together. The configuration may choose one of the crate's root.
    fn is_reserved(&self, name: &str, def: &TypeDef) -> bool {
        let has_server = || self.api.servers.iter().any(|server| server.name.is_some());
        let is_of_root = match name {
            "Server" => has_server(),
            name => CRATE_ROOT.contains(&name),
        };
        PRELUDE.contains(&name) || is_of_root && def.key.is_none()
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
