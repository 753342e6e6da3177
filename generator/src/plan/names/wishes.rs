//! Wishes for names, and how they are granted: the strongest claims first.

use std::borrow::Cow;
use std::collections::HashMap;

/// The candidates for one name.
pub struct Wish<'w> {
    /// The best candidate.
    pub first: String,
    /// The candidate used if the first is taken.
    pub second: Second<'w>,
    /// The candidate used if both are taken.
    pub third: Second<'w>,
    /// The name in the document. The claim is stronger if it equals the first candidate.
    pub as_written: String,
    /// The separator before a number.
    pub separator: &'static str,
}

/// The second candidate, made on demand: most names get their first one.
pub enum Second<'w> {
    /// The first candidate again.
    None,
    /// These words, converted by this function.
    Spelled(fn(&str) -> String, Cow<'w, str>),
}

impl Wish<'_> {
    /// A wish for one name.
    pub fn plain(name: &str, separator: &'static str) -> Self {
        Self {
            first: name.to_owned(),
            second: Second::None,
            third: Second::None,
            as_written: String::new(),
            separator,
        }
    }

    /// Orders claims to the same name.
    pub fn claim(&self) -> &str {
        match &self.second {
            Second::Spelled(_, words) if self.as_written.is_empty() => words,
            _ => &self.as_written,
        }
    }
}

impl Second<'_> {
    /// Returns the candidate, if there is one.
    pub fn name(&self) -> Option<String> {
        match self {
            Self::None => None,
            Self::Spelled(spelled, words) => Some(spelled(words)),
        }
    }
}

/// Assigns names, the strongest claims first. `take` takes a name for the wish of an index, unless it is taken.
pub fn give(wishes: &[Wish<'_>], take: &mut dyn FnMut(usize, &str) -> bool) -> Vec<String> {
    let mut assigned: Vec<Option<String>> = vec![None; wishes.len()];
    let order = strongest_first(wishes, Wish::claim);
    let tries: [fn(&Wish<'_>) -> Option<String>; 4] = [
        |wish| (wish.first == wish.as_written).then(|| wish.first.clone()),
        |wish| Some(wish.first.clone()),
        |wish| wish.second.name(),
        |wish| wish.third.name(),
    ];
    for wanted in tries {
        for &index in &order {
            if let (Some(slot), Some(wish)) = (assigned.get_mut(index), wishes.get(index))
                && slot.is_none()
                && let Some(name) = wanted(wish)
                && take(index, &name)
            {
                *slot = Some(name);
            }
        }
    }
    let mut numbers = HashMap::new();
    for index in order {
        if let (Some(slot), Some(wish)) = (assigned.get_mut(index), wishes.get(index)) {
            slot.get_or_insert_with(|| numbered(wish, &mut numbers, |name| take(index, name)));
        }
    }
    assigned
        .into_iter()
        .map(Option::unwrap_or_default)
        .collect()
}

/// The order of equal claims, which does not depend on the order of the document.
pub fn strongest_first<'a, T>(
    things: &'a [T],
    as_written: impl Fn(&'a T) -> &'a str,
) -> Vec<usize> {
    let claim = |index: &usize| {
        let name = things.get(*index).map_or("", &as_written);
        let symbols = name.chars().filter(|c| !c.is_alphanumeric()).count();
        (symbols, name)
    };
    let mut order: Vec<usize> = (0..things.len()).collect();
    order.sort_by_cached_key(claim);
    order
}

/// Returns the first candidate with the least number that is not taken. `numbers` has the last one of each name, so that
/// many equal wishes do not count from the beginning.
fn numbered(
    wish: &Wish<'_>,
    numbers: &mut HashMap<String, u32>,
    mut take: impl FnMut(&str) -> bool,
) -> String {
    let base = wish.first.trim_end_matches('_');
    let base = format!("{base}{}", wish.separator);
    let number = numbers.entry(base.clone()).or_insert(1);
    loop {
        *number += 1;
        let name = format!("{base}{number}");
        if take(&name) {
            return name;
        }
    }
}
