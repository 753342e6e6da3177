//! Faults over HTTP/2: with the default transport over TLS, which negotiates the protocol, and with a client of reqwest
//! that expects it. All in a process of its own, which trusts the authority of these tests.

mod dead_connections;
mod frames;
mod load;
mod responses;
mod silence;

use super::super::certificates::{Authority, acceptor, run_trusting, valid};
use super::server::{Protocol, Server, Step};
use super::{Core, Settings, Transport};
use std::io::Result;
use std::path::Path;
use std::sync::LazyLock;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

/// The variable with the file that the process writes the certificate of its authority to, and trusts.
const TRUSTED: &str = "SDKWRIGHT_TEST_HTTP2_TRUSTED";

/// The number of the tests that are ignored here.
const TESTS: usize = 10;

#[tokio::test(flavor = "multi_thread")]
async fn in_a_process_of_their_own() {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("trusted-by-the-tests-of-http2.pem");
    let variable = (TRUSTED, file.to_str().unwrap().to_owned());
    run_trusting(&file, variable, "cases::faults::http2::", TESTS).await;
}

/// Accepts connections with TLS and HTTP/2. `None` outside of the process that trusts its certificate.
static TLS: LazyLock<Option<TlsAcceptor>> = LazyLock::new(|| {
    let file = std::env::var_os(TRUSTED)?;
    let authority = Authority::new("of the tests of HTTP/2");
    std::fs::write(file, &authority.certificate).unwrap();
    Some(acceptor(valid(), Some(&authority), &["h2"]))
});

/// The settings of a server.
type Values = Vec<(u16, u32)>;

/// HTTP/2 without TLS.
struct Http2(Values);

/// HTTP/2 over TLS.
struct Http2OverTls(Values, TlsAcceptor);

impl Protocol for Http2 {
    type Connection = TcpStream;

    const HOST: &str = "http://127.0.0.1";

    async fn open(&self, mut connection: TcpStream) -> Result<TcpStream> {
        greet(&mut connection, &self.0).await?;
        Ok(connection)
    }

    fn request(received: &[u8]) -> Option<(usize, u32)> {
        frames::request(received)
    }

    fn reset(connection: &TcpStream) -> Result<()> {
        connection.set_zero_linger()
    }
}

impl Protocol for Http2OverTls {
    type Connection = TlsStream<TcpStream>;

    const HOST: &str = "https://localhost";

    async fn open(&self, connection: TcpStream) -> Result<TlsStream<TcpStream>> {
        let mut connection = self.1.accept(connection).await?;
        greet(&mut connection, &self.0).await?;
        Ok(connection)
    }

    fn request(received: &[u8]) -> Option<(usize, u32)> {
        frames::request(received)
    }

    fn reset(connection: &TlsStream<TcpStream>) -> Result<()> {
        connection.get_ref().0.set_zero_linger()
    }
}

/// Reads the preface of the client, and sends the settings of the server.
async fn greet(
    connection: &mut (impl AsyncRead + AsyncWrite + Unpin),
    settings: &Values,
) -> Result<()> {
    let mut preface = [0; frames::PREFACE.len()];
    connection.read_exact(&mut preface).await?;
    assert_eq!(preface, frames::PREFACE);
    connection.write_all(&frames::settings(settings)).await?;
    connection.flush().await
}

/// Starts a server for a transport. Returns `None` outside of the process that runs these tests.
async fn server(
    transport: Transport,
    settings: &[(u16, u32)],
    script: impl Fn(usize) -> Vec<Step> + Send + 'static,
) -> Option<Server> {
    let acceptor = TLS.clone()?;
    let settings = settings.to_vec();
    Some(match transport {
        Transport::Hyper => Server::speaking(Http2OverTls(settings, acceptor), script).await,
        Transport::Reqwest => Server::speaking(Http2(settings), script).await,
    })
}

/// A client without retries.
fn client(transport: Transport, url: &str, set: impl FnOnce(&mut Settings)) -> Core {
    super::client(transport, url, |settings| {
        if transport == Transport::Reqwest {
            let client = reqwest::Client::builder().no_proxy();
            settings.reqwest_client(client.http2_prior_knowledge().build().unwrap());
        }
        set(settings);
    })
}
