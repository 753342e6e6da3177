//! The output of a request: its type, and the decoder of the response.

use super::{OperationContext, description};
use crate::emit::types::{Spelling, resolve, resolve_type};
use crate::emit::wire::xml;
use crate::model::{BodyEncoding, Operation, ResponseContent, Status, Type, XmlElement};
use crate::plan::successes::{Successes, is_only_stream, is_redirect, successes};
use crate::plan::{Planned, PlannedOperation, PlannedStatus};
use crate::rust::doc_attributes::{code, doc_attributes, safe_markdown, verbatim};
use crate::rust::idents::ident;
use crate::rust::literals;
use proc_macro2::TokenStream;
use quote::quote;

/// The output of a request.
#[derive(Clone, Debug)]
pub struct Output {
    /// The Rust type, with models as `models::…`.
    pub ty: TokenStream,
    /// The function that decodes it from a response.
    pub decoder: TokenStream,
}

/// Returns the output of a request of this operation.
pub fn output(planned: &Planned<'_>, operation: &Operation, plan: &PlannedOperation<'_>) -> Output {
    if let Some(stream) = operation
        .stream
        .as_ref()
        .filter(|_| is_only_stream(operation))
    {
        return Output {
            ty: super::stream::ty(planned, stream, plan),
            decoder: quote!(decode::empty),
        };
    }
    if is_redirect(operation) {
        return Output {
            ty: quote!(Redirect),
            decoder: quote!(Redirect::decode),
        };
    }
    let (ty, decoder) = match (successes(operation), &plan.success_enum) {
        (Successes::Empty, _) => (quote!(()), quote!(decode::empty)),
        (Successes::One { content, optional }, _) => of_content(planned, content, optional),
        (Successes::Several(_), name) => {
            let name = ident(name.as_deref().unwrap_or_default());
            (quote!(#name), quote!(#name::decode))
        }
    };
    Output { ty, decoder }
}

fn of_content(
    planned: &Planned<'_>,
    content: &ResponseContent,
    optional: bool,
) -> (TokenStream, TokenStream) {
    let (ty, decoder) = match &content.encoding {
        BodyEncoding::Xml(element) => return of_xml(planned, content, element, optional),
        BodyEncoding::Text => (quote!(String), quote!(decode::text)),
        BodyEncoding::Bytes => (quote!(bytes::Bytes), quote!(decode::bytes)),
        BodyEncoding::Json => return of_json(planned, &content.ty, optional),
    };
    match (&content.encoding, optional) {
        (_, false) => (ty, decoder),
        (BodyEncoding::Text, true) => (quote!(Option<#ty>), quote!(decode::text_or_none)),
        (_, true) => (quote!(Option<#ty>), quote!(decode::bytes_or_none)),
    }
}

fn of_xml(
    planned: &Planned<'_>,
    content: &ResponseContent,
    element: &XmlElement,
    optional: bool,
) -> (TokenStream, TokenStream) {
    let inner = not_null(planned, &content.ty);
    let spelled = Spelling::by_module(planned).of(inner.unwrap_or(&content.ty));
    let element = xml::root(planned, element);
    match optional || inner.is_some() {
        false => (spelled, quote!(|response| xml::decode(response, &#element))),
        true => (
            quote!(Option<#spelled>),
            quote!(|response| xml::decode_or_none(response, &#element)),
        ),
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

/// The methods that ask for another media type.
pub fn alternatives(context: &OperationContext<'_>) -> Option<TokenStream> {
    let (planned, plan) = (context.sdk.planned, context.plan);
    let optional = matches!(
        successes(context.operation),
        Successes::One { optional: true, .. }
    );
    let methods = plan.alternatives.iter().map(|alternative| {
        let (ty, decoder) = of_content(planned, alternative.content, optional);
        let (name, media_type) = (
            ident(&alternative.ident),
            literals::string(&description::accept_of(
                context.operation,
                &alternative.content.media_type,
            )),
        );
        let docs = verbatim(&format!(
            "Asks for the response as {}.",
            code(&alternative.content.media_type)
        ));
        quote! {
            #docs
            pub fn #name(mut self) -> Request<'c, #ty> {
                self.call.accept(#media_type);
                Request::new(self.call, #decoder)
            }
        }
    });
    let name = ident(&plan.builder);
    (!plan.alternatives.is_empty()).then(|| quote!(impl<'c> #name<'c> { #(#methods)* }))
}

/// Returns the type without null, if it is nullable.
pub fn not_null<'a>(planned: &'a Planned<'a>, ty: &'a Type) -> Option<&'a Type> {
    let Type::Nullable(inner) = resolve_type(planned, ty) else {
        return None;
    };
    not_null(planned, inner).or(Some(inner))
}

/// Returns the name of the model in a type, through lists and nullable types.
pub fn model_name(planned: &Planned<'_>, ty: &Type) -> Option<String> {
    match ty {
        Type::Named(id) => Some(resolve(planned, *id)?.ident.clone()),
        Type::List(inner) | Type::Nullable(inner) => model_name(planned, inner),
        _ => None,
    }
}

/// The enum of the success responses, if several statuses have different bodies.
pub fn success_enum(context: &OperationContext<'_>) -> Option<TokenStream> {
    let OperationContext {
        plan,
        resource,
        sdk,
        ..
    } = *context;
    let name = plan.success_enum.as_ref()?;
    let docs = verbatim(&format!(
        "Output of [`{}::{}`], by status.",
        resource.ident, plan.method
    ));
    let name = ident(name);
    let variants = plan.successes.iter().map(
        |PlannedStatus {
             ident: name,
             response,
         }| {
            let docs = variant_docs(response.status, &response.description);
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

/// Returns the statuses of a response as text: `404`, `4XX`, any other status.
pub fn status_text(status: Status) -> String {
    match status {
        Status::Code(code) => code.to_string(),
        Status::Range(hundreds) => format!("{hundreds}XX"),
        Status::Default => "any other status".to_owned(),
    }
}

pub fn variant_docs(status: Status, description: &str) -> TokenStream {
    let status = code(&status_text(status));
    if safe_markdown(description).is_empty() {
        verbatim(&format!("The response with status {status}."))
    } else {
        doc_attributes([format!("{status}: {description}").as_str()])
    }
}

/// The match arms by status: a code precedes the range that contains it, and the last arm is `_`, since the runtime
/// decodes no other status.
fn arms(planned: &Planned<'_>, cases: &[PlannedStatus<'_>]) -> Vec<TokenStream> {
    let mut cases: Vec<&PlannedStatus<'_>> = cases.iter().collect();
    cases.sort_by_key(|case| !matches!(case.response.status, Status::Code(_)));
    let last = cases.len().saturating_sub(1);
    let arm = |(index, case): (usize, &&PlannedStatus<'_>)| {
        let (response, variant) = (case.response, ident(&case.ident));
        let pattern = match index == last {
            true => quote!(_),
            false => description::pattern(response.status),
        };
        let value = match &response.content {
            None => quote!(Ok(Self::#variant)),
            // A closure that is called at once would be a warning.
            Some(ResponseContent {
                encoding: BodyEncoding::Xml(element),
                ..
            }) => {
                let element = xml::root(planned, element);
                quote!(xml::decode(response, &#element).map(Self::#variant))
            }
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
