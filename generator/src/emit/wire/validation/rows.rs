//! The table: a row per type, a line per property.

use super::limited::{Limited, Part};
use super::rules::{Rule, listed, rules};
use crate::config::DateLibrary;
use crate::emit::models::Model;
use crate::emit::resource_features::of_file_as_text;
use crate::emit::types::{Spelling, resolve_type};
use crate::model::{Constraints, Type, TypeId};
use crate::plan::{Planned, PlannedKind, PlannedStruct, PlannedUnion};
use crate::rust::idents::ident;
use crate::rust::literals;
use std::collections::{BTreeMap, BTreeSet};

/// The maximum length of a row on one line.
const WIDTH: usize = 100;

/// The rows under construction.
pub struct Rows<'p> {
    planned: &'p Planned<'p>,
    limited: &'p Limited,
    /// The rules of aliases that other rules refer to.
    aliases: BTreeMap<TypeId, Vec<Rule>>,
    types: Vec<String>,
    /// Types without constraints inside visited ones, by the attribute of their file.
    unchecked: BTreeMap<String, BTreeSet<String>>,
}

impl<'p> Rows<'p> {
    /// Returns the rows of all types, in the order of the document.
    pub fn of(planned: &'p Planned<'p>, limited: &'p Limited) -> Self {
        let mut rows = Self {
            planned,
            limited,
            aliases: BTreeMap::new(),
            types: Vec::new(),
            unchecked: BTreeMap::new(),
        };
        for plan in &planned.types {
            if plan.same_as.is_none() {
                rows.add(plan.id, &Model { planned, plan });
            }
        }
        rows
    }

    /// Returns the text of the table.
    pub fn text(&self) -> String {
        let mut text = self.types.concat();
        let aliases: Vec<String> = self
            .aliases
            .iter()
            .filter_map(|(id, rules)| {
                let name = ident(&self.planned.ty(*id)?.ident);
                Some(format!("    {name} = [{}];\n", listed(rules)))
            })
            .collect();
        if !aliases.is_empty() {
            text = format!("check_aliases! {{\n{}}}\n{text}", aliases.concat());
        }
        for (cfg, names) in &self.unchecked {
            let mut line = String::new();
            let mut names = names.iter().peekable();
            while let Some(name) = names.next() {
                line.push_str(if line.is_empty() { "" } else { ", " });
                line.push_str(name);
                if names
                    .peek()
                    .is_none_or(|next| line.len() + next.len() > WIDTH - 20)
                {
                    text.push_str(&format!("{cfg}check_unchecked!({line});\n"));
                    line.clear();
                }
            }
        }
        text
    }

    fn add(&mut self, id: TypeId, model: &Model<'_>) {
        match &model.plan.kind {
            _ if !self.limited.is_checked(id) => {}
            PlannedKind::Alias(content) | PlannedKind::Newtype(content) => {
                let rules = self.of_part(id, Part::Itself, content.ty, content.constraints);
                let rules = listed(&rules.unwrap_or_default());
                let name = model.name();
                let cfg = self.cfg(model);
                self.types
                    .push(format!("{cfg}check_newtype!({name} [{rules}]);\n"));
            }
            PlannedKind::Struct(object) => self.object(id, model, object),
            PlannedKind::Union(union) => self.union(id, model, union),
            PlannedKind::Enum(_) => {}
        }
    }

    fn object(&mut self, id: TypeId, model: &Model<'_>, object: &PlannedStruct<'_>) {
        let mut lines = Vec::new();
        for (at, field) in object.fields.iter().enumerate() {
            let rules = self.of_part(id, Part::At(at), field.ty, field.constraints);
            if let Some(rules) = rules {
                let (wire_name, name) = (literals::string(field.wire_name), ident(&field.ident));
                lines.push(format!("{wire_name} => {name} [{}],", listed(&rules)));
            }
        }
        if let Some(additional) = &object.additional {
            let (ty, constraints) = (additional.ty, additional.constraints);
            if let Some(rules) = self.of_part(id, Part::Additional, ty, constraints) {
                let name = ident(&additional.ident);
                lines.push(format!("..{name} [{}],", listed(&rules)));
            }
        }
        if object.parts.is_some() {
            return self.row("form", model, &[], &lines);
        }
        let own = self.limited.agreed(id, Part::Itself, object.constraints);
        let own = rules(self.planned, self.limited, &Type::Named(id), own);
        self.row("object", model, &own, &lines);
    }

