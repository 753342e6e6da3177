//! The enum of an operation's errors, if several statuses have bodies of different types.
//!
//! Its functions are inlined, so that a program compiles only those that it uses.

use super::{OperationContext, description, output};
use crate::emit::types::Spelling;
use crate::model::{ResponseContent, Status, Type};
use crate::plan::{Planned, PlannedOperation, PlannedStatus};
use crate::rust::doc_attributes::verbatim;
use crate::rust::idents::ident;
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// Returns the name of the enum, if the operation needs one: several types, none of which replaces the other.
pub fn name<'p>(planned: &Planned<'_>, plan: &'p PlannedOperation<'_>) -> Option<&'p str> {
    let resolved = |ty: &Type| {
        let mut ty = ty.clone();
        ty.each_mut(&mut |ty| {
            if let Type::Named(id) = ty {
                *id = planned.representative(*id);
            }
        });
        ty
    };
    let mut types = contents(plan).map(|(_, content)| resolved(&content.ty));
    let first = types.next()?;
    types
        .any(|ty| ty != first)
        .then_some(plan.error_enum.as_deref())
        .flatten()
}

fn contents<'p>(
    plan: &'p PlannedOperation<'_>,
) -> impl Iterator<Item = (&'p PlannedStatus<'p>, &'p ResponseContent)> {
    let errors = plan.errors.iter();
    errors.filter_map(|error| Some((error, error.response.content.as_ref()?)))
}

/// The enum.
pub fn error_enum(context: &OperationContext<'_>) -> Option<TokenStream> {
    let OperationContext {
        plan,
        resource,
        sdk,
        ..
    } = *context;
    let name = ident(name(sdk.planned, plan)?);
    let docs = verbatim(&format!(
        "Body of an error of [`{}::{}`], by status.",
        resource.ident, plan.method
    ));
    let description = ident(&plan.description);
    let variants = contents(plan).map(|(error, content)| {
        let docs = output::variant_docs(error.response);
        let variant = ident(&error.ident);
        let ty = Spelling::by_module(sdk.planned).of(&content.ty);
        quote!(#docs #variant(#ty))
    });
    let mut arms: Vec<(u8, TokenStream)> = contents(plan)
        .map(|(error, _)| {
            let status = error.response.status;
            let variant = ident(&error.ident);
            let (order, pattern) = match status {
                Status::Code(code) => {
                    let code = Literal::u16_unsuffixed(code);
                    (0, quote!(#code))
                }
                status => match description::range(status) {
                    Some(range) => (1, range),
                    None => (2, quote!(_)),
                },
            };
            (
                order,
                quote!(#pattern => error.api_as().map(Self::#variant),),
            )
        })
        .collect();
    // A code precedes the range that contains it.
    arms.sort_by_key(|(order, _)| *order);
    let none = arms
        .iter()
        .all(|(order, _)| *order < 2)
        .then(|| quote!(_ => None,));
    let arms = arms.into_iter().map(|(_, arm)| arm);
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
