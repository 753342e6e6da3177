//! The rules of a value, from its type and constraints.

use super::limited::Limited;
use crate::config::DateLibrary;
use crate::emit::types::resolve_type;
use crate::model::{Constraints, Integer, Type, TypeId};
use crate::plan::{Planned, PlannedKind};
use crate::rust::idents::ident;
use crate::rust::{literals, patterns};
use std::fmt;

/// A rule, as in `runtime::validation::Rule`.
#[derive(Clone, Debug, PartialEq)]
pub enum Rule {
    /// A bound of a number, or its step.
    Number(&'static str, f64),
    /// The number of characters, items or properties.
    Count(&'static str, u64),
    /// Items are unique.
    Unique,
    /// A pattern: that of the document, and its translation for the crate `regex`.
    Pattern(String, String),
    /// The rules of each item, or of each value of a map.
    Each(Vec<Rule>),
    /// The rules of each item of a tuple.
    Places(Vec<Vec<Rule>>),
    /// The rules of an alias.
    All(TypeId, String),
}

impl Rule {
    /// Calls back with this rule and each rule inside it.
    pub fn each<'r>(&'r self, call: &mut impl FnMut(&'r Rule)) {
        call(self);
        match self {
            Self::Each(rules) => rules.iter().for_each(|rule| rule.each(call)),
            Self::Places(places) => places.iter().flatten().for_each(|rule| rule.each(call)),
            _ => {}
        }
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(name, bound) => {
                let bound = literals::float(*bound).to_string().replace(' ', "");
                write!(formatter, "{name}({bound})")
            }
            Self::Count(name, count) => write!(formatter, "{name}({count})"),
            Self::Unique => formatter.write_str("Unique"),
            Self::Pattern(pattern, translated) if pattern == translated => {
                write!(
                    formatter,
                    "Pattern({}, is_match)",
                    literals::string(pattern)
                )
            }
            Self::Pattern(pattern, translated) => {
                let (pattern, translated) =
                    (literals::string(pattern), literals::string(translated));
                write!(formatter, "PatternAs({pattern}, {translated}, is_match)")
            }
            Self::Each(rules) => write!(formatter, "Each(&[{}])", listed(rules)),
            Self::Places(places) => {
                let places: Vec<String> = places
                    .iter()
                    .map(|rules| format!("&[{}]", listed(rules)))
                    .collect();
                write!(formatter, "Places(&[{}])", places.join(", "))
            }
            Self::All(_, name) => write!(formatter, "All(of::{name})"),
        }
    }
}

/// Formats rules as a list.
pub fn listed(rules: &[Rule]) -> String {
    let rules: Vec<String> = rules.iter().map(Rule::to_string).collect();
    rules.join(", ")
}

/// Returns the rules of a value, without those of the aliases in its type.
pub fn own_rules(planned: &Planned<'_>, ty: &Type, constraints: &Constraints) -> Vec<Rule> {
    Given {
        planned,
        limited: None,
    }
    .rules(ty, constraints)
}

/// Returns the rules of a value.
pub fn rules(
    planned: &Planned<'_>,
    limited: &Limited,
    ty: &Type,
    constraints: &Constraints,
) -> Vec<Rule> {
    Given {
        planned,
        limited: Some(limited),
    }
    .rules(ty, constraints)
}

struct Given<'p> {
    planned: &'p Planned<'p>,
    limited: Option<&'p Limited>,
}

