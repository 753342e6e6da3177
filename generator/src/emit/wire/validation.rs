//! `validate()`, with the feature of that name: `src/wire/validation.rs`, a table of the constraints of the document.
//!
//! The table contains the types with a constraint anywhere in them, a line per property. All code is in the runtime.
//! Without the feature the table is not compiled.

mod limited;
mod rows;
mod rules;

use crate::emit::{Sdk, resource_features};
use crate::files::SourceFile;
use crate::plan::Planned;
pub use limited::Limited;
use rows::Rows;
use std::sync::Arc;

/// Adds `src/wire/validation.rs` if there are constraints, and returns whether it did.
pub fn emit<'p>(sdk: &Sdk<'p>, files: &mut Vec<SourceFile<'p>>) -> bool {
    let (planned, limited) = (sdk.planned, Arc::clone(&sdk.limited));
    if !limited.is_anything() {
        return false;
    }
    files.push(SourceFile::text("src/wire/validation.rs", move || {
        file(planned, &Rows::of(planned, &limited))
    }));
    true
}

fn file(planned: &Planned<'_>, rows: &Rows<'_>) -> String {
    let text = rows.text();
    let used: Vec<&str> = ["aliases", "form", "newtype", "object", "unchecked", "union"]
        .into_iter()
        .filter(|name| text.contains(&format!("check_{name}!")))
        .collect();
    let macros: Vec<String> = used.iter().map(|name| format!("check_{name}")).collect();
    let macros = match macros.as_slice() {
        [only] => only.clone(),
        macros => format!("{{{}}}", macros.join(", ")),
    };
    let matches = if text.contains("is_match)") {
        IS_MATCH
    } else {
        ""
    };
    let allow = resource_features::allow_unused_as_text(planned);
    format!(
        "{DOCS}{allow}use crate::models;\nuse crate::runtime::validation::Rule::*;\n\
         use crate::runtime::validation::{macros};\n\n{text}{matches}"
    )
}

const DOCS: &str = "\
//! The constraints of the API's document, checked by `validate()`: a line per property, with its name in JSON.
//!
//! A pattern that the crate `regex` does not support (one with a look-around, for example) is not checked; the docs of
//! the property say so.

";

const IS_MATCH: &str = r#"
/// Returns `true` if text matches a pattern. Each pattern is compiled once.
fn is_match(pattern: &'static str, text: &str) -> bool {
    use std::collections::BTreeMap;
    use std::sync::{Mutex, PoisonError};
    static READ: Mutex<BTreeMap<&str, Option<regex::Regex>>> = Mutex::new(BTreeMap::new());
    let mut read = READ.lock().unwrap_or_else(PoisonError::into_inner);
    let regex = read.entry(pattern).or_insert_with(|| regex::Regex::new(pattern).ok()).clone();
    drop(read);
    regex.is_none_or(|regex| regex.is_match(text))
}
"#;
