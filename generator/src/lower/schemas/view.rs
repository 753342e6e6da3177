//! A view of a schema: the keywords that apply to a value, all or some of them.
//!
//! Several types in `type` are treated like `anyOf`: each branch has the keywords that apply to one type.

use crate::model::{Constraints, TypeId};
use crate::spec::{
    Additional, ArrayKeywords, Composition, Content, Discriminator, Document, Keywords,
    NumberKeywords, ObjectKeywords, Reference, SchemaId, SchemaType, StringKeywords,
};
use serde_json::Value;

/// A schema, or a part of one, that applies to a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// The schema.
    pub schema: SchemaId,
    /// The part that applies.
    pub facet: Facet,
    /// The named type that owns its properties, also if another type inherits them.
    pub owner: Option<TypeId>,
}

/// The part of a schema that applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Facet {
    /// All keywords.
    Whole,
    /// All keywords except `oneOf`, `anyOf`, the alternatives in `type` and the discriminator, which are handled
    /// elsewhere.
    WithoutChoices,
    /// Only the alternatives in `type`.
    Types,
    /// Only the keywords that apply to the type with this index in `type`.
    OfType(usize),
}

impl Part {
    /// Creates a part with all keywords.
    pub fn new(schema: SchemaId) -> Self {
        Self {
            schema,
            facet: Facet::Whole,
            owner: None,
        }
    }

    /// Returns the part without `oneOf`, `anyOf` and alternatives in `type`.
    #[must_use]
    pub fn without_choices(self) -> Self {
        let facet = match self.facet {
            Facet::Whole => Facet::WithoutChoices,
            facet => facet,
        };
        Self { facet, ..self }
    }

    /// Returns `true` if `oneOf`, `anyOf` and alternatives in `type` are left out.
    pub fn is_without_choices(&self) -> bool {
        self.facet == Facet::WithoutChoices
    }

    /// Returns the content of the part.
    pub fn look<'d>(&self, document: &'d Document<'d>) -> Look<'d> {
        match document
            .schemas
            .get(self.schema)
            .map(|schema| &schema.content)
        {
            Some(Content::Reference(reference)) => Look::Reference(reference),
            Some(Content::Keywords(keywords)) => Look::Schema(View::of(keywords, self.facet)),
            Some(Content::Nothing) => Look::Schema(View {
                is_nothing: true,
                ..View::default()
            }),
            None => Look::Schema(View::default()),
        }
    }

    /// Returns the keywords of the part, unless it is a reference.
    pub fn view<'d>(&self, document: &'d Document<'d>) -> Option<View<'d>> {
        match self.look(document) {
            Look::Schema(view) => Some(view),
            Look::Reference(_) => None,
        }
    }

    /// Returns the members of `allOf`.
    pub fn parts<'v>(&self, view: &View<'v>) -> impl Iterator<Item = Part> + use<'v> {
        let (facet, owner) = (self.facet, self.owner);
        let all_of = view.all_of().iter().map(move |schema| Part {
            schema: *schema,
            facet: match facet {
                Facet::WithoutChoices => Facet::WithoutChoices,
                _ => Facet::Whole,
            },
            owner,
        });
        // Beside `anyOf`, the alternatives in `type` are another union.
        let types = (facet == Facet::Whole && view.has_two_choices()).then_some(Part {
            facet: Facet::Types,
            ..*self
        });
        all_of.chain(types)
    }

    /// Returns the branches of `oneOf`.
    pub fn one_of<'v>(&self, view: &View<'v>) -> impl ExactSizeIterator<Item = Part> + use<'v> {
        view.one_of().iter().copied().map(Part::new)
    }

    /// Returns the branches of `anyOf`, or of the alternatives in `type`.
    pub fn any_of(&self, view: &View<'_>) -> Vec<Part> {
        match view.any_of() {
            AnyOf::Schemas(schemas) => schemas.iter().copied().map(Part::new).collect(),
            AnyOf::Types(count) => (0..count)
                .map(|index| Part {
                    schema: self.schema,
                    facet: Facet::OfType(index),
                    owner: None,
                })
                .collect(),
        }
    }
}

