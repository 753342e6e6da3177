//! `src/errors.rs`: the errors of operations whose type depends on the status, an enum per distinct set of them.
//!
//! Their functions are inlined, so that a program compiles only those that it uses.

use super::Sdk;
use super::resource_features;
use super::resources::{OperationContext, description, output};
use super::sets;
use super::types::Spelling;
use crate::files::SourceFile;
use crate::model::Status;
use crate::plan::{NameOfSet, Planned, PlannedError, PlannedSet};
use crate::rust::doc_attributes::{code, verbatim};
use crate::rust::idents::ident;
use crate::rust::literals::string;
use proc_macro2::TokenStream;
use quote::quote;

/// The names that the file imports. Each enum has a name that ends differently, or is longer.
const IMPORTS: &[(&str, &[&str])] = &[("crate", &["models"]), ("crate::runtime", &["Error"])];

/// Adds `src/errors.rs`, if an operation has typed errors.
pub fn emit<'p>(sdk: &Sdk<'p>, files: &mut Vec<SourceFile<'p>>) {
    let planned = sdk.planned;
    if !planned.error_sets.is_empty() {
        files.push(SourceFile::rust("src/errors.rs", move || file(planned)));
    }
}

fn file(planned: &Planned<'_>) -> TokenStream {
    let docs = quote! {
        //! Bodies of errors, by status. Each operation has its own name for those that it documents, such as `GetPetError`
        //! beside its request, which stays when the set of its errors changes; the names here are made of the set.
    };
    let enums = planned.error_sets.iter().map(|set| of_set(planned, set));
    sets::file(planned, docs, IMPORTS, enums)
}

/// The enum of a set.
fn of_set(planned: &Planned<'_>, set: &PlannedSet<PlannedError<'_>>) -> TokenStream {
    let name = ident(&set.ident);
    let text = string(&set.ident);
    let statuses: Vec<String> = set
        .members
        .iter()
        .map(|error| match error.status {
            Status::Default => "any other".to_owned(),
            status => code(&output::status_text(status)),
        })
        .collect();
    let docs = match statuses.as_slice() {
        [all @ .., last] => format!(
            "Body of an error with the status {} or {last}.",
            all.join(", ")
        ),
        [] => String::new(),
    };
    let docs = verbatim(&docs);
    let variants = set.members.iter().map(|error| {
        let docs = output::variant_docs(error.status, error.description.unwrap_or_default());
        let variant = ident(&error.ident);
        let ty = Spelling::by_module(planned).of(error.ty);
        quote!(#docs #variant(#ty))
    });
    let has_default = set
        .members
        .iter()
        .any(|error| error.status == Status::Default);
    let none = (!has_default).then(|| quote!(_ => None,));
    let arms = set.members.iter().map(|error| {
        let pattern = description::pattern(error.status);
        let variant = ident(&error.ident);
        quote!(#pattern => error.api_as().map(Self::#variant),)
    });
    let cfg = resource_features::of_set(planned, &set.ident);
    quote! {
        #docs
        #cfg
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants),*
        }

        #cfg
        impl #name {
            /// Decodes the body of an error of an operation with these errors. Returns `None` for an error of another
            /// operation, for an undocumented status, and for a body that does not match; [`Error::body`] has it in any
            /// case.
            #[inline]
            pub fn of(error: &Error) -> Option<Self> {
                match error.status_if_of(#text)? {
                    #(#arms)*
                    #none
                }
            }
        }
    }
}

/// The operation's own name for its errors. It stays when an error is added, or when an operation no longer shares the
/// set.
pub(super) fn name(context: &OperationContext<'_>) -> Option<TokenStream> {
    let NameOfSet { ident: name, set } = context.plan.errors.as_ref()?;
    let docs = verbatim(&format!(
        "Body of an error of [`{}::{}`], by status.",
        context.resource.ident, context.plan.method
    ));
    let (name, set) = (ident(name), ident(set));
    Some(quote!(#docs pub type #name = errors::#set;))
}
