// Written by sdkwright from the API's document: edits are lost.

//! Base URLs: which are taken, and whether credentials may go there.

use super::super::error::{Error, ErrorKind, Result};
use url::{Host, Url};

/// A base URL that requests can be made of. What is wrong with it is said without repeating it, since it may hold a password.
pub fn base_url(text: &str) -> Result<Url> {
    let refused = |why: &str| Error::new(ErrorKind::Configuration, format!("the base URL {why}"));
    let url = Url::parse(text.trim()).map_err(|error| refused(&format!("is not one: {error}")))?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(refused("begins with neither https:// nor http://"));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(refused(
            "has a user name or a password in it: set it as a credential",
        ));
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err(refused("has a query or a fragment"));
    }
    Ok(url)
}

/// Refuses to send credentials where others can read them.
pub fn may_carry_credentials(url: &Url, allow_plain_http: bool) -> Result<()> {
    if allow_plain_http || is_private(url) {
        return Ok(());
    }
    let message = "credentials are not sent over plain http to another machine, where others can read them: use https, or \
                   allow it with `allow_plain_http` of the client's builder";
    Err(Error::new(ErrorKind::Credentials, message))
}

/// Whether what is sent there can be read by nobody on the way: it is encrypted, or does not leave this machine.
fn is_private(url: &Url) -> bool {
    url.scheme() == "https" || is_loopback(url)
}

/// Whether it is on this machine.
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