/// Follows references to a schema with keywords, and returns it with its address.
pub fn resolved<'d>(document: &'d Document<'d>, schema: SchemaId) -> Option<(SchemaId, View<'d>)> {
    let mut schema = schema;
    for _ in 0..32 {
        match Part::new(schema).look(document) {
            Look::Schema(view) => return Some((schema, view)),
            Look::Reference(reference) => schema = reference.target?,
        }
    }
    None
}

/// The content of a part.
#[derive(Clone, Copy, Debug)]
pub enum Look<'d> {
    /// A reference.
    Reference(&'d Reference<'d>),
    /// Keywords.
    Schema(View<'d>),
}

/// The branches of a union.
#[derive(Clone, Copy, Debug)]
pub enum AnyOf<'d> {
    /// Subschemas.
    Schemas(&'d [SchemaId]),
    /// The number of types in `type`.
    Types(usize),
}

/// A view of the keywords that apply.
#[derive(Clone, Copy, Debug, Default)]
pub struct View<'d> {
    /// Keywords that apply to values of every type; `None` for one of several types.
    own: Option<&'d Keywords<'d>>,
    /// The boolean schema `false`.
    pub is_nothing: bool,
    /// The type, if there is exactly one.
    pub typ: Option<SchemaType<'d>>,
    /// The number of types, if there are several.
    types: usize,
    /// `oneOf`, `anyOf` and alternatives in `type` apply.
    has_choices: bool,
    /// `format`.
    pub format: Option<&'d str>,
    string: Option<&'d StringKeywords<'d>>,
    number: Option<&'d NumberKeywords>,
    array: Option<&'d ArrayKeywords>,
    object: Option<&'d ObjectKeywords<'d>>,
    composition: Option<&'d Composition<'d>>,
}

impl<'d> View<'d> {
    fn of(keywords: &'d Keywords<'d>, facet: Facet) -> Self {
        let types = keywords.types.as_slice();
        match (facet, types) {
            (Facet::Types, _) => Self {
                types: types.len(),
                has_choices: true,
                ..Self::default()
            },
            (Facet::OfType(index), _) => match types.get(index) {
                Some(typ) => Self::of_type(keywords, *typ, index),
                None => Self::default(),
            },
            (_, [] | [_]) => Self {
                typ: types.first().copied(),
                format: keywords.format.as_deref(),
                string: keywords.string.as_deref(),
                number: keywords.number.as_deref(),
                array: keywords.array.as_deref(),
                object: keywords.object.as_deref(),
                ..Self::shared(keywords, facet)
            },
            (_, several) => {
                let about = |typ: SchemaType<'_>| several.contains(&typ);
                let is_number = about(SchemaType::Number) || about(SchemaType::Integer);
                let format = keywords.format.as_deref();
                Self {
                    types: several.len(),
                    format: format.filter(|_| format_owner(keywords).is_none()),
                    string: keywords
                        .string
                        .as_deref()
                        .filter(|_| !about(SchemaType::String)),
                    number: keywords.number.as_deref().filter(|_| !is_number),
                    array: keywords
                        .array
                        .as_deref()
                        .filter(|_| !about(SchemaType::Array)),
                    object: keywords
                        .object
                        .as_deref()
                        .filter(|_| !about(SchemaType::Object)),
                    ..Self::shared(keywords, facet)
                }
            }
        }
    }

    /// Creates a view of the keywords that apply to every type.
    fn shared(keywords: &'d Keywords<'d>, facet: Facet) -> Self {
        Self {
            own: Some(keywords),
            has_choices: facet != Facet::WithoutChoices,
            composition: keywords.composition.as_deref(),
            ..Self::default()
        }
    }

