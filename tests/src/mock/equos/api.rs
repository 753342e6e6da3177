//! The four operations, with errors in the format of NestJS.

use super::validation::{self, Problems};
use super::{API_KEY, Shared};
use crate::mock::script;
use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, RawQuery, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn, from_fn_with_state, map_response_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, patch};
use serde_json::{Value, json};

/// The whole API.
pub(super) fn router(shared: Shared) -> Router {
    Router::new()
        .route("/v3/sessions", get(list).post(create))
        .route("/v3/sessions/{id}", get(get_by_id))
        .route("/v3/sessions/{id}/stop", patch(stop))
        .fallback(no_route)
        .method_not_allowed_fallback(no_route)
        .layer(from_fn(authorize))
        .layer(map_response_with_state(shared.clone(), set_request_id))
        .layer(from_fn_with_state(shared.script.clone(), script::record))
        .with_state(shared)
}

async fn create(State(shared): State<Shared>, headers: HeaderMap, body: Bytes) -> Response {
    let json_sent = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.starts_with("application/json"));
    // Without a JSON media type, Nest's body parser leaves the body empty, so validation fails.
    let body = match serde_json::from_slice::<Value>(&body) {
        _ if !json_sent => json!({}),
        Ok(body) => body,
        Err(error) => return failure(StatusCode::BAD_REQUEST, &json!(error.to_string())),
    };
    if let Err(problems) = validation::create_session(&body) {
        return invalid(problems);
    }
    let now = (shared.clock)();
    let created = shared.store().create(&body, now);
    answer(StatusCode::CREATED, &created)
}

async fn list(State(shared): State<Shared>, RawQuery(query): RawQuery) -> Response {
    match validation::list_query(query.as_deref().unwrap_or_default()) {
        Ok(query) => answer(StatusCode::OK, &shared.store().list(&query)),
        Err(problems) => invalid(problems),
    }
}

async fn get_by_id(State(shared): State<Shared>, Path(id): Path<String>) -> Response {
    match shared.store().get(&id) {
        Some(session) => answer(StatusCode::OK, session),
        None => failure(StatusCode::NOT_FOUND, &json!("Session not found")),
    }
}

/// Responds with null if the session is stopped already or unknown.
async fn stop(State(shared): State<Shared>, Path(id): Path<String>) -> Response {
    let now = (shared.clock)();
    let stopped = shared.store().stop(&id, now);
    answer(StatusCode::OK, &stopped.unwrap_or_default())
}

async fn no_route(request: Request) -> Response {
    let message = format!("Cannot {} {}", request.method(), request.uri());
    failure(StatusCode::NOT_FOUND, &json!(message))
}

/// Nest's guards respond with 401 without the `error` property.
async fn authorize(request: Request, next: Next) -> Response {
    let key = request.headers().get("x-api-key");
    if key.is_some_and(|key| key.as_bytes() == API_KEY.as_bytes()) {
        return next.run(request).await;
    }
    answer(
        StatusCode::UNAUTHORIZED,
        &json!({ "message": "Unauthorized", "statusCode": 401 }),
    )
}

async fn set_request_id(State(shared): State<Shared>, mut response: Response) -> Response {
    let number = shared.script.count();
    if let Ok(value) = HeaderValue::try_from(format!("req_{number}")) {
        response.headers_mut().insert("x-request-id", value);
    }
    response
}

fn invalid(Problems(problems): Problems) -> Response {
    failure(StatusCode::BAD_REQUEST, &json!(problems))
}

/// `{"message": …, "error": "Not Found", "statusCode": 404}`.
fn failure(status: StatusCode, message: &Value) -> Response {
    answer(
        status,
        &json!({
            "message": message,
            "error": status.canonical_reason(),
            "statusCode": status.as_u16(),
        }),
    )
}

fn answer(status: StatusCode, body: &Value) -> Response {
    (
        status,
        [(header::CONTENT_TYPE, "application/json; charset=utf-8")],
        body.to_string(),
    )
        .into_response()
}
