//! Responses of operations, by status.

use super::media::{self, Family};
use super::shared::{Context, Holder};
use super::streams;
use super::{accept, headers};
use crate::diagnostics::Code;
use crate::lower::schemas::equal_schemas;
use crate::lower::schemas::view::Part;
use crate::lower::{Lowered, Naming};
use crate::model::{
    BodyEncoding, EnumBase, Link, Response, ResponseContent, Status, Type, TypeKind, Untyped,
};
use crate::spec::{self, MediaType, NodeId, Operation, SchemaId, SchemaType};
use serde_json::Value;

/// The documented responses of an operation, in the order of the document.
pub(super) fn responses<'d>(
    context: &mut Context<'_, 'd, '_>,
    operation: &'d Operation<'d>,
    naming: &Naming<'_>,
) -> Vec<Response> {
    let responses = &operation.responses;
    let statuses = responses
        .by_status
        .iter()
        .map(|(status, _)| lowered_status(*status));
    let first_success = statuses.clone().find(|status| status.is_success());
    let mut lowered = Vec::with_capacity(responses.by_status.len() + 1);
    for (status, (_, response)) in statuses.zip(&responses.by_status) {
        let role = role(status, first_success);
        lowered.push(one(
            context,
            operation,
            *response,
            status,
            &naming.then(role),
        ));
    }
    if let Some(response) = responses.default {
        let role = if first_success.is_none() {
            "response"
        } else {
            "error"
        };
        lowered.push(one(
            context,
            operation,
            response,
            Status::Default,
            &naming.then(role),
        ));
    }
    lowered
}

fn one<'d>(
    context: &mut Context<'_, 'd, '_>,
    operation: &Operation<'_>,
    response: Option<NodeId<spec::Response<'d>>>,
    status: Status,
    naming: &Naming<'_>,
) -> Response {
    let document = context.document();
    let Some(response) = response.and_then(|response| document.responses.get(response)) else {
        context.report_missing(
            operation.place,
            "the response is an unresolved reference; its body is any JSON value",
        );
        let ty = Type::Any(Untyped::Recoverable(
            "the response is an unresolved reference",
        ));
        let content = ResponseContent {
            media_type: "application/json".to_owned(),
            encoding: BodyEncoding::Json,
            ty,
        };
        return Response {
            status,
            description: String::new(),
            content: Some(content),
            alternatives: Vec::new(),
            headers: Vec::new(),
            links: Vec::new(),
        };
    };
    let has_body =
        operation.method != "HEAD" && !matches!(status, Status::Code(204 | 205 | 304 | 100..=199));
    let mut contents = match has_body {
        true => contents(context, response, status, naming),
        false => Vec::new(),
    }
    .into_iter();
    Response {
        status,
        description: response.description.clone().into_owned(),
        content: contents.next(),
        alternatives: contents.collect(),
        headers: headers::headers(context, response),
        links: response.links.iter().filter_map(link).collect(),
    }
}

/// Returns a link to an operation.
fn link(link: &spec::Link<'_>) -> Option<Link> {
    let text = |value: &Value| match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    Some(Link {
        operation: link.operation_id.or(link.operation_ref)?.to_owned(),
        parameters: link
            .parameters
            .iter()
            .map(|(name, value)| ((*name).to_owned(), text(value)))
            .collect(),
        description: link.description.map(str::to_owned),
    })
}

/// Returns the body in the preferred media type, and then in the others that a request can ask for: each that has
/// another type in Rust.
fn contents<'d>(
    context: &mut Context<'_, 'd, '_>,
    response: &'d spec::Response<'d>,
    status: Status,
    naming: &Naming<'_>,
) -> Vec<ResponseContent> {
    // A fixed media type is the only one of the success responses that have it.
    let accept = context.accept;
    let is_selected = |media: &&MediaType<'_>| {
        accept.is_some_and(|value| !status.is_error() && accept::selects(value, &media.name))
    };
    let is_fixed = response.content.iter().any(|media| is_selected(&media));
    // A stream is a call of its own.
    let is_whole = |media: &&MediaType<'_>| {
        (!is_fixed || is_selected(media))
            && (status.is_error() || streams::framing(&media.name).is_none())
    };
    let Some((preferred, family)) = media::preferred(response.content.iter().filter(is_whole))
    else {
        return Vec::new();
    };
    let mut known = Vec::new();
    let mut contents = vec![content(
        context, response, preferred, family, true, &mut known, naming,
    )];
    if status.is_error() {
        return contents;
    }
    for media in response.content.iter().filter(is_whole) {
        let family = media::family(&media.name);
        if std::ptr::eq(media, preferred) || !is_askable(media, family) {
            continue;
        }
        let other = content(context, response, media, family, false, &mut known, naming);
        let is_known = contents.iter().any(|known| {
            (&known.encoding, &known.ty) == (&other.encoding, &other.ty)
                && (is_typed(&other.encoding) || known.media_type == other.media_type)
        });
        if !is_known {
            contents.push(other);
        }
    }
    contents
}

/// Returns `true` if the media type does not matter to the program, which gets a value.
fn is_typed(encoding: &BodyEncoding) -> bool {
    matches!(encoding, BodyEncoding::Json | BodyEncoding::Xml(_))
}

/// Returns `true` if a request can ask for exactly this media type.
fn is_askable(media: &MediaType<'_>, family: Family) -> bool {
    let is_range = media.name.contains('*') || !media.name.contains('/');
    !is_range && !matches!(family, Family::Form | Family::Multipart)
}

