//! Detects paginated operations.
//!
//! An operation is paginated if it has a query parameter for the offset, and a response with one array of items.

use crate::model::{
    Api, BodyEncoding, Field, Operation, Pagination, Parameter, ParameterLocation, QueryStyle,
    Struct, Type, TypeKind, Types,
};
use crate::words::words;

/// Parameters with the number of skipped items.
const OFFSETS: &[&str] = &[
    "skip",
    "offset",
    "start",
    "start at",
    "start index",
    "from",
    "page offset",
    "first result",
];
/// Parameters with the size of a page.
const LIMITS: &[&str] = &[
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
];
/// Properties with the items, if a response has several arrays.
const ITEMS: &[&str] = &[
    "items", "data", "results", "values", "records", "entries", "rows", "objects", "list", "hits",
    "content", "elements",
];
/// Properties that contain an object with the items.
const WRAPPERS: &[&str] = &[
    "data", "result", "results", "response", "payload", "page", "body",
];
/// Properties with the number of all items.
const TOTALS: &[&str] = &[
    "total",
    "total count",
    "total results",
    "total items",
    "total records",
    "total elements",
    "total hits",
    "total size",
    "count total",
    "x total count",
];
/// Properties that contain an object with the total.
const TOTAL_HOLDERS: &[&str] = &[
    "meta",
    "metadata",
    "pagination",
    "paging",
    "page",
    "page info",
    "pager",
];

/// Finds the paginated operations.
pub(super) fn find(api: &mut Api) {
    let types = std::mem::take(&mut api.types);
    for operation in api.operations_mut() {
        operation.pagination = pagination(&types, operation);
    }
    api.types = types;
}

fn pagination(types: &Types, operation: &Operation) -> Option<Pagination> {
    if operation.method != "GET" {
        return None;
    }
    let offset =
        query_number(types, operation, OFFSETS).filter(|offset| counts_from_zero(offset))?;
    let limit = query_number(types, operation, LIMITS);
    let answer = page_type(operation)?;
    let (items, total) = match types.resolved(answer) {
        Type::List(_) => (Vec::new(), None),
        Type::Named(id) => {
            let TypeKind::Struct(page) = &types.get(*id)?.kind else {
                return None;
            };
            (items(types, page)?, total(types, page))
        }
        _ => return None,
    };
    // `from` and `start` may be a date or a station; together with a page size they are an offset.
    let is_certain = limit.is_some()
        || matches!(
            words(&offset.wire_name).join(" ").as_str(),
            "skip" | "offset"
        );
    is_certain.then(|| Pagination::Offset {
        offset_parameter: offset.wire_name.clone(),
        limit_parameter: limit.map(|limit| limit.wire_name.clone()),
        items,
        total,
    })
}

/// Returns the type of the only success response with a body.
fn page_type(operation: &Operation) -> Option<&Type> {
    let mut contents = operation
        .responses
        .iter()
        .filter(|response| response.status.is_success())
        .map(|response| response.content.as_ref());
    let first = contents.next()??;
    // Several success responses are an enum, which has no items itself.
    (first.encoding == BodyEncoding::Json
        && contents.all(|other| other.is_some_and(|other| other.ty == first.ty)))
    .then_some(&first.ty)
}

fn query_number<'a>(
    types: &Types,
    operation: &'a Operation,
    names: &[&str],
) -> Option<&'a Parameter> {
    let is_plain_query = |parameter: &&Parameter| {
        matches!(
            parameter.location,
            ParameterLocation::Query {
                style: QueryStyle::Form,
                ..
            }
        ) && parameter.constant.is_none()
    };
    let is_number = |parameter: &&Parameter| {
        matches!(
            types.resolved(&parameter.ty),
            Type::Integer(_) | Type::Number
        )
    };
    let numbers: Vec<&Parameter> = operation
        .parameters
        .iter()
        .filter(is_plain_query)
        .filter(is_number)
        .collect();
    names.iter().find_map(|name| {
        numbers
            .iter()
            .copied()
            .find(|parameter| words(&parameter.wire_name).join(" ") == *name)
    })
}

/// Returns `false` for the index of the first item, if it begins at 1 (SCIM's `startIndex`), since it is not a number
/// of skipped items.
fn counts_from_zero(offset: &Parameter) -> bool {
    let is_one = |number: Option<f64>| number == Some(1.0);
    !is_one(offset.constraints.minimum)
        && !is_one(offset.default.as_ref().and_then(serde_json::Value::as_f64))
}

/// Returns the field path of the only array of items.
fn items(types: &Types, page: &Struct) -> Option<Vec<String>> {
    if let Some(field) = items_field(types, page) {
        return Some(vec![field.wire_name.clone()]);
    }
    let (wrapper, inner) = page.fields.iter().find_map(|field| {
        let inner = WRAPPERS
            .contains(&words(&field.wire_name).join(" ").as_str())
            .then(|| types.structure(&field.ty))??;
        Some((field, inner))
    })?;
    let field = items_field(types, inner)?;
    Some(vec![wrapper.wire_name.clone(), field.wire_name.clone()])
}

fn items_field<'a>(types: &'a Types, page: &'a Struct) -> Option<&'a Field> {
    let lists: Vec<&Field> = page
        .fields
        .iter()
        .filter(|field| matches!(types.resolved(&field.ty), Type::List(_)))
        .collect();
    match lists.as_slice() {
        [one] => Some(one),
        several => ITEMS.iter().find_map(|name| {
            several
                .iter()
                .copied()
                .find(|field| words(&field.wire_name).join(" ") == *name)
        }),
    }
}

/// Returns the field path of the total number of items.
fn total(types: &Types, page: &Struct) -> Option<Vec<String>> {
    if let Some(field) = total_field(types, page) {
        return Some(vec![field.wire_name.clone()]);
    }
    page.fields.iter().find_map(|field| {
        let inner = TOTAL_HOLDERS
            .contains(&words(&field.wire_name).join(" ").as_str())
            .then(|| types.structure(&field.ty))??;
        let total = total_field(types, inner)?;
        Some(vec![field.wire_name.clone(), total.wire_name.clone()])
    })
}

fn total_field<'a>(types: &'a Types, page: &'a Struct) -> Option<&'a Field> {
    let named = |name: &str| {
        let is_named = |field: &&Field| words(&field.wire_name).join(" ") == name;
        let is_number =
            |field: &&Field| matches!(types.resolved(&field.ty), Type::Integer(_) | Type::Number);
        page.fields.iter().filter(is_named).find(is_number)
    };
    // `count` may be the number of items on the page. Together with links to adjacent pages it is the total (Django).
    let has_links = ["next", "previous"]
        .iter()
        .all(|link| page.fields.iter().any(|field| field.wire_name == *link));
    TOTALS
        .iter()
        .find_map(|name| named(name))
        .or_else(|| if has_links { named("count") } else { None })
}
