//! Chooses the shortest names that differ from each other.

use std::collections::{HashMap, HashSet};

/// A candidate for a name.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// Its words.
    pub words: Vec<String>,
    /// How readily it gives way: of equal names, the only one with the lowest number keeps it.
    pub yields: usize,
}

impl Candidate {
    /// Returns a candidate that gives way only if all equal ones do.
    pub(super) fn firm(words: Vec<String>) -> Self {
        Self { words, yields: 0 }
    }
}

/// Returns the shortest name of each list of candidates that no other list has. If several have the same
/// name, each of them uses its next longer one, except for the only one that yields least.
/// Names that are still the same then get numbers, in this order.
pub(super) fn shortest_unique(candidates: Vec<Vec<Candidate>>, order: &[usize]) -> Vec<String> {
    let mut steps = vec![0_usize; candidates.len()];
    loop {
        let current: Vec<(String, usize)> = candidates
            .iter()
            .zip(&steps)
            .map(|(ladder, &step)| {
                let candidate = ladder.get(step).or(ladder.last());
                candidate
                    .map(|candidate| (candidate.words.join(" "), candidate.yields))
                    .unwrap_or_default()
            })
            .collect();
        // Of each name, how readily each candidate yields.
        let mut claims: HashMap<String, Vec<usize>> = HashMap::new();
        for (name, yields) in &current {
            claims.entry(spelled(name)).or_default().push(*yields);
        }
        let keeps = |name: &str, yields: usize| {
            let others = claims.get(&spelled(name)).into_iter().flatten();
            others.filter(|&&other| other <= yields).count() == 1
        };
        let mut moved = false;
        for ((ladder, step), (name, yields)) in candidates.iter().zip(&mut steps).zip(&current) {
            if !keeps(name, *yields) && *step + 1 < ladder.len() {
                *step += 1;
                moved = true;
            }
        }
        if !moved {
            let names = current.into_iter().map(|(name, _)| name).collect();
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
