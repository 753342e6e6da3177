//! Keywords of schemas.

use super::{Here, Reader, extensions};
use crate::diagnostics::Code;
use crate::spec::{
    Additional, AnnotationKeywords, ArrayKeywords, Bound, Composition, ContentKeywords,
    Discriminator, DiscriminatorMapping, Keywords, NumberKeywords, ObjectKeywords, SchemaId,
    SchemaType, StringKeywords, Version, Xml,
};
use indexmap::IndexMap;
use serde_json::{Map, Value};
use std::borrow::Cow;

/// A schema whose keywords are being read.
#[derive(Default)]
pub(super) struct Draft<'t> {
    pub(super) keywords: Keywords<'t>,
    /// `additionalProperties` is present, so `unevaluatedProperties` has no effect.
    has_additional: bool,
    /// `minimum` and `maximum` are exclusive, in the syntax of OpenAPI 3.0.
    excludes_minimum: bool,
    excludes_maximum: bool,
    exclusive_minimum: Option<f64>,
    exclusive_maximum: Option<f64>,
    /// The boolean `deprecated`.
    pub(super) is_deprecated: bool,
}

/// The keywords whose schemas evaluate items of the same array.
const APPLICATORS: &[&str] = &[
    "$dynamicRef",
    "$ref",
    "allOf",
    "anyOf",
    "contains",
    "dependentSchemas",
    "else",
    "if",
    "oneOf",
    "then",
];

impl<'t> Draft<'t> {
    pub(super) fn annotations(&mut self) -> &mut AnnotationKeywords<'t> {
        self.keywords.annotations.get_or_insert_default()
    }

    fn array(&mut self) -> &mut ArrayKeywords {
        self.keywords.array.get_or_insert_default()
    }

    pub(super) fn object(&mut self) -> &mut ObjectKeywords<'t> {
        self.keywords.object.get_or_insert_default()
    }

    pub(super) fn composition(&mut self) -> &mut Composition<'t> {
        self.keywords.composition.get_or_insert_default()
    }

    fn string(&mut self) -> &mut StringKeywords<'t> {
        self.keywords.string.get_or_insert_default()
    }

    fn number(&mut self) -> &mut NumberKeywords {
        self.keywords.number.get_or_insert_default()
    }

    fn content(&mut self) -> &mut ContentKeywords<'t> {
        self.keywords.content.get_or_insert_default()
    }
}

