//! Pagination as the document declares it, by an extension.
//!
//! Paths of properties are texts, since their meaning depends on the types of the operation: `meta.next_cursor`.

use super::PlaceId;
use std::borrow::Cow;

/// The declared pagination of an operation.
#[derive(Clone, Debug, PartialEq)]
pub enum DeclaredPagination<'t> {
    /// The operation is not paginated.
    Off,
    /// How its pages follow each other.
    On(Box<DeclaredPages<'t>>),
}

/// How the pages of a list follow each other.
#[derive(Clone, Debug, PartialEq)]
pub struct DeclaredPages<'t> {
    /// The place of the declaration.
    pub place: PlaceId,
    /// What identifies the next page.
    pub kind: PageKind,
    /// Where a request carries the number or cursor of its page.
    pub input: Option<DeclaredInput<'t>>,
    /// The cursor or link in the response, or the property of the last item.
    pub source: Option<DeclaredSource<'t>>,
    /// The array of items in the response.
    pub items: Option<Cow<'t, str>>,
    /// A boolean in the response that is false on the last page.
    pub has_more: Option<Cow<'t, str>>,
    /// The number of all items in the response.
    pub total: Option<Cow<'t, str>>,
    /// The number of all pages in the response.
    pub page_count: Option<Cow<'t, str>>,
    /// The number of the first page or item.
    pub first: Option<u64>,
}

/// What identifies the next page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageKind {
    /// A number that grows by one.
    Page,
    /// A number that grows by the number of received items.
    Offset,
    /// A cursor in the response.
    Cursor,
    /// A property of the last item.
    LastItem,
    /// A URL in the response.
    Link,
    /// The URL in the header `Link`.
    LinkHeader,
}

/// Where a request carries the number or cursor of its page.
#[derive(Clone, Debug, PartialEq)]
pub enum DeclaredInput<'t> {
    /// A parameter, by its name.
    Parameter(Cow<'t, str>),
    /// A property of the request body.
    Property(Cow<'t, str>),
    /// A parameter, or else a property of the request body.
    Either(Cow<'t, str>),
}

/// Where a response contains the cursor or link of the next page.
#[derive(Clone, Debug, PartialEq)]
pub enum DeclaredSource<'t> {
    /// A property of the body, or of the last item.
    Property(Cow<'t, str>),
    /// A header.
    Header(Cow<'t, str>),
}
