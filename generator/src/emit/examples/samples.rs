//! Expressions for plausible values of a type.
//!
//! Input: a type of the model and a word for it. Output: Rust that compiles in any crate that uses the SDK, with full
//! paths and without optional fields. `None` if no simple expression exists, or if a type would contain itself.

use crate::config::DateLibrary;
use crate::emit::models::{arguments, filled_in};
use crate::emit::named_arguments::MOST_BY_POSITION;
use crate::emit::types::resolve_type;
use crate::model::{Type, TypeId};
use crate::plan::{
    Planned, PlannedBranch, PlannedContent, PlannedKind, PlannedStruct, PlannedUnion,
};
use crate::rust::idents;

/// The maximum nesting of objects in an example.
const DEEPEST: usize = 4;

/// Creates expressions for one SDK.
#[derive(Clone, Copy, Debug)]
pub struct Samples<'p> {
    /// The model.
    pub planned: &'p Planned<'p>,
    /// The crate's name in code.
    pub library: &'p str,
}

impl<'p> Samples<'p> {
    /// Returns the value of an argument, which may be of any type that converts into the parameter's.
    pub fn argument(&self, ty: &Type, word: &str) -> Option<String> {
        self.value(ty, word, arguments::is_converted(self.planned, ty), &[])
    }

    /// Returns the value of a parameter's argument. Lists are passed as iterators.
    pub fn parameter(&self, ty: &Type, word: &str) -> Option<String> {
        match resolve_type(self.planned, ty) {
            Type::List(item) | Type::Set(item) => {
                let item = self.argument(item, word)?;
                Some(format!("[{item}]"))
            }
            Type::Nullable(inner) => self.parameter(inner, word),
            _ => self.argument(ty, word),
        }
    }

    /// Returns the arguments of a function, by position or in its struct of this module, whose fields are on lines of
    /// their own in a `block`.
    pub fn arguments(
        &self,
        module: &str,
        structure: &str,
        values: &[(String, String)],
        block: bool,
    ) -> String {
        if values.len() <= MOST_BY_POSITION {
            let values: Vec<&str> = values.iter().map(|(_, value)| value.as_str()).collect();
            return values.join(", ");
        }
        let fields = values.iter().map(|(name, value)| {
            let name = idents::ident(name);
            format!("{name}: {value}")
        });
        let fields: Vec<String> = fields.collect();
        let path = format!("{module}::required::{structure}");
        match block {
            true => format!("{path} {{\n    {},\n}}", fields.join(",\n    ")),
            false => format!("{path} {{ {} }}", fields.join(", ")),
        }
    }