    fn union(&mut self, id: TypeId, model: &Model<'_>, union: &PlannedUnion<'_>) {
        let mut lines = Vec::new();
        for (at, branch) in union.branches.iter().enumerate() {
            let rules = self.of_part(id, Part::At(at), branch.ty, branch.constraints);
            if let Some(rules) = rules {
                let name = ident(&branch.ident);
                lines.push(format!("{name} [{}],", listed(&rules)));
            }
        }
        self.row("union", model, &[], &lines);
    }

    /// Returns the attribute of a type's row: that of its file.
    fn cfg(&self, model: &Model<'_>) -> String {
        of_file_as_text(self.planned, &model.plan.file)
    }

    fn row(&mut self, kind: &str, model: &Model<'_>, own: &[Rule], lines: &[String]) {
        let name = model.name();
        let own = match own {
            [] => String::new(),
            own => format!(" [{}]", listed(own)),
        };
        let short = lines.join(" ");
        let short = format!(
            "check_{kind}!({name}{own} {{ {} }});\n",
            short.trim_end_matches(',')
        );
        let cfg = self.cfg(model);
        if short.len() <= WIDTH {
            self.types.push(format!("{cfg}{short}"));
            return;
        }
        let lines: Vec<String> = lines.iter().map(|line| format!("    {line}\n")).collect();
        self.types.push(format!(
            "{cfg}check_{kind}!({name}{own} {{\n{}}});\n",
            lines.concat()
        ));
    }

    /// Returns the rules of a property or a branch, if it is checked.
    fn of_part(
        &mut self,
        id: TypeId,
        part: Part,
        ty: &Type,
        constraints: &Constraints,
    ) -> Option<Vec<Rule>> {
        let constraints = self.limited.agreed(id, part, constraints);
        let rules = rules(self.planned, self.limited, ty, constraints);
        if rules.is_empty() && !self.limited.is_nested(self.planned, ty) {
            return None;
        }
        self.needs(ty);
        self.name(&rules);
        Some(rules)
    }

    /// Adds the rules of the aliases in these rules.
    fn name(&mut self, of: &[Rule]) {
        let mut waiting = named(of);
        while let Some(id) = waiting.pop() {
            if let Some(PlannedKind::Alias(content)) = self.planned.ty(id).map(|plan| &plan.kind)
                && !self.aliases.contains_key(&id)
            {
                let constraints = self.limited.agreed(id, Part::Itself, content.constraints);
                let rules = rules(self.planned, self.limited, content.ty, constraints);
                waiting.extend(named(&rules));
                self.aliases.insert(id, rules);
            }
        }
    }

    fn unchecked_everywhere(&mut self, spelled: &str) {
        let names = self.unchecked.entry(String::new()).or_default();
        names.insert(spelled.replace(' ', ""));
    }

    /// Adds the types inside a type that have no rules, but are visited.
    fn needs(&mut self, ty: &Type) {
        match resolve_type(self.planned, ty) {
            Type::Named(id) => {
                let id = self.planned.representative(*id);
                if !self.limited.is_checked(id)
                    && let Some(plan) = self.planned.ty(id)
                {
                    let cfg = of_file_as_text(self.planned, &plan.file);
                    let name = format!("models::{}", ident(&plan.ident));
                    self.unchecked.entry(cfg).or_default().insert(name);
                }
            }
            ty @ (Type::DateTime | Type::Date | Type::Uuid) => {
                let spelled = Spelling::whole(self.planned).of(ty).to_string();
                if spelled != "String" {
                    self.unchecked_everywhere(&spelled);
                }
            }
            ty @ (Type::HttpDate | Type::UnixTime) => {
                if self.planned.dates != DateLibrary::Strings {
                    let spelled = Spelling::whole(self.planned).of(ty).to_string();
                    self.unchecked_everywhere(&spelled);
                }
            }
            resolved => {
                for child in resolved.children() {
                    self.needs(child);
                }
            }
        }
    }
}

/// Returns the aliases that rules refer to.
fn named(rules: &[Rule]) -> Vec<TypeId> {
    let mut names = Vec::new();
    for rule in rules {
        rule.each(&mut |rule| {
            if let Rule::All(id, _) = rule {
                names.push(*id);
            }
        });
    }
    names
}
