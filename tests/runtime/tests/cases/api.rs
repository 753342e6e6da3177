//! A small API, as an SDK would describe it.

use crate::runtime::testing::{Answer, MockClock, MockTransport, Rule};
use crate::runtime::{
    Api, Call, Core, Credential, Credentials, Operation, Parameter, Scheme, SchemeKind, Settings,
    Success, decode,
};
use serde_json::Value;

pub const KEY: &str = "canary-4c1d";
pub const BASE_URL: &str = "https://api.example.com/v1";

const fn scheme(kind: SchemeKind) -> Scheme {
    Scheme {
        name: "key",
        kind,
        env: "EXAMPLE_API_KEY",
        builder: "api_key",
    }
}

pub static API: Api = Api {
    name: "example",
    version: "1.2.3",
    title: "Example",
    env_prefix: "EXAMPLE",
    base_url: Some(BASE_URL),
    schemes: &[
        scheme(SchemeKind::Header("x-api-key")),
        scheme(SchemeKind::Bearer),
        scheme(SchemeKind::Query("api_key")),
        scheme(SchemeKind::Cookie("session")),
        scheme(SchemeKind::Basic),
        scheme(SchemeKind::Http("Token")),
    ],
    idempotency_header: None,
    secrets: &["pin"],
};

pub const fn operation(method: &'static str, path: &'static str) -> Operation {
    Operation {
        id: "example",
        method,
        path,
        parameters: &[],
        security: &[],
        accept: "application/json",
        success: Success::Any,
        errors: None,
        base_url: None,
    }
}

/// An operation with any method, parameters or security, that lives as long as the tests.
pub fn leaked(operation: Operation) -> &'static Operation {
    Box::leak(Box::new(operation))
}

pub fn parameters(parameters: &[Parameter]) -> &'static [Parameter] {
    Box::leak(parameters.to_vec().into_boxed_slice())
}

/// Sets the value of a parameter in any location.
pub fn set(call: &mut Call<'_>, parameter: &Parameter, value: &Value) {
    match parameter {
        parameter if parameter.is_in_path() => call.path(parameter.name, value),
        parameter if parameter.is_in_query() => call.query(parameter.name, value),
        parameter if parameter.is_in_header() => call.header(parameter.name, value),
        _ => call.cookie(parameter.name, value),
    }
}

static GET_BY_ID: Operation = Operation {
    id: "SessionsController_getById",
    method: "GET",
    path: "/sessions/{id}",
    parameters: &[Parameter::path("id")],
    security: &[&[0]],
    accept: "application/json",
    success: Success::Any,
    errors: None,
    base_url: None,
};

pub struct GetById<'c> {
    call: Call<'c>,
}

impl<'c> GetById<'c> {
    pub fn new(core: &'c Core, id: &str) -> Self {
        let mut call = Call::new(core, &GET_BY_ID);
        call.path("id", id);
        Self { call }
    }
}

crate::runtime::request!(GetById, Value, decode::json);

/// A client of [`API`] with time and transport of its own.
pub struct Client {
    pub core: Core,
    pub transport: MockTransport,
    pub clock: MockClock,
}

impl Client {
    pub fn new(rules: impl IntoIterator<Item = Rule>) -> Self {
        Self::with(rules, |_| {})
    }

    pub fn with(rules: impl IntoIterator<Item = Rule>, set: impl FnOnce(&mut Settings)) -> Self {
        Self::with_credential(0, KEY, rules, set)
    }

    /// A client with a credential for one of the schemes.
    pub fn with_credential(
        scheme: usize,
        credential: impl Into<Credential>,
        rules: impl IntoIterator<Item = Rule>,
        set: impl FnOnce(&mut Settings),
    ) -> Self {
        let clock = MockClock::new();
        let transport = rules.into_iter().fold(
            MockTransport::with_clock(clock.clone()),
            MockTransport::rule,
        );
        let mut settings = Settings::default();
        settings.transport(transport.clone());
        settings.clock(clock.clone());
        set(&mut settings);
        let mut credentials = Credentials::new();
        credentials.set(scheme, credential);
        let core = Core::new(settings, credentials, &API).unwrap();
        Self {
            core,
            transport,
            clock,
        }
    }

    /// A client whose server answers everything in the same way.
    pub fn answering(answer: Answer) -> Self {
        Self::new([Rule::any().answer(answer)])
    }
}
