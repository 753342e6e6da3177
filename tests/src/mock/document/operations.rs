//! The operations of a document, as the server needs them.
//!
//! In: the raw tree, with all files in one. Out: each operation with its parameters, bodies, responses and security,
//! each schema by its number in one of two sets: those of requests, and those of responses.

use super::media_types;
use super::parameters::{self, Parameter};
use super::routes::Route;
use super::security::{self, Scheme};
use super::servers;
use super::tree::{FORM, Place};
use crate::schemas::Schemas;
use serde_json::Value;

/// An operation.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The method, in capitals.
    pub method: String,
    /// The path template.
    pub path: String,
    /// The JSON pointer of the operation, in the one tree of all files.
    pub at: String,
    pub(super) route: Route,
    pub(super) parameters: Vec<Parameter>,
    pub(super) body: Option<Body>,
    pub(super) responses: Vec<Response>,
    /// Alternatives, each with all of its schemes. Empty: no credentials.
    pub(super) security: Vec<Vec<Scheme>>,
    /// The query parameters of schemes that no operation requires.
    pub(super) unrequired_query: Vec<String>,
}

impl Operation {
    /// Returns the parameters.
    pub fn parameters(&self) -> &[Parameter] {
        &self.parameters
    }

    /// Returns the content of the body in a media type, or in the range that includes it.
    pub(super) fn content(&self, media_type: &str) -> Option<&Content> {
        let contents = &self.body.as_ref()?.contents;
        let essence = media_types::essence(media_type);
        let exact = contents
            .iter()
            .find(|content| media_types::essence(&content.media_type) == essence);
        let mut in_range = contents
            .iter()
            .filter(|content| media_types::matches(&content.media_type, media_type));
        exact.or_else(|| in_range.next())
    }

    /// Returns the number of the schema of the body in a media type.
    pub fn schema_of_body(&self, media_type: &str) -> Option<usize> {
        self.content(media_type)?.schema
    }

    /// Returns a status for each documented response: of a range, the first that has no response of its own; for the
    /// default, 200 if there is no success response, else 500.
    pub fn statuses(&self) -> Vec<u16> {
        let exact: Vec<u16> = self
            .responses
            .iter()
            .filter_map(|response| response.status.parse().ok())
            .collect();
        let mut statuses: Vec<u16> = exact
            .iter()
            .copied()
            .filter(|status| (200..600).contains(status))
            .collect();
        for response in &self.responses {
            let status = response.status.to_lowercase();
            let hundreds = status
                .strip_suffix("xx")
                .and_then(|digit| digit.parse::<u16>().ok());
            let has_success = statuses.iter().any(|status| (200..300).contains(status));
            let mut candidates = match (hundreds, status.as_str()) {
                (Some(hundreds), _) => hundreds * 100..hundreds * 100 + 100,
                (None, "default") if has_success => 500..600,
                (None, "default") => 200..300,
                (None, _) => continue,
            };
            statuses.extend(candidates.find(|status| !exact.contains(status)));
        }
        statuses
    }
}

/// A request body.
#[derive(Clone, Debug)]
pub(super) struct Body {
    pub(super) required: bool,
    pub(super) contents: Vec<Content>,
}

/// A media type of a body.
#[derive(Clone, Debug)]
pub(super) struct Content {
    pub(super) media_type: String,
    /// The number of its schema.
    pub(super) schema: Option<usize>,
    /// The number of the schema of one item of a stream.
    pub(super) item: Option<usize>,
    /// The encoding of single properties of a form.
    pub(super) encoding: Vec<(String, Encoding)>,
}

/// The encoding of a property of a form.
#[derive(Clone, Debug, Default)]
pub(super) struct Encoding {
    pub(super) content_type: Option<String>,
    pub(super) style: Option<parameters::Style>,
    pub(super) explode: Option<bool>,
}

/// A documented response.
#[derive(Clone, Debug)]
pub(super) struct Response {
    /// `200`, `4XX` or `default`.
    pub(super) status: String,
    pub(super) contents: Vec<Content>,
    /// Each header with the number of its schema.
    pub(super) headers: Vec<(String, Option<usize>)>,
}

/// An operation in the tree, with its path item.
pub(super) struct Found<'t> {
    pub(super) path: String,
    pub(super) method: String,
    pub(super) item: Place<'t>,
    pub(super) operation: Place<'t>,
}

const METHODS: &[&str] = &[
    "get", "put", "post", "delete", "options", "head", "patch", "trace", "query",
];

/// Returns the operations in the tree.
pub(super) fn places<'t>(root: &Place<'t>) -> Vec<Found<'t>> {
    let mut found = Vec::new();
    for (path, item) in root.members_of("paths") {
        if !path.starts_with('/') {
            continue;
        }
        let standard = METHODS
            .iter()
            .filter_map(|method| Some((method.to_uppercase(), item.member(method)?)));
        let additional = item.members_of("additionalOperations");
        for (method, operation) in standard.chain(additional) {
            found.push(Found {
                path: path.clone(),
                method,
                item: item.clone(),
                operation,
            });
        }
    }
    found
}

