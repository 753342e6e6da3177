// Written by sdkwright from the API's document: edits are lost.

//! `GET /v3/sessions/{id}`
//!
//! Reads EQUOS_API_KEY, and EQUOS_BASE_URL where it is set.

#![allow(deprecated)]

use equos::Client;
use std::process::ExitCode;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> equos::Result<()> {
    let client = Client::from_env()?;
    let id = std::env::args().nth(1).unwrap_or_else(|| "id_1".to_owned());
    let answer = client.sessions().get_by_id(id).await?;
    println!("{answer:#?}");
    Ok(())
}
