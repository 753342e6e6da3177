//! Request bodies and their encodings.

use super::media::{self, Family};
use super::shared::{Context, Holder};
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::lower::Naming;
use crate::model::{Body, BodyEncoding, Docs, Type};
use crate::spec::Operation;

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
        context.report_missing(
            operation.place,
            "the request body is an unresolved reference; the operation is left out",
        );
        return Err("a request body that is an unresolved reference".to_owned());
    };
    let Some((media, family)) = media::preferred(&body.content) else {
        return Ok(None);
    };
    let media_type = &*media.name;
    let holder = Holder {
        component: body.component.as_deref(),
        role: "request",
    };
    let lowered = match family {
        Family::Form | Family::Multipart => None,
        _ => Some(context.ty(media.schema, holder, &naming.then("request"))),
    };
    let sent = lowered.and_then(|lowered| {
        let is_text = lowered.ty.is_text();
        let (encoding, gives_way) = media::encoding(
            family,
            &lowered.ty,
            is_text || matches!(lowered.ty, Type::Any(_)) && family == Family::Text,
        );
        // Bytes can be sent unchanged in any format; a structure can be sent as JSON only.
        let is_unsupported = gives_way && matches!(family, Family::OtherText(_));
        (!is_unsupported).then_some((encoding, lowered))
    });
    let Some((encoding, lowered)) = sent else {
        let missing = missing(family, media_type);
        let (code, message) = if body.required {
            (
                Code::BodyUnsupported,
                format!("{missing} is not supported; the operation is left out"),
            )
        } else {
            (
                Code::OptionalBodyLeftOut,
                format!(
                    "{missing} is not supported; the operation is generated without its optional body"
                ),
            )
        };
        let place = Place::Document(context.lowering.location(media.place));
        context.lowering.diagnostics.push(
            Diagnostic::new(code, place, message)
                .help("add `application/json` to the media types, if the server accepts it"),
        );
        return if body.required {
            Err(missing)
        } else {
            Ok(None)
        };
    };
    let docs = Docs {
        description: body
            .description
            .as_deref()
            .filter(|text| !text.trim().is_empty())
            .map(str::to_owned),
        ..Docs::default()
    };
    Ok(Some(Body {
        docs,
        required: body.required,
        media_type: sent_type(media_type, family, encoding),
        encoding,
        ty: match encoding {
            BodyEncoding::Json => lowered.whole(),
            BodyEncoding::Text => Type::String,
            BodyEncoding::Bytes => Type::Binary,
        },
    }))
}

/// Returns the media type to be sent: a specific one, if the document has a wildcard.
fn sent_type(media_type: &str, family: Family, encoding: BodyEncoding) -> String {
    let open = family == Family::Open || media_type.contains('*');
    match encoding {
        BodyEncoding::Json if open || family == Family::Text => "application/json".to_owned(),
        BodyEncoding::Text if open => "text/plain".to_owned(),
        BodyEncoding::Bytes if open => "application/octet-stream".to_owned(),
        _ => media_type.trim().to_owned(),
    }
}

fn missing(family: Family, media_type: &str) -> String {
    let media_type: String = media_type.chars().take(80).collect();
    match family {
        Family::Form => format!("a form body ({media_type})"),
        Family::Multipart => format!("a multipart body ({media_type})"),
        Family::OtherText(what) => format!("a body that is {what} ({media_type})"),
        _ => format!("a body of the type {media_type}"),
    }
}
