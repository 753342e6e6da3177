//! Validation of base URLs, and of sending credentials to them.

use super::super::error::{Error, ErrorKind, Result};
use url::{Host, ParseError, Url};

/// Parses a base URL. The error does not contain the URL, which may contain a password.
pub fn base_url(text: &str) -> Result<Url> {
    let refused = |why: &str| Error::new(ErrorKind::Configuration, format!("the base URL {why}"));
    let url = Url::parse(text.trim()).map_err(|error| match error {
        ParseError::RelativeUrlWithoutBase if text.trim().is_empty() => refused("is empty"),
        ParseError::RelativeUrlWithoutBase => refused("begins with neither https:// nor http://"),
        error => refused(&format!("is invalid: {error}")),
    })?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(refused("begins with neither https:// nor http://"));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(refused(
            "contains a user name or a password: set it as a credential",
        ));
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err(refused("has a query or a fragment"));
    }
    Ok(url)
}

/// Validates the URL of a server that the user has selected.
pub fn selected_server(url: &str) -> Result<()> {
    if url.contains("://") && !url.starts_with("://") {
        return Ok(());
    }
    let message = "the URL of the selected server begins with neither https:// nor http://: check the values of its variables";
    Err(Error::new(ErrorKind::Configuration, message))
}

/// Returns the base URL of a client: the chosen one, otherwise that of the API. If the API's is a path only, it is added
/// to a chosen URL without a path, and is none alone, as is one with variables.
pub fn of_client(chosen: Option<&str>, of_api: Option<&str>) -> Result<Option<Url>> {
    match (chosen, of_api) {
        (Some(chosen), Some(path)) if is_relative(path) => {
            let url = base_url(chosen)?;
            match url.path() {
                "/" => resolve(&url, path).map(Some),
                _ => Ok(Some(url)),
            }
        }
        (Some(url), _) => base_url(url).map(Some),
        (None, Some(url)) if !is_relative(url) && !has_variables(url) => base_url(url).map(Some),
        (None, _) => Ok(None),
    }
}

/// Returns `true` for a server that is only a path.
pub fn is_relative(url: &str) -> bool {
    url.starts_with('/')
}

/// Returns `true` for a server with variables that have no value.
pub fn has_variables(url: &str) -> bool {
    url.contains('{')
}

/// Resolves a server that is only a path.
pub fn resolve(base: &Url, path: &str) -> Result<Url> {
    let url = base.join(path).map_err(|error| {
        let message = format!("the server `{path}` is invalid: {error}");
        Error::new(ErrorKind::Configuration, message)
    })?;
    base_url(url.as_str())
}

/// Returns an error if credentials would be sent where others can read them.
pub fn may_carry_credentials(url: &Url, allow_plain_http: bool) -> Result<()> {
    if allow_plain_http || is_private(url) {
        return Ok(());
    }
    let message = "credentials are not sent over plain http to another machine, where others can read them: use \
                   https, or allow it with `allow_plain_http` of the client's builder";
    Err(Error::new(ErrorKind::Credentials, message))
}

/// Returns `true` if requests are encrypted or stay on this machine.
fn is_private(url: &Url) -> bool {
    url.scheme() == "https" || is_loopback(url)
}

/// Returns `true` if the host is this machine.
pub fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => {
            let name = name.trim_end_matches('.');
            name == "localhost" || name.ends_with(".localhost")
        }
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}
