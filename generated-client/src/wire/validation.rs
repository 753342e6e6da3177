// Written by sdkwright from the API's document: edits are lost.

//! What the API's document allows, checked by `validate()`.
//!
//! A pattern that the crate `regex` cannot read (one that looks around, say) is not checked; the docs of the property say so.

#![allow(
    clippy::single_match,
    reason = "a union may have one branch with limits, or many"
)]
use crate::models;
use crate::runtime::validation::{Checker, Limits, Validate, ValidationError, validate};

impl Validate for models::CreateEquosSessionRequest {
    fn check(&self, checker: &mut Checker) {
        checker.nested("agent", &self.agent);
        checker.nested("avatar", &self.avatar);
    }
}

impl models::CreateEquosSessionRequest {
    /// Checks the value against the constraints of the API's document.
    ///
    /// # Errors
    /// Where it violates any: all of them, with their places.
    pub fn validate(&self) -> Result<(), ValidationError> {
        validate(self)
    }
}

impl Validate for models::CreateEquosAgentRequest {
    fn check(&self, checker: &mut Checker) {
        checker
            .limit(
                "name",
                &self.name,
                &Limits {
                    most: Some(64),
                    ..Limits::NONE
                },
            );
        checker
            .limit(
                "client",
                &self.client,
                &Limits {
                    most: Some(64),
                    ..Limits::NONE
                },
            );
    }
}

impl models::CreateEquosAgentRequest {
    /// Checks the value against the constraints of the API's document.
    ///
    /// # Errors
    /// Where it violates any: all of them, with their places.
    pub fn validate(&self) -> Result<(), ValidationError> {
        validate(self)
    }
}

impl Validate for models::CreateEquosAvatarRequest {
    fn check(&self, checker: &mut Checker) {
        checker
            .limit(
                "client",
                &self.client,
                &Limits {
                    most: Some(64),
                    ..Limits::NONE
                },
            );
    }
}

impl models::CreateEquosAvatarRequest {
    /// Checks the value against the constraints of the API's document.
    ///
    /// # Errors
    /// Where it violates any: all of them, with their places.
    pub fn validate(&self) -> Result<(), ValidationError> {
        validate(self)
    }
}

impl Validate for models::CreateEquosSessionRequestAgent {
    fn check(&self, checker: &mut Checker) {
        match self {
            Self::CreateEquosAgentRequest(value) => Validate::check(value, checker),
            _ => {}
        }
    }
}

impl models::CreateEquosSessionRequestAgent {
    /// Checks the value against the constraints of the API's document.
    ///
    /// # Errors
    /// Where it violates any: all of them, with their places.
    pub fn validate(&self) -> Result<(), ValidationError> {
        validate(self)
    }
}

impl Validate for models::CreateEquosSessionRequestAvatar {
    fn check(&self, checker: &mut Checker) {
        match self {
            Self::CreateEquosAvatarRequest(value) => Validate::check(value, checker),
            _ => {}
        }
    }
}

impl models::CreateEquosSessionRequestAvatar {
    /// Checks the value against the constraints of the API's document.
    ///
    /// # Errors
    /// Where it violates any: all of them, with their places.
    pub fn validate(&self) -> Result<(), ValidationError> {
        validate(self)
    }
}
