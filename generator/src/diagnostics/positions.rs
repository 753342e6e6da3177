//! Finds the positions of JSON pointers in a text: the bytes of their keys and values.
//!
//! Called only when diagnostics are printed. A text is parsed once for all pointers.

mod json;
mod yaml;

use super::SourceText;
use crate::pointer;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// A parse event of JSON or YAML; each is reported with its range of bytes.
enum Event<'a> {
    /// The beginning of a YAML document.
    StartDocument,
    StartObject,
    StartArray,
    End,
    /// A key or a scalar value.
    Scalar(std::borrow::Cow<'a, str>),
}

/// The position of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Position {
    /// The bytes of its key, if it is a member of an object.
    pub key: Option<Range<usize>>,
    /// The bytes of a scalar, or of the first character of an object or array.
    pub value: Range<usize>,
    /// Whether the value is neither an object nor an array.
    pub is_scalar: bool,
    /// The number of arrays that contain it.
    pub arrays: usize,
}

impl Position {
    /// Returns the bytes to be marked for the value: a scalar itself, otherwise the key of the value.
    pub fn mark(&self) -> Range<usize> {
        match &self.key {
            Some(key) if !self.is_scalar || self.value.is_empty() => key.clone(),
            _ => self.value.clone(),
        }
    }

    /// Returns the bytes of the key, or of the value if it has no key.
    pub fn key(&self) -> Range<usize> {
        self.key.clone().unwrap_or_else(|| self.value.clone())
    }
}

/// The positions in one text.
#[derive(Debug, Default)]
pub(super) struct Positions {
    last: HashMap<String, Position>,
    /// Where an earlier member of the same object has the same key.
    first: HashMap<String, Position>,
    /// The bytes of the mark before the second document.
    pub next_document: Option<Range<usize>>,
}

impl Positions {
    /// Finds these pointers and their ancestors. With `to_end` the whole document is read, since the last of several
    /// members with the same key counts, and another document may follow.
    pub fn find<'p>(
        source: &SourceText,
        pointers: impl IntoIterator<Item = &'p str>,
        to_end: bool,
    ) -> Self {
        let mut walk = Walk::new(pointers, to_end);
        if source.is_json() {
            json::read(&source.text, &mut |event, range| walk.take(event, range));
        } else {
            yaml::read(&source.text, &mut |event, range| walk.take(event, range));
        }
        walk.found
    }

    /// Returns the position of a value; the last one if its object contains the key more than once.
    pub fn exact(&self, pointer: &str) -> Option<&Position> {
        self.last.get(pointer)
    }

    /// Returns the first position of a value whose object contains the key more than once.
    pub fn first(&self, pointer: &str) -> Option<&Position> {
        self.first.get(pointer).or_else(|| self.last.get(pointer))
    }

    /// Returns the position of a value, or that of its nearest ancestor in the text if something is missing.
    pub fn nearest(&self, pointer: &str) -> Option<&Position> {
        ancestors(pointer).find_map(|ancestor| self.exact(ancestor))
    }
}

/// Returns the pointer itself, then its ancestors up to the root.
fn ancestors(pointer: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(pointer), |pointer| {
        pointer.rsplit_once('/').map(|(parent, _)| parent)
    })
}

/// Records the bytes of the wanted pointers while it processes the events of a text.
struct Walk<'p> {
    /// The wanted pointers that have not been found yet.
    missing: HashSet<&'p str>,
    /// The wanted pointers and their ancestors.
    wanted: HashSet<&'p str>,
    to_end: bool,
    /// The document is not empty.
    has_root: bool,
    found: Positions,
    pointer: String,
    open: Vec<Open>,
}

/// An object or array whose end has not been reached.
struct Open {
    /// The length of its pointer.
    length: usize,
    /// The index of its next item, if it is an array.
    item: Option<usize>,
    /// The bytes of the last key, if it is an object and the value of that key has not begun.
    key: Option<Range<usize>>,
}

impl<'p> Walk<'p> {
    fn new(pointers: impl IntoIterator<Item = &'p str>, to_end: bool) -> Self {
        let missing: HashSet<&str> = pointers.into_iter().collect();
        Self {
            wanted: missing
                .iter()
                .flat_map(|pointer| ancestors(pointer))
                .collect(),
            missing,
            to_end,
            has_root: false,
            found: Positions::default(),
            pointer: String::new(),
            open: Vec::new(),
        }
    }

    /// Processes an event. Returns `false` once every pointer has been found, and at the end of the document that is
    /// used: the first one that is not empty.
    fn take(&mut self, event: Event<'_>, range: Range<usize>) -> bool {
        match event {
            Event::StartDocument if self.has_root => {
                self.found.next_document = Some(range);
                return false;
            }
            Event::StartDocument => {}
            Event::End => {
                self.open.pop();
                self.leave();
            }
            Event::Scalar(text) => {
                // An empty document is null.
                self.has_root |= !matches!(&*text, "" | "~" | "null");
                if !self.enter_key(&text, &range) {
                    let key = self.enter_value();
                    self.note(key, range, true);
                    self.leave();
                }
            }
            Event::StartObject | Event::StartArray => {
                self.has_root = true;
                let key = self.enter_value();
                self.note(key, range.start..range.start + 1, false);
                let item = matches!(event, Event::StartArray).then_some(0);
                self.open.push(Open {
                    length: self.pointer.len(),
                    item,
                    key: None,
                });
            }
        }
        self.to_end || !self.missing.is_empty()
    }

