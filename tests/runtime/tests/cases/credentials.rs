//! Where each credential goes, and where none goes.

use super::api::{API, BASE_URL, KEY, leaked, operation, parameters};
use crate::runtime::testing::{Answer, MockClock, MockTransport, ReceivedRequest, Rule};
use crate::runtime::{
    Call, Core, Credentials, Error, ErrorKind, Operation, Parameter, Secret, Settings, decode,
};

fn settings(transport: &MockTransport, base_url: Option<&str>) -> Settings {
    let mut settings = Settings::default();
    settings.transport(transport.clone());
    settings.clock(MockClock::new());
    if let Some(url) = base_url {
        settings.base_url(url);
    }
    settings
}

/// What the server receives of a call that asks for these schemes, by a client with these.
async fn received(
    has: &[usize],
    asks: &'static [&'static [usize]],
    set: impl FnOnce(&mut Settings),
) -> Result<ReceivedRequest, Error> {
    let transport = MockTransport::new().rule(Rule::any().answer(Answer::status(204)));
    let mut credentials = Credentials::new();
    for &scheme in has {
        credentials.set(scheme, format!("user:{KEY}"));
    }
    let mut settings = settings(&transport, None);
    set(&mut settings);
    let core = Core::new(settings, credentials, &API)?;
    let operation: &Operation = leaked(Operation {
        security: asks,
        ..operation("GET", "/x")
    });
    Call::new(&core, operation).send(decode::empty).await?;
    Ok(transport.received()[0].clone())
}

#[tokio::test]
async fn each_kind_goes_to_its_place() {
    let sent = |scheme: &'static [&'static [usize]]| received(&[0, 1, 2, 3, 4, 5], scheme, |_| {});
    let header = sent(&[&[0]]).await.unwrap();
    assert_eq!(header.header("x-api-key"), Some("user:canary-4c1d"));
    let bearer = sent(&[&[1]]).await.unwrap();
    assert_eq!(
        bearer.header("authorization"),
        Some("Bearer user:canary-4c1d")
    );
    let query = sent(&[&[2]]).await.unwrap();
    assert_eq!(query.query(), "api_key=user%3Acanary-4c1d");
    let cookie = sent(&[&[3]]).await.unwrap();
    assert_eq!(cookie.header("cookie"), Some("session=user:canary-4c1d"));
    let basic = sent(&[&[4]]).await.unwrap();
    assert_eq!(
        basic.header("authorization"),
        Some("Basic dXNlcjpjYW5hcnktNGMxZA==")
    );
    let other = sent(&[&[5]]).await.unwrap();
    assert_eq!(
        other.header("authorization"),
        Some("Token user:canary-4c1d")
    );
    let both = sent(&[&[0, 2]]).await.unwrap();
    assert!(both.header("x-api-key").is_some() && !both.query().is_empty());
    for headers in [header, bearer, cookie] {
        for name in ["x-api-key", "authorization", "cookie"] {
            let value = headers.headers().get(name);
            assert!(value.is_none_or(http::HeaderValue::is_sensitive));
        }
    }
}

#[tokio::test]
async fn the_first_alternative_that_the_client_can_meet_is_taken() {
    let request = received(&[1], &[&[0], &[1, 2], &[1]], |_| {})
        .await
        .unwrap();
    assert!(request.header("authorization").is_some());
    assert!(request.header("x-api-key").is_none() && request.query().is_empty());
    let optional = received(&[0], &[&[], &[0]], |_| {}).await.unwrap();
    assert!(optional.header("x-api-key").is_some());
    let nothing = received(&[], &[&[], &[0]], |_| {}).await.unwrap();
    assert!(nothing.header("x-api-key").is_none());
    let not_asked = received(&[0], &[], |_| {}).await.unwrap();
    assert!(not_asked.header("x-api-key").is_none());
}

#[tokio::test]
async fn a_cookie_is_sent_beside_other_cookies() {
    let transport = MockTransport::new().rule(Rule::any().answer(Answer::status(204)));
    let mut settings = settings(&transport, None);
    settings.header("cookie", "a=1");
    let mut credentials = Credentials::new();
    credentials.set(3, KEY);
    let core = Core::new(settings, credentials, &API).unwrap();
    let operation = leaked(Operation {
        security: &[&[3]],
        parameters: parameters(&[Parameter::cookie("b")]),
        ..operation("GET", "/x")
    });
    let mut call = Call::new(&core, operation);
    call.cookie("b", "2");
    call.with_header("cookie", "c=3");
    call.send(decode::empty).await.unwrap();
    let received = transport.received();
    assert_eq!(
        received[0].header("cookie"),
        Some("a=1; b=2; c=3; session=canary-4c1d")
    );
}

