//! Pagination: how the pages of a list follow each other.

use serde::Serialize;

/// The names of properties that lead to a value, outermost first. No names are the whole value.
pub type PropertyPath = Vec<String>;

/// The pagination of an operation.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Pagination {
    /// What identifies the next page.
    pub next: NextPage,
    /// The array of items in the response.
    pub items: PropertyPath,
    /// A boolean in the response that is false on the last page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub has_more: Option<PropertyPath>,
    /// The number of all items in the response.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total: Option<PropertyPath>,
    /// The number of all pages in the response.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page_count: Option<PropertyPath>,
}

/// What identifies the next page of a list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum NextPage {
    /// A number, which grows by one.
    Page {
        /// The number of the first page.
        first: u64,
        /// Where a request carries it.
        target: PageTarget,
    },
    /// A number, which grows by the number of received items.
    Offset {
        /// The number of the first item.
        first: u64,
        /// Where a request carries it.
        target: PageTarget,
    },
    /// A cursor in the response.
    Cursor {
        /// Where the response contains it.
        source: CursorSource,
        /// Where a request carries it.
        target: PageTarget,
    },
    /// A property of the last item of the page.
    LastItem {
        /// The property of the item.
        key: PropertyPath,
        /// Where a request carries it.
        target: PageTarget,
    },
    /// A URL in the response.
    Link(LinkSource),
}

/// Where a request carries a page number, an offset or a cursor.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum PageTarget {
    /// A query parameter, by its name.
    Query(String),
    /// A header parameter, by its name.
    Header(String),
    /// A property of the request body.
    Body(PropertyPath),
}

/// Where a response contains a cursor.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum CursorSource {
    /// A property of the response body.
    Body(PropertyPath),
    /// A header.
    Header(String),
}

/// Where a response contains a link.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum LinkSource {
    /// A property of the response body.
    Body(PropertyPath),
    /// The header `Link`, with the relation `next` (RFC 8288).
    Header,
}
