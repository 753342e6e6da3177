//! Webhooks and callbacks: requests that the API sends.
//!
//! A client does not send them, but their receivers decode the payloads. So the schemas of their bodies become
//! components, named after the webhook or the callback.

use super::components::Section;
use super::{Here, Reader};
use crate::pointer;
use crate::spec::{Callback, NodeId, PathItem, Payload, Receiver, SchemaId, Webhook, payload};
use serde_json::{Map, Value};
use std::borrow::Cow;

impl<'t> Reader<'t, '_> {
    /// Reads the document's webhooks (`webhooks` since 3.1, `x-webhooks` before).
    pub(super) fn webhooks(&mut self, root: &'t Map<String, Value>) {
        let here = Here::root();
        for key in ["webhooks", "x-webhooks"] {
            let Some(value @ Value::Object(_)) = root.get(key) else {
                continue;
            };
            let here = here.key(key);
            for (name, value) in self.members(value, &here) {
                if name.starts_with("x-") {
                    continue;
                }
                if let Some(item) = self.path_item(name, value, &here.key(name)) {
                    self.name_payloads(
                        &item,
                        &ending_in(name, "webhook"),
                        &Receiver::Webhook(Cow::Borrowed(name)),
                    );
                    self.document.webhooks.push(Webhook { name, item });
                }
            }
        }
    }

    /// Reads the callbacks of the operation named by `owner`, or those of `components`.
    pub(super) fn callbacks(
        &mut self,
        value: &'t Value,
        owner: &str,
        here: &Here<'_, 't>,
    ) -> Vec<NodeId<Callback<'t>>> {
        let mut callbacks = Vec::new();
        for (name, value) in self.members(value, here) {
            if !name.starts_with("x-") {
                let words = format!("{owner} {name}");
                let words = ending_in(words.trim(), "callback");
                callbacks.extend(self.callback(name, value, &words, &here.key(name)));
            }
        }
        callbacks
    }

    fn callback(
        &mut self,
        name: &'t str,
        value: &'t Value,
        words: &str,
        here: &Here<'_, 't>,
    ) -> Option<NodeId<Callback<'t>>> {
        if let Some(text) = self.reference_in(value, here) {
            let callback = self.followed("callback", text, here, |reader, location, target| {
                let words = ending_in(&pointer::last_token(&location.pointer), "callback");
                let place = reader.keep_location(location);
                reader.callback(name, target, &words, &Here::at(place))
            });
            return callback.flatten();
        }
        let location = self.location(here);
        if let Some(known) = self.known.callbacks.get(&location) {
            return *known;
        }
        // Ends the recursion of a callback that contains itself.
        self.known.callbacks.insert(location.clone(), None);
        let receiver = Receiver::Callback(Cow::Owned(self.name(here)));
        let mut items = Vec::new();
        for (expression, value) in self.members(value, here) {
            if !expression.starts_with("x-")
                && let Some(item) = self.path_item(expression, value, &here.key(expression))
            {
                self.name_payloads(&item, words, &receiver);
                items.push(item);
            }
        }
        let callback = self.document.callbacks.add(Callback { name, items });
        self.known.callbacks.insert(location, Some(callback));
        Some(callback)
    }

    /// Names the schemas of requests and responses.
    fn name_payloads(&mut self, item: &PathItem<'t>, words: &str, receiver: &Receiver<'t>) {
        for (index, operation) in item.operations.iter().enumerate() {
            let words = match index {
                0 => words.to_owned(),
                _ => format!("{words} {}", operation.method.to_ascii_lowercase()),
            };
            let body = operation.request_body.flatten();
            let body = body.and_then(|body| self.document.request_bodies.get(body));
            if let Some(payload) = body.and_then(|body| payload(&body.content)) {
                self.name_schema(payload, words.clone(), Payload::Request(receiver.clone()));
            }
            let words = format!("{words} response");
            let by_status = operation
                .responses
                .by_status
                .iter()
                .map(|(_, response)| *response);
            for response in by_status.chain(operation.responses.default) {
                let response = response.and_then(|response| self.document.responses.get(response));
                if let Some(payload) = response.and_then(|response| payload(&response.content)) {
                    self.name_schema(payload, words.clone(), Payload::Response(receiver.clone()));
                }
            }
        }
    }

    /// Registers a schema as a component with this name, unless it is a component or a reference to one.
    pub(super) fn name_schema(&mut self, schema: SchemaId, name: String, payload: Payload<'t>) {
        let is_reference = self.document.schemas.reference(schema).is_some();
        if !is_reference && self.document.schemas.component_index(schema).is_none() {
            let name = self.free_name(Section::Schemas, [name]);
            self.add_component(Cow::Owned(name), schema, Some(payload));
        }
    }
}

/// Appends a word, unless the words contain it.
fn ending_in(words: &str, last: &str) -> String {
    match words.to_ascii_lowercase().contains(last) {
        true => words.to_owned(),
        false => format!("{words} {last}"),
    }
}
