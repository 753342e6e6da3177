//! `src/error.rs`: the type of the errors of the API, if all operations document the same one.

use super::Sdk;
use super::types::Spelling;
use super::wire::xml;
use crate::files::SourceFile;
use crate::model::{BodyEncoding, Type};
use crate::plan::Planned;
use crate::plan::successes::{error_responses, shared_xml_error};
use proc_macro2::TokenStream;
use quote::quote;

/// Adds `src/error.rs`, if there is such a type.
pub fn emit<'p>(sdk: &Sdk<'p>, files: &mut Vec<SourceFile<'p>>) {
    let planned = sdk.planned;
    if let Some(ty) = shared_type(planned) {
        files.push(SourceFile::rust("src/error.rs", move || {
            let in_xml = shared_xml_error(planned.api);
            let element = in_xml.map(|(_, element)| xml::root(planned, element));
            file(&Spelling::by_module(planned).of(ty), element)
        }));
    }
}

/// Returns the type of the bodies of all documented error responses, if it is the same model everywhere: in JSON, or else
/// in XML.
pub fn shared_type<'p>(planned: &'p Planned<'p>) -> Option<&'p Type> {
    shared_json_type(planned).or_else(|| Some(shared_xml_error(planned.api)?.0))
}

fn shared_json_type<'p>(planned: &'p Planned<'p>) -> Option<&'p Type> {
    let operations = planned.api.operations();
    let responses = operations.flat_map(error_responses);
    let mut types = responses
        .filter_map(|response| response.content.as_ref())
        .filter(|content| content.encoding == BodyEncoding::Json)
        .map(|content| &content.ty);
    let first = types.next()?;
    let model = |ty: &Type| match ty {
        Type::Named(id) => Some(planned.representative(*id)),
        _ => None,
    };
    let shared = model(first)?;
    types.all(|ty| model(ty) == Some(shared)).then_some(first)
}

fn file(ty: &TokenStream, element: Option<TokenStream>) -> TokenStream {
    let (import, decoded) = match element {
        Some(element) => (
            quote!(
                use crate::runtime::{Error, xml};
            ),
            quote!(self.api_in_xml(&#element)),
        ),
        None => (
            quote!(
                use crate::runtime::Error;
            ),
            quote!(self.api_as()),
        ),
    };
    quote! {
        //! The type of the errors of the API.

        use crate::models;
        #import

        /// The body of an error response, which all operations share.
        pub type ApiError = #ty;

        impl Error {
            /// Decodes the body of an error response. Returns `None` if there is none, or if it does not match;
            /// [`body`](Self::body) has it in any case, and [`api_as`](Self::api_as) decodes it as another type.
            pub fn api(&self) -> Option<ApiError> {
                #decoded
            }
        }
    }
}
