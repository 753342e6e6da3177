//! Inheritance as OpenAPI 2.0 and 3.0 write it: a parent with a discriminator, and children that name it in `allOf`.
//!
//! Used as a type, the parent is any of its children, or itself where nothing says that it is abstract; inside a child it
//! is only its properties.

use super::annotations;
use super::leaves::Leaves;
use super::view::{Look, Part};
use super::{self as schemas, Goal};
use crate::lower::{Lowered, Lowering, Naming};
use crate::model::{Branch, BranchMatching, Constraints, Docs, Type, TypeKind, Union};
use crate::spec::{Discriminator, Document, SchemaId};
use std::collections::{HashMap, HashSet};

/// `allOf` is looked into so far.
const DEEPEST: usize = 16;

/// Which components are children of which.
#[derive(Debug, Default)]
pub struct Families<'d> {
    children: HashMap<SchemaId, Vec<SchemaId>>,
    parents: HashMap<SchemaId, &'d Discriminator<'d>>,
}

impl<'d> Families<'d> {
    /// The families of a document.
    pub fn of(document: &'d Document<'d>) -> Self {
        let mut families = Self::default();
        for component in &document.components {
            let part = Part::new(component.schema);
            let Some(view) = part.view(document) else {
                continue;
            };
            if let Some(discriminator) = view.discriminator()
                && view.one_of().is_empty()
                && !view.has_any_of()
            {
                families.parents.insert(component.schema, discriminator);
            }
            for parent in part.parts(&view) {
                families.gather(document, component.schema, parent, 0);
            }
        }
        families
    }

    /// The components that are this parent's branches: all descendants; those of a child that has a discriminator itself
    /// are the child's.
    fn branches(&self, parent: SchemaId) -> Vec<SchemaId> {
        let mut found = Vec::new();
        let mut seen = HashSet::from([parent]);
        let mut waiting: Vec<SchemaId> = self
            .children
            .get(&parent)
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
            if !self.parents.contains_key(&child) {
                waiting.extend(self.children.get(&child).into_iter().flatten().rev());
            }
        }
        found
    }

    fn gather(&mut self, document: &'d Document<'d>, child: SchemaId, part: Part, depth: usize) {
        match part.look(document) {
            Look::Reference(reference) => {
                let Some(parent) = reference.target else {
                    return;
                };
                let children = self.children.entry(parent).or_default();
                if !children.contains(&child) {
                    children.push(child);
                }
            }
            Look::Schema(view) if depth < DEEPEST => {
                for part in part.parts(&view) {
                    self.gather(document, child, part, depth + 1);
                }
            }
            Look::Schema(_) => {}
        }
    }

    fn descendants(&self, parent: SchemaId) -> HashSet<SchemaId> {
        let mut seen = HashSet::new();
        let mut waiting = vec![parent];
        while let Some(next) = waiting.pop() {
            for child in self.children.get(&next).into_iter().flatten() {
                if seen.insert(*child) {
                    waiting.push(*child);
                }
            }
        }
        seen
    }
}

/// The union of a parent's children; `None` where the component is no parent.
pub fn parent(lowering: &mut Lowering<'_, '_>, part: Part, goal: Goal<'_>) -> Option<Lowered> {
    let discriminator = *lowering.schemas.families.parents.get(&part.schema)?;
    let mut children = lowering.schemas.families.branches(part.schema);
    children.retain(|child| !is_another_name(lowering, *child, part.schema));
    for mapping in &discriminator.mapping {
        if let Some(target) = lowering.document.schemas.target(mapping.schema)
            && target != part.schema
            && !children.contains(&target)
            && lowering.component(target).is_some()
        {
            children.push(target);
        }
    }
    if children.is_empty() {
        return None;
    }
    let mut lowered = annotations::of(lowering, &[part]);
    let id = schemas::define(lowering, goal, &lowered.docs, lowering.place_of(&part));
    let mut branches = Vec::with_capacity(children.len() + 1);
    for child in children {
        let Some(ty) = lowering.component(child).map(Type::Named) else {
            continue;
        };
        let mut tags = tags(lowering, discriminator, child);
        if is_default(lowering, discriminator, child) {
            tags.clear();
        } else if tags.is_empty() {
            tags.extend(implicit(lowering, child));
        }
        let name = lowering
            .document
            .component(child)
            .map(|component| &*component.name);
        branches.push(branch(name.unwrap_or_default(), ty, tags));
    }
    let own = tags(lowering, discriminator, part.schema);
    if !own.is_empty() || discriminator.mapping.is_empty() {
        let naming = Naming::Type(id);
        let base = schemas::lower_parts(
            lowering,
            &[part.without_choices()],
            Goal::inline(&naming.then("base")).within(part.schema),
        );
        let own = match own.is_empty() {
            true => implicit(lowering, part.schema).into_iter().collect(),
            false => own,
        };
        // The last resort.
        branches.push(branch("base", base.ty, own));
    }
    lowered.ty = schemas::make(
        lowering,
        id,
        TypeKind::Union(Union {
            branches,
            discriminator: Some(discriminator.property.clone().into_owned()),
            overlaps: false,
        }),
    );
    Some(lowered)
}

