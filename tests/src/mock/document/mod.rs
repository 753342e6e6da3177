//! A mock server of any OpenAPI document.
//!
//! It checks every request against the document: path, query, headers, cookies, body and security. A request that does
//! not fit is answered with 400 and a JSON list of the problems. Others are answered with instances of the response
//! schemas: headers of the request choose the status ([`STATUS`]), the media type ([`CONTENT_TYPE`]) and the instance
//! ([`INSTANCE`]). Paths begin at the root of the server, or below the path of a server of the
//! document that is only a path (`servers`).
//!
//! It reads the raw tree of the document itself (`tree`, `operations`, `parameters`, `security`), and decodes requests
//! with decoders of its own (`routes`, `texts`, `styles`, `bodies`, `multipart`), so that a mistake of the generator is
//! seen. `schema_set` validates, `requests` checks, `answers` answers.

mod answers;
mod bodies;
mod media_types;
mod multipart;
mod operations;
mod parameters;
mod requests;
mod routes;
mod schema_set;
mod security;
mod servers;
mod styles;
mod texts;
mod tree;
mod xml;

pub use answers::{CONTENT_TYPE, INSTANCE, STATUS};
pub use operations::Operation;
pub use parameters::{Location, Parameter};
pub use requests::Checked;

use super::script::{self, Script};
use super::server::Server;
use super::{Answer, Received};
use crate::schemas::{Direction, Schemas};
use crate::single_tree::single_tree;
use axum::Router;
use axum::extract::State;
use axum::middleware::from_fn_with_state;
use schema_set::SchemaSet;
use sdkwright::diagnostics::{Diagnostics, Sources};
use serde_json::{Value, json};
use std::io;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

/// Why a document cannot be served.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

/// The header of a request that names its operation, as `GET /pets/{id}`, where several templates match a path.
pub const OPERATION: &str = "x-mock-operation";

/// The operations and schemas of a document.
pub struct DocumentApi {
    operations: Vec<Operation>,
    requests: SchemaSet,
    responses: SchemaSet,
}

impl DocumentApi {
    /// Reads a document and the files that it refers to, inside the folder `root` or else its own folder.
    ///
    /// # Errors
    /// If the document cannot be read, or if the validator does not accept its schemas.
    pub fn read(path: &Path, root: Option<&Path>) -> Result<Self, Failure> {
        let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
        let limits = sdkwright::Limits::default();
        let document =
            sdkwright::load::document(path, root, &limits, &mut sources, &mut diagnostics);
        let document = document.ok_or("the document does not load")?;
        Self::of(single_tree(document))
    }

    /// Reads the tree of a document.
    ///
    /// # Errors
    /// If the validator does not accept its schemas.
    pub fn of(mut tree: Value) -> Result<Self, Failure> {
        tree::with_text_names(&mut tree);
        tree::with_forms(&mut tree);
        let mut requests = Schemas::new(&tree, Direction::Request);
        let mut responses = Schemas::new(&tree, Direction::Response);
        let operations = operations::operations(&tree, &mut requests, &mut responses);
        Ok(Self {
            operations,
            requests: SchemaSet::new(requests)?,
            responses: SchemaSet::new(responses)?,
        })
    }

    /// Returns the operations.
    pub fn operations(&self) -> &[Operation] {
        &self.operations
    }

    /// Returns values that a parameter may have, the smallest first.
    pub fn values_of_parameter(&self, parameter: &Parameter) -> Vec<Value> {
        match parameter.schema {
            Some(schema) => self.requests.instances(schema).to_vec(),
            None => vec![Value::from("text")],
        }
    }

    /// Returns `true` if a parameter may have this value.
    pub fn is_valid(&self, parameter: &Parameter, value: &Value) -> bool {
        let problem = |schema| self.requests.problem(schema, value);
        parameter.schema.and_then(problem).is_none()
    }

    /// Returns a parameter's value with the items of each set in the same order.
    pub fn with_sorted_sets(&self, parameter: &Parameter, value: &Value) -> Value {
        let shape = self.requests.shape(parameter.schema);
        shape.with_sorted_sets(value)
    }

    /// Returns a body's value in this media type with the items of each set in the same order.
    pub fn with_sorted_sets_of_body(
        &self,
        operation: &Operation,
        media_type: &str,
        value: &Value,
    ) -> Value {
        let schema = operation
            .content(media_type)
            .and_then(|content| content.schema);
        self.requests.shape(schema).with_sorted_sets(value)
    }

    /// Returns the media types of the parts of a body that may be one of several, of which the caller chooses one.
    pub fn chosen_part_types(
        &self,
        operation: &Operation,
        media_type: &str,
    ) -> Vec<(String, String)> {
        let encodings = operation
            .content(media_type)
            .map(|content| &content.encoding);
        let types = encodings
            .into_iter()
            .flatten()
            .filter_map(|(name, encoding)| {
                let (first, _) = encoding.content_type.as_ref()?.split_once(',')?;
                (!first.contains('*')).then(|| (name.clone(), first.trim().to_owned()))
            });
        types.collect()
    }

    /// Returns why a schema of a parameter or of a body has no value.
    pub fn why_none(&self, schema: Option<usize>) -> String {
        schema.map_or_else(String::new, |schema| self.requests.why_none(schema))
    }

