//! Collections of named types, and of values for each of them.

use super::{Struct, Type, TypeDef, TypeKind};
use serde::Serialize;

/// All named types, addressed by [`TypeId`].
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Types(Vec<TypeDef>);

/// The address of a named type in [`Types`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct TypeId(u32);

impl TypeId {
    fn new(index: usize) -> Self {
        Self(index as u32)
    }

    fn index(self) -> usize {
        self.0 as usize
    }

    /// Creates an address without its [`Types`], for tests.
    #[cfg(test)]
    pub(crate) fn numbered(number: u32) -> Self {
        Self(number)
    }
}

impl Types {
    /// Adds a type and returns its address.
    pub fn add(&mut self, def: TypeDef) -> TypeId {
        let id = TypeId::new(self.0.len());
        self.0.push(def);
        id
    }

    /// Returns the type at this address.
    pub fn get(&self, id: TypeId) -> Option<&TypeDef> {
        self.0.get(id.index())
    }

    /// Returns the type at this address, mutably.
    pub fn get_mut(&mut self, id: TypeId) -> Option<&mut TypeDef> {
        self.0.get_mut(id.index())
    }

    /// Returns the kind of the type at this address.
    pub fn kind(&self, id: TypeId) -> Option<&TypeKind> {
        self.get(id).map(|def| &def.kind)
    }

    /// Returns all types with their addresses, in order of addition.
    pub fn iter(&self) -> impl Iterator<Item = (TypeId, &TypeDef)> {
        let types = self.0.iter().enumerate();
        types.map(|(index, def)| (TypeId::new(index), def))
    }

    /// Returns all types with their addresses, mutably.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (TypeId, &mut TypeDef)> {
        let types = self.0.iter_mut().enumerate();
        types.map(|(index, def)| (TypeId::new(index), def))
    }

    /// Returns the addresses of all types, in order of addition.
    pub fn ids(&self) -> impl Iterator<Item = TypeId> + Clone + use<> {
        (0..self.0.len()).map(TypeId::new)
    }

    /// Returns the number of types.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Returns `true` if there are no types.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the type behind aliases and without null.
    pub fn resolved<'t>(&'t self, ty: &'t Type) -> &'t Type {
        self.follow(ty, |ty| match ty {
            Type::Nullable(inner) => Some(inner),
            ty => self.alias(ty),
        })
    }

    /// Returns the type behind aliases.
    pub fn unaliased<'t>(&'t self, ty: &'t Type) -> &'t Type {
        self.follow(ty, |ty| self.alias(ty))
    }

    /// Returns the type that a name stands for, if it is an alias.
    fn alias<'t>(&'t self, ty: &'t Type) -> Option<&'t Type> {
        let Type::Named(id) = ty else { return None };
        match self.kind(*id)? {
            TypeKind::Alias(target) => Some(target),
            _ => None,
        }
    }

    fn follow<'t>(
        &self,
        mut ty: &'t Type,
        next: impl Fn(&'t Type) -> Option<&'t Type>,
    ) -> &'t Type {
        // Aliases may form a cycle.
        for _ in 0..=self.len() {
            match next(ty) {
                Some(target) => ty = target,
                None => break,
            }
        }
        ty
    }

    /// Returns the struct that a type is, behind aliases and without null.
    pub fn structure<'t>(&'t self, ty: &'t Type) -> Option<&'t Struct> {
        let Type::Named(id) = self.resolved(ty) else {
            return None;
        };
        match self.kind(*id)? {
            TypeKind::Struct(structure) => Some(structure),
            _ => None,
        }
    }

    /// Returns, for each type, the types that use it, once per use.
    pub fn users(&self) -> PerType<Vec<TypeId>> {
        let mut users = PerType::filled(self, Vec::new());
        for (user, def) in self.iter() {
            for ty in def.kind.types() {
                ty.each_named(&mut |used| {
                    if let Some(users) = users.get_mut(used) {
                        users.push(user);
                    }
                });
            }
        }
        users
    }

    /// Returns the types reachable from the first ones, where `next` adds the types that a type refers to.
    pub fn reachable(
        &self,
        first: impl IntoIterator<Item = TypeId>,
        mut next: impl FnMut(TypeId, &mut Vec<TypeId>),
    ) -> TypeSet {
        let mut reached = TypeSet::none_of(self);
        let mut ahead: Vec<TypeId> = first.into_iter().collect();
        while let Some(id) = ahead.pop() {
            if reached.insert(id) {
                next(id, &mut ahead);
            }
        }
        reached
    }
}

/// A value for each type of a [`Types`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PerType<T>(Vec<T>);

impl<T> Default for PerType<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> PerType<T> {
    /// Creates the value of each type.
    pub fn of(types: &Types, mut value: impl FnMut(TypeId, &TypeDef) -> T) -> Self {
        types.iter().map(|(id, def)| value(id, def)).collect()
    }

    /// Sets the same value for each type.
    pub fn filled(types: &Types, value: T) -> Self
    where
        T: Clone,
    {
        Self(vec![value; types.len()])
    }

    /// Returns the number of types.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Returns `true` if there are no types.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the value of a type; `None` for a type of another [`Types`].
    pub fn get(&self, id: TypeId) -> Option<&T> {
        self.0.get(id.index())
    }

    /// Returns the value of a type, mutably; `None` for a type of another [`Types`].
    pub fn get_mut(&mut self, id: TypeId) -> Option<&mut T> {
        self.0.get_mut(id.index())
    }

    /// Sets the value of a type.
    pub fn set(&mut self, id: TypeId, value: T) {
        if let Some(slot) = self.get_mut(id) {
            *slot = value;
        }
    }

