//! The models without their serialization: `src/models/`.
//!
//! A file per component, with its inline types. Their serialization is in `src/wire/`.

mod aliases;
pub(super) mod arguments;
mod dates;
pub(super) mod docs;
mod enums;
mod overview;
mod structs;
mod unions;
mod values;

pub(super) use values::filled_in;

use super::resource_features;
use super::types::Spelling;
use crate::config::Config;
use crate::files::SourceFile;
use crate::model::{TypeId, TypeName};
use crate::plan::{Planned, PlannedKind, PlannedType};
use crate::rust::doc_attributes::inner;
use crate::rust::idents::ident;
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::{BTreeMap, BTreeSet};

/// Adds `src/models/mod.rs` and a file per component.
pub fn emit<'p>(planned: &'p Planned<'p>, _config: &'p Config, files: &mut Vec<SourceFile<'p>>) {
    let by_file = by_file(planned);
    let modules = by_file.clone();
    let places = places(planned);
    let has_places = !places.is_empty();
    let has_required = constructed_by_name(planned).next().is_some();
    files.push(SourceFile::rust("src/models/mod.rs", move || {
        root(planned, &modules, has_places, has_required)
    }));
    if has_required {
        files.push(SourceFile::rust("src/models/required.rs", move || {
            let docs = inner(
                "The required properties of types that have more than four, by name, for `new`.",
            );
            let mut spelling = Spelling::whole(planned);
            let structs = constructed_by_name(planned).filter_map(|model| {
                let cfg = resource_features::of_file(planned, &model.plan.file);
                let required = structs::required(&model, &mut spelling)?;
                Some(quote!(#cfg #required))
            });
            let structs: Vec<TokenStream> = structs.collect();
            quote!(#docs #(#structs)*)
        }));
    }
    if has_places {
        files.push(SourceFile::rust("src/models/places.rs", move || {
            aliases::places(planned, &places)
        }));
    }
    let shadowed = Spelling::shadowed(planned);
    for (name, types) in by_file {
        let shadowed = shadowed.clone();
        files.push(SourceFile::rust(
            format!("src/models/{name}.rs"),
            move || file(planned, &types, &shadowed),
        ));
    }
}

/// Returns the types of each file that has any, without places of shared types, components first, then in the order of
/// the document.
pub(super) fn by_file<'p>(planned: &'p Planned<'p>) -> BTreeMap<&'p str, Vec<TypeId>> {
    let mut files: BTreeMap<&'p str, Vec<TypeId>> = BTreeMap::new();
    for components in [true, false] {
        for plan in &planned.types {
            if plan.is_defined() && matches!(plan.name, TypeName::Component(_)) == components {
                files.entry(&plan.file).or_default().push(plan.id);
            }
        }
    }
    files
}

/// Returns the places of shared types that have a name of their own.
fn places(planned: &Planned<'_>) -> Vec<TypeId> {
    let own = planned.types.iter().filter(|plan| plan.same_as.is_none());
    own.filter(|plan| plan.place_of().is_some())
        .map(|plan| plan.id)
        .collect()
}

/// Returns the types whose constructor takes the required properties by name.
fn constructed_by_name<'p>(planned: &'p Planned<'p>) -> impl Iterator<Item = Model<'p>> {
    let own = planned.types.iter().filter(|plan| plan.same_as.is_none());
    own.map(|plan| Model { planned, plan })
        .filter(structs::is_constructed_by_name)
}

/// A type to emit.
#[derive(Clone, Copy)]
pub(super) struct Model<'p> {
    pub planned: &'p Planned<'p>,
    pub plan: &'p PlannedType<'p>,
}

impl<'p> Model<'p> {
    pub fn of(planned: &'p Planned<'p>, id: TypeId) -> Option<Self> {
        Some(Self {
            planned,
            plan: planned.ty(id)?,
        })
    }

    /// Returns the token of the type's name.
    pub fn name(&self) -> proc_macro2::Ident {
        ident(&self.plan.ident)
    }
}

const DOCS: &str = "The types of the API.\n\nA struct that is sent has `new`, which takes its required fields, and a \
                    method for each optional one.\nEnums and unions keep unknown values.";

fn root(
    planned: &Planned<'_>,
    files: &BTreeMap<&str, Vec<TypeId>>,
    has_places: bool,
    has_required: bool,
) -> TokenStream {
    let required = has_required.then(|| {
        quote!(
            pub mod required;
        )
    });
    let places = has_places.then(|| {
        let allow = resource_features::allow_unused_export(planned);
        quote! {
            mod places;
            #[doc(hidden)]
            #allow
            pub use places::*;
        }
    });
    let overview = overview::overview(planned);
    let docs = inner(format!("{DOCS}\n\n{overview}").trim_end());
    let modules = files.keys().map(|name| {
        let (cfg, module) = (resource_features::of_file(planned, name), ident(name));
        quote!(#cfg mod #module;)
    });
    let exports = files.iter().map(|(name, types)| {
        let module = ident(name);
        let mut names: Vec<_> = types
            .iter()
            .filter_map(|id| Some(ident(&planned.ty(*id)?.ident)))
            .collect();
        names.sort();
        let cfg = resource_features::of_file(planned, name);
        quote!(#cfg pub use #module::{#(#names),*};)
    });
    quote! {
        #docs
        #![allow(
            clippy::enum_variant_names,
            clippy::large_enum_variant,
            clippy::should_implement_trait,
            clippy::struct_field_names,
            clippy::upper_case_acronyms,
            clippy::wrong_self_convention,
            missing_docs,
            reason = "names, sizes and descriptions are the API's own"
        )]
        #(#modules)*
        #(#exports)*
        #places
        #required
    }
}

fn file(planned: &Planned<'_>, types: &[TypeId], shadowed: &BTreeSet<&'static str>) -> TokenStream {
    let mut spelling = Spelling::short(planned, shadowed);
    let model: Vec<Model<'_>> = types
        .iter()
        .filter_map(|id| Model::of(planned, *id))
        .collect();
    let items: Vec<TokenStream> = model
        .iter()
        .map(|model| match &model.plan.kind {
            PlannedKind::Struct(object) => structs::emit(model, object, &mut spelling),
            PlannedKind::Enum(list) => enums::emit(model, list),
            PlannedKind::Union(union) => unions::emit(model, union, &mut spelling),
            PlannedKind::Alias(content) => aliases::alias(model, content.ty, &mut spelling),
            PlannedKind::Newtype(content) => aliases::newtype(model, content, &mut spelling),
        })
        .collect();
    let here = model
        .iter()
        .map(|model| model.plan.ident.as_str())
        .collect();
    let imports = spelling.imports(&here);
    quote!(#imports #(#items)*)
}

/// Returns the derive attribute of an object or a union. Each further trait would cost as much compile time as decoding
/// the type.
fn derive(default: bool) -> TokenStream {
    let default = default.then(|| quote!(Default,));
    quote!(#[derive(Clone, Debug, #default PartialEq)])
}
