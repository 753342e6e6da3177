// Written by sdkwright from the API's document: edits are lost.

//! Credentials: which ones a client has.

use super::secret::Secret;

/// A credential for each of the API's schemes that the client has one for.
#[derive(Clone, Debug, Default)]
pub struct Credentials(Vec<Option<Secret<String>>>);

impl Credentials {
    /// None.
    pub fn new() -> Self {
        Self::default()
    }

    /// The credential of a scheme, by its index in [`Api::schemes`](super::Api::schemes): a key, a token, `user:password`.
    pub fn set(&mut self, scheme: usize, credential: impl Into<Secret<String>>) {
        if self.0.len() <= scheme {
            self.0.resize(scheme + 1, None);
        }
        if let Some(slot) = self.0.get_mut(scheme) {
            *slot = Some(credential.into());
        }
    }

    /// The credential of a scheme of the kind [`SchemeKind::Basic`](super::SchemeKind::Basic).
    pub fn set_basic(&mut self, scheme: usize, user: &str, password: impl Into<Secret<String>>) {
        let password = password.into();
        self.set(scheme, format!("{user}:{}", password.expose()));
    }

    /// The credential of a scheme, if there is one.
    pub(crate) fn get(&self, scheme: usize) -> Option<&Secret<String>> {
        self.0.get(scheme)?.as_ref()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(Option::is_none)
    }

    /// Text in which every occurrence of a credential is replaced.
    pub(crate) fn left_out_of(&self, mut text: String) -> String {
        for credential in self.0.iter().flatten().map(Secret::expose) {
            let password = credential.split_once(':').map(|(_, password)| password);
            for secret in std::iter::once(credential.as_str()).chain(password) {
                // A shorter one is found everywhere.
                if secret.len() >= 4 && text.contains(secret) {
                    text = text.replace(secret, "[redacted]");
                }
            }
        }
        text
    }
}
