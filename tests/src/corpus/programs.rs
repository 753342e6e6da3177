//! The program that carries JSON through the generated types, one per crate.

use sdkwright::model::{Type, TypeKind, TypeName};
use sdkwright::plan::Planned;
use serde::{Deserialize, Serialize};
use std::fmt::Write as _;

/// A component schema and the type that it became.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Component {
    /// Its JSON pointer in the document.
    pub at: String,
    /// The type's name among the models.
    pub ident: String,
    pub travels: Travels,
}

/// Which way a type travels: the properties of the other way are no part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Travels {
    ToServer,
    FromServer,
    Nowhere,
}

/// Every component that has a type.
pub fn components(planned: &Planned<'_>) -> Vec<Component> {
    let types = planned.api.types.iter().zip(&planned.types);
    types
        .filter(|((_, def), plan)| {
            matches!(def.name, TypeName::Component(_))
                && plan.same_as.is_none()
                // Raw bytes are no JSON.
                && !matches!(def.kind, TypeKind::Alias(Type::Binary))
        })
        .map(|((_, def), plan)| Component {
            at: def.at.pointer.clone(),
            ident: plan.ident.clone(),
            travels: match (plan.in_requests, plan.in_responses) {
                (_, true) => Travels::FromServer,
                (true, false) => Travels::ToServer,
                (false, false) => Travels::Nowhere,
            },
        })
        .collect()
}

/// The program: each line is the number of a type and a JSON text; the answer is `+` and the JSON text that the type
/// writes, or `-` and why it did not read it.
pub fn program(package: &str, components: &[Component]) -> String {
    let mut types = String::new();
    for component in components {
        // Writing to a string does not fail.
        let _ = writeln!(types, "    carry::<models::{}>,", component.ident);
    }
    format!(
        r#"//! Carries JSON through the types of the crate.
#![allow(deprecated)]

use {package}::models;
use serde_core::{{Serialize, de::DeserializeOwned}};
use std::io::BufRead as _;

const TYPES: &[fn(&str) -> serde_json::Result<String>] = &[
{types}];

fn carry<T: DeserializeOwned + Serialize>(text: &str) -> serde_json::Result<String> {{
    serde_json::to_string(&serde_json::from_str::<T>(text)?)
}}

fn main() {{
    for line in std::io::stdin().lock().lines() {{
        let line = line.unwrap();
        let (number, text) = line.split_once(' ').unwrap();
        match TYPES[number.parse::<usize>().unwrap()](text) {{
            Ok(text) => println!("+{{text}}"),
            Err(error) => println!("-{{}}", error.to_string().replace('\n', " ")),
        }}
    }}
}}
"#
    )
}
