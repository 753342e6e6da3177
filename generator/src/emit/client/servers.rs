//! The named servers, as an enum.

use crate::emit::Sdk;
use crate::model::Server;
use crate::rust::doc_attributes::{code, doc_attributes, verbatim};
use crate::rust::idents::ident;
use crate::rust::literals;
use proc_macro2::TokenStream;
use quote::quote;

/// Returns the servers with the names of their variants.
fn named<'p>(sdk: &Sdk<'p>) -> Vec<(&'p Server, &'p str)> {
    let servers = sdk.planned.client.servers.iter();
    servers
        .filter_map(|plan| Some((plan.server, plan.variant.as_deref()?)))
        .collect()
}

/// Returns `true` if there are named servers.
pub fn exist(sdk: &Sdk<'_>) -> bool {
    !named(sdk).is_empty()
}

/// Returns the enum; no tokens if no server has a name.
pub fn servers(sdk: &Sdk<'_>) -> TokenStream {
    let servers = named(sdk);
    if servers.is_empty() {
        return TokenStream::new();
    }
    let default = sdk.planned.api.servers.first();
    let variants = servers.iter().map(|(server, name)| {
        let description = server.description.as_deref().unwrap_or_default();
        let url = code(&server.url);
        let place = if default == Some(*server) {
            format!("{url}, the default.")
        } else {
            format!("{url}.")
        };
        let docs = doc_attributes([description, &place]);
        let name = ident(name);
        quote!(#docs #name)
    });
    let arms = servers.iter().map(|(server, name)| {
        let (name, url) = (ident(name), literals::string(&server.url));
        quote!(Self::#name => #url,)
    });
    quote! {
        /// The servers of the API.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Server {
            #(#variants),*
        }

        impl Server {
            /// Returns its base URL.
            pub const fn url(self) -> &'static str {
                match self {
                    #(#arms)*
                }
            }
        }
    }
}

/// Returns the builder's method that selects a server.
pub fn method(sdk: &Sdk<'_>) -> TokenStream {
    if !exist(sdk) {
        return TokenStream::new();
    }
    let docs = verbatim("Selects a server by name.");
    quote! {
        #docs
        pub fn server(self, server: Server) -> Self {
            self.base_url(server.url())
        }
    }
}
