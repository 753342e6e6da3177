// Written by sdkwright from the API's document: edits are lost.

use super::EquosSession;

/// `ListEquosSessionsResponse` in the API's document.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ListEquosSessionsResponse {
    /// The property `skip`.
    pub skip: u64,
    /// The property `take`.
    pub take: u64,
    /// The property `total`.
    pub total: u64,
    /// The property `sessions`.
    pub sessions: Vec<EquosSession>,
}

impl ListEquosSessionsResponse {
    /// Makes one from what is required.
    pub fn new(skip: u64, take: u64, total: u64, sessions: Vec<EquosSession>) -> Self {
        Self {
            skip,
            take,
            total,
            sessions,
        }
    }
}
