//! Inheritance as OpenAPI 2.0 and 3.0 write it: a parent with a discriminator, and children that name it in `allOf`.
//!
//! Used as a type, the parent is any of its children, or itself where nothing says that it is abstract; inside a child it
//! is only its properties.

use super::leaves::Leaves;
use super::schema_references::last_word;
use super::schemas::{self, Goal};
use super::view::{Node, Spot, View};
use super::{At, Lowered, Lowering, Naming, annotations};
use crate::model::{Branch, Constraints, Docs, Tell, Type, TypeKind, Union};
use indexmap::IndexMap;
use openapiv3::{Discriminator, ReferenceOr, Schema};
use serde_json::Value;
use std::collections::{HashMap, HashSet};

/// Which components are children of which.
#[derive(Debug, Default)]
pub struct Families<'d> {
    children: HashMap<&'d str, Vec<&'d str>>,
    parents: HashMap<&'d str, &'d Discriminator>,
}

impl<'d> Families<'d> {
    /// The families of a document.
    pub fn of(schemas: &'d IndexMap<String, ReferenceOr<Schema>>) -> Self {
        let mut families = Self::default();
        for (key, node) in schemas {
            let ReferenceOr::Item(schema) = node else {
                continue;
            };
            let view = View::of(schema);
            if let Some(discriminator) = &schema.schema_data.discriminator
                && view.one_of.is_empty()
                && view.any_of.is_empty()
            {
                families.parents.insert(key, discriminator);
            }
            families.gather(key, &view, 0);
        }
        families
    }

    /// The components that are this parent's branches: all descendants; those of a child that has a discriminator itself
    /// are the child's.
    fn branches(&self, parent: &'d str) -> Vec<&'d str> {
        let mut found = Vec::new();
        let mut seen = HashSet::from([parent]);
        let mut waiting: Vec<&'d str> = self
            .children
            .get(parent)
            .into_iter()
            .flatten()
            .rev()
            .copied()
            .collect();
        while let Some(child) = waiting.pop() {
            if !seen.insert(child) {
                continue;
            }
            found.push(child);
            if !self.parents.contains_key(child) {
                waiting.extend(self.children.get(child).into_iter().flatten().rev());
            }
        }
        found
    }

    fn gather(&mut self, key: &'d str, view: &View<'d>, depth: usize) {
        for part in view.all_of {
            match part {
                ReferenceOr::Reference { reference } => {
                    let children = self.children.entry(last_word(reference)).or_default();
                    if !children.contains(&key) {
                        children.push(key);
                    }
                }
                ReferenceOr::Item(schema) if depth < 16 => {
                    self.gather(key, &View::of(schema), depth + 1)
                }
                ReferenceOr::Item(_) => {}
            }
        }
    }
}

/// The union of a parent's children; `None` where the component is no parent.
pub fn parent<'d>(
    lowering: &mut Lowering<'d>,
    key: &'d str,
    spot: &Spot<'d>,
    goal: Goal<'_, 'd>,
) -> Option<Lowered> {
    let discriminator = *lowering.schemas.families.parents.get(key)?;
    let mut children = lowering.schemas.families.branches(key);
    children.retain(|child| !is_another_name(lowering, child, key));
    for target in discriminator.mapping.values() {
        let target = last_word(target);
        if target != key && !children.contains(&target) && lowering.component(target).is_some() {
            children.push(target);
        }
    }
    if children.is_empty() {
        return None;
    }
    let mut lowered = annotations::of(lowering, std::slice::from_ref(spot));
    let id = schemas::define(lowering, goal, &lowered.docs, &spot.at);
    let mut branches = Vec::with_capacity(children.len() + 1);
    let own = tags(discriminator, key);
    if !own.is_empty() || discriminator.mapping.is_empty() {
        let naming = Naming::Type(id);
        let base = schemas::lower_spots(
            lowering,
            &[spot.bare()],
            Goal::inline(&naming.then("base")).within(key),
        );
        let own = if own.is_empty() {
            implicit(lowering, key)
        } else {
            own
        };
        branches.push(branch("base", base.ty, own));
    }
    for child in children {
        let Some(ty) = lowering.component(child).map(Type::Named) else {
            continue;
        };
        let mut tags = tags(discriminator, child);
        if is_default(discriminator, child) {
            tags.clear();
        } else if tags.is_empty() {
            tags = implicit(lowering, child);
        }
        branches.push(branch(child, ty, tags));
    }
    // The parent's own branch is the last resort.
    if branches
        .first()
        .is_some_and(|branch| branch.intended_name == "base")
    {
        branches.rotate_left(1);
    }
    lowered.ty = schemas::make(
        lowering,
        id,
        TypeKind::Union(Union {
            branches,
            discriminator: Some(discriminator.property_name.clone()),
            overlaps: false,
        }),
    );
    Some(lowered)
}

