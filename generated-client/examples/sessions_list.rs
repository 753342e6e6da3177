// Written by sdkwright from the API's document: edits are lost.

//! `GET /v3/sessions`
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
    let answer = client.sessions().list().await?;
    println!("{answer:#?}");
    Ok(())
}
