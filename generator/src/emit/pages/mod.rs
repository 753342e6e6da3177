//! The pages of `docs/`: one per resource, one per file of models.
//!
//! Text of the document is escaped or made safe, and in tables it cannot leave its cell.

mod cells;
mod model;
mod resource;

use super::Sdk;
use super::models::by_file;
use crate::emit::types::{Spelling, resolve};
use crate::files::SourceFile;
use crate::model::{Type, TypeId};
use crate::plan::{Planned, PlannedResource};
use crate::rust::doc_attributes::code;
use std::collections::HashSet;

/// Adds the pages.
pub fn emit<'p>(sdk: &Sdk<'p>, files: &mut Vec<SourceFile<'p>>) {
    let planned = sdk.planned;
    let is_called = !sdk.config.select.types_only;
    let names = resource_pages(&planned.resources);
    for (plan, name) in planned.resources.iter().zip(names).filter(|_| is_called) {
        let sdk = sdk.clone();
        files.push(SourceFile::text(format!("docs/{name}.md"), move || {
            resource::page(&sdk, plan, &name)
        }));
    }
    for (name, types) in by_file(planned) {
        let sdk = sdk.clone();
        files.push(SourceFile::text(
            format!("docs/models/{name}.md"),
            move || model::page(&sdk, &types),
        ));
    }
}

/// Returns the names of the resources' pages, without extension, in the order of the model: `SessionsApi`. No two
/// differ only in case, and all are ASCII.
pub fn resource_pages(resources: &[PlannedResource<'_>]) -> Vec<String> {
    let names = resources
        .iter()
        .map(|plan| (plan.ident.as_str(), plan.module.as_str()));
    page_names(names)
}

fn page_names<'n>(resources: impl Iterator<Item = (&'n str, &'n str)>) -> Vec<String> {
    let mut taken = HashSet::new();
    let page = |(ident, module): (&str, &str)| {
        let stem = if ident.is_ascii() {
            ident.trim_end_matches("Api").to_owned()
        } else {
            crate::rust::idents::file(module)
        };
        let mut name = format!("{stem}Api");
        let mut number = 2_usize;
        while !taken.insert(name.to_lowercase()) {
            name = format!("{stem}{number}Api");
            number += 1;
        }
        name
    };
    resources.map(page).collect()
}

/// Returns a Rust type, as a link if it is or contains a model. `models` is the path to the models' pages.
fn type_link(planned: &Planned<'_>, ty: &Type, spelled: &str, models: &str) -> String {
    let text = code(spelled);
    match target(planned, ty).and_then(|id| resolve(planned, id)) {
        Some(plan) => format!("[{text}]({})", model_link(&plan.file, &plan.ident, models)),
        None => text,
    }
}

/// Returns the link target of a model in the pages.
pub fn model_link(file: &str, ident: &str, models: &str) -> String {
    format!("{models}{file}.md#{}", ident.to_lowercase())
}

/// Returns the type as in the crate's docs: without the path of the module.
fn spelled(planned: &Planned<'_>, ty: &Type) -> String {
    compact(&Spelling::by_module(planned).of(ty).to_string())
}

/// Formats the tokens of a type: spaces only between words, after commas and colons, and around `=` and `+`.
fn compact(tokens: &str) -> String {
    let mut text = String::with_capacity(tokens.len());
    let mut rest = tokens.chars().peekable();
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let is_spaced = |c: char| matches!(c, '=' | '+');
    while let Some(c) = rest.next() {
        let before = text.chars().next_back().unwrap_or(' ');
        let after = rest.peek().copied().unwrap_or(' ');
        let is_space = before == ','
            || (before == ':' && !text.ends_with("::"))
            || (is_word(before) && is_word(after))
            || is_spaced(before)
            || is_spaced(after);
        if c != ' ' || is_space {
            text.push(c);
        }
    }
    without_modules(&text)
}

/// Returns code without the modules of the crate, whose runtime is exported at the root.
fn without_modules(code: &str) -> String {
    let modules = ["crate::", "models::", "runtime::"];
    modules
        .iter()
        .fold(code.to_owned(), |code, module| code.replace(module, ""))
}

/// Returns the model that a type is or contains.
fn target(planned: &Planned<'_>, ty: &Type) -> Option<TypeId> {
    match (ty, ty.children()) {
        (Type::Named(id), _) => Some(planned.representative(*id)),
        (Type::Tuple(_), _) => None,
        (_, [inner]) => target(planned, inner),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_become_what_people_write() {
        assert_eq!(
            compact("std :: collections :: BTreeMap < String , Option < models :: Pet > >"),
            "std::collections::BTreeMap<String, Option<Pet>>"
        );
        assert_eq!(compact("impl Into < String >"), "impl Into<String>");
        assert_eq!(
            compact(
                "impl IntoIterator < Item = & 'static str > + Iterator < Item : Into < String >>"
            ),
            "impl IntoIterator<Item = &'static str> + Iterator<Item: Into<String>>"
        );
    }

    #[test]
    fn no_two_pages_differ_only_in_case() {
        let resources = [
            ("Foo", "foo"),
            ("FOO", "foo_2"),
            ("FooApi", "foo_api"),
            ("Größe", "größe"),
        ];
        let names = page_names(resources.into_iter());
        let folded: HashSet<String> = names.iter().map(|name| name.to_lowercase()).collect();
        assert_eq!(folded.len(), 4, "{names:?}");
        assert!(names.iter().all(|name| name.is_ascii()));
    }
}
