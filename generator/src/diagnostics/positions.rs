//! Finds the position of a JSON pointer in a text: the bytes of its value if that is a scalar, otherwise of its key.
//!
//! Called only when diagnostics are printed. A text is parsed once for all pointers. A pointer that does not exist in
//! the text (an overlay added the node, or something is missing) falls back to its nearest existing ancestor.

mod json;
mod yaml;

use super::SourceText;
use crate::pointer;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// A parse event of JSON or YAML; each is reported with its range of bytes.
enum Event<'a> {
    StartObject,
    StartArray,
    End,
    /// A key or a scalar value.
    Scalar(std::borrow::Cow<'a, str>),
}

/// Returns the bytes of each of these pointers, or of its nearest existing ancestor.
pub(super) fn find<'p>(
    source: &SourceText,
    pointers: impl IntoIterator<Item = &'p str>,
) -> HashMap<String, Range<usize>> {
    let pointers: Vec<&str> = pointers.into_iter().collect();
    let mut walk = Walk::new(&pointers);
    if source.is_json() {
        json::read(&source.text, &mut |event, range| walk.take(event, range));
    } else {
        yaml::read(&source.text, &mut |event, range| walk.take(event, range));
    }
    let found = walk.found;
    let nearest =
        |pointer: &str| ancestors(pointer).find_map(|ancestor| found.get(ancestor).cloned());
    pointers
        .iter()
        .filter_map(|pointer| Some(((*pointer).to_owned(), nearest(pointer)?)))
        .collect()
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
    found: HashMap<String, Range<usize>>,
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
    fn new(pointers: &[&'p str]) -> Self {
        Self {
            missing: pointers.iter().copied().collect(),
            wanted: pointers
                .iter()
                .flat_map(|pointer| ancestors(pointer))
                .collect(),
            found: HashMap::new(),
            pointer: String::new(),
            open: Vec::new(),
        }
    }

    /// Processes an event. Returns `false` once every pointer has been found.
    fn take(&mut self, event: Event<'_>, range: Range<usize>) -> bool {
        match event {
            Event::End => {
                self.open.pop();
                self.leave();
            }
            Event::Scalar(text) => {
                if !self.enter_key(&text, &range) {
                    self.enter_value();
                    self.note(range);
                    self.leave();
                }
            }
            Event::StartObject | Event::StartArray => {
                let key = self.enter_value();
                self.note(key.unwrap_or(range.start..range.start + 1));
                let item = matches!(event, Event::StartArray).then_some(0);
                self.open.push(Open {
                    length: self.pointer.len(),
                    item,
                    key: None,
                });
            }
        }
        !self.missing.is_empty()
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
            self.pointer.push_str(&format!("/{item}"));
            *item += 1;
        }
        open.key.take()
    }

    /// Leaves a value: the current pointer becomes that of its parent.
    fn leave(&mut self) {
        let length = self.open.last().map_or(0, |open| open.length);
        self.pointer.truncate(length);
    }

    fn note(&mut self, range: Range<usize>) {
        if self.wanted.contains(self.pointer.as_str()) {
            self.found.insert(self.pointer.clone(), range);
            self.missing.remove(self.pointer.as_str());
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
        let found = find(&source, [pointer]);
        &text[found[pointer].clone()]
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
}
