//! The state of a client that all its calls share.

use super::api::{Api, SchemeKind};
use super::clock::Clock;
use super::credentials::Credentials;
use super::error::{Error, ErrorKind, Result};
use super::headers;
use super::request::client_config::{ClientConfig, OwnServers};
use super::request::content::Content;
use super::request::{authorization, origin, prepare};
use super::response::RawResponse;
use super::send::client::SharedClient;
use super::send::retry::Budget;
use super::send::{attempts, follow};
use super::settings::Settings;
use super::transport::{Body, BoxFuture, Transport};
use http::header::USER_AGENT;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;
use url::Url;

/// The state of a client. Clones share it.
#[derive(Clone)]
pub struct Core(Arc<SharedClient>);

impl Core {
    /// Creates the state of a client.
    ///
    /// # Errors
    /// Returns an error for an invalid base URL or header, and for credentials over plain HTTP to another machine.
    pub fn new(settings: Settings, credentials: Credentials, api: &'static Api) -> Result<Self> {
        settings.check()?;
        let chosen = settings.base_url.as_deref().or(settings.server.as_deref());
        if let (None, Some(url)) = (&settings.base_url, &settings.server) {
            origin::selected_server(url)?;
        }
        let base_url = origin::of_client(chosen, api.base_url)?;
        let own_servers = match &settings.base_url {
            None => OwnServers::All,
            Some(url) if origin::base_url(url)?.path() == "/" => OwnServers::Paths,
            Some(_) => OwnServers::None,
        };
        let carries_credentials =
            !credentials.is_empty() || authorization::is_present(&settings.headers, api.schemes);
        if let Some(url) = base_url.as_ref().filter(|_| carries_credentials) {
            origin::may_carry_credentials(url, settings.allow_plain_http)?;
        }
        let transport = match &settings.transport {
            Some(transport) => Arc::clone(transport),
            None => default_transport(&settings, base_url.as_ref())?,
        };
        let user_agent = user_agent(&settings, api);
        let config = ClientConfig {
            api,
            user_agent: headers::parse_value(USER_AGENT.as_str(), &user_agent)?,
            base_url,
            own_servers,
            settings,
            credentials: Arc::new(credentials),
        };
        Ok(Self(Arc::new(SharedClient {
            config,
            transport,
            budget: Budget::default(),
        })))
    }

    /// Returns the base URL, if one was set or the API has one.
    pub fn base_url(&self) -> Option<&str> {
        self.0.config.base_url.as_ref().map(Url::as_str)
    }

    /// Returns the clock.
    pub(crate) fn clock(&self) -> Arc<dyn Clock> {
        Arc::clone(&self.0.config.settings.clock)
    }

    /// Returns the idle timeout while reading a body.
    pub(crate) fn idle_timeout(&self) -> Duration {
        self.0.config.settings.idle_timeout
    }

    /// Returns the maximum size of a body, or of an item of a stream.
    pub(crate) fn max_response_bytes(&self) -> u64 {
        self.0.config.settings.max_response_bytes
    }

    /// Sends a call and returns its response with the body unread.
    pub(crate) async fn open(self, content: Content) -> Result<(RawResponse, Body)> {
        attempts::open(self.0, content).await
    }

    /// Requests the target of a redirect and returns its response with the body unread.
    pub(crate) async fn follow(self, redirect: RawResponse) -> Result<(RawResponse, Body)> {
        follow::follow(&self.0, redirect).await
    }

    /// Returns the URL of a call, without credentials.
    pub(crate) fn url_of(&self, content: &Content) -> Result<Url> {
        prepare::url(&self.0.config, content)
    }

    /// Returns the names of the query parameters that carry credentials.
    pub(crate) fn secret_parameters(&self) -> Vec<&'static str> {
        let schemes = self.0.config.api.schemes.iter();
        let names = schemes.filter_map(|scheme| match scheme.kind {
            SchemeKind::Query(name) => Some(name),
            _ => None,
        });
        names.collect()
    }

    /// Sends a call. The future owns everything it needs.
    pub(crate) fn send(self, content: Content) -> BoxFuture<'static, Result<RawResponse>> {
        Box::pin(attempts::send(self.0, content))
    }
}

/// Returns the header `User-Agent` of a client without one of its own.
fn user_agent(settings: &Settings, api: &Api) -> String {
    let mut user_agent = format!("{}/{}", api.name, api.version);
    if let Some(prefix) = &settings.user_agent_prefix {
        user_agent = format!("{prefix} {user_agent}");
    }
    if let Some(suffix) = &settings.user_agent_suffix {
        user_agent = format!("{user_agent} {suffix}");
    }
    user_agent
}

#[cfg(all(feature = "hyper", not(target_arch = "wasm32")))]
fn default_transport(settings: &Settings, base_url: Option<&Url>) -> Result<Arc<dyn Transport>> {
    let is_local = base_url.is_some_and(origin::is_loopback);
    let timeout = settings.connect_timeout;
    super::hyper_transport::HyperTransport::new(timeout, &settings.proxy, is_local)
        .map(|transport| Arc::new(transport) as Arc<dyn Transport>)
}

#[cfg(all(feature = "hyper", target_arch = "wasm32"))]
fn default_transport(_settings: &Settings, _base_url: Option<&Url>) -> Result<Arc<dyn Transport>> {
    let client = Default::default();
    Ok(Arc::new(super::reqwest_transport::ReqwestTransport::new(
        client,
    )))
}

#[cfg(not(feature = "hyper"))]
fn default_transport(_settings: &Settings, _base_url: Option<&Url>) -> Result<Arc<dyn Transport>> {
    let message = "there is no transport: set one, or enable the feature `rustls`, `rustls-ring` or `native-tls`";
    Err(Error::new(ErrorKind::Configuration, message))
}

impl fmt::Debug for Core {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Core")
            .field("api", &self.0.config.api.name)
            .field(
                "base_url",
                &self.0.config.base_url.as_ref().map(Url::as_str),
            )
            .field("credentials", &self.0.config.credentials)
            .field("settings", &self.0.config.settings)
            .finish()
    }
}
