//! Validation of requests, with the messages of NestJS' class-validator.

use super::sessions::ListQuery;
use serde_json::{Map, Value};

/// The messages about a request, in the order of the properties.
#[derive(Default)]
pub(super) struct Problems(pub(super) Vec<String>);

/// Validates a `CreateEquosSessionRequest`.
pub(super) fn create_session(body: &Value) -> Result<(), Problems> {
    let Some(body) = body.as_object() else {
        return Err(Problems(vec!["body must be an object".into()]));
    };
    let mut check = Check::of(body);
    check.string("name", REQUIRED);
    check.string("client", OPTIONAL);
    check.object("host", OPTIONAL, |host| {
        host.string("serverUrl", REQUIRED);
        host.string("accessToken", REQUIRED);
    });
    check.whole_number("maxDuration");
    check.string("additionalCtx", OPTIONAL);
    check.object("templateVars", OPTIONAL, Check::strings);
    check.object("agent", OPTIONAL, |agent| agent.reference_or(create_agent));
    check.object("avatar", REQUIRED, |avatar| {
        avatar.reference_or(create_avatar);
    });
    check.object("remoteAgentConnectingIdentity", OPTIONAL, identity);
    check.object("consumerIdentity", OPTIONAL, identity);
    check.done()
}

fn create_agent(agent: &mut Check<'_>) {
    agent.short_string("name", 64);
    agent.short_string("client", 64);
    agent.one_of("provider", &["openai", "gemini", "elevenlabs"]);
    for text in ["model", "voice", "instructions", "greetingMsg", "remoteId"] {
        agent.string(text, OPTIONAL);
    }
    for flag in ["search", "emotions", "memory"] {
        agent.boolean(flag);
    }
}

fn create_avatar(avatar: &mut Check<'_>) {
    avatar.string("identity", REQUIRED);
    avatar.string("name", REQUIRED);
    avatar.string("refImage", REQUIRED);
    avatar.string("agentId", OPTIONAL);
    avatar.short_string("client", 64);
}

fn identity(identity: &mut Check<'_>) {
    identity.string("identity", REQUIRED);
    identity.string("name", OPTIONAL_NOT_NULL);
}

/// Reads the query of the list: `take` 1 to 50, `skip` not negative, `client` any text.
pub(super) fn list_query(query: &str) -> Result<ListQuery, Problems> {
    let mut read = ListQuery::default();
    let mut problems = Vec::new();
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        match name.as_ref() {
            "take" => whole(&mut problems, "take", &value, 1, 50, &mut read.take),
            "skip" => whole(&mut problems, "skip", &value, 0, u64::MAX, &mut read.skip),
            "client" => read.client = Some(value.into_owned()),
            other => problems.push(format!("property {other} should not exist")),
        }
    }
    if problems.is_empty() {
        Ok(read)
    } else {
        Err(Problems(problems))
    }
}

fn whole(problems: &mut Vec<String>, name: &str, text: &str, least: u64, most: u64, to: &mut u64) {
    match text.parse::<i128>() {
        Err(_) => problems.push(format!("{name} must be an integer number")),
        Ok(number) if number < i128::from(least) => {
            problems.push(format!("{name} must not be less than {least}"));
        }
        Ok(number) if number > i128::from(most) => {
            problems.push(format!("{name} must not be greater than {most}"));
        }
        Ok(number) => *to = u64::try_from(number).unwrap_or(most),
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Presence {
    Required,
    Optional,
    NotNull,
}

const REQUIRED: Presence = Presence::Required;
/// class-validator's `IsOptional` accepts null like an absent property.
const OPTIONAL: Presence = Presence::Optional;
const OPTIONAL_NOT_NULL: Presence = Presence::NotNull;

/// The validation of one object. Messages about nested objects start with their path.
struct Check<'a> {
    object: &'a Map<String, Value>,
    path: String,
    problems: Vec<String>,
}

impl<'a> Check<'a> {
    fn of(object: &'a Map<String, Value>) -> Self {
        Self {
            object,
            path: String::new(),
            problems: Vec::new(),
        }
    }

    fn done(self) -> Result<(), Problems> {
        if self.problems.is_empty() {
            Ok(())
        } else {
            Err(Problems(self.problems))
        }
    }

    fn string(&mut self, name: &str, presence: Presence) {
        self.must(name, presence, "must be a string", Value::is_string);
    }

    fn short_string(&mut self, name: &str, most: usize) {
        let message = format!("must be shorter than or equal to {most} characters");
        self.must(name, OPTIONAL, &message, |value| {
            value
                .as_str()
                .is_some_and(|text| text.chars().count() <= most)
        });
    }

    fn one_of(&mut self, name: &str, values: &[&str]) {
        let message = format!("must be one of the following values: {}", values.join(", "));
        self.must(name, REQUIRED, &message, |value| {
            value.as_str().is_some_and(|text| values.contains(&text))
        });
    }

    fn boolean(&mut self, name: &str) {
        self.must(name, OPTIONAL, "must be a boolean value", Value::is_boolean);
    }

    fn whole_number(&mut self, name: &str) {
        let message = "must be an integer number not less than 0";
        self.must(name, OPTIONAL, message, |value| value.as_u64().is_some());
    }

    /// Requires every value to be a string.
    fn strings(&mut self) {
        for name in self.object.keys() {
            self.string(name, REQUIRED);
        }
    }

    fn object(&mut self, name: &str, presence: Presence, inside: impl FnOnce(&mut Check<'a>)) {
        self.must(name, presence, "must be an object", Value::is_object);
        let Some(object) = self.object.get(name).and_then(Value::as_object) else {
            return;
        };
        let mut check = Check {
            object,
            path: format!("{}{name}.", self.path),
            problems: std::mem::take(&mut self.problems),
        };
        inside(&mut check);
        self.problems = check.problems;
    }

    /// Validates a reference to something that exists, or something new.
    fn reference_or(&mut self, new: impl FnOnce(&mut Self)) {
        if self.object.contains_key("id") {
            self.string("id", REQUIRED);
        } else {
            new(self);
        }
    }

    fn must(
        &mut self,
        name: &str,
        presence: Presence,
        message: &str,
        is_valid: impl FnOnce(&Value) -> bool,
    ) {
        let valid = match self.object.get(name) {
            None => presence != Presence::Required,
            Some(Value::Null) => presence == Presence::Optional,
            Some(value) => is_valid(value),
        };
        if !valid {
            let path = &self.path;
            self.problems.push(format!("{path}{name} {message}"));
        }
    }
}
