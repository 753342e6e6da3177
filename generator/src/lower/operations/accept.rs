//! The header parameter `Accept`. OpenAPI ignores it, since the responses have their media types. One with a single
//! value that names one of them selects it: APIs with versions in their media types are documented in this way.

use crate::lower::schemas::view::resolved;
use crate::media_type::{essence, is_sendable};
use crate::spec::{self, Document, NodeId, Operation, ParameterLocation, ParameterValue, PathItem};

/// Returns the value of the header, if it is fixed and names a media type of a success response.
pub(super) fn fixed<'d>(
    document: &'d Document<'d>,
    item: &'d PathItem<'d>,
    operation: &'d Operation<'d>,
) -> Option<&'d str> {
    let parameters = operation.parameters.iter().chain(&item.parameters);
    let mut parameters = parameters.filter_map(|id| document.parameters.get((*id)?));
    let accept = parameters.find(|parameter| is_accept(parameter))?;
    let ParameterValue::Schema(schema) = accept.value else {
        return None;
    };
    let (_, view) = resolved(document, schema)?;
    let value = view.only_value()?.as_str()?;
    let responses = &operation.responses;
    let successes = responses
        .by_status
        .iter()
        .filter(|(status, _)| super::responses::lowered_status(*status).is_success())
        .map(|(_, response)| *response);
    let names = |response: Option<NodeId<spec::Response<'d>>>| {
        let response = response.and_then(|response| document.responses.get(response));
        let mut contents = response.into_iter().flat_map(|response| &response.content);
        contents.any(|media| selects(value, &media.name))
    };
    (is_sendable(value) && successes.chain(responses.default).any(names)).then_some(value)
}

/// Returns `true` for the header parameter `Accept`.
pub(super) fn is_accept(parameter: &spec::Parameter<'_>) -> bool {
    parameter.location == ParameterLocation::Header
        && parameter.name.trim().eq_ignore_ascii_case("accept")
}

/// Returns `true` if the value of the header names this media type, with its parameters or without them.
pub(super) fn selects(value: &str, media_type: &str) -> bool {
    let (value, media_type) = (value.trim(), media_type.trim());
    value.eq_ignore_ascii_case(media_type) || essence(value).eq_ignore_ascii_case(media_type)
}
