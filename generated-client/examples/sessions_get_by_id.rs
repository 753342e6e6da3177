// Written by sdkwright from the API's document: edits are lost.

// GET /v3/sessions/{id}
// Calls the server on this machine unless EQUOS_API_KEY is set.
#![allow(deprecated, missing_docs)]

use equos::Client;

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
    let id = std::env::args().nth(1).unwrap_or_else(|| "id_1".to_owned());
    let result = client.sessions().get_by_id(id).await;
    match result {
        Ok(answer) => println!("{answer:#?}"),
        Err(error) => eprintln!("{error}"),
    }
    Ok(())
}
