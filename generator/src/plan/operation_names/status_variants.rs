//! Names of variants by status.

use crate::model::{Response, Status};

/// Returns the variants of the enum of an operation's success responses, each named after its status.
pub fn successes(responses: &[&Response]) -> Vec<String> {
    responses
        .iter()
        .map(|response| name(response.status, SUCCESSES, "Default"))
        .collect()
}

/// Returns the variant of an enum of errors, named after its status.
pub fn error(status: Status) -> String {
    match status {
        Status::Range(4) => "ClientError".to_owned(),
        Status::Range(5) => "ServerError".to_owned(),
        status => name(status, ERRORS, "Other"),
    }
}

fn name(status: Status, known: &[(u16, &str)], default: &str) -> String {
    match status {
        Status::Code(code) => match known.iter().find(|(known, _)| *known == code) {
            Some((_, name)) => (*name).to_owned(),
            None => format!("Status{code}"),
        },
        Status::Range(hundreds) => format!("Status{hundreds}xx"),
        Status::Default => default.to_owned(),
    }
}

const SUCCESSES: &[(u16, &str)] = &[
    (200, "Ok"),
    (201, "Created"),
    (202, "Accepted"),
    (203, "NonAuthoritative"),
    (204, "NoContent"),
    (205, "ResetContent"),
    (206, "PartialContent"),
    (207, "MultiStatus"),
];

const ERRORS: &[(u16, &str)] = &[
    (400, "BadRequest"),
    (401, "Unauthorized"),
    (402, "PaymentRequired"),
    (403, "Forbidden"),
    (404, "NotFound"),
    (405, "MethodNotAllowed"),
    (406, "NotAcceptable"),
    (408, "RequestTimeout"),
    (409, "Conflict"),
    (410, "Gone"),
    (411, "LengthRequired"),
    (412, "PreconditionFailed"),
    (413, "ContentTooLarge"),
    (415, "UnsupportedMediaType"),
    (422, "UnprocessableContent"),
    (423, "Locked"),
    (424, "FailedDependency"),
    (428, "PreconditionRequired"),
    (429, "TooManyRequests"),
    (451, "UnavailableForLegalReasons"),
    (500, "InternalServerError"),
    (501, "NotImplemented"),
    (502, "BadGateway"),
    (503, "ServiceUnavailable"),
    (504, "GatewayTimeout"),
];
