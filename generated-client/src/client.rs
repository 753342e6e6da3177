// Written by sdkwright from the API's document: edits are lost.

//! The client and its builder.

use crate::runtime::{
    Api, Clock, Core, Credentials, Result, Scheme, SchemeKind, Secret, Settings,
    Transport,
};
use std::time::Duration;

static API: Api = Api {
    name: env!("CARGO_PKG_NAME"),
    version: env!("CARGO_PKG_VERSION"),
    title: "Equos.ai API",
    env_prefix: "EQUOS",
    base_url: Some("https://api.equos.ai"),
    schemes: &[
        Scheme {
            name: "x-api-key",
            kind: SchemeKind::Header("x-api-key"),
            env: "EQUOS_API_KEY",
            builder: "api_key",
        },
    ],
    secrets: &["accessToken", "consumerAccessToken", "remoteAgentAccessToken"],
};

/// A client of Equos.ai API.
///
/// A clone is cheap, and shares connections, settings and credentials with the client that it was made of.
#[derive(Clone, Debug)]
pub struct Client {
    core: Core,
}

impl Client {
    /// A client made from environment variables:
    ///
    /// - `EQUOS_API_KEY`: the credential of `x-api-key`.
    /// - `EQUOS_BASE_URL` is where the API is, if it is set.
    ///
    /// # Errors
    /// If none of the credentials is set; the error names the variables.
    pub fn from_env() -> Result<Self> {
        ClientBuilder::from_env()?.build()
    }

    /// A builder, for everything that can be set.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::default()
    }

    /// Operations with the tag `Sessions`.
    pub const fn sessions(&self) -> crate::resources::sessions::Sessions<'_> {
        crate::resources::sessions::Sessions::new(&self.core)
    }
}

/// What a client is made from: credentials, where the API is, how it is called.
#[derive(Clone, Debug, Default)]
#[must_use = "a builder does nothing until it builds"]
pub struct ClientBuilder {
    settings: Settings,
    credentials: Credentials,
}

impl ClientBuilder {
    /// A builder made from environment variables:
    ///
    /// - `EQUOS_API_KEY`: the credential of `x-api-key`.
    /// - `EQUOS_BASE_URL` is where the API is, if it is set.
    ///
    /// # Errors
    /// If none of the credentials is set; the error names the variables.
    pub fn from_env() -> Result<Self> {
        Ok(Self {
            settings: Settings::from_env(&API)?,
            credentials: Credentials::from_env(&API)?,
        })
    }

    /// The credential of the scheme `x-api-key`, sent in the header `x-api-key`.
    pub fn api_key(mut self, credential: impl Into<Secret<String>>) -> Self {
        self.credentials.set(0, credential);
        self
    }

    /// Which server is called, by its name.
    pub fn server(self, server: Server) -> Self {
        self.base_url(server.url())
    }

    /// Where the API is. `https://api.equos.ai` unless set.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.settings.base_url(url);
        self
    }

    /// How long one attempt may take, from the first byte sent to the last one received: 60 seconds unless set.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.settings.timeout(timeout);
        self
    }

    /// How long making a connection may take, with the default transport: 5 seconds unless set.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.settings.connect_timeout(timeout);
        self
    }

    /// How long nothing may come while a response's body is read: 60 seconds unless set.
    pub fn idle_timeout(mut self, timeout: Duration) -> Self {
        self.settings.idle_timeout(timeout);
        self
    }

    /// How often a failed attempt is followed by another one: 2 unless set. 0 means that each request is sent once.
    pub fn retries(mut self, retries: u32) -> Self {
        self.settings.retries(retries);
        self
    }

    /// A header of every request. Its value is taken for a secret: no log and no error shows it.
    pub fn header(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        self.settings.header(name.as_ref(), value.as_ref());
        self
    }

    /// What the header `User-Agent` says, in place of the crate's name and version.
    pub fn user_agent(mut self, value: impl AsRef<str>) -> Self {
        self.settings.user_agent(value.as_ref());
        self
    }

    /// Follows redirects, at most 10 in a row, and only to where the base URL is: same scheme, host and port. Unless
    /// set, a redirect is an error.
    pub fn follow_redirects(mut self, follow: bool) -> Self {
        self.settings.follow_redirects(follow);
        self
    }

    /// Sends credentials over unencrypted http, also to other machines, where everybody on the way can read them.
    /// Unless set, they are sent unencrypted to this machine only.
    pub fn allow_plain_http(mut self, allow: bool) -> Self {
        self.settings.allow_plain_http(allow);
        self
    }

    /// How large the body of a response may be: 64 MiB unless set.
    pub fn max_response_bytes(mut self, bytes: u64) -> Self {
        self.settings.max_response_bytes(bytes);
        self
    }

    /// What sends the requests, in place of reqwest.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.settings.transport(transport);
        self
    }

    /// What tells the time and waits, in place of the system's clock.
    pub fn clock(mut self, clock: impl Clock) -> Self {
        self.settings.clock(clock);
        self
    }

    /// The client.
    ///
    /// # Errors
    /// If a setting cannot be: a base URL that is none, a header with characters that no header has, credentials
    /// that would go unencrypted over the network.
    pub fn build(self) -> Result<Client> {
        Ok(Client {
            core: Core::new(self.settings, self.credentials, &API)?,
        })
    }
}

/// Where the API is served.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Server {
    /// The service.
    ///
    /// `https://api.equos.ai`, the default.
    Production,
    /// A server on this machine, such as `cargo xtask mock`.
    ///
    /// `http://localhost:3001`.
    Development,
}

impl Server {
    /// Its base URL.
    pub const fn url(self) -> &'static str {
        match self {
            Self::Production => "https://api.equos.ai",
            Self::Development => "http://localhost:3001",
        }
    }
}
