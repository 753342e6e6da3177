//! Reduces a document as far as it still has the same finding.
//!
//! Parts of the tree are removed, the largest first, as long as the finding stays; pieces of the text if it is not a
//! tree.

use super::workers::{ScratchFolder, run_document};
use crate::process::Failure;
use sdkwright_fuzz::mutate::{delete, pointers};
use serde_json::Value;
use std::time::{Duration, Instant};

/// The time limit for one document.
const TIME: Duration = Duration::from_secs(45);

/// Returns the smallest text that was found to have the same finding.
pub fn minimize(text: &[u8], what: &str, limit: Duration) -> Result<Vec<u8>, Failure> {
    let folder = ScratchFolder::new()?;
    let start = Instant::now();
    let mut has_finding = |text: &[u8]| -> Result<bool, Failure> {
        if start.elapsed() > TIME {
            return Ok(false);
        }
        let found = run_document(&folder.write(text)?, limit)?;
        Ok(found.iter().any(|found| cause(found) == cause(what)))
    };
    let Ok(tree) = serde_json::from_slice::<Value>(text) else {
        return smaller_text(text.to_vec(), &mut has_finding);
    };
    let tree = smaller_tree(tree, &mut has_finding)?;
    Ok(serde_json::to_vec_pretty(&tree)?)
}

/// Returns the part of a finding that is the same for the same cause, without names of the document.
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
    has_finding: &mut dyn FnMut(&[u8]) -> Result<bool, Failure>,
) -> Result<Value, Failure> {
    loop {
        let mut is_smaller = false;
        let mut pending: Vec<(usize, String)> = pointers(&tree)
            .into_iter()
            .map(|pointer| {
                (
                    tree.pointer(&pointer)
                        .map_or(0, |value| value.to_string().len()),
                    pointer,
                )
            })
            .collect();
        pending.sort_by_key(|(size, pointer)| {
            (std::cmp::Reverse(*size), std::cmp::Reverse(pointer.clone()))
        });
        for (_, pointer) in pending {
            if tree.pointer(&pointer).is_none() {
                continue;
            }
            let mut without = tree.clone();
            delete(&mut without, &pointer);
            if has_finding(without.to_string().as_bytes())? {
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
    has_finding: &mut dyn FnMut(&[u8]) -> Result<bool, Failure>,
) -> Result<Vec<u8>, Failure> {
    let mut piece = text.len() / 2;
    while piece > 0 {
        let mut from = 0;
        while from < text.len() {
            let mut without = text.clone();
            without.drain(from..(from + piece).min(text.len()));
            if has_finding(&without)? {
                text = without;
            } else {
                from += piece;
            }
        }
        piece /= 2;
    }
    Ok(text)
}
