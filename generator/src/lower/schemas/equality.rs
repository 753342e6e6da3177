//! Structural equality of schemas, regardless of their places.

use super::view::Part;
use crate::spec::{
    Additional, ArrayKeywords, Composition, Content, Discriminator, Document, Keywords,
    ObjectKeywords, SchemaId,
};

/// Schemas that are nested more deeply are considered different.
const DEEPEST: usize = 64;

/// Returns `true` if two schemas are structurally equal.
pub fn same(document: &Document<'_>, one: &Part, other: &Part) -> bool {
    one.facet == other.facet && same_schemas(document, one.schema, other.schema, DEEPEST)
}

/// Returns `true` if two schemas with all of their keywords are structurally equal.
pub fn equal(document: &Document<'_>, one: SchemaId, other: SchemaId) -> bool {
    same_schemas(document, one, other, DEEPEST)
}

fn same_schemas(document: &Document<'_>, one: SchemaId, other: SchemaId, depth: usize) -> bool {
    if one == other {
        return true;
    }
    let content = |id| document.schemas.get(id).map(|schema| &schema.content);
    match (content(one), content(other)) {
        (Some(Content::Reference(one)), Some(Content::Reference(other))) => one.is_same(other),
        (Some(Content::Keywords(one)), Some(Content::Keywords(other))) => {
            depth > 0
                && Comparison {
                    document,
                    depth: depth - 1,
                }
                .keywords(one, other)
        }
        (Some(Content::Nothing), Some(Content::Nothing)) => true,
        _ => false,
    }
}

/// A comparison of subschemas.
#[derive(Clone, Copy)]
struct Comparison<'d> {
    document: &'d Document<'d>,
    depth: usize,
}

impl Comparison<'_> {
    fn keywords(self, one: &Keywords<'_>, other: &Keywords<'_>) -> bool {
        one.types == other.types
            && (one.nullable, one.read_only, one.write_only)
                == (other.nullable, other.read_only, other.write_only)
            && one.format == other.format
            && one.values == other.values
            && one.constant == other.constant
            && one.default == other.default
            && one.annotations == other.annotations
            && one.string == other.string
            && one.number == other.number
            && one.xml == other.xml
            && one.hints.0 == other.hints.0
            && self.both(one.array.as_deref(), other.array.as_deref(), Self::arrays)
            && self.both(
                one.object.as_deref(),
                other.object.as_deref(),
                Self::objects,
            )
            && self.both(
                one.composition.as_deref(),
                other.composition.as_deref(),
                Self::compositions,
            )
            && self.both(
                one.content.as_deref(),
                other.content.as_deref(),
                |this, one, other| {
                    one.encoding == other.encoding
                        && one.media_type == other.media_type
                        && this.schema(one.schema, other.schema)
                },
            )
    }

    fn both<T>(self, one: Option<&T>, other: Option<&T>, same: fn(Self, &T, &T) -> bool) -> bool {
        match (one, other) {
            (Some(one), Some(other)) => same(self, one, other),
            (None, None) => true,
            _ => false,
        }
    }

    fn arrays(self, one: &ArrayKeywords, other: &ArrayKeywords) -> bool {
        self.schema(one.items, other.items)
            && self.list(&one.prefix_items, &other.prefix_items)
            && self.schema(one.contains, other.contains)
            && self.schema(one.unevaluated_items, other.unevaluated_items)
            && (one.closed, one.unique_items) == (other.closed, other.unique_items)
            && (one.min_items, one.max_items) == (other.min_items, other.max_items)
            && (one.min_contains, one.max_contains) == (other.min_contains, other.max_contains)
    }

    fn objects(self, one: &ObjectKeywords<'_>, other: &ObjectKeywords<'_>) -> bool {
        let (mine, theirs) = (&one.properties, &other.properties);
        let additional = match (one.additional, other.additional) {
            (Some(Additional::Schema(one)), Some(Additional::Schema(other))) => {
                self.schema(Some(one), Some(other))
            }
            (one, other) => one == other,
        };
        additional
            && one.required == other.required
            && one.dependent_required == other.dependent_required
            && (one.min_properties, one.max_properties)
                == (other.min_properties, other.max_properties)
            && mine.len() == theirs.len()
            && mine.iter().all(|(name, schema)| {
                theirs
                    .get(name)
                    .is_some_and(|other| self.schema(Some(*schema), Some(*other)))
            })
            && self.named(&one.pattern_properties, &other.pattern_properties)
            && self.named(&one.dependent_schemas, &other.dependent_schemas)
            && self.schema(one.property_names, other.property_names)
    }

    fn compositions(self, one: &Composition<'_>, other: &Composition<'_>) -> bool {
        self.list(&one.all_of, &other.all_of)
            && self.list(&one.one_of, &other.one_of)
            && self.list(&one.any_of, &other.any_of)
            && self.schema(one.not, other.not)
            && self.schema(one.condition, other.condition)
            && self.schema(one.then, other.then)
            && self.schema(one.otherwise, other.otherwise)
            && self.both(
                one.discriminator.as_ref(),
                other.discriminator.as_ref(),
                Self::discriminators,
            )
    }

    fn discriminators(self, one: &Discriminator<'_>, other: &Discriminator<'_>) -> bool {
        one.property == other.property
            && self.schema(one.default, other.default)
            && one.mapping.len() == other.mapping.len()
            && one.mapping.iter().zip(&other.mapping).all(|(one, other)| {
                one.tag == other.tag && self.schema(Some(one.schema), Some(other.schema))
            })
    }

    fn schema(self, one: Option<SchemaId>, other: Option<SchemaId>) -> bool {
        match (one, other) {
            (Some(one), Some(other)) => same_schemas(self.document, one, other, self.depth),
            (one, other) => one == other,
        }
    }

    fn list(self, one: &[SchemaId], other: &[SchemaId]) -> bool {
        one.len() == other.len()
            && one
                .iter()
                .zip(other)
                .all(|(one, other)| self.schema(Some(*one), Some(*other)))
    }

    fn named(self, one: &[(&str, SchemaId)], other: &[(&str, SchemaId)]) -> bool {
        one.len() == other.len()
            && one.iter().zip(other).all(|((name, one), (also, other))| {
                name == also && self.schema(Some(*one), Some(*other))
            })
    }
}
