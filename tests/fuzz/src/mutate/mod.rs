//! Derives a case from choices: a document with a few changes, the same for the same choices.
//!
//! Most changes are made to the `tree`, since a text that does not parse tests little; some are made to the `text`.

mod text;
mod tree;
mod values;

pub use text::changed_text;
pub use tree::{delete, pointers};

use crate::choices::Choices;
use sdkwright::diagnostics::{Diagnostics, Sources};
use serde_json::Value;
use tree::change;

/// A document that cases are derived from.
#[derive(Clone, Debug)]
pub struct SourceDocument {
    /// Its name in reports.
    pub name: String,
    /// Its text.
    pub text: Vec<u8>,
    /// The parsed text.
    pub tree: Value,
}

impl SourceDocument {
    /// Parses the text as the generator does. Returns `None` for a document that does not parse.
    pub fn read(name: &str, text: Vec<u8>) -> Option<Self> {
        let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
        let readable = String::from_utf8(text.clone()).ok()?;
        let document =
            sdkwright::load::document_from_text(name, readable, &mut sources, &mut diagnostics)?;
        Some(Self {
            name: name.to_owned(),
            text,
            tree: document.tree,
        })
    }
}

/// A document to test.
#[derive(Clone, Debug)]
pub struct Case {
    /// The name of the document that it was derived from.
    pub origin: String,
    /// Its text, JSON or YAML.
    pub text: Vec<u8>,
}

/// The number of choices that a seed makes.
const CHOICES: usize = 4096;

/// Returns the case of this seed, or `None` if there are no documents.
pub fn case_of_seed(seed: u64, documents: &[SourceDocument]) -> Option<Case> {
    let mut bytes = [0; CHOICES];
    fastrand::Rng::with_seed(seed).fill(&mut bytes);
    case(&mut Choices::new(&bytes), documents)
}

/// Returns the case of these choices, or `None` if there are no documents.
pub fn case(choices: &mut Choices<'_>, documents: &[SourceDocument]) -> Option<Case> {
    let document = choices.pick(documents)?;
    let donor = choices.pick(documents)?;
    let text = if choices.once_in(8) {
        changed_text(choices, &document.text)
    } else {
        let mut tree = document.tree.clone();
        for _ in 0..choices.within(1..=8) {
            change(choices, &mut tree, &donor.tree);
        }
        tree.to_string().into_bytes()
    };
    Some(Case {
        origin: document.name.clone(),
        text,
    })
}
