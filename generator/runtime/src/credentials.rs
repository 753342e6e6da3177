//! The credentials of a client.

use super::secret::Secret;
use super::token::TokenProvider;
use std::fmt;
use std::sync::{Arc, Mutex};

/// The credential of a security scheme: a text, or a [`TokenProvider`] that is asked for one.
#[derive(Clone)]
pub struct Credential(Source);

#[derive(Clone)]
enum Source {
    Fixed(Secret<String>),
    Provider(Arc<dyn TokenProvider>),
}

impl From<Secret<String>> for Credential {
    fn from(secret: Secret<String>) -> Self {
        Self(Source::Fixed(secret))
    }
}

impl From<String> for Credential {
    fn from(text: String) -> Self {
        Secret::new(text).into()
    }
}

impl From<&str> for Credential {
    fn from(text: &str) -> Self {
        Secret::from(text).into()
    }
}

impl From<&String> for Credential {
    fn from(text: &String) -> Self {
        Secret::from(text.as_str()).into()
    }
}

impl<P: TokenProvider> From<P> for Credential {
    fn from(provider: P) -> Self {
        Self(Source::Provider(Arc::new(provider)))
    }
}

impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

/// The credentials of a client, by security scheme.
#[derive(Default)]
pub struct Credentials {
    schemes: Vec<Option<Credential>>,
    /// The last tokens of providers, which are removed from printed text too.
    tokens: Mutex<Vec<Secret<String>>>,
}

/// How many tokens of providers are remembered.
const REMEMBERED: usize = 8;

impl Credentials {
    /// Creates an empty set of credentials.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the credential of a scheme, by its index in [`Api::schemes`](super::Api::schemes): a key, a token,
    /// `user:password`, or a provider of tokens.
    pub fn set(&mut self, scheme: usize, credential: impl Into<Credential>) {
        if self.schemes.len() <= scheme {
            self.schemes.resize(scheme + 1, None);
        }
        if let Some(slot) = self.schemes.get_mut(scheme) {
            *slot = Some(credential.into());
        }
    }

    /// Sets user name and password of a scheme of the kind [`SchemeKind::Basic`](super::SchemeKind::Basic).
    pub fn set_basic(&mut self, scheme: usize, user: &str, password: impl Into<Secret<String>>) {
        let password = password.into();
        self.set(scheme, format!("{user}:{}", password.expose()));
    }

    /// Returns `true` if a scheme has a credential or a provider of one.
    pub(crate) fn has(&self, scheme: usize) -> bool {
        self.schemes.get(scheme).is_some_and(Option::is_some)
    }

    /// Returns the text of a scheme's credential, if it has one.
    pub(crate) fn fixed(&self, scheme: usize) -> Option<&Secret<String>> {
        match self.schemes.get(scheme)? {
            Some(Credential(Source::Fixed(secret))) => Some(secret),
            _ => None,
        }
    }

    /// Returns the provider of a scheme's tokens, if it has one.
    pub(crate) fn provider(&self, scheme: usize) -> Option<&dyn TokenProvider> {
        match self.schemes.get(scheme)? {
            Some(Credential(Source::Provider(provider))) => Some(&**provider),
            _ => None,
        }
    }

    /// Remembers a token of a provider, so that it is never printed.
    pub(crate) fn remember(&self, token: &Secret<String>) {
        let mut tokens = self.tokens.lock().unwrap_or_else(|lock| lock.into_inner());
        if !tokens.contains(token) {
            if tokens.len() == REMEMBERED {
                tokens.remove(0);
            }
            tokens.push(token.clone());
        }
    }

    /// Returns `true` if there are no credentials.
    pub fn is_empty(&self) -> bool {
        self.schemes.iter().all(Option::is_none)
    }

    /// Replaces every occurrence of a credential in the text.
    pub(crate) fn redact(&self, mut text: String) -> String {
        for scheme in 0..self.schemes.len() {
            if let Some(secret) = self.fixed(scheme) {
                text = without(text, secret.expose());
            }
        }
        let tokens = self.tokens.lock().unwrap_or_else(|lock| lock.into_inner());
        tokens
            .iter()
            .fold(text, |text, token| without(text, token.expose()))
    }
}

/// Replaces every occurrence of a credential, and of the password of `user:password`.
fn without(mut text: String, credential: &str) -> String {
    let password = credential.split_once(':').map(|(_, password)| password);
    for secret in std::iter::once(credential).chain(password) {
        // A shorter text is likely to occur for other reasons.
        if secret.len() >= 4 && text.contains(secret) {
            text = text.replace(secret, "[redacted]");
        }
    }
    text
}

impl Clone for Credentials {
    fn clone(&self) -> Self {
        Self {
            schemes: self.schemes.clone(),
            tokens: Mutex::default(),
        }
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Credentials").field(&self.schemes).finish()
    }
}
