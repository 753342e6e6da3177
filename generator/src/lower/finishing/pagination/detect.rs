//! Finds the pagination of an operation, if its names, types and places leave no doubt.
//!
//! `docs/pagination.md` has the rules. A kind whose end is known precedes one whose end is an empty page.

use super::inputs::{Input, find, inputs, is_text};
use super::names;
use super::page::{Page, Properties, Property, joined};
use crate::model::{
    CursorSource, Docs, Field, LinkSource, NextPage, Operation, Pagination, PropertyPath, Type,
    Types,
};
use serde_json::Value;

/// Returns the pagination of an operation, if it is certain.
pub fn pagination<'t>(known: &mut Properties<'t>, operation: &'t Operation) -> Option<Pagination> {
    let is_read = matches!(operation.method.as_str(), "GET" | "QUERY");
    if !is_read && operation.method != "POST" {
        return None;
    }
    let page = Page::of(known, operation)?;
    let inputs = inputs(known, operation);
    let list = List {
        types: known.types,
        page: &page,
        inputs: &inputs,
    };
    let next = list.cursor().or_else(|| list.header_cursor(operation));
    let next = next.or_else(|| list.last_item());
    let next = next.or_else(|| {
        if !is_read {
            return None;
        }
        let number = list.offset().or_else(|| list.page());
        let number_with_end = number.clone().filter(|_| list.has_end());
        list.link_header(operation)
            .or(number_with_end)
            .or_else(|| list.link())
            .or(number)
    })?;
    let is_numbered = matches!(next, NextPage::Page { .. } | NextPage::Offset { .. });
    let is_page = matches!(next, NextPage::Page { .. });
    let is_link = matches!(next, NextPage::Link(_));
    Some(Pagination {
        next,
        items: page.items.clone(),
        has_more: list.has_more().filter(|_| !is_link),
        total: list.total().filter(|_| is_numbered),
        page_count: list.page_count().filter(|_| is_page),
    })
}

struct List<'l, 't> {
    types: &'t Types,
    page: &'l Page<'t>,
    inputs: &'l [Input<'t>],
}

impl<'l, 't> List<'l, 't> {
    fn ty(&self, field: &'t Field) -> &'t Type {
        self.types.resolved(&field.ty)
    }

    fn property(&self, names: &[&str], is_valid: fn(&Type) -> bool) -> Option<&'l Property<'t>> {
        self.page
            .find(names, |field| is_valid(self.types.resolved(&field.ty)))
    }

    fn has_more(&self) -> Option<PropertyPath> {
        let found = self.property(names::HAS_MORE, |ty| *ty == Type::Boolean);
        found.map(|found| found.path.clone())
    }

    fn page_count(&self) -> Option<PropertyPath> {
        let found = self.property(names::PAGE_COUNTS, is_number);
        found.map(|found| found.path.clone())
    }

    fn total(&self) -> Option<PropertyPath> {
        let named = self.property(names::TOTALS, is_number);
        // `count` may be the number of items on the page. Together with links to adjacent pages it is the total.
        let has_links = ["next", "previous"]
            .iter()
            .all(|link| self.page.find(&[link], |_| true).is_some());
        let count = || self.property(&["count"], is_number).filter(|_| has_links);
        named.or_else(count).map(|found| found.path.clone())
    }

    /// Returns whether the response states where a list of numbered pages ends.
    fn has_end(&self) -> bool {
        self.has_more().is_some() || self.total().is_some() || self.page_count().is_some()
    }

    /// A cursor in the response, and a parameter with a name that fits.
    fn cursor(&self) -> Option<NextPage> {
        let pairs = names::CURSORS
            .iter()
            .map(|(sources, targets)| (*sources, *targets))
            .chain(self.has_more().map(|_| names::LAST_IDS));
        for (sources, targets) in pairs {
            let found = self.page.find(sources, |field| {
                let ty = self.types.resolved(&field.ty);
                (is_text(ty) || is_number(ty)) && !is_url(&field.docs)
            });
            let Some(source) = found else { continue };
            let fits = |input: &Input<'t>| match is_text(self.ty(source.field)) {
                true => input.is_text(),
                false => input.is_number() || *input.ty == Type::String,
            };
            if let Some(input) = find(self.inputs, targets, fits) {
                return Some(NextPage::Cursor {
                    source: CursorSource::Body(source.path.clone()),
                    target: input.target.clone(),
                });
            }
        }
        None
    }