    /// Processes a scalar as a key of the open object. Returns `false` if it is a value.
    fn enter_key(&mut self, text: &str, range: &Range<usize>) -> bool {
        match self.open.last_mut() {
            Some(open) if open.item.is_none() && open.key.is_none() => {
                open.key = Some(range.clone());
                pointer::push(&mut self.pointer, text);
                true
            }
            _ => false,
        }
    }

    /// Enters a value and returns the bytes of its key, if it has one.
    fn enter_value(&mut self) -> Option<Range<usize>> {
        let open = self.open.last_mut()?;
        if let Some(item) = &mut open.item {
            pointer::push_index(&mut self.pointer, *item);
            *item += 1;
        }
        open.key.take()
    }

    /// Leaves a value: the current pointer becomes that of its parent.
    fn leave(&mut self) {
        let length = self.open.last().map_or(0, |open| open.length);
        self.pointer.truncate(length);
    }

    fn note(&mut self, key: Option<Range<usize>>, value: Range<usize>, is_scalar: bool) {
        if !self.wanted.contains(self.pointer.as_str()) {
            return;
        }
        self.missing.remove(self.pointer.as_str());
        let position = Position {
            key,
            value,
            is_scalar,
            arrays: self.open.iter().filter(|open| open.item.is_some()).count(),
        };
        let earlier = self.found.last.insert(self.pointer.clone(), position);
        if let Some(earlier) = earlier {
            let first = &mut self.found.first;
            first.entry(self.pointer.clone()).or_insert(earlier);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text_at<'a>(text: &'a str, pointer: &str) -> &'a str {
        let source = SourceText {
            name: "test".into(),
            text: text.to_owned(),
        };
        let found = Positions::find(&source, [pointer], false);
        &text[found.nearest(pointer).unwrap().mark()]
    }

    #[test]
    fn a_scalar_is_found_by_its_value_and_an_object_by_its_key() {
        for text in [
            "a:\n  - b: c\n    d: {}\n",
            r#"{"a": [{"b": "c", "d": {}}]}"#,
        ] {
            assert_eq!(text_at(text, "/a/0/b").trim_matches('"'), "c");
            assert_eq!(text_at(text, "/a/0/d").trim_matches('"'), "d");
        }
    }

    #[test]
    fn keys_are_escaped_as_pointers_are() {
        for text in [
            "/pets/{id}:\n  a~b: x\n",
            r#"{"\/pets/{id}": {"a~b": "x"}}"#,
        ] {
            assert_eq!(text_at(text, "/~1pets~1{id}/a~0b").trim_matches('"'), "x");
        }
    }

    #[test]
    fn a_missing_pointer_is_shown_at_its_nearest_ancestor() {
        assert_eq!(text_at("info:\n  title: x\n", "/info/version/nope"), "info");
        assert_eq!(
            text_at(r#"{"info": {"title": "x"}}"#, "/info/version"),
            "\"info\""
        );
    }

    #[test]
    fn characters_of_several_bytes_before_it_are_counted() {
        assert_eq!(text_at("é: ü\nb: 東京\nc: d\n", "/c"), "d");
        assert_eq!(
            text_at("{\"é\": \"\\ud83d\\ude00\", \"c\": 12}", "/c"),
            "12"
        );
    }

    #[test]
    fn a_plain_scalar_ends_where_its_text_ends() {
        assert_eq!(
            text_at("a: some text   # comment\nb: 1\n", "/a"),
            "some text"
        );
    }

    #[test]
    fn positions_before_a_syntax_error_are_found() {
        assert_eq!(text_at("a: b\nc: [", "/a"), "b");
        assert_eq!(text_at("{\"a\": 1, \"b\": [", "/a"), "1");
    }

    #[test]
    fn the_last_of_several_equal_keys_counts_and_the_first_is_known() {
        for text in [
            "a: {b: 1}\nc: 2\na: 3\n",
            r#"{"a": {"b": 1}, "c": 2, "a": 3}"#,
        ] {
            let source = SourceText {
                name: "test".into(),
                text: text.to_owned(),
            };
            let found = Positions::find(&source, ["/a"], true);
            assert_eq!(&text[found.exact("/a").unwrap().mark()], "3");
            let first = found.first("/a").unwrap();
            assert!(!first.is_scalar);
            assert!(first.key().start < 5);
        }
    }

    #[test]
    fn a_key_without_a_value_is_marked_itself() {
        assert_eq!(text_at("a:\n  b:\n  c: 1\n", "/a/b"), "b");
    }

    #[test]
    fn the_document_ends_where_the_next_one_begins() {
        for (text, value, next) in [
            ("a: 1\n---\na: 2\n", "1", Some(5..8)),
            (
                "---\n# nothing\n---\na: é\n--- # next\na: 2\n",
                "é",
                Some(24..27),
            ),
            ("a: 1\n...\nb: 2\n", "1", Some(9..10)),
            ("a: |\n  ---\n", "-", None),
            ("a: 1\n", "1", None),
        ] {
            let source = SourceText {
                name: "test".into(),
                text: text.to_owned(),
            };
            let found = Positions::find(&source, ["/a"], true);
            assert_eq!(&text[found.exact("/a").unwrap().mark()], value);
            assert_eq!(found.next_document, next, "{text}");
        }
    }
}
