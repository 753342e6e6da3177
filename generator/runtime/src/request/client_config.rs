//! The configuration of a client: API, base URL, settings and credentials.

use super::super::api::Api;
use super::super::credentials::Credentials;
use super::super::settings::Settings;
use http::HeaderValue;
use std::sync::Arc;
use url::Url;

/// The validated configuration of a client.
pub struct ClientConfig {
    pub api: &'static Api,
    /// The base URL, if one was set or the API has one.
    pub base_url: Option<Url>,
    /// Whether the base URL was set by the user. It then replaces the servers of single operations too.
    pub base_url_was_set: bool,
    /// The header `User-Agent`, unless the settings have one.
    pub user_agent: HeaderValue,
    pub settings: Settings,
    pub credentials: Arc<Credentials>,
}
