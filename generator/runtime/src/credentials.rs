//! The credentials of a client.

use super::secret::Secret;

/// The credentials of a client, by security scheme.
#[derive(Clone, Debug, Default)]
pub struct Credentials(Vec<Option<Secret<String>>>);

impl Credentials {
    /// Creates an empty set of credentials.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the credential of a scheme, by its index in [`Api::schemes`](super::Api::schemes): a key, a token or
    /// `user:password`.
    pub fn set(&mut self, scheme: usize, credential: impl Into<Secret<String>>) {
        if self.0.len() <= scheme {
            self.0.resize(scheme + 1, None);
        }
        if let Some(slot) = self.0.get_mut(scheme) {
            *slot = Some(credential.into());
        }
    }

    /// Sets user name and password of a scheme of the kind [`SchemeKind::Basic`](super::SchemeKind::Basic).
    pub fn set_basic(&mut self, scheme: usize, user: &str, password: impl Into<Secret<String>>) {
        let password = password.into();
        self.set(scheme, format!("{user}:{}", password.expose()));
    }

    /// Returns the credential of a scheme, if there is one.
    pub(crate) fn get(&self, scheme: usize) -> Option<&Secret<String>> {
        self.0.get(scheme)?.as_ref()
    }

    /// Returns `true` if there are no credentials.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(Option::is_none)
    }

    /// Replaces every occurrence of a credential in the text.
    pub(crate) fn redact(&self, mut text: String) -> String {
        for credential in self.0.iter().flatten().map(Secret::expose) {
            let password = credential.split_once(':').map(|(_, password)| password);
            for secret in std::iter::once(credential.as_str()).chain(password) {
                // A shorter text is likely to occur for other reasons.
                if secret.len() >= 4 && text.contains(secret) {
                    text = text.replace(secret, "[redacted]");
                }
            }
        }
        text
    }
}
