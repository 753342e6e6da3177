//! Credentials of the client: the methods of its builder, and the environment variables.

use crate::emit::Sdk;
use crate::emit::models::docs::Text;
use crate::model::{Docs, SecurityKind, SecurityScheme};
use crate::plan::PlannedCredential;
use crate::rust::doc_attributes::{code, verbatim};
use crate::rust::idents::ident;
use crate::rust::literals;
use proc_macro2::TokenStream;
use quote::quote;

/// Returns the environment variable of a scheme: `EQUOS_API_KEY`, or the one that is configured.
///
/// A bearer token without a name of its own is in `EXAMPLE_TOKEN`.
pub fn variable(sdk: &Sdk<'_>, plan: &PlannedCredential<'_>) -> String {
    if let Some(env) = &plan.scheme.env {
        return env.clone();
    }
    let is_taken = |name: &str| {
        let credentials = sdk.planned.client.credentials.iter();
        let mut methods = credentials.map(|plan| plan.method.as_str());
        methods.any(|method| method == name)
    };
    match plan.method.as_str() {
        "bearer_token" if !is_taken("token") => sdk.metadata.env("token"),
        method => sdk.metadata.env(method),
    }
}

/// Returns the description of each scheme for the runtime.
pub fn schemes(sdk: &Sdk<'_>) -> Vec<TokenStream> {
    let scheme = |plan: &PlannedCredential<'_>| {
        let (scheme, method) = (plan.scheme, plan.method.as_str());
        let key = literals::string(&scheme.key);
        let env = literals::string(&variable(sdk, plan));
        let kind = match &scheme.kind {
            SecurityKind::Header(name) => named_kind("Header", name),
            SecurityKind::Query(name) => named_kind("Query", name),
            SecurityKind::Cookie(name) => named_kind("Cookie", name),
            SecurityKind::Http(name) => named_kind("Http", name),
            SecurityKind::Bearer => quote!(SchemeKind::Bearer),
            SecurityKind::Basic => quote!(SchemeKind::Basic),
        };
        let builder = literals::string(method);
        quote!(Scheme { name: #key, kind: #kind, env: #env, builder: #builder })
    };
    sdk.planned.client.credentials.iter().map(scheme).collect()
}

fn named_kind(kind: &str, name: &str) -> TokenStream {
    let (kind, name) = (ident(kind), literals::string(name));
    quote!(SchemeKind::#kind(#name))
}

/// Returns the builder's methods.
pub fn methods(sdk: &Sdk<'_>) -> Vec<TokenStream> {
    let method = |(index, plan): (usize, &PlannedCredential<'_>)| {
        let docs = docs(plan.scheme);
        let name = ident(&plan.method);
        let index = literals::unsigned(index as u64);
        if plan.scheme.kind == SecurityKind::Basic {
            return quote! {
                #docs
                pub fn #name(mut self, user: impl AsRef<str>, password: impl Into<Secret<String>>) -> Self {
                    self.credentials.set_basic(#index, user.as_ref(), password);
                    self
                }
            };
        }
        quote! {
            #docs
            pub fn #name(mut self, credential: impl Into<Credential>) -> Self {
                self.credentials.set(#index, credential);
                self
            }
        }
    };
    let credentials = sdk.planned.client.credentials.iter();
    credentials.enumerate().map(method).collect()
}

fn docs(scheme: &SecurityScheme) -> TokenStream {
    let place = match &scheme.kind {
        SecurityKind::Header(name) => format!("in the header {}", code(name)),
        SecurityKind::Query(name) => format!("in the query parameter {}", code(name)),
        SecurityKind::Cookie(name) => format!("in the cookie {}", code(name)),
        SecurityKind::Bearer => "as `Authorization: Bearer …`".to_owned(),
        SecurityKind::Basic => "as `Authorization: Basic …`".to_owned(),
        SecurityKind::Http(name) => {
            format!("as {}", code(&format!("Authorization: {name} …")))
        }
    };
    let mut text = Text::of(&Docs {
        description: scheme.description.clone(),
        ..Docs::default()
    });
    text.paragraph(&format!(
        "The credential of the scheme {}, sent {place}.",
        code(&scheme.key)
    ));
    if is_token(scheme) {
        text.paragraph("It is a text, or a [`TokenProvider`](crate::TokenProvider) that is asked before each attempt.");
    }
    text.attributes()
}

/// Returns `true` if the credential is a token that may be obtained while the client is in use.
pub fn is_token(scheme: &SecurityScheme) -> bool {
    matches!(scheme.kind, SecurityKind::Bearer | SecurityKind::Http(_))
}

/// Returns the docs of `Client::from_env`.
pub fn environment(sdk: &Sdk<'_>) -> String {
    let base_url = format!(
        "`{}_BASE_URL`: the base URL of the API, optional.",
        sdk.metadata.env_prefix
    );
    let credentials = sdk.planned.client.credentials.iter();
    let variables: Vec<String> = credentials
        .map(|plan| {
            let form = match plan.scheme.kind {
                SecurityKind::Basic => ", as `user:password`",
                _ => "",
            };
            format!(
                "- `{}`: the credential of {}{form}.",
                variable(sdk, plan),
                code(&plan.scheme.key)
            )
        })
        .collect();
    if variables.is_empty() {
        return format!(
            "Creates a client from environment variables:\n\n- {base_url}\n\n\
             # Errors\nIf the value is not a valid base URL."
        );
    }
    format!(
        "Creates a client from environment variables:\n\n{}\n- {base_url}\n\n\
         # Errors\nIf none of the credentials is set; the error names the variables.",
        variables.join("\n"),
    )
}

/// Returns the docs of `ClientBuilder::from_env`.
pub fn builder_environment(sdk: &Sdk<'_>) -> TokenStream {
    verbatim(&environment(sdk).replacen("a client", "a builder", 1))
}
