//! The serialization of parameters: style, explode, separators, and the properties of a form.

use super::media::{self, Family};
use crate::config::{self, Config};
use crate::model::{
    ArrayFormat, CookieStyle, FormProperty, ParameterContent, ParameterLocation, PathStyle,
    QueryStyle, Separator,
};
use crate::spec;

/// Returns location, `style` and `explode` of a parameter, with their defaults (OpenAPI 3.2, section 4.12.2).
pub(super) fn location(parameter: &spec::Parameter<'_>, config: &Config) -> ParameterLocation {
    let explode = parameter.explode;
    match &parameter.location {
        spec::ParameterLocation::Path {
            style,
            allow_reserved,
        } => ParameterLocation::Path {
            style: match style {
                openapiv3::PathStyle::Simple => PathStyle::Simple,
                openapiv3::PathStyle::Label => PathStyle::Label,
                openapiv3::PathStyle::Matrix => PathStyle::Matrix,
            },
            explode: explode.unwrap_or(false),
            allow_reserved: *allow_reserved,
        },
        spec::ParameterLocation::Query {
            style,
            allow_reserved,
            allow_empty_value,
        } => {
            let style = query_style(style, array_format(parameter, config));
            ParameterLocation::Query {
                style,
                explode: explode.unwrap_or_else(|| explodes(style)),
                allow_reserved: *allow_reserved,
                allow_empty: *allow_empty_value,
            }
        }
        spec::ParameterLocation::Header => ParameterLocation::Header {
            explode: explode.unwrap_or(false),
        },
        spec::ParameterLocation::Cookie { style } => ParameterLocation::Cookie {
            style: match style {
                spec::CookieStyle::Form => CookieStyle::Form,
                spec::CookieStyle::Cookie => CookieStyle::Cookie,
            },
            explode: explode.unwrap_or(true),
        },
        spec::ParameterLocation::Querystring => ParameterLocation::Querystring,
    }
}

fn query_style(style: &openapiv3::QueryStyle, arrays: ArrayFormat) -> QueryStyle {
    match style {
        openapiv3::QueryStyle::Form => QueryStyle::Form,
        openapiv3::QueryStyle::SpaceDelimited => QueryStyle::SpaceDelimited,
        openapiv3::QueryStyle::PipeDelimited => QueryStyle::PipeDelimited,
        openapiv3::QueryStyle::DeepObject => QueryStyle::DeepObject(arrays),
    }
}

fn explodes(style: QueryStyle) -> bool {
    matches!(style, QueryStyle::Form | QueryStyle::DeepObject(_))
}

/// Returns the notation of arrays: that of the parameter, otherwise that of the configuration.
fn array_format(parameter: &spec::Parameter<'_>, config: &Config) -> ArrayFormat {
    match parameter.array_format {
        Some(spec::ArrayFormat::Indices) => ArrayFormat::Indices,
        Some(spec::ArrayFormat::Brackets) => ArrayFormat::Brackets,
        Some(spec::ArrayFormat::Repeat) => ArrayFormat::Repeat,
        Some(spec::ArrayFormat::Comma) => ArrayFormat::Comma,
        None => configured_array_format(config),
    }
}

/// Returns the notation of arrays of the configuration.
pub(super) fn configured_array_format(config: &Config) -> ArrayFormat {
    match config.client.array_format {
        config::ArrayFormat::Indices => ArrayFormat::Indices,
        config::ArrayFormat::Brackets => ArrayFormat::Brackets,
        config::ArrayFormat::Repeat => ArrayFormat::Repeat,
        config::ArrayFormat::Comma => ArrayFormat::Comma,
    }
}

/// Returns the separators of a parameter.
pub(super) fn separators(parameter: &spec::Parameter<'_>) -> Vec<Separator> {
    parameter
        .separators
        .iter()
        .copied()
        .map(separator)
        .collect()
}

/// Returns a separator of the document.
pub(super) const fn separator(separator: spec::Separator) -> Separator {
    match separator {
        spec::Separator::Comma => Separator::Comma,
        spec::Separator::Space => Separator::Space,
        spec::Separator::Tab => Separator::Tab,
        spec::Separator::Pipe => Separator::Pipe,
    }
}

/// Returns the properties of a form that have a serialization of their own (OpenAPI 3.2, section 4.15.1): a style, or
/// a JSON media type.
pub(super) fn properties(media: &spec::MediaType<'_>, config: &Config) -> Vec<FormProperty> {
    let mut properties = Vec::new();
    for (name, encoding) in &media.encoding {
        let has_style =
            encoding.style.is_some() || encoding.explode.is_some() || encoding.allow_reserved;
        let content_type = encoding.content_type.as_deref().map(media::family);
        let is_json = matches!(content_type, Some(Family::Json | Family::JsonSuffix));
        if !has_style && !is_json {
            continue;
        }
        let style = encoding.style.as_ref();
        let style = style.map_or(QueryStyle::Form, |style| {
            query_style(style, configured_array_format(config))
        });
        properties.push(FormProperty {
            name: name.clone().into_owned(),
            // A style has precedence over a media type.
            content: match has_style {
                true => ParameterContent::Style,
                false => ParameterContent::Json,
            },
            style,
            explode: encoding.explode.unwrap_or_else(|| explodes(style)),
            allow_reserved: encoding.allow_reserved,
        });
    }
    properties
}
