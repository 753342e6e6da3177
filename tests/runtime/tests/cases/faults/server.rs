//! A server on a socket that follows a script on each connection and breaks the protocol where the script does.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};
use tokio::sync::watch;

/// What the server does on a connection.
#[derive(Clone)]
pub enum Step {
    /// Reads one request, up to the empty line.
    Read,
    /// Reads requests until the client closes the connection, and answers each with this text.
    Answer(&'static str),
    /// Sends these bytes.
    Send(Vec<u8>),
    /// Sends these bytes again and again, until the client closes the connection.
    Flood(Vec<u8>),
    /// Sends nothing until the client closes the connection.
    Hold,
    /// Closes the connection with a reset instead of its regular end.
    Reset,
}

/// Sends this text.
pub fn send(text: impl AsRef<str>) -> Step {
    Step::Send(text.as_ref().into())
}

/// Sends this text without end.
pub fn flood(text: &str) -> Step {
    Step::Flood(text.into())
}

/// How many connections may wait to be accepted: all of those of the tests of load.
const MOST_WAITING: u32 = 4_096;

/// A complete response, after which the connection can be used again.
pub const GOOD: &str =
    "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 1\r\n\r\n1";

/// The connections of a server.
struct Connections {
    accepted: AtomicUsize,
    requests: watch::Sender<usize>,
    open: watch::Sender<usize>,
}

/// A running server. It ends with the runtime of the test.
pub struct Server {
    pub url: String,
    connections: Arc<Connections>,
}

impl Server {
    /// Starts a server. The function returns the script of each connection by its number; the connection is closed at
    /// the end of its script.
    pub async fn start(script: impl Fn(usize) -> Vec<Step> + Send + 'static) -> Self {
        let socket = TcpSocket::new_v4().unwrap();
        socket.bind(([127, 0, 0, 1], 0).into()).unwrap();
        let listener = socket.listen(MOST_WAITING).unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let connections = Arc::new(Connections {
            accepted: AtomicUsize::new(0),
            requests: watch::channel(0).0,
            open: watch::channel(0).0,
        });
        let kept = Arc::clone(&connections);
        tokio::spawn(async move {
            while let Ok((connection, _)) = listener.accept().await {
                let steps = script(kept.accepted.fetch_add(1, Ordering::Relaxed));
                kept.open.send_modify(|open| *open += 1);
                let kept = Arc::clone(&kept);
                tokio::spawn(async move {
                    let _ = follow(steps, connection, &kept).await;
                    kept.open.send_modify(|open| *open -= 1);
                });
            }
        });
        Self { url, connections }
    }

    /// Starts a server that does the same on each connection.
    pub async fn always(steps: impl Into<Vec<Step>>) -> Self {
        let steps = steps.into();
        Self::start(move |_| steps.clone()).await
    }

    /// Starts a server that answers every request on every connection with this text.
    pub async fn answering(text: &'static str) -> Self {
        Self::start(move |_| vec![Step::Answer(text)]).await
    }

    /// Returns the number of connections that were accepted.
    pub fn accepted(&self) -> usize {
        self.connections.accepted.load(Ordering::Relaxed)
    }

    /// Returns the number of requests that were received.
    pub fn requests(&self) -> usize {
        *self.connections.requests.borrow()
    }

    /// Waits until this number of requests was received.
    pub async fn received(&self, expected: usize) {
        let mut requests = self.connections.requests.subscribe();
        let _ = requests.wait_for(|requests| *requests >= expected).await;
    }

    /// Waits until no more than this number of connections is open.
    pub async fn open_at_most(&self, expected: usize) {
        let mut open = self.connections.open.subscribe();
        let fits = open.wait_for(|open| *open <= expected);
        let result = tokio::time::timeout(Duration::from_secs(10), fits).await;
        let open = *self.connections.open.borrow();
        assert!(
            result.is_ok(),
            "{open} connections are open, not {expected}"
        );
    }
}

async fn follow(
    steps: Vec<Step>,
    mut connection: TcpStream,
    connections: &Connections,
) -> std::io::Result<()> {
    let mut received = Vec::new();
    for step in steps {
        match step {
            Step::Read => {
                if !read_request(&mut connection, &mut received).await? {
                    return Ok(());
                }
                connections.requests.send_modify(|requests| *requests += 1);
            }
            Step::Answer(text) => {
                while read_request(&mut connection, &mut received).await? {
                    connections.requests.send_modify(|requests| *requests += 1);
                    connection.write_all(text.as_bytes()).await?;
                }
            }
            Step::Send(bytes) => connection.write_all(&bytes).await?,
            Step::Flood(bytes) => {
                let bytes = bytes.repeat(1 + 8_192 / bytes.len());
                loop {
                    connection.write_all(&bytes).await?;
                }
            }
            Step::Hold => while connection.read(&mut [0; 1_024]).await? > 0 {},
            Step::Reset => {
                connection.set_zero_linger()?;
                return Ok(());
            }
        }
    }
    Ok(())
}

/// Reads a request without a body. Returns `false` at the end of the connection.
async fn read_request(connection: &mut TcpStream, received: &mut Vec<u8>) -> std::io::Result<bool> {
    loop {
        if let Some(end) = received.windows(4).position(|four| four == b"\r\n\r\n") {
            received.drain(..end + 4);
            return Ok(true);
        }
        if connection.read_buf(received).await? == 0 {
            return Ok(false);
        }
    }
}
