//! Checks a declared pagination against the parameters and types of its operation.
//!
//! Input: the declaration, whose paths are texts. Output: the pagination, or why the declaration does not fit.

use super::detect;
use super::inputs::{self, Input};
use super::page::{Page, Properties, response};
use crate::model::{
    BodyFormat, CursorSource, LinkSource, NextPage, Operation, PageTarget, Pagination,
    PropertyPath, Type, TypeKind, Types,
};
use crate::spec::{DeclaredInput, DeclaredPages, DeclaredSource, PageKind};

/// Returns the declared pagination of an operation.
///
/// # Errors
/// Returns what does not fit the operation.
pub fn pagination<'t>(
    known: &mut Properties<'t>,
    operation: &'t Operation,
    declared: &DeclaredPages<'_>,
) -> Result<Pagination, String> {
    let content = response(operation);
    let content = content.ok_or("the operation has no JSON response of one type")?;
    let page = |text: &str| path(known.types, &content.ty, text);
    let optional = |text: &Option<std::borrow::Cow<'_, str>>| match text {
        Some(text) => page(text).map(Some),
        None => Ok(None),
    };
    let source = || match &declared.source {
        Some(DeclaredSource::Property(text)) => {
            let path = page(text)?;
            let end = follow(known.types, &content.ty, &path);
            match end.is_some_and(is_scalar) {
                true => Ok(CursorSource::Body(path)),
                false => Err(format!("`{text}` is not text")),
            }
        }
        Some(DeclaredSource::Header(name)) => Ok(CursorSource::Header(name.to_string())),
        None => Err("the declaration lacks the cursor or link of the response".to_owned()),
    };
    let has_more = optional(&declared.has_more)?;
    let total = optional(&declared.total)?;
    let page_count = optional(&declared.page_count)?;
    let cursor = match declared.kind {
        PageKind::Cursor | PageKind::Link => Some(source()?),
        _ => None,
    };
    let items = match &declared.items {
        Some(text) => {
            let items = page(text)?;
            let end = follow(known.types, &content.ty, &items);
            let is_list = matches!(end, Some(Type::List(_) | Type::Set(_)));
            is_list
                .then_some(items)
                .ok_or_else(|| format!("`{text}` is not an array of the response"))?
        }
        None => {
            let page = Page::of(known, operation);
            page.ok_or("the items are not certain: state them")?.items
        }
    };
    let mut input = || target(known, operation, declared.input.as_ref());
    let next = match (declared.kind, cursor) {
        (PageKind::Page, _) => {
            let (target, first) = input()?;
            let first = declared.first.or(first).unwrap_or(1);
            NextPage::Page { first, target }
        }
        (PageKind::Offset, _) => {
            let (target, first) = input()?;
            let first = declared.first.or(first).unwrap_or(0);
            NextPage::Offset { first, target }
        }
        (PageKind::Cursor, Some(source)) => NextPage::Cursor {
            source,
            target: input()?.0,
        },
        (PageKind::LastItem, _) => {
            let target = input()?.0;
            let item = follow(known.types, &content.ty, &items);
            let (Some(Type::List(item) | Type::Set(item)), Some(DeclaredSource::Property(text))) =
                (item, &declared.source)
            else {
                return Err("the declaration lacks the property of the last item".to_owned());
            };
            NextPage::LastItem {
                key: path(known.types, item, text)?,
                target,
            }
        }
        (PageKind::Link, Some(CursorSource::Body(path))) => NextPage::Link(LinkSource::Body(path)),
        _ => NextPage::Link(LinkSource::Header),
    };
    Ok(Pagination {
        next,
        items,
        has_more,
        total,
        page_count,
    })
}

/// Returns where a request carries the number or cursor, and the first number if the document states it.
fn target<'t>(
    known: &mut Properties<'t>,
    operation: &'t Operation,
    declared: Option<&DeclaredInput<'_>>,
) -> Result<(PageTarget, Option<u64>), String> {
    let (text, is_parameter, is_property) = match declared {
        None => return Err("the declaration lacks the parameter of the page".to_owned()),
        Some(DeclaredInput::Parameter(name)) => (name, true, false),
        Some(DeclaredInput::Property(path)) => (path, false, true),
        Some(DeclaredInput::Either(text)) => (text, true, true),
    };
    let name = without_root(text);
    if is_parameter {
        let inputs = inputs::inputs(known, operation);
        let is_it = |input: &&Input<'_>| match &input.target {
            PageTarget::Query(own) | PageTarget::Header(own) => own == name,
            PageTarget::Body(_) => false,
        };
        if let Some(input) = inputs.iter().find(is_it) {
            return Ok((input.target.clone(), detect::first(input)));
        }
    }
    let content = operation.body.as_ref().map(|body| &body.content);
    let body = content.filter(|body| is_property && body.format == BodyFormat::Json);
    match body {
        Some(body) => Ok((PageTarget::Body(path(known.types, &body.ty, name)?), None)),
        None if is_property && !is_parameter => Err("the operation has no JSON body".to_owned()),
        None => Err(format!(
            "the operation has no parameter `{name}` in its query or headers"
        )),
    }
}

/// Returns the text of a path without the sign of its root: `$.`, `$response.`, `$request.`.
fn without_root(text: &str) -> &str {
    let text = text.trim();
    ["$response.body.", "$response.", "$request.", "$."]
        .iter()
        .find_map(|root| text.strip_prefix(root))
        .unwrap_or(text)
}

/// Returns the names of a path in a type; `$` is the whole value.
fn path(types: &Types, ty: &Type, text: &str) -> Result<PropertyPath, String> {
    let text = without_root(text);
    if matches!(text, "$" | "$response" | "") {
        return Ok(Vec::new());
    }
    names(types, ty, text).ok_or_else(|| format!("there is no property `{text}`"))
}

/// Returns the names of a path, which may contain dots themselves (`@odata.nextLink`).
fn names(types: &Types, ty: &Type, text: &str) -> Option<PropertyPath> {
    if let Some(structure) = types.structure(ty) {
        let inside = structure.fields.iter().find_map(|field| {
            let rest = text.strip_prefix(field.wire_name.as_str())?;
            let inner = match rest.strip_prefix('.') {
                None => rest.is_empty().then(Vec::new)?,
                Some(rest) => names(types, &field.ty, rest)?,
            };
            Some([vec![field.wire_name.clone()], inner].concat())
        });
        if inside.is_some() {
            return inside;
        }
    }
    let names: PropertyPath = text.split('.').map(str::to_owned).collect();
    follow(types, ty, &names).map(|_| names)
}

/// Returns whether a value of a type can be a cursor or a link.
fn is_scalar(ty: &Type) -> bool {
    inputs::is_text(ty) || matches!(ty, Type::Integer(_) | Type::Number | Type::Any(_))
}

/// Returns the type of the property at a path, without aliases and null.
fn follow<'t>(types: &'t Types, ty: &'t Type, names: &[String]) -> Option<&'t Type> {
    let mut at = types.resolved(ty);
    for name in names {
        let next = match at {
            Type::Named(id) => match types.kind(*id)? {
                TypeKind::Struct(structure) => {
                    let mut fields = structure.fields.iter();
                    let field = fields.find(|field| field.wire_name == *name);
                    field
                        .map(|field| &field.ty)
                        .or(structure.additional.as_ref())?
                }
                _ => return None,
            },
            Type::Map(value) => value,
            Type::Any(_) => at,
            _ => return None,
        };
        at = types.resolved(next);
    }
    Some(at)
}
