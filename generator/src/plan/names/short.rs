//! Shorter names for types that are deep inside others.
//!
//! Such a type is named after what contains it, outermost first. Where that is too long, or repeats itself, the words in
//! the middle are left out: the payment method options of a card inside the request that confirms a payment intent are
//! `ConfirmPaymentIntentCard`. The name depends on the place of the type only, so that a type that is added
//! elsewhere does not change it.

use crate::words::words;
use std::collections::HashMap;

/// A longer name is shortened, if it can be.
const LONGEST: usize = 50;

/// Returns the words of names for a type inside `root`, the best first, if its whole name is too long or repeats itself.
/// Each step leads from a type into the next one.
///
/// In a component whose name is long itself, the last step is the whole name if it says enough.
pub fn shortened(root: &str, steps: &[&str], is_component: bool) -> Option<[String; 3]> {
    let root = words(root);
    let steps: Vec<Vec<String>> = steps.iter().map(|step| words(step)).collect();
    let whole: Vec<&String> = root.iter().chain(steps.iter().flatten()).collect();
    if letters(&whole) <= LONGEST && !repeats(&whole) {
        return None;
    }
    let new = without_repetitions(&root, &steps);
    let name = |kept: &[&[String]]| {
        let words: Vec<&str> = root
            .iter()
            .chain(kept.iter().copied().flatten())
            .map(String::as_str)
            .collect();
        words.join(" ")
    };
    let (first, rest) = new.split_first()?;
    let mut with_first = vec![first.as_slice()];
    with_first.extend(at_end(rest, letters(&root) + letters(first)));
    let all: Vec<&[String]> = new.iter().map(Vec::as_slice).collect();
    let best = name(&at_end(&new, letters(&root)));
    let last = steps.last()?;
    if is_component && last.len() >= 3 && letters(&root) + letters(last) > LONGEST {
        return Some([last.join(" "), best, name(&all)]);
    }
    Some([best, name(&with_first), name(&all)])
}

/// Returns the steps at the end that fit behind so many letters; the last one in any case.
fn at_end(steps: &[Vec<String>], mut length: usize) -> Vec<&[String]> {
    let mut kept: Vec<&[String]> = Vec::new();
    for step in steps.iter().rev() {
        length += letters(step);
        if length > LONGEST && !kept.is_empty() {
            break;
        }
        kept.push(step);
    }
    kept.reverse();
    kept
}

/// Returns the steps without the words that the root or an earlier step has, and without the role of the first one
/// (`request`) if others follow. A step that says nothing new is left out, except for the last.
fn without_repetitions(root: &[String], steps: &[Vec<String>]) -> Vec<Vec<String>> {
    let mut known: Vec<Vec<String>> = vec![root.to_vec()];
    let mut kept: Vec<Vec<String>> = Vec::new();
    let last = steps.len().saturating_sub(1);
    for (index, step) in steps.iter().enumerate() {
        let new = without_runs(step, &known);
        let is_role = index == 0
            && matches!(step.as_slice(), [role] if role == "request" || role == "response");
        if index == last {
            kept.push(if new.is_empty() { step.clone() } else { new });
        } else if !new.is_empty() && !is_role {
            kept.push(new);
        }
        known.push(step.clone());
    }
    kept
}

/// Returns the words of a step without those at its beginning that are all of an earlier step, or two or more words of
/// one.
fn without_runs(step: &[String], known: &[Vec<String>]) -> Vec<String> {
    let is_known = |run: &[String]| {
        known.iter().any(|words| {
            words == run || (run.len() >= 2 && words.windows(run.len()).any(|window| window == run))
        })
    };
    let longest = (1..=step.len()).rev();
    let run = longest
        .filter_map(|length| step.get(..length))
        .find(|run| is_known(run));
    let length = run.map_or(0, <[String]>::len);
    step.get(length..).unwrap_or_default().to_vec()
}

fn letters(words: &[impl AsRef<str>]) -> usize {
    let lengths = words.iter().map(|word| word.as_ref().chars().count());
    lengths.sum()
}

/// Returns `true` if one word occurs three times, or three words occur again.
fn repeats(words: &[&String]) -> bool {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for word in words {
        *counts.entry(word).or_default() += 1;
    }
    let again: usize = counts.values().map(|count| count - 1).sum();
    again >= 3 || counts.values().any(|&count| count >= 3)
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn the_middle_is_left_out() {
        for (root, steps, expected) in [
            ("Pet", &["owner", "address"][..], None),
            (
                "confirm payment intent",
                &[
                    "request",
                    "payment_method_options",
                    "card",
                    "mandate_options",
                    "amount_type",
                ],
                Some("confirm payment intent card mandate options amount type"),
            ),
            (
                "confirm payment intent",
                &[
                    "request",
                    "payment_method_options",
                    "wechat_pay",
                    "payment_method_options_param",
                ],
                Some("confirm payment intent wechat pay param"),
            ),
            (
                "update payment link",
                &[
                    "request",
                    "shipping_address_collection",
                    "shipping_address_collection_params",
                ],
                Some("update payment link shipping address collection params"),
            ),
            ("Step", &["steps", "step", "step"], Some("step steps step")),
        ] {
            let found = shortened(root, steps, root == "Step").map(|[best, ..]| best);
            assert_eq!(found.as_deref(), expected, "{root}");
        }
    }
}
