//! The state that all calls of a client share.

use super::super::request::client_config::ClientConfig;
use super::super::transport::Transport;
use super::retry::Budget;
use std::sync::Arc;

/// The shared state of a client.
pub struct SharedClient {
    pub config: ClientConfig,
    pub transport: Arc<dyn Transport>,
    pub budget: Budget,
}
