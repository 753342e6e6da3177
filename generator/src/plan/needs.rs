//! What does the generated crate need of the runtime's optional parts and of other crates?

use super::Needs;
use crate::model::{Api, Type, TypeKind};

/// Looks at every type that is used anywhere.
pub fn needs(api: &Api) -> Needs {
    let mut needs = Needs::default();
    for (_, def) in api.types.iter() {
        for ty in super::cycles::members(&def.kind) {
            add(&mut needs, ty);
        }
        if let TypeKind::Struct(object) = &def.kind
            && let Some(ty) = &object.additional
        {
            add(&mut needs, ty);
        }
    }
    for operation in api
        .resources
        .iter()
        .flat_map(|resource| &resource.operations)
    {
        let parameters = operation.parameters.iter().map(|parameter| &parameter.ty);
        let bodies = operation.body.iter().map(|body| &body.ty);
        let contents = operation
            .responses
            .iter()
            .filter_map(|response| response.content.as_ref());
        parameters
            .chain(bodies)
            .chain(contents.map(|content| &content.ty))
            .for_each(|ty| add(&mut needs, ty));
    }
    needs
}

fn add(needs: &mut Needs, ty: &Type) {
    match ty {
        Type::Date => needs.dates = true,
        Type::Time => needs.times = true,
        Type::DateTime => needs.date_times = true,
        Type::Duration => needs.durations = true,
        Type::Uuid => needs.uuids = true,
        Type::Base64 | Type::Base64Url => needs.base64 = true,
        Type::Decimal => needs.decimals = true,
        Type::List(inner) | Type::Set(inner) | Type::Map(inner) | Type::Nullable(inner) => {
            add(needs, inner)
        }
        Type::Tuple(items) => items.iter().for_each(|item| add(needs, item)),
        _ => {}
    }
}