impl<'t> Reader<'t, '_> {
    /// Reads a keyword. Unknown keywords have no effect.
    pub(super) fn keyword(
        &mut self,
        draft: &mut Draft<'t>,
        key: &'t str,
        value: &'t Value,
        outer: &Here<'_, 't>,
    ) {
        let here = &outer.key(key);
        match key {
            "type" => self.types(draft, value, here),
            "format" => draft.keywords.format = self.text(value, here),
            "title" => draft.annotations().title = self.text(value, here),
            "description" => draft.annotations().description = self.text(value, here),
            "properties" => self.properties(draft, value, here),
            "required" => self.required(draft, value, here),
            "items" => self.item_schema(draft, value, here),
            "prefixItems" => self.prefix_items(draft, value, here),
            "additionalProperties" => {
                draft.has_additional = true;
                if let Some(additional) = self.additional(value, here) {
                    draft.object().additional = Some(additional);
                }
            }
            "allOf" => {
                let schemas = self.schema_list(value, here);
                draft.composition().all_of.extend(schemas);
            }
            "oneOf" => {
                let schemas = self.schema_list(value, here);
                draft.composition().one_of.extend(schemas);
            }
            "anyOf" => {
                let schemas = self.schema_list(value, here);
                draft.composition().any_of.extend(schemas);
            }
            "not" => draft.composition().not = self.optional_schema(value, here),
            "if" => draft.composition().condition = self.optional_schema(value, here),
            "then" => draft.composition().then = self.optional_schema(value, here),
            "else" => draft.composition().otherwise = self.optional_schema(value, here),
            "enum" => draft.keywords.values = Cow::Borrowed(self.items(value, here)),
            "const" => draft.keywords.constant = Some(Cow::Borrowed(value)),
            "default" => draft.keywords.default = Some(Cow::Borrowed(value)),
            "example" => draft.annotations().examples.insert(0, value),
            "examples" => draft
                .annotations()
                .examples
                .extend(value.as_array().into_iter().flatten()),
            "nullable" => draft.keywords.nullable |= self.flag(value, here).unwrap_or(false),
            "readOnly" => draft.keywords.read_only = self.flag(value, here).unwrap_or(false),
            "writeOnly" => draft.keywords.write_only = self.flag(value, here).unwrap_or(false),
            "deprecated" => draft.is_deprecated = self.flag(value, here).unwrap_or(false),
            "discriminator" => {
                if let Some(discriminator) = self.discriminator(value, here) {
                    draft.composition().discriminator = Some(discriminator);
                }
            }
            "externalDocs" => {
                draft.annotations().external_docs = self.external_docs(Some(value), here)
            }
            "contentEncoding" => draft.content().encoding = self.text(value, here),
            "contentMediaType" => draft.content().media_type = self.text(value, here),
            "contentSchema" => draft.content().schema = self.optional_schema(value, here),
            "xml" => draft.keywords.xml = self.xml(value, here).map(Box::new),
            "patternProperties" => self.pattern_properties(draft, value, here),
            "propertyNames" => draft.object().property_names = self.optional_schema(value, here),
            "additionalItems" => draft.array().closed |= value == &Value::Bool(false),
            "unevaluatedItems" if value.is_object() => {
                draft.array().unevaluated_items = self.optional_schema(value, here)
            }
            "unevaluatedProperties" if !draft.has_additional => {
                if let Some(additional) = self.additional(value, here) {
                    draft.object().additional = Some(additional);
                }
            }
            "dependentSchemas" => self.dependent_schemas(draft, value, here),
            "dependentRequired" | "dependencies" => self.dependencies(draft, value, here),
            "contains" => draft.array().contains = self.optional_schema(value, here),
            key if key.starts_with("x-") => self.keyword_of_others(&mut draft.keywords, key, value),
            _ => self.bound(draft, key, value, here),
        }
    }

    fn bound(&mut self, draft: &mut Draft<'t>, key: &str, value: &'t Value, here: &Here<'_, 't>) {
        match key {
            "pattern" => draft.string().pattern = self.text(value, here),
            "minLength" => draft.string().min_length = self.count(value, here),
            "maxLength" => draft.string().max_length = self.count(value, here),
            "minimum" => draft.number().minimum = inclusive(self.number(value, here)),
            "maximum" => draft.number().maximum = inclusive(self.number(value, here)),
            // A boolean beside `minimum` until 3.0, a separate bound since 3.1. Documents of either version use both.
            "exclusiveMinimum" => match value {
                Value::Bool(flag) => draft.excludes_minimum = *flag,
                value => draft.exclusive_minimum = self.number(value, here),
            },
            "exclusiveMaximum" => match value {
                Value::Bool(flag) => draft.excludes_maximum = *flag,
                value => draft.exclusive_maximum = self.number(value, here),
            },
            "multipleOf" => {
                draft.number().multiple_of = self.number(value, here).filter(|factor| *factor > 0.0)
            }
            "minItems" => draft.array().min_items = self.count(value, here),
            "maxItems" => draft.array().max_items = self.count(value, here),
            "minContains" => draft.array().min_contains = self.count(value, here),
            "maxContains" => draft.array().max_contains = self.count(value, here),
            "uniqueItems" => draft.array().unique_items = self.flag(value, here).unwrap_or(false),
            "minProperties" => draft.object().min_properties = self.count(value, here),
            "maxProperties" => draft.object().max_properties = self.count(value, here),
            _ => {}
        }
    }

    fn properties(&mut self, draft: &mut Draft<'t>, value: &'t Value, here: &Here<'_, 't>) {
        let Some(object) = self.object(value, here) else {
            return;
        };
        let mut properties = IndexMap::with_capacity(object.len());
        for (name, value) in object {
            let here = here.key(name);
            let schema = match value {
                // A property without a description is written as `name:` in YAML.
                Value::Null => self.any_value(&here),
                value => self.schema(value, &here),
            };
            properties.insert(name.as_str(), schema);
        }
        draft.object().properties = properties;
    }

    fn required(&mut self, draft: &mut Draft<'t>, value: &'t Value, here: &Here<'_, 't>) {
        match value {
            Value::Bool(_) | Value::String(_) => self.wrong(
                here,
                "`required` must be an array of property names; it is ignored",
            ),
            value => draft.object().required = self.texts(value, here),
        }
    }

    /// Reads `items`: a schema, or an array of schemas until draft 2019-09.
    fn item_schema(&mut self, draft: &mut Draft<'t>, value: &'t Value, here: &Here<'_, 't>) {
        match value {
            Value::Bool(false) => draft.array().closed = true,
            Value::Array(_) => self.prefix_items(draft, value, here),
            Value::Null => {}
            value => {
                let schema = self.schema(value, here);
                draft.array().items = Some(schema);
            }
        }
    }

    fn prefix_items(&mut self, draft: &mut Draft<'t>, value: &'t Value, here: &Here<'_, 't>) {
        let items = self.items(value, here).iter().enumerate();
        let schemas: Vec<SchemaId> = items
            .map(|(index, item)| self.schema(item, &here.index(index)))
            .collect();
        if !schemas.is_empty() {
            draft.array().prefix_items = schemas;
        }
    }

    fn pattern_properties(&mut self, draft: &mut Draft<'t>, value: &'t Value, here: &Here<'_, 't>) {
        let schemas = self.schema_map(value, here);
        draft.object().pattern_properties = schemas;
    }

    fn dependent_schemas(&mut self, draft: &mut Draft<'t>, value: &'t Value, here: &Here<'_, 't>) {
        let schemas = self.schema_map(value, here);
        draft.object().dependent_schemas.extend(schemas);
    }

    fn schema_map(&mut self, value: &'t Value, here: &Here<'_, 't>) -> Vec<(&'t str, SchemaId)> {
        let members = self.members(value, here);
        members
            .map(|(key, value)| (key, self.schema(value, &here.key(key))))
            .collect()
    }

    /// Reads `dependencies`, whose values could also be schemas until draft 2019-09.
    fn dependencies(&mut self, draft: &mut Draft<'t>, value: &'t Value, here: &Here<'_, 't>) {
        for (name, value) in self.members(value, here) {
            let here = here.key(name);
            match value {
                Value::Array(_) => {
                    let others = self.texts(value, &here);
                    draft.object().dependent_required.push((name, others));
                }
                value => {
                    let schema = self.schema(value, &here);
                    draft.object().dependent_schemas.push((name, schema));
                }
            }
        }
    }

    fn additional(&mut self, value: &'t Value, here: &Here<'_, 't>) -> Option<Additional> {
        match value {
            Value::Null => None,
            Value::Bool(flag) => Some(Additional::Any(*flag)),
            Value::Object(object) if object.is_empty() => Some(Additional::Any(true)),
            Value::String(text) if text == "true" || text == "false" => {
                Some(Additional::Any(text == "true"))
            }
            value => Some(Additional::Schema(self.schema(value, here))),
        }
    }

    /// Reads `discriminator`: an object since 3.0, the name of a property in 2.0.
    fn discriminator(
        &mut self,
        value: &'t Value,
        here: &Here<'_, 't>,
    ) -> Option<Discriminator<'t>> {
        if let Value::String(property) = value {
            if self.version != Version::V2 {
                self.wrong(
                    here,
                    "`discriminator` must be an object since OpenAPI 3.0; the value is treated as its `propertyName`",
                );
            }
            return Some(Discriminator {
                property: Cow::Borrowed(property),
                mapping: Vec::new(),
                default: None,
            });
        }
        let object = self.object(value, here)?;
        let Some(property) = self.text_of(object, "propertyName", here) else {
            self.wrong(
                here,
                "`propertyName` of the discriminator is missing; the discriminator is ignored",
            );
            return None;
        };
        let mut mapping = Vec::new();
        if let Some(value) = object.get("mapping") {
            let here = here.key("mapping");
            for (tag, target) in self.members(value, &here) {
                let here = here.key(tag);
                if let Some(target) = self.text(target, &here) {
                    let schema = self.named_by_mapping(target, &here);
                    mapping.push(DiscriminatorMapping { tag, schema });
                }
            }
        }
        let default = self.text_of(object, "defaultMapping", here);
        let default =
            default.map(|target| self.named_by_mapping(target, &here.key("defaultMapping")));
        Some(Discriminator {
            property,
            mapping,
            default,
        })
    }

    fn xml(&mut self, value: &'t Value, here: &Here<'_, 't>) -> Option<Xml<'t>> {
        let object = self.object(value, here)?;
        Some(Xml {
            name: self.text_of(object, "name", here),
            namespace: self.text_of(object, "namespace", here),
            prefix: self.text_of(object, "prefix", here),
            attribute: self.flag_of(object, "attribute", here).unwrap_or(false),
            wrapped: self.flag_of(object, "wrapped", here).unwrap_or(false),
            node_type: self
                .text_of(object, "nodeType", here)
                .or_else(|| extensions::is_xml_text(object).then_some("text".into())),
        })
    }

    /// Combines keywords that affect each other.
    pub(super) fn finish(
        &mut self,
        mut draft: Draft<'t>,
        object: &'t Map<String, Value>,
        here: &Here<'_, 't>,
    ) -> Keywords<'t> {
        exclusive(&mut draft);
        let evaluates_others = || APPLICATORS.iter().any(|key| object.contains_key(*key));
        if object.get("unevaluatedItems") == Some(&Value::Bool(false)) && !evaluates_others() {
            draft.array().closed = true;
        }
        if let Some(reason) = extensions::deprecated(draft.is_deprecated, object) {
            draft.annotations().deprecated = Some(reason);
        }
        let mut keywords = draft.keywords;
        binary_content(&mut keywords);
        if keywords.types.contains(&SchemaType::Number) {
            keywords.types.retain(|typ| *typ != SchemaType::Integer);
        }
        // `const` and `enum` restrict `type` to the types of their values.
        if keywords.types.len() > 1 && (!keywords.values.is_empty() || keywords.constant.is_some())
        {
            keywords.types.clear();
        }
        if object.contains_key("enum") || keywords.constant.is_some() || keywords.default.is_some()
        {
            self.values_as_text(&mut keywords, here);
        }
        keywords
    }

    /// Converts scalars to strings if the type is string, since YAML resolves unquoted text to numbers.
    fn values_as_text(&mut self, keywords: &mut Keywords<'t>, here: &Here<'_, 't>) {
        let at = here.key("enum");
        if keywords.types == [SchemaType::String] {
            if keywords.values.iter().any(is_number_or_boolean) {
                let texts = keywords.values.iter().enumerate().map(|(index, value)| {
                    match is_number_or_boolean(value) {
                        true => self.text_of_copy(value, &at.index(index)),
                        false => value.clone(),
                    }
                });
                keywords.values = Cow::Owned(texts.collect());
            }
            for (value, key) in [
                (&mut keywords.default, "default"),
                (&mut keywords.constant, "const"),
            ] {
                if let Some(scalar) = value.as_deref().filter(|value| is_number_or_boolean(value)) {
                    *value = Some(Cow::Owned(self.text_of_copy(scalar, &here.key(key))));
                }
            }
            return;
        }
        for (index, value) in keywords.values.iter().enumerate() {
            self.check_exact(value, &at.index(index));
        }
        if let Some(value) = &keywords.constant {
            self.check_exact(value, &here.key("const"));
        }
    }

    fn text_of_copy(&self, value: &Value, here: &Here<'_, 't>) -> Value {
        let written = self.written_text(here);
        Value::String(written.map_or_else(|| value.to_string(), str::to_owned))
    }

    /// Reports a constant that loses precision.
    fn check_exact(&mut self, value: &Value, here: &Here<'_, 't>) {
        const BEYOND: f64 = 9_007_199_254_740_992.0;
        if let Value::Number(number) = value
            && number.is_f64()
            && number
                .as_f64()
                .is_some_and(|number| number.abs() > BEYOND && number.fract() == 0.0)
        {
            let written = self.written_text(here).map(str::to_owned);
            let text = written.unwrap_or_else(|| value.to_string());
            let message = format!("`{text}` is replaced by the nearest double");
            self.report(Code::NumberNotExact, here, message);
        }
    }
}

