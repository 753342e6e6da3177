//! Links to the next page: the header `Link` (RFC 8288), and which URLs are allowed.

use super::super::error::{Error, ErrorKind, Result};
use http::HeaderMap;
use http::header::LINK;
use url::Url;

/// Returns the target of the first link with the relation `next`.
pub fn next_in_headers(headers: &HeaderMap) -> Option<String> {
    let values = headers.get_all(LINK).into_iter();
    let mut texts = values.filter_map(|value| std::str::from_utf8(value.as_bytes()).ok());
    texts.find_map(next_in)
}

/// Returns the target of the first link of a header value with the relation `next`.
fn next_in(header: &str) -> Option<String> {
    let mut rest = header;
    loop {
        let (_, after) = rest.split_once('<')?;
        let (target, after) = after.split_once('>')?;
        let (parameters, after) = parameters(after);
        if is_next(&parameters) {
            return Some(target.trim().to_owned());
        }
        rest = after;
    }
}

/// Splits the parameters of a link, `; name=value` or `; name="value"`, from the links after it.
fn parameters(text: &str) -> (Vec<(String, String)>, &str) {
    let mut parameters = Vec::new();
    let mut current = (String::new(), None::<String>);
    let (mut is_quoted, mut is_escaped) = (false, false);
    let mut rest = "";
    for (index, c) in text.char_indices() {
        let is_name = current.1.is_none();
        let text_so_far = current.1.as_mut().unwrap_or(&mut current.0);
        match c {
            _ if is_escaped => {
                text_so_far.push(c);
                is_escaped = false;
            }
            '\\' if is_quoted => is_escaped = true,
            '"' => is_quoted = !is_quoted,
            _ if is_quoted => text_so_far.push(c),
            ',' => {
                rest = text.get(index + 1..).unwrap_or_default();
                break;
            }
            ';' => parameters.push(std::mem::take(&mut current)),
            '=' if is_name => current.1 = Some(String::new()),
            _ => text_so_far.push(c),
        }
    }
    parameters.push(current);
    let trimmed = parameters.into_iter().map(|(name, value)| {
        let value = value.unwrap_or_default();
        (name.trim().to_ascii_lowercase(), value.trim().to_owned())
    });
    (trimmed.collect(), rest)
}

/// Returns `true` if the relations of a link include `next`. Only the first `rel` counts, and a link with an anchor
/// begins at another resource.
fn is_next(parameters: &[(String, String)]) -> bool {
    let named = |name: &str| parameters.iter().find(|(key, _)| key == name);
    let relations = named("rel").map_or("", |(_, value)| value.as_str());
    let mut relations = relations.split_ascii_whitespace();
    named("anchor").is_none() && relations.any(|relation| relation.eq_ignore_ascii_case("next"))
}

/// Returns the path and query of a link on a page, without the credentials that the server may have repeated in it.
///
/// # Errors
/// Returns an error if the link leads to another origin, to which no credentials may be sent.
pub fn path_and_query(page: &Url, link: &str, secrets: &[&str]) -> Result<String> {
    let refused = |why: &str| {
        let message = format!("the link to the next page {why}");
        Error::new(ErrorKind::Pagination, message)
    };
    let url = page
        .join(link.trim())
        .map_err(|error| refused(&format!("is invalid: {error}")))?;
    if url.origin() != page.origin() || !url.username().is_empty() || url.password().is_some() {
        return Err(refused(
            "leaves the origin of the base URL, so it is not requested",
        ));
    }
    let is_secret = |part: &&str| {
        let name = url::form_urlencoded::parse(part.as_bytes()).next();
        name.is_some_and(|(name, _)| secrets.contains(&&*name))
    };
    let query = url.query().unwrap_or_default();
    let parts: Vec<&str> = query.split('&').filter(|part| !is_secret(part)).collect();
    let query = parts.join("&");
    Ok(match query.as_str() {
        "" => url.path().to_owned(),
        query => format!("{}?{query}", url.path()),
    })
}

#[cfg(test)]
mod tests {
    use super::{next_in, path_and_query};
    use url::Url;

    #[test]
    fn the_next_link_is_found_among_others() {
        for (header, expected) in [
            (
                r#"<https://a/?page=2>; rel="next""#,
                Some("https://a/?page=2"),
            ),
            (
                r#"<?p=1>; rel="prev", <?p=3>; rel="next", <?p=9>; rel="last""#,
                Some("?p=3"),
            ),
            (
                r#"<?p=1>; title="<x>; rel=next, "; rel=first, <?p=3>;rel=next"#,
                Some("?p=3"),
            ),
            (r#"<?a,b;c>; REL="last Next"; rel="prev""#, Some("?a,b;c")),
            (r#"<?p=1>; title="\"; rel=next"; rel="up""#, None),
            (r#"<?p=1>; rel="nexts next-archive""#, None),
            (r##"<?p=1>; rel="next"; anchor="#foo""##, None),
            (r#"<?p=1>; rel=up; rel=next"#, None),
            ("<?p=1", None),
            ("", None),
        ] {
            assert_eq!(next_in(header).as_deref(), expected, "{header}");
        }
    }

    #[test]
    fn a_link_stays_within_the_origin_and_loses_credentials() {
        let page = Url::parse("https://api.example.com/v1/users").unwrap();
        let of = |link: &str| path_and_query(&page, link, &["api_key"]).ok();
        for (link, expected) in [
            ("?page=2", Some("/v1/users?page=2")),
            ("/v2/users?page=2&api_key=x", Some("/v2/users?page=2")),
            ("next/2", Some("/v1/next/2")),
            ("https://api.example.com:443/u?api%5Fkey=x", Some("/u")),
            (
                "https://API.example.com/u?a=%2F+%20b",
                Some("/u?a=%2F+%20b"),
            ),
            ("//evil.example.com/u", None),
            ("http://api.example.com/u", None),
            ("https://api.example.com:8443/u", None),
            ("https://me@api.example.com/u", None),
            ("javascript:alert(1)", None),
            ("file:///etc/passwd", None),
        ] {
            assert_eq!(of(link).as_deref(), expected, "{link}");
        }
    }
}