    /// Returns the values, in the order of the types.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.0.iter()
    }

    /// Returns the types and their values, in the order of the types.
    pub fn entries(&self) -> impl Iterator<Item = (TypeId, &T)> {
        let values = self.0.iter().enumerate();
        values.map(|(index, value)| (TypeId::new(index), value))
    }

    /// Returns the types, in their order.
    pub fn ids(&self) -> impl Iterator<Item = TypeId> + use<T> {
        (0..self.0.len()).map(TypeId::new)
    }

    /// Converts each value.
    pub fn map<U>(&self, value: impl FnMut(&T) -> U) -> PerType<U> {
        PerType(self.0.iter().map(value).collect())
    }
}

impl<T> IntoIterator for PerType<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'p, T> IntoIterator for &'p PerType<T> {
    type Item = &'p T;
    type IntoIter = std::slice::Iter<'p, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

/// Collects values in the order of the types.
impl<T> FromIterator<T> for PerType<T> {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        Self(values.into_iter().collect())
    }
}

/// A set of types.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypeSet(PerType<bool>);

impl TypeSet {
    /// Creates an empty set.
    pub fn none_of(types: &Types) -> Self {
        Self(PerType::filled(types, false))
    }

    /// Creates the set of types that satisfy the predicate.
    pub fn of(types: &Types, predicate: impl FnMut(TypeId, &TypeDef) -> bool) -> Self {
        Self(PerType::of(types, predicate))
    }

    /// Returns `true` if the type is in the set.
    pub fn contains(&self, id: TypeId) -> bool {
        self.0.get(id) == Some(&true)
    }

    /// Adds a type and returns `true` if it was not in the set before.
    pub fn insert(&mut self, id: TypeId) -> bool {
        match self.0.get_mut(id) {
            Some(slot @ false) => {
                *slot = true;
                true
            }
            _ => false,
        }
    }

    /// Returns the types of the set, in order.
    pub fn iter(&self) -> impl Iterator<Item = TypeId> {
        let all = self.0.entries();
        all.filter(|(_, is_in)| **is_in).map(|(id, _)| id)
    }

    /// Returns the types of the set that satisfy the predicate.
    pub fn only(&self, predicate: impl Fn(TypeId) -> bool) -> Self {
        let all = self.0.entries();
        Self(all.map(|(id, is_in)| *is_in && predicate(id)).collect())
    }

    /// Returns `true` if no type is in the set.
    pub fn is_empty(&self) -> bool {
        !self.0.iter().any(|is_in| *is_in)
    }

    /// Returns `true` if all types are in the set.
    pub fn is_full(&self) -> bool {
        self.0.iter().all(|is_in| *is_in)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Constraints, Docs, Field, TypeName};

    fn types(kinds: Vec<TypeKind>) -> Types {
        let mut types = Types::default();
        for kind in kinds {
            types.add(TypeDef {
                name: TypeName::Component(String::new()),
                key: None,
                payload: None,
                docs: Docs::default(),
                kind,
                at: Default::default(),
                constraints: Constraints::default(),
            });
        }
        types
    }

    fn alias(number: u32) -> TypeKind {
        TypeKind::Alias(Type::List(Box::new(Type::Named(TypeId(number)))))
    }

    #[test]
    fn what_is_reached_is_visited_once_also_in_a_cycle() {
        let types = types(vec![alias(1), alias(0), alias(0)]);
        let mut visits = 0;
        let reached = types.reachable([TypeId(0)], |id, ahead| {
            visits += 1;
            for ty in types.kind(id).unwrap().types() {
                ty.each_named(&mut |id| ahead.push(id));
            }
        });
        assert_eq!(reached.iter().collect::<Vec<_>>(), [TypeId(0), TypeId(1)]);
        assert_eq!(
            (visits, reached.is_full(), reached.is_empty()),
            (2, false, false)
        );
        assert_eq!(
            types.users().get(TypeId(0)),
            Some(&vec![TypeId(1), TypeId(2)])
        );
    }

    #[test]
    fn a_cycle_of_aliases_resolves_to_something() {
        let to = |number: u32| TypeKind::Alias(Type::Named(TypeId(number)));
        let types = types(vec![to(1), to(0)]);
        assert!(matches!(
            types.resolved(&Type::Named(TypeId(0))),
            Type::Named(_)
        ));
    }

    #[test]
    fn a_type_of_others_has_no_value_here() {
        let types = types(vec![alias(0)]);
        let mut values = PerType::filled(&types, 1);
        values.set(TypeId(7), 2);
        assert_eq!(
            (values.get(TypeId(0)), values.get(TypeId(7))),
            (Some(&1), None)
        );
        assert!(!TypeSet::none_of(&types).insert(TypeId(7)));
    }

    #[test]
    fn additional_properties_are_among_the_types_and_not_among_the_members() {
        let field = Field {
            wire_name: String::new(),
            intended_name: String::new(),
            docs: Docs::default(),
            ty: Type::Date,
            required: true,
            nullable: false,
            read_only: false,
            write_only: false,
            default: None,
            constant: None,
            constraints: Constraints::default(),
        };
        let kind = TypeKind::Struct(Struct {
            fields: vec![field],
            additional: Some(Type::Map(Box::new(Type::Time))),
            ..Struct::default()
        });
        assert_eq!(kind.members().collect::<Vec<_>>(), [&Type::Date]);
        let mut seen = Vec::new();
        kind.types()
            .for_each(|ty| ty.each(&mut |ty| seen.push(ty.clone())));
        assert_eq!(
            seen,
            [Type::Date, Type::Map(Box::new(Type::Time)), Type::Time]
        );
    }
}
