//! The keywords of a schema, one by one.

use super::schemas::anything;
use super::{Here, Reader, types, vendors};
use crate::diagnostics::Code;
use indexmap::IndexMap;
use openapiv3::{
    AdditionalProperties, AnySchema, Discriminator, ReferenceOr, Schema, SchemaData, SchemaKind,
};
use serde_json::{Map, Value};

/// A schema while its keywords are read.
#[derive(Default)]
pub(super) struct Draft {
    pub(super) any: AnySchema,
    pub(super) data: SchemaData,
    pub(super) types: Vec<String>,
    pub(super) is_nullable: bool,
    pub(super) has_constant: bool,
    exclusive_minimum: Option<f64>,
    exclusive_maximum: Option<f64>,
    content_media_type: Option<String>,
    allows_no_items: bool,
    has_prefix: bool,
}

impl Draft {
    fn extend(&mut self, name: &str, value: impl Into<Value>) {
        self.data
            .extensions
            .insert(format!("x-sdkwright-{name}"), value.into());
    }
}

impl<'t> Reader<'t, '_> {
    /// Reads one keyword. What is no keyword is nobody's business.
    pub(super) fn keyword(
        &mut self,
        draft: &mut Draft,
        key: &'t str,
        value: &'t Value,
        here: &Here<'_>,
    ) {
        let outer = here;
        let here = &here.key(key);
        let Draft { any, data, .. } = &mut *draft;
        match key {
            "type" => self.types(draft, value, here),
            "format" => any.format = self.text(value, here),
            "pattern" => any.pattern = self.text(value, here),
            "title" => data.title = self.text(value, here),
            "description" => data.description = self.text(value, here),
            "properties" => self.properties(any, value, here),
            "required" => self.required(any, value, here),
            "items" => self.item_schema(draft, value, outer),
            "prefixItems" => self.prefix_items(draft, value, here),
            "additionalProperties" => {
                any.additional_properties = self.additional(value, here);
            }
            "allOf" => any.all_of.extend(self.schema_list(value, here)),
            "oneOf" => any.one_of.extend(self.schema_list(value, here)),
            "anyOf" => any.any_of.extend(self.schema_list(value, here)),
            "not" if !value.is_null() => any.not = Some(Box::new(self.schema(value, here))),
            "enum" => any.enumeration = self.items(value, here).to_vec(),
            "const" => {
                draft.has_constant = true;
                draft.extend("const", value.clone());
            }
            "default" => data.default = Some(value.clone()),
            "example" => data.example = Some(value.clone()),
            "examples" => {
                if let Some(first) = value.as_array().and_then(|list| list.first()) {
                    draft.extend("examples", vec![first.clone()]);
                }
            }
            "nullable" => draft.is_nullable |= self.flag(value, here).unwrap_or(false),
            "readOnly" => data.read_only = self.flag(value, here).unwrap_or(false),
            "writeOnly" => data.write_only = self.flag(value, here).unwrap_or(false),
            "deprecated" => data.deprecated = self.flag(value, here).unwrap_or(false),
            "discriminator" => data.discriminator = self.discriminator(value, here),
            "externalDocs" => data.external_docs = self.external_docs(Some(value), here),
            "contentEncoding" => {
                if let Some(encoding) = self.text(value, here) {
                    draft.extend("content-encoding", encoding);
                }
            }
            "contentMediaType" => draft.content_media_type = self.text(value, here),
            "patternProperties" => self.pattern_properties(draft, value, here),
            "propertyNames" => draft.extend("property-names", true),
            "additionalItems" => draft.allows_no_items |= value == &Value::Bool(false),
            "unevaluatedItems" => draft.allows_no_items |= value == &Value::Bool(false),
            "unevaluatedProperties" if any.additional_properties.is_none() => {
                any.additional_properties = self.additional(value, here);
            }
            "if" | "dependentSchemas" => draft.extend("if", true),
            "dependentRequired" | "dependencies" => self.dependencies(draft, value, here),
            "contains" => draft.extend("contains", true),
            key if key.starts_with("x-") => {
                data.extensions.insert(key.to_owned(), value.clone());
                vendors::keyword(draft, key, value);
            }
            _ => self.bound(draft, key, value, here),
        }
    }

    fn bound(&mut self, draft: &mut Draft, key: &str, value: &Value, here: &Here<'_>) {
        let any = &mut draft.any;
        match key {
            "minimum" => any.minimum = self.number(value, here),
            "maximum" => any.maximum = self.number(value, here),
            // A boolean beside `minimum` until 3.0, a bound of its own since 3.1; each is found in the other's documents.
            "exclusiveMinimum" => match value {
                Value::Bool(flag) => any.exclusive_minimum = Some(*flag),
                value => draft.exclusive_minimum = self.number(value, here),
            },
            "exclusiveMaximum" => match value {
                Value::Bool(flag) => any.exclusive_maximum = Some(*flag),
                value => draft.exclusive_maximum = self.number(value, here),
            },
            "multipleOf" => {
                any.multiple_of = self.number(value, here).filter(|factor| *factor > 0.0);
            }
            "minLength" => any.min_length = self.count(value, here),
            "maxLength" => any.max_length = self.count(value, here),
            "minItems" => any.min_items = self.count(value, here),
            "maxItems" => any.max_items = self.count(value, here),
            "minProperties" => any.min_properties = self.count(value, here),
            "maxProperties" => any.max_properties = self.count(value, here),
            "uniqueItems" => {
                any.unique_items = self.flag(value, here).filter(|unique| *unique);
            }
            _ => {}
        }
    }

    fn properties(&mut self, any: &mut AnySchema, value: &'t Value, here: &Here<'_>) {
        let Some(object) = self.object(value, here) else {
            return;
        };
        any.properties = IndexMap::with_capacity(object.len());
        for (name, value) in object {
            let here = here.key(name);
            let schema = match value {
                // A property that says nothing is written as `name:` in YAML.
                Value::Null => ReferenceOr::Item(anything()),
                value => self.schema(value, &here),
            };
            any.properties.insert(name.clone(), boxed(schema));
        }
    }

    fn required(&mut self, any: &mut AnySchema, value: &'t Value, here: &Here<'_>) {
        match value {
            Value::Bool(_) | Value::String(_) => self.wrong(
                here,
                "`required` is the list of the properties that an object must have: it is left out",
            ),
            value => any.required = self.texts(value, here),
        }
    }

    /// `items`, which is a schema, or whether there may be any, or (until draft 2019-09) a list.
    fn item_schema(&mut self, draft: &mut Draft, value: &'t Value, here: &Here<'_>) {
        let at = here.key("items");
        match value {
            Value::Bool(false) => draft.allows_no_items = true,
            Value::Array(_) => self.prefix_items(draft, value, &at),
            Value::Null => {}
            value => draft.any.items = Some(boxed(self.schema(value, &at))),
        }
    }

    fn prefix_items(&mut self, draft: &mut Draft, value: &'t Value, here: &Here<'_>) {
        let items = self.items(value, here);
        if items.is_empty() {
            return;
        }
        let references: Vec<Value> = items
            .iter()
            .enumerate()
            .map(|(index, item)| self.hidden(item, &here.index(index)))
            .collect();
        draft.has_prefix = true;
        draft.extend("prefix-items", references);
    }

    fn pattern_properties(&mut self, draft: &mut Draft, value: &'t Value, here: &Here<'_>) {
        let mut patterns = Map::new();
        for (pattern, value) in self.object(value, here).into_iter().flatten() {
            let reference = self.hidden(value, &here.key(pattern));
            patterns.insert(pattern.clone(), reference);
        }
        if !patterns.is_empty() {
            draft.extend("pattern-properties", patterns);
        }
    }

    /// Which properties need which others; until draft 2019-09 a property could need a schema too.
    fn dependencies(&mut self, draft: &mut Draft, value: &'t Value, here: &Here<'_>) {
        let mut needs = Map::new();
        for (name, value) in self.object(value, here).into_iter().flatten() {
            match value {
                Value::Array(_) => drop(needs.insert(name.clone(), value.clone())),
                _ => draft.extend("if", true),
            }
        }
        if !needs.is_empty() {
            draft.extend("dependent-required", needs);
        }
    }

    fn additional(&mut self, value: &'t Value, here: &Here<'_>) -> Option<AdditionalProperties> {
        match value {
            Value::Null => None,
            Value::Bool(flag) => Some(AdditionalProperties::Any(*flag)),
            Value::Object(object) if object.is_empty() => Some(AdditionalProperties::Any(true)),
            Value::String(text) if text == "true" || text == "false" => {
                Some(AdditionalProperties::Any(text == "true"))
            }
            value => Some(AdditionalProperties::Schema(Box::new(
                self.schema(value, here),
            ))),
        }
    }

    /// An object since 3.0, the name of a property in 2.0.
    fn discriminator(&mut self, value: &'t Value, here: &Here<'_>) -> Option<Discriminator> {
        if let Value::String(property_name) = value {
            if self.version != super::Version::Two {
                self.wrong(
                    here,
                    "`discriminator` is an object since OpenAPI 3.0: it is taken as its `propertyName`",
                );
            }
            return Some(Discriminator {
                property_name: property_name.clone(),
                ..Discriminator::default()
            });
        }
        let object = self.object(value, here)?;
        let Some(property_name) = self.text_of(object, "propertyName", here) else {
            self.wrong(here, "a discriminator without `propertyName` is left out");
            return None;
        };
        let mut discriminator = Discriminator {
            property_name,
            extensions: self.extensions(object),
            ..Discriminator::default()
        };
        if let Some(mapping) = object.get("mapping") {
            let here = here.key("mapping");
            for (tag, target) in self.object(mapping, &here).into_iter().flatten() {
                if let Some(target) = self.text(target, &here.key(tag)) {
                    let target = self.mapped(target);
                    discriminator.mapping.insert(tag.clone(), target);
                }
            }
        }
        if let Some(target) = self.text_of(object, "defaultMapping", here) {
            let target = self.mapped(target);
            let name = "x-sdkwright-default-mapping".to_owned();
            discriminator.extensions.insert(name, target.into());
        }
        Some(discriminator)
    }

    /// A schema that a discriminator names, by a reference or by its name.
    fn mapped(&mut self, target: String) -> String {
        self.component_reference(super::Section::Schemas, &target)
            .unwrap_or(target)
    }

    /// Brings together what several keywords say in different words.
    pub(super) fn finish(
        &mut self,
        mut draft: Draft,
        object: &'t Map<String, Value>,
        here: &Here<'_>,
    ) -> Schema {
        draft.data.nullable |= draft.is_nullable;
        vendors::name(&mut draft.data.extensions);
        exclusive(&mut draft);
        if let Some(media_type) = draft.content_media_type.take() {
            binary_content(&mut draft, &media_type);
        }
        if draft.allows_no_items && draft.has_prefix {
            draft.extend("additional-items", false);
        }
        types::settle(&mut draft);
        if object.contains_key("enum") || draft.has_constant || draft.data.default.is_some() {
            self.values_as_text(&mut draft, here);
        }
        Schema {
            schema_data: draft.data,
            schema_kind: SchemaKind::Any(draft.any),
        }
    }

    /// What is of the type string is text, though YAML or the author took it for a number.
    fn values_as_text(&mut self, draft: &mut Draft, here: &Here<'_>) {
        let is_scalar = |value: &Value| value.is_number() || value.is_boolean();
        if draft.any.typ.as_deref() == Some("string") {
            let at = here.key("enum");
            for (index, value) in draft.any.enumeration.iter_mut().enumerate() {
                if is_scalar(value) {
                    *value = self.scalar_text(value, &at.index(index)).into();
                }
            }
            if let Some(value) = draft.data.default.as_mut().filter(|value| is_scalar(value)) {
                *value = self.scalar_text(value, &here.key("default")).into();
            }
            let constant = draft.data.extensions.get_mut("x-sdkwright-const");
            if let Some(value) = constant.filter(|value| is_scalar(value)) {
                *value = self.scalar_text(value, &here.key("const")).into();
            }
            return;
        }
        let at = here.key("enum");
        for (index, value) in draft.any.enumeration.iter().enumerate() {
            self.exact(value, &at.index(index));
        }
        if let Some(value) = draft.data.extensions.get("x-sdkwright-const") {
            self.exact(value, &here.key("const"));
        }
    }

    /// Says so where a constant has more digits than are kept.
    fn exact(&mut self, value: &Value, here: &Here<'_>) {
        const BEYOND: f64 = 9_007_199_254_740_992.0;
        if let Value::Number(number) = value
            && number.is_f64()
            && number
                .as_f64()
                .is_some_and(|number| number.abs() > BEYOND && number.fract() == 0.0)
        {
            let message = format!(
                "`{}` is kept as the nearest double",
                self.scalar_text(value, here)
            );
            self.say(Code::NumberNotExact, here, message);
        }
    }
}

