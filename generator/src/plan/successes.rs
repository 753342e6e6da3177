//! The success responses of an operation.
//!
//! Decided by the documented responses, OpenAPI 3.0 section 4.7.16: those with a status of 2xx; without one,
//! redirects, which are then intended; without these, the default response.

use crate::model::{
    Api, BodyEncoding, Operation, Response, ResponseContent, Status, Type, XmlElement,
};

/// The result of a successful operation.
#[derive(Clone, Debug, PartialEq)]
pub enum Successes<'a> {
    /// No documented body.
    Empty,
    /// One type, independent of the status.
    One {
        /// The body.
        content: &'a ResponseContent,
        /// Whether another success response has no body.
        optional: bool,
    },
    /// Types that depend on the status.
    Several(Vec<&'a Response>),
}

/// Returns the success type of this operation.
pub fn successes(operation: &Operation) -> Successes<'_> {
    let responses = success_responses(operation);
    let mut contents = responses
        .iter()
        .filter_map(|response| response.content.as_ref());
    let Some(first) = contents.next() else {
        return Successes::Empty;
    };
    if contents.any(|other| (&other.encoding, &other.ty) != (&first.encoding, &first.ty)) {
        return Successes::Several(responses);
    }
    Successes::One {
        content: first,
        optional: responses.iter().any(|response| response.content.is_none()),
    }
}

/// Returns the other media types of the success response, if there is only one with a body.
pub fn alternatives(operation: &Operation) -> &[ResponseContent] {
    let responses = success_responses(operation);
    let mut with_content = responses
        .into_iter()
        .filter(|response| response.content.is_some());
    match (with_content.next(), with_content.next()) {
        (Some(only), None) => &only.alternatives,
        _ => &[],
    }
}

/// Returns `true` if the only success response that can be awaited is a stream.
pub fn is_only_stream(operation: &Operation) -> bool {
    operation.stream.is_some() && successes(operation) == Successes::Empty
}

/// Returns `true` if every success response is a redirect without a documented body.
pub fn is_redirect(operation: &Operation) -> bool {
    let responses = success_responses(operation);
    successes(operation) == Successes::Empty
        && operation.stream.is_none()
        && !responses.is_empty()
        && responses
            .iter()
            .all(|it| it.status.is_redirect() && it.status != Status::Code(304))
}

/// Returns `true` if the output is bytes, which can also be received piece by piece.
pub fn is_download(operation: &Operation) -> bool {
    matches!(successes(operation), Successes::One { content, .. } if content.encoding == BodyEncoding::Bytes)
}

/// Returns the success responses, in the order of the document.
pub fn success_responses(operation: &Operation) -> Vec<&Response> {
    let kinds: [fn(Status) -> bool; 3] = [Status::is_success, Status::is_redirect, |status| {
        status == Status::Default
    }];
    kinds
        .iter()
        .map(|is_success| {
            let responses = operation.responses.iter();
            responses
                .filter(|response| is_success(response.status))
                .collect::<Vec<_>>()
        })
        .find(|responses| !responses.is_empty())
        .unwrap_or_default()
}

/// Returns the error responses, in the order of the document.
pub fn error_responses(operation: &Operation) -> Vec<&Response> {
    let successes = success_responses(operation);
    let is_success = |response: &Response| successes.iter().any(|it| it.status == response.status);
    operation
        .responses
        .iter()
        .filter(|response| !is_success(response))
        .filter(|response| response.status.is_error() || response.status == Status::Default)
        .collect()
}

/// Returns the XML body of all documented error responses, if it is the same one everywhere.
pub fn shared_xml_error(api: &Api) -> Option<(&Type, &XmlElement)> {
    let responses = api.operations().flat_map(error_responses);
    let mut typed = responses
        .filter_map(|response| response.content.as_ref())
        .filter_map(|content| match &content.encoding {
            BodyEncoding::Json => Some((&content.ty, None)),
            BodyEncoding::Xml(element) => Some((&content.ty, Some(element))),
            BodyEncoding::Text | BodyEncoding::Bytes => None,
        });
    let (ty, element) = typed.next()?;
    let is_same = typed.all(|other| other == (ty, element));
    Some((ty, element?)).filter(|_| is_same && matches!(ty, Type::Named(_)))
}

/// Returns the error responses with JSON, if they have different types. Types of equal structure count as different
/// here.
pub fn typed_errors(operation: &Operation) -> Vec<&Response> {
    let mut errors = error_responses(operation);
    errors.retain(|response| {
        let content = response.content.as_ref();
        content.is_some_and(|content| content.encoding == BodyEncoding::Json)
    });
    let mut types = errors
        .iter()
        .filter_map(|it| Some(&it.content.as_ref()?.ty));
    let first = types.next();
    if types.all(|ty| Some(ty) == first) {
        errors.clear();
    }
    errors
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Docs, DocumentedOperation, DocumentedOperations};

    fn operation(responses: &[(Status, Option<Type>)]) -> Operation {
        let responses = responses.iter().map(|(status, ty)| Response {
            status: *status,
            description: String::new(),
            content: ty.clone().map(|ty| ResponseContent {
                media_type: "application/json".to_owned(),
                encoding: BodyEncoding::Json,
                ty,
            }),
            alternatives: Vec::new(),
            headers: Vec::new(),
            links: Vec::new(),
        });
        Operation {
            id: None,
            index: DocumentedOperations::default().add(DocumentedOperation::default()),
            method: "GET".to_owned(),
            path: "/".to_owned(),
            docs: Docs::default(),
            parameters: Vec::new(),
            body: None,
            responses: responses.collect(),
            accept: None,
            stream: None,
            security: Vec::new(),
            base_url: None,
            pagination: None,
            at: Default::default(),
        }
    }

    fn statuses(responses: &[Status]) -> Vec<Status> {
        let operation = operation(&responses.iter().map(|it| (*it, None)).collect::<Vec<_>>());
        success_responses(&operation)
            .iter()
            .map(|it| it.status)
            .collect()
    }

    #[test]
    fn the_default_is_an_error_beside_a_success_and_a_success_alone() {
        use Status::{Code, Default, Range};
        assert_eq!(statuses(&[Code(200), Default]), [Code(200)]);
        assert_eq!(statuses(&[Code(404), Default]), [Default]);
        assert_eq!(statuses(&[Code(302), Default]), [Code(302)]);
        assert_eq!(statuses(&[Range(2), Code(201)]), [Range(2), Code(201)]);
        assert_eq!(statuses(&[Code(404)]), []);
    }

    #[test]
    fn one_body_beside_an_empty_success_is_optional() {
        let both = operation(&[
            (Status::Code(200), Some(Type::String)),
            (Status::Code(204), None),
        ]);
        assert!(matches!(
            successes(&both),
            Successes::One { optional: true, .. }
        ));
        let other = operation(&[
            (Status::Code(200), Some(Type::String)),
            (Status::Code(202), Some(Type::Number)),
        ]);
        assert!(matches!(successes(&other), Successes::Several(all) if all.len() == 2));
    }
}
