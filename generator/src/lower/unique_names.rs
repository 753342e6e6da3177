//! The shortest names that differ from each other.

use std::collections::{HashMap, HashSet};

/// The shortest name of each ladder that no other one of the resource has; who meets goes one longer, all of them.
pub(super) fn shortest_unique(ladders: Vec<Vec<Vec<String>>>) -> Vec<String> {
    let mut steps = vec![0_usize; ladders.len()];
    let name = |ladder: &Vec<Vec<String>>, step: usize| {
        ladder
            .get(step)
            .or(ladder.last())
            .map(|words| words.join(" "))
            .unwrap_or_default()
    };
    loop {
        let names: Vec<String> = ladders
            .iter()
            .zip(&steps)
            .map(|(ladder, &step)| name(ladder, step))
            .collect();
        let mut count: HashMap<String, usize> = HashMap::new();
        for name in &names {
            *count.entry(spelled(name)).or_default() += 1;
        }
        let mut moved = false;
        for ((ladder, step), current) in ladders.iter().zip(&mut steps).zip(&names) {
            if count.get(&spelled(current)).is_some_and(|&count| count > 1)
                && *step + 1 < ladder.len()
            {
                *step += 1;
                moved = true;
            }
        }
        if !moved {
            return numbered(names);
        }
    }
}

/// What an identifier keeps of a name.
fn spelled(name: &str) -> String {
    name.replace(' ', "_")
}

/// Names that are still the same get numbers, in the order of the document.
fn numbered(names: Vec<String>) -> Vec<String> {
    let mut taken: HashSet<String> = names.iter().map(|name| spelled(name)).collect();
    let mut seen = HashSet::new();
    names
        .into_iter()
        .map(|name| {
            if seen.insert(spelled(&name)) {
                return name;
            }
            let mut number = 2_usize;
            loop {
                let next = format!("{name} {number}");
                if taken.insert(spelled(&next)) {
                    return next;
                }
                number += 1;
            }
        })
        .collect()
}
