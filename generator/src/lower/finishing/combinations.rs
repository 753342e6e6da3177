//! Adds a branch to each `anyOf` whose branches can hold at the same time (JSON Schema core, section 10.2.1.2): a struct
//! with the properties of all of them. Without it, the properties that only one of them knows would be lost.

use crate::model::{
    Branch, BranchMatching, Constraints, Docs, Field, Struct, Type, TypeDef, TypeId, TypeKind,
    TypeName, Types, Union,
};

/// The words of the branch and its type.
const NAME: &str = "combination";

/// Larger unions are lists of alternatives, of which one holds.
const MOST_BRANCHES: usize = 8;

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
                Some(known) if is_same(types, known, field) => known.nullable |= field.nullable,
                Some(_) => return None,
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
        can_be_child: false,
        parts: None,
    })
}

/// Returns `true` if two fields have the same values, apart from null.
fn is_same(types: &Types, one: &Field, other: &Field) -> bool {
    one.constant == other.constant && is_same_type(types, &one.ty, &other.ty)
}

fn is_same_type(types: &Types, one: &Type, other: &Type) -> bool {
    let (one, other) = (types.resolved(one), types.resolved(other));
    let kind = |ty: &Type| match ty {
        Type::Named(id) => types.kind(*id),
        _ => None,
    };
    match (one, other) {
        (Type::List(one), Type::List(other)) | (Type::Map(one), Type::Map(other)) => {
            is_same_type(types, one, other)
        }
        _ if one == other => true,
        _ => match (kind(one), kind(other)) {
            (Some(TypeKind::Enum(one)), Some(TypeKind::Enum(other))) => {
                let others = &other.variants;
                one.variants.len() == others.len()
                    && one
                        .variants
                        .iter()
                        .zip(others)
                        .all(|(one, other)| one.value == other.value)
            }
            _ => false,
        },
    }
}
