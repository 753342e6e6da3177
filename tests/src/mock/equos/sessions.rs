//! The stored sessions, as JSON of the schemas of the document with its overlay.

use jiff::Timestamp;
use serde_json::{Map, Value, json};

/// The sessions in the order of their creation. Ids count up for each kind.
#[derive(Default)]
pub(super) struct Store {
    sessions: Vec<Value>,
    agents: usize,
    avatars: usize,
}

/// The query of the list.
pub(super) struct ListQuery {
    pub(super) take: u64,
    pub(super) skip: u64,
    pub(super) client: Option<String>,
}

impl Default for ListQuery {
    fn default() -> Self {
        Self {
            take: 20,
            skip: 0,
            client: None,
        }
    }
}

impl Store {
    /// Creates a session for a valid `CreateEquosSessionRequest`. Returns a `CreateEquosSessionResponse`.
    pub(super) fn create(&mut self, request: &Value, now: Timestamp) -> Value {
        let number = self.sessions.len() + 1;
        let session = self.session(number, request, now);
        self.sessions.push(session.clone());
        object([
            ("session", Some(session)),
            (
                "consumerAccessToken",
                token(request, "consumerIdentity", number),
            ),
            (
                "remoteAgentAccessToken",
                token(request, "remoteAgentConnectingIdentity", number),
            ),
        ])
    }

    /// Adds a running session with this id.
    pub(super) fn remember(&mut self, id: &str, now: Timestamp) {
        let request = json!({"name": "Demo", "avatar": {"id": "avatar_1"}});
        let mut session = self.session(0, &request, now);
        if let Some(known) = session.get_mut("id") {
            *known = json!(id);
        }
        self.sessions.push(session);
    }

    /// Returns a `ListEquosSessionsResponse`, the oldest session first.
    pub(super) fn list(&self, query: &ListQuery) -> Value {
        let matching = || {
            self.sessions.iter().filter(|session| match &query.client {
                Some(client) => text(session, "client") == Some(client),
                None => true,
            })
        };
        let page: Vec<_> = matching()
            .skip(usize::try_from(query.skip).unwrap_or(usize::MAX))
            .take(usize::try_from(query.take).unwrap_or(usize::MAX))
            .collect();
        json!({
            "skip": query.skip,
            "take": query.take,
            "total": matching().count(),
            "sessions": page,
        })
    }

    /// Returns an `EquosSession`.
    pub(super) fn get(&self, id: &str) -> Option<&Value> {
        self.sessions
            .iter()
            .find(|session| text(session, "id") == Some(id))
    }

    /// Stops a session. Returns `None` if it is unknown or stopped already.
    pub(super) fn stop(&mut self, id: &str, now: Timestamp) -> Option<Value> {
        let session = self
            .sessions
            .iter_mut()
            .filter_map(Value::as_object_mut)
            .find(|session| session.get("id").and_then(Value::as_str) == Some(id))?;
        if session.contains_key("endedAt") {
            return None;
        }
        session.insert("status".into(), json!("stopped"));
        session.insert("endedAt".into(), json!(now.to_string()));
        session.insert("updatedAt".into(), json!(now.to_string()));
        Some(Value::Object(session.clone()))
    }

