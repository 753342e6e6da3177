//! The base URL of a call: of the API, of an operation, chosen by name, or set by the user.

use super::api::{API, leaked, operation};
use crate::runtime::testing::{Answer, MockClock, MockTransport, Rule};
use crate::runtime::{Api, Call, Core, Credentials, ErrorKind, Operation, Settings, decode};

static RELATIVE: Api = Api {
    base_url: Some("/v1"),
    ..API
};

static OPEN: Api = Api {
    base_url: Some("{endpoint}/v1"),
    ..API
};

/// Sends a call and returns the URL that it was sent to.
async fn url(
    api: &'static Api,
    own: Option<&'static str>,
    set: impl FnOnce(&mut Settings),
) -> Result<String, crate::runtime::Error> {
    let clock = MockClock::new();
    let transport = MockTransport::with_clock(clock.clone());
    let transport = transport.rule(Rule::any().answer(Answer::status(204)));
    let mut settings = Settings::default();
    settings.transport(transport.clone());
    settings.clock(clock);
    set(&mut settings);
    let core = Core::new(settings, Credentials::new(), api)?;
    let operation = leaked(Operation {
        base_url: own,
        ..operation("GET", "/things")
    });
    Call::new(&core, operation).send(decode::empty).await?;
    Ok(transport.received()[0].url())
}

#[tokio::test]
async fn the_closest_server_is_used_and_a_base_url_replaces_all() {
    let server = |settings: &mut Settings| settings.server("https://eu.example.com");
    let both = |settings: &mut Settings| {
        settings.server("https://eu.example.com");
        settings.base_url("http://localhost:8080/x/");
    };
    let uploads = Some("https://uploads.example.com");
    let sent = url(&API, None, |_| {}).await.unwrap();
    assert_eq!(sent, "https://api.example.com/v1/things");
    assert_eq!(
        url(&API, None, server).await.unwrap(),
        "https://eu.example.com/things"
    );
    assert_eq!(
        url(&API, uploads, server).await.unwrap(),
        "https://uploads.example.com/things"
    );
    assert_eq!(
        url(&API, None, both).await.unwrap(),
        "http://localhost:8080/x/things"
    );
    assert_eq!(
        url(&API, uploads, both).await.unwrap(),
        "http://localhost:8080/x/things"
    );
}

#[tokio::test]
async fn a_server_that_is_only_a_path_follows_the_base_url() {
    let set = |url: &'static str| move |settings: &mut Settings| settings.base_url(url);
    let sent = url(&RELATIVE, None, set("https://example.com"))
        .await
        .unwrap();
    assert_eq!(sent, "https://example.com/v1/things");
    // A base URL with a path is complete.
    let sent = url(&RELATIVE, None, set("https://example.com/proxy/v1"))
        .await
        .unwrap();
    assert_eq!(sent, "https://example.com/proxy/v1/things");
    let sent = url(&API, Some("/v2"), |_| {}).await.unwrap();
    assert_eq!(sent, "https://api.example.com/v2/things");
    for api in [&API, &RELATIVE] {
        let sent = url(api, Some("/v2"), set("http://localhost:8080"))
            .await
            .unwrap();
        assert_eq!(sent, "http://localhost:8080/v2/things");
    }
    let sent = url(&API, Some("/v2"), set("https://example.com/proxy/v1"))
        .await
        .unwrap();
    assert_eq!(sent, "https://example.com/proxy/v1/things");
}

#[tokio::test]
async fn a_missing_base_url_is_an_error_that_names_the_path() {
    let error = url(&RELATIVE, None, |_| {}).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);
    let text = error.to_string();
    assert!(
        text.contains("`/v1`, is only a path: set `base_url`"),
        "{text}"
    );
}

#[tokio::test]
async fn a_server_without_the_value_of_a_variable_is_an_error_that_names_it() {
    let error = url(&OPEN, None, |_| {}).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);
    let text = error.to_string();
    assert!(
        text.contains("`{endpoint}/v1`, has a variable without a value: set `base_url`"),
        "{text}"
    );
    let sent = url(&OPEN, None, |settings| {
        settings.base_url("http://localhost/x")
    })
    .await;
    assert_eq!(sent.unwrap(), "http://localhost/x/things");
    for empty in ["", "/v1", "://", "localhost/v1"] {
        let error = url(&OPEN, None, |settings| settings.server(empty));
        let error = error.await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration);
        let text = error.to_string();
        assert!(
            text.contains("the URL of the selected server begins with neither"),
            "{text}"
        );
    }
    let error = url(&API, None, |settings| settings.base_url(" "));
    let text = error.await.unwrap_err().to_string();
    assert!(text.contains("the base URL is empty"), "{text}");
}
