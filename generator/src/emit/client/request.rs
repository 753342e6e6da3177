//! `Client::request`, for what the document does not describe.

use crate::emit::Sdk;
use crate::rust::literals;
use proc_macro2::TokenStream;
use quote::quote;

/// Returns the description of such requests for the runtime.
pub fn description(sdk: &Sdk<'_>) -> TokenStream {
    let security = sdk.planned.client.request_security.iter();
    let security = security.map(|alternative| {
        let schemes = alternative
            .iter()
            .map(|index| literals::unsigned(*index as u64));
        quote!(&[#(#schemes),*])
    });
    quote! {
        /// What requests have in common that the document does not describe.
        static REQUEST: Operation = Operation {
            id: "request",
            method: "GET",
            path: "",
            parameters: &[],
            security: &[#(#security),*],
            accept: "*/*",
            success: Success::Any,
            errors: None,
            base_url: None,
        };
    }
}

/// Returns the method of the client.
pub fn method() -> TokenStream {
    quote! {
        /// Request builder for what this crate has no method for: any method and path, with the credentials, retries,
        /// limits and errors of every other request.
        ///
        /// The path begins with `/` and follows the base URL.
        pub fn request(&self, method: Method, path: &str) -> CustomRequest<'_> {
            CustomRequest::new(&self.core, &REQUEST, method, path)
        }
    }
}