    fn session(&mut self, number: usize, request: &Value, now: Timestamp) -> Value {
        let now_text = json!(now.to_string());
        let agent = request.get("agent").filter(|agent| !agent.is_null());
        let agent = agent.map(|agent| self.agent(agent, now));
        let agent_id = agent.as_ref().and_then(|agent| agent.get("id")).cloned();
        let avatar = self.avatar(request.get("avatar").unwrap_or(&Value::Null), now);
        let server = request.get("host").and_then(|host| text(host, "serverUrl"));
        let remote = request.get("remoteAgentConnectingIdentity");
        object([
            ("id", Some(json!(format!("ses_{number}")))),
            ("organizationId", Some(json!("org_1"))),
            ("freemium", Some(json!(false))),
            ("name", copy(request, "name")),
            ("provider", Some(json!("livekit"))),
            ("client", copy(request, "client")),
            ("status", Some(json!("running"))),
            ("maxDuration", copy(request, "maxDuration")),
            ("additionalCtx", copy(request, "additionalCtx")),
            ("templateVars", copy(request, "templateVars")),
            (
                "host",
                Some(json!({ "serverUrl": server.unwrap_or("wss://livekit.equos.example") })),
            ),
            ("avatarId", avatar.get("id").cloned()),
            ("avatar", Some(avatar)),
            ("agentId", agent_id),
            ("agent", Some(agent.unwrap_or_default())),
            (
                "remoteAgentIdentity",
                remote.and_then(|remote| copy(remote, "identity")),
            ),
            ("transcript", Some(Value::Null)),
            ("startedAt", Some(now_text.clone())),
            ("createdAt", Some(now_text.clone())),
            ("updatedAt", Some(now_text)),
        ])
    }

    /// Returns an `EquosAgent` for a reference or a new agent.
    fn agent(&mut self, request: &Value, now: Timestamp) -> Value {
        let provider = copy(request, "provider").unwrap_or_else(|| json!("openai"));
        let flag = |name| Some(copy(request, name).unwrap_or(json!(false)));
        object([
            ("id", Some(id(request, "agent", &mut self.agents))),
            ("organizationId", Some(json!("org_1"))),
            ("name", copy(request, "name")),
            ("provider", Some(provider)),
            ("client", copy(request, "client")),
            ("model", copy(request, "model")),
            ("voice", copy(request, "voice")),
            ("instructions", copy(request, "instructions")),
            ("greetingMsg", copy(request, "greetingMsg")),
            ("remoteId", copy(request, "remoteId")),
            ("search", flag("search")),
            ("emotions", flag("emotions")),
            ("memory", flag("memory")),
            ("createdAt", Some(json!(now.to_string()))),
            ("updatedAt", Some(json!(now.to_string()))),
        ])
    }

    /// Returns an `EquosAvatar` for a reference or a new avatar.
    fn avatar(&mut self, request: &Value, now: Timestamp) -> Value {
        let or = |name, default| Some(copy(request, name).unwrap_or_else(|| json!(default)));
        object([
            ("id", Some(id(request, "avatar", &mut self.avatars))),
            ("organizationId", Some(json!("org_1"))),
            ("identity", or("identity", "avatar")),
            ("name", or("name", "Avatar")),
            ("description", Some(json!("An avatar of the mock server."))),
            ("client", copy(request, "client")),
            (
                "thumbnailUrl",
                Some(json!("https://cdn.equos.example/thumbnail.png")),
            ),
            ("agentId", copy(request, "agentId")),
            ("createdAt", Some(json!(now.to_string()))),
            ("updatedAt", Some(json!(now.to_string()))),
        ])
    }
}

/// Returns the id that the request refers to, or a new one.
fn id(request: &Value, kind: &str, count: &mut usize) -> Value {
    copy(request, "id").unwrap_or_else(|| {
        *count += 1;
        json!(format!("{kind}_{count}"))
    })
}

/// Returns an access token for the participant of the request, if it has one.
fn token(request: &Value, participant: &str, number: usize) -> Option<Value> {
    let identity = text(request.get(participant)?, "identity")?;
    Some(json!(format!("token-{number}-{identity}")))
}

/// Returns a property if it is present and not null.
fn copy(from: &Value, name: &str) -> Option<Value> {
    from.get(name).filter(|value| !value.is_null()).cloned()
}

fn text<'a>(from: &'a Value, name: &str) -> Option<&'a str> {
    from.get(name).and_then(Value::as_str)
}

/// Creates an object of the properties with a value.
fn object<const N: usize>(properties: [(&str, Option<Value>); N]) -> Value {
    let present = properties
        .into_iter()
        .filter_map(|(name, value)| Some((name.to_owned(), value?)));
    Value::Object(present.collect::<Map<_, _>>())
}
