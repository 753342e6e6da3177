//! A server on a socket that follows a script on each connection and breaks the protocol where the script does.

use std::io::{Error, Result};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};
use tokio::sync::watch;

/// Makes the response to the request on a stream of HTTP/2, whose number it takes. With HTTP/1 that is 0.
type Response = Arc<dyn Fn(u32) -> Vec<u8> + Send + Sync>;

/// What the server does on a connection.
#[derive(Clone)]
pub enum Step {
    /// Reads one request.
    Read,
    /// Reads one request and answers it.
    Answer(Response),
    /// Reads so many requests, then answers them, the last one first. More requests at once break the connection.
    #[allow(
        dead_code,
        reason = "only the tests of HTTP/2 use it, which some features exclude"
    )]
    Batch(usize, Response),
    /// Does the steps again and again, until the client closes the connection.
    Repeat(Vec<Step>),
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

/// Reads requests until the client closes the connection, and answers each with this text.
pub fn answer(text: &'static str) -> Step {
    Step::Repeat(vec![Step::Answer(Arc::new(|_| text.into()))])
}

/// The protocol of a server.
pub trait Protocol: Send + Sync + 'static {
    type Connection: AsyncRead + AsyncWrite + Unpin + Send;

    /// The URL without the port.
    const HOST: &str;

    /// Makes a connection of one that was accepted.
    fn open(&self, connection: TcpStream) -> impl Future<Output = Result<Self::Connection>> + Send;

    /// Returns the length of the first complete request in the bytes, and the number of its stream.
    fn request(received: &[u8]) -> Option<(usize, u32)>;

    /// Lets the connection end with a reset when it is dropped.
    fn reset(connection: &Self::Connection) -> Result<()>;
}

/// HTTP/1 without TLS, and requests without a body.
pub struct Http1;

impl Protocol for Http1 {
    type Connection = TcpStream;

    const HOST: &str = "http://127.0.0.1";

    async fn open(&self, connection: TcpStream) -> Result<TcpStream> {
        Ok(connection)
    }

    fn request(received: &[u8]) -> Option<(usize, u32)> {
        let end = received.windows(4).position(|four| four == b"\r\n\r\n")?;
        Some((end + 4, 0))
    }

    fn reset(connection: &TcpStream) -> Result<()> {
        connection.set_zero_linger()
    }
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
    /// Starts a server of HTTP/1. The function returns the script of each connection by its number; the connection is
    /// closed at the end of its script.
    pub async fn start(script: impl Fn(usize) -> Vec<Step> + Send + 'static) -> Self {
        Self::speaking(Http1, script).await
    }

    /// Starts a server of a protocol.
    pub async fn speaking<P: Protocol>(
        protocol: P,
        script: impl Fn(usize) -> Vec<Step> + Send + 'static,
    ) -> Self {
        let socket = TcpSocket::new_v4().unwrap();
        socket.bind(([127, 0, 0, 1], 0).into()).unwrap();
        let listener = socket.listen(MOST_WAITING).unwrap();
        let url = format!("{}:{}", P::HOST, listener.local_addr().unwrap().port());
        let protocol = Arc::new(protocol);
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
                let protocol = Arc::clone(&protocol);
                tokio::spawn(async move {
                    if let Ok(connection) = protocol.open(connection).await {
                        let mut script = Script::<P> {
                            connection,
                            received: Vec::new(),
                            connections: &kept,
                        };
                        let _ = script.follow(&steps).await;
                    }
                    kept.open.send_modify(|open| *open -= 1);
                });
            }
        });
        Self { url, connections }
    }

    /// Starts a server of HTTP/1 that does the same on each connection.
    pub async fn always(steps: impl Into<Vec<Step>>) -> Self {
        let steps = steps.into();
        Self::start(move |_| steps.clone()).await
    }

    /// Starts a server of HTTP/1 that answers every request on every connection with this text.
    pub async fn answering(text: &'static str) -> Self {
        Self::start(move |_| vec![answer(text)]).await
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

/// A connection on which a script is followed.
struct Script<'c, P: Protocol> {
    connection: P::Connection,
    /// What was received and not read yet.
    received: Vec<u8>,
    connections: &'c Connections,
}

impl<P: Protocol> Script<'_, P> {
    /// Follows the steps. An error is the end of the connection.
    async fn follow(&mut self, steps: &[Step]) -> Result<()> {
        for step in steps {
            match step {
                Step::Read => {
                    self.read_request().await?;
                }
                Step::Answer(response) => {
                    let stream = self.read_request().await?;
                    self.send(&response(stream)).await?;
                }
                Step::Batch(size, response) => {
                    let mut streams = Vec::new();
                    for _ in 0..*size {
                        streams.push(self.read_request().await?);
                    }
                    if P::request(&self.received).is_some() {
                        return Err(Error::other("more requests at once than allowed"));
                    }
                    let answers = streams.into_iter().rev().map(&**response);
                    self.send(&answers.collect::<Vec<_>>().concat()).await?;
                }
                Step::Repeat(steps) => loop {
                    Box::pin(self.follow(steps)).await?;
                },
                Step::Send(bytes) => self.send(bytes).await?,
                Step::Flood(bytes) => {
                    let bytes = bytes.repeat(1 + 8_192 / bytes.len());
                    loop {
                        self.connection.write_all(&bytes).await?;
                    }
                }
                Step::Hold => while self.connection.read(&mut [0; 1_024]).await? > 0 {},
                Step::Reset => {
                    P::reset(&self.connection)?;
                    return Err(std::io::ErrorKind::ConnectionReset.into());
                }
            }
        }
        Ok(())
    }

    async fn send(&mut self, bytes: &[u8]) -> Result<()> {
        self.connection.write_all(bytes).await?;
        self.connection.flush().await
    }

    /// Reads a request. Returns the number of its stream.
    async fn read_request(&mut self) -> Result<u32> {
        loop {
            if let Some((end, stream)) = P::request(&self.received) {
                self.received.drain(..end);
                let requests = &self.connections.requests;
                requests.send_modify(|requests| *requests += 1);
                return Ok(stream);
            }
            if self.connection.read_buf(&mut self.received).await? == 0 {
                return Err(std::io::ErrorKind::UnexpectedEof.into());
            }
        }
    }
}
