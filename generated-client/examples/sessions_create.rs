// Written by sdkwright from the API's document: edits are lost.

// POST /v3/sessions
// Calls the server on this machine unless EQUOS_API_KEY is set.
#![allow(deprecated, missing_docs)]

use equos::Client;
use equos::models::{CreateEquosSessionRequest, EquosResourceReference};

#[tokio::main(flavor = "current_thread")]
async fn main() -> equos::Result<()> {
    let client = if std::env::var_os("EQUOS_API_KEY").is_some() {
        Client::from_env()?
    } else {
        Client::builder()
            .api_key("equos-test-key")
            .base_url("http://localhost:3001")
            .build()?
    };
    let result = client
        .sessions()
        .create(
            CreateEquosSessionRequest::new(
                "Demo",
                EquosResourceReference::new("avatar_1"),
            ),
        )
        .await;
    match result {
        Ok(answer) => println!("{answer:#?}"),
        Err(error) => eprintln!("{error}"),
    }
    Ok(())
}
