//! Derives a case from a seed: a document with a few random changes, the same for the same seed.
//!
//! Most changes are made to the `tree`, since a text that does not parse tests little; some are made to the `text`.

mod text;
mod tree;
mod values;

pub use tree::{delete, pointers};

use fastrand::Rng;
use sdkwright::diagnostics::{Diagnostics, Sources};
use serde_json::Value;
use text::changed_text;
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

/// Returns the case of this seed, or `None` if there are no documents.
pub fn case(seed: u64, documents: &[SourceDocument]) -> Option<Case> {
    let mut random = Rng::with_seed(seed);
    let document = pick(&mut random, documents)?;
    let donor = pick(&mut random, documents)?;
    let text = if random.u8(..8) == 0 {
        changed_text(&mut random, &document.text)
    } else {
        let mut tree = document.tree.clone();
        for _ in 0..random.usize(1..=8) {
            change(&mut random, &mut tree, &donor.tree);
        }
        tree.to_string().into_bytes()
    };
    Some(Case {
        origin: document.name.clone(),
        text,
    })
}

fn pick<'a, T>(random: &mut Rng, items: &'a [T]) -> Option<&'a T> {
    if items.is_empty() {
        return None;
    }
    items.get(random.usize(..items.len()))
}
