// Written by sdkwright from the API's document: edits are lost.

//! What a client made from the environment reads.

use super::api::Api;
use super::credentials::Credentials;
use super::error::{Error, ErrorKind, Result};
use super::settings::Settings;

impl Settings {
    /// The defaults, with the base URL that the environment gives, if it does: `EQUOS_BASE_URL`.
    ///
    /// # Errors
    /// If its value is not text.
    pub fn from_env(api: &Api) -> Result<Self> {
        let mut settings = Self::default();
        if let Some(url) = variable(&format!("{}_BASE_URL", api.env_prefix))? {
            settings.base_url(url);
        }
        Ok(settings)
    }
}

impl Credentials {
    /// The credentials that the environment gives, each under the name that its scheme says.
    ///
    /// # Errors
    /// If the API has schemes, and there is a credential for none of them; if a value is not text.
    pub fn from_env(api: &Api) -> Result<Self> {
        let mut credentials = Self::new();
        for (index, scheme) in api.schemes.iter().enumerate() {
            if let Some(credential) = variable(scheme.env)? {
                credentials.set(index, credential);
            }
        }
        if credentials.is_empty() && !api.schemes.is_empty() {
            let names: Vec<&str> = api.schemes.iter().map(|scheme| scheme.env).collect();
            let message = match names.as_slice() {
                [name] => format!("the environment variable {name} is not set"),
                names => format!(
                    "none of these environment variables is set: {}",
                    names.join(", ")
                ),
            };
            return Err(Error::new(ErrorKind::Credentials, message));
        }
        Ok(credentials)
    }
}

/// The value of a variable that is set and not empty.
fn variable(name: &str) -> Result<Option<String>> {
    match std::env::var(name) {
        Ok(value) => Ok(Some(value).filter(|value| !value.is_empty())),
        Err(std::env::VarError::NotPresent) => Ok(None),
        Err(std::env::VarError::NotUnicode(_)) => Err(Error::new(
            ErrorKind::Configuration,
            format!("the environment variable {name} is not text in UTF-8"),
        )),
    }
}
