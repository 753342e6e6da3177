//! The calls of each operation, and what becomes of them.

use super::Task;
use super::arguments::{Presence, VARIANT, arguments, is_at, location};
use super::signatures::{BodyVariant, Signature};
use crate::corpus::Failure;
use crate::mock::DocumentMock;
use crate::mock::document::{Checked, DocumentApi, INSTANCE, OPERATION, Operation, STATUS};
use crate::schemas::json_difference::{difference, same_text};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// The result for the operations of a document.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Called {
    /// The operations of the document.
    pub operations: usize,
    /// Operations all of whose calls passed.
    pub passed: usize,
    /// The number of calls.
    pub calls: usize,
    /// Operations with a call that failed, with the reason.
    pub failed: Vec<(String, String)>,
    /// Operations that were not called, with the reason.
    pub skipped: Vec<(String, String)>,
}

/// How long a call may take.
const LIMIT: Duration = Duration::from_secs(20);

/// Runs a task in this process.
pub fn run(task: &Path) -> Result<Called, Failure> {
    let task: Task = serde_json::from_slice(&fs::read(task)?)?;
    let work = std::thread::Builder::new()
        .stack_size(256 << 20)
        .spawn(move || call_all(&task))?;
    work.join().map_err(|_| "the calls panicked")?
}

fn call_all(task: &Task) -> Result<Called, Failure> {
    let api = Arc::new(DocumentApi::read(&task.document, Some(&task.root))?);
    let mock = DocumentMock::start(api.clone())?;
    let mut program = Program::start(&task.program, mock.url())?;
    let mut called = Called {
        operations: api.operations().len(),
        ..Called::default()
    };
    for operation in api.operations() {
        let name = format!("{} {}", operation.method, operation.path);
        let mut signatures = task.signatures.iter();
        let index = signatures.position(|signature| signature.at == operation.at);
        let Some((index, signature)) =
            index.and_then(|index| Some((index, task.signatures.get(index)?)))
        else {
            called.skipped.push((name, "is not in the SDK".to_owned()));
            continue;
        };
        if let Some(error) = task.broken.get(&index) {
            let error: String = error.chars().take(600).collect();
            called
                .failed
                .push((name, format!("does not compile: {error}")));
            continue;
        }
        let mut failure = None;
        let mut skipped = None;
        for case in cases(operation, signature) {
            let body = signature.bodies.get(case.body);
            let values = match arguments(&api, operation, signature, body, case.presence) {
                Ok(values) => values,
                Err(reason) => {
                    skipped = Some(reason);
                    continue;
                }
            };
            called.calls += 1;
            let types = body.map_or_else(Vec::new, |body| {
                api.chosen_part_types(operation, &body.media_type)
            });
            let types: Map<String, Value> = types
                .into_iter()
                .map(|(part, media_type)| (part, Value::from(media_type)))
                .collect();
            let call = Call {
                index,
                values: &values,
                types,
                operation: &name,
            };
            let outcome = match program.call(call, &case)? {
                Some(outcome) => outcome,
                None => {
                    program = Program::start(&task.program, mock.url())?;
                    "!no result: the program crashed, or took too long".to_owned()
                }
            };
            let checked = mock.take_checked();
            if let Some(reason) = fault(
                &api, operation, &case, signature, &values, &outcome, &checked,
            ) {
                failure = Some(reason);
                break;
            }
        }
        match (failure, skipped) {
            (Some(reason), _) => called.failed.push((name, reason)),
            (None, Some(reason)) => called.skipped.push((name, reason)),
            (None, None) => called.passed += 1,
        }
    }
    Ok(called)
}

/// A call of an operation.
#[derive(Clone, Debug)]
struct Case {
    presence: Presence,
    /// The status of the answer, and whether the document has it.
    status: u16,
    /// The index of the media type of the body.
    body: usize,
}

