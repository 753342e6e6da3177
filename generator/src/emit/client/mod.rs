//! The client: `src/client.rs`, with the description of the API for the runtime, the builder and the named servers.

mod builder;
pub(super) mod credentials;
mod request;
pub(super) mod secrets;
mod servers;

use super::imports::imports;
use super::package::metadata::one_line;
use super::{Sdk, resources};
use crate::files::SourceFile;
use crate::rust::doc_attributes::verbatim;
use crate::rust::literals;
use proc_macro2::TokenStream;
use quote::quote;

/// The names that the file imports.
const IMPORTS: &[(&str, &[&str])] = &[
    (
        "crate::runtime",
        &[
            "Api",
            "Clock",
            "Core",
            "Credential",
            "Credentials",
            "CustomRequest",
            "Interceptor",
            "Operation",
            "Result",
            "Scheme",
            "SchemeKind",
            "Secret",
            "Settings",
            "Success",
            "Transport",
        ],
    ),
    ("http", &["Method"]),
    ("std::time", &["Duration"]),
];

pub use servers::url_template;

/// Returns the types of the API's servers: the enum `Server`, and those of their variables.
pub fn server_types<'p>(sdk: &Sdk<'p>) -> Vec<&'p str> {
    servers::types(sdk)
}

/// Adds `src/client.rs`.
pub fn emit<'p>(sdk: &Sdk<'p>, files: &mut Vec<SourceFile<'p>>) {
    let sdk = sdk.clone();
    files.push(SourceFile::rust("src/client.rs", move || file(&sdk)));
}

fn file(sdk: &Sdk<'_>) -> TokenStream {
    let (api, client) = (api(sdk), client(sdk));
    let request = request::description(sdk);
    let (builder, servers) = (builder::builder(sdk), servers::servers(sdk));
    let code = quote!(#api #request #client #builder #servers);
    let imports = imports(&code, IMPORTS);
    quote! {
        //! The client and its builder.

        #imports
        #code
    }
}

fn api(sdk: &Sdk<'_>) -> TokenStream {
    let metadata = &sdk.metadata;
    let (name, version) = (
        quote!(env!("CARGO_PKG_NAME")),
        quote!(env!("CARGO_PKG_VERSION")),
    );
    let title = literals::string(&metadata.title);
    let prefix = literals::string(&metadata.env_prefix);
    let api = sdk.planned.api;
    let base_url = match api.default_url().or(api.incomplete_server.as_deref()) {
        Some(url) => {
            let url = literals::string(url);
            quote!(Some(#url))
        }
        None => quote!(None),
    };
    let schemes = credentials::schemes(sdk);
    let idempotency_header = match &sdk.config.client.idempotency_header {
        Some(header) => {
            let header = literals::string(header);
            quote!(Some(#header))
        }
        None => quote!(None),
    };
    let secrets = secrets::secrets(sdk.planned.api);
    let secrets = secrets.into_iter().map(literals::string);
    quote! {
        static API: Api = Api {
            name: #name,
            version: #version,
            title: #title,
            env_prefix: #prefix,
            base_url: #base_url,
            schemes: &[#(#schemes),*],
            idempotency_header: #idempotency_header,
            secrets: &[#(#secrets),*],
        };
    }
}

fn client(sdk: &Sdk<'_>) -> TokenStream {
    let docs = verbatim(&format!(
        "A client of {}.\n\nCloning is cheap: clones share connections, settings and credentials.",
        crate::rust::doc_attributes::escape(&one_line(&sdk.metadata.title))
    ));
    let from_env = verbatim(&credentials::environment(sdk));
    let request = request::method();
    let resources = sdk.planned.resources.iter();
    let resources = resources.filter(|plan| plan.resource.inside.is_none());
    let accessors =
        resources.map(|plan| resources::accessor(plan, &quote!('_), &quote!(&self.core)));
    quote! {
        #docs
        #[derive(Clone, Debug)]
        pub struct Client {
            core: Core,
        }

        impl Client {
            #from_env
            pub fn from_env() -> Result<Self> {
                ClientBuilder::from_env()?.build()
            }

            /// Returns a builder with all settings.
            pub fn builder() -> ClientBuilder {
                ClientBuilder::default()
            }

            #(#accessors)*

            #request
        }
    }
}
