//! Shorter names for types that are deep inside others.
//!
//! Such a type is named after what contains it, outermost first. Where that is too long, or repeats itself, the words in
//! the middle are left out: the payment method options of a card inside the request that confirms a payment intent are
//! `ConfirmPaymentIntentCard`. The name depends on the place of the type only, so that a type that is added
//! elsewhere does not change it.

use crate::words::{is_preposition, words};
use std::collections::HashMap;

/// A longer name is shortened, if it can be.
const LONGEST: usize = 50;

/// Returns the words of names for a type inside `root`, the best first, if its whole name is too long or repeats itself.
/// Each step leads from a type into the next one.
///
/// Of a root whose name is long itself, only the words at its end are used for which there is room. In a component, the
/// last step is the whole name if it says enough.
pub fn shortened(root: &str, steps: &[&str], is_component: bool) -> Option<[String; 3]> {
    let whole_root = words(root);
    let steps: Vec<Vec<String>> = steps.iter().map(|step| words(step)).collect();
    let whole: Vec<&String> = whole_root.iter().chain(steps.iter().flatten()).collect();
    if letters(&whole) <= LONGEST && !repeats(&whole) {
        return None;
    }
    let root = without_doubled_runs(&whole_root);
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
    let kept = at_end(&new, letters(&root));
    let best = name(&kept);
    let last = steps.last()?;
    let room = LONGEST.checked_sub(letters(&kept.concat()));
    let fitting = room.filter(|room| letters(&root) > *room).map(|room| {
        let root = fitting(&root, room, is_component);
        [&*root, &kept.concat()].concat().join(" ")
    });
    match fitting {
        Some(fitting) if is_component && last.len() >= 3 => {
            Some([last.join(" "), fitting, name(&all)])
        }
        Some(fitting) => Some([fitting, best, name(&all)]),
        None => Some([best, name(&with_first), name(&all)]),
    }
}

/// Returns the words of a root for which there is room: those at its end, after the verb of an operation.
fn fitting(root: &[String], room: usize, is_component: bool) -> Vec<String> {
    let verbs = match root {
        _ if is_component => 0,
        // `get or create`
        [_, or, _, ..] if matches!(or.as_str(), "or" | "and") => 3,
        _ => 1,
    };
    let (head, rest) = match root.split_at_checked(verbs) {
        Some((verbs, rest)) if letters(verbs) <= room => (verbs, rest),
        _ => (Default::default(), root),
    };
    let mut length = letters(head);
    let fits = rest.iter().rev().take_while(|word| {
        length += word.chars().count();
        length <= room
    });
    let end = rest.get(rest.len() - fits.count()..).unwrap_or_default();
    let start = end.iter().take_while(|word| is_preposition(word)).count();
    [head, end.get(start..).unwrap_or_default()].concat()
}

/// Returns the words without runs that follow themselves: `customer balance customer balance settings`.
fn without_doubled_runs(words: &[String]) -> Vec<String> {
    let mut kept = words.to_vec();
    for length in (1..=words.len() / 2).rev() {
        let mut start = 0;
        while let (Some(run), Some(next)) = (
            kept.get(start..start + length),
            kept.get(start + length..start + 2 * length),
        ) {
            if run == next {
                kept.drain(start..start + length);
            } else {
                start += 1;
            }
        }
    }
    kept
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
            (
                "create billing portal session",
                &["request", "flow_data", "subscription_update_confirm"],
                Some("create portal session subscription update confirm"),
            ),
            ("Step", &["steps", "step", "step"], Some("step steps step")),
        ] {
            let found = shortened(root, steps, root == "Step").map(|[best, ..]| best);
            assert_eq!(found.as_deref(), expected, "{root}");
        }
    }

    #[test]
    fn of_a_long_component_the_words_at_the_end_are_used() {
        for (root, steps, expected) in [
            (
                "protected-branch-pull-request-review",
                &["dismissal_restrictions"][..],
                "branch pull request review dismissal restrictions",
            ),
            (
                "customer_balance_customer_balance_settings",
                &["reconciliation_mode"],
                "customer balance settings reconciliation mode",
            ),
        ] {
            let found = shortened(root, steps, true).map(|[best, ..]| best);
            assert_eq!(found.as_deref(), Some(expected), "{root}");
        }
    }
}
