//! The description of a parameter for the runtime: a constructor, and what differs from its defaults.

use crate::model::{
    ArrayFormat, CookieStyle, FormProperty, Parameter, ParameterContent, ParameterLocation, Part,
    PathStyle, QueryStyle, Separator,
};
use crate::rust::literals;
use proc_macro2::TokenStream;
use quote::quote;

/// Returns the description of a parameter.
pub fn description(parameter: &Parameter) -> TokenStream {
    let name = literals::string(&parameter.wire_name);
    let constructor = match parameter.location {
        ParameterLocation::Path {
            style,
            explode,
            allow_reserved,
        } => {
            let style = match style {
                PathStyle::Simple => None,
                PathStyle::Label => Some(quote!(.path_style(PathStyle::Label))),
                PathStyle::Matrix => Some(quote!(.path_style(PathStyle::Matrix))),
            };
            let explode = explode.then(|| quote!(.explode(true)));
            let reserved = allow_reserved.then(|| quote!(.allow_reserved()));
            quote!(Parameter::path(#name)#style #explode #reserved)
        }
        ParameterLocation::Query {
            style,
            explode,
            allow_reserved,
            allow_empty,
        } => {
            let query = query(&parameter.wire_name, style, explode, allow_reserved);
            let empty = allow_empty.then(|| quote!(.allow_empty()));
            quote!(#query #empty)
        }
        ParameterLocation::Querystring => quote!(Parameter::querystring(#name)),
        ParameterLocation::Header { explode } => {
            let explode = explode.then(|| quote!(.explode(true)));
            quote!(Parameter::header(#name)#explode)
        }
        ParameterLocation::Cookie { style, explode } => {
            let style = (style == CookieStyle::Cookie).then(|| quote!(.cookie_style()));
            let explode = (!explode).then(|| quote!(.explode(false)));
            quote!(Parameter::cookie(#name)#style #explode)
        }
    };
    let content = content(&parameter.content);
    let separators = separators(&parameter.separators);
    let is_path = matches!(parameter.location, ParameterLocation::Path { .. });
    let required = (parameter.required && !is_path).then(|| quote!(.required()));
    let key = parameter
        .is_idempotency_key
        .then(|| quote!(.idempotency_key()));
    quote!(#constructor #content #separators #required #key)
}

fn query(name: &str, style: QueryStyle, explode: bool, allow_reserved: bool) -> TokenStream {
    let name = literals::string(name);
    let style = match style {
        QueryStyle::Form => None,
        QueryStyle::SpaceDelimited => Some(quote!(QueryStyle::SpaceDelimited)),
        QueryStyle::PipeDelimited => Some(quote!(QueryStyle::PipeDelimited)),
        QueryStyle::DeepObject(arrays) => {
            let arrays = match arrays {
                ArrayFormat::Indices => quote!(ArrayFormat::Indices),
                ArrayFormat::Brackets => quote!(ArrayFormat::Brackets),
                ArrayFormat::Repeat => quote!(ArrayFormat::Repeat),
                ArrayFormat::Comma => quote!(ArrayFormat::Comma),
            };
            Some(quote!(QueryStyle::DeepObject(#arrays)))
        }
    };
    let style = style.map(|style| quote!(.query_style(#style)));
    let explode = (!explode).then(|| quote!(.explode(false)));
    let reserved = allow_reserved.then(|| quote!(.allow_reserved()));
    quote!(Parameter::query(#name)#style #explode #reserved)
}

fn content(content: &ParameterContent) -> Option<TokenStream> {
    match content {
        ParameterContent::Style => None,
        ParameterContent::Json => Some(quote!(.json())),
        ParameterContent::Form(properties) => {
            let properties = properties.iter().map(property);
            Some(quote!(.form(&[#(#properties),*])))
        }
    }
}

/// Returns the description of a property of a form.
pub fn property(property: &FormProperty) -> TokenStream {
    let query = query(
        &property.name,
        property.style,
        property.explode,
        property.allow_reserved,
    );
    let content = content(&property.content);
    quote!(#query #content)
}

fn separators(separators: &[Separator]) -> Option<TokenStream> {
    let each = separators.iter().map(|separator| match separator {
        Separator::Comma => quote!(Separator::Comma),
        Separator::Space => quote!(Separator::Space),
        Separator::Tab => quote!(Separator::Tab),
        Separator::Pipe => quote!(Separator::Pipe),
    });
    (!separators.is_empty()).then(|| quote!(.separators(&[#(#each),*])))
}

/// Returns the encoding of a property of a multipart body.
pub fn part_encoding(part: Option<&Part>) -> TokenStream {
    match part.map(|part| (&part.style, &part.media_type)) {
        Some((Some(style), _)) => {
            let parameter = property(style);
            quote!(PartEncoding::Style(#parameter))
        }
        Some((None, Some(media_type))) => {
            let media_type = literals::string(media_type);
            quote!(PartEncoding::MediaType(#media_type))
        }
        _ => quote!(PartEncoding::Default),
    }
}
