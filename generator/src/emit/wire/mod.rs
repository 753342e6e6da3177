//! JSON serialization of the models, without derive macros: `src/wire/`.
//!
//! A file per file of the models, with what differs by type (properties, values, branches). The common code is in
//! `runtime::wire` and in the macros of `wire/mod.rs`.

mod branches;
mod enums;
mod formats;
mod forms;
mod structs;
mod unions;
mod validation;
pub(super) mod xml;

pub(super) use formats::timestamps;
pub(super) use validation::Limited;

use super::Sdk;
use super::models::{Model, by_file};
use super::resource_features;
use crate::files::SourceFile;
use crate::model::TypeId;
use crate::plan::{Planned, PlannedKind};
use crate::rust::doc_attributes::inner;
use crate::rust::idents::ident;
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use std::collections::BTreeMap;

/// The macros that every file uses.
const MACROS: &str = include_str!("macros.rs");

/// Adds `src/wire/mod.rs` and a file per file of the models that has implementations.
pub fn emit<'p>(sdk: &Sdk<'p>, files: &mut Vec<SourceFile<'p>>) {
    let planned = sdk.planned;
    let by_file: BTreeMap<&str, Vec<TypeId>> = by_file(planned)
        .into_iter()
        .map(|(name, mut types)| {
            types.retain(|id| Model::of(planned, *id).is_some_and(|it| has_implementations(&it)));
            (name, types)
        })
        .filter(|(_, types)| !types.is_empty())
        .collect();
    let formats = formats::emit(planned, files);
    let validates = validation::emit(sdk, files);
    let has_xml = xml::emit(planned, files);
    let names: Vec<&str> = by_file.keys().copied().collect();
    files.push(SourceFile::text("src/wire/mod.rs", move || {
        root(planned, &names, &formats, validates, has_xml)
    }));
    for (name, types) in by_file {
        files.push(SourceFile::rust(format!("src/wire/{name}.rs"), move || {
            file(planned, &types)
        }));
    }
}

/// Returns `true` if the type has its own implementations. An alias has those of its target.
fn has_implementations(model: &Model<'_>) -> bool {
    !matches!(model.plan.kind, PlannedKind::Alias(_))
}

fn root(
    planned: &Planned<'_>,
    files: &[&str],
    formats: &[&str],
    validates: bool,
    has_xml: bool,
) -> String {
    let mut text = MACROS.to_owned();
    for name in formats {
        let module = ident(&format!("{name}_format"));
        text.push_str(&format!("mod {module};\n"));
    }
    if formats.contains(&"time") {
        text.push_str("pub use time_format::{Date, DateTime};\n");
    }
    if formats.contains(&"timestamps") {
        text.push_str("pub use timestamps_format::{HttpDate, UnixTime};\n");
    }
    if validates {
        text.push_str("#[cfg(feature = \"validate\")]\nmod validation;\n");
    }
    if has_xml {
        text.push_str("pub mod xml;\n");
    }
    if validates || has_xml || !formats.is_empty() {
        text.push('\n');
    }
    for name in files {
        text.push_str(&resource_features::of_file_as_text(planned, name));
        text.push_str(&format!("mod {};\n", ident(name)));
    }
    text
}

fn file(planned: &Planned<'_>, types: &[TypeId]) -> TokenStream {
    let mut uses = Uses::default();
    let mut items = Vec::with_capacity(types.len());
    for model in types.iter().filter_map(|id| Model::of(planned, *id)) {
        items.push(match &model.plan.kind {
            PlannedKind::Struct(object) => match object.parts {
                Some(parts) => {
                    uses.forms = true;
                    forms::emit(&model, object, parts)
                }
                None => {
                    uses.records = true;
                    structs::emit(&model, object)
                }
            },
            PlannedKind::Enum(list) => enums::emit(&model, list.base),
            PlannedKind::Union(union) => {
                uses.unions = true;
                uses.reads_tagged |= unions::reads_tagged(planned, union);
                uses.tagged |= unions::has_tagged(union);
                uses.content |= unions::has_content(union);
                uses.items |= branches::uses_items(union);
                unions::emit(&model, union)
            }
            PlannedKind::Newtype(_) => {
                let name = model.name();
                quote!(newtype!(models::#name);)
            }
            PlannedKind::Alias(_) => TokenStream::new(),
        });
    }
    let docs = inner("JSON serialization of these models.");
    let imports = uses.imports();
    let code = quote!(#(#items)*);
    let form_imports = uses.forms.then(|| super::imports::imports(&code, FORMS));
    quote! {
        #docs
        use crate::models;
        #imports
        #form_imports
        #code
    }
}

/// Returns the imports of a file.
#[derive(Default)]
struct Uses {
    records: bool,
    unions: bool,
    /// Unions that write the discriminator of a branch.
    tagged: bool,
    /// Unions whose branches read an object after its discriminator.
    reads_tagged: bool,
    /// Unions with a branch that has content.
    content: bool,
    /// Unions that are recognised by the items of an array.
    items: bool,
    forms: bool,
}

/// The imports of the conversions of multipart bodies.
const FORMS: &[(&str, &[&str])] = &[(
    "crate::runtime",
    &[
        "ArrayFormat",
        "Multipart",
        "Parameter",
        "PartEncoding",
        "QueryStyle",
    ],
)];

impl Uses {
    fn imports(&self) -> TokenStream {
        let names = [
            (self.unions, "Branch"),
            (self.unions, "Branches"),
            (self.unions, "Choice"),
            (self.items, "Items"),
            (self.unions, "Kinds"),
            (self.records, "Object"),
            (self.records, "Record"),
            (self.reads_tagged, "TaggedChoice"),
            (self.reads_tagged, "TaggedObject"),
            (self.unions, "ValueError"),
            (self.records, "Writer"),
            (self.content, "from_value"),
            (self.tagged, "write_tagged"),
        ];
        let names = names.into_iter().filter(|(is_used, _)| *is_used);
        let names: Vec<Ident> = names.map(|(_, name)| ident(name)).collect();
        if names.is_empty() {
            return TokenStream::new();
        }
        let access = (self.records || self.reads_tagged).then(|| {
            quote!(
                use serde_core::de::MapAccess;
            )
        });
        let serialize = match self.unions {
            true => quote!({Serialize, Serializer}),
            false => quote!(Serializer),
        };
        let value = self.unions.then(|| {
            quote!(
                use serde_json::Value;
            )
        });
        quote! {
            use crate::runtime::wire::{#(#names),*};
            #access
            use serde_core::ser::#serialize;
            #value
        }
    }
}
