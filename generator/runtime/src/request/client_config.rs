//! The configuration of a client: API, base URL, settings and credentials.

use super::super::api::Api;
use super::super::credentials::Credentials;
use super::super::settings::Settings;
use http::HeaderValue;
use std::sync::Arc;
use url::Url;

/// The servers of single operations that are used. A base URL that was set replaces the others.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum OwnServers {
    /// All: no base URL was set.
    All,
    /// Those that are only a path: the base URL that was set has none.
    Paths,
    /// None: the base URL that was set is complete.
    None,
}

/// The validated configuration of a client.
pub struct ClientConfig {
    pub api: &'static Api,
    /// The base URL, if one was set or the API has one.
    pub base_url: Option<Url>,
    /// The servers of single operations that are used.
    pub own_servers: OwnServers,
    /// The header `User-Agent`, unless the settings have one.
    pub user_agent: HeaderValue,
    pub settings: Settings,
    pub credentials: Arc<Credentials>,
}
