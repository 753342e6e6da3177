//! Expressions for plausible values of a type.
//!
//! Input: a type of the model and what is known of the value. Output: Rust that compiles in any crate that uses the SDK, with full
//! paths and without optional fields. `None` if no simple expression exists, or if a type would contain itself.

use super::hints::Hint;
use crate::config::DateLibrary;
use crate::emit::models::{arguments, filled_in};
use crate::emit::named_arguments::MOST_BY_POSITION;
use crate::emit::types::resolve_type;
use crate::model::{Type, TypeId};
use crate::plan::{
    Planned, PlannedBranch, PlannedContent, PlannedKind, PlannedStruct, PlannedUnion,
    PlannedVariant,
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
    pub fn argument(&self, ty: &Type, hint: Hint<'_>) -> Option<String> {
        self.value(ty, hint, arguments::is_converted(self.planned, ty), &[])
    }

    /// Returns the value of a parameter's argument. Lists are passed as iterators.
    pub fn parameter(&self, ty: &Type, hint: Hint<'_>) -> Option<String> {
        match resolve_type(self.planned, ty) {
            Type::List(item) | Type::Set(item) => {
                let item = self.argument(item, hint.item())?;
                Some(format!("[{item}]"))
            }
            Type::Nullable(inner) => self.parameter(inner, hint),
            _ => self.argument(ty, hint),
        }
    }

    /// Returns the arguments of a function, by position or in its struct of this module.
    pub fn arguments(&self, module: &str, structure: &str, values: &[(String, String)]) -> String {
        if values.len() <= MOST_BY_POSITION {
            let values: Vec<&str> = values.iter().map(|(_, value)| value.as_str()).collect();
            return values.join(", ");
        }
        let fields = values.iter().map(|(name, value)| {
            let name = idents::ident(name);
            format!("{name}: {value}")
        });
        let fields: Vec<String> = fields.collect();
        format!(
            "{module}::required::{structure} {{ {} }}",
            fields.join(", ")
        )
    }

    /// Returns a value of exactly this type; `within` are the types that contain it.
    fn value(
        &self,
        ty: &Type,
        hint: Hint<'_>,
        converts: bool,
        within: &[TypeId],
    ) -> Option<String> {
        let library = self.library;
        let text = |text: &str| {
            let owned = if converts { "" } else { ".to_owned()" };
            format!("{text}{owned}")
        };
        Some(match resolve_type(self.planned, ty) {
            Type::Named(id) => return self.named(*id, hint, converts, within),
            Type::String => text(&hint.text()),
            Type::Binary => text("\"data\""),
            Type::File => format!("{library}::FilePart::bytes(\"data\")"),
            Type::Time => text("\"12:00:00Z\""),
            Type::Duration => text("\"PT1H\""),
            Type::Secret if converts => "\"secret\"".to_owned(),
            Type::Secret => format!("{library}::Secret::new(\"secret_1\".to_owned())"),
            Type::Any(_) if converts => hint.text(),
            Type::Any(_) => "serde_json::Value::Null".to_owned(),
            Type::Boolean => hint.boolean(),
            Type::Integer(_) => hint.integer(),
            Type::Number => hint.number(),
            Type::Decimal if converts => "1".to_owned(),
            Type::Decimal => format!("{library}::Decimal::from(1)"),
            Type::Base64 | Type::Base64Url if converts => "b\"data\"".to_owned(),
            Type::Base64 => format!("{library}::Base64::from(b\"data\")"),
            Type::Base64Url => format!("{library}::Base64Url::from(b\"data\")"),
            Type::List(item) | Type::Set(item) if converts => self.items(item, hint.item(), within),
            Type::List(item) => self.list(item, hint.item(), within),
            Type::Set(item) => self.set(item, hint.item(), within),
            Type::Map(value) if converts => self.entries(value, within),
            Type::Map(_) => "std::collections::BTreeMap::new()".to_owned(),
            Type::Tuple(items) => self.tuple(items, hint, within)?,
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
    fn items(&self, item: &Type, hint: Hint<'_>, within: &[TypeId]) -> String {
        let converts = arguments::converts(self.planned, item);
        match self.value(item, hint, converts, within) {
            Some(item) => format!("[{item}]"),
            None if converts => format!("Vec::<{}>::new()", self.model(item)),
            None => "Vec::new()".to_owned(),
        }
    }

    /// Returns what is taken as an iterator of keys and values.
    fn entries(&self, value: &Type, within: &[TypeId]) -> String {
        let converts = arguments::converts(self.planned, value);
        match self.value(value, Hint::of("value"), converts, within) {
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
    fn list(&self, item: &Type, hint: Hint<'_>, within: &[TypeId]) -> String {
        match self.value(item, hint, false, within) {
            Some(item) => format!("vec![{item}]"),
            None => "Vec::new()".to_owned(),
        }
    }

    fn set(&self, item: &Type, hint: Hint<'_>, within: &[TypeId]) -> String {
        if !self.planned.is_ordered(item) {
            return self.list(item, hint, within);
        }
        match self.value(item, hint, false, within) {
            Some(item) => format!("std::collections::BTreeSet::from([{item}])"),
            None => "std::collections::BTreeSet::new()".to_owned(),
        }
    }

    fn tuple(&self, items: &[Type], hint: Hint<'_>, within: &[TypeId]) -> Option<String> {
        let items: Option<Vec<String>> = items
            .iter()
            .map(|item| self.value(item, hint, false, within))
            .collect();
        Some(match items?.as_slice() {
            [one] => format!("({one},)"),
            items => format!("({})", items.join(", ")),
        })
    }

    fn named(
        &self,
        id: TypeId,
        hint: Hint<'_>,
        converts: bool,
        within: &[TypeId],
    ) -> Option<String> {
        let id = self.planned.representative(id);
        if within.len() > DEEPEST || within.contains(&id) {
            return None;
        }
        let within = &[within, &[id]].concat();
        let plan = self.planned.ty(id)?;
        let path = format!("{}::models::{}", self.library, plan.ident);
        let hint = hint.or_example(plan.docs.example.as_ref());
        match &plan.kind {
            PlannedKind::Struct(object) => self.object(&path, object, hint, within),
            PlannedKind::Enum(list) => {
                let documented = |variant: &&PlannedVariant<'_>| Some(variant.value) == hint.value;
                let variant = list.variants.iter().find(documented);
                let variant = &variant.or(list.variants.first())?.ident;
                Some(format!("{path}::{variant}"))
            }
            PlannedKind::Union(union) => self.union(&path, union, (hint, converts, within)),
            PlannedKind::Alias(PlannedContent { ty, boxed, .. })
            | PlannedKind::Newtype(PlannedContent { ty, boxed, .. }) => {
                let value = self.value(ty, hint, false, within)?;
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
        hint: Hint<'_>,
        within: &[TypeId],
    ) -> Option<String> {
        let mut values = Vec::new();
        for field in &object.fields {
            if !field.presence.is_required() || filled_in(self.planned, field).is_some() {
                continue;
            }
            // An `id` is the id of the object.
            let name = idents::snake(field.wire_name);
            let name = if name == "id" { hint.word } else { &name };
            let hint = hint.property(name, field.wire_name).documented(
                field.docs,
                field.default,
                field.constraints,
            );
            // An argument that may be null is an option, into which lists and any values do not convert.
            let converts = match field.presence.is_nullable() {
                true => arguments::converts_into_option(self.planned, field.ty),
                false => arguments::is_converted(self.planned, field.ty),
            };
            let value = self.value(field.ty, hint, converts, within)?;
            values.push((field.ident.clone(), value));
        }
        let models = format!("{}::models", self.library);
        let name = path.rsplit("::").next().unwrap_or_default();
        let arguments = self.arguments(&models, name, &values);
        Some(format!("{path}::new({arguments})"))
    }

    /// Returns text, if the union implements `From` for it, or else the branch with the shortest expression, text before
    /// numbers, without its variant if the union implements `From` for it.
    fn union(
        &self,
        path: &str,
        union: &PlannedUnion<'_>,
        (hint, converts, within): (Hint<'_>, bool, &[TypeId]),
    ) -> Option<String> {
        let is_text = |branch: &&PlannedBranch<'_>| {
            *resolve_type(self.planned, branch.ty) == Type::String && !branch.boxed
        };
        if converts && union.branches.iter().filter(is_text).count() == 1 {
            return Some(hint.text());
        }
        let samples = union.branches.iter().filter_map(|branch| {
            let name = &branch.ident;
            if branch.constant.is_some() {
                return Some((true, true, format!("{path}::{name}")));
            }
            let value = self.value(branch.ty, hint, false, within)?;
            let resolved = resolve_type(self.planned, branch.ty);
            let same =
                |other: &&PlannedBranch<'_>| resolve_type(self.planned, other.ty) == resolved;
            let is_own = matches!(resolved, Type::Named(_))
                && union.branches.iter().filter(same).count() == 1;
            let is_scalar = matches!(
                resolved,
                Type::Boolean | Type::Integer(_) | Type::Number | Type::Null | Type::Any(_)
            );
            let sample = match (converts && is_own, branch.boxed) {
                (_, true) => format!("{path}::{name}(Box::new({value}))"),
                (true, false) => value,
                (false, false) => format!("{path}::{name}({value})"),
            };
            Some((is_scalar, !sample.contains('"'), sample))
        });
        let best = samples.min_by_key(|(is_scalar, has_no_text, sample)| {
            (*is_scalar, *has_no_text, sample.len())
        });
        best.map(|(_, _, sample)| sample)
    }
}
