//! Creates instances of a schema.
//!
//! They differ in optional properties (none or all), in branches, in values of an enum, in null and in empty arrays.
//! The result is deterministic: the number of an instance decides every choice in it.

use super::examples::described_part;
use super::merged_schema::{Definitions, Merged};
use super::strings;
use super::{EXAMPLES, ITSELF, OTHER_DIRECTION};
use serde_json::{Map, Number, Value, json};
use std::collections::HashSet;

/// The largest number of instances of a schema.
const MOST: usize = 40;
/// Below this depth there are only required properties.
const DEEP: usize = 6;
/// The greatest depth.
const DEEPEST: usize = 24;
/// The largest number of values in one instance.
const MOST_VALUES: usize = 4000;

/// Returns instances of the definition with this number. They may be invalid, so the caller validates them.
///
/// None of them is null: the places that use a component decide whether it may be null.
pub fn instances(definitions: &Definitions, number: usize) -> Vec<Value> {
    if number >= definitions.len() {
        return Vec::new();
    }
    // Through a reference, a parent also stands for its children.
    let schema = &json!({"$ref": format!("#/$defs/{number}"), ITSELF: true});
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    let mut keep = |value: Value| {
        if !value.is_null() && seen.insert(value.to_string()) {
            found.push(value);
        }
    };
    let merged = Merged::of(&[schema], definitions, 0);
    // A schema with properties and without a type allows strings, but is not meant to.
    let is_meant = |example: &Value| match merged.types() {
        Some(_) => true,
        None => match implied(&merged) {
            "anything" => true,
            kind => is_of(example, &[kind]),
        },
    };
    let examples = merged.all(EXAMPLES).filter_map(Value::as_array).flatten();
    for example in examples.filter(|example| is_meant(example)) {
        keep(described_part(example, schema, definitions));
    }
    let mut most = 2;
    let mut pick = 0;
    while pick < (2 * most).min(MOST) {
        for everything in [false, true] {
            let mut builder = InstanceBuilder {
                definitions,
                pick,
                everything,
                most: 0,
                values: 0,
            };
            if let Some(value) = builder.build(&[schema], 0) {
                keep(value);
            }
            most = most.max(builder.most);
        }
        pick += 1;
    }
    found
}

/// Creates one instance.
struct InstanceBuilder<'s> {
    definitions: &'s Definitions,
    pick: usize,
    /// Includes optional properties and more than the minimum of items.
    everything: bool,
    /// The largest number of options of a choice.
    most: usize,
    values: usize,
}