fn content<'d>(
    context: &mut Context<'_, 'd, '_>,
    response: &'d spec::Response<'d>,
    media: &'d MediaType<'d>,
    family: Family,
    is_preferred: bool,
    known: &mut Vec<(SchemaId, Lowered)>,
    naming: &Naming<'_>,
) -> ResponseContent {
    let schema = media.schema.or(media.item_schema);
    let xml = match (family, schema) {
        (Family::Xml, Some(schema)) => context.lowering.xml(schema),
        _ => None,
    };
    // The type of a structure that is not decoded would be unused.
    let is_decoded = xml.is_some()
        || !matches!(
            family,
            Family::OtherText(_)
                | Family::OtherBytes
                | Family::Xml
                | Family::Form
                | Family::Multipart
        );
    let holder = Holder {
        component: response.component.as_deref(),
        role: "response",
    };
    let document = context.document();
    let is_equal = |(known, _): &&(SchemaId, Lowered)| {
        schema.is_some_and(|schema| equal_schemas(document, *known, schema))
    };
    let lowered = match known.iter().find(is_equal) {
        _ if !is_decoded => Lowered::default(),
        Some((_, lowered)) => lowered.clone(),
        None => context.ty(schema, holder, naming),
    };
    if let Some(schema) = schema.filter(|_| is_decoded) {
        known.push((schema, lowered.clone()));
    }
    // A component can be a name of a string or of bytes.
    let ty = context.lowering.types.unaliased(&lowered.ty).clone();
    let encoding = match xml {
        Some(element) => BodyEncoding::Xml(element),
        None => {
            let is_plain = family == Family::Text;
            let is_text =
                ty.is_text() || is_plain && (schema.is_none() || is_enum_of_strings(context, &ty));
            media::encoding(family, &ty, is_text)
        }
    };
    if is_preferred && !is_decoded && describes_structure(context, schema) {
        let what = match family {
            Family::OtherText(what) => what,
            Family::Xml => "XML",
            _ => "not JSON",
        };
        let kept = if encoding == BodyEncoding::Text {
            "text"
        } else {
            "bytes"
        };
        let message = format!("the response is {what}; the SDK returns it as {kept}");
        context
            .lowering
            .report(Code::ResponseNotDecoded, media.place, message);
    }
    ResponseContent {
        media_type: media.name.trim().to_owned(),
        ty: match &encoding {
            BodyEncoding::Json | BodyEncoding::Xml(_) => lowered.whole(),
            BodyEncoding::Text => Type::String,
            BodyEncoding::Bytes => Type::Binary,
        },
        encoding,
    }
}

fn is_enum_of_strings(context: &Context<'_, '_, '_>, ty: &Type) -> bool {
    let Type::Named(id) = ty else { return false };
    matches!(context.lowering.types.kind(*id), Some(TypeKind::Enum(list)) if list.base == EnumBase::String)
}

/// Returns `true` if the schema describes more than text or bytes.
fn describes_structure(context: &Context<'_, '_, '_>, schema: Option<SchemaId>) -> bool {
    let Some(schema) = schema else { return false };
    match Part::new(schema).view(context.document()) {
        None => true,
        Some(view) => {
            let is_component = context.lowering.component(schema).is_some();
            is_component
                || view.typ.is_some_and(|typ| typ != SchemaType::String)
                || view.properties().is_some()
        }
    }
}

pub(super) fn lowered_status(status: spec::Status) -> Status {
    match status {
        spec::Status::Code(code) => Status::Code(code),
        spec::Status::Range(hundreds) => Status::Range(hundreds),
    }
}

/// Returns the words that name inline types of this response.
fn role(status: Status, first_success: Option<Status>) -> &'static str {
    if Some(status) == first_success {
        return "response";
    }
    match status {
        Status::Code(code) => COMMON
            .iter()
            .find(|(known, _)| *known == code)
            .map_or("other response", |(_, role)| role),
        Status::Range(2) => "response",
        Status::Range(4) => "client error",
        Status::Range(5) => "server error",
        Status::Range(_) | Status::Default => "other response",
    }
}

/// Names of common statuses.
const COMMON: &[(u16, &str)] = &[
    (200, "ok response"),
    (201, "created response"),
    (202, "accepted response"),
    (203, "non authoritative response"),
    (204, "no content response"),
    (206, "partial response"),
    (207, "multi status response"),
    (301, "moved response"),
    (302, "found response"),
    (303, "see other response"),
    (304, "not modified response"),
    (307, "temporary redirect response"),
    (308, "permanent redirect response"),
    (400, "bad request error"),
    (401, "unauthorized error"),
    (402, "payment required error"),
    (403, "forbidden error"),
    (404, "not found error"),
    (405, "method not allowed error"),
    (406, "not acceptable error"),
    (408, "timeout error"),
    (409, "conflict error"),
    (410, "gone error"),
    (411, "length required error"),
    (412, "precondition failed error"),
    (413, "too large error"),
    (415, "unsupported media type error"),
    (416, "range error"),
    (418, "teapot error"),
    (422, "unprocessable error"),
    (423, "locked error"),
    (424, "failed dependency error"),
    (425, "too early error"),
    (428, "precondition required error"),
    (429, "too many requests error"),
    (451, "unavailable for legal reasons error"),
    (500, "internal server error"),
    (501, "not implemented error"),
    (502, "bad gateway error"),
    (503, "unavailable error"),
    (504, "gateway timeout error"),
];
