//! What does a call give, and what decodes it?

use super::{Emitted, description};
use crate::emit::types::{Spelling, resolve, resolve_type};
use crate::model::{BodyEncoding, Operation, Response, ResponseContent, Status, Type};
use crate::plan::successes::{Successes, successes};
use crate::plan::{Planned, PlannedOperation, PlannedSuccess};
use crate::rust::doc_attributes::{code, doc_attributes, safe_markdown, verbatim};
use crate::rust::idents::ident;
use proc_macro2::TokenStream;
use quote::quote;

/// What a call gives.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Its Rust type, with models as `models::…`.
    pub output: TokenStream,
    /// The function that makes it of a response.
    pub decoder: TokenStream,
}

/// What a call of this operation gives.
pub fn answer(planned: &Planned<'_>, operation: &Operation, plan: &PlannedOperation<'_>) -> Answer {
    let (output, decoder) = match (successes(operation), &plan.success_enum) {
        (Successes::Empty, _) => (quote!(()), quote!(decode::empty)),
        (Successes::One { content, optional }, _) => of_content(planned, content, optional),
        (Successes::Several(_), name) => {
            let name = ident(name.as_deref().unwrap_or_default());
            (quote!(#name), quote!(#name::decode))
        }
    };
    Answer { output, decoder }
}

fn of_content(
    planned: &Planned<'_>,
    content: &ResponseContent,
    optional: bool,
) -> (TokenStream, TokenStream) {
    let (ty, decoder) = match content.encoding {
        BodyEncoding::Text => (quote!(String), quote!(decode::text)),
        BodyEncoding::Bytes => (quote!(bytes::Bytes), quote!(decode::bytes)),
        BodyEncoding::Json => return of_json(planned, &content.ty, optional),
    };
    match (content.encoding, optional) {
        (_, false) => (ty, decoder),
        (BodyEncoding::Text, true) => (quote!(Option<#ty>), quote!(decode::text_or_none)),
        (_, true) => (quote!(Option<#ty>), quote!(decode::bytes_or_none)),
    }
}

fn of_json(planned: &Planned<'_>, ty: &Type, optional: bool) -> (TokenStream, TokenStream) {
    let inner = not_null(planned, ty);
    let spelled = Spelling::by_module(planned).of(inner.unwrap_or(ty));
    match (resolve_type(planned, ty), inner) {
        (Type::Null, _) => (quote!(()), quote!(decode::empty)),
        (_, None) if !optional => (spelled, quote!(decode::json)),
        _ => (quote!(Option<#spelled>), quote!(decode::json_or_none)),
    }
}

/// What a type is when it is not null, if it can be.
pub fn not_null<'a>(planned: &'a Planned<'a>, ty: &'a Type) -> Option<&'a Type> {
    let Type::Nullable(inner) = resolve_type(planned, ty) else {
        return None;
    };
    not_null(planned, inner).or(Some(inner))
}

/// The name of the model that a type is, lists and null looked through.
pub fn model_name(planned: &Planned<'_>, ty: &Type) -> Option<String> {
    match ty {
        Type::Named(id) => Some(resolve(planned, *id)?.ident.clone()),
        Type::List(inner) | Type::Nullable(inner) => model_name(planned, inner),
        _ => None,
    }
}

/// The enum of an operation's successes, where several statuses have different bodies.
pub fn success_enum(emitted: &Emitted<'_>) -> Option<TokenStream> {
    let Emitted {
        plan,
        resource,
        sdk,
        ..
    } = *emitted;
    let name = plan.success_enum.as_ref()?;
    let docs = verbatim(&format!(
        "What [`{}::{}`] gives: the status decides.",
        resource.ident, plan.method
    ));
    let name = ident(name);
    let variants = plan.successes.iter().map(
        |PlannedSuccess {
             ident: name,
             response,
         }| {
            let docs = variant_docs(response);
            let variant = ident(name);
            match &response.content {
                Some(content) => {
                    let (ty, _) = of_content(sdk.planned, content, false);
                    quote!(#docs #variant(#ty))
                }
                None => quote!(#docs #variant),
            }
        },
    );
    let arms = arms(sdk.planned, &plan.successes);
    Some(quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants),*
        }

        impl #name {
            fn decode(response: &RawResponse) -> Result<Self> {
                match response.status() {
                    #(#arms)*
                }
            }
        }
    })
}

/// How people read which statuses a response stands for: `404`, `4XX`, any other status.
pub fn words(status: Status) -> String {
    match status {
        Status::Code(code) => code.to_string(),
        Status::Range(hundreds) => format!("{hundreds}XX"),
        Status::Default => "any other status".to_owned(),
    }
}

fn variant_docs(response: &Response) -> TokenStream {
    let status = words(response.status);
    let description = safe_markdown(&response.description);
    if description.is_empty() {
        verbatim(&format!("The answer with the status {}.", code(&status)))
    } else {
        doc_attributes([format!("{}: {}", code(&status), response.description).as_str()])
    }
}

/// A code before the range that it is in; the last one stands for the rest, since the core lets no other status through.
fn arms(planned: &Planned<'_>, cases: &[PlannedSuccess<'_>]) -> Vec<TokenStream> {
    let mut cases: Vec<&PlannedSuccess<'_>> = cases.iter().collect();
    cases.sort_by_key(|case| !matches!(case.response.status, Status::Code(_)));
    let last = cases.len().saturating_sub(1);
    let arm = |(index, case): (usize, &&PlannedSuccess<'_>)| {
        let (response, variant) = (case.response, ident(&case.ident));
        let pattern = match (index == last, response.status) {
            (false, Status::Code(code)) => {
                let code = proc_macro2::Literal::u16_unsuffixed(code);
                quote!(#code)
            }
            (false, status) => description::range(status).unwrap_or_else(|| quote!(_)),
            (true, _) => quote!(_),
        };
        let value = match &response.content {
            None => quote!(Ok(Self::#variant)),
            Some(content) => match of_content(planned, content, false) {
                (ty, decoder) if ty.to_string() == "()" => {
                    quote!(#decoder(response).map(|()| Self::#variant(())))
                }
                (_, decoder) => quote!(#decoder(response).map(Self::#variant)),
            },
        };
        quote!(#pattern => #value,)
    };
    cases.iter().enumerate().map(arm).collect()
}