/// Reads every operation.
pub(super) fn operations(
    tree: &Value,
    requests: &mut Schemas<'_>,
    responses: &mut Schemas<'_>,
) -> Vec<Operation> {
    let root = Place::root(tree);
    let places = places(&root);
    let all: Vec<Place<'_>> = places.iter().map(|found| found.operation.clone()).collect();
    let unrequired_query = security::unrequired_query(&root, &all);
    places
        .into_iter()
        .map(|found| Operation {
            route: Route::new(&found.path, &servers::paths(&root, &found)),
            parameters: parameters::parameters(&found, requests),
            body: body(&found, requests),
            responses: found
                .operation
                .members_of("responses")
                .into_iter()
                .filter(|(status, _)| !status.starts_with("x-"))
                .map(|(status, response)| self::response(status, &response, &found, responses))
                .collect(),
            security: security::requirements(&root, &found.operation),
            unrequired_query: unrequired_query.clone(),
            at: found.operation.pointer,
            method: found.method,
            path: found.path,
        })
        .collect()
}

fn body(found: &Found<'_>, requests: &mut Schemas<'_>) -> Option<Body> {
    if found.operation.is_swagger() {
        return swagger_body(found, requests);
    }
    let body = found.operation.member("requestBody")?;
    let contents: Vec<Content> = contents(&body, requests);
    (!contents.is_empty()).then(|| Body {
        required: body.flag("required") == Some(true),
        contents,
    })
}

/// Reads the body of Swagger 2.0: a parameter `in: body`, or its form.
fn swagger_body(found: &Found<'_>, requests: &mut Schemas<'_>) -> Option<Body> {
    let places = parameters::places(found);
    let media_types = media_types(found, "consumes");
    let body = places
        .iter()
        .find(|parameter| parameter.text("in") == Some("body"));
    if let Some(body) = body {
        let schema = requests.reach(&format!("{}/schema", body.pointer));
        let media_types = match media_types.is_empty() {
            true => vec!["application/json".to_owned()],
            false => media_types,
        };
        return Some(Body {
            required: body.flag("required") == Some(true),
            contents: media_types
                .into_iter()
                .map(|media_type| Content {
                    media_type,
                    schema,
                    item: None,
                    encoding: Vec::new(),
                })
                .collect(),
        });
    }
    found.operation.value.get(FORM)?;
    let schema = requests.reach(&format!("{}/{FORM}", found.operation.pointer));
    let fields: Vec<&Place<'_>> = places
        .iter()
        .filter(|parameter| parameter.text("in") == Some("formData"))
        .collect();
    let has_file = fields
        .iter()
        .any(|field| field.text("type") == Some("file"));
    let mut forms: Vec<String> = media_types
        .into_iter()
        .filter(|name| name == "application/x-www-form-urlencoded" || name == "multipart/form-data")
        .collect();
    if forms.is_empty() {
        forms.push(match has_file {
            true => "multipart/form-data".to_owned(),
            false => "application/x-www-form-urlencoded".to_owned(),
        });
    }
    let encoding: Vec<(String, Encoding)> = fields
        .iter()
        .filter_map(|field| {
            let (style, explode) = parameters::collection_format(field);
            let encoding = Encoding {
                content_type: None,
                style: Some(style),
                explode: Some(explode),
            };
            Some((field.text("name")?.to_owned(), encoding))
        })
        .collect();
    Some(Body {
        required: fields
            .iter()
            .any(|field| field.flag("required") == Some(true)),
        contents: forms
            .into_iter()
            .map(|media_type| Content {
                media_type,
                schema,
                item: None,
                encoding: encoding.clone(),
            })
            .collect(),
    })
}

/// Returns the media types of an operation of Swagger 2.0.
fn media_types(found: &Found<'_>, key: &str) -> Vec<String> {
    let own = found.operation.texts(key);
    own.or_else(|| found.operation.document().texts(key))
        .unwrap_or_default()
}

/// Reads the media types of a body.
fn contents(body: &Place<'_>, schemas: &mut Schemas<'_>) -> Vec<Content> {
    body.members_of("content")
        .into_iter()
        .map(|(media_type, content)| {
            let mut reach = |name: &str| {
                content.value.get(name)?;
                schemas.reach(&format!("{}/{name}", content.pointer))
            };
            Content {
                media_type,
                schema: reach("schema"),
                item: reach("itemSchema"),
                encoding: content
                    .members_of("encoding")
                    .into_iter()
                    .map(|(name, encoding)| (name, self::encoding(&encoding)))
                    .collect(),
            }
        })
        .collect()
}

fn encoding(place: &Place<'_>) -> Encoding {
    Encoding {
        content_type: place.text("contentType").map(str::to_owned),
        style: place.text("style").and_then(parameters::Style::of),
        explode: place.flag("explode"),
    }
}

fn response(
    status: String,
    response: &Place<'_>,
    found: &Found<'_>,
    schemas: &mut Schemas<'_>,
) -> Response {
    let swagger = response.is_swagger();
    let contents = if !swagger {
        contents(response, schemas)
    } else if response.value.get("schema").is_some() {
        let schema = schemas.reach(&format!("{}/schema", response.pointer));
        let is_file = response
            .value
            .pointer("/schema/type")
            .is_some_and(|name| name == "file");
        let mut names = media_types(found, "produces");
        if names.is_empty() {
            names.push(match is_file {
                true => "application/octet-stream".to_owned(),
                false => "application/json".to_owned(),
            });
        }
        names
            .into_iter()
            .map(|media_type| Content {
                media_type,
                schema,
                item: None,
                encoding: Vec::new(),
            })
            .collect()
    } else {
        Vec::new()
    };
    let headers = response
        .members_of("headers")
        .into_iter()
        .map(|(name, header)| {
            let pointer = match swagger {
                true => header.pointer,
                false => format!("{}/schema", header.pointer),
            };
            (name, schemas.reach(&pointer))
        })
        .collect();
    Response {
        status,
        contents,
        headers,
    }
}