/// Returns a call for each documented status with the required arguments, one with all arguments, and one for each
/// other media type of the body.
fn cases(operation: &Operation, signature: &Signature) -> Vec<Case> {
    let mut statuses = operation.statuses();
    statuses.sort_by_key(|status| !(200..300).contains(status));
    if statuses.is_empty() {
        statuses.push(200);
    }
    let all = statuses.first().map(|status| Case {
        presence: Presence::All,
        status: *status,
        body: 0,
    });
    let others = statuses.first().into_iter().flat_map(|status| {
        (1..signature.bodies.len()).map(|body| Case {
            presence: Presence::All,
            status: *status,
            body,
        })
    });
    let required = statuses.iter().map(|status| Case {
        presence: Presence::Required,
        status: *status,
        body: 0,
    });
    required.chain(all).chain(others).collect()
}

/// Returns why a call does not pass, if so.
fn fault(
    api: &DocumentApi,
    operation: &Operation,
    case: &Case,
    signature: &Signature,
    values: &Map<String, Value>,
    outcome: &str,
    checked: &[Checked],
) -> Option<String> {
    if let Some(reason) = outcome.strip_prefix('!') {
        return Some(format!("argument refused: {}", short(reason)));
    }
    let [checked] = checked else {
        return Some(format!(
            "{} requests were received: {}",
            checked.len(),
            short(outcome)
        ));
    };
    if let Some(problem) = checked.problems.first() {
        return Some(format!("request refused: {problem}"));
    }
    let changed = values.iter().find_map(|(source, value)| {
        let body = signature.bodies.get(case.body);
        changed(api, operation, source, body, value, checked)
    });
    if let Some(changed) = changed {
        return Some(format!("value changed: {changed}"));
    }
    let is_success = (200..300).contains(&case.status);
    let expected_error = format!("-{} ", case.status);
    match outcome {
        "+" if is_success || (300..400).contains(&case.status) => None,
        "+" => Some(format!("answer: {} is no error", case.status)),
        error if !is_success && error.starts_with(&expected_error) => None,
        error => Some(format!("answer refused: {}: {}", case.status, short(error))),
    }
}

/// Returns the difference between an argument and the value that the server decoded, if there is one.
fn changed(
    api: &DocumentApi,
    operation: &Operation,
    source: &str,
    body: Option<&BodyVariant>,
    value: &Value,
    checked: &Checked,
) -> Option<String> {
    if source == VARIANT {
        return None;
    }
    if source == "body" {
        let (content_type, received) = checked.body.as_ref()?;
        let media_type = body
            .map(|body| body.media_type.as_str())
            .unwrap_or_default();
        if !content_type.starts_with(media_type) {
            return Some(format!("body {media_type} was sent as {content_type}"));
        }
        // The server does not read XML, and parts without names are no object.
        let is_unread = content_type.starts_with("multipart/") && received.is_null();
        if is_unread || body.is_some_and(|body| body.is_typed_xml) {
            return None;
        }
        let is_json = content_type.contains("json") && !received.is_string();
        let sorted = |value: &Value| api.with_sorted_sets_of_body(operation, media_type, value);
        let difference = match is_json {
            true => difference(value, received, true),
            false => lenient(&sorted(value), &sorted(received)),
        };
        return difference.map(|difference| format!("body {media_type}: {}", short(&difference)));
    }
    let received = checked
        .parameters
        .iter()
        .find(|(place, name, _)| source.split_once(' ') == Some((location(*place), name)));
    match received {
        Some((_, _, received)) => {
            let mut parameters = operation.parameters().iter();
            let parameter = parameters.find(|parameter| is_at(parameter, source));
            let sorted = |value: &Value| {
                parameter.map_or_else(
                    || value.clone(),
                    |parameter| api.with_sorted_sets(parameter, value),
                )
            };
            let difference = lenient(&sorted(value), &sorted(received))?;
            Some(format!("{source}: {}", short(&difference)))
        }
        // A variable of the path that no parameter describes.
        None if source.starts_with("path ") => None,
        None => Some(format!("{source} was lost")),
    }
}

