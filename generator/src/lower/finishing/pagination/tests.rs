use super::super::super::test_support::lowered;
use crate::config::Config;
use crate::diagnostics::Code;
use crate::model::{NextPage, Pagination};
use serde_json::{Value, json};

fn query(name: &str, schema: Value) -> Value {
    json!({"name": name, "in": "query", "schema": schema})
}

/// Returns an operation with these parameters, whose response is an object with these properties.
fn list(parameters: Value, properties: Value) -> Value {
    let schema = json!({"type": "object", "properties": properties});
    json!({
        "parameters": parameters,
        "responses": {"200": {"description": "", "content": {"application/json": {"schema": schema}}}},
    })
}

fn of(method: &str, operation: Value) -> (Option<Pagination>, Vec<Code>) {
    let (api, codes) = lowered(
        json!({
            "openapi": "3.1.0", "info": {"title": "Test", "version": "1"},
            "paths": {"/v1/things": {method: operation}},
        }),
        &Config::default(),
    );
    (api.resources[0].operations[0].pagination.clone(), codes)
}

/// Returns the kind of the pagination and where its data is: `cursor meta.next in query cursor, items data`.
fn found(operation: Value) -> String {
    let (pagination, codes) = of("get", operation);
    assert_eq!(codes, []);
    shown(pagination)
}

fn shown(pagination: Option<Pagination>) -> String {
    let Some(pagination) = pagination else {
        return "none".to_owned();
    };
    let kind = match &pagination.next {
        NextPage::Page { first, target } => format!("page from {first} in {target:?}"),
        NextPage::Offset { first, target } => format!("offset from {first} in {target:?}"),
        NextPage::Cursor { source, target } => format!("cursor {source:?} in {target:?}"),
        NextPage::LastItem { key, target } => format!("last item {key:?} in {target:?}"),
        NextPage::Link(source) => format!("link {source:?}"),
    };
    let ends = [
        ("more", &pagination.has_more),
        ("total", &pagination.total),
        ("pages", &pagination.page_count),
    ];
    let ends = ends
        .iter()
        .filter_map(|(name, path)| Some(format!(", {name} {}", path.as_ref()?.join("."))));
    let ends: String = ends.collect();
    format!("{kind}, items {}{ends}", pagination.items.join("."))
}

fn text() -> Value {
    json!({"type": "string"})
}

fn number() -> Value {
    json!({"type": "integer"})
}

fn data() -> Value {
    json!({"type": "array", "items": {"type": "object", "properties": {"id": {"type": "string"}}}})
}

#[test]
fn a_page_number_needs_its_first_value() {
    let with = |schema: Value| {
        let parameters = json!([query("page", schema), query("per_page", number())]);
        found(list(
            parameters,
            json!({"data": data(), "total_pages": number()}),
        ))
    };
    assert_eq!(with(number()), "none");
    assert_eq!(with(json!({"type": "integer", "minimum": 0})), "none");
    for first in [0, 1] {
        assert_eq!(
            with(json!({"type": "integer", "default": first})),
            format!("page from {first} in Query(\"page\"), items data, pages total_pages")
        );
    }
    assert!(with(json!({"type": "integer", "minimum": 1})).starts_with("page from 1"));
    let described = json!([{
        "name": "page", "in": "query", "schema": {"type": "integer"}, "description": "Zero-based index."
    }]);
    assert_eq!(
        found(list(described.clone(), json!({"data": data()}))),
        "none"
    );
    assert_eq!(
        found(list(
            described,
            json!({"data": data(), "meta": {
                "type": "object", "properties": {"total_count": number()}
            }})
        )),
        "page from 0 in Query(\"page\"), items data, total meta.total_count"
    );
}

#[test]
fn a_cursor_needs_a_parameter_whose_name_and_type_fit() {
    let with = |parameter: &str, schema: Value, next: &str| {
        let page =
            json!({"data": data(), "meta": {"type": "object", "properties": {next: text()}}});
        found(list(json!([query(parameter, schema)]), page))
    };
    assert_eq!(
        with("cursor", text(), "next_cursor"),
        "cursor Body([\"meta\", \"next_cursor\"]) in Query(\"cursor\"), items data"
    );
    for (parameter, next) in [
        ("pageToken", "nextPageToken"),
        ("continuationToken", "continuationToken"),
        ("after", "end_cursor"),
        ("page[after]", "next_cursor"),
        ("bookmark", "bookmark"),
    ] {
        assert!(
            with(parameter, text(), next).starts_with("cursor"),
            "{parameter} {next}"
        );
    }
    for (parameter, schema, next) in [
        ("cursor", number(), "next_cursor"),
        (
            "after",
            json!({"type": "string", "format": "date"}),
            "next_cursor",
        ),
        ("before", text(), "next_cursor"),
        ("cursor", text(), "previous_cursor"),
        ("marker", text(), "marker"),
        ("cursor", text(), "next"),
    ] {
        assert_eq!(with(parameter, schema, next), "none", "{parameter} {next}");
    }
}

