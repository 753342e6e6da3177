//! Collects the names of a planned SDK with the texts that they are made of.

use super::causes::{Cause, Named, causes};
use super::{Kind, Names, Suspicious};
use crate::model::{DocumentedOperation, TypeId, TypeName};
use crate::plan::{Planned, PlannedKind, PlannedOperation, PlannedResource, PlannedType};

/// Returns the names of an SDK: how many there are, and the suspicious ones.
pub fn names(planned: &Planned<'_>) -> Names {
    let mut found = Names::default();
    for plan in &planned.types {
        if plan.is_defined() {
            of_type(planned, plan, &mut found);
        }
    }
    for set in &planned.header_sets {
        let of: Vec<&str> = set.members.iter().map(|header| header.name).collect();
        found.add(Kind::Type, &set.ident, &of.join(" "));
    }
    for set in &planned.error_sets {
        let of: Vec<&str> = set
            .members
            .iter()
            .map(|error| error.ident.as_str())
            .collect();
        found.add(Kind::Type, &set.ident, &of.join(" or "));
    }
    for plan in &planned.resources {
        of_resource(planned, plan, &mut found);
    }
    found
}

impl Names {
    fn add(&mut self, kind: Kind, name: &str, source: &str) {
        let named = Named {
            name,
            source,
            key: if kind == Kind::Member { source } else { "" },
            operation: None,
            about: "",
        };
        self.add_named(kind, &named, None);
    }

    fn add_named(&mut self, kind: Kind, named: &Named<'_>, more: Option<Cause>) {
        *self.counts.entry(kind).or_default() += 1;
        let mut causes = causes(named);
        causes.extend(more);
        if !causes.is_empty() {
            self.suspicious.push(Suspicious {
                kind,
                name: named.name.to_owned(),
                source: named.source.to_owned(),
                causes,
            });
        }
    }
}

fn of_type(planned: &Planned<'_>, plan: &PlannedType<'_>, found: &mut Names) {
    let source = source_of_type(planned, plan.id);
    let named = Named {
        name: &plan.ident,
        source: &source,
        key: key_of_type(planned, plan.id),
        operation: None,
        about: "",
    };
    found.add_named(Kind::Type, &named, None);
    match &plan.kind {
        PlannedKind::Struct(object) => {
            for field in &object.fields {
                found.add(Kind::Member, &field.ident, field.wire_name);
            }
        }
        PlannedKind::Enum(list) => {
            for variant in &list.variants {
                found.add(Kind::Member, &variant.ident, &variant.value.to_string());
            }
        }
        PlannedKind::Union(union) => {
            for branch in &union.branches {
                found.add(Kind::Member, &branch.ident, "");
            }
        }
        PlannedKind::Alias(_) | PlannedKind::Newtype(_) => {}
    }
}

/// Returns the key of the component or the id of the operation after which a type is named.
fn key_of_type<'p>(planned: &'p Planned<'_>, id: TypeId) -> &'p str {
    match planned.ty(id).map(|plan| plan.name) {
        Some(TypeName::Component(key)) => key,
        Some(TypeName::Inline { parent, .. }) => key_of_type(planned, *parent),
        Some(TypeName::Operation { operation, .. }) => {
            let mut all = planned.api.documented_operations.iter();
            all.nth(operation.as_usize())
                .map_or("", DocumentedOperation::id)
        }
        Some(TypeName::Shared(shared)) => {
            let first = shared.places.first();
            first.map_or("", |place| key_of_type(planned, *place))
        }
        None => "",
    }
}

/// Returns the texts of which the name of a type is made.
fn source_of_type(planned: &Planned<'_>, id: TypeId) -> String {
    let Some(plan) = planned.ty(id) else {
        return String::new();
    };
    match plan.name {
        TypeName::Component(key) => [key.as_str(), plan.key.unwrap_or_default()].join(" "),
        TypeName::Inline { parent, words } => {
            [source_of_type(planned, *parent), words.join(" ")].join(" ")
        }
        TypeName::Operation { operation, words } => {
            let all = planned.api.documented_operations.iter();
            let operation = all.clone().nth(operation.as_usize());
            let of = operation.map(source_of_operation).unwrap_or_default();
            [of, words.join(" ")].join(" ")
        }
        TypeName::Shared(shared) => {
            let places = shared.places.iter();
            let places = places.map(|place| source_of_type(planned, *place));
            shared
                .wishes
                .iter()
                .cloned()
                .chain(places)
                .collect::<Vec<_>>()
                .join(" ")
        }
    }
}

fn source_of_operation(operation: &DocumentedOperation) -> String {
    let name = operation.configured_name.as_deref().unwrap_or_default();
    [
        operation.id(),
        &operation.method,
        &operation.path,
        &operation.tag,
        name,
    ]
    .join(" ")
}

fn of_resource(planned: &Planned<'_>, plan: &PlannedResource<'_>, found: &mut Names) {
    let tag = plan.resource.tag.as_str();
    found.add(Kind::Type, &plan.ident, tag);
    let named = Named {
        name: &plan.module,
        source: tag,
        key: tag,
        operation: None,
        about: "",
    };
    let has_suffix = plan.module.ends_with("_api") && !tag.to_lowercase().contains("api");
    found.add_named(Kind::Method, &named, has_suffix.then_some(Cause::ApiSuffix));
    for operation in &plan.operations {
        of_operation(planned, operation, found);
    }
}

fn of_operation(planned: &Planned<'_>, plan: &PlannedOperation<'_>, found: &mut Names) {
    let operation = plan.operation;
    let mut all = planned.api.documented_operations.iter();
    let documented = all.nth(operation.index.as_usize());
    let source = documented.map(source_of_operation).unwrap_or_default();
    let docs = &operation.docs;
    let about = [
        operation.path.as_str(),
        documented.map_or("", |documented| &documented.tag),
        docs.title.as_deref().unwrap_or_default(),
        docs.description.as_deref().unwrap_or_default(),
    ]
    .join(" ");
    let named = |name| Named {
        name,
        source: &source,
        key: operation.id.as_deref().unwrap_or_default(),
        operation: Some((&operation.method, &operation.path)),
        about: &about,
    };
    found.add_named(Kind::Method, &named(&plan.method), None);
    let types = [
        Some(&plan.builder),
        plan.success_enum.as_ref(),
        plan.errors.as_ref().map(|errors| &errors.ident),
        plan.success_headers.as_ref().map(|headers| &headers.ident),
        plan.error_headers.as_ref().map(|headers| &headers.ident),
        plan.event_enum.as_ref().map(|events| &events.ident),
        plan.body_enum.as_ref().map(|body| &body.ident),
    ];
    for name in types.into_iter().flatten() {
        found.add_named(Kind::Type, &named(name), None);
    }
    for parameter in &plan.parameters {
        found.add(
            Kind::Member,
            &parameter.ident,
            &parameter.parameter.wire_name,
        );
    }
}
