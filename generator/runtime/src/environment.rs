//! Settings and credentials from environment variables.

use super::api::Api;
use super::credentials::Credentials;
use super::error::{Error, ErrorKind, Result};
use super::settings::Settings;

impl Settings {
    /// Returns the default settings, with the base URL of the environment variable if it is set: `EQUOS_BASE_URL`.
    ///
    /// # Errors
    /// Returns an error if the value is not UTF-8.
    pub fn from_env(api: &Api) -> Result<Self> {
        let mut settings = Self::default();
        if let Some(url) = variable(&format!("{}_BASE_URL", api.env_prefix))? {
            settings.base_url(url);
        }
        Ok(settings)
    }
}

impl Credentials {
    /// Reads the credentials from the environment variables of the API's security schemes.
    ///
    /// # Errors
    /// Returns an error if the API has security schemes and none of their variables is set, or if a value is not
    /// UTF-8.
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

/// Returns the value of a variable, if it is set and not empty.
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
