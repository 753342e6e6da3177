//! The idempotency key of a call, which all its attempts have.

use super::super::error::Result;
use super::super::headers;
use super::super::random;
use super::client_config::ClientConfig;
use super::content::Content;
use http::Method;
use http::header::{HeaderName, HeaderValue};
use serde_json::Value;

/// The header of an API that does not name one.
const HEADER: &str = "idempotency-key";

/// Returns header and idempotency key of a call, if it has one.
///
/// A key that the caller sets is used. Otherwise one is made if the operation has a parameter for it, or if the API has
/// a header for it and the method is neither safe nor idempotent.
pub fn key(config: &ClientConfig, content: &Content) -> Result<Option<(HeaderName, HeaderValue)>> {
    let mut parameters = content.operation.parameters.iter().zip(&content.values);
    let described = parameters.find(|(parameter, _)| parameter.is_idempotency_key);
    let name = described.map(|(parameter, _)| parameter.name);
    let name = name.or(config.api.idempotency_header);
    if name.is_none() && content.tuning.idempotency_key.is_none() {
        return Ok(None);
    }
    let (header, _) = headers::parse(name.unwrap_or(HEADER), "")?;
    if let Some(key) = &content.tuning.idempotency_key {
        return Ok(Some((header, key.clone())));
    }
    if let Some((_, Some(Value::String(key)))) = described {
        return Ok(Some((
            header.clone(),
            headers::parse_value(header.as_str(), key)?,
        )));
    }
    let set = [&content.tuning.headers, &config.settings.headers];
    if let Some(key) = set.iter().find_map(|headers| headers.get(&header)) {
        return Ok(Some((header, key.clone())));
    }
    let is_made = match described {
        Some(_) => !content.method().is_safe(),
        None => matches!(content.method(), Method::POST | Method::PATCH),
    };
    if !is_made {
        return Ok(None);
    }
    let key = match &config.settings.idempotency_keys {
        Some(make) => make(),
        None => random::uuid(),
    };
    Ok(Some((
        header.clone(),
        headers::parse_value(header.as_str(), &key)?,
    )))
}
