//! Reads the extensions that declare the pagination of an operation.
//!
//! `x-sdkwright-pagination` has precedence over those of other tools. `docs/pagination.md` describes them.

use super::super::{Here, Reader};
use crate::config::{PAGINATION, PAGINATION_KEYS};
use crate::diagnostics::{Code, Diagnostic};
use crate::did_you_mean::did_you_mean;
use crate::spec::{
    DeclaredInput, DeclaredPages, DeclaredPagination, DeclaredSource, PageKind, PlaceId,
};
use serde_json::{Map, Value};
use std::borrow::Cow;

/// The values of `type`.
const KINDS: [(&str, PageKind); 6] = [
    ("page", PageKind::Page),
    ("offset", PageKind::Offset),
    ("cursor", PageKind::Cursor),
    ("last-item", PageKind::LastItem),
    ("link", PageKind::Link),
    ("link-header", PageKind::LinkHeader),
];

/// Reads the extension of another tool.
type Read<'t> = fn(&'t Map<String, Value>) -> Option<DeclaredPages<'t>>;

impl<'t> Reader<'t, '_> {
    /// Reads the declared pagination of an operation.
    pub(in crate::parse) fn pagination(
        &mut self,
        operation: &'t Map<String, Value>,
        here: &Here<'_, 't>,
    ) -> Option<DeclaredPagination<'t>> {
        if !super::has_any(operation) {
            return None;
        }
        if let Some(value) = operation.get(PAGINATION) {
            return self.own_pagination(value, &here.key(PAGINATION));
        }
        let others: [(&str, Read<'t>); 3] = [
            ("x-speakeasy-pagination", speakeasy),
            ("x-fern-pagination", fern),
            ("x-ms-pageable", microsoft),
        ];
        for (key, read) in others {
            match operation.get(key) {
                Some(Value::Bool(false)) => return Some(DeclaredPagination::Off),
                Some(Value::Object(members)) => {
                    let Some(mut pages) = read(members) else {
                        return match key {
                            // A list without a next link is not paginated.
                            "x-ms-pageable" => Some(DeclaredPagination::Off),
                            _ => None,
                        };
                    };
                    pages.place = self.keep(&here.key(key));
                    return Some(DeclaredPagination::On(Box::new(pages)));
                }
                _ => {}
            }
        }
        None
    }

    /// Reads `x-sdkwright-pagination`.
    fn own_pagination(
        &mut self,
        value: &'t Value,
        here: &Here<'_, 't>,
    ) -> Option<DeclaredPagination<'t>> {
        let members = match value {
            Value::Bool(false) => return Some(DeclaredPagination::Off),
            Value::Bool(true) | Value::Null => return None,
            Value::Object(members) => members,
            _ => {
                let message = "the pagination must be `false` or an object";
                self.report(Code::PaginationInvalid, here, message);
                return None;
            }
        };
        for key in members.keys() {
            if !PAGINATION_KEYS.contains(&key.as_str()) {
                let message = format!("`{key}` is not a key of a pagination");
                let place = self.key_place(&here.key(key));
                let diagnostic = Diagnostic::new(Code::PaginationInvalid, place, message);
                self.diagnostics
                    .push(match did_you_mean(key, PAGINATION_KEYS) {
                        Some(similar) => {
                            diagnostic.help(format!("a similar key exists: `{similar}`"))
                        }
                        None => {
                            diagnostic.help(format!("the keys are {}", PAGINATION_KEYS.join(", ")))
                        }
                    });
            }
        }
        let word = text(members, "type");
        let Some((_, kind)) = KINDS
            .iter()
            .find(|(name, _)| word.as_deref() == Some(*name))
        else {
            let names: Vec<&str> = KINDS.iter().map(|(name, _)| *name).collect();
            let message = format!(
                "the `type` of a pagination must be one of {}",
                names.join(", ")
            );
            self.report(Code::PaginationInvalid, here, message);
            return None;
        };
        let parameter = text(members, "parameter").map(DeclaredInput::Parameter);
        let property = text(members, "property").map(DeclaredInput::Property);
        let source = match kind {
            PageKind::Cursor => {
                let header = text(members, "cursor-header").map(DeclaredSource::Header);
                let cursor = text(members, "cursor").map(DeclaredSource::Property);
                cursor.or(header)
            }
            PageKind::LastItem => text(members, "last-item").map(DeclaredSource::Property),
            PageKind::Link => text(members, "link").map(DeclaredSource::Property),
            PageKind::Page | PageKind::Offset | PageKind::LinkHeader => None,
        };
        Some(DeclaredPagination::On(Box::new(DeclaredPages {
            place: self.keep(here),
            input: parameter.or(property),
            source,
            items: text(members, "items"),
            has_more: text(members, "has-more"),
            total: text(members, "total"),
            page_count: text(members, "page-count"),
            first: members.get("first").and_then(Value::as_u64),
            ..pages(*kind)
        })))
    }
}