/// Whether a component is a child of the parent that it refers to even where it adds nothing, and so only has its parent's properties:
/// the mapping names it, or there is none.
pub fn is_heir(lowering: &Lowering<'_>, component: &str, parent: &str) -> bool {
    let families = &lowering.schemas.families;
    families.parents.get(parent).is_some_and(|discriminator| {
        let is_child = families
            .children
            .get(parent)
            .is_some_and(|children| children.contains(&component));
        let is_mapped = || !tags(discriminator, component).is_empty();
        is_child && (discriminator.mapping.is_empty() || is_mapped())
    })
}

/// Whether a component only refers to the parent and is none of its children: what is of the parent is of it.
fn is_another_name(lowering: &Lowering<'_>, component: &str, parent: &str) -> bool {
    let node = lowering
        .openapi
        .components
        .as_ref()
        .and_then(|components| components.schemas.get(component));
    let Some(node) = node else { return false };
    let mut leaves = Leaves::default();
    leaves.gather(&Spot::new(node, At::root()), 0);
    let refers_to_it = leaves.only_reference().is_some_and(
        |spot| matches!(spot.node, Node::Reference(reference) if last_word(reference) == parent),
    );
    refers_to_it && !is_heir(lowering, component, parent)
}

/// The values of the discriminator that the mapping gives to a component.
pub fn tags(discriminator: &Discriminator, component: &str) -> Vec<String> {
    let named = |target: &str| target == component || last_word(target) == component;
    discriminator
        .mapping
        .iter()
        .filter(|(_, target)| named(target))
        .map(|(tag, _)| tag.clone())
        .collect()
}

/// Whether a component is what a value is whose tag is missing or that no mapping knows (`defaultMapping`, OpenAPI 3.2). Its
/// branch has no tags, so that any is taken.
pub fn is_default(discriminator: &Discriminator, component: &str) -> bool {
    let target = discriminator.extensions.get("x-sdkwright-default-mapping");
    target
        .and_then(Value::as_str)
        .is_some_and(|target| last_word(target) == component)
}

/// The value that names a component where no mapping does.
pub fn implicit(lowering: &Lowering<'_>, component: &str) -> Vec<String> {
    let given = lowering.openapi.components.as_ref().and_then(|components| {
        match components.schemas.get(component)? {
            ReferenceOr::Item(schema) => schema
                .schema_data
                .extensions
                .get("x-ms-discriminator-value")
                .and_then(Value::as_str),
            ReferenceOr::Reference { .. } => None,
        }
    });
    vec![given.unwrap_or(component).to_owned()]
}

fn branch(name: &str, ty: Type, tags: Vec<String>) -> Branch {
    Branch {
        intended_name: name.to_owned(),
        docs: Docs::default(),
        ty,
        constraints: Constraints::default(),
        tell: Tell {
            tags,
            ..Tell::default()
        },
    }
}

/// Whether a schema is a reference to a component that stands, directly or not, on another one.
pub fn stands_on(lowering: &Lowering<'_>, node: Node<'_>, other: &str) -> bool {
    let Node::Reference(reference) = node else {
        return false;
    };
    lowering
        .schemas
        .families
        .branches_of_any(other)
        .contains(last_word(reference))
}

impl Families<'_> {
    fn branches_of_any(&self, parent: &str) -> HashSet<&str> {
        let mut seen = HashSet::new();
        let mut waiting = vec![parent];
        while let Some(next) = waiting.pop() {
            for child in self.children.get(next).into_iter().flatten() {
                if seen.insert(*child) {
                    waiting.push(child);
                }
            }
        }
        seen
    }
}
