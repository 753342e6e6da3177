//! What the API sends by itself: webhooks and callbacks.
//!
//! In: `webhooks` (3.1; others write `x-webhooks` before), the `callbacks` of operations and of `components`. They are no calls
//! of a client, but whoever receives one decodes what it brings. So their bodies become components, named after the webhook
//! or the callback, and two extensions of the document list what is received and what is answered.

use super::adopted::Section;
use super::references::LONGEST_CHAIN;
use super::{Here, Reader};
use serde_json::{Map, Value};

/// The bodies of webhooks and callbacks, and of what is answered to them, as references.
#[derive(Default)]
pub(super) struct Carried {
    received: Vec<Value>,
    answered: Vec<Value>,
}

impl Carried {
    /// Writes the lists into the document's extensions.
    pub(super) fn write(self, extensions: &mut indexmap::IndexMap<String, Value>) {
        for (name, list) in [("received", self.received), ("answered", self.answered)] {
            if !list.is_empty() {
                extensions.insert(format!("x-sdkwright-{name}"), list.into());
            }
        }
    }
}

/// Which way a body goes.
#[derive(Clone, Copy)]
enum Way {
    Received,
    Answered,
}

impl<'t> Reader<'t, '_> {
    /// Reads the document's webhooks.
    pub(super) fn webhooks(&mut self, root: &'t Map<String, Value>) {
        let here = Here::root();
        for key in ["webhooks", "x-webhooks"] {
            let Some(value @ Value::Object(_)) = root.get(key) else {
                continue;
            };
            let here = here.key(key);
            for (name, value) in self.members(value, &here) {
                if !name.starts_with("x-") {
                    self.incoming(value, &ending_in(name, "webhook"), &here.key(name));
                }
            }
        }
    }

    /// Reads the callbacks of an operation, which `owner` names, or those of `components`.
    pub(super) fn callbacks(&mut self, value: &'t Value, owner: &str, here: &Here<'_>) {
        for (name, value) in self.members(value, here) {
            if !name.starts_with("x-") {
                let words = format!("{owner} {name}");
                self.callback(
                    value,
                    &ending_in(words.trim(), "callback"),
                    &here.key(name),
                    0,
                );
            }
        }
    }

    fn callback(&mut self, value: &'t Value, words: &str, here: &Here<'_>, depth: usize) {
        if let Some(text) = self.reference_in(value, here) {
            match self.look_up(text) {
                Some((pointer, target)) if depth < LONGEST_CHAIN => {
                    let here = Here::pointer(&pointer);
                    let words = ending_in(&here.name().replace("~1", "/"), "callback");
                    self.callback(target, &words, &here, depth + 1);
                }
                _ => self.nothing_there("callback", text, here),
            }
            return;
        }
        for (expression, value) in self.members(value, here) {
            if !expression.starts_with("x-") {
                self.incoming(value, words, &here.key(expression));
            }
        }
    }

    /// Reads the bodies of a path item that the API calls.
    fn incoming(&mut self, value: &'t Value, words: &str, here: &Here<'_>) {
        let Some(found) = self.path_item_object(value, here) else {
            return;
        };
        let moved = found.moved.as_deref().map(Here::pointer);
        let here = moved.unwrap_or(*here);
        let mut is_first = true;
        for (method, value) in found.object {
            let lower = method.to_ascii_lowercase();
            if lower != "query" && !super::operations::METHODS.contains(&lower.as_str()) {
                continue;
            }
            let here = here.key(method);
            let Some(operation) = self.object(value, &here) else {
                continue;
            };
            let words = match std::mem::take(&mut is_first) {
                true => words.to_owned(),
                false => format!("{words} {method}"),
            };
            if let Some(body) = operation.get("requestBody") {
                let here = here.key("requestBody");
                self.carried_body(body, &words, Way::Received, &here, 0);
            }
            let words = format!("{words} response");
            let here = here.key("responses");
            let responses = operation.get("responses").and_then(Value::as_object);
            for (status, response) in responses.into_iter().flatten() {
                let here = here.key(status);
                self.carried_body(response, &words, Way::Answered, &here, 0);
            }
        }
    }

    /// Reads the schema of a body: that of JSON, where there are several.
    fn carried_body(
        &mut self,
        value: &'t Value,
        words: &str,
        way: Way,
        here: &Here<'_>,
        depth: usize,
    ) {
        if let Some(text) = self.reference_in(value, here) {
            match self.look_up(text) {
                Some((pointer, target)) if depth < LONGEST_CHAIN => {
                    let here = Here::pointer(&pointer);
                    self.carried_body(target, words, way, &here, depth + 1);
                }
                _ => self.nothing_there("body", text, here),
            }
            return;
        }
        let Some(content) = value.get("content").and_then(Value::as_object) else {
            return;
        };
        let is_json = |(name, _): &(&String, &Value)| name.to_ascii_lowercase().contains("json");
        let media_type = content.iter().find(is_json).or(content.iter().next());
        let Some((name, media_type)) = media_type else {
            return;
        };
        let here = here.key("content");
        let here = here.key(name);
        for key in ["schema", "itemSchema"] {
            if let Some(schema) = media_type.get(key).filter(|schema| !schema.is_null()) {
                self.carried(schema, words, way, &here.key(key));
                return;
            }
        }
    }

    fn carried(&mut self, schema: &'t Value, words: &str, way: Way, here: &Here<'_>) {
        let Some(reference) = self.named_schema(schema, words, here) else {
            return;
        };
        let carried = match way {
            Way::Received => &mut self.carried.received,
            Way::Answered => &mut self.carried.answered,
        };
        let reference = Value::String(reference);
        if carried.last() != Some(&reference) {
            carried.push(reference);
        }
    }

    /// A reference to a schema that becomes a component of this name, unless it is one already.
    pub(super) fn named_schema(
        &mut self,
        schema: &'t Value,
        name: &str,
        here: &Here<'_>,
    ) -> Option<String> {
        if let Some(text) = self.reference_in(schema, here)
            && schema.as_object().is_some_and(super::schemas::only_refers)
        {
            return self.reference(Section::Schemas, text, here);
        }
        let name = self.adopted.adopt_as(name, here.to_pointer(), schema);
        Some(Section::Schemas.reference(&name))
    }
}

/// The words, and this one at their end unless it is among them.
fn ending_in(words: &str, last: &str) -> String {
    match words.to_ascii_lowercase().contains(last) {
        true => words.to_owned(),
        false => format!("{words} {last}"),
    }
}