#[test]
fn a_post_is_paginated_by_cursors_only() {
    let body = |properties: Value| {
        let schema = json!({"type": "object", "properties": properties});
        json!({"required": true, "content": {"application/json": {"schema": schema}}})
    };
    let mut search = list(
        json!([]),
        json!({"results": data(), "next_cursor": text(), "total": number()}),
    );
    search["requestBody"] =
        body(json!({"start_cursor": text(), "offset": number(), "limit": number()}));
    assert_eq!(
        shown(of("post", search.clone()).0),
        "cursor Body([\"next_cursor\"]) in Body([\"start_cursor\"]), items results"
    );
    search["requestBody"] = body(json!({"offset": number(), "limit": number()}));
    search["parameters"] = json!([query("offset", number()), query("limit", number())]);
    assert_eq!(of("post", search).0, None);
}

#[test]
fn the_last_item_is_a_cursor_only_if_the_end_is_known() {
    let after = || json!([query("starting_after", text())]);
    let more = json!({"type": "boolean"});
    assert_eq!(found(list(after(), json!({"data": data()}))), "none");
    assert_eq!(
        found(list(after(), json!({"data": data(), "has_more": more}))),
        "last item [\"id\"] in Query(\"starting_after\"), items data, more has_more"
    );
    assert_eq!(
        found(list(
            after(),
            json!({"data": data(), "has_more": more, "last_id": text()})
        )),
        "cursor Body([\"last_id\"]) in Query(\"starting_after\"), items data, more has_more"
    );
    let no_ids = json!({"type": "array", "items": {"type": "string"}});
    assert_eq!(
        found(list(after(), json!({"data": no_ids, "has_more": more}))),
        "none"
    );
}

#[test]
fn links_are_urls_by_name_or_by_description() {
    let with = |properties: Value| {
        let mut properties = properties;
        properties["value"] = data();
        found(list(json!([]), properties))
    };
    assert_eq!(
        with(json!({"@odata.nextLink": text()})),
        "link Body([\"@odata.nextLink\"]), items value"
    );
    let href = json!({"type": "object", "properties": {"href": text()}});
    let links = json!({"type": "object", "properties": {"next": href}});
    assert_eq!(
        with(json!({"_links": links})),
        "link Body([\"_links\", \"next\", \"href\"]), items value"
    );
    let taken = list(
        json!([query("q", text())]),
        json!({"value": data(), "next": text()}),
    );
    assert_eq!(found(taken), "none");
    // Without an input that could take a cursor.
    assert_eq!(
        with(json!({"next": text()})),
        "link Body([\"next\"]), items value"
    );
    let token = json!({"type": "string", "description": "The token of the next page."});
    assert_eq!(with(json!({"next": token})), "none");
    assert_eq!(with(json!({"next_page": text()})), "none");
    let url = json!({"type": "string", "format": "uri"});
    let described = json!({"type": ["string", "null"], "description": "The URL of the next page."});
    assert_eq!(
        with(json!({"next": described})),
        "link Body([\"next\"]), items value"
    );
    let other = json!({"type": "object", "properties": {"next": url, "total": number()}});
    assert_eq!(
        with(json!({"about": other})),
        "link Body([\"about\", \"next\"]), items value"
    );
    let mut with_header = list(
        json!([query("page", json!({"type": "integer", "default": 1}))]),
        json!({"data": data(), "total": number()}),
    );
    with_header["responses"]["200"]["headers"] = json!({"link": {"schema": text()}});
    assert_eq!(found(with_header), "link Header, items data");
}

#[test]
fn a_cursor_can_be_in_a_header_or_in_any_object() {
    let parameter = json!({"name": "x-ms-token", "in": "header", "schema": text()});
    let mut in_header = list(json!([parameter]), json!({"data": data()}));
    in_header["responses"]["200"]["headers"] = json!({"x-ms-next-token": {"schema": text()}});
    assert_eq!(
        found(in_header),
        "cursor Header(\"x-ms-next-token\") in Header(\"x-ms-token\"), items data"
    );
    let about = json!({"type": "object", "properties": {"nextToken": text(), "total": number()}});
    assert_eq!(
        found(list(
            json!([query("token", text())]),
            json!({"data": data(), "about": about})
        )),
        "cursor Body([\"about\", \"nextToken\"]) in Query(\"token\"), items data"
    );
}

#[test]
fn the_items_are_one_list() {
    let with = |properties: Value| found(list(json!([query("offset", number())]), properties));
    let start = "offset from 0 in Query(\"offset\"), items ";
    assert_eq!(
        with(json!({"a": data(), "errors": data()})),
        format!("{start}a")
    );
    assert_eq!(
        with(json!({"a": data(), "things": data()})),
        format!("{start}things")
    );
    assert_eq!(with(json!({"a": data(), "b": data()})), "none");
    let nested = json!({"type": "object", "properties": {"a": data()}});
    assert_eq!(with(json!({"x": nested})), format!("{start}x.a"));
    assert_eq!(with(json!({"x": nested, "y": nested})), "none");
    assert_eq!(
        with(json!({"data": nested, "y": nested})),
        format!("{start}data.a")
    );
    assert_eq!(
        with(json!({"Resources": data()})),
        "offset from 1 in Query(\"offset\"), items Resources"
    );
}

