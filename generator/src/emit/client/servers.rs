//! The named servers, as an enum, and the servers with variables, as a struct each.

use crate::emit::Sdk;
use crate::model::{Server, UrlPart};
use crate::plan::{PlannedServer, PlannedServerVariable};
use crate::rust::doc_attributes::{code, doc_attributes, verbatim};
use crate::rust::idents::ident;
use crate::rust::literals;
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// Returns the servers with the names of their variants.
fn named<'p>(sdk: &Sdk<'p>) -> Vec<(&'p PlannedServer<'p>, &'p str)> {
    let servers = sdk.planned.client.servers.iter();
    servers
        .filter_map(|plan| Some((plan, plan.variant.as_deref()?)))
        .collect()
}

/// Returns the names of all types in this file.
pub fn types<'p>(sdk: &Sdk<'p>) -> Vec<&'p str> {
    let servers = named(sdk);
    let mut types: Vec<&str> = Vec::new();
    if !servers.is_empty() {
        types.push("Server");
    }
    for (server, _) in servers {
        types.extend(server.ident.as_deref());
        let variables = server.variables.iter();
        types.extend(variables.filter_map(|variable| variable.enumeration.as_deref()));
    }
    types
}

/// Returns the enum and the structs; no tokens if no server has a name.
pub fn servers(sdk: &Sdk<'_>) -> TokenStream {
    let servers = named(sdk);
    if servers.is_empty() {
        return TokenStream::new();
    }
    let has_variables = servers.iter().any(|(plan, _)| plan.ident.is_some());
    let default = sdk.planned.api.default_url();
    let variants = servers.iter().map(|(plan, name)| {
        let docs = variant_docs(plan.server, default);
        let name = ident(name);
        match &plan.ident {
            Some(inner) => {
                let inner = ident(inner);
                quote!(#docs #name(#inner))
            }
            None => quote!(#docs #name),
        }
    });
    let arms = servers.iter().map(|(plan, name)| {
        let (name, url) = (ident(name), literals::string(&plan.server.url));
        match (&plan.ident, has_variables) {
            (Some(_), _) => quote!(Self::#name(server) => server.url(),),
            (None, true) => quote!(Self::#name => #url.to_owned(),),
            (None, false) => quote!(Self::#name => #url,),
        }
    });
    let (copy, signature) = if has_variables {
        (None, quote!(pub fn url(&self) -> String))
    } else {
        let signature = quote!(pub const fn url(self) -> &'static str);
        (Some(quote!(Copy,)), signature)
    };
    let structs = servers
        .iter()
        .filter_map(|(plan, variant)| with_variables(plan, variant));
    quote! {
        /// The servers of the API.
        #[derive(Clone, #copy Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Server {
            #(#variants),*
        }

        impl Server {
            /// Returns its base URL.
            #signature {
                match self {
                    #(#arms)*
                }
            }
        }

        #(#structs)*
    }
}

fn variant_docs(server: &Server, default: Option<&str>) -> TokenStream {
    let description = server.description.as_deref().unwrap_or_default();
    let url = code(&url_template(server));
    let place = if default.is_some() && default == server.default_url() {
        format!("{url}, the default.")
    } else {
        format!("{url}.")
    };
    doc_attributes([description, &place])
}

/// Returns the URL with its variables in braces.
pub fn url_template(server: &Server) -> String {
    let parts = server.template.iter().map(|part| match part {
        UrlPart::Text(text) => text.clone(),
        UrlPart::Variable(variable) => format!("{{{}}}", variable.name),
    });
    match server.template.is_empty() {
        true => server.url.clone(),
        false => parts.collect(),
    }
}

/// Returns the struct of a server with variables, and the enums of their values.
fn with_variables(plan: &PlannedServer<'_>, variant: &str) -> Option<TokenStream> {
    let name = ident(plan.ident.as_deref()?);
    let variant = ident(variant);
    let docs = doc_attributes([
        plan.server.description.as_deref().unwrap_or_default(),
        &format!("{}.", code(&url_template(plan.server))),
    ]);
    let begins = match plan.server.template.first() {
        Some(UrlPart::Variable(variable)) => Some(variable.name.as_str()),
        _ => None,
    };
    let variable_docs = |variable: &PlannedServerVariable<'_>| {
        variable_docs(variable, begins == Some(variable.variable.name.as_str()))
    };
    let fields = plan.variables.iter().map(|variable| {
        let (docs, field, ty) = (
            variable_docs(variable),
            ident(&variable.ident),
            ty(variable),
        );
        quote!(#docs pub #field: #ty)
    });
    let defaults = plan.variables.iter().map(|variable| {
        let (field, value) = (ident(&variable.ident), default(variable));
        let value = value.unwrap_or_else(|| quote!(#field.into()));
        quote!(#field: #value)
    });
    let required = plan
        .variables
        .iter()
        .filter(|variable| default(variable).is_none());
    let arguments: Vec<TokenStream> = required
        .map(|variable| {
            let field = ident(&variable.ident);
            quote!(#field: impl Into<String>)
        })
        .collect();
    let constructor_docs = verbatim(match arguments.is_empty() {
        true => "Creates a server with the default value of each variable.",
        false => "Creates a server from the variables without a default value.",
    });
    let default_impl = arguments.is_empty().then(|| {
        quote! {
            impl Default for #name {
                fn default() -> Self {
                    Self::new()
                }
            }
        }
    });
    let setters = plan.variables.iter().map(|variable| {
        let (docs, field, ty) = (
            variable_docs(variable),
            ident(&variable.ident),
            ty(variable),
        );
        let (argument, value) = match variable.enumeration {
            Some(_) => (ty, quote!(#field)),
            None => (quote!(impl Into<String>), quote!(#field.into())),
        };
        quote! {
            #docs
            pub fn #field(mut self, #field: #argument) -> Self {
                self.#field = #value;
                self
            }
        }
    });
    let parts = plan
        .server
        .template
        .iter()
        .enumerate()
        .map(|(index, part)| {
            let text = part_of(plan, part);
            match part {
                // It begins with a URL.
                UrlPart::Variable(_) if index == 0 => quote!(#text.trim_end_matches('/')),
                _ => text,
            }
        });
    let enums = plan.variables.iter().filter_map(enumeration);
    Some(quote! {
        #docs
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub struct #name {
            #(#fields),*
        }

        impl #name {
            #constructor_docs
            pub fn new(#(#arguments),*) -> Self {
                Self { #(#defaults),* }
            }

            #(#setters)*

            /// Returns its base URL.
            pub fn url(&self) -> String {
                [#(#parts),*].concat()
            }
        }

        #default_impl

        impl From<#name> for Server {
            fn from(server: #name) -> Self {
                Self::#variant(server)
            }
        }

        #(#enums)*
    })
}

fn variable_docs(variable: &PlannedServerVariable<'_>, begins_url: bool) -> TokenStream {
    let description = variable.variable.description.as_deref().unwrap_or_default();
    let default = match &variable.variable.default {
        Some(default) => format!("Default: {}.", code(default)),
        None if begins_url => "Required. The URL begins with it: `https://…`.".to_owned(),
        None => "Required.".to_owned(),
    };
    doc_attributes([description, &default])
}

fn ty(variable: &PlannedServerVariable<'_>) -> TokenStream {
    match &variable.enumeration {
        Some(name) => {
            let name = ident(name);
            quote!(#name)
        }
        None => quote!(String),
    }
}

/// Returns the default value of a variable, if it has one.
fn default(variable: &PlannedServerVariable<'_>) -> Option<TokenStream> {
    let text = variable.variable.default.as_ref()?;
    let Some(name) = &variable.enumeration else {
        let text = literals::string(text);
        return Some(quote!(#text.to_owned()));
    };
    let values = variable.variable.values.iter().zip(&variable.variants);
    let default = values
        .clone()
        .find(|(value, _)| *value == text)
        .or(values.clone().next())
        .map(|(_, variant)| ident(variant));
    let name = ident(name);
    Some(quote!(#name::#default))
}

fn part_of(plan: &PlannedServer<'_>, part: &UrlPart) -> TokenStream {
    match part {
        UrlPart::Text(text) => {
            let text = literals::string(text);
            quote!(#text)
        }
        UrlPart::Variable(variable) => {
            let mut known = plan.variables.iter();
            let field: Option<Ident> = known
                .find(|known| known.variable.name == variable.name)
                .map(|known| ident(&known.ident));
            quote!(self.#field.as_str())
        }
    }
}

/// Returns the enum of a variable's values.
fn enumeration(variable: &PlannedServerVariable<'_>) -> Option<TokenStream> {
    let name = ident(variable.enumeration.as_deref()?);
    let docs = verbatim(&format!(
        "The values of the variable {} of a server.",
        code(&variable.variable.name)
    ));
    let values = || variable.variable.values.iter().zip(&variable.variants);
    let variants = values().map(|(value, variant)| {
        let docs = verbatim(&format!("{}.", code(value)));
        let variant = ident(variant);
        quote!(#docs #variant)
    });
    let arms = values().map(|(value, variant)| {
        let (value, variant) = (literals::string(value), ident(variant));
        quote!(Self::#variant => #value,)
    });
    Some(quote! {
        #docs
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants),*
        }

        impl #name {
            /// Returns the value in the URL.
            pub const fn as_str(self) -> &'static str {
                match self {
                    #(#arms)*
                }
            }
        }
    })
}

/// Returns the builder's method that selects a server.
pub fn method(sdk: &Sdk<'_>) -> TokenStream {
    let servers = named(sdk);
    if servers.is_empty() {
        return TokenStream::new();
    }
    let docs = verbatim(
        "Selects a server by name. Operations with a server of their own keep it; a base URL replaces both.",
    );
    let argument = match servers.iter().any(|(plan, _)| plan.ident.is_some()) {
        true => quote!(impl Into<Server>),
        false => quote!(Server),
    };
    let url = match servers.iter().any(|(plan, _)| plan.ident.is_some()) {
        true => quote!(server.into().url()),
        false => quote!(server.url()),
    };
    quote! {
        #docs
        pub fn server(mut self, server: #argument) -> Self {
            self.settings.server(#url);
            self
        }
    }
}
