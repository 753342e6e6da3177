//! How small can a document be that still shows a finding?
//!
//! Parts of the tree are taken out, the largest first, as long as the same is found without them; where the text is no
//! tree, pieces of the text.

use super::mutate::{delete, places};
use super::workers::{Folder, ask};
use crate::process::Failure;
use serde_json::Value;
use std::time::{Duration, Instant};

/// Long enough for a small document.
const PATIENCE: Duration = Duration::from_secs(45);

/// The smallest text that was found to show the same.
pub fn minimize(text: &[u8], what: &str, limit: Duration) -> Result<Vec<u8>, Failure> {
    let folder = Folder::new()?;
    let start = Instant::now();
    let mut shows = |text: &[u8]| -> Result<bool, Failure> {
        if start.elapsed() > PATIENCE {
            return Ok(false);
        }
        let found = ask(&folder.holding(text)?, limit)?;
        Ok(found.iter().any(|found| cause(found) == cause(what)))
    };
    let Ok(tree) = serde_json::from_slice::<Value>(text) else {
        return smaller_text(text.to_vec(), &mut shows);
    };
    let tree = smaller_tree(tree, &mut shows)?;
    Ok(serde_json::to_vec_pretty(&tree)?)
}

/// What two findings of the same cause have in common: not the names of what they were found in.
pub fn cause(what: &str) -> &str {
    if what.starts_with("panic at ") {
        return what;
    }
    what.split([':', '`'])
        .next()
        .unwrap_or(what)
        .split(" in ")
        .next()
        .unwrap_or(what)
}

fn smaller_tree(
    mut tree: Value,
    shows: &mut dyn FnMut(&[u8]) -> Result<bool, Failure>,
) -> Result<Value, Failure> {
    loop {
        let mut is_smaller = false;
        let mut ahead: Vec<(usize, String)> = places(&tree)
            .into_iter()
            .map(|place| {
                (
                    tree.pointer(&place)
                        .map_or(0, |value| value.to_string().len()),
                    place,
                )
            })
            .collect();
        ahead.sort_by_key(|(size, place)| {
            (std::cmp::Reverse(*size), std::cmp::Reverse(place.clone()))
        });
        for (_, place) in ahead {
            if tree.pointer(&place).is_none() {
                continue;
            }
            let mut without = tree.clone();
            delete(&mut without, &place);
            if shows(without.to_string().as_bytes())? {
                tree = without;
                is_smaller = true;
            }
        }
        if !is_smaller {
            return Ok(tree);
        }
    }
}

fn smaller_text(
    mut text: Vec<u8>,
    shows: &mut dyn FnMut(&[u8]) -> Result<bool, Failure>,
) -> Result<Vec<u8>, Failure> {
    let mut piece = text.len() / 2;
    while piece > 0 {
        let mut from = 0;
        while from < text.len() {
            let mut without = text.clone();
            without.drain(from..(from + piece).min(text.len()));
            if shows(&without)? {
                text = without;
            } else {
                from += piece;
            }
        }
        piece /= 2;
    }
    Ok(text)
}
