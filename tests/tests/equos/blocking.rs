//! Blocking calls: they wait for the response, and are refused inside an asynchronous runtime.

use crate::support::{client, new_session};
use equos::ErrorKind;
use sdkwright_tests::mock::Mock;

#[test]
fn the_same_calls_wait() {
    let mock = Mock::start().expect("the server starts");
    let client = client(&mock);
    for name in ["one", "two", "three"] {
        let created = client.sessions().create(new_session(name)).wait();
        assert_eq!(created.expect("it is created").session.name, name);
    }
    let items = client.sessions().list().take(2).items().wait();
    let names: Vec<_> = items
        .map(|item| item.expect("every item is returned").name)
        .collect();
    assert_eq!(names, ["one", "two", "three"]);
    assert_eq!(mock.received().len(), 5);
}

#[tokio::test]
async fn inside_an_asynchronous_task_waiting_is_refused() {
    let mock = Mock::start().expect("the server starts");
    let client = client(&mock);
    let refused = client.sessions().list().wait();
    assert_eq!(
        refused.expect_err("it is refused").kind(),
        ErrorKind::Blocking
    );
    let items = client.sessions().list().items().wait();
    let refused: Vec<_> = items
        .map(|item| item.map_err(|error| error.kind()))
        .collect();
    assert_eq!(refused, [Err(ErrorKind::Blocking)]);
    let pages = client.sessions().list().pages().wait();
    let refused: Vec<_> = pages
        .map(|page| page.map_err(|error| error.kind()))
        .collect();
    assert_eq!(refused, [Err(ErrorKind::Blocking)]);
    assert!(mock.received().is_empty());
}
