//! Optional parts of the runtime and other crates that the generated crate needs.

use super::Needs;
use super::successes::{is_download, is_redirect};
use crate::model::{Api, Body, BodyFormat, Operation, Type};

/// Returns the needs of every type that is used anywhere.
pub fn needs(api: &Api, response_headers: bool, xml_names: &[Option<String>]) -> Needs {
    let mut needs = Needs {
        oauth: api
            .security_schemes
            .iter()
            .any(|scheme| scheme.oauth.is_some()),
        ..Needs::default()
    };
    let in_definitions = api.types.iter().flat_map(|(_, def)| def.kind.types());
    let sent = api.operations().flat_map(Operation::types_sent);
    let received = api.operations().flat_map(Operation::types_received);
    let by_webhooks = api.received_bodies();
    for ty in in_definitions
        .chain(sent)
        .chain(received)
        .chain(by_webhooks)
    {
        ty.each(&mut |ty| add(&mut needs, ty));
    }
    needs.streams = api.operations().any(is_streamed);
    needs.response_headers = response_headers;
    needs.webhooks = !api.received_groups.is_empty();
    needs.xml = xml_names.iter().any(Option::is_some);
    let bodies = api
        .operations()
        .filter_map(|operation| operation.body.as_ref());
    needs.files = bodies
        .flat_map(Body::contents)
        .any(|content| matches!(content.format, BodyFormat::Bytes | BodyFormat::Multipart(_)));
    needs
}

fn is_streamed(operation: &Operation) -> bool {
    operation.stream.is_some() || is_download(operation) || is_redirect(operation)
}

fn add(needs: &mut Needs, ty: &Type) {
    match ty {
        Type::Date => needs.dates = true,
        Type::Time => needs.times = true,
        Type::DateTime => needs.date_times = true,
        Type::HttpDate | Type::UnixTime => needs.timestamps = true,
        Type::Duration => needs.durations = true,
        Type::Uuid => needs.uuids = true,
        Type::Base64 | Type::Base64Url => needs.base64 = true,
        Type::Decimal => needs.decimals = true,
        _ => {}
    }
}
