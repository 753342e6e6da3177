//! The types of multipart bodies. Their properties are parts, of which some are files, so they are neither cloned nor
//! serialized as JSON. A type that is also used elsewhere becomes two.

use super::copies;
use crate::model::{
    Api, BodyContent, BodyFormat, Constraints, Part, Struct, Type, TypeId, TypeKind, TypeSet, Types,
};
use std::collections::HashMap;

/// Makes the type of each multipart body a form. A body that is not an object with known properties is built by hand.
pub fn make_forms(api: &mut Api) {
    let elsewhere = used_elsewhere(api);
    let mut types = std::mem::take(&mut api.types);
    let mut forms: Vec<Form> = Vec::new();
    let bodies = api
        .operations_mut()
        .filter_map(|operation| operation.body.as_mut());
    let contents = bodies.flat_map(|body| body.contents_mut().enumerate());
    for (index, content) in contents {
        let BodyFormat::Multipart(parts) = &content.format else {
            continue;
        };
        content.ty = match struct_of(&types, &content.ty) {
            // Another media type of a body that is the same model: it is sent by its JSON properties.
            Some(id)
                if index > 0
                    && elsewhere.contains(id)
                    && parts.iter().all(|part| part.headers.is_empty())
                    && !has_file(&types, id, parts) =>
            {
                Type::Named(id)
            }
            Some(id) => Type::Named(form(&mut types, &mut forms, &elsewhere, id, parts)),
            None => Type::Any(crate::model::Untyped::Faithful(
                "a multipart body of any parts",
            )),
        };
    }
    api.types = types;
}

/// A form, and the type that it was made from.
struct Form {
    original: TypeId,
    parts: Vec<Part>,
    id: TypeId,
}

/// Returns the form of a type with these parts.
fn form(
    types: &mut Types,
    forms: &mut Vec<Form>,
    elsewhere: &TypeSet,
    original: TypeId,
    parts: &[Part],
) -> TypeId {
    let mut same = forms
        .iter()
        .filter(|form| form.original == original || form.id == original);
    if let Some(form) = same.find(|form| form.parts == parts) {
        return form.id;
    }
    let is_shared =
        elsewhere.contains(original) || forms.iter().any(|form| form.original == original);
    let id = match types.get(original) {
        Some(def) if is_shared => {
            let mut copy = copies::of(def);
            copy.name = copies::name(&copy.name, "form", &HashMap::new());
            types.add(copy)
        }
        _ => original,
    };
    if let Some(TypeKind::Struct(object)) = types.kind(id) {
        let object = converted(types, object, parts);
        if let Some(def) = types.get_mut(id) {
            def.kind = TypeKind::Struct(object);
        }
    }
    forms.push(Form {
        original,
        parts: parts.to_vec(),
        id,
    });
    id
}

/// Returns `true` if a property of the struct is a file.
fn has_file(types: &Types, id: TypeId, parts: &[Part]) -> bool {
    match types.kind(id) {
        Some(TypeKind::Struct(object)) => {
            let all = converted(types, object, parts);
            all.fields
                .iter()
                .map(|field| &field.ty)
                .chain(&all.additional)
                .any(|ty| ty.any(&mut |ty| *ty == Type::File))
        }
        _ => false,
    }
}

/// Returns the object with files as properties.
fn converted(types: &Types, object: &Struct, parts: &[Part]) -> Struct {
    let mut object = object.clone();
    for field in &mut object.fields {
        let part = parts.iter().find(|part| part.name == field.wire_name);
        let is_file = part.is_some_and(|part| part.is_file);
        if let Some(ty) = file(types, &field.ty, is_file, 0) {
            field.ty = ty;
            field.nullable = false;
            field.default = None;
            field.constant = None;
            field.constraints = Constraints::default();
        }
    }
    if let Some(ty) = &object.additional
        && let Some(file) = file(types, ty, false, 0)
    {
        object.additional = Some(file);
        object.additional_constraints = Box::default();
    }
    object.parts = Some(parts.to_vec());
    object
}

/// Returns the type of a part that is a file, or a list of files. `is_file` is `true` if the encoding says so.
fn file(types: &Types, ty: &Type, is_file: bool, depth: u8) -> Option<Type> {
    match types.resolved(ty) {
        Type::Binary => Some(Type::File),
        Type::String | Type::Any(_) if is_file => Some(Type::File),
        Type::List(item) | Type::Set(item) => match file(types, item, is_file, depth + 1)? {
            Type::File => Some(Type::List(Box::new(Type::File))),
            _ => None,
        },
        // A file among other values, or one or several files.
        Type::Named(id) if depth < 4 => {
            let Some(TypeKind::Union(union)) = types.kind(*id) else {
                return None;
            };
            let branches = union.branches.iter();
            let files: Vec<Type> = branches
                .filter_map(|branch| file(types, &branch.ty, false, depth + 1))
                .collect();
            let is_list = files.iter().any(|ty| matches!(ty, Type::List(_)));
            match files.first() {
                None => None,
                Some(_) if is_list => Some(Type::List(Box::new(Type::File))),
                Some(_) => Some(Type::File),
            }
        }
        _ => None,
    }
}

/// Returns the address of the struct that a type is, behind aliases.
fn struct_of(types: &Types, ty: &Type) -> Option<TypeId> {
    let Type::Named(id) = types.resolved(ty) else {
        return None;
    };
    matches!(types.kind(*id), Some(TypeKind::Struct(_))).then_some(*id)
}

/// Returns the types that are used in other places than multipart bodies.
fn used_elsewhere(api: &Api) -> TypeSet {
    let in_operations = api.operations().flat_map(|operation| {
        let is_multipart =
            |content: &BodyContent| matches!(content.format, BodyFormat::Multipart(_));
        let sent = operation.types_sent_except(is_multipart);
        sent.chain(operation.types_received())
    });
    let in_types = api.types.iter().flat_map(|(_, def)| def.kind.types());
    let types = in_operations
        .chain(in_types)
        .chain(&api.received)
        .chain(api.received_bodies())
        .chain(&api.answered);
    let mut used = TypeSet::none_of(&api.types);
    for ty in types {
        ty.each_named(&mut |id| {
            used.insert(id);
        });
        // An alias stands for its target.
        if let Some(id) = struct_of(&api.types, ty) {
            used.insert(id);
        }
    }
    used
}