fn pages<'t>(kind: PageKind) -> DeclaredPages<'t> {
    DeclaredPages {
        place: PlaceId::ROOT,
        kind,
        input: None,
        source: None,
        items: None,
        has_more: None,
        total: None,
        page_count: None,
        first: None,
    }
}

fn text<'t>(members: &'t Map<String, Value>, key: &str) -> Option<Cow<'t, str>> {
    members.get(key).and_then(Value::as_str).map(Cow::Borrowed)
}

/// Reads Speakeasy's extension: `inputs` with the types page, offset, limit and cursor, and `outputs`.
fn speakeasy<'t>(members: &'t Map<String, Value>) -> Option<DeclaredPages<'t>> {
    let inputs = members.get("inputs").and_then(Value::as_array);
    let input = |ty: &str| {
        let mut inputs = inputs.into_iter().flatten().filter_map(Value::as_object);
        let input = inputs.find(|input| text(input, "type").as_deref() == Some(ty))?;
        let name = text(input, "name")?;
        Some(match text(input, "in").as_deref() {
            Some("requestBody") => DeclaredInput::Property(name),
            _ => DeclaredInput::Parameter(name),
        })
    };
    let outputs = members.get("outputs").and_then(Value::as_object);
    let output = |name: &str| text(outputs?, name);
    let mut found = match text(members, "type").as_deref()? {
        "offsetLimit" => match (input("page"), input("offset")) {
            (Some(page), _) => DeclaredPages {
                input: Some(page),
                ..pages(PageKind::Page)
            },
            (None, offset) => DeclaredPages {
                input: offset,
                ..pages(PageKind::Offset)
            },
        },
        "cursor" => {
            let cursor = output("nextCursor")?;
            // `$.data[-1].id` is a property of the last item.
            let last_item = ["[-1].", "[(@.length-1)]."]
                .iter()
                .find_map(|last| cursor.split_once(last))
                .map(|(items, key)| (items.to_owned(), key.to_owned()));
            let input = input("cursor");
            match last_item {
                Some((items, key)) => DeclaredPages {
                    input,
                    source: Some(DeclaredSource::Property(key.into())),
                    items: Some(items.into()),
                    ..pages(PageKind::LastItem)
                },
                None => DeclaredPages {
                    input,
                    source: Some(DeclaredSource::Property(cursor)),
                    ..pages(PageKind::Cursor)
                },
            }
        }
        "url" => DeclaredPages {
            source: Some(DeclaredSource::Property(output("nextUrl")?)),
            ..pages(PageKind::Link)
        },
        _ => return None,
    };
    if let Some(results) = output("results") {
        found.items = Some(results);
    }
    found.page_count = output("numPages").filter(|_| found.kind == PageKind::Page);
    Some(found)
}

/// Reads Fern's extension: `cursor` and `next_cursor`, `offset`, or `next_uri`, and `results`.
///
/// Without `step` an offset is the number of a page.
fn fern<'t>(members: &'t Map<String, Value>) -> Option<DeclaredPages<'t>> {
    let input = |key: &str| text(members, key).map(DeclaredInput::Either);
    let source = |key: &str| text(members, key).map(DeclaredSource::Property);
    let has_link = || source("next_uri").or_else(|| source("next_path"));
    let found = if members.contains_key("next_cursor") {
        DeclaredPages {
            input: input("cursor"),
            source: source("next_cursor"),
            ..pages(PageKind::Cursor)
        }
    } else if members.contains_key("offset") {
        let kind = match members.contains_key("step") {
            true => PageKind::Offset,
            false => PageKind::Page,
        };
        DeclaredPages {
            input: input("offset"),
            ..pages(kind)
        }
    } else {
        DeclaredPages {
            source: Some(has_link()?),
            ..pages(PageKind::Link)
        }
    };
    Some(DeclaredPages {
        items: text(members, "results"),
        has_more: text(members, "has-next-page"),
        ..found
    })
}

/// Reads Microsoft's extension: the names of the properties with the next link and the items.
fn microsoft<'t>(members: &'t Map<String, Value>) -> Option<DeclaredPages<'t>> {
    Some(DeclaredPages {
        source: Some(DeclaredSource::Property(text(members, "nextLinkName")?)),
        items: text(members, "itemName"),
        ..pages(PageKind::Link)
    })
}
