//! Parses YAML from the events of a YAML parser, with the scalars of the core schema of YAML 1.2.
//!
//! There are two parsers. The first is strict and keeps the source text of scalars. Text that it rejects is parsed by
//! the second, which is as lenient as the tools with which people write their documents.

use super::budget::Budget;
use super::json;
use super::scalar;
use super::tree::{self, Parsed, Reason, Refusal, measure};
use crate::pointer;
use saphyr_parser::{Event, Parser, ScalarStyle, Span, Tag};
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::collections::HashMap;

/// Parses a YAML text.
pub(super) fn read(text: &str, budget: &Budget<'_>) -> Result<Parsed, Refusal> {
    match events(text, budget) {
        Err(Refusal {
            offset,
            reason: Reason::Syntax(message),
        }) => lenient(text, budget).ok_or(Refusal {
            offset,
            reason: Reason::Syntax(message),
        }),
        result => result,
    }
}

/// Parses a YAML text with the lenient parser.
fn lenient(text: &str, budget: &Budget<'_>) -> Option<Parsed> {
    let mut documents = serde_yaml::Deserializer::from_str(text);
    let mut parsed = json::read_with(documents.next()?, budget).ok()?;
    merge_all(&mut parsed.tree);
    parsed.has_more = documents.next().is_some();
    Some(parsed)
}

/// Resolves the merge keys of a tree.
fn merge_all(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(merge_all),
        Value::Object(object) => {
            object.values_mut().for_each(merge_all);
            if let Some(merged @ (Value::Object(_) | Value::Array(_))) = object.get("<<").cloned() {
                object.shift_remove("<<");
                merge(object, merged);
            }
        }
        _ => {}
    }
}

fn events(text: &str, budget: &Budget<'_>) -> Result<Parsed, Refusal> {
    let mut builder = Builder::new(budget);
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| Refusal {
            offset: bytes(text, error.marker().index()),
            reason: match error.info() {
                // The parser limits the nesting of flow collections itself.
                "recursion limit exceeded" => Reason::Deep,
                info => Reason::Syntax(info.to_owned()),
            },
        })?;
        if matches!(event, Event::DocumentStart(_)) && builder.is_done() {
            builder.parsed.has_more = true;
            break;
        }
        builder.take(event).map_err(|reason| Refusal {
            offset: start(text, span),
            reason,
        })?;
    }
    Ok(builder.parsed)
}

fn start(text: &str, span: Span) -> usize {
    bytes(text, span.start.index())
}

/// Converts an offset in characters, as the parser reports it, to bytes.
fn bytes(text: &str, characters: usize) -> usize {
    text.char_indices()
        .nth(characters)
        .map_or(text.len(), |(at, _)| at)
}

/// Builds a tree from events.
struct Builder<'b> {
    budget: &'b Budget<'b>,
    parsed: Parsed,
    open: Vec<Open>,
    anchors: HashMap<usize, Anchored>,
    aliased: u64,
    done: bool,
}

/// The value of an anchor.
struct Anchored {
    value: Value,
    size: u64,
    depth: u64,
}

/// A collection whose end has not been reached.
struct Open {
    anchor: usize,
    content: Content,
}

enum Content {
    Sequence(Vec<Value>),
    Mapping {
        object: Map<String, Value>,
        /// The key of the next value.
        key: Option<String>,
        /// The key is a merge key.
        is_merge: bool,
        merged: Vec<Value>,
    },
}

impl<'b> Builder<'b> {
    fn new(budget: &'b Budget<'b>) -> Self {
        Self {
            budget,
            parsed: Parsed::default(),
            open: Vec::new(),
            anchors: HashMap::new(),
            aliased: 0,
            done: false,
        }
    }

    fn count(&self, values: u64) -> Result<(), Reason> {
        match self.budget.take(values) {
            true => Ok(()),
            false => Err(Reason::Values),
        }
    }

    fn is_done(&self) -> bool {
        self.done
    }

