//! `cargo xtask mock [ADDRESS]`: serves the Equos sessions API, by default at 127.0.0.1:3001.

use sdkwright_tests::mock::{API_KEY, Mock};
use std::process::ExitCode;
use std::sync::Arc;

fn main() -> ExitCode {
    let address = std::env::args().nth(1);
    let address = address.as_deref().unwrap_or("127.0.0.1:3001");
    let Ok(parsed) = address.parse() else {
        eprintln!("error: `{address}` is not an address such as 127.0.0.1:3001");
        return ExitCode::FAILURE;
    };
    match Mock::start_at(parsed, Arc::new(jiff::Timestamp::now)) {
        Ok(mock) => {
            println!(
                "The Equos sessions API runs at {} until Ctrl-C, with sessions in memory.",
                mock.url()
            );
            println!(
                "    export EQUOS_BASE_URL={} EQUOS_API_KEY={API_KEY}",
                mock.url()
            );
            println!("    cargo run -p equos --example sessions_create");
            loop {
                std::thread::park();
            }
        }
        Err(error) => {
            eprintln!("error: {address}: {error}");
            ExitCode::FAILURE
        }
    }
}
