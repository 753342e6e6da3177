//! Responses that differ from the document: unknown values and properties, and errors of decoding.

use crate::support::session;
use equos::models::{EquosAgentVoice, ListEquosSessionsResponse};
use equos::testing::{Answer, MockTransport, Rule};
use equos::{Client, ErrorKind, Result};
use serde_json::{Value, json};

/// Returns the result of listing these sessions.
async fn list(sessions: &[Value]) -> Result<ListEquosSessionsResponse> {
    let page = json!({"skip": 0, "take": 20, "total": sessions.len(), "sessions": sessions});
    let rule = Rule::on("GET", "/v3/sessions").answer(Answer::json(200, &page));
    let builder = Client::builder().api_key("key");
    let client = builder.transport(MockTransport::new().rule(rule)).build()?;
    client.sessions().list().await
}

#[tokio::test]
async fn unknown_enum_values_are_kept() {
    let mut new = session();
    new["status"] = json!("hibernating");
    new["provider"] = json!("carrier pigeon");
    let page = list(&[new.clone()]).await.expect("it is decoded");
    let back = serde_json::to_value(&page.sessions[0]).expect("it is JSON");
    assert_eq!(back["status"], new["status"]);
    assert_eq!(back["provider"], new["provider"]);
}

#[tokio::test]
async fn unknown_values_of_nested_enums_are_written_unchanged() {
    let agent = json!({
        "id": "agent_1", "organizationId": "org_1", "provider": "acme", "model": "gpt-9 \u{1f600}", "voice": "Nova",
        "search": true, "emotions": false, "memory": false,
        "createdAt": "2026-01-02T03:04:05Z", "updatedAt": "2026-01-02T03:04:05Z"
    });
    let mut new = session();
    new["agent"] = agent.clone();
    let page = list(&[new]).await.expect("it is decoded");
    let Some(read) = &page.sessions[0].agent else {
        panic!("there is an agent");
    };
    assert!(matches!(&read.voice, Some(EquosAgentVoice::Unknown(voice)) if **voice == *"Nova"));
    let written = serde_json::to_string(read).expect("it is JSON");
    assert_eq!(written, agent.to_string());
}

#[tokio::test]
async fn null_and_unknown_properties_are_ignored() {
    let mut quirky = session();
    for name in [
        "client",
        "maxDuration",
        "endedAt",
        "templateVars",
        "agentId",
    ] {
        quirky[name] = Value::Null;
    }
    quirky["invented"] = json!({"deep": [1, 2]});
    let page = list(&[quirky]).await.expect("it is decoded");
    assert_eq!(page.sessions[0].client, None);
    assert_eq!(page.sessions[0].ended_at, None);
}

#[tokio::test]
async fn an_invalid_value_is_reported_with_its_path() {
    let mut wrong = session();
    wrong["startedAt"] = json!("yesterday");
    let sessions = [session(), session(), session(), wrong];
    let error = list(&sessions).await.expect_err("it cannot be decoded");
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert_eq!(error.json_path(), Some("sessions[3].startedAt"));
    let shown = error.to_string();
    let (first, second) = shown.split_once('\n').expect("there are two lines");
    assert_eq!(
        first,
        "GET /v3/sessions answered with JSON that does not fit ListEquosSessionsResponse: \
         at sessions[3].startedAt: expected an RFC 3339 date and time with a time zone, found \"yesterday\""
    );
    assert!(
        second.starts_with(r#"  body: {"skip":0,"take":20,"total":4,"sessions":[{"id":"ses_1""#),
        "{second}"
    );
    assert!(second.ends_with(" kB, kept in the error)"), "{second}");
}

#[tokio::test]
async fn a_missing_property_is_reported_by_name() {
    let mut without = session();
    let properties = without.as_object_mut().expect("it is an object");
    properties.remove("organizationId");
    let error = list(&[without]).await.expect_err("it cannot be decoded");
    assert_eq!(error.json_path(), Some("sessions[0]"));
    assert_eq!(error.message(), "missing property `organizationId`");
}
