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
        /// What a client is made from: credentials, where the API is, how it is called.
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
    }
}

/// What every client can be told. The sentences are those of the runtime's `Settings`.
fn settings(sdk: &Sdk<'_>) -> TokenStream {
    let default = match sdk.planned.api.servers.first() {
        Some(server) => format!("{} unless set.", code(&server.url)),
        None => "It has to be set: the API's document does not say it.".to_owned(),
    };
    let base_url = verbatim(&format!("Where the API is. {default}"));
    quote! {
        #base_url
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
    }
}
