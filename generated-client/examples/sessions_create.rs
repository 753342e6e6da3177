// Written by sdkwright from the API's document: edits are lost.

//! `POST /v3/sessions`
//!
//! Reads EQUOS_API_KEY, and EQUOS_BASE_URL where it is set.

#![allow(deprecated)]

use equos::Client;
use equos::models::{CreateEquosSessionRequest, EquosResourceReference};
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
    let answer = client
        .sessions()
        .create(
            CreateEquosSessionRequest::new(
                "Demo",
                EquosResourceReference::new("avatar_1"),
            ),
        )
        .await?;
    println!("{answer:#?}");
    Ok(())
}
