//! Methods: those that few APIs have are sent as they are.

use super::api::{Client, leaked, operation};
use crate::runtime::testing::Answer;
use crate::runtime::{Call, decode};

#[tokio::test]
async fn any_method_is_sent() {
    for method in [
        "GET",
        "QUERY",
        "COPY",
        "M-SEARCH",
        "a_very_long_method_of_its_own",
    ] {
        let client = Client::answering(Answer::status(204));
        let call = Call::new(&client.core, leaked(operation(method, "/x")));
        call.send(decode::empty).await.unwrap();
        assert_eq!(client.transport.received()[0].method(), method);
    }
}