    /// Returns values that the body of an operation may have in this media type, the smallest first: texts for text and
    /// bytes, and for XML unless it is described by a schema.
    pub fn values_of_body(
        &self,
        operation: &Operation,
        media_type: &str,
        is_typed_xml: bool,
    ) -> Vec<Value> {
        let is_raw = media_types::is_text_or_bytes(media_type) && !is_typed_xml;
        let text = || vec![Value::from("text")];
        let kind = media_types::kind(media_type);
        // The SDK may send another media type than the document's only one.
        let only = || match operation.body.as_ref().map(|body| body.contents.as_slice()) {
            Some([only]) => Some(only),
            _ => None,
        };
        let Some(content) = operation.content(media_type).or_else(only) else {
            return text();
        };
        if is_raw {
            let instances = match (kind, content.schema) {
                (media_types::Kind::Text, Some(schema)) => self.requests.instances(schema).to_vec(),
                _ => Vec::new(),
            };
            let scalars: Vec<Value> = instances
                .into_iter()
                .filter(|value| !value.is_array() && !value.is_object())
                .collect();
            return if scalars.is_empty() { text() } else { scalars };
        }
        // The parts of a body that the document does not describe.
        if kind == media_types::Kind::Multipart
            && !self.requests.shape(content.schema).names("object")
        {
            return vec![json!({"part": "text"})];
        }
        let values = |schema: Option<usize>| {
            schema.map_or_else(text, |schema| self.requests.instances(schema).to_vec())
        };
        let of_one = |items: Vec<Value>| items.into_iter().map(|item| Value::Array(vec![item]));
        let is_lines = kind == media_types::Kind::JsonLines;
        match content.item.filter(|_| is_lines) {
            Some(item) => of_one(values(Some(item))).collect(),
            None if is_lines && !self.requests.shape(content.schema).names("array") => {
                of_one(values(content.schema)).collect()
            }
            None => values(content.schema),
        }
    }

    /// Checks a request.
    fn check(&self, received: &Received) -> (Option<&Operation>, Checked) {
        let Some(operation) = self.operation(received) else {
            let problem = format!("no operation is at {} {}", received.method, received.target);
            let checked = Checked {
                problems: vec![problem],
                ..Checked::default()
            };
            return (None, checked);
        };
        let checked = requests::check(operation, received, &self.requests);
        (Some(operation), checked)
    }

    /// Returns the operation that a request names, or the most specific one of its path.
    fn operation(&self, received: &Received) -> Option<&Operation> {
        let path = received.target.split('?').next().unwrap_or_default();
        let is_of = |operation: &&Operation| {
            operation.method == received.method && operation.route.texts(path).is_some()
        };
        let named = |operation: &&Operation| {
            let name = format!("{} {}", operation.method, operation.path);
            received.header(OPERATION) == Some(&name)
        };
        let fixed = |operation: &Operation| {
            let mut pairs = operation.route.query.iter();
            pairs.all(|(name, value)| received.target.contains(&format!("{name}={value}")))
        };
        let matching = || self.operations.iter().filter(is_of);
        matching().find(named).or_else(|| {
            matching().max_by_key(|operation| {
                (
                    fixed(operation),
                    operation.route.query.len(),
                    operation.route.literals,
                )
            })
        })
    }

    /// Returns the answer to a request, and what was found in the request.
    fn answer(&self, received: &Received) -> (Answer, Checked) {
        let (operation, mut checked) = self.check(received);
        let answer =
            operation.map(|operation| answers::answer(operation, received, &self.responses));
        let answer = match answer {
            Some(Err(problem)) => {
                checked.problems.push(format!("answer: {problem}"));
                None
            }
            Some(Ok(answer)) => Some(answer),
            None => None,
        };
        match answer {
            Some(answer) if checked.problems.is_empty() => (answer, checked),
            _ => {
                let problems = checked
                    .problems
                    .iter()
                    .map(|problem| Value::from(problem.as_str()));
                (Answer::json(400, &problems.collect()), checked)
            }
        }
    }
}

/// A server of a document that runs until it is dropped.
pub struct DocumentMock {
    server: Server,
    state: Shared,
}

#[derive(Clone)]
struct Shared {
    api: Arc<DocumentApi>,
    script: Script,
    checked: Arc<Mutex<Vec<Checked>>>,
}

impl DocumentMock {
    /// Starts a server at a free port.
    ///
    /// # Errors
    /// If no server can be started.
    pub fn start(api: Arc<DocumentApi>) -> io::Result<Self> {
        Self::start_at(Server::any_port(), api)
    }

    /// Starts a server at this address.
    ///
    /// # Errors
    /// If no server can be started there.
    pub fn start_at(address: SocketAddr, api: Arc<DocumentApi>) -> io::Result<Self> {
        let state = Shared {
            api,
            script: Script::default(),
            checked: Arc::default(),
        };
        let router = Router::new()
            .fallback(respond)
            .layer(from_fn_with_state(state.script.clone(), script::record))
            .with_state(state.clone());
        let server = Server::start(address, router)?;
        Ok(Self { server, state })
    }

    /// Returns the base URL, without a slash at the end.
    pub fn url(&self) -> &str {
        self.server.url()
    }

    /// Returns every request so far, as it was received.
    pub fn received(&self) -> Vec<Received> {
        self.state.script.received()
    }

    /// Removes and returns the checked requests so far.
    pub fn take_checked(&self) -> Vec<Checked> {
        let mut checked = self
            .state
            .checked
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut checked)
    }

    /// Queues an answer for the next request, whatever that is.
    pub fn answer(&self, answer: Answer) {
        self.state.script.answer(answer);
    }
}

async fn respond(State(state): State<Shared>, received: Received) -> Answer {
    let (answer, checked) = state.api.answer(&received);
    let mut all = state.checked.lock().unwrap_or_else(PoisonError::into_inner);
    all.push(checked);
    answer
}
