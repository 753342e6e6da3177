//! Analyses that require all types.

mod combinations;
mod copies;
mod cycles;
mod directions;
mod item_matching;
mod merge_patches;
mod multipart;
mod overlaps;
mod pagination;
mod patterns;
mod shared_types;
mod union_cycles;
mod union_matching;
mod union_tags;

use crate::config::{Config, SharedTypes};
use crate::diagnostics::Diagnostics;
use crate::lower::PaginationOf;
use crate::model::{
    Api, Body, BodyContent, BodyFormat, PerType, Stream, Type, TypeId, TypeKind, TypeName, TypeSet,
    Types, Untyped,
};

/// Finishes a lowered API. The first `components` types are those of component schemas.
pub fn finish(
    api: &mut Api,
    components: usize,
    config: &Config,
    paginations: &[PaginationOf<'_>],
    diagnostics: &mut Diagnostics,
) {
    cycles::break_aliases(&mut api.types, diagnostics);
    union_cycles::remove(&mut api.types, diagnostics);
    multipart::make_forms(api);
    keep_sets_of_scalars(api);
    keep_bytes_of_bodies(api);
    combinations::add(&mut api.types);
    union_matching::fill(&mut api.types);
    directions::split(api);
    merge_patches::allow_null(api);
    keep_properties_of_children(api);
    drop_unused(api, components);
    if config.shared_types == SharedTypes::On {
        shared_types::share(api, components, config.nullable);
    }
    patterns::report_unchecked(api, diagnostics);
    pagination::find(api, paginations, diagnostics);
}

/// Makes the properties that only a child has additional properties of the parent, where a child can be received in its
/// place.
fn keep_properties_of_children(api: &mut Api) {
    let received = directions::received(api);
    for (id, def) in api.types.iter_mut() {
        if let TypeKind::Struct(object) = &mut def.kind
            && object.can_be_child
            && received.contains(id)
        {
            let any = Type::Any(Untyped::Faithful("properties of a child"));
            object.additional.get_or_insert(any);
        }
    }
}

/// Replaces sets by lists, unless their items are scalars with equality.
fn keep_sets_of_scalars(api: &mut Api) {
    let enums = TypeSet::of(&api.types, |_, def| matches!(def.kind, TypeKind::Enum(_)));
    let has_equality = |ty: &Type| match ty {
        Type::Named(id) => enums.contains(*id),
        Type::Boolean
        | Type::Integer(_)
        | Type::String
        | Type::DateTime
        | Type::HttpDate
        | Type::UnixTime
        | Type::Date
        | Type::Time
        | Type::Uuid => true,
        _ => false,
    };
    api.each_type_mut(&mut |ty| {
        ty.each_mut(&mut |ty| {
            if let Type::Set(item) = ty
                && !has_equality(item)
            {
                *ty = Type::List(item.clone());
            }
        });
    });
}

/// Replaces bytes inside JSON by text (`format: binary`): only a complete body can be bytes, and not a parameter or an
/// item of a stream.
fn keep_bytes_of_bodies(api: &mut Api) {
    let types = &mut api.types;
    let binary = TypeSet::of(types, |id, _| is_binary(types, id));
    let to_text = |ty: &mut Type| {
        ty.each_mut(&mut |ty| {
            let is_bytes = match ty {
                Type::Binary => true,
                Type::Named(id) => binary.contains(*id),
                _ => false,
            };
            if is_bytes {
                *ty = Type::String;
            }
        });
    };
    for (id, def) in types.iter_mut() {
        if !binary.contains(id) {
            def.kind.types_mut().for_each(to_text);
        }
    }
    for operation in api.operations_mut() {
        let parameters = operation.parameters.iter_mut();
        parameters.for_each(|parameter| to_text(&mut parameter.ty));
        let bodies = operation.body.iter_mut().flat_map(Body::contents_mut);
        let of_items = |body: &&mut BodyContent| {
            matches!(
                body.format,
                BodyFormat::JsonLines | BodyFormat::JsonSequence
            )
        };
        bodies
            .filter(of_items)
            .for_each(|body| to_text(&mut body.ty));
        let streams = operation.stream.iter_mut();
        streams.flat_map(Stream::types_mut).for_each(to_text);
    }
    let groups = api.received_groups.iter_mut();
    let requests = groups.flat_map(|group| &mut group.requests);
    requests
        .filter_map(|request| request.body.ty_mut())
        .for_each(to_text);
}

fn is_binary(types: &Types, id: TypeId) -> bool {
    let mut id = id;
    for _ in 0..16 {
        match types.get(id).map(|def| &def.kind) {
            Some(TypeKind::Alias(Type::Binary)) => return true,
            Some(TypeKind::Alias(Type::Named(next))) => id = *next,
            _ => return false,
        }
    }
    false
}

/// Removes inline types that are not used.
fn drop_unused(api: &mut Api, components: usize) {
    let used = used(api, components);
    if used.is_full() {
        return;
    }
    let mut types = Types::default();
    let addresses = PerType::of(&api.types, |id, def| {
        used.contains(id).then(|| types.add(def.clone()))
    });
    let rename = |id: &mut TypeId| {
        if let Some(Some(address)) = addresses.get(*id) {
            *id = *address;
        }
    };
    api.types = types;
    for (_, def) in api.types.iter_mut() {
        if let TypeName::Inline { parent, .. } = &mut def.name {
            rename(parent);
        }
    }
    api.each_type_mut(&mut |ty| {
        ty.each_mut(&mut |ty| {
            if let Type::Named(id) = ty {
                rename(id);
            }
        });
    });
}

/// Returns the types of components and operations, and those inside them.
fn used(api: &Api, components: usize) -> TypeSet {
    let mut first: Vec<TypeId> = api.types.ids().take(components).collect();
    for ty in api.types_sent().chain(api.types_received()) {
        ty.each_named(&mut |id| first.push(id));
    }
    api.types.reachable(first, |id, ahead| {
        let Some(def) = api.types.get(id) else {
            return;
        };
        def.kind.each_named(&mut |id| ahead.push(id));
        // The name of an inline type is derived from that of its enclosing type.
        if let TypeName::Inline { parent, .. } = def.name {
            ahead.push(parent);
        }
    })
}
