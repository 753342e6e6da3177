//! Finds the path of the JSON value at which decoding failed.
//!
//! The input is the text and the error of serde_json, which has line and column only. The output is the path of the
//! value at that position (`sessions[3].startedAt`) and the message without the position. The text is scanned up to
//! that position, and only after decoding has failed.
//!
//! An error in a buffered value (of a union) has the path inside that value at the beginning of its message:
//! `at .agent.provider: …` ([`split_path`]). That path is appended to the one found here.

use super::wire::split_path;

/// Returns the path, or `None` if the text is not JSON, and the message.
pub fn of(text: &[u8], error: &serde_json::Error) -> (Option<String>, String) {
    let message = error.to_string();
    if error.is_syntax() || error.is_eof() {
        return (None, message);
    }
    let position = format!(" at line {} column {}", error.line(), error.column());
    let message = message.strip_suffix(&position).unwrap_or(&message);
    let is_of_whole = OF_WHOLE.iter().any(|words| message.starts_with(words));
    let outer = offset(text, error.line(), error.column());
    let outer = outer.map(|offset| at(text, offset, is_of_whole));
    let (inner, message) = split_path(message);
    let path = join(outer.unwrap_or_default(), inner);
    (Some(path), in_terms_of_json(message))
}

/// Returns `expected an array, found an object` for serde's `invalid type: map, expected an array`.
fn in_terms_of_json(message: &str) -> String {
    let mismatch = message
        .strip_prefix("invalid type: ")
        .or_else(|| message.strip_prefix("invalid value: "))
        .and_then(|rest| rest.rsplit_once(", expected "));
    let Some((found, expected)) = mismatch else {
        return message.to_owned();
    };
    let found = match found {
        "map" => "an object",
        "sequence" => "an array",
        found => SCALARS
            .iter()
            .find_map(|kind| found.strip_prefix(kind))
            .map_or(found, |value| value.trim_matches('`')),
    };
    format!("expected {expected}, found {found}")
}

/// The kinds of value that serde puts before a value.
const SCALARS: &[&str] = &["string ", "integer ", "floating point ", "boolean "];

/// The beginnings of errors about an array or object as a whole. Any other error that serde_json reports at the end of
/// one is about its last value, since serde_json reports the position after the value.
const OF_WHOLE: &[&str] = &[
    "missing field",
    // of `wire::object`
    "missing property",
    "duplicate field",
    "unknown field",
    "invalid length",
];

/// Joins two paths.
pub fn join(outer: String, inner: &str) -> String {
    let inner = inner.strip_prefix('.').unwrap_or(inner);
    if outer.is_empty() || inner.is_empty() || inner.starts_with('[') {
        outer + inner
    } else {
        format!("{outer}.{inner}")
    }
}

/// Converts a line (from 1) and a column (in bytes) to an offset.
fn offset(text: &[u8], line: usize, column: usize) -> Option<usize> {
    let mut start = 0;
    for _ in 1..line {
        let rest = text.get(start..)?;
        start += rest.iter().position(|byte| *byte == b'\n')? + 1;
    }
    Some((start + column).min(text.len()))
}

/// One step of a path.
enum Step {
    Property(String),
    Item(usize),
}

/// An array or object that is not closed at the current position.
struct Container {
    is_object: bool,
    /// Whether the next string is the name of a property.
    expects_name: bool,
}

/// Returns the path of the value that ends at an offset, or else begins there, or else contains it. If an array or
/// object ends there, `of_whole` selects between it and its last value.
fn at(text: &[u8], offset: usize, of_whole: bool) -> String {
    let mut scanner = Scanner {
        text,
        at: 0,
        open: Vec::new(),
        steps: Vec::new(),
    };
    while scanner.at < offset {
        let Some(byte) = text.get(scanner.at) else {
            break;
        };
        match byte {
            b'{' | b'[' => scanner.enter(*byte == b'{'),
            b'}' | b']' => {
                scanner.at += 1;
                scanner.open.pop();
                if scanner.at < offset || of_whole {
                    // The remaining steps are the path of the value that ends here.
                    scanner.steps.truncate(scanner.open.len());
                }
            }
            b',' => scanner.next(),
            b'"' => scanner.string(),
            _ => scanner.at += 1,
        }
    }
    format(&scanner.steps)
}

struct Scanner<'t> {
    text: &'t [u8],
    at: usize,
    open: Vec<Container>,
    /// One step per open container, or one fewer directly after one was opened.
    steps: Vec<Step>,
}

impl Scanner<'_> {
    fn enter(&mut self, is_object: bool) {
        self.at += 1;
        self.open.push(Container {
            is_object,
            expects_name: is_object,
        });
        if !is_object {
            let is_empty = self.text.get(self.at..).is_some_and(|rest| {
                let rest = rest.trim_ascii_start();
                rest.is_empty() || rest.starts_with(b"]")
            });
            if !is_empty {
                self.steps.push(Step::Item(0));
            }
        }
    }

    fn next(&mut self) {
        self.at += 1;
        let depth = self.open.len();
        let Some(open) = self.open.last_mut() else {
            return;
        };
        open.expects_name = open.is_object;
        if open.is_object {
            self.steps.truncate(depth - 1);
        } else if let Some(Step::Item(index)) = self.steps.last_mut() {
            *index += 1;
        }
    }

    fn string(&mut self) {
        let start = self.at;
        let rest = self.text.get(start + 1..).unwrap_or_default();
        let mut escaped = false;
        let length = rest.iter().position(|byte| match byte {
            _ if escaped => {
                escaped = false;
                false
            }
            b'\\' => {
                escaped = true;
                false
            }
            byte => *byte == b'"',
        });
        self.at = length.map_or(self.text.len(), |length| start + length + 2);
        let Some(open) = self.open.last_mut().filter(|open| open.expects_name) else {
            return;
        };
        open.expects_name = false;
        let name = self.text.get(start..self.at).unwrap_or_default();
        let name = serde_json::from_slice(name).unwrap_or_default();
        self.steps.push(Step::Property(name));
    }
}

fn format(steps: &[Step]) -> String {
    let mut path = String::new();
    for step in steps {
        match step {
            Step::Item(index) => path.push_str(&format!("[{index}]")),
            Step::Property(name) if is_plain(name) => path = join(path, name),
            Step::Property(name) => path.push_str(&format!("[{name:?}]")),
        }
    }
    path
}

fn is_plain(name: &str) -> bool {
    !name.is_empty()
        && name
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '$' | '@'))
}
