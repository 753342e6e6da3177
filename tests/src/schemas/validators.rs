//! Validates values with the definitions of a document.

use jsonschema::{Draft, Registry, Validator};
use serde_json::{Value, json};
use std::error::Error;

/// The address of the definitions.
const HERE: &str = "json-schema:///document";

/// Creates the validators of the definitions.
pub struct Validators<'w> {
    registry: Registry<'w>,
}

impl<'w> Validators<'w> {
    /// Takes one JSON Schema with all definitions, from [`to_json_schema`](super::Schemas::to_json_schema).
    ///
    /// # Errors
    /// If the validator does not accept the schema.
    pub fn new(whole: &'w Value) -> Result<Self, Box<dyn Error + Send + Sync>> {
        let registry = Registry::new()
            .add(HERE, Draft::Draft202012.create_resource_ref(whole))?
            .prepare()?;
        Ok(Self { registry })
    }

    /// Takes the same schema as [`new`](Self::new), and keeps it.
    ///
    /// # Errors
    /// If the validator does not accept the schema.
    pub fn owned(whole: Value) -> Result<Validators<'static>, Box<dyn Error + Send + Sync>> {
        let registry = Registry::new()
            .add(HERE, Draft::Draft202012.create_resource(whole))?
            .prepare()?;
        Ok(Validators { registry })
    }

    /// Returns the validator of the definition with this number.
    ///
    /// # Errors
    /// If the validator does not accept the schema.
    pub fn of(&self, number: usize) -> Result<Validator, Box<dyn Error + Send + Sync>> {
        let schema = json!({"$ref": format!("{HERE}#/$defs/{number}")});
        Ok(jsonschema::options()
            .with_draft(Draft::Draft202012)
            .with_registry(&self.registry)
            .should_validate_formats(true)
            .build(&schema)?)
    }
}
