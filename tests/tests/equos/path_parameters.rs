//! Path parameters: how values are encoded, and which are refused.

use crate::support::client;
use equos::ErrorKind;
use sdkwright_tests::mock::Mock;

#[tokio::test]
async fn a_path_value_stays_in_its_segment_or_is_refused() {
    let mock = Mock::start().expect("the server starts");
    let client = client(&mock);
    let found = client.sessions().get_by_id("a/b%20?").await;
    assert_eq!(found.expect_err("there is none").status(), Some(404));
    assert_eq!(
        mock.only().expect("one request").target,
        "/v3/sessions/a%2Fb%2520%3F"
    );
    for value in ["", ".", "..", "%2e%2E"] {
        let refused = client
            .sessions()
            .get_by_id(value)
            .await
            .expect_err("it is refused");
        assert_eq!(refused.kind(), ErrorKind::Request, "{value}");
        assert!(!refused.may_have_reached_server());
    }
    assert_eq!(mock.received().len(), 1);
}