    /// Creates a view of the keywords that apply to one of several types.
    fn of_type(keywords: &'d Keywords<'d>, typ: SchemaType<'d>, index: usize) -> Self {
        let view = Self {
            typ: Some(typ),
            format: keywords
                .format
                .as_deref()
                .filter(|_| format_owner(keywords) == Some(index)),
            ..Self::default()
        };
        match typ {
            SchemaType::Object => Self {
                object: keywords.object.as_deref(),
                ..view
            },
            SchemaType::Array => Self {
                array: keywords.array.as_deref(),
                ..view
            },
            SchemaType::String => Self {
                string: keywords.string.as_deref(),
                ..view
            },
            SchemaType::Number | SchemaType::Integer => Self {
                number: keywords.number.as_deref(),
                ..view
            },
            SchemaType::Null | SchemaType::Boolean | SchemaType::Unknown(_) => view,
        }
    }

    /// Returns the keywords that apply to values of every type.
    pub fn own(&self) -> Option<&'d Keywords<'d>> {
        self.own
    }

    /// Returns `true` if `nullable` or an equivalent is set.
    pub fn is_nullable(&self) -> bool {
        self.own.is_some_and(|own| own.nullable)
    }

    /// `title`.
    pub fn title(&self) -> Option<&'d str> {
        self.own?.title()
    }

    /// `description`.
    pub fn description(&self) -> Option<&'d str> {
        self.own?.description()
    }

    /// `const`.
    pub fn constant(&self) -> Option<&'d Value> {
        self.own?.constant.as_deref()
    }

    /// `enum`.
    pub fn values(&self) -> &'d [Value] {
        self.own.map_or(&[], |own| &own.values)
    }

    /// Returns the only value that the schema allows: `const`, or the one value of `enum`.
    pub fn only_value(&self) -> Option<&'d Value> {
        match (self.constant(), self.values()) {
            (Some(only), _) | (None, [only]) => Some(only),
            _ => None,
        }
    }

    /// `contentEncoding`.
    pub fn encoding(&self) -> Option<&'d str> {
        self.own?.content.as_ref()?.encoding.as_deref()
    }

    /// Returns `contentMediaType`.
    pub fn content_media_type(&self) -> Option<&'d str> {
        self.own?.content.as_ref()?.media_type.as_deref()
    }

    /// `properties`, if not empty.
    pub fn properties(&self) -> Option<&'d indexmap::IndexMap<&'d str, SchemaId>> {
        Some(&self.object?.properties).filter(|properties| !properties.is_empty())
    }

    /// `required`.
    pub fn required(&self) -> impl Iterator<Item = &'d str> + use<'d> {
        let required = self.object.map_or(&[][..], |object| &object.required);
        required.iter().map(AsRef::as_ref)
    }

    /// Keywords about objects.
    pub fn object(&self) -> Option<&'d ObjectKeywords<'d>> {
        self.object
    }

    /// Keywords about arrays.
    pub fn array(&self) -> Option<&'d ArrayKeywords> {
        self.array
    }

    /// `additionalProperties`.
    pub fn additional(&self) -> Option<Additional> {
        self.object?.additional
    }

    /// `items`.
    pub fn items(&self) -> Option<SchemaId> {
        self.array?.items
    }

    /// `prefixItems`, if not empty.
    pub fn prefix_items(&self) -> Option<&'d [SchemaId]> {
        let array = self.array?;
        Some(array.prefix_items.as_slice()).filter(|items| !items.is_empty())
    }

    /// `allOf`.
    pub fn all_of(&self) -> &'d [SchemaId] {
        self.composition.map_or(&[], |parts| &parts.all_of)
    }

    /// `oneOf`.
    pub fn one_of(&self) -> &'d [SchemaId] {
        let composition = self.composition.filter(|_| self.has_choices);
        composition.map_or(&[], |parts| &parts.one_of)
    }

    /// `anyOf`, or the alternatives in `type`.
    pub fn any_of(&self) -> AnyOf<'d> {
        if !self.has_choices {
            return AnyOf::Schemas(&[]);
        }
        match self.composition.map_or(&[][..], |parts| &parts.any_of) {
            [] if self.types > 1 => AnyOf::Types(self.types),
            schemas => AnyOf::Schemas(schemas),
        }
    }

    /// Returns `true` if there is `anyOf`, or several types in `type`.
    pub fn has_any_of(&self) -> bool {
        !matches!(self.any_of(), AnyOf::Schemas([]))
    }

    /// Returns `true` if there are both `anyOf` and several types in `type`.
    fn has_two_choices(&self) -> bool {
        self.types > 1 && matches!(self.any_of(), AnyOf::Schemas([_, ..]))
    }

    /// `discriminator`.
    pub fn discriminator(&self) -> Option<&'d Discriminator<'d>> {
        self.composition?.discriminator.as_ref()
    }

    /// `not`.
    pub fn not(&self) -> Option<SchemaId> {
        self.composition?.not
    }

    /// `if`.
    pub fn condition(&self) -> Option<SchemaId> {
        self.composition?.condition
    }

    /// `then`.
    pub fn then(&self) -> Option<SchemaId> {
        self.composition?.then
    }

    /// `else`.
    pub fn otherwise(&self) -> Option<SchemaId> {
        self.composition?.otherwise
    }

    /// Returns `true` if validity depends on other values (`if`, `dependentSchemas`).
    pub fn is_conditional(&self) -> bool {
        self.condition().is_some()
            || self
                .object
                .is_some_and(|object| !object.dependent_schemas.is_empty())
    }

    /// Returns the constraints that a type does not express.
    pub fn constraints(&self) -> Constraints {
        let (string, array, object) = (self.string, self.array, self.object);
        let minimum = self.number.and_then(|number| number.minimum);
        let maximum = self.number.and_then(|number| number.maximum);
        Constraints {
            minimum: minimum.map(|bound| bound.value),
            maximum: maximum.map(|bound| bound.value),
            exclusive_minimum: minimum.is_some_and(|bound| bound.exclusive),
            exclusive_maximum: maximum.is_some_and(|bound| bound.exclusive),
            multiple_of: self.number.and_then(|number| number.multiple_of),
            min_length: string.and_then(|string| string.min_length),
            max_length: string.and_then(|string| string.max_length),
            patterns: string
                .and_then(|string| string.pattern.as_deref())
                .map(str::to_owned)
                .into_iter()
                .collect(),
            min_items: array.and_then(|array| array.min_items),
            max_items: array.and_then(|array| array.max_items),
            unique_items: array.is_some_and(|array| array.unique_items),
            min_properties: object.and_then(|object| object.min_properties),
            max_properties: object.and_then(|object| object.max_properties),
            inside: Vec::new(),
        }
    }

    /// Returns `true` if no keyword restricts the values, except for their JSON type, their size, or keywords that may
    /// be ignored.
    pub fn is_trivial(&self) -> bool {
        self.is_trivial_but_required() && self.required().next().is_none()
    }

    /// Like [`is_trivial`](Self::is_trivial), but ignores `required`.
    pub fn is_trivial_but_required(&self) -> bool {
        let object = self.object.is_none_or(|object| {
            object.properties.is_empty()
                && object.pattern_properties.is_empty()
                && !matches!(object.additional, Some(Additional::Schema(_)))
        });
        let array = self
            .array
            .is_none_or(|array| array.items.is_none() && array.prefix_items.is_empty());
        object
            && array
            && self.values().is_empty()
            && self.one_of().is_empty()
            && !self.has_any_of()
            && self.constant().is_none()
            && !self.is_nothing
    }
}

/// Returns the index of the first type that `format` can apply to.
fn format_owner(keywords: &Keywords<'_>) -> Option<usize> {
    let format = keywords.format.as_deref()?;
    keywords.types.iter().position(|typ| match typ {
        SchemaType::String => true,
        SchemaType::Number | SchemaType::Integer => is_of_numbers(format),
        _ => false,
    })
}

fn is_of_numbers(format: &str) -> bool {
    matches!(
        format,
        "int32" | "int64" | "uint32" | "uint64" | "float" | "double" | "decimal"
    )
}
