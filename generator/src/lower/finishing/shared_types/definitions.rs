//! Equality of definitions: the same values are valid, and the same names and documentation describe them.
//!
//! Each definition becomes a key, in which a type inside it is the number of its own definition. Components are
//! distinguished by their identity, and so is a type that contains itself.

use crate::model::{
    Constraints, Enum, Field, PerType, Struct, Type, TypeDef, TypeId, TypeKind, TypeName, TypeSet,
    Types, Union,
};
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;

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
    known: HashMap<String, Definition>,
}

impl Reader<'_> {
    fn number(&mut self, id: TypeId, def: &TypeDef) -> Definition {
        if let Some(number) = self.numbers.get(id).copied().flatten() {
            return number;
        }
        self.is_open.set(id, true);
        let mut text = String::new();
        append_constraints(&mut text, &def.constraints);
        self.kind(id, &def.kind, &mut text);
        self.is_open.set(id, false);
        let next = self.known.len();
        let number = *self.known.entry(text).or_insert(next);
        self.numbers.set(id, Some(number));
        number
    }

    fn kind(&mut self, id: TypeId, kind: &TypeKind, text: &mut String) {
        match kind {
            TypeKind::Struct(structure) => {
                self.structure(structure, text);
                let mut fields = structure.fields.iter();
                if fields.any(|field| field.nullable && !field.required) {
                    append(text, &("sent", self.sent.contains(id)));
                }
            }
            TypeKind::Enum(list) => text.push_str(&enumeration(list)),
            TypeKind::Union(union) => self.union(union, text),
            TypeKind::Alias(ty) => {
                text.push_str("alias ");
                self.ty(ty, text);
            }
        }
    }

    fn structure(&mut self, structure: &Struct, text: &mut String) {
        let Struct {
            fields,
            additional,
            additional_constraints,
            constraints,
            parts,
            can_be_child,
        } = structure;
        text.push_str("struct ");
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
            let names = (wire_name, intended_name, &docs.deprecated, &docs.attributes);
            let presence = (required, nullable, read_only, write_only);
            append(text, &(names, presence, default, constant));
            append_constraints(text, constraints);
            self.ty(ty, text);
        }
        append(text, &(parts, can_be_child));
        append_constraints(text, additional_constraints);
        append_constraints(text, constraints);
        if let Some(additional) = additional {
            self.ty(additional, text);
        }
    }

    fn union(&mut self, union: &Union, text: &mut String) {
        let Union {
            branches,
            discriminator,
            holds_several,
            overlaps,
        } = union;
        append(text, &("union", discriminator, holds_several, overlaps));
        for branch in branches {
            let name = (&branch.intended_name, branch.is_tagged, &branch.constant);
            append(text, &(name, &branch.matching));
            append_constraints(text, &branch.constraints);
            self.ty(&branch.ty, text);
        }
    }

    fn ty(&mut self, ty: &Type, text: &mut String) {
        match ty {
            Type::Named(id) => match self.types.get(*id) {
                Some(def)
                    if !matches!(def.name, TypeName::Component(_))
                        && self.is_open.get(*id) == Some(&false) =>
                {
                    let number = self.number(*id, def);
                    append(text, &("definition", number));
                }
                _ => append(text, id),
            },
            Type::Any(_) => text.push_str("any "),
            ty if ty.children().is_empty() => append(text, ty),
            ty => {
                append(text, &(std::mem::discriminant(ty), ty.children().len()));
                for child in ty.children() {
                    self.ty(child, text);
                }
            }
        }
    }
}

fn append(text: &mut String, value: &impl std::fmt::Debug) {
    // Writing into a string does not fail.
    let _ = write!(text, "{value:?} ");
}

/// Appends constraints. Most values have none, and all of them together are a long text.
fn append_constraints(text: &mut String, constraints: &Constraints) {
    if *constraints == Constraints::NONE {
        text.push_str("unconstrained ");
    } else {
        append(text, constraints);
    }
}

/// Returns the values of an enum, in any order: it does not matter to JSON.
fn enumeration(list: &Enum) -> String {
    let mut values: Vec<String> = list
        .variants
        .iter()
        .map(|variant| {
            let docs = (&variant.docs.description, &variant.docs.deprecated);
            format!("{} {:?} {docs:?}", variant.value, variant.intended_name)
        })
        .collect();
    values.sort_unstable();
    format!("enum {:?} {} {values:?}", list.base, list.is_open)
}