/// Bounds that exclude themselves, in the words of 3.0.
fn exclusive(draft: &mut Draft) {
    let any = &mut draft.any;
    if let Some(bound) = draft.exclusive_minimum
        && any.minimum.is_none_or(|minimum| minimum <= bound)
    {
        any.minimum = Some(bound);
        any.exclusive_minimum = Some(true);
    }
    if let Some(bound) = draft.exclusive_maximum
        && any.maximum.is_none_or(|maximum| maximum >= bound)
    {
        any.maximum = Some(bound);
        any.exclusive_maximum = Some(true);
    }
}

/// A string of bytes, as 3.1 says it: a media type and no encoding.
fn binary_content(draft: &mut Draft, media_type: &str) {
    let is_encoded = draft
        .data
        .extensions
        .contains_key("x-sdkwright-content-encoding");
    let is_text = media_type.starts_with("text/")
        || media_type.contains("json")
        || media_type.contains("xml")
        || media_type.contains("yaml");
    if !is_encoded && !is_text && draft.any.format.is_none() {
        draft.any.format = Some("binary".to_owned());
        if draft.types.is_empty() {
            draft.types.push("string".to_owned());
        }
    }
}

pub(super) fn boxed(schema: ReferenceOr<Schema>) -> ReferenceOr<Box<Schema>> {
    match schema {
        ReferenceOr::Item(schema) => ReferenceOr::Item(Box::new(schema)),
        ReferenceOr::Reference { reference } => ReferenceOr::Reference { reference },
    }
}
