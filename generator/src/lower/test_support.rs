//! Prints types as lines for tests: `Pet = { name*: String }`.

use crate::config::Config;
use crate::diagnostics::{Code, Diagnostics};
use crate::load;
use crate::model::{Api, Struct, Type, TypeDef, TypeKind, TypeName, Types};
use crate::parse::parse;
use serde_json::{Value, json};

/// Returns the types of a document with these components, one per line, and the reported diagnostics.
pub(super) fn lower(schemas: Value) -> (Vec<String>, Vec<Code>) {
    let (api, codes) = api(json!({}), schemas);
    (lines(&api.types), codes)
}

pub(crate) fn types(schemas: Value) -> Vec<String> {
    let (lines, codes) = lower(schemas);
    assert_eq!(codes, []);
    lines
}

pub(super) fn api(paths: Value, schemas: Value) -> (Api, Vec<Code>) {
    lowered(
        json!({
            "openapi": "3.1.0", "info": {"title": "Test", "version": "1"},
            "paths": paths, "components": {"schemas": schemas},
        }),
        &Config::default(),
    )
}

/// Parses and lowers a document. Returns the API and the codes of the diagnostics.
pub(crate) fn lowered(document: Value, config: &Config) -> (Api, Vec<Code>) {
    let document = load::Document::from(document);
    let mut diagnostics = Diagnostics::default();
    let typed = parse(&document, &mut diagnostics).unwrap();
    let api = crate::lower::lower(&typed, config, &mut diagnostics);
    (api, diagnostics.iter().map(|it| it.code).collect())
}

pub(crate) fn lines(types: &Types) -> Vec<String> {
    types
        .iter()
        .map(|(_, def)| format!("{} = {}", name(types, def), kind(types, &def.kind)))
        .collect()
}

fn name(types: &Types, def: &TypeDef) -> String {
    match &def.name {
        TypeName::Component(key) => key.clone(),
        TypeName::Inline { parent, words } => format!(
            "{}/{}",
            name(types, types.get(*parent).unwrap()),
            words.join("/")
        ),
        TypeName::Operation { operation, words } => {
            format!("operation {}/{}", operation.as_usize(), words.join("/"))
        }
        TypeName::Shared(shared) => {
            format!("shared {}", shared.wishes.first().unwrap())
        }
    }
}

fn kind(types: &Types, kind: &TypeKind) -> String {
    match kind {
        TypeKind::Struct(structure) => fields(types, structure),
        TypeKind::Enum(list) => list
            .variants
            .iter()
            .map(|variant| variant.intended_name.clone())
            .collect::<Vec<_>>()
            .join(" | "),
        TypeKind::Union(union) => {
            let branches = union.branches.iter().map(|branch| {
                let tags = if branch.matching.tags.is_empty() {
                    String::new()
                } else {
                    format!(" [{}]", branch.matching.tags.join(", "))
                };
                format!("{}: {}{tags}", branch.intended_name, ty(types, &branch.ty))
            });
            let by = union
                .discriminator
                .as_ref()
                .map(|property| format!(" by {property}"))
                .unwrap_or_default();
            format!("one of{by} {}", branches.collect::<Vec<_>>().join(" or "))
        }
        TypeKind::Alias(alias) => ty(types, alias),
    }
}

/// `name*` is required, `name?` is nullable.
fn fields(types: &Types, structure: &Struct) -> String {
    let mut fields: Vec<String> = structure
        .fields
        .iter()
        .map(|field| {
            let constant = field
                .constant
                .as_ref()
                .map(|constant| format!(" = {constant}"))
                .unwrap_or_default();
            format!(
                "{}{}{}: {}{constant}",
                field.wire_name,
                if field.required { "*" } else { "" },
                if field.nullable { "?" } else { "" },
                ty(types, &field.ty)
            )
        })
        .collect();
    fields.extend(
        structure
            .additional
            .as_ref()
            .map(|additional| format!("..: {}", ty(types, additional))),
    );
    format!("{{ {} }}", fields.join(", "))
}

fn ty(types: &Types, of: &Type) -> String {
    match of {
        Type::Named(id) => name(types, types.get(*id).unwrap()),
        Type::List(item) => format!("[{}]", ty(types, item)),
        Type::Set(item) => format!("set of {}", ty(types, item)),
        Type::Map(value) => format!("map of {}", ty(types, value)),
        Type::Nullable(inner) => format!("{}?", ty(types, inner)),
        Type::Tuple(places) => format!(
            "({})",
            places
                .iter()
                .map(|place| ty(types, place))
                .collect::<Vec<_>>()
                .join(", ")
        ),
        Type::Any(_) => "any".to_owned(),
        other => format!("{other:?}"),
    }
}