/// Compares values of which one was sent as text. Null and empty lists are not sent.
fn lenient(sent: &Value, received: &Value) -> Option<String> {
    let is_absent = |value: &Value| match value {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.is_empty(),
        _ => false,
    };
    match (sent, received) {
        (Value::Array(left), Value::Array(right)) => {
            // As JSON, also null is sent.
            let is_sent = |item: &&Value| !item.is_null() || left.len() == right.len();
            let left: Vec<&Value> = left.iter().filter(is_sent).collect();
            if left.len() != right.len() {
                return Some(format!("{sent} became {received}"));
            }
            let mut pairs = left.into_iter().zip(right);
            pairs.find_map(|(left, right)| lenient(left, right))
        }
        (Value::Object(left), Value::Object(right)) => {
            for (name, value) in left.iter().filter(|(_, value)| !is_absent(value)) {
                match right.get(name) {
                    None => return Some(format!(".{name} was lost")),
                    Some(other) => {
                        if let Some(difference) = lenient(value, other) {
                            return Some(format!(".{name}: {difference}"));
                        }
                    }
                }
            }
            let added = right.keys().find(|name| !left.contains_key(*name))?;
            Some(format!(".{added} was added"))
        }
        (Value::Array(_) | Value::Object(_), Value::String(text)) => {
            match serde_json::from_str::<Value>(text) {
                Ok(parsed) if !parsed.is_string() => lenient(sent, &parsed),
                _ => Some(format!("{sent} became {received}")),
            }
        }
        // A form has no other text for null.
        (Value::String(text), Value::Null) if text.is_empty() => None,
        (one, Value::Array(items)) if items.len() == 1 => lenient(one, items.first()?),
        (Value::Array(items), one) if items.len() == 1 => lenient(items.first()?, one),
        _ if text(sent) == text(received) => None,
        _ if same_text(&text(sent), &text(received)) => None,
        _ => difference(sent, received, true),
    }
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => match number.as_f64().filter(|number| number.fract() == 0.0) {
            Some(whole) if whole.abs() < 1e15 => format!("{whole}"),
            _ => number.to_string(),
        },
        other => other.to_string(),
    }
}

fn short(text: &str) -> String {
    text.chars().take(400).collect()
}

/// The input of a call.
struct Call<'c> {
    index: usize,
    values: &'c Map<String, Value>,
    /// The media type of each part that may be one of several.
    types: Map<String, Value>,
    operation: &'c str,
}

/// The running program of a document.
struct Program {
    child: Child,
    input: ChildStdin,
    lines: Receiver<String>,
}

impl Program {
    fn start(program: &Path, url: &str) -> Result<Self, Failure> {
        let mut child = Command::new(program)
            .arg(url)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .env("NO_PROXY", "*")
            .spawn()?;
        let input = child.stdin.take().ok_or("no pipe")?;
        let output = child.stdout.take().ok_or("no pipe")?;
        let (sender, lines) = channel();
        std::thread::spawn(move || {
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    break;
                }
            }
        });
        Ok(Self {
            child,
            input,
            lines,
        })
    }

    /// Sends one call. Returns `None` if the program does not answer.
    fn call(&mut self, call: Call<'_>, case: &Case) -> Result<Option<String>, Failure> {
        let instance = match case.presence {
            Presence::Required => "0",
            Presence::All => "last",
        };
        let headers = json!({
            STATUS: case.status.to_string(),
            INSTANCE: instance,
            OPERATION: call.operation,
        });
        let Call {
            index,
            values,
            types,
            ..
        } = call;
        let line = json!({"call": index, "values": values, "types": types, "headers": headers});
        let written = writeln!(self.input, "{line}").and_then(|()| self.input.flush());
        if written.is_err() {
            return Ok(None);
        }
        Ok(self.lines.recv_timeout(LIMIT).ok())
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // Both fail if the program has ended.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
