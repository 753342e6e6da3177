//! The description of a paginated operation: where the next page comes from, and how the end of the list is known.

use std::borrow::Cow;

/// Names of properties, outermost first. No names are the whole value.
pub(super) type Path = &'static [&'static str];

/// Returns a body that is not JSON as JSON, or `None` if it cannot be read.
pub type ToJson = fn(&[u8]) -> Option<Vec<u8>>;

/// Describes how the pages of a list follow each other.
#[derive(Clone, Copy, Debug)]
pub struct Paging {
    pub(super) next: Next,
    pub(super) target: Target,
    /// The array of items in the response.
    pub(super) items: Path,
    /// A boolean in the response that is false on the last page.
    pub(super) has_more: Option<Path>,
    /// The number of all items in the response.
    pub(super) total: Option<Path>,
    /// The number of all pages in the response.
    pub(super) page_count: Option<Path>,
    /// Returns the JSON of a body that is not JSON.
    pub(super) to_json: Option<ToJson>,
}

/// What identifies the next page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// A number, which grows by one. The first page has this number.
    Page(u64),
    /// A number, which grows by the number of received items. The first item has this number.
    Offset(u64),
    /// A value in the response.
    Cursor(Path),
    /// A header of the response.
    CursorHeader(&'static str),
    /// A property of the last item.
    LastItem(Path),
    /// A URL in the response.
    Link(Path),
    /// The URL in the header `Link` with the relation `next` (RFC 8288).
    LinkHeader,
}

/// Where a request carries the number or cursor of its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    Query(&'static str),
    Header(&'static str),
    /// A property of the JSON body.
    Body(Path),
    /// Nowhere: the next page has a URL of its own.
    Url,
}

impl Paging {
    /// Pages have numbers, the first one this.
    pub const fn page(first: u64) -> Self {
        Self::new(Next::Page(first))
    }

    /// A request states how many items precede its page, plus this number.
    pub const fn offset(first: u64) -> Self {
        Self::new(Next::Offset(first))
    }

    /// The response contains the cursor of the next page.
    pub const fn cursor(path: Path) -> Self {
        Self::new(Next::Cursor(path))
    }

    /// A header of the response contains the cursor of the next page.
    pub const fn cursor_header(name: &'static str) -> Self {
        Self::new(Next::CursorHeader(name))
    }

    /// The cursor of the next page is a property of the last item.
    pub const fn last_item(path: Path) -> Self {
        Self::new(Next::LastItem(path))
    }

    /// The response contains the URL of the next page.
    pub const fn link(path: Path) -> Self {
        Self::new(Next::Link(path))
    }

    /// The header `Link` contains the URL of the next page.
    pub const fn link_header() -> Self {
        Self::new(Next::LinkHeader)
    }

    const fn new(next: Next) -> Self {
        Self {
            next,
            target: Target::Url,
            items: &[],
            has_more: None,
            total: None,
            page_count: None,
            to_json: None,
        }
    }

    /// Returns the body of a page as JSON; empty if it cannot be read.
    pub(super) fn json<'b>(&self, body: &'b [u8]) -> Cow<'b, [u8]> {
        match self.to_json {
            Some(to_json) => Cow::Owned(to_json(body).unwrap_or_default()),
            None => Cow::Borrowed(body),
        }
    }

    /// Sends the number or cursor in a query parameter.
    pub const fn in_query(mut self, name: &'static str) -> Self {
        self.target = Target::Query(name);
        self
    }

    /// Sends the number or cursor in a header.
    pub const fn in_header(mut self, name: &'static str) -> Self {
        self.target = Target::Header(name);
        self
    }

    /// Sends the number or cursor in a property of the JSON body.
    pub const fn in_body(mut self, path: Path) -> Self {
        self.target = Target::Body(path);
        self
    }

    /// Sets where the response contains the items.
    pub const fn items(mut self, path: Path) -> Self {
        self.items = path;
        self
    }

    /// Sets where the response states whether there are more items.
    pub const fn has_more(mut self, path: Path) -> Self {
        self.has_more = Some(path);
        self
    }

    /// Sets where the response contains the number of all items.
    pub const fn total(mut self, path: Path) -> Self {
        self.total = Some(path);
        self
    }

    /// Sets how a body that is not JSON becomes JSON.
    pub const fn json_by(mut self, to_json: ToJson) -> Self {
        self.to_json = Some(to_json);
        self
    }

    /// Sets where the response contains the number of all pages.
    pub const fn page_count(mut self, path: Path) -> Self {
        self.page_count = Some(path);
        self
    }
}
