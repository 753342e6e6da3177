//! sdkwright.toml
