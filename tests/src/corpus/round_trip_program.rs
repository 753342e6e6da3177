//! The source of the program, one per crate, that decodes and encodes JSON with the generated types.

use crate::schemas::Direction;
use crate::single_tree::pointer;
use sdkwright::model::{Type, TypeKind, TypeName};
use sdkwright::plan::{Planned, PlannedKind, PlannedType};
use serde::{Deserialize, Serialize};
use std::fmt::Write as _;

/// A component schema and its type.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Component {
    /// The JSON pointer of the schema in the single tree of the document.
    pub at: String,
    /// The name of the type in `models`.
    pub ident: String,
    pub direction: Direction,
}

/// Lists every component with a type.
pub fn components(planned: &Planned<'_>) -> Vec<Component> {
    let types = planned.api.types.iter().zip(&planned.types);
    types
        .filter(|((_, def), plan)| {
            matches!(def.name, TypeName::Component(_))
                && plan.same_as.is_none()
                && !is_content(planned, &def.kind, plan)
        })
        .map(|((_, def), plan)| Component {
            at: pointer(&def.at),
            ident: plan.ident.clone(),
            direction: match (plan.in_requests, plan.in_responses) {
                (_, true) => Direction::Response,
                (true, false) => Direction::Request,
                (false, false) => Direction::Neither,
            },
        })
        .collect()
}

/// Returns `true` for binary content and for multipart bodies, which are not JSON.
fn is_content(planned: &Planned<'_>, kind: &TypeKind, plan: &PlannedType<'_>) -> bool {
    match (kind, &plan.kind) {
        (TypeKind::Alias(Type::Binary), _) => true,
        (TypeKind::Alias(Type::Named(target)), _) => {
            let mut types = planned.api.types.iter().zip(&planned.types);
            let found = types.find(|((id, _), _)| id == target);
            found.is_some_and(|((_, def), plan)| is_content(planned, &def.kind, plan))
        }
        (_, PlannedKind::Struct(object)) => object.parts.is_some(),
        _ => false,
    }
}

/// Returns the program. Each line of its input is the number of a type and a JSON text. The line of output is `+` and
/// the JSON text that the type encodes, or `-` and the error of decoding.
pub fn program(package: &str, components: &[Component]) -> String {
    let mut types = String::new();
    for component in components {
        // Writing to a string does not fail.
        let _ = writeln!(types, "    convert::<models::{}>,", component.ident);
    }
    format!(
        r#"//! Decodes and encodes JSON with the types of the crate.
#![allow(deprecated)]

use {package}::models;
use serde_core::{{Serialize, de::DeserializeOwned}};
use std::io::BufRead as _;

const TYPES: &[fn(&str) -> serde_json::Result<String>] = &[
{types}];

fn convert<T: DeserializeOwned + Serialize>(text: &str) -> serde_json::Result<String> {{
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
