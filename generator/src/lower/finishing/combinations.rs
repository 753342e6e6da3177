//! Adds a branch to each `anyOf` whose branches can hold at the same time (JSON Schema core, section 10.2.1.2): a struct
//! with the properties of all of them. Without it, the properties that only one of them knows would be lost.

use crate::model::{
    Branch, BranchMatching, Constraints, Docs, Enum, Field, Struct, Type, TypeDef, TypeId,
    TypeKind, TypeName, Types, Union, Variant,
};
use std::collections::HashMap;

/// The words of the branch and its type.
const NAME: &str = "combination";

/// Larger unions are lists of alternatives, of which one holds.
const MOST_BRANCHES: usize = 8;
/// Types are compared up to this depth.
const DEEPEST: usize = 4;

/// Adds the branches.
pub fn add(types: &mut Types) {
    let combined: Vec<(TypeId, Struct)> = types
        .iter()
        .filter_map(|(id, def)| match &def.kind {
            TypeKind::Union(union) if union.holds_several => Some((id, combined(types, union)?)),
            _ => None,
        })
        .collect();
    for (union, structure) in combined {
        let Some(at) = types.get(union).map(|def| def.at.clone()) else {
            continue;
        };
        let all = types.add(TypeDef {
            name: TypeName::Inline {
                parent: union,
                words: vec![NAME.to_owned()],
            },
            key: None,
            payload: None,
            docs: documentation(),
            kind: TypeKind::Struct(structure),
            at,
            constraints: Constraints::default(),
        });
        if let Some(TypeKind::Union(union)) = types.get_mut(union).map(|def| &mut def.kind) {
            union.branches.push(Branch {
                intended_name: NAME.to_owned(),
                docs: documentation(),
                ty: Type::Named(all),
                constant: None,
                constraints: Constraints::default(),
                matching: BranchMatching::default(),
                is_tagged: false,
            });
        }
    }
}

fn documentation() -> Docs {
    let text =
        "A value for which several of the other variants hold: it has the properties of them all.";
    Docs {
        description: Some(text.to_owned()),
        ..Docs::default()
    }
}

/// Returns the object with the properties of all objects among the branches. Returns `None` if they cannot hold
/// together, or if one of them has all of these properties itself.
fn combined(types: &Types, union: &Union) -> Option<Struct> {
    let branches = union.branches.iter();
    let objects: Vec<&Struct> = branches
        .filter_map(|branch| types.structure(&branch.ty))
        .collect();
    if !(2..=MOST_BRANCHES).contains(&objects.len()) {
        return None;
    }
    let mut fields: Vec<Field> = Vec::new();
    let mut properties: HashMap<&str, Property> = HashMap::new();
    let mut compared = Compared::new();
    for object in &objects {
        if object.additional.is_some() || object.parts.is_some() {
            return None;
        }
        for field in &object.fields {
            let index = fields.len();
            let property = properties.entry(&field.wire_name).or_insert(Property {
                index,
                having: 0,
                requiring: 0,
            });
            match fields.get_mut(property.index) {
                Some(known) => widen(types, known, field, &mut compared)?,
                None => fields.push(field.clone()),
            }
            property.having += 1;
            property.requiring += usize::from(field.required);
        }
    }
    if objects.iter().any(|one| one.fields.len() == fields.len()) {
        return None;
    }
    for field in &mut fields {
        let property = properties.get(field.wire_name.as_str())?;
        // A property with one value marks the branch that has it (`deleted: true`): it holds alone.
        let is_common = property.having == objects.len();
        if field.required && field.constant.is_some() && !is_common {
            return None;
        }
        // Where two branches hold, one of them requires the property.
        field.required = property.requiring + 1 >= objects.len();
    }
    Some(Struct {
        fields,
        additional: None,
        additional_constraints: Box::default(),
        constraints: Box::default(),
        can_be_child: objects.iter().any(|object| object.can_be_child),
        parts: None,
    })
}

/// What the branches say of a property.
struct Property {
    /// The index of the field.
    index: usize,
    /// The number of branches that have it.
    having: usize,
    /// The number of branches that require it.
    requiring: usize,
}

/// Which of two types is the wider one at a depth, if one is. Without them, the paths to a pair would multiply.
type Compared = HashMap<(TypeId, TypeId, usize), Option<Wider>>;

/// The wider one of two types.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wider {
    First,
    Second,
}

/// Makes a field keep the values of another one too. Returns `None` if neither of their types does.
fn widen(types: &Types, known: &mut Field, other: &Field, compared: &mut Compared) -> Option<()> {
    match wider(types, &known.ty, &other.ty, 0, compared)? {
        Wider::Second => {
            known.ty = other.ty.clone();
            known.constant.clone_from(&other.constant);
        }
        Wider::First if known.constant.is_some() && known.constant != other.constant => {
            // Two values of the same type exclude each other; one of them and any value do not.
            other.constant.is_none().then_some(())?;
            known.constant = None;
        }
        Wider::First => {}
    }
    known.nullable |= other.nullable;
    Some(())
}

/// Returns which of two types keeps the values of both: the enum with more values, or the struct with more properties.
/// It is the first one of equal types.
fn wider(
    types: &Types,
    one: &Type,
    other: &Type,
    depth: usize,
    compared: &mut Compared,
) -> Option<Wider> {
    match (types.resolved(one), types.resolved(other)) {
        (one, other) if one == other => Some(Wider::First),
        (Type::List(one), Type::List(other)) | (Type::Map(one), Type::Map(other)) => {
            wider(types, one, other, depth, compared)
        }
        (Type::Named(one), Type::Named(other)) if depth < DEEPEST => {
            let pair = (*one, *other, depth);
            if let Some(known) = compared.get(&pair) {
                return *known;
            }
            let wide = match is_wider(types, *one, *other, depth, compared) {
                true => Some(Wider::First),
                false => is_wider(types, *other, *one, depth, compared).then_some(Wider::Second),
            };
            compared.insert(pair, wide);
            wide
        }
        _ => None,
    }
}

/// Returns `true` if a type is an enum with all values of another one, or a struct with all of its properties.
fn is_wider(
    types: &Types,
    all: TypeId,
    some: TypeId,
    depth: usize,
    compared: &mut Compared,
) -> bool {
    match (types.kind(all), types.kind(some)) {
        (Some(TypeKind::Enum(all)), Some(TypeKind::Enum(some))) => lists(all, some),
        (Some(TypeKind::Struct(all)), Some(TypeKind::Struct(some))) => {
            has_all(types, all, some, depth, compared)
        }
        _ => false,
    }
}

/// Returns `true` if an enum has all values of another one.
fn lists(all: &Enum, some: &Enum) -> bool {
    let has = |theirs: &Variant| all.variants.iter().any(|own| own.value == theirs.value);
    all.base == some.base && some.variants.iter().all(has)
}

/// Returns `true` if a struct has all properties of another one.
fn has_all(
    types: &Types,
    all: &Struct,
    some: &Struct,
    depth: usize,
    compared: &mut Compared,
) -> bool {
    let is_object = |object: &Struct| object.additional.is_none() && object.parts.is_none();
    let own = all.fields.iter().map(|own| (own.wire_name.as_str(), own));
    let own: HashMap<&str, &Field> = own.collect();
    let mut has = |field: &Field| {
        let own = own.get(field.wire_name.as_str());
        own.is_some_and(|own| {
            let wide = wider(types, &own.ty, &field.ty, depth + 1, compared);
            (own.constant.is_none() || own.constant == field.constant) && wide == Some(Wider::First)
        })
    };
    is_object(all) && is_object(some) && some.fields.iter().all(&mut has)
}
