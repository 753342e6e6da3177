//! The builder: a method per setting of the runtime and per credential of the API.

use super::{credentials, servers};
use crate::emit::Sdk;
use crate::rust::doc_attributes::{code, verbatim};
use proc_macro2::TokenStream;
use quote::quote;

/// The builder.
pub fn builder(sdk: &Sdk<'_>) -> TokenStream {
    let from_env = credentials::builder_environment(sdk);
    let credentials = credentials::methods(sdk);
    let server = servers::method(sdk);
    let settings = settings(sdk);
    quote! {
        /// Builder for [`Client`]: credentials, base URL and settings.
        #[derive(Clone, Debug, Default)]
        #[must_use = "a builder does nothing until it builds"]
        pub struct ClientBuilder {
            settings: Settings,
            credentials: Credentials,
        }

        impl ClientBuilder {
            #from_env
            pub fn from_env() -> Result<Self> {
                Ok(Self {
                    settings: Settings::from_env(&API)?,
                    credentials: Credentials::from_env(&API)?,
                })
            }

            #(#credentials)*
            #server
            #settings

            /// Builds the client.
            ///
            /// # Errors
            /// If a setting is invalid: the base URL, a header, or credentials that would be sent unencrypted over the
            /// network.
            pub fn build(self) -> Result<Client> {
                Ok(Client {
                    core: Core::new(self.settings, self.credentials, &API)?,
                })
            }
        }
    }
}

/// The settings of every client, with the docs of the runtime's `Settings`.
fn settings(sdk: &Sdk<'_>) -> TokenStream {
    let api = sdk.planned.api;
    let default = match api.default_url() {
        Some(url) => format!("Default: {}.", code(url)),
        None if !api.servers.is_empty() => {
            "Required, unless a server is selected: its variables have no default values."
                .to_owned()
        }
        None => match &api.incomplete_server {
            Some(url) if url.contains('{') => format!(
                "Required, since the server of the API's document, {}, has a variable without a default value.",
                code(url)
            ),
            Some(path) => format!(
                "Required, since the server of the API's document is only a path, {}, which is added to a URL without a path.",
                code(path)
            ),
            None => {
                "Required, since the API's document has no absolute URL of a server.".to_owned()
            }
        },
    };
    let base_url = verbatim(&format!("Sets the base URL of the API. {default}"));
    let idempotency_keys = idempotency_keys(sdk);
    quote! {
        #base_url
        pub fn base_url(mut self, url: impl Into<String>) -> Self {
            self.settings.base_url(url);
            self
        }

        /// Sets the timeout of one attempt, from the first byte sent to the last one received. Default: 60 seconds. It is
        /// extended while pieces of a request body that is a stream or a file are sent.
        pub fn timeout(mut self, timeout: Duration) -> Self {
            self.settings.timeout(timeout);
            self
        }

        /// Sets the timeout of connecting, with the default transport. Default: 5 seconds.
        pub fn connect_timeout(mut self, timeout: Duration) -> Self {
            self.settings.connect_timeout(timeout);
            self
        }

        /// Sets the proxy of the default transport: `http://user:password@proxy.example.com:3128`, or a URL that begins
        /// with `https`, `socks4`, `socks4a`, `socks5` or `socks5h`. Default: the proxies of the environment
        /// (`HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY`, `NO_PROXY`), unless the server is on this machine.
        pub fn proxy(mut self, url: impl Into<Secret<String>>) -> Self {
            self.settings.proxy(url);
            self
        }

        /// Ignores the proxies of the environment.
        pub fn no_proxy(mut self) -> Self {
            self.settings.no_proxy();
            self
        }

        /// Sets the idle timeout while reading a response body. Default: 60 seconds.
        pub fn idle_timeout(mut self, timeout: Duration) -> Self {
            self.settings.idle_timeout(timeout);
            self
        }

        /// Sets how many times a failed request is retried. Default: 2.
        pub fn retries(mut self, retries: u32) -> Self {
            self.settings.retries(retries);
            self
        }

        /// Adds a header to every request. Its value is treated as a secret: logs and errors do not show it.
        pub fn header(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
            self.settings.header(name.as_ref(), value.as_ref());
            self
        }

        /// Sets the header `User-Agent`. Default: the crate's name and version.
        pub fn user_agent(mut self, value: impl AsRef<str>) -> Self {
            self.settings.user_agent(value.as_ref());
            self
        }

        /// Adds text before the crate's name in the header `User-Agent`: `my-app/1.0`.
        pub fn user_agent_prefix(mut self, text: impl Into<String>) -> Self {
            self.settings.user_agent_prefix(text);
            self
        }

        /// Adds text after the crate's name in the header `User-Agent`: `my-plugin/1.0`.
        pub fn user_agent_suffix(mut self, text: impl Into<String>) -> Self {
            self.settings.user_agent_suffix(text);
            self
        }

        #idempotency_keys

        /// Sets whether redirects are followed: at most 10 in a row, and only within the origin of the base URL.
        /// Default: a redirect is an error.
        pub fn follow_redirects(mut self, follow: bool) -> Self {
            self.settings.follow_redirects(follow);
            self
        }

        /// Sets whether credentials may be sent over unencrypted http to other machines, where the network can read
        /// them. Default: only to this machine.
        pub fn allow_plain_http(mut self, allow: bool) -> Self {
            self.settings.allow_plain_http(allow);
            self
        }

        /// Sets the maximum size of a response body. Default: 64 MiB.
        pub fn max_response_bytes(mut self, bytes: u64) -> Self {
            self.settings.max_response_bytes(bytes);
            self
        }

        /// Sends the requests with this client, with its TLS, proxies and connections. Create it with
        /// `redirect(Policy::none())`: reqwest repeats headers with API keys in a redirect to another server, whose
        /// response is then an error.
        #[cfg(feature = "reqwest")]
        pub fn reqwest_client(mut self, client: ::reqwest::Client) -> Self {
            self.settings.reqwest_client(client);
            self
        }

        /// Adds an [`Interceptor`](crate::Interceptor) that is asked once for each call, after those added before it.
        pub fn intercept_calls(mut self, interceptor: impl Interceptor) -> Self {
            self.settings.intercept_calls(interceptor);
            self
        }

        /// Adds an [`Interceptor`](crate::Interceptor) that is asked each time a request is sent, after those added
        /// before it.
        pub fn intercept_attempts(mut self, interceptor: impl Interceptor) -> Self {
            self.settings.intercept_attempts(interceptor);
            self
        }

        /// Sets the transport that sends the requests. Default: hyper.
        pub fn transport(mut self, transport: impl Transport) -> Self {
            self.settings.transport(transport);
            self
        }

        /// Sets the clock, which measures time and waits. Default: the system's clock.
        pub fn clock(mut self, clock: impl Clock) -> Self {
            self.settings.clock(clock);
            self
        }
    }
}

/// The setting of an API with idempotency keys.
fn idempotency_keys(sdk: &Sdk<'_>) -> Option<TokenStream> {
    let mut parameters = sdk.planned.api.operations().flat_map(|it| &it.parameters);
    let has_keys = sdk.config.client.idempotency_header.is_some()
        || parameters.any(|parameter| parameter.is_idempotency_key);
    has_keys.then(|| {
        quote! {
            /// Sets the function that makes the idempotency key of a call without one. Default: random UUIDs.
            pub fn idempotency_keys(mut self, make: impl Fn() -> String + Send + Sync + 'static) -> Self {
                self.settings.idempotency_keys(make);
                self
            }
        }
    })
}
