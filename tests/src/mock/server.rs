//! A server on a thread of its own, at the loopback interface.

use axum::Router;
use std::io;
use std::net::SocketAddr;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

/// A server that runs until it is dropped.
pub(super) struct Server {
    url: String,
    stop: Option<oneshot::Sender<()>>,
}

impl Server {
    /// Starts a server at this address. Port 0 is any free port.
    pub(super) fn start(address: SocketAddr, router: Router) -> io::Result<Self> {
        let listener = std::net::TcpListener::bind(address)?;
        listener.set_nonblocking(true)?;
        let url = format!("http://{}", listener.local_addr()?);
        let (stop, stopped) = oneshot::channel();
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        std::thread::Builder::new()
            .name("mock".into())
            .stack_size(64 << 20)
            .spawn(move || runtime.block_on(serve(listener, router, stopped)))?;
        Ok(Self {
            url,
            stop: Some(stop),
        })
    }

    /// Returns the base URL, without a slash at the end.
    pub(super) fn url(&self) -> &str {
        &self.url
    }

    /// Returns a free port of the loopback interface.
    pub(super) fn any_port() -> SocketAddr {
        SocketAddr::from(([127, 0, 0, 1], 0))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            // This fails if the server has stopped already.
            let _ = stop.send(());
        }
    }
}

async fn serve(listener: std::net::TcpListener, router: Router, stopped: oneshot::Receiver<()>) {
    let served = async { axum::serve(TcpListener::from_std(listener)?, router).await };
    tokio::select! {
        ended = served => if let Err(error) = ended { eprintln!("mock: {error}") },
        _ = stopped => {}
    }
}
