//! The resource of an operation: the one that the configuration or an extension declares, else that of its first tag.

use crate::config::is_resource_path;
use crate::model::{Docs, Inside, Operation, Resource};
use crate::spec::{self, Document};
use crate::words::tags::{resource_without_tag, resource_words};
use crate::words::words;
use std::collections::HashMap;

/// The resource that an operation is in.
#[derive(Clone, Debug, Default)]
pub(super) struct ResourceOf {
    /// The tag, or the path of a declared resource: `checkout.sessions`.
    pub tag: String,
    /// Whether it is such a path.
    is_configured: bool,
}

impl ResourceOf {
    /// Returns the resource of an operation.
    pub fn operation(operation: &spec::Operation<'_>, id: Option<&str>, path: &str) -> Self {
        if let Some(declared) = operation.hints.resource()
            && is_resource_path(declared)
        {
            return Self {
                tag: declared.to_owned(),
                is_configured: true,
            };
        }
        let mut tags = operation.tags.iter();
        Self {
            tag: match tags.find(|tag| !words(tag).is_empty()) {
                Some(tag) => tag.clone().into_owned(),
                None => resource_without_tag(id, path),
            },
            is_configured: false,
        }
    }

    /// Returns the words of the name of each resource on the way to it, and of its own. `User Profile` and
    /// `user-profile` are the same resource.
    fn steps(&self) -> Vec<Vec<String>> {
        match self.is_configured {
            true => self.tag.split('.').map(words).collect(),
            false => vec![resource_words(&self.tag)],
        }
    }
}

/// The resources of the document, in the order of their first operations.
pub(super) struct Resources<'s, 'd> {
    document: &'s Document<'d>,
    list: Vec<Resource>,
    by_steps: HashMap<Vec<Vec<String>>, usize>,
}

impl<'s, 'd> Resources<'s, 'd> {
    pub fn new(document: &'s Document<'d>) -> Self {
        Self {
            document,
            list: Vec::new(),
            by_steps: HashMap::new(),
        }
    }

    /// Adds an operation to its resource.
    pub fn add(&mut self, to: &ResourceOf, operation: Operation) {
        let index = self.index(to);
        if let Some(resource) = self.list.get_mut(index) {
            resource.operations.push(operation);
        }
    }

    /// Returns the tag of the resource, which can be another spelling of that of the operation.
    pub fn tag(&self, of: &ResourceOf) -> Option<&str> {
        let index = self.by_steps.get(&of.steps())?;
        Some(&self.list.get(*index)?.tag)
    }

    pub fn into_list(self) -> Vec<Resource> {
        self.list
    }

    /// Returns the index of a resource. It is added if it is new, and so are those that contain it.
    fn index(&mut self, of: &ResourceOf) -> usize {
        let steps = of.steps();
        if let Some(&index) = self.by_steps.get(&steps) {
            return index;
        }
        let mut inside = None;
        for length in 1..=steps.len() {
            let steps = steps.get(..length).unwrap_or_default();
            let index = match self.by_steps.get(steps) {
                Some(&index) => index,
                None => {
                    let (resource, index) =
                        (self.resource(of, steps, inside.take()), self.list.len());
                    self.list.push(resource);
                    self.by_steps.insert(steps.to_vec(), index);
                    index
                }
            };
            inside = Some(index);
        }
        inside.unwrap_or_default()
    }

    fn resource(&self, of: &ResourceOf, steps: &[Vec<String>], inside: Option<usize>) -> Resource {
        let tag = match of.is_configured {
            true => of
                .tag
                .split('.')
                .take(steps.len())
                .collect::<Vec<_>>()
                .join("."),
            false => of.tag.clone(),
        };
        let described = self
            .document
            .tags
            .iter()
            .find(|described| described.name == tag);
        let description = described.and_then(|described| {
            described
                .description
                .as_deref()
                .or(described.summary.as_deref())
        });
        let docs = Docs {
            description: description
                .filter(|text| !text.trim().is_empty())
                .map(str::to_owned),
            external_docs: described
                .and_then(|described| described.external_docs.as_ref())
                .map(|docs| docs.url.clone()),
            ..Docs::default()
        };
        let given = described
            .and_then(|described| described.hints.name())
            .filter(|name| !words(name).is_empty());
        let inside = inside.zip(steps.last()).map(|(resource, last)| Inside {
            resource,
            name: last.join(" "),
        });
        Resource {
            intended_name: given.map_or_else(|| steps.concat().join(" "), str::to_owned),
            tag,
            is_configured: of.is_configured && described.is_none(),
            inside,
            docs,
            operations: Vec::new(),
        }
    }
}