impl Given<'_> {
    fn rules(&self, ty: &Type, of: &Constraints) -> Vec<Rule> {
        let ty = match ty {
            Type::Nullable(inner) => inner,
            ty => ty,
        };
        let mut rules = match ty {
            Type::List(item) | Type::Set(item) => {
                let mut rules = items(of);
                // The items of a `BTreeSet` are unique.
                if matches!(ty, Type::Set(item) if self.planned.is_ordered(item)) {
                    rules.retain(|rule| *rule != Rule::Unique);
                }
                rules.extend(self.each(item, of));
                rules
            }
            Type::Map(value) => {
                let mut rules = counts(of.min_properties, of.max_properties);
                rules.extend(self.each(value, of));
                rules
            }
            Type::Tuple(items) => self.places(items, of),
            _ if of.is_empty() => Vec::new(),
            ty => self.scalar(ty, of),
        };
        if let (Type::Named(id), Some(limited)) = (ty, self.limited) {
            let id = self.planned.representative(*id);
            if limited.is_ruled(id)
                && let Some(plan) = self.planned.ty(id)
            {
                rules.push(Rule::All(id, ident(&plan.ident).to_string()));
            }
        }
        rules
    }

    /// Returns the rules of a value that is not a list, or that is of an alias, which has the rules of its items.
    fn scalar(&self, ty: &Type, of: &Constraints) -> Vec<Rule> {
        let ty = match resolve_type(self.planned, ty) {
            Type::Nullable(inner) => resolve_type(self.planned, inner),
            ty => ty,
        };
        let strings = self.planned.dates == DateLibrary::Strings;
        match ty {
            Type::Integer(Integer::U32 | Integer::U64) => {
                let mut rules = numbers(of);
                rules.retain(|rule| *rule != Rule::Number("Minimum", 0.0));
                rules
            }
            Type::Integer(_) | Type::Number | Type::Decimal => numbers(of),
            Type::String
            | Type::Secret
            | Type::Time
            | Type::Duration
            | Type::Binary
            | Type::Base64
            | Type::Base64Url => text(of),
            Type::DateTime | Type::HttpDate | Type::Date if strings => text(of),
            Type::UnixTime if strings => numbers(of),
            Type::List(_) | Type::Set(_) | Type::Tuple(_) => items(of),
            Type::Map(_) => counts(of.min_properties, of.max_properties),
            Type::Named(id) => match self.planned.ty(*id).map(|plan| &plan.kind) {
                Some(PlannedKind::Struct(_) | PlannedKind::Union(_)) => {
                    counts(of.min_properties, of.max_properties)
                }
                _ => Vec::new(),
            },
            _ => Vec::new(),
        }
    }

    fn each(&self, ty: &Type, of: &Constraints) -> Option<Rule> {
        let rules = self.inside(ty, of, 0);
        (!rules.is_empty()).then_some(Rule::Each(rules))
    }

    fn places(&self, types: &[Type], of: &Constraints) -> Vec<Rule> {
        let places: Vec<Vec<Rule>> = types
            .iter()
            .enumerate()
            .map(|(place, ty)| self.inside(ty, of, place))
            .collect();
        match places.iter().all(Vec::is_empty) {
            true => Vec::new(),
            false => vec![Rule::Places(places)],
        }
    }

    fn inside(&self, ty: &Type, of: &Constraints, place: usize) -> Vec<Rule> {
        match of.inside.get(place) {
            Some(inside) => self.rules(ty, inside),
            None => self.rules(ty, &Constraints::default()),
        }
    }
}

fn numbers(of: &Constraints) -> Vec<Rule> {
    let minimum = if of.exclusive_minimum {
        "ExclusiveMinimum"
    } else {
        "Minimum"
    };
    let maximum = if of.exclusive_maximum {
        "ExclusiveMaximum"
    } else {
        "Maximum"
    };
    let step = of.multiple_of.filter(|step| *step > 0.0);
    [
        of.minimum.map(|bound| Rule::Number(minimum, bound)),
        of.maximum.map(|bound| Rule::Number(maximum, bound)),
        step.map(|step| Rule::Number("MultipleOf", step)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn text(of: &Constraints) -> Vec<Rule> {
    let mut rules = counts(of.min_length, of.max_length);
    rules.extend(of.patterns.iter().filter_map(|pattern| {
        let translated = patterns::readable(pattern)?;
        Some(Rule::Pattern(pattern.clone(), translated))
    }));
    rules
}

fn items(of: &Constraints) -> Vec<Rule> {
    let mut rules = counts(of.min_items, of.max_items);
    if of.unique_items {
        rules.push(Rule::Unique);
    }
    rules
}

fn counts(least: Option<u64>, most: Option<u64>) -> Vec<Rule> {
    let least = least.filter(|least| *least > 0);
    let least = least.map(|least| Rule::Count("AtLeast", least));
    let most = most.map(|most| Rule::Count("AtMost", most));
    least.into_iter().chain(most).collect()
}
