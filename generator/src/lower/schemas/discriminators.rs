//! Inheritance as in OpenAPI 2.0 and 3.0: a parent with a discriminator, and children that refer to it in `allOf`.
//!
//! As a type, the parent is a union of its children, and of itself unless it is abstract. Within a child, it
//! contributes its properties only. Without a discriminator the parent is an object, which keeps the properties of a
//! child.

use super::annotations;
use super::leaves::Leaves;
use super::view::{Look, Part};
use crate::lower::schemas::{self, Goal};
use crate::lower::{Lowered, Lowering, Naming};
use crate::model::{Branch, BranchMatching, Constraints, Docs, Type, TypeKind, Union};
use crate::spec::{Discriminator, Document, Keywords, SchemaId};
use std::collections::{HashMap, HashSet};

/// Limit of nested `allOf`.
const DEEPEST: usize = 16;

/// The children of each parent with a discriminator.
#[derive(Debug, Default)]
pub struct Families<'d> {
    children: HashMap<SchemaId, Vec<SchemaId>>,
    parents: HashMap<SchemaId, &'d Discriminator<'d>>,
    /// The components that are the type of a place, and not only inherited.
    placed: HashSet<SchemaId>,
}

impl<'d> Families<'d> {
    /// Finds the parents and children of a document.
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
                families.collect(document, component.schema, parent, 0);
            }
        }
        families.placed = placed(document);
        families
    }

    /// Returns `true` if a value of the component can be one of a child, of which the component knows only a part.
    pub fn can_be_child(&self, component: SchemaId) -> bool {
        let is_parent =
            self.children.contains_key(&component) || self.parents.contains_key(&component);
        is_parent && self.placed.contains(&component)
    }

    /// Returns the branches of a parent: all descendants, except those of a child that has a discriminator itself.
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

    fn collect(&mut self, document: &'d Document<'d>, child: SchemaId, part: Part, depth: usize) {
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
                    self.collect(document, child, part, depth + 1);
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

/// Returns the schemas to which references lead that are not those of an inheritance.
fn placed(document: &Document<'_>) -> HashSet<SchemaId> {
    let schemas = &document.schemas;
    let keywords = || schemas.since(0).filter_map(|(id, _)| schemas.keywords(id));
    // An `allOf` of one reference is that reference, with a description or with null.
    let adds = |part: &&SchemaId| {
        let own = schemas.keywords(**part);
        own.is_none_or(|own| own.object.is_some() || own.composition.is_some())
    };
    let inherits =
        |own: &&Keywords<'_>| own.object.is_some() || own.all_of().iter().filter(adds).count() > 1;
    let inherited: HashSet<SchemaId> = keywords()
        .filter(inherits)
        .flat_map(|own| own.all_of().iter().copied())
        .collect();
    let references = schemas.since(0).map(|(id, _)| id);
    let references = references.filter(|id| !inherited.contains(id));
    references.filter_map(|id| schemas.target(id)).collect()
}

/// Returns the union of the children of a component; `None` if it has none.
pub fn parent(lowering: &mut Lowering<'_, '_>, part: Part, goal: Goal<'_>) -> Option<Lowered> {
    let discriminator = *lowering.schemas.families.parents.get(&part.schema)?;
    let mut children = lowering.schemas.families.branches(part.schema);
    children.retain(|child| !is_alias(lowering, *child, part.schema));
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
        // The fallback branch.
        branches.push(branch("base", base.ty, own));
    }
    lowered.ty = schemas::make(
        lowering,
        id,
        TypeKind::Union(Union {
            branches,
            discriminator: Some(discriminator.property.clone().into_owned()),
            holds_several: false,
            overlaps: false,
        }),
    );
    Some(lowered)
}

/// Returns `true` if a component is a child of the parent that it refers to although it adds no properties: the
/// mapping names it, or there is no mapping.
pub fn is_child(lowering: &Lowering<'_, '_>, component: SchemaId, parent: SchemaId) -> bool {
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

/// Returns `true` if a component is an alias of the parent and not a child.
fn is_alias(lowering: &Lowering<'_, '_>, component: SchemaId, parent: SchemaId) -> bool {
    let leaves = Leaves::of(lowering.document, &[Part::new(component)]);
    let refers_to_it = leaves
        .only_reference()
        .is_some_and(|(_, reference)| reference.target == Some(parent));
    refers_to_it && !is_child(lowering, component, parent)
}

/// Returns the discriminator values that the mapping assigns to a component.
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

/// Returns `true` if a component is the branch of missing or unmapped discriminator values (`defaultMapping`, OpenAPI
/// 3.2). The branch has no tags, so it accepts any.
pub fn is_default(
    lowering: &Lowering<'_, '_>,
    discriminator: &Discriminator<'_>,
    component: SchemaId,
) -> bool {
    let default = discriminator.default;
    default.and_then(|default| lowering.document.schemas.target(default)) == Some(component)
}

/// Returns the implicit discriminator value of a component, without a mapping.
pub fn implicit(lowering: &Lowering<'_, '_>, component: SchemaId) -> Option<String> {
    let document = lowering.document;
    let own = document.schemas.keywords(component);
    let given = own.and_then(|own| own.hints.discriminator_value());
    let name = given.or_else(|| Some(document.component(component)?.name.as_ref()));
    name.map(str::to_owned)
}

/// Returns `true` if a schema refers to a component that is a direct or indirect child of the other one.
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
        constant: None,
        constraints: Constraints::default(),
        matching: BranchMatching {
            tags,
            ..BranchMatching::default()
        },
        is_tagged: false,
    }
}
