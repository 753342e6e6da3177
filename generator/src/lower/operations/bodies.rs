//! Request bodies: the media type that is sent, its serialization and its type.

use super::forms;
use super::media::{self, Family};
use super::serialization;
use super::shared::{Context, Holder};
use crate::config::Config;
use crate::diagnostics::Code;
use crate::lower::{Lowered, Naming};
use crate::model::{Body, BodyContent, BodyFormat, Docs, EnumBase, Type, TypeKind, Types};
use crate::spec::{MediaType, Operation, RequestBody};

/// Returns the body of an operation. The error is the unsupported part, if the operation cannot be called without it.
pub(super) fn body<'d>(
    context: &mut Context<'_, 'd, '_>,
    operation: &'d Operation<'d>,
    naming: &Naming<'_>,
) -> Result<Option<Body>, String> {
    let Some(body) = operation.request_body else {
        return Ok(None);
    };
    let Some(body) = body.and_then(|body| context.document().request_bodies.get(body)) else {
        let reason = "the request body is an unresolved reference";
        context.report_left_out(Code::OperationReferenceNotFound, operation.place, reason);
        return Err(reason.to_owned());
    };
    let Some((media, family)) = preferred(&body.content) else {
        return Ok(None);
    };
    let holder = Holder {
        component: body.component.as_deref(),
        role: "request",
    };
    let lowered = context.ty(media.schema, holder, &naming.then("request"));
    let xml = match (family, media.schema) {
        (Family::Xml, Some(schema)) => context.lowering.xml(schema),
        _ => None,
    };
    let content = match xml {
        Some(element) => BodyContent {
            media_type: media.name.trim().to_owned(),
            format: BodyFormat::Xml(element),
            ty: lowered.whole(),
        },
        None => {
            let config = context.lowering.config;
            content(&context.lowering.types, config, media, family, lowered)
        }
    };
    Ok(Some(Body {
        docs: docs(body),
        required: body.required,
        content,
    }))
}

/// Returns the preferred media type: those with typed values, then wildcards, then text, then bytes.
fn preferred<'c, 'd>(content: &'c [MediaType<'d>]) -> Option<(&'c MediaType<'d>, Family)> {
    let rank = |family: Family| match family {
        Family::Json => 0,
        Family::JsonSuffix => 1,
        Family::Form => 2,
        Family::Multipart => 3,
        Family::Xml => 4,
        Family::Open => 5,
        Family::Text => 6,
        Family::Bytes => 7,
        Family::OtherBytes => 8,
        Family::OtherText(_) => 9,
    };
    media::first(content, rank)
}

fn docs(body: &RequestBody<'_>) -> Docs {
    let description = body.description.as_deref();
    Docs {
        description: description
            .filter(|text| !text.trim().is_empty())
            .map(str::to_owned),
        ..Docs::default()
    }
}

/// Returns the content in one media type. The type decides by what it is behind its names: a reference to a component
/// that is a string or bytes is sent as that.
fn content(
    types: &Types,
    config: &Config,
    media: &MediaType<'_>,
    family: Family,
    lowered: Lowered,
) -> BodyContent {
    let format = match (family, kind(types, &lowered.ty)) {
        (Family::Multipart, Kind::Bytes | Kind::Text) => BodyFormat::Multipart(Vec::new()),
        (_, Kind::Bytes) => BodyFormat::Bytes,
        (Family::Json | Family::JsonSuffix, _) => BodyFormat::Json,
        (Family::Form, Kind::Text) => BodyFormat::Text,
        (Family::Multipart, _) => BodyFormat::Multipart(forms::parts(media, config)),
        (Family::Form, _) => BodyFormat::Form(serialization::properties(media, config)),
        (Family::Open | Family::Text, Kind::Text) => BodyFormat::Text,
        (Family::Text, Kind::Any) => BodyFormat::Text,
        // A structure described as plain text is JSON in practice (ASP.NET generates such documents).
        (Family::Open | Family::Text, _) => BodyFormat::Json,
        (Family::OtherText(_) | Family::Xml, _) => BodyFormat::Text,
        (Family::Bytes | Family::OtherBytes, _) => BodyFormat::Bytes,
    };
    BodyContent {
        media_type: sent_type(&media.name, family, &format),
        ty: match &format {
            BodyFormat::Json | BodyFormat::Form(_) | BodyFormat::Xml(_) => lowered.whole(),
            BodyFormat::Multipart(_) => lowered.ty,
            BodyFormat::Text => Type::String,
            BodyFormat::Bytes => Type::Binary,
        },
        format,
    }
}

/// The kinds of values that a media type can distinguish.
enum Kind {
    Text,
    Bytes,
    Any,
    Structure,
}

fn kind(types: &Types, ty: &Type) -> Kind {
    match types.resolved(ty) {
        Type::Binary => Kind::Bytes,
        Type::Any(_) => Kind::Any,
        ty if ty.is_text() => Kind::Text,
        Type::Named(id) => match types.kind(*id) {
            Some(TypeKind::Enum(list)) if list.base == EnumBase::String => Kind::Text,
            _ => Kind::Structure,
        },
        _ => Kind::Structure,
    }
}

/// Returns the media type to be sent: a specific one, if the document has a wildcard.
fn sent_type(media_type: &str, family: Family, format: &BodyFormat) -> String {
    let open = family == Family::Open || media_type.contains('*');
    match format {
        BodyFormat::Json if open || family == Family::Text => "application/json".to_owned(),
        BodyFormat::Text if open => "text/plain".to_owned(),
        BodyFormat::Bytes if open => "application/octet-stream".to_owned(),
        _ => media_type.trim().to_owned(),
    }
}
