//! A client of the mock server, as most wire tests want it.

use equos::Client;
use sdkwright_tests::mock::{API_KEY, Mock};

/// Calls this server, with its key, and is otherwise as users get it.
pub fn client(mock: &Mock) -> Client {
    let builder = Client::builder().api_key(API_KEY).base_url(mock.url());
    builder.build().expect("the settings are good")
}
