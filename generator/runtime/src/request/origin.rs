//! Validation of base URLs, and of sending credentials to them.

use super::super::error::{Error, ErrorKind, Result};
use url::{Host, Url};

/// Parses a base URL. The error does not contain the URL, which may contain a password.
pub fn base_url(text: &str) -> Result<Url> {
    let refused = |why: &str| Error::new(ErrorKind::Configuration, format!("the base URL {why}"));
    let url = Url::parse(text.trim()).map_err(|error| refused(&format!("is invalid: {error}")))?;
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
