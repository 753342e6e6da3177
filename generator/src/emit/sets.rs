//! The files of the types that operations share: the [headers](super::response_headers) of responses and
//! [typed errors](super::typed_errors).

use super::imports::imports;
use super::resource_features;
use crate::plan::Planned;
use proc_macro2::TokenStream;
use quote::quote;

/// Returns a file with these inner docs, the names that it can import, and its types.
pub fn file(
    planned: &Planned<'_>,
    docs: TokenStream,
    importable: &[(&str, &[&str])],
    types: impl Iterator<Item = TokenStream>,
) -> TokenStream {
    let code: TokenStream = types.collect();
    let imports = imports(&code, importable);
    let allow = resource_features::allow_unused(planned);
    quote! {
        #docs

        #allow

        #imports

        #code
    }
}
