//! Changes to the text of a document.

use super::values::odd_name;
use crate::choices::Choices;

/// Returns the text with some changes.
pub fn changed_text(choices: &mut Choices<'_>, text: &[u8]) -> Vec<u8> {
    let mut text = text.to_vec();
    for _ in 0..choices.within(1..=6) {
        if text.is_empty() {
            break;
        }
        let from = choices.below(text.len());
        let to = (from + choices.within(1..=39)).min(text.len());
        match choices.below(7) {
            0 => drop(text.drain(from..to)),
            1 => {
                let piece = text.get(from..to).unwrap_or_default().to_vec();
                let at = choices.within(0..=text.len());
                text.splice(at..at, piece);
            }
            2 => text.truncate(text.len() - text.len().min(choices.below(200))),
            3 => {
                if let Some(byte) = text.get_mut(from) {
                    *byte ^= 1 << choices.below(8);
                }
            }
            4 => {
                let name = odd_name(choices);
                text.splice(from..from, name.into_bytes());
            }
            5 => {
                let marks: &[&[u8]] = &[
                    b"&a ",
                    b"*a",
                    b"<<: *a\n",
                    b"!!binary ",
                    b"|\n",
                    b"- ",
                    b": ",
                    b"{",
                    b"[",
                    b"\"",
                    b"\t",
                    b"\xff",
                    b"\xef\xbb\xbf",
                    b"---\n",
                    b"%YAML 1.2\n",
                ];
                let mark = choices.pick(marks).copied().unwrap_or_default();
                text.splice(from..from, mark.iter().copied());
            }
            _ => {
                // Lines move, which also changes their nesting in YAML.
                let line = |at: usize| {
                    text.get(..at)
                        .unwrap_or_default()
                        .iter()
                        .rposition(|byte| *byte == b'\n')
                        .map_or(0, |at| at + 1)
                };
                let (one, two) = (line(from), line(to));
                let moved: Vec<u8> = text.drain(one.min(two)..one.max(two)).collect();
                let at = choices.within(0..=text.len());
                text.splice(at..at, moved);
            }
        }
    }
    text
}
