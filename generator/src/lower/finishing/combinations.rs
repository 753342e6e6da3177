//! Adds a branch to each `anyOf` whose branches can hold at the same time (JSON Schema core, section 10.2.1.2): a struct
//! with the properties of all of them. Without it, the properties that only one of them knows would be lost.

use crate::model::{
    Branch, BranchMatching, Constraints, Docs, Enum, Field, Struct, Type, TypeDef, TypeId,
    TypeKind, TypeName, Types, Union, Variant,
};
use std::ptr;

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
    for object in &objects {
        if object.additional.is_some() || object.parts.is_some() {
            return None;
        }
        for field in &object.fields {
            let mut known = fields.iter_mut();
            match known.find(|known| known.wire_name == field.wire_name) {
                None => fields.push(field.clone()),
                Some(known) => widen(types, known, field)?,
            }
        }
    }
    if objects.iter().any(|one| one.fields.len() == fields.len()) {
        return None;
    }
    // A property with one value marks the branch that has it (`deleted: true`): it holds alone.
    let has = |object: &Struct, field: &Field| {
        let mut own = object.fields.iter();
        own.any(|own| own.wire_name == field.wire_name)
    };
    let is_mark = |field: &&Field| {
        let is_common = objects.iter().all(|object| has(object, field));
        field.required && field.constant.is_some() && !is_common
    };
    if fields.iter().any(|field| is_mark(&field)) {
        return None;
    }
    for field in &mut fields {
        // Where two branches hold, one of them requires the property.
        let requiring = objects.iter().filter(|object| {
            let mut own = object.fields.iter();
            own.any(|own| own.required && own.wire_name == field.wire_name)
        });
        field.required = requiring.count() + 1 >= objects.len();
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

/// Makes a field keep the values of another one too. Returns `None` if neither of their types does.
fn widen(types: &Types, known: &mut Field, other: &Field) -> Option<()> {
    let is_wide = ptr::eq(wider(types, &known.ty, &other.ty, 0)?, &known.ty);
    if !is_wide {
        known.ty = other.ty.clone();
        known.constant.clone_from(&other.constant);
    } else if known.constant.is_some() && known.constant != other.constant {
        // Two values of the same type exclude each other; one of them and any value do not.
        other.constant.is_none().then_some(())?;
        known.constant = None;
    }
    known.nullable |= other.nullable;
    Some(())
}

/// Returns the type of the two that keeps the values of both: the enum with more values, or the struct with more
/// properties.
fn wider<'t>(types: &'t Types, one: &'t Type, other: &'t Type, depth: usize) -> Option<&'t Type> {
    if depth > DEEPEST {
        return None;
    }
    let (resolved, theirs) = (types.resolved(one), types.resolved(other));
    let kind = |ty: &Type| match ty {
        Type::Named(id) => types.kind(*id),
        _ => None,
    };
    let is_one_wide = |wide: bool| if wide { one } else { other };
    match (resolved, theirs) {
        _ if resolved == theirs => Some(one),
        (Type::List(item), Type::List(their_item)) | (Type::Map(item), Type::Map(their_item)) => {
            let wide = wider(types, item, their_item, depth + 1)?;
            Some(is_one_wide(ptr::eq(wide, &**item)))
        }
        _ => match (kind(resolved), kind(theirs)) {
            (Some(TypeKind::Enum(own)), Some(TypeKind::Enum(their))) => {
                let lists = |all: &Enum, some: &Enum| {
                    let has =
                        |theirs: &Variant| all.variants.iter().any(|own| own.value == theirs.value);
                    all.base == some.base && some.variants.iter().all(has)
                };
                let is_wide = lists(own, their);
                (is_wide || lists(their, own)).then(|| is_one_wide(is_wide))
            }
            (Some(TypeKind::Struct(own)), Some(TypeKind::Struct(their))) => {
                let is_wide = has_all(types, own, their, depth);
                (is_wide || has_all(types, their, own, depth)).then(|| is_one_wide(is_wide))
            }
            _ => None,
        },
    }
}

/// Returns `true` if a struct has all properties of another one.
fn has_all(types: &Types, all: &Struct, some: &Struct, depth: usize) -> bool {
    let is_object = |object: &Struct| object.additional.is_none() && object.parts.is_none();
    let has = |field: &Field| {
        let mut own = all.fields.iter();
        own.find(|own| own.wire_name == field.wire_name)
            .is_some_and(|own| {
                let wide = wider(types, &own.ty, &field.ty, depth + 1);
                (own.constant.is_none() || own.constant == field.constant)
                    && wide.is_some_and(|wide| ptr::eq(wide, &own.ty))
            })
    };
    is_object(all) && is_object(some) && some.fields.iter().all(has)
}
