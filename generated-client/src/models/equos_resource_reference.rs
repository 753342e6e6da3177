// Written by sdkwright from the API's document: edits are lost.

/// `EquosResourceReference` in the API's document.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct EquosResourceReference {
    /// The property `id`.
    pub id: String,
}

impl EquosResourceReference {
    /// Makes one from what is required.
    pub fn new(id: impl Into<String>) -> Self {
        Self { id: id.into() }
    }
}