/// Whether a component is a child of the parent that it refers to even where it adds nothing, and so only has its parent's
/// properties: the mapping names it, or there is none.
pub fn is_heir(lowering: &Lowering<'_, '_>, component: SchemaId, parent: SchemaId) -> bool {
    let families = &lowering.schemas.families;
    families.parents.get(&parent).is_some_and(|discriminator| {
        let is_child = families
            .children
            .get(&parent)
            .is_some_and(|children| children.contains(&component));
        let is_mapped = || !tags(lowering, discriminator, component).is_empty();
        is_child && (discriminator.mapping.is_empty() || is_mapped())
    })
}

/// Whether a component only refers to the parent and is none of its children: what is of the parent is of it.
fn is_another_name(lowering: &Lowering<'_, '_>, component: SchemaId, parent: SchemaId) -> bool {
    let leaves = Leaves::of(lowering.document, &[Part::new(component)]);
    let refers_to_it = leaves
        .only_reference()
        .is_some_and(|(_, reference)| reference.target == Some(parent));
    refers_to_it && !is_heir(lowering, component, parent)
}

/// The values of the discriminator that the mapping gives to a component.
pub fn tags(
    lowering: &Lowering<'_, '_>,
    discriminator: &Discriminator<'_>,
    component: SchemaId,
) -> Vec<String> {
    let schemas = &lowering.document.schemas;
    let mapping = discriminator.mapping.iter();
    mapping
        .filter(|mapping| schemas.target(mapping.schema) == Some(component))
        .map(|mapping| mapping.tag.to_owned())
        .collect()
}

/// Whether a component is what a value is whose tag is missing or that no mapping knows (`defaultMapping`, OpenAPI 3.2). Its
/// branch has no tags, so that any is taken.
pub fn is_default(
    lowering: &Lowering<'_, '_>,
    discriminator: &Discriminator<'_>,
    component: SchemaId,
) -> bool {
    let default = discriminator.default;
    default.and_then(|default| lowering.document.schemas.target(default)) == Some(component)
}

/// The value that names a component where no mapping does.
pub fn implicit(lowering: &Lowering<'_, '_>, component: SchemaId) -> Option<String> {
    let document = lowering.document;
    let own = document.schemas.keywords(component);
    let given = own.and_then(|own| own.hints.discriminator_value());
    let name = given.or_else(|| Some(document.component(component)?.name.as_ref()));
    name.map(str::to_owned)
}

/// Whether a schema is a reference to a component that is a child of another one, directly or not.
pub fn is_descendant(lowering: &Lowering<'_, '_>, schema: SchemaId, other: SchemaId) -> bool {
    let target = lowering.document.schemas.target(schema);
    target.is_some_and(|target| {
        lowering
            .schemas
            .families
            .descendants(other)
            .contains(&target)
    })
}

fn branch(name: &str, ty: Type, tags: Vec<String>) -> Branch {
    Branch {
        intended_name: name.to_owned(),
        docs: Docs::default(),
        ty,
        constraints: Constraints::default(),
        matching: BranchMatching {
            tags,
            ..BranchMatching::default()
        },
    }
}