    /// A cursor in a header of the response, and a parameter with a name that fits.
    fn header_cursor(&self, operation: &Operation) -> Option<NextPage> {
        let successes = operation.responses.iter();
        let successes = successes.filter(|response| response.status.is_success());
        let headers: Vec<(String, &str)> = successes
            .flat_map(|response| &response.headers)
            .filter(|header| is_text(self.types.resolved(&header.ty)))
            .map(|header| (header_words(&header.name), header.name.as_str()))
            .collect();
        names::CURSORS.iter().find_map(|(sources, targets)| {
            let mut named = headers.iter();
            let (_, name) = named.find(|(words, _)| sources.contains(&words.as_str()))?;
            let fits = |input: &&Input<'t>| {
                targets.contains(&header_words(&input.words).as_str()) && input.is_text()
            };
            Some(NextPage::Cursor {
                source: CursorSource::Header((*name).to_owned()),
                target: self.inputs.iter().find(fits)?.target.clone(),
            })
        })
    }

    /// A parameter for the ID of the last item, items with an `id`, and whether there are more.
    fn last_item(&self) -> Option<NextPage> {
        self.has_more()?;
        let input = find(self.inputs, names::AFTER_ITEM, Input::is_text).or_else(|| {
            find(self.inputs, &["after"], |input| {
                input.is_text() && mentions(input.docs, &["id", "identifier"])
            })
        })?;
        let item = self.types.structure(self.page.item)?;
        let id = item.fields.iter().find(|field| field.wire_name == "id")?;
        is_text(self.ty(id)).then(|| NextPage::LastItem {
            key: vec![id.wire_name.clone()],
            target: input.target.clone(),
        })
    }

    fn limit(&self) -> Option<&'l Input<'t>> {
        find(self.inputs, names::LIMITS, |input| {
            input.is_number() && input.is_in_query()
        })
    }

    fn offset(&self) -> Option<NextPage> {
        let offset = find(self.inputs, names::OFFSETS, |input| {
            input.is_number() && input.is_in_query()
        })?;
        // SCIM counts items from 1 (RFC 7644, section 3.4.2.4).
        let is_scim = self
            .page
            .items
            .last()
            .is_some_and(|name| name == "Resources");
        let first = first(offset).unwrap_or(if is_scim { 1 } else { 0 });
        // `from` and `start` may be a date or a station; together with a page size they are an offset.
        let is_certain =
            self.limit().is_some() || matches!(offset.words.as_str(), "skip" | "offset");
        is_certain.then_some(NextPage::Offset {
            first,
            target: offset.target.clone(),
        })
    }

    fn page(&self) -> Option<NextPage> {
        let page = find(self.inputs, names::PAGES, |input| {
            input.is_number() && input.is_in_query()
        })?;
        let first = first(page)?;
        let is_certain = self.limit().is_some() || self.has_end();
        is_certain.then(|| NextPage::Page {
            first,
            target: page.target.clone(),
        })
    }

    /// A documented header `Link`.
    fn link_header(&self, operation: &Operation) -> Option<NextPage> {
        let mut successes = operation
            .responses
            .iter()
            .filter(|response| response.status.is_success());
        let has_header = successes.any(|response| {
            let mut names = response.headers.iter().map(|header| &header.name);
            names.any(|name| name.eq_ignore_ascii_case("link"))
        });
        has_header.then_some(NextPage::Link(LinkSource::Header))
    }

    /// A URL in the response.
    fn link(&self) -> Option<NextPage> {
        let is_link = |field: &Field| is_text(self.types.resolved(&field.ty));
        // Where nothing takes a cursor, `next` can only be a link.
        let has_text_input = self.inputs.iter().any(Input::is_text);
        let is_only_link = |field: &Field| {
            !has_text_input && !mentions(&field.docs, &["token", "cursor", "id", "key"])
        };
        let by_name = || self.page.find(names::LINKS, is_link);
        let by_docs = || {
            let is_url = |field: &Field| is_link(field) && is_url(&field.docs);
            self.page.find(names::PERHAPS_LINKS, is_url)
        };
        let alone = || {
            self.page
                .find(&["next"], |field| is_link(field) && is_only_link(field))
        };
        let found = by_name().or_else(by_docs).or_else(alone)?;
        Some(NextPage::Link(LinkSource::Body(found.path.clone())))
    }
}

/// Returns the words of a header without its prefix: `X-Ms-Continuation-Token` is `continuation token`.
fn header_words(name: &str) -> String {
    let words = joined(name);
    let without = words.strip_prefix("x ").unwrap_or(&words);
    without.strip_prefix("ms ").unwrap_or(without).to_owned()
}

fn is_number(ty: &Type) -> bool {
    matches!(ty, Type::Integer(_) | Type::Number)
}

/// Returns whether the format or the documentation of a value says that it is a URL.
fn is_url(docs: &Docs) -> bool {
    if docs.format.as_deref().is_some_and(names::is_url_format) {
        return true;
    }
    let is_url = |text: &str| text.starts_with("http://") || text.starts_with("https://");
    let example = docs.example.as_ref().and_then(Value::as_str);
    example.is_some_and(is_url) || mentions(docs, &["url", "uri", "link", "hyperlink"])
}

/// Returns whether the title or description contains one of these words.
fn mentions(docs: &Docs, words: &[&str]) -> bool {
    let texts = [&docs.title, &docs.description].into_iter().flatten();
    let mut words_of = texts.flat_map(|text| text.split(|c: char| !c.is_alphanumeric()));
    words_of.any(|word| words.iter().any(|known| word.eq_ignore_ascii_case(known)))
}

/// Returns the number of the first page or item, if the document states it.
pub fn first(input: &Input<'_>) -> Option<u64> {
    let default = input.default.and_then(Value::as_f64);
    match default {
        Some(0.0) => return Some(0),
        Some(1.0) => return Some(1),
        _ => {}
    }
    let text = input.docs.description.as_deref().unwrap_or_default();
    let text = text.to_ascii_lowercase();
    let says = |phrases: &[&str]| phrases.iter().any(|phrase| text.contains(phrase));
    if says(FROM_ZERO) {
        return Some(0);
    }
    let is_one = says(FROM_ONE) || input.constraints.minimum == Some(1.0);
    is_one.then_some(1)
}

const FROM_ZERO: &[&str] = &[
    "0-based",
    "zero-based",
    "zero based",
    "zero-indexed",
    "0-indexed",
    "0..n",
    "starts at 0",
    "starting at 0",
    "starts from 0",
    "starting from 0",
    "starting with 0",
    "starts with 0",
    "begins at 0",
    "defaults to 0",
    "default is 0",
    "default: 0",
];

const FROM_ONE: &[&str] = &[
    "1-based",
    "one-based",
    "1-indexed",
    "starts at 1",
    "starting at 1",
    "starts from 1",
    "starting from 1",
    "starting with 1",
    "starts with 1",
    "begins at 1",
    "defaults to 1",
    "default is 1",
    "default: 1",
];
