//! Clients, requests and responses that several modules use.

use equos::Client;
use equos::models::{CreateEquosSessionRequest, EquosResourceReference};
use sdkwright_tests::mock::{API_KEY, Mock};
use serde_json::{Value, json};

/// Returns a client of the mock server with default settings.
pub fn client(mock: &Mock) -> Client {
    let builder = Client::builder().api_key(API_KEY).base_url(mock.url());
    builder.build().expect("the settings are valid")
}

/// Returns a request for a session of this name.
pub fn new_session(name: &str) -> CreateEquosSessionRequest {
    CreateEquosSessionRequest::new(name, EquosResourceReference::new("avatar_1"))
}

/// Returns the JSON of a session.
pub fn session() -> Value {
    let time = "2026-01-02T03:04:05Z";
    json!({
        "id": "ses_1", "organizationId": "org_1", "freemium": false, "name": "Demo", "provider": "livekit",
        "status": "running", "host": {"serverUrl": "wss://equos.example"},
        "avatar": {
            "id": "avatar_1", "organizationId": "org_1", "identity": "a", "name": "A", "description": "An avatar.",
            "thumbnailUrl": "https://equos.example/a.png", "createdAt": time, "updatedAt": time
        },
        "agent": null, "transcript": null, "startedAt": time, "createdAt": time, "updatedAt": time
    })
}
