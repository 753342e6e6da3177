//! Headers of requests.

use crate::support::client;
use equos::ErrorKind;
use sdkwright_tests::mock::Mock;

#[tokio::test]
async fn a_header_with_a_line_break_is_refused_without_being_repeated() {
    let mock = Mock::start().expect("the server starts");
    let client = client(&mock);
    for value in ["canary\r\nx-evil: 1", "canary\n", "canary\r", "canary\0"] {
        let list = client.sessions().list().with_header("x-trace", value);
        let refused = list.await.expect_err("it is refused");
        assert_eq!(refused.kind(), ErrorKind::Request);
        assert!(!format!("{refused} {refused:?}").contains("canary"));
    }
    assert!(mock.received().is_empty());
}

#[tokio::test]
async fn the_user_agent_names_the_crate_and_its_version() {
    let mock = Mock::start().expect("the server starts");
    let client = client(&mock);
    client
        .sessions()
        .list()
        .await
        .expect("the list is returned");
    let received = mock.only().expect("one request");
    let agent = received.header("user-agent").unwrap_or_default();
    assert!(agent.starts_with("equos/"), "{agent}");
}
