// Written by sdkwright from the API's document: edits are lost.

/// `EquosSessionServer` in the API's document.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct EquosSessionServer {
    /// The URL of the LiveKit server.
    pub server_url: String,
}

impl EquosSessionServer {
    /// Makes one from what is required.
    pub fn new(server_url: impl Into<String>) -> Self {
        Self {
            server_url: server_url.into(),
        }
    }
}
