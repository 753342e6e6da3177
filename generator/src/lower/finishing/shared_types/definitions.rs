//! Equality of definitions: the same values are valid, and the same names and documentation describe them.
//!
//! Each definition becomes a key, in which a type inside it is the number of its own definition. Components are
//! distinguished by their identity, and so is a type that contains itself.

use crate::model::{
    Constraints, Enum, Field, PerType, Struct, Type, TypeDef, TypeId, TypeKind, TypeName, TypeSet,
    Types, Union,
};
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};
use std::fmt::Debug;
use std::io::Write as _;

/// The number of a definition.
pub type Definition = usize;

/// The definition of each type.
pub struct Definitions(PerType<Option<Definition>>);

impl Definitions {
    /// Compares all types. A type that distinguishes null from absent where it is `sent` differs from one that is only received.
    pub fn of(types: &Types, sent: &TypeSet) -> Self {
        let mut reader = Reader {
            types,
            sent,
            numbers: PerType::filled(types, None),
            is_open: PerType::filled(types, false),
            known: HashMap::new(),
        };
        for (id, def) in types.iter() {
            reader.number(id, def);
        }
        Self(reader.numbers)
    }

    /// Returns these types by definition.
    pub fn equal(&self, ids: impl Iterator<Item = TypeId>) -> BTreeMap<Definition, Vec<TypeId>> {
        let mut equal: BTreeMap<Definition, Vec<TypeId>> = BTreeMap::new();
        for id in ids {
            if let Some(definition) = self.get(id) {
                equal.entry(definition).or_default().push(id);
            }
        }
        equal
    }

    /// Returns the definition of a type.
    pub fn get(&self, id: TypeId) -> Option<Definition> {
        self.0.get(id).copied().flatten()
    }
}

struct Reader<'t> {
    types: &'t Types,
    sent: &'t TypeSet,
    numbers: PerType<Option<Definition>>,
    is_open: PerType<bool>,
    known: HashMap<Key, Definition>,
}

impl Reader<'_> {
    fn number(&mut self, id: TypeId, def: &TypeDef) -> Definition {
        if let Some(number) = self.numbers.get(id).copied().flatten() {
            return number;
        }
        self.is_open.set(id, true);
        let mut key = Key::default();
        key.constraints(&def.constraints);
        self.kind(id, &def.kind, &mut key);
        self.is_open.set(id, false);
        let next = self.known.len();
        let number = *self.known.entry(key).or_insert(next);
        self.numbers.set(id, Some(number));
        number
    }

    fn kind(&mut self, id: TypeId, kind: &TypeKind, key: &mut Key) {
        match kind {
            TypeKind::Struct(structure) => {
                self.structure(structure, key);
                let mut fields = structure.fields.iter();
                if fields.any(|field| field.nullable && !field.required) {
                    key.flag(self.sent.contains(id));
                }
            }
            TypeKind::Enum(list) => enumeration(list, key),
            TypeKind::Union(union) => self.union(union, key),
            TypeKind::Alias(ty) => {
                key.text("alias");
                self.ty(ty, key);
            }
        }
    }

    fn structure(&mut self, structure: &Struct, key: &mut Key) {
        let Struct {
            fields,
            additional,
            additional_constraints,
            constraints,
            parts,
            can_be_child,
        } = structure;
        key.text("struct");
        key.number(fields.len());
        for field in fields {
            let Field {
                wire_name,
                intended_name,
                docs,
                ty,
                required,
                nullable,
                read_only,
                write_only,
                default,
                constant,
                constraints,
            } = field;
            key.text(wire_name);
            key.text(intended_name);
            key.optional_text(docs.deprecated.as_deref());
            key.value(&docs.attributes);
            for presence in [required, nullable, read_only, write_only] {
                key.flag(*presence);
            }
            key.option(default.as_ref());
            key.option(constant.as_ref());
            key.constraints(constraints);
            self.ty(ty, key);
        }
        key.value(&(parts, can_be_child));
        key.constraints(additional_constraints);
        key.constraints(constraints);
        key.flag(additional.is_some());
        if let Some(additional) = additional {
            self.ty(additional, key);
        }
    }

    fn union(&mut self, union: &Union, key: &mut Key) {
        let Union {
            branches,
            discriminator,
            holds_several,
            overlaps,
        } = union;
        key.text("union");
        key.number(branches.len());
        key.value(&(discriminator, holds_several, overlaps));
        for branch in branches {
            key.text(&branch.intended_name);
            key.flag(branch.is_tagged);
            key.option(branch.constant.as_ref());
            key.value(&branch.matching);
            key.constraints(&branch.constraints);
            self.ty(&branch.ty, key);
        }
    }

    fn ty(&mut self, ty: &Type, key: &mut Key) {
        match ty {
            Type::Named(id) => match self.types.get(*id) {
                Some(def)
                    if !matches!(def.name, TypeName::Component(_))
                        && self.is_open.get(*id) == Some(&false) =>
                {
                    let number = self.number(*id, def);
                    key.text("definition");
                    key.number(number);
                }
                _ => key.value(id),
            },
            Type::Any(_) => key.text("any"),
            ty if ty.children().is_empty() => key.value(ty),
            ty => {
                key.value(&std::mem::discriminant(ty));
                key.number(ty.children().len());
                for child in ty.children() {
                    self.ty(child, key);
                }
            }
        }
    }
}

/// A definition as bytes, which are the same for equal definitions only.
#[derive(Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Key(Vec<u8>);

impl Key {
    fn text(&mut self, text: &str) {
        self.number(text.len());
        self.0.extend_from_slice(text.as_bytes());
    }

    fn optional_text(&mut self, text: Option<&str>) {
        self.flag(text.is_some());
        text.into_iter().for_each(|text| self.text(text));
    }

    fn number(&mut self, number: usize) {
        self.0.extend_from_slice(&number.to_le_bytes());
    }

    fn flag(&mut self, flag: bool) {
        self.0.push(flag.into());
    }

    fn value(&mut self, value: &impl Debug) {
        // Writing to memory does not fail.
        let _ = write!(self.0, "{value:?} ");
    }

    fn option(&mut self, value: Option<&impl Debug>) {
        self.flag(value.is_some());
        if let Some(value) = value {
            self.value(value);
        }
    }

    /// Appends constraints. Most values have none, and all of them together are a long text.
    fn constraints(&mut self, constraints: &Constraints) {
        self.option(Some(constraints).filter(|it| **it != Constraints::NONE));
    }
}

/// Appends the values of an enum, in any order: it does not matter to JSON.
fn enumeration(list: &Enum, key: &mut Key) {
    let mut values: Vec<Key> = list
        .variants
        .iter()
        .map(|variant| {
            let mut key = Key::default();
            match &variant.value {
                Value::String(text) => key.text(text),
                value => key.value(value),
            }
            key.text(&variant.intended_name);
            key.optional_text(variant.docs.description.as_deref());
            key.optional_text(variant.docs.deprecated.as_deref());
            key
        })
        .collect();
    values.sort_unstable();
    key.text("enum");
    key.value(&(list.base, list.is_open));
    key.number(values.len());
    for value in values {
        key.number(value.0.len());
        key.0.extend(value.0);
    }
}