fn declared(extension: &str, value: Value) -> (String, Vec<Code>) {
    let id = json!({"name": "from", "in": "query", "schema": {"type": "string"}});
    let body = json!({"type": "object", "properties": {"page": {"type": "object", "properties": {"at": text()}}}});
    let mut operation = list(
        json!([id, query("size", number()), {"name": "x-at", "in": "header", "schema": text()}]),
        json!({"a": data(), "b": data(), "state": {"type": "object", "properties": {"at.x": text(), "all": number()}}}),
    );
    operation["requestBody"] = json!({"content": {"application/json": {"schema": body}}});
    operation[extension] = value;
    let (pagination, codes) = of("post", operation);
    (shown(pagination), codes)
}

#[test]
fn a_declaration_of_our_own_is_complete() {
    for (value, expected) in [
        (
            json!({"type": "cursor", "parameter": "from", "cursor": "state.at.x", "items": "b"}),
            "cursor Body([\"state\", \"at.x\"]) in Query(\"from\"), items b",
        ),
        (
            json!({"type": "cursor", "parameter": "x-at", "cursor-header": "x-next", "items": "b"}),
            "cursor Header(\"x-next\") in Header(\"x-at\"), items b",
        ),
        (
            json!({"type": "last-item", "property": "page.at", "last-item": "id", "items": "a"}),
            "last item [\"id\"] in Body([\"page\", \"at\"]), items a",
        ),
        (
            json!({"type": "page", "parameter": "size", "first": 0, "items": "a", "total": "state.all"}),
            "page from 0 in Query(\"size\"), items a, total state.all",
        ),
        (
            json!({"type": "link-header", "items": "a"}),
            "link Header, items a",
        ),
        (json!(false), "none"),
    ] {
        let (found, codes) = declared("x-sdkwright-pagination", value.clone());
        assert_eq!(found, expected, "{value}");
        assert_eq!(
            codes.is_empty(),
            expected != "none" || value == json!(false)
        );
    }
}

#[test]
fn a_declaration_that_does_not_fit_is_reported() {
    for value in [
        json!({"type": "cursors"}),
        json!({"type": "cursor", "parameter": "from", "items": "a"}),
        json!({"type": "cursor", "parameter": "nowhere", "cursor-header": "x", "items": "a"}),
        json!({"type": "cursor", "property": "nowhere", "cursor-header": "x", "items": "a"}),
        json!({"type": "link", "link": "nowhere", "items": "a"}),
        json!({"type": "link", "link": "state", "items": "a"}),
        json!({"type": "link-header", "items": "state"}),
        json!({"type": "link-header"}),
        json!({"type": "link-header", "items": "a", "item": "a"}),
        json!("cursor"),
    ] {
        let (_, codes) = declared("x-sdkwright-pagination", value.clone());
        assert_eq!(codes, [Code::PaginationInvalid], "{value}");
    }
}

#[test]
fn declarations_of_other_tools_mean_the_same() {
    for (extension, value, expected) in [
        (
            "x-speakeasy-pagination",
            json!({"type": "cursor", "inputs": [{"name": "from", "in": "parameters", "type": "cursor"}],
                   "outputs": {"nextCursor": "$.a[-1].id"}}),
            "last item [\"id\"] in Query(\"from\"), items a",
        ),
        (
            "x-speakeasy-pagination",
            json!({"type": "offsetLimit", "inputs": [{"name": "size", "in": "parameters", "type": "page"}],
                   "outputs": {"results": "$.b", "numPages": "$.state.all"}}),
            "page from 1 in Query(\"size\"), items b, pages state.all",
        ),
        (
            "x-fern-pagination",
            json!({"cursor": "$request.page.at", "next_cursor": "$response.state.all", "results": "$response.a"}),
            "cursor Body([\"state\", \"all\"]) in Body([\"page\", \"at\"]), items a",
        ),
        (
            "x-fern-pagination",
            json!({"offset": "$request.size", "step": "$request.size", "results": "$response.a"}),
            "offset from 0 in Query(\"size\"), items a",
        ),
        (
            "x-ms-pageable",
            json!({"nextLinkName": "state.at.x", "itemName": "a"}),
            "link Body([\"state\", \"at.x\"]), items a",
        ),
        ("x-ms-pageable", json!({"nextLinkName": null}), "none"),
    ] {
        let (found, codes) = declared(extension, value.clone());
        assert_eq!((found.as_str(), codes), (expected, vec![]), "{value}");
    }
}
