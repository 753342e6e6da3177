//! Lists in messages.

use std::fmt::Display;

/// Returns the first texts, each in backquotes, and how many others there are.
pub fn listing<T: Display>(texts: &[T], most: usize) -> String {
    let shown = texts.iter().take(most);
    let shown: Vec<String> = shown.map(|text| format!("`{text}`")).collect();
    let mut listing = shown.join(", ");
    if texts.len() > most {
        listing.push_str(&format!(" and {} more", texts.len() - most));
    }
    listing
}
