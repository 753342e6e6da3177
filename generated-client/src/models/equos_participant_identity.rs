// Written by sdkwright from the API's document: edits are lost.

/// `EquosParticipantIdentity` in the API's document.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct EquosParticipantIdentity {
    /// The property `identity`.
    pub identity: String,
    /// The property `name`.
    pub name: String,
}

impl EquosParticipantIdentity {
    /// Makes one from what is required.
    pub fn new(identity: impl Into<String>, name: impl Into<String>) -> Self {
        Self {
            identity: identity.into(),
            name: name.into(),
        }
    }
}