#[tokio::test]
async fn a_missing_credential_is_named_before_anything_is_sent() {
    let error = received(&[], &[&[0]], |_| {}).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credentials);
    assert_eq!(
        error.to_string(),
        "GET /x failed: the client has no credential for this operation: set `api_key` of the client's builder, or the environment \
         variable EXAMPLE_API_KEY"
    );
    let error = received(&[], &[&[0, 1], &[3]], |_| {}).await.unwrap_err();
    let setting = "`api_key` of the client's builder, or the environment variable EXAMPLE_API_KEY";
    assert_eq!(
        error.message(),
        format!(
            "the client has no credential for this operation: set {setting}, and {setting}; or set {setting}"
        )
    );
    // A header of the user's own stands for it.
    let own = received(&[], &[&[0]], |settings| settings.header("X-API-Key", "own")).await;
    assert_eq!(own.unwrap().header("x-api-key"), Some("own"));
}

#[tokio::test]
async fn plain_http_carries_credentials_to_this_machine_only() {
    #[rustfmt::skip]
    let table = [
        ("https://api.example.com",   true),
        ("http://localhost:3001",     true),
        ("http://api.localhost",      true),
        ("http://127.0.0.1:3001/v1/", true),
        ("http://127.8.8.8",          true),
        ("http://[::1]:80",           true),
        ("http://api.example.com",    false),
        ("http://localhost.evil.com", false),
        ("http://127.0.0.1.evil.com", false),
        ("http://10.0.0.1",           false),
        ("http://0x7f.1",             true),
    ];
    for (url, may) in table {
        let with = |allow: bool| {
            received(&[0], &[&[0]], move |settings| {
                settings.base_url(url);
                settings.allow_plain_http(allow);
            })
        };
        let outcome = with(false).await;
        assert_eq!(outcome.is_ok(), may, "{url}");
        if let Err(error) = outcome {
            assert_eq!(error.kind(), ErrorKind::Credentials);
        }
        assert!(with(true).await.is_ok(), "{url}");
        // Without credentials there is nothing to protect.
        let without = received(&[], &[], |settings| settings.base_url(url)).await;
        assert!(without.is_ok(), "{url}");
    }
}

#[tokio::test]
async fn a_header_with_a_credential_counts_as_one() {
    for name in ["authorization", "Cookie", "X-Api-Key"] {
        let outcome = received(&[], &[], |settings| {
            settings.base_url("http://api.example.com");
            settings.header(name, KEY);
        });
        assert_eq!(
            outcome.await.unwrap_err().kind(),
            ErrorKind::Credentials,
            "{name}"
        );
    }
}

#[tokio::test]
async fn a_server_of_an_operation_gives_way_to_a_base_url_that_is_set() {
    let own: &Operation = leaked(Operation {
        base_url: Some("https://upload.example.com/v2"),
        ..operation("GET", "/x")
    });
    for (set, expected) in [
        (None, "https://upload.example.com/v2/x"),
        (
            Some("http://localhost:1/base/"),
            "http://localhost:1/base/x",
        ),
    ] {
        let transport = MockTransport::new().rule(Rule::any().answer(Answer::status(204)));
        let core = Core::new(settings(&transport, set), Credentials::new(), &API).unwrap();
        Call::new(&core, own).send(decode::empty).await.unwrap();
        assert_eq!(transport.received()[0].url(), expected);
    }
}

#[test]
fn base_urls_that_cannot_be_are_refused_without_being_repeated() {
    for url in [
        "api.example.com",
        "ftp://api.example.com",
        "https://user:canary-4c1d@api.example.com",
        "https://api.example.com?key=canary-4c1d",
        "https://api.example.com#canary-4c1d",
        "",
    ] {
        let error = Core::new(
            settings(&MockTransport::new(), Some(url)),
            Credentials::new(),
            &API,
        );
        let error = error.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration, "{url}");
        assert!(!format!("{error} {error:?}").contains("canary"));
    }
    let core = Core::new(
        settings(&MockTransport::new(), None),
        Credentials::new(),
        &API,
    );
    assert_eq!(core.unwrap().base_url(), Some(BASE_URL));
}

#[tokio::test]
async fn a_header_with_a_line_break_is_refused_without_its_value() {
    for value in ["canary-4c1d\r\nx-evil: 1", "canary-4c1d\n", "canary-4c1d\0"] {
        let error = received(&[0], &[&[0]], |settings| settings.header("x-one", value)).await;
        let error = error.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration);
        assert!(error.to_string().contains("`x-one`"), "{error}");
        assert!(!format!("{error} {error:?}").contains("canary"));
    }
    // A credential with one, too.
    let transport = MockTransport::new();
    let mut credentials = Credentials::new();
    credentials.set(0, Secret::from("canary-4c1d\r\nx-evil: 1"));
    let core = Core::new(settings(&transport, None), credentials, &API).unwrap();
    let asks = leaked(Operation {
        security: &[&[0]],
        ..operation("GET", "/x")
    });
    let error = Call::new(&core, asks)
        .send(decode::empty)
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Request);
    assert!(!format!("{error} {error:?}").contains("canary"));
    assert!(transport.received().is_empty());
}
