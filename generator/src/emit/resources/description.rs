//! The static that describes an operation to the runtime.

use super::{OperationContext, parameter};
use crate::media_type::{essence, is_sendable};
use crate::model::{BodyEncoding, Operation, Status};
use crate::plan::successes::{Successes, error_responses, success_responses, successes};
use crate::rust::idents::ident;
use crate::rust::literals;
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// The static of an operation.
pub fn description(context: &OperationContext<'_>) -> TokenStream {
    let OperationContext {
        operation, plan, ..
    } = *context;
    let name = ident(&plan.description);
    let id = match &operation.id {
        Some(id) => literals::string(id),
        None => literals::string(&format!("{} {}", operation.method, operation.path)),
    };
    let method = literals::string(&operation.method);
    let path = literals::string(&operation.path);
    let parameters = operation.parameters.iter().map(parameter::description);
    let security = operation.security.iter().map(|alternative| {
        let schemes = alternative
            .iter()
            .map(|index| literals::unsigned(*index as u64));
        quote!(&[#(#schemes),*])
    });
    let accept = literals::string(&accept(operation));
    let success = success(operation);
    let base_url = match &operation.base_url {
        Some(url) => {
            let url = literals::string(url);
            quote!(Some(#url))
        }
        None => quote!(None),
    };
    let errors = match &plan.errors {
        Some(errors) => {
            let set = literals::string(&errors.set);
            quote!(Some(#set))
        }
        None => quote!(None),
    };
    quote! {
        static #name: Operation = Operation {
            id: #id,
            method: #method,
            path: #path,
            parameters: &[#(#parameters),*],
            security: &[#(#security),*],
            accept: #accept,
            success: #success,
            errors: #errors,
            base_url: #base_url,
        };
    }
}

/// Returns the header `Accept`: the fixed one, or the media types of the success responses and of the errors.
pub fn accept(operation: &Operation) -> String {
    if let Some(fixed) = &operation.accept {
        return fixed.clone();
    }
    let mut accepted: Vec<&str> = Vec::new();
    let contents = success_responses(operation)
        .into_iter()
        .filter_map(|response| response.content.as_ref());
    for content in contents {
        if is_sendable(&content.media_type) && !accepted.contains(&content.media_type.as_str()) {
            accepted.push(&content.media_type);
        }
    }
    match (accepted.as_slice(), &operation.stream) {
        ([], Some(stream)) => accept_of(operation, &stream.media_type),
        ([], None) => "*/*".to_owned(),
        (some, _) => accept_of(operation, &some.join(", ")),
    }
}

/// Returns the header `Accept` for these media types of success: with those of typed errors, which a strict server would
/// otherwise not send. They have a lower quality, so that no server prefers them for a success.
pub fn accept_of(operation: &Operation, successes: &str) -> String {
    let mut accepted = successes.to_owned();
    let of_success = success_responses(operation);
    let mut known: Vec<&str> = of_success
        .iter()
        .flat_map(|response| response.content.iter().chain(&response.alternatives))
        .map(|content| content.media_type.as_str())
        .chain(["*/*", "application/*"])
        .collect();
    let errors = error_responses(operation);
    let contents = errors
        .iter()
        .filter_map(|response| response.content.as_ref())
        .filter(|content| matches!(content.encoding, BodyEncoding::Json | BodyEncoding::Xml(_)));
    for content in contents {
        let media_type = content.media_type.as_str();
        let is_known = known.iter().any(|it| essence(it) == essence(media_type));
        if is_sendable(media_type) && !is_known && !successes.contains("*/*") {
            accepted.push_str(&format!(", {media_type};q=0.9"));
            known.push(media_type);
        }
    }
    accepted
}

/// All statuses from 200 to 299 are a success, unless the output depends on the status: then only the documented ones.
fn success(operation: &Operation) -> TokenStream {
    let responses = success_responses(operation);
    let has_one_kind = !matches!(successes(operation), Successes::Several(_));
    if responses.iter().any(|it| it.status == Status::Default)
        || (has_one_kind && !responses.iter().any(|it| it.status.is_redirect()))
    {
        return quote!(Success::Any);
    }
    let mut ranges: Vec<TokenStream> = Vec::new();
    if has_one_kind {
        ranges.push(quote!(200..=299));
    }
    ranges.extend(
        responses
            .iter()
            .filter_map(|response| range(response.status)),
    );
    quote!(Success::Documented(&[#(#ranges),*]))
}

/// Returns the pattern that matches the statuses.
pub fn pattern(status: Status) -> TokenStream {
    match status {
        Status::Code(code) => {
            let code = Literal::u16_unsuffixed(code);
            quote!(#code)
        }
        status => range(status).unwrap_or_else(|| quote!(_)),
    }
}

/// Returns the statuses as a Rust range.
pub fn range(status: Status) -> Option<TokenStream> {
    let (first, last) = match status {
        Status::Code(code) => (code, code),
        Status::Range(hundreds) => (u16::from(hundreds) * 100, u16::from(hundreds) * 100 + 99),
        Status::Default => return None,
    };
    let (first, last) = (
        Literal::u16_unsuffixed(first),
        Literal::u16_unsuffixed(last),
    );
    Some(quote!(#first..=#last))
}
