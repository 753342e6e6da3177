//! Chooses the shortest names that differ from each other.

use std::collections::{HashMap, HashSet};

/// Returns the shortest name of each list of candidates that no other one of the resource has. If several have the same
/// name, each of them uses its next longer one.
/// Names that are still the same then get numbers, in this order.
pub(super) fn shortest_unique(candidates: Vec<Vec<Vec<String>>>, order: &[usize]) -> Vec<String> {
    let mut steps = vec![0_usize; candidates.len()];
    let name = |ladder: &Vec<Vec<String>>, step: usize| {
        ladder
            .get(step)
            .or(ladder.last())
            .map(|words| words.join(" "))
            .unwrap_or_default()
    };
    loop {
        let names: Vec<String> = candidates
            .iter()
            .zip(&steps)
            .map(|(ladder, &step)| name(ladder, step))
            .collect();
        let mut count: HashMap<String, usize> = HashMap::new();
        for name in &names {
            *count.entry(spelled(name)).or_default() += 1;
        }
        let mut moved = false;
        for ((ladder, step), current) in candidates.iter().zip(&mut steps).zip(&names) {
            if count.get(&spelled(current)).is_some_and(|&count| count > 1)
                && *step + 1 < ladder.len()
            {
                *step += 1;
                moved = true;
            }
        }
        if !moved {
            return numbered(names, order);
        }
    }
}

/// Returns the part of a name that an identifier keeps.
fn spelled(name: &str) -> String {
    name.replace(' ', "_")
}

/// Adds numbers to names that equal an earlier one.
fn numbered(mut names: Vec<String>, order: &[usize]) -> Vec<String> {
    let mut taken: HashSet<String> = names.iter().map(|name| spelled(name)).collect();
    let mut seen = HashSet::new();
    for &index in order {
        let Some(name) = names
            .get_mut(index)
            .filter(|name| !seen.insert(spelled(name)))
        else {
            continue;
        };
        let numbers = 2_usize..;
        let free = numbers
            .map(|number| format!("{name} {number}"))
            .find(|next| taken.insert(spelled(next)));
        *name = free.unwrap_or_default();
    }
    names
}
