//! The names that identify pagination, as lower-case words: `nextPageToken` is `next page token`.

/// Numbers of skipped items.
pub const OFFSETS: &[&str] = &[
    "skip",
    "offset",
    "start",
    "start at",
    "start index",
    "from",
    "page offset",
    "first result",
];

/// Numbers of pages.
pub const PAGES: &[&str] = &[
    "page",
    "page number",
    "page num",
    "page no",
    "page index",
    "current page",
];

/// Sizes of a page.
pub const LIMITS: &[&str] = &[
    "take",
    "limit",
    "max results",
    "page size",
    "per page",
    "size",
    "count",
    "top",
    "max",
    "results",
    "page limit",
    "max items",
    "num results",
    "items per page",
    "results per page",
    "max per page",
    "page per page",
    "rows per page",
];

/// Cursors of the next page in a response, and the parameters that take them.
pub const CURSORS: &[(&[&str], &[&str])] = &[
    (
        &[
            "next cursor",
            "next page cursor",
            "cursor next",
            "end cursor",
            "after cursor",
            "cursors after",
            "cursors next",
        ],
        &[
            "cursor",
            "next cursor",
            "page cursor",
            "start cursor",
            "after cursor",
            "cursor after",
            "pagination cursor",
            "after",
            "page after",
            "starting after",
        ],
    ),
    (
        &[
            "next page token",
            "next token",
            "next pagination token",
            "next continuation token",
            "continuation token",
            "pagination token",
        ],
        &[
            "page token",
            "next page token",
            "next token",
            "pagination token",
            "continuation token",
            "next continuation token",
            "starting token",
            "token",
            "cursor",
        ],
    ),
    (
        &["next page"],
        &["page", "next page", "page token", "page number", "cursor"],
    ),
    (
        &[
            "next page key",
            "next key",
            "next start key",
            "last evaluated key",
        ],
        &[
            "page key",
            "next page key",
            "next key",
            "start key",
            "exclusive start key",
            "last evaluated key",
        ],
    ),
    (&["next marker"], &["marker"]),
    (&["next bookmark", "bookmark"], &["bookmark"]),
    (&["next offset"], &["offset"]),
    (&["next start"], &["start"]),
    (
        &[
            "next after",
            "paging next after",
            "paging after",
            "pagination after",
        ],
        &["after", "page after"],
    ),
    (&["scroll id", "next scroll id"], &["scroll id"]),
    (&["metadata continue"], &["continue"]),
    (&["cursor"], &["cursor"]),
];

/// The ID of the last item of a page, and the parameters that take it.
pub const LAST_IDS: (&[&str], &[&str]) = (&["last id"], &["after", "starting after", "after id"]);

/// Parameters that take the ID of the last item.
pub const AFTER_ITEM: &[&str] = &["starting after", "after id"];

/// URLs of the next page.
pub const LINKS: &[&str] = &[
    "next link",
    "next url",
    "next uri",
    "next href",
    "next page url",
    "next page uri",
    "next page link",
    "next page href",
    "odata next link",
    "links next",
    "links next href",
    "link next",
    "link next href",
];

/// Properties that are URLs of the next page if their documentation says so.
pub const PERHAPS_LINKS: &[&str] = &[
    "next",
    "next page",
    "paging next",
    "pagination next",
    "meta next",
];

/// Returns `true` for the formats of URLs.
pub fn is_url_format(format: &str) -> bool {
    matches!(
        format,
        "uri" | "url" | "uri-reference" | "iri" | "iri-reference"
    )
}

/// Booleans that are false on the last page.
pub const HAS_MORE: &[&str] = &[
    "has more",
    "has next",
    "has next page",
    "has more items",
    "has more results",
    "has more data",
    "has more pages",
];

/// Numbers of all pages.
pub const PAGE_COUNTS: &[&str] = &[
    "total pages",
    "page count",
    "num pages",
    "number of pages",
    "total page count",
    "pages count",
    "pages total",
    "total page",
    "last page",
    "pages",
];

/// Numbers of all items.
pub const TOTALS: &[&str] = &[
    "total",
    "total count",
    "total results",
    "total items",
    "total records",
    "total elements",
    "total hits",
    "total entries",
    "total size",
    "count total",
    "x total count",
];

/// Properties with the items, if a response has several arrays.
pub const ITEMS: &[&str] = &[
    "items",
    "data",
    "results",
    "values",
    "records",
    "entries",
    "rows",
    "objects",
    "list",
    "hits",
    "content",
    "elements",
    "resources",
    "value",
];

/// Arrays beside the items.
pub const NOT_ITEMS: &[&str] = &[
    "errors",
    "error",
    "warnings",
    "messages",
    "links",
    "link",
    "facets",
    "aggregations",
    "included",
];

/// Properties that contain an object with the items.
pub const WRAPPERS: &[&str] = &[
    "data", "result", "results", "response", "payload", "page", "body", "embedded",
];

/// Properties that contain an object about the page.
pub const HOLDERS: &[&str] = &[
    "meta",
    "metadata",
    "pagination",
    "paging",
    "page",
    "page info",
    "pager",
    "response metadata",
    "response meta",
    "cursor",
    "cursors",
    "paginator",
    "page meta",
    "page metadata",
    "paging info",
    "pagination info",
    "page details",
    "pagination metadata",
    "list metadata",
    "links",
    "link",
];
