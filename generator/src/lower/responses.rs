//! What is answered: every status with its type.

use super::bodies::is_text;
use super::media::{self, Family};
use super::references::{Context, anything};
use super::{At, Naming};
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{BodyEncoding, Response, ResponseContent, Status, Type, Untyped};
use openapiv3::{ReferenceOr, Responses, StatusCode};

/// The documented responses of an operation, in the order of the document.
pub(super) fn responses<'d>(
    context: &mut Context<'_, 'd>,
    responses: &'d Responses,
    method: &str,
    naming: &Naming<'_>,
    at: &At<'d>,
) -> Vec<Response> {
    let at = at.key("responses");
    let first_success = responses
        .responses
        .keys()
        .map(status)
        .find(|status| status.is_success());
    let mut lowered = Vec::with_capacity(responses.responses.len() + 1);
    for (code, response) in &responses.responses {
        let status = status(code);
        let step = key(code);
        // A status written in a way of its own (`2xx`) has no key that can be borrowed: its list is near enough.
        let at = step.map_or_else(|| at.clone(), |step| at.key(step));
        let role = role(status, first_success);
        lowered.push(one(
            context,
            response,
            status,
            method,
            &naming.then(role),
            &at,
        ));
    }
    if let Some(response) = &responses.default {
        let role = if first_success.is_none() {
            "response"
        } else {
            "error"
        };
        lowered.push(one(
            context,
            response,
            Status::Default,
            method,
            &naming.then(role),
            &at.key("default"),
        ));
    }
    lowered
}

fn one<'d>(
    context: &mut Context<'_, 'd>,
    response: &'d ReferenceOr<openapiv3::Response>,
    status: Status,
    method: &str,
    naming: &Naming<'_>,
    at: &At<'d>,
) -> Response {
    let Some(found) = context.response(response, at.clone()) else {
        context.lowering.say(
            Code::OperationReferenceNotFound,
            at,
            "the response is a reference to nowhere: it may be anything",
        );
        let ty = Type::Any(Untyped::Recoverable(
            "the response is a reference to nowhere",
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
            headers: Vec::new(),
        };
    };
    let (response, at) = (found.value, found.at);
    let has_body = method != "HEAD" && !matches!(status, Status::Code(204 | 205 | 304 | 100..=199));
    let content = if has_body {
        content(context, response, found.component, naming, &at)
    } else {
        None
    };
    let header_map = context.components().map(|components| &components.headers);
    let headers = response.headers.iter().map(|(name, header)| {
        let header = super::references::follow(header_map, "headers", header, At::root());
        (
            name.clone(),
            header.and_then(|header| header.value.description.clone()),
        )
    });
    Response {
        status,
        description: response.description.clone(),
        content,
        headers: headers.collect(),
    }
}

fn content<'d>(
    context: &mut Context<'_, 'd>,
    response: &'d openapiv3::Response,
    component: Option<&'d str>,
    naming: &Naming<'_>,
    at: &At<'d>,
) -> Option<ResponseContent> {
    let (media_type, media, family) = media::preferred(&response.content)?;
    let at = at.key("content").key(media_type);
    // The type of a structure that is not decoded would be in nobody's hands.
    let is_decoded = !matches!(
        family,
        Family::OtherText(_) | Family::OtherBytes | Family::Form | Family::Multipart
    );
    let lowered = if is_decoded {
        context.ty(media.schema.as_ref(), component, "response", naming, &at)
    } else {
        anything()
    };
    let (encoding, _) = media::encoding(
        family,
        &lowered.ty,
        is_text(&lowered.ty) || (media.schema.is_none() && family == Family::Text),
    );
    if !is_decoded && describes_structure(media.schema.as_ref()) {
        let what = match family {
            Family::OtherText(what) => what,
            _ => "not JSON",
        };
        let kept = if encoding == BodyEncoding::Text {
            "text"
        } else {
            "bytes"
        };
        context.lowering.diagnostics.push(Diagnostic::new(
            Code::ResponseKeptRaw,
            at.place(),
            format!("the response is {what}: the SDK gives it as {kept}"),
        ));
    }
    Some(ResponseContent {
        media_type: media_type.trim().to_owned(),
        encoding,
        ty: match encoding {
            BodyEncoding::Json => lowered.whole(),
            BodyEncoding::Text => Type::String,
            BodyEncoding::Bytes => Type::Binary,
        },
    })
}

