//! The response of a paginated operation: where its items are, and what it states about the list.

use super::names::{HOLDERS, ITEMS, NOT_ITEMS, WRAPPERS, is_url_format};
use crate::model::{
    BodyEncoding, Field, Operation, PropertyPath, ResponseContent, Struct, Type, TypeId, TypeKind,
    Types,
};
use crate::words::{same_word, words};
use std::collections::HashMap;

/// The types of the API, with the words of their properties, each split once.
pub struct Properties<'t> {
    pub types: &'t Types,
    words: HashMap<TypeId, Vec<String>>,
}

/// A property: its path from the page, the words of the path below the last object about the list, and itself.
#[derive(Clone, Debug)]
pub struct Property<'t> {
    pub path: PropertyPath,
    pub words: String,
    pub field: &'t Field,
}

/// What the response of an operation says about the list.
#[derive(Debug)]
pub struct Page<'t> {
    /// The path to the array of items.
    pub items: PropertyPath,
    /// The type of an item.
    pub item: &'t Type,
    /// The properties of the page, of the object with the items, and of objects about the page.
    pub properties: Vec<Property<'t>>,
}

impl<'t> Properties<'t> {
    pub fn new(types: &'t Types) -> Self {
        Self {
            types,
            words: HashMap::new(),
        }
    }

    /// Returns the properties of a type and their words.
    pub fn of(&mut self, ty: &'t Type) -> Vec<(String, &'t Field)> {
        let Some((id, structure)) = structure(self.types, ty) else {
            return Vec::new();
        };
        let names = self.words.entry(id).or_insert_with(|| {
            let fields = structure.fields.iter();
            fields.map(|field| joined(&field.wire_name)).collect()
        });
        names.iter().cloned().zip(&structure.fields).collect()
    }
}

/// Returns the words of a name as text.
pub fn joined(name: &str) -> String {
    words(name).join(" ")
}

fn structure<'t>(types: &'t Types, ty: &'t Type) -> Option<(TypeId, &'t Struct)> {
    let Type::Named(id) = types.resolved(ty) else {
        return None;
    };
    match types.kind(*id)? {
        TypeKind::Struct(structure) => Some((*id, structure)),
        _ => None,
    }
}

/// Returns the only success response with a body.
pub fn response(operation: &Operation) -> Option<&ResponseContent> {
    let responses = operation.responses.iter();
    let mut contents = responses
        .filter(|response| response.status.is_success())
        .filter_map(|response| response.content.as_ref());
    let first = contents.next()?;
    // Several types are an enum, which has no items itself.
    let is_read = matches!(first.encoding, BodyEncoding::Json | BodyEncoding::Xml(_));
    (is_read && contents.all(|other| other.ty == first.ty)).then_some(first)
}

impl<'t> Page<'t> {
    /// Returns the page that an operation returns, if it contains exactly one list of items.
    pub fn of(known: &mut Properties<'t>, operation: &'t Operation) -> Option<Self> {
        let content = response(operation)?;
        if let Type::List(item) | Type::Set(item) = known.types.resolved(&content.ty) {
            return Some(Self {
                items: Vec::new(),
                item,
                properties: Vec::new(),
            });
        }
        let root = known.of(&content.ty);
        let mut properties = Vec::new();
        add(known, &[], &root, &mut properties);
        let path = operation.path.as_str();
        if let Some(field) = items(known, &root, path) {
            return Some(Self {
                items: vec![field.wire_name.clone()],
                item: item(known.types, field)?,
                properties,
            });
        }
        let has_lists = root
            .iter()
            .any(|(_, field)| item(known.types, field).is_some());
        let mut inside = root.iter().filter_map(|(words, wrapper)| {
            // Without a list beside it, any object with a list contains the items.
            let may_wrap = !has_lists || WRAPPERS.contains(&words.as_str());
            let fields = may_wrap.then(|| known.of(&wrapper.ty))?;
            let field = items(known, &fields, path)?;
            Some((WRAPPERS.contains(&words.as_str()), *wrapper, fields, field))
        });
        let first = inside.next()?;
        let rest: Vec<_> = inside.collect();
        let (_, wrapper, fields, field) = match rest.as_slice() {
            [] => first,
            _ => {
                let mut wrappers = std::iter::once(first).chain(rest).filter(|it| it.0);
                let only = wrappers.next()?;
                if wrappers.next().is_some() {
                    return None;
                }
                only
            }
        };
        add(
            known,
            std::slice::from_ref(&wrapper.wire_name),
            &fields,
            &mut properties,
        );
        Some(Self {
            items: vec![wrapper.wire_name.clone(), field.wire_name.clone()],
            item: item(known.types, field)?,
            properties,
        })
    }