impl<'s> InstanceBuilder<'s> {
    fn build(&mut self, schemas: &[&'s Value], depth: usize) -> Option<Value> {
        self.values += 1;
        if depth > DEEPEST || self.values > MOST_VALUES {
            return None;
        }
        let merged = self.merge(schemas);
        self.most = self.most.max(merged.most);
        if merged.never {
            return None;
        }
        if let Some(values) = merged.values() {
            let types = merged.types();
            let fitting: Vec<&Value> = values
                .into_iter()
                .filter(|value| types.as_ref().is_none_or(|types| is_of(value, types)))
                .collect();
            return self.choose(&fitting).map(|value| (*value).clone());
        }
        let ty = match merged.types() {
            Some(types) => *self.choose(&types)?,
            None => implied(&merged),
        };
        match ty {
            "null" => Some(Value::Null),
            "boolean" => Some(Value::Bool(!self.pick.is_multiple_of(2))),
            "integer" => self.number(&merged, true),
            // A format of integers may be used with numbers.
            "number" => self.number(&merged, merged.all("format").any(is_whole)),
            "string" => self.string(&merged),
            "array" => self.array(&merged, depth),
            "object" => self.object(&merged, depth),
            _ => Some(self.anything()),
        }
    }

    /// Merges the schemas, with branches that are compatible with the other schemas if there are any.
    fn merge(&self, schemas: &[&'s Value]) -> Merged<'s> {
        let merged = Merged::of(schemas, self.definitions, self.pick);
        if merged.is_possible() {
            return merged;
        }
        (1..=merged.most)
            .map(|offset| Merged::of(schemas, self.definitions, self.pick + offset))
            .find(Merged::is_possible)
            .unwrap_or(merged)
    }

    fn choose<'a, T>(&mut self, options: &'a [T]) -> Option<&'a T> {
        self.most = self.most.max(options.len());
        options.get(self.pick.checked_rem(options.len())?)
    }

    fn anything(&self) -> Value {
        let values = [
            json!("any"),
            json!({"any": {"thing": [1, null]}}),
            json!(7),
            json!(["any", 2]),
            json!(true),
            json!(2.5),
        ];
        values
            .into_iter()
            .cycle()
            .nth(self.pick)
            .unwrap_or_default()
    }

    fn number(&self, merged: &Merged<'_>, whole: bool) -> Option<Value> {
        let step = merged.first("multipleOf").and_then(Value::as_f64);
        let nudge = step.unwrap_or(if whole { 1.0 } else { 0.125 });
        let above = merged
            .at_least("exclusiveMinimum")
            .map(|bound| bound + nudge);
        let below = merged
            .at_most("exclusiveMaximum")
            .map(|bound| bound - nudge);
        let format = merged
            .first("format")
            .and_then(Value::as_str)
            .unwrap_or_default();
        let (lowest, highest) = range(format, whole);
        let minimum = [merged.at_least("minimum"), above]
            .into_iter()
            .flatten()
            .reduce(f64::max)
            .unwrap_or(lowest);
        let maximum = [merged.at_most("maximum"), below]
            .into_iter()
            .flatten()
            .reduce(f64::min)
            .unwrap_or(highest);
        let wanted = if whole {
            [1.0, 0.0, 42.0, -7.0, maximum, minimum]
        } else {
            [1.5, 3.0, 0.03, -2.25, maximum, minimum]
        };
        let wanted = wanted
            .get(self.pick % wanted.len())
            .copied()?
            .clamp(minimum, maximum.max(minimum));
        let mut number = match step {
            Some(step) => (wanted / step).round() * step,
            None => wanted,
        };
        if number < minimum {
            number += step.unwrap_or(0.0);
        }
        if number > maximum {
            number -= step.unwrap_or(0.0);
        }
        if whole || (number.fract() == 0.0 && self.pick % 2 == 1 && number.abs() < 1e15) {
            return Some(Value::Number(Number::from(number.round() as i64)));
        }
        Number::from_f64(number).map(Value::Number)
    }

    fn string(&self, merged: &Merged<'_>) -> Option<Value> {
        let least = merged.at_least("minLength").unwrap_or(0.0) as usize;
        let most = merged
            .at_most("maxLength")
            .map_or(usize::MAX, |most| most as usize);
        let pattern = merged.first("pattern").and_then(Value::as_str);
        let format = merged
            .first("contentEncoding")
            .or(merged.first("format"))
            .and_then(Value::as_str);
        if let Some(pattern) = pattern {
            let is_second = !self.pick.is_multiple_of(2);
            let mut examples = merged.all(EXAMPLES).filter_map(Value::as_array).flatten();
            let example = examples.find(|value| value.is_string());
            // An example may be wrong, so not every instance has it.
            if let Some(example) = example.filter(|_| !is_second) {
                return Some(example.clone());
            }
            let mut picks = self.pick..self.pick + 4;
            let formatted = picks.find_map(|pick| {
                let text = strings::of_format(format?, pick)?;
                strings::formatted(&text, pattern)
            });
            let least = least.max(usize::from(is_second));
            let text = formatted.or_else(|| strings::matching(pattern, least, self.pick));
            return text.map(Value::String);
        }
        Some(Value::String(
            match format.and_then(|format| strings::of_format(format, self.pick)) {
                Some(text) => text,
                None => strings::plain(self.pick, least, most),
            },
        ))
    }

    fn array(&mut self, merged: &Merged<'s>, depth: usize) -> Option<Value> {
        let least = merged.at_least("minItems").unwrap_or(0.0) as usize;
        let most = merged
            .at_most("maxItems")
            .map_or(usize::MAX, |most| most as usize);
        let places: Vec<&'s Value> = merged
            .first("prefixItems")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .collect();
        let schemas: Vec<&'s Value> = merged.all("items").collect();
        let plenty = self.everything && depth < DEEP;
        let wanted = if plenty {
            2.max(places.len())
        } else {
            places.len()
        };
        let mut items: Vec<Value> = Vec::new();
        let unique = merged.first("uniqueItems") == Some(&Value::Bool(true));
        let (pick, target) = (self.pick, wanted.max(least).min(most));
        for index in 0..target.min(256) {
            // The smallest instance repeats its item, which is short and plain.
            if unique || (index > 0 && self.everything) {
                self.pick = pick + index;
            }
            let item = match places.get(index) {
                Some(place) => self.build(&[*place], depth + 1),
                None => self.build(&schemas, depth + 1),
            };
            match item {
                Some(item) if !unique || !items.contains(&item) => items.push(item),
                _ if index < least && !unique => {
                    self.pick = pick;
                    return None;
                }
                _ => {}
            }
        }
        self.pick = pick;
        Some(Value::Array(items))
    }

    fn object(&mut self, merged: &Merged<'s>, depth: usize) -> Option<Value> {
        let mut object = Map::new();
        let required = merged.required();
        let mut names = merged.properties();
        let mut known: HashSet<&str> = names.iter().copied().collect();
        let dependent = merged.all("dependentSchemas").filter_map(Value::as_object);
        let dependent = dependent.flat_map(Map::keys).map(String::as_str);
        names.extend(dependent.filter(|name| known.insert(*name)));
        let plenty = self.everything && depth < DEEP;
        for name in names {
            let schemas = merged.property(name);
            let other_direction = schemas
                .iter()
                .any(|schema| schema.get(OTHER_DIRECTION).is_some());
            let must = required.contains(name);
            if other_direction || !(must || plenty) {
                continue;
            }
            match self.build(&schemas, depth + 1) {
                Some(value) => drop(object.insert(name.to_owned(), value)),
                None if must => return None,
                None => {}
            }
        }
        self.open_properties(merged, &required, &known, &mut object, depth)?;
        for (property, value) in &merged.tags {
            let schemas = merged.property(property);
            let is_fixed = schemas.iter().any(|schema| {
                let values = Merged::of(&[schema], self.definitions, 0).values();
                values.is_some_and(|values| !values.iter().any(|one| *one == value))
            });
            if !is_fixed {
                let declared = Merged::of(&schemas, self.definitions, 0);
                object.insert((*property).to_owned(), tag(value, declared.types()));
            }
        }
        Some(Value::Object(object))
    }

    /// Adds properties without a schema of their own: required ones, and others if `additionalProperties` has a schema.
    fn open_properties(
        &mut self,
        merged: &Merged<'s>,
        required: &HashSet<&'s str>,
        known: &HashSet<&'s str>,
        object: &mut Map<String, Value>,
        depth: usize,
    ) -> Option<()> {
        let schemas: Vec<&'s Value> = merged
            .all("additionalProperties")
            .filter(|schema| schema.is_object())
            .collect();
        // The SDK documents that it ignores properties without a schema.
        let is_described = merged
            .all("additionalProperties")
            .any(|schema| schema != &Value::Bool(false));
        // A free-form object is a map.
        let is_free = known.is_empty() && merged.tags.is_empty();
        let is_open = !merged
            .all("additionalProperties")
            .any(|schema| *schema == Value::Bool(false));
        let mut missing: Vec<&str> = required
            .iter()
            .copied()
            .filter(|name| !known.contains(name))
            .collect();
        missing.sort_unstable();
        for name in missing {
            let value = self.build(&schemas, depth + 1)?;
            object.insert(name.to_owned(), value);
        }
        let least = merged.at_least("minProperties").unwrap_or(0.0) as usize;
        let more = match self.everything && depth < DEEP {
            true if !schemas.is_empty() => 2,
            true if is_free && depth == 0 => 1,
            _ => 0,
        };
        let target = least.max(object.len() + more);
        let mut index = 0;
        while is_open && (is_described || is_free) && object.len() < target && index < 64 {
            let name = format!("key {index}");
            index += 1;
            if let Some(value) = self.build(&schemas, depth + 1) {
                object.insert(name, value);
            }
        }
        if self.everything && depth < DEEP {
            for patterns in merged.all("patternProperties").filter_map(Value::as_object) {
                for (pattern, schema) in patterns {
                    if let (Some(name), Some(value)) = (
                        strings::matching(pattern, 1, 0),
                        self.build(&[schema], depth + 1),
                    ) {
                        object.entry(name).or_insert(value);
                    }
                }
            }
        }
        Some(())
    }
}

/// Returns the value of a discriminator whose property has these types: a mapping has texts for numbers and booleans.
fn tag(text: &str, types: Option<Vec<&str>>) -> Value {
    let parsed = serde_json::from_str::<Value>(text).ok();
    let is_declared = |value: &Value| types.as_ref().is_some_and(|types| is_of(value, types));
    parsed
        .filter(is_declared)
        .unwrap_or_else(|| Value::from(text))
}

/// Returns `true` for a format of integers.
fn is_whole(format: &Value) -> bool {
    let format = format.as_str().unwrap_or_default().to_ascii_lowercase();
    format.starts_with("int") || format.starts_with("uint") || format == "long"
}

/// Returns the smallest and the largest number of a format.
fn range(format: &str, whole: bool) -> (f64, f64) {
    match format.to_ascii_lowercase().as_str() {
        "int8" => (-128.0, 127.0),
        "uint8" => (0.0, 255.0),
        "int16" => (-32_768.0, 32_767.0),
        "uint16" => (0.0, 65_535.0),
        "int32" => (-2_147_483_648.0, 2_147_483_647.0),
        "uint32" => (0.0, 4_294_967_295.0),
        format if format.starts_with("uint") || format == "unsigned" => {
            (0.0, 9_007_199_254_740_991.0)
        }
        // Seconds until the end of the year 9999: a later time is not a date in any format.
        "unixtime" | "unix-time" | "unix_time" | "unix-timestamp" => (0.0, 253_402_207_199.0),
        _ if whole => (-9_007_199_254_740_991.0, 9_007_199_254_740_991.0),
        _ => (-1e9, 1e9),
    }
}

/// Returns the type that the keywords of a schema without `type` imply.
fn implied(merged: &Merged<'_>) -> &'static str {
    let has = |keys: &[&str]| keys.iter().any(|key| merged.first(key).is_some());
    if has(&[
        "properties",
        "additionalProperties",
        "required",
        "patternProperties",
        "minProperties",
        "maxProperties",
    ]) || !merged.tags.is_empty()
    {
        "object"
    } else if has(&[
        "items",
        "prefixItems",
        "minItems",
        "maxItems",
        "uniqueItems",
    ]) {
        "array"
    } else if has(&["pattern", "minLength", "maxLength", "format"]) {
        "string"
    } else if has(&["minimum", "maximum", "multipleOf"]) {
        "number"
    } else {
        "anything"
    }
}

fn is_of(value: &Value, types: &[&str]) -> bool {
    types.iter().any(|name| match *name {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.as_f64().is_some_and(|number| number.fract() == 0.0),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => false,
    })
}

#[cfg(test)]
mod tests;