/// Whether the schema says more than that there is text or are bytes.
fn describes_structure(schema: Option<&ReferenceOr<openapiv3::Schema>>) -> bool {
    match schema {
        None => false,
        Some(ReferenceOr::Reference { .. }) => true,
        Some(ReferenceOr::Item(schema)) => {
            let view = super::view::View::of(schema);
            view.typ.is_some_and(|typ| typ != "string") || view.properties.is_some()
        }
    }
}

fn status(code: &StatusCode) -> Status {
    match code {
        StatusCode::Code(code) => Status::Code(*code),
        StatusCode::Range(hundreds) => Status::Range(u8::try_from(*hundreds).unwrap_or_default()),
    }
}

/// The words of what an inline type of this response is for.
fn role(status: Status, first_success: Option<Status>) -> &'static str {
    if Some(status) == first_success {
        return "response";
    }
    match status {
        Status::Code(code) => COMMON
            .iter()
            .find(|(known, ..)| *known == code)
            .map_or("other response", |(_, _, role)| role),
        Status::Range(2) => "response",
        Status::Range(4) => "client error",
        Status::Range(5) => "server error",
        Status::Range(_) | Status::Default => "other response",
    }
}

/// The statuses that documents use, as keys and as words.
const COMMON: &[(u16, &str, &str)] = &[
    (200, "200", "ok response"),
    (201, "201", "created response"),
    (202, "202", "accepted response"),
    (203, "203", "non authoritative response"),
    (204, "204", "no content response"),
    (206, "206", "partial response"),
    (207, "207", "multi status response"),
    (301, "301", "moved response"),
    (302, "302", "found response"),
    (303, "303", "see other response"),
    (304, "304", "not modified response"),
    (307, "307", "temporary redirect response"),
    (308, "308", "permanent redirect response"),
    (400, "400", "bad request error"),
    (401, "401", "unauthorized error"),
    (402, "402", "payment required error"),
    (403, "403", "forbidden error"),
    (404, "404", "not found error"),
    (405, "405", "method not allowed error"),
    (406, "406", "not acceptable error"),
    (408, "408", "timeout error"),
    (409, "409", "conflict error"),
    (410, "410", "gone error"),
    (411, "411", "length required error"),
    (412, "412", "precondition failed error"),
    (413, "413", "too large error"),
    (415, "415", "unsupported media type error"),
    (416, "416", "range error"),
    (418, "418", "teapot error"),
    (422, "422", "unprocessable error"),
    (423, "423", "locked error"),
    (424, "424", "failed dependency error"),
    (425, "425", "too early error"),
    (428, "428", "precondition required error"),
    (429, "429", "too many requests error"),
    (451, "451", "unavailable for legal reasons error"),
    (500, "500", "internal server error"),
    (501, "501", "not implemented error"),
    (502, "502", "bad gateway error"),
    (503, "503", "unavailable error"),
    (504, "504", "gateway timeout error"),
];

fn key(code: &StatusCode) -> Option<&'static str> {
    match code {
        StatusCode::Code(code) => COMMON
            .iter()
            .find(|(known, ..)| known == code)
            .map(|(_, key, _)| *key),
        StatusCode::Range(hundreds) => ["1XX", "2XX", "3XX", "4XX", "5XX"]
            .get(usize::from(*hundreds).checked_sub(1)?)
            .copied(),
    }
}
