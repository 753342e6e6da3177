//! The header `Link`: the next page is the first link with the relation `next`, within the origin of the page, without
//! credentials.

use crate::choices::Choices;
use crate::runtime::transport::Body;
use crate::runtime::{Error, ErrorKind, Operation, Pages, Paging, decode};
use crate::sdk::{KEY_PARAMETER, Sdk, all, operation};
use http::header::LINK;
use http::{HeaderValue, Request, Response};
use serde_json::Value;
use url::Url;

static LIST: Operation = operation("GET", "/list");
static BY: Paging = Paging::link_header();

const PAGE: &str = "https://api.example.com/v1/list";

pub fn run(bytes: &[u8]) {
    let mut choices = Choices::new(bytes);
    if choices.once_in(4) {
        if let Ok(value) = HeaderValue::from_bytes(choices.rest()) {
            check_request(&walked(value).0);
        }
        return;
    }
    let links: Vec<Link> = (0..choices.below(4))
        .map(|_| Link::new(&mut choices))
        .collect();
    let text: Vec<String> = links.iter().map(|link| link.text(&mut choices)).collect();
    let text = text.join(choices.one_of(&[",", ", ", " ,\t", ",,"]));
    let Ok(value) = HeaderValue::from_bytes(text.as_bytes()) else {
        return;
    };
    // An empty target ends the list.
    let next = links.iter().find(|link| link.is_next());
    let next = next.filter(|link| !link.target.trim().is_empty());
    let (requests, error) = walked(value);
    check_request(&requests);
    let kind = error.as_ref().map(Error::kind);
    let Some(next) = next else {
        assert_eq!((requests.len(), kind), (1, None), "{text}");
        return;
    };
    let page = Url::parse(PAGE).unwrap();
    let target = page.join(next.target.trim());
    let is_inside = |target: &Url| {
        target.origin() == page.origin()
            && target.username().is_empty()
            && target.password().is_none()
    };
    match target.ok().filter(is_inside) {
        Some(target) if kind.is_none() => {
            let uri = requests[1].uri();
            assert_eq!(uri.path(), target.path(), "{text}");
            let names = |query: Option<&str>| -> Vec<(String, String)> {
                let pairs = url::form_urlencoded::parse(query.unwrap_or_default().as_bytes());
                pairs
                    .into_owned()
                    .filter(|(name, _)| name != KEY_PARAMETER)
                    .collect()
            };
            assert_eq!(names(uri.query()), names(target.query()), "{text}");
        }
        // The page itself.
        Some(_) => assert_eq!(
            (requests.len(), kind),
            (1, Some(ErrorKind::Pagination)),
            "{text}"
        ),
        None => assert_eq!(
            (requests.len(), kind),
            (1, Some(ErrorKind::Pagination)),
            "{text}"
        ),
    }
}

/// Walks through two pages, of which the first has this header. Returns the requests, and the error.
fn walked(link: HeaderValue) -> (Vec<Request<Body>>, Option<Error>) {
    let page = |body: &'static str| Response::new(Body::from(body));
    let mut first = page("[1]");
    first.headers_mut().insert(LINK, link);
    let sdk = Sdk::answering([first, page("[]")]);
    let pages = Pages::new(sdk.call(&LIST), &BY, decode::json::<Value>);
    let error = all(pages).into_iter().find_map(Result::err);
    (sdk.received(), error)
}

/// Requests stay within the origin and carry no credentials of a link.
fn check_request(requests: &[Request<Body>]) {
    for request in requests {
        let url = Url::parse(&request.uri().to_string()).unwrap();
        assert_eq!(url.origin(), Url::parse(PAGE).unwrap().origin());
        assert!(
            url.username().is_empty() && url.password().is_none(),
            "{url}"
        );
        assert!(
            url.query_pairs().all(|(name, _)| name != KEY_PARAMETER),
            "{url}"
        );
    }
}

struct Link {
    target: String,
    parameters: Vec<(String, String)>,
}

impl Link {
    fn new(choices: &mut Choices<'_>) -> Self {
        let base = choices.one_of(&[
            "",
            "?page=2",
            "/v2/list",
            "next/",
            "#",
            "//evil.example.com/",
            "http://api.example.com/",
            "https://api.example.com/",
            "https://api.example.com:8443/",
            "https://me@api.example.com/",
            "javascript:",
            "?api_key=x",
            "/a?api%5Fkey=x&b=1",
            "?a=1&api_key",
            "\\\\evil.example.com/",
            "/\t/evil.example.com",
        ]);
        let parameters = (0..choices.below(4)).map(|_| {
            let name = choices.one_of(&["rel", "REL", "title", "anchor", "hreflang", "rev"]);
            let value = match choices.below(3) {
                0 => choices
                    .one_of(&["next", "prev next", "NEXT", "nextpage", "prev"])
                    .to_owned(),
                _ => choices.text(6),
            };
            (name.to_owned(), value)
        });
        let parameters = parameters.collect();
        let rest = choices.text(5).replace('>', "");
        Self {
            target: format!("{base}{rest}"),
            parameters,
        }
    }

    /// Returns the link in the form of the header.
    fn text(&self, choices: &mut Choices<'_>) -> String {
        let mut text = format!("<{}>", self.target);
        for (name, value) in &self.parameters {
            let is_token =
                !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_alphanumeric());
            let value = match is_token && choices.flag() {
                true => value.clone(),
                false => format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\"")),
            };
            let before = choices.one_of(&["; ", ";", " ;\t"]);
            text += &format!("{before}{name}={value}");
        }
        text
    }

    /// Returns `true` if this is a link from the page to the next one.
    fn is_next(&self) -> bool {
        let named = |name: &str| {
            self.parameters
                .iter()
                .find(|(key, _)| key.eq_ignore_ascii_case(name))
        };
        let relations = named("rel").map_or("", |(_, value)| value.as_str());
        let mut relations = relations.split([' ', '\t', '\n', '\r', '\u{c}']);
        named("anchor").is_none() && relations.any(|relation| relation.eq_ignore_ascii_case("next"))
    }
}