    /// Returns a value of exactly this type; `within` are the types that contain it.
    fn value(&self, ty: &Type, word: &str, converts: bool, within: &[TypeId]) -> Option<String> {
        let library = self.library;
        let text = |text: &str| {
            let owned = if converts { "" } else { ".to_owned()" };
            format!("{text}{owned}")
        };
        Some(match resolve_type(self.planned, ty) {
            Type::Named(id) => return self.named(*id, word, converts, within),
            Type::String => text(&quoted(word)),
            Type::Binary => text("\"data\""),
            Type::File => format!("{library}::FilePart::bytes(\"data\")"),
            Type::Time => text("\"12:00:00Z\""),
            Type::Duration => text("\"PT1H\""),
            Type::Secret if converts => quoted("secret"),
            Type::Secret => format!("{library}::Secret::new(\"secret_1\".to_owned())"),
            Type::Any(_) if converts => quoted(word),
            Type::Any(_) => "serde_json::Value::Null".to_owned(),
            Type::Boolean => "true".to_owned(),
            Type::Integer(_) => "1".to_owned(),
            Type::Number => "1.0".to_owned(),
            Type::Decimal if converts => "1".to_owned(),
            Type::Decimal => format!("{library}::Decimal::from(1)"),
            Type::Base64 | Type::Base64Url if converts => "b\"data\"".to_owned(),
            Type::Base64 => format!("{library}::Base64::from(b\"data\")"),
            Type::Base64Url => format!("{library}::Base64Url::from(b\"data\")"),
            Type::List(item) | Type::Set(item) if converts => self.items(item, word, within),
            Type::List(item) => self.list(item, word, within),
            Type::Set(item) => self.set(item, word, within),
            Type::Map(value) if converts => self.entries(value, within),
            Type::Map(_) => "std::collections::BTreeMap::new()".to_owned(),
            Type::Tuple(items) => self.tuple(items, word, within)?,
            Type::Nullable(_) => "None".to_owned(),
            Type::Null => "()".to_owned(),
            Type::Uuid => "uuid::Uuid::nil()".to_owned(),
            Type::DateTime => match self.planned.dates {
                DateLibrary::Jiff => "jiff::Timestamp::UNIX_EPOCH".to_owned(),
                DateLibrary::Chrono => {
                    "chrono::DateTime::<chrono::FixedOffset>::default()".to_owned()
                }
                DateLibrary::Time => {
                    format!("{library}::DateTime(time::OffsetDateTime::UNIX_EPOCH)")
                }
                DateLibrary::Strings => text("\"2026-01-02T03:04:05Z\""),
            },
            Type::HttpDate if self.planned.dates == DateLibrary::Strings => {
                text("\"Sun, 06 Nov 1994 08:49:37 GMT\"")
            }
            Type::UnixTime if self.planned.dates == DateLibrary::Strings => "784111777".to_owned(),
            Type::HttpDate | Type::UnixTime => {
                let moment = match self.planned.dates {
                    DateLibrary::Chrono => "chrono::DateTime::<chrono::FixedOffset>::default()",
                    DateLibrary::Time => "time::OffsetDateTime::UNIX_EPOCH",
                    DateLibrary::Jiff | DateLibrary::Strings => "jiff::Timestamp::UNIX_EPOCH",
                };
                match (converts, ty) {
                    (true, _) => moment.to_owned(),
                    (false, Type::HttpDate) => format!("{library}::HttpDate({moment})"),
                    (false, _) => format!("{library}::UnixTime({moment})"),
                }
            }
            Type::Date => match self.planned.dates {
                DateLibrary::Jiff => "jiff::civil::date(2026, 1, 2)".to_owned(),
                DateLibrary::Chrono => "chrono::NaiveDate::default()".to_owned(),
                DateLibrary::Time => {
                    format!("{library}::Date(time::OffsetDateTime::UNIX_EPOCH.date())")
                }
                DateLibrary::Strings => text("\"2026-01-02\""),
            },
        })
    }

    /// Returns what is taken as an iterator of items.
    fn items(&self, item: &Type, word: &str, within: &[TypeId]) -> String {
        let converts = arguments::converts(self.planned, item);
        match self.value(item, word, converts, within) {
            Some(item) => format!("[{item}]"),
            None if converts => format!("Vec::<{}>::new()", self.model(item)),
            None => "Vec::new()".to_owned(),
        }
    }

    /// Returns what is taken as an iterator of keys and values.
    fn entries(&self, value: &Type, within: &[TypeId]) -> String {
        let converts = arguments::converts(self.planned, value);
        match self.value(value, "value", converts, within) {
            Some(value) => format!("[(\"key\", {value})]"),
            None => format!(
                "std::collections::BTreeMap::<String, {}>::new()",
                self.model(value)
            ),
        }
    }

    /// Returns the path of a model.
    fn model(&self, ty: &Type) -> String {
        match resolve_type(self.planned, ty) {
            Type::Named(id) => match self.planned.ty(self.planned.representative(*id)) {
                Some(plan) => format!("{}::models::{}", self.library, plan.ident),
                None => "_".to_owned(),
            },
            _ => "_".to_owned(),
        }
    }

    /// Returns a list with an item; an empty list if the item would contain itself.
    fn list(&self, item: &Type, word: &str, within: &[TypeId]) -> String {
        match self.value(item, word, false, within) {
            Some(item) => format!("vec![{item}]"),
            None => "Vec::new()".to_owned(),
        }
    }