fn is_number_or_boolean(value: &Value) -> bool {
    value.is_number() || value.is_boolean()
}

fn inclusive(number: Option<f64>) -> Option<Bound> {
    number.map(|value| Bound {
        value,
        exclusive: false,
    })
}

/// Combines the two representations of exclusive bounds.
fn exclusive(draft: &mut Draft<'_>) {
    let (minimum, maximum) = (draft.exclusive_minimum, draft.exclusive_maximum);
    let (excludes_minimum, excludes_maximum) = (draft.excludes_minimum, draft.excludes_maximum);
    if let Some(number) = draft.keywords.number.as_mut() {
        if let Some(bound) = &mut number.minimum {
            bound.exclusive = excludes_minimum;
        }
        if let Some(bound) = &mut number.maximum {
            bound.exclusive = excludes_maximum;
        }
    }
    if let Some(value) = minimum {
        let place = &mut draft.number().minimum;
        if place.is_none_or(|bound| bound.value <= value) {
            *place = Some(Bound {
                value,
                exclusive: true,
            });
        }
    }
    if let Some(value) = maximum {
        let place = &mut draft.number().maximum;
        if place.is_none_or(|bound| bound.value >= value) {
            *place = Some(Bound {
                value,
                exclusive: true,
            });
        }
    }
}

/// Converts binary content, which 3.1 describes by a media type without encoding.
fn binary_content(keywords: &mut Keywords<'_>) {
    let Some(content) = &keywords.content else {
        return;
    };
    let Some(media_type) = content.media_type.as_deref() else {
        return;
    };
    let is_text = media_type.starts_with("text/")
        || media_type.contains("json")
        || media_type.contains("xml")
        || media_type.contains("yaml");
    if content.encoding.is_none() && !is_text && keywords.format.is_none() {
        keywords.format = Some(Cow::Borrowed("binary"));
        if keywords.types.is_empty() {
            keywords.types.push(SchemaType::String);
        }
    }
}
