//! sdkwright.toml

/// What the maintainer of an SDK decides.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Config {
    /// The crate's own manifest.
    pub package: Package,
    /// What the names of environment variables begin with: `EQUOS` for `EQUOS_API_KEY`. The crate's name
    /// in capitals otherwise.
    pub env_prefix: Option<String>,
    /// What dates and times are in Rust.
    pub dates: DateLibrary,
}

/// What dates and times are in Rust.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DateLibrary {
    /// Types of the crate `jiff`.
    #[default]
    Jiff,
    /// Types of the crate `chrono`.
    Chrono,
    /// Types of the crate `time`.
    Time,
    /// Strings, as they are on the wire.
    Strings,
}

/// What the crate's manifest says; what is missing is made from the document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Package {
    /// The crate's name; from the document's title otherwise.
    pub name: Option<String>,
    /// The crate's version, a semantic version; 0.1.0 otherwise.
    pub version: Option<String>,
    /// One sentence for crates.io.
    pub description: Option<String>,
    /// The SPDX expression of the crate's licence.
    pub license: Option<String>,
    /// Where the crate's source is.
    pub repository: Option<String>,
    /// Up to five words to find it by.
    pub keywords: Vec<String>,
}