    fn set(&self, item: &Type, word: &str, within: &[TypeId]) -> String {
        if !self.planned.is_ordered(item) {
            return self.list(item, word, within);
        }
        match self.value(item, word, false, within) {
            Some(item) => format!("std::collections::BTreeSet::from([{item}])"),
            None => "std::collections::BTreeSet::new()".to_owned(),
        }
    }

    fn tuple(&self, items: &[Type], word: &str, within: &[TypeId]) -> Option<String> {
        let items: Option<Vec<String>> = items
            .iter()
            .map(|item| self.value(item, word, false, within))
            .collect();
        Some(match items?.as_slice() {
            [one] => format!("({one},)"),
            items => format!("({})", items.join(", ")),
        })
    }

    fn named(&self, id: TypeId, word: &str, converts: bool, within: &[TypeId]) -> Option<String> {
        let id = self.planned.representative(id);
        if within.len() > DEEPEST || within.contains(&id) {
            return None;
        }
        let within = &[within, &[id]].concat();
        let plan = self.planned.ty(id)?;
        let path = format!("{}::models::{}", self.library, plan.ident);
        match &plan.kind {
            PlannedKind::Struct(object) => self.object(&path, object, word, within),
            PlannedKind::Enum(list) => {
                let first = &list.variants.first()?.ident;
                Some(format!("{path}::{first}"))
            }
            PlannedKind::Union(union) => self.union(&path, union, (word, converts, within)),
            PlannedKind::Alias(PlannedContent { ty, boxed, .. })
            | PlannedKind::Newtype(PlannedContent { ty, boxed, .. }) => {
                let value = self.value(ty, word, false, within)?;
                Some(if *boxed {
                    format!("{path}(Box::new({value}))")
                } else {
                    format!("{path}({value})")
                })
            }
        }
    }

    fn object(
        &self,
        path: &str,
        object: &PlannedStruct<'_>,
        word: &str,
        within: &[TypeId],
    ) -> Option<String> {
        let mut values = Vec::new();
        for field in &object.fields {
            if !field.presence.is_required() || filled_in(self.planned, field).is_some() {
                continue;
            }
            // An `id` is the id of the object.
            let name = idents::snake(field.wire_name);
            let name = if name == "id" { word } else { &name };
            // An argument that may be null is an option, into which lists and any values do not convert.
            let converts = match field.presence.is_nullable() {
                true => arguments::converts_into_option(self.planned, field.ty),
                false => arguments::is_converted(self.planned, field.ty),
            };
            let value = self.value(field.ty, name, converts, within)?;
            values.push((field.ident.clone(), value));
        }
        let models = format!("{}::models", self.library);
        let name = path.rsplit("::").next().unwrap_or_default();
        let arguments = self.arguments(&models, name, &values, false);
        Some(format!("{path}::new({arguments})"))
    }

    /// Returns the branch with the shortest expression, without its variant if the union implements `From` for it.
    fn union(
        &self,
        path: &str,
        union: &PlannedUnion<'_>,
        (word, converts, within): (&str, bool, &[TypeId]),
    ) -> Option<String> {
        let samples = union.branches.iter().filter_map(|branch| {
            let name = &branch.ident;
            if branch.constant.is_some() {
                return Some(format!("{path}::{name}"));
            }
            let value = self.value(branch.ty, word, false, within)?;
            let resolved = resolve_type(self.planned, branch.ty);
            let same =
                |other: &&PlannedBranch<'_>| resolve_type(self.planned, other.ty) == resolved;
            let is_own = matches!(resolved, Type::Named(_))
                && union.branches.iter().filter(same).count() == 1;
            Some(match (converts && is_own, branch.boxed) {
                (_, true) => format!("{path}::{name}(Box::new({value}))"),
                (true, false) => value,
                (false, false) => format!("{path}::{name}({value})"),
            })
        });
        samples.min_by_key(String::len)
    }
}

/// Returns a string literal with an ASCII word, whatever the name in the document.
pub fn quoted(word: &str) -> String {
    let word: String = word
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || *c == '_')
        .collect();
    match word.as_str() {
        "" => "\"text\"".to_owned(),
        "name" => "\"Demo\"".to_owned(),
        word => format!("\"{word}_1\""),
    }
}
