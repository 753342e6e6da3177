//! The enum of an operation's errors, if several statuses have bodies of different types.
//!
//! Its functions are inlined, so that a program compiles only those that it uses.

use super::{OperationContext, description, output};
use crate::emit::types::Spelling;
use crate::model::Status;
use crate::plan::PlannedStatus;
use crate::rust::doc_attributes::verbatim;
use crate::rust::idents::ident;
use proc_macro2::TokenStream;
use quote::quote;

/// The enum.
pub fn error_enum(context: &OperationContext<'_>) -> Option<TokenStream> {
    let OperationContext {
        plan,
        resource,
        sdk,
        ..
    } = *context;
    let name = ident(plan.error_enum.as_ref()?);
    let docs = verbatim(&format!(
        "Body of an error of [`{}::{}`], by status.",
        resource.ident, plan.method
    ));
    let description = ident(&plan.description);
    let variants = plan.errors.iter().filter_map(|error| {
        let docs = output::variant_docs(error.response);
        let variant = ident(&error.ident);
        let content = error.response.content.as_ref()?;
        let ty = Spelling::by_module(sdk.planned).of(&content.ty);
        Some(quote!(#docs #variant(#ty)))
    });
    let mut cases: Vec<&PlannedStatus<'_>> = plan.errors.iter().collect();
    // A code precedes the range that contains it.
    cases.sort_by_key(|case| match case.response.status {
        Status::Code(_) => 0,
        Status::Range(_) => 1,
        Status::Default => 2,
    });
    let has_default = cases
        .iter()
        .any(|case| case.response.status == Status::Default);
    let none = (!has_default).then(|| quote!(_ => None,));
    let arms = cases.iter().map(|case| {
        let pattern = description::pattern(case.response.status);
        let variant = ident(&case.ident);
        quote!(#pattern => error.api_as().map(Self::#variant),)
    });
    Some(quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants),*
        }

        impl #name {
            /// Decodes the body of an error of this operation. Returns `None` for another error, for an undocumented
            /// status, and for a body that does not match; [`Error::body`] has it in any case.
            #[inline]
            pub fn of(error: &Error) -> Option<Self> {
                match error.status_of(&#description)? {
                    #(#arms)*
                    #none
                }
            }
        }
    })
}
