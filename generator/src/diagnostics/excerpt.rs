//! The lines around the marked parts of a text, safe to print, and short whatever the length of the lines is.

use super::lines::Lines;
use super::printable::visible;
use std::ops::Range;

/// A longer line is minified text, of which only the part around the mark is shown. In bytes.
const LONG: usize = 400;
/// Characters that are shown before and after a mark in a long line.
const AROUND: usize = 50;
/// Characters of a mark that are shown in a long line.
const MARKED: usize = 80;
/// Parts that are no farther from each other are shown together.
const NEAR: usize = 12;
/// What is left out of a long line.
const CUT: char = '…';

/// Some lines of a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    /// The lines.
    pub text: String,
    /// The number of the first line.
    pub line: usize,
    /// The marked bytes of the lines.
    pub marks: Vec<Range<usize>>,
    /// The lines do not begin where those of the text begin, so that columns differ.
    pub is_cut: bool,
}

/// Returns the line with the beginning of the mark.
pub(super) fn line(text: &str, lines: &Lines<'_>, mark: &Range<usize>) -> Excerpt {
    let number = lines.position(mark.start).line;
    let whole = lines.range(number);
    if whole.len() <= LONG {
        return excerpt(text, number, whole, std::slice::from_ref(mark));
    }
    let mark = within(mark, &whole);
    let marked = text.get(mark.clone()).unwrap_or_default();
    let end = mark.start + length(marked, MARKED);
    let before = text.get(whole.start..mark.start).unwrap_or_default();
    let kept = before.chars().rev().take(AROUND).map(char::len_utf8);
    let from = mark.start - kept.sum::<usize>();
    let after = text.get(end..whole.end).unwrap_or_default();
    let to = end + length(after, AROUND);
    let mark = mark.start..end;
    let mut cut = excerpt(text, number, from..to, std::slice::from_ref(&mark));
    if from > whole.start {
        cut.text.insert(0, CUT);
        for mark in &mut cut.marks {
            *mark = mark.start + CUT.len_utf8()..mark.end + CUT.len_utf8();
        }
    }
    if to < whole.end {
        cut.text.push(CUT);
    }
    cut.is_cut = true;
    cut
}

/// Returns the lines with all of these marks, if they are near each other.
pub(super) fn lines_together(
    text: &str,
    lines: &Lines<'_>,
    marks: &[Range<usize>],
) -> Option<Excerpt> {
    let numbers = marks.iter().map(|mark| lines.position(mark.start).line);
    let (first, last) = (numbers.clone().min()?, numbers.max()?);
    if last - first > NEAR || (first..=last).any(|line| lines.range(line).len() > LONG) {
        return None;
    }
    let whole = lines.range(first).start..lines.range(last).end;
    let marks: Vec<_> = marks
        .iter()
        .map(|mark| within(mark, &lines.range(lines.position(mark.start).line)))
        .collect();
    Some(excerpt(text, first, whole, &marks))
}

fn excerpt(text: &str, line: usize, bytes: Range<usize>, marks: &[Range<usize>]) -> Excerpt {
    let part = text.get(bytes.clone()).unwrap_or_default();
    let shown_length = |end: usize| {
        let before = part.get(..end).unwrap_or_default();
        before.chars().map(|it| shown(it).len_utf8()).sum::<usize>()
    };
    let marks = marks.iter().map(|mark| {
        let mark = whole_characters(text, within(mark, &bytes));
        shown_length(mark.start - bytes.start)..shown_length(mark.end - bytes.start)
    });
    Excerpt {
        marks: marks.collect(),
        text: part.chars().map(shown).collect(),
        line,
        is_cut: false,
    }
}

/// Returns what is printed for a character of a source. The renderer expands tabs.
fn shown(character: char) -> char {
    match character {
        '\n' | '\t' => character,
        _ => visible(character),
    }
}

/// Returns the length in bytes of the first characters.
fn length(text: &str, characters: usize) -> usize {
    text.chars().take(characters).map(char::len_utf8).sum()
}

fn within(range: &Range<usize>, bounds: &Range<usize>) -> Range<usize> {
    let start = range.start.clamp(bounds.start, bounds.end);
    start..range.end.clamp(start, bounds.end)
}

/// Extends a range of bytes to the boundaries of characters.
fn whole_characters(text: &str, range: Range<usize>) -> Range<usize> {
    let start = (0..=range.start.min(text.len()))
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or_default();
    let end = range.end.clamp(start, text.len());
    let end = (end..=text.len()).find(|at| text.is_char_boundary(*at));
    start..end.unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str, mark: Range<usize>) -> Excerpt {
        line(text, &Lines::new(text), &mark)
    }

    fn marked(excerpt: &Excerpt) -> &str {
        &excerpt.text[excerpt.marks[0].clone()]
    }

    #[test]
    fn the_marked_text_stays_marked_behind_replaced_characters() {
        let text = "x\na: \u{1b}[2J\u{202e}é b: c\n";
        let start = text.find("c\n").unwrap();
        let found = of(text, start..start + 1);
        assert_eq!(found.line, 2);
        assert_eq!(found.text, "a: ␛[2J\u{fffd}é b: c");
        assert_eq!(marked(&found), "c");
    }

    #[test]
    fn a_long_line_is_cut_around_the_mark() {
        let text = format!(
            "[{}\"mark\"{}]",
            "\"é\",".repeat(1_000_000),
            ",1".repeat(1_000_000)
        );
        let start = text.find("\"mark\"").unwrap();
        let found = of(&text, start..start + 6);
        assert_eq!(marked(&found), "\"mark\"");
        assert!(found.text.starts_with(CUT) && found.text.ends_with(CUT));
        assert_eq!(found.text.chars().count(), 2 * AROUND + 6 + 2);
        assert!(found.is_cut);
    }

    #[test]
    fn a_long_mark_is_cut_too() {
        let text = format!("{}: {}", "k".repeat(LONG), "v".repeat(10 * LONG));
        let found = of(&text, LONG + 2..text.len());
        assert_eq!(marked(&found), "v".repeat(MARKED));
    }

    #[test]
    fn a_mark_of_several_lines_ends_with_the_first() {
        let found = of("a: b\n  c\n", 3..8);
        assert_eq!((found.text.as_str(), marked(&found)), ("a: b", "b"));
    }

    #[test]
    fn a_mark_covers_complete_characters() {
        assert_eq!(whole_characters("aé", 2..2), 1..3);
        assert_eq!(whole_characters("aé", 9..12), 3..3);
    }

    #[test]
    fn near_marks_are_shown_together() {
        let text = "a: 1\nb: 2\na: 3\n";
        let lines = Lines::new(text);
        let found = lines_together(text, &lines, &[10..11, 0..1]).unwrap();
        assert_eq!(found.text, "a: 1\nb: 2\na: 3");
        assert_eq!(found.marks, [10..11, 0..1]);
        let far = format!("a: 1\n{}a: 3\n", "b: 2\n".repeat(NEAR));
        let end = far.len() - 5;
        let marks = [0..1, end..end + 1];
        assert_eq!(lines_together(&far, &Lines::new(&far), &marks), None);
    }
}