    /// Returns the first property with one of these names, in their order, that satisfies the predicate.
    pub fn find(&self, names: &[&str], is_valid: impl Fn(&Field) -> bool) -> Option<&Property<'t>> {
        names.iter().find_map(|name| {
            let named = self.properties.iter().filter(|found| found.words == *name);
            named.into_iter().find(|found| is_valid(found.field))
        })
    }
}

/// Adds the properties of an object, and of the objects about the page inside it.
fn add<'t>(
    known: &mut Properties<'t>,
    prefix: &[String],
    fields: &[(String, &'t Field)],
    properties: &mut Vec<Property<'t>>,
) {
    for (words, field) in fields {
        let path: PropertyPath = prefix.iter().chain([&field.wire_name]).cloned().collect();
        if HOLDERS.contains(&words.as_str()) {
            add_holder(known, (&path, words), &field.ty, properties);
        } else {
            add_other(known, &path, &field.ty, properties);
        }
        properties.push(Property {
            path,
            words: words.clone(),
            field,
        });
    }
}

/// Adds the properties of an object about the page, and of the objects inside it.
///
/// A name counts both alone and after that of the object: `next` in `links` is `links next`.
fn add_holder<'t>(
    known: &mut Properties<'t>,
    (holder, holder_words): (&PropertyPath, &str),
    ty: &'t Type,
    properties: &mut Vec<Property<'t>>,
) {
    for (words, field) in known.of(ty) {
        let path: PropertyPath = holder.iter().chain([&field.wire_name]).cloned().collect();
        let whole = format!("{holder_words} {words}");
        // Objects inside this one are read down to three names: `meta.pagination.next`, `_links.next.href`.
        if path.len() < 4 {
            let is_holder = HOLDERS.contains(&words.as_str());
            let name = if is_holder { &words } else { &whole };
            add_holder(known, (&path, name), &field.ty, properties);
        }
        properties.push(Property {
            path: path.clone(),
            words: whole,
            field,
        });
        // These names alone say too little.
        if !matches!(words.as_str(), "next" | "cursor" | "after" | "continue") {
            properties.push(Property { path, words, field });
        }
    }
}

/// Adds what is certain whatever the object that contains it is named: cursors and links of the next page.
fn add_other<'t>(
    known: &mut Properties<'t>,
    holder: &PropertyPath,
    ty: &'t Type,
    properties: &mut Vec<Property<'t>>,
) {
    for (words, field) in known.of(ty) {
        let format = field.docs.format.as_deref();
        let is_link = words == "next" && format.is_some_and(is_url_format);
        let is_certain = words.starts_with("next ") && words != "next page";
        if is_link || is_certain {
            let path = holder.iter().chain([&field.wire_name]).cloned().collect();
            properties.push(Property { path, words, field });
        }
    }
}

/// Returns the type of the items of a list.
fn item<'t>(types: &'t Types, field: &'t Field) -> Option<&'t Type> {
    match types.resolved(&field.ty) {
        Type::List(item) | Type::Set(item) => Some(item),
        _ => None,
    }
}

/// Returns the property with the items: the only list, the one named like the last segment of the path, or the one
/// with a usual name.
fn items<'t>(
    known: &Properties<'t>,
    fields: &[(String, &'t Field)],
    path: &str,
) -> Option<&'t Field> {
    let lists: Vec<_> = fields
        .iter()
        .filter(|(words, field)| {
            item(known.types, field).is_some() && !NOT_ITEMS.contains(&words.as_str())
        })
        .collect();
    if let [(_, one)] = lists.as_slice() {
        return Some(one);
    }
    let segment = joined(path.rsplit('/').next().unwrap_or_default());
    let named = lists.iter().find(|(words, _)| same_word(words, &segment));
    let usual = || {
        ITEMS
            .iter()
            .find_map(|name| lists.iter().find(|(words, _)| words == name))
    };
    named.or_else(usual).map(|(_, field)| *field)
}
