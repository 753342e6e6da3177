//! `cargo xtask mock [DOCUMENT] [ADDRESS]`: serves the API of a document, or the Equos sessions API with sessions in
//! memory, by default at 127.0.0.1:3001.

use sdkwright_tests::mock::document::{CONTENT_TYPE, DocumentApi, Failure, INSTANCE, STATUS};
use sdkwright_tests::mock::{API_KEY, DocumentMock, Mock};
use std::net::SocketAddr;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let served = match arguments.split_first() {
        Some((first, rest)) if first.parse::<SocketAddr>().is_err() => {
            serve_document(Path::new(first), rest.first())
        }
        first => serve_equos(first.map(|(address, _)| address)),
    };
    match served {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn address(text: Option<&String>) -> Result<SocketAddr, Failure> {
    let text = text.map_or("127.0.0.1:3001", String::as_str);
    text.parse()
        .map_err(|_| format!("`{text}` is not an address such as 127.0.0.1:3001").into())
}

fn serve_equos(at: Option<&String>) -> Result<(), Failure> {
    let mock = Mock::start_at(address(at)?, Arc::new(jiff::Timestamp::now))?;
    println!(
        "The Equos sessions API runs at {} until Ctrl-C, with sessions in memory.",
        mock.url()
    );
    println!(
        "    export EQUOS_BASE_URL={} EQUOS_API_KEY={API_KEY}",
        mock.url()
    );
    println!("    cargo run -p equos --example sessions_create");
    park()
}

fn serve_document(document: &Path, at: Option<&String>) -> Result<(), Failure> {
    let at = address(at)?;
    let api = DocumentApi::read(document, None)?;
    let operations = api.operations().len();
    let mock = DocumentMock::start_at(at, Arc::new(api))?;
    println!(
        "{operations} operations of {} run at {} until Ctrl-C.",
        document.display(),
        mock.url()
    );
    println!(
        "A request that does not fit the document is answered with 400 and the problems. Headers choose the answer:"
    );
    println!("    {STATUS}: 404    {CONTENT_TYPE}: text/csv    {INSTANCE}: last");
    park()
}

fn park() -> ! {
    loop {
        std::thread::park();
    }
}