    fn take(&mut self, event: Event<'_>) -> Result<(), Reason> {
        match event {
            Event::SequenceStart(anchor, _) => self.begin(anchor, Content::Sequence(Vec::new())),
            Event::MappingStart(anchor, _) => self.begin(
                anchor,
                Content::Mapping {
                    object: Map::new(),
                    key: None,
                    is_merge: false,
                    merged: Vec::new(),
                },
            ),
            Event::SequenceEnd | Event::MappingEnd => self.end(),
            Event::Scalar(text, style, anchor, tag) => {
                self.scalar(text, style, anchor, tag.as_deref())
            }
            Event::Alias(anchor) => self.alias(anchor),
            Event::DocumentEnd => {
                // An empty document (`---` twice, only comments) is skipped.
                self.done = !self.parsed.tree.is_null();
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn begin(&mut self, anchor: usize, content: Content) -> Result<(), Reason> {
        if self.is_key_due() {
            return Err(Reason::Syntax(
                "a key must be a scalar; quote it if it is a string".to_owned(),
            ));
        }
        if self.open.len() as u64 >= self.budget.limits.depth {
            return Err(Reason::Deep);
        }
        self.count(1)?;
        self.open.push(Open { anchor, content });
        Ok(())
    }

    fn end(&mut self) -> Result<(), Reason> {
        let Some(open) = self.open.pop() else {
            return Ok(());
        };
        let value = match open.content {
            Content::Sequence(items) => Value::Array(items),
            Content::Mapping {
                mut object, merged, ..
            } => {
                for source in merged {
                    merge(&mut object, source);
                }
                Value::Object(object)
            }
        };
        self.anchor(open.anchor, &value);
        self.put(value, None);
        Ok(())
    }

    fn scalar(
        &mut self,
        text: Cow<'_, str>,
        style: ScalarStyle,
        anchor: usize,
        tag: Option<&Tag>,
    ) -> Result<(), Reason> {
        if self.is_key_due() {
            let is_plain_merge = style == ScalarStyle::Plain && text == "<<";
            if anchor > 0 {
                self.anchor(anchor, &Value::String(text.clone().into_owned()));
            }
            self.key(text.into_owned(), is_plain_merge);
            return Ok(());
        }
        self.count(1)?;
        let core = tag
            .filter(|tag| tag.is_yaml_core_schema())
            .map(|tag| tag.suffix.as_str());
        let is_text = match core {
            Some("str" | "binary" | "timestamp") => true,
            Some("int" | "float" | "bool" | "null") => false,
            _ => style != ScalarStyle::Plain,
        };
        if is_text {
            let value = Value::String(text.into_owned());
            self.anchor(anchor, &value);
            self.put(value, None);
        } else {
            let resolved = scalar::resolve(&text);
            self.anchor(anchor, &resolved.value);
            self.put(resolved.value, resolved.is_rewritten.then_some(text));
        }
        Ok(())
    }

    fn alias(&mut self, anchor: usize) -> Result<(), Reason> {
        let Some(anchored) = self.anchors.get(&anchor) else {
            return Err(Reason::Syntax(
                "the alias is inside its own anchor".to_owned(),
            ));
        };
        self.aliased += anchored.size;
        if self.aliased > self.budget.limits.aliases {
            return Err(Reason::Aliases);
        }
        self.count(anchored.size)?;
        if self.open.len() as u64 + anchored.depth > self.budget.limits.depth {
            return Err(Reason::Deep);
        }
        let value = anchored.value.clone();
        if self.is_key_due() {
            match value {
                Value::String(key) => self.key(key, false),
                other => self.key(other.to_string(), false),
            }
        } else {
            self.put(value, None);
        }
        Ok(())
    }

    fn anchor(&mut self, anchor: usize, value: &Value) {
        if anchor > 0 {
            let (size, depth) = measure(value);
            let value = value.clone();
            self.anchors.insert(anchor, Anchored { value, size, depth });
        }
    }

    fn is_key_due(&self) -> bool {
        matches!(
            self.open.last(),
            Some(Open {
                content: Content::Mapping { key: None, .. },
                ..
            })
        )
    }

    fn key(&mut self, text: String, is_merge_key: bool) {
        if let Some(Open {
            content: Content::Mapping { key, is_merge, .. },
            ..
        }) = self.open.last_mut()
        {
            *key = Some(text);
            *is_merge = is_merge_key;
        }
    }

    /// Adds a value to the open collection, with its source text if that differs.
    fn put(&mut self, value: Value, text: Option<Cow<'_, str>>) {
        if let Some(text) = text {
            self.parsed.texts.insert(self.pointer(), text.into_owned());
        }
        let mut is_duplicate = false;
        match self.open.last_mut().map(|open| &mut open.content) {
            None => self.parsed.tree = value,
            Some(Content::Sequence(items)) => items.push(value),
            Some(Content::Mapping {
                object,
                key,
                is_merge,
                merged,
            }) => {
                let Some(name) = key.as_ref() else { return };
                if *is_merge && matches!(value, Value::Object(_) | Value::Array(_)) {
                    merged.push(value);
                } else {
                    is_duplicate = tree::insert(object, name.clone(), value).is_some();
                }
            }
        }
        if is_duplicate {
            let pointer = self.pointer();
            self.parsed.duplicates.push(pointer);
        }
        if let Some(Open {
            content: Content::Mapping { key, .. },
            ..
        }) = self.open.last_mut()
        {
            *key = None;
        }
    }

    /// Returns the JSON pointer of the next value.
    fn pointer(&self) -> String {
        let mut pointer = String::new();
        for open in &self.open {
            match &open.content {
                Content::Sequence(items) => {
                    pointer::push_index(&mut pointer, items.len());
                }
                Content::Mapping { key, .. } => {
                    pointer::push(&mut pointer, key.as_deref().unwrap_or_default());
                }
            }
        }
        pointer
    }
}

/// Inserts the members of a merge key that the mapping does not contain itself.
fn merge(object: &mut Map<String, Value>, source: Value) {
    match source {
        Value::Object(members) => {
            for (key, value) in members {
                object.entry(key).or_insert(value);
            }
        }
        Value::Array(sources) => {
            for source in sources {
                merge(object, source);
            }
        }
        _ => {}
    }
}
