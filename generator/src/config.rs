//! sdkwright.toml

/// What the maintainer of an SDK decides.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Config {}
