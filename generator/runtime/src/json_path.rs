//! Where in a JSON text is the value that serde_json stopped at?
//!
//! In goes the text and serde_json's error, which knows line and column only; out come the path of the value there
//! (`sessions[3].startedAt`) and the message without the position. The text is walked only up to that place, and only when
//! decoding has failed.
//!
//! Decoding that works on a buffered value (of a union) knows a path of its own, inside that value. Its error's text begins with
//! it: `at .agent.provider: …` ([`split_path`]). That path is appended to the one found here.

use super::wire::split_path;

/// The path and the message; no path where the text is not JSON.
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
    (Some(path), in_json_words(message))
}

/// `expected an array, found an object` for serde's `invalid type: map, expected an array`.
fn in_json_words(message: &str) -> String {
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

/// What serde says before a value.
const SCALARS: &[&str] = &["string ", "integer ", "floating point ", "boolean "];

/// With what the errors begin that are a list's or an object's own. Any other error that serde_json reports at the end of one is of its
/// last value: of an error that is made once a value was read, it knows only where it went on.
const OF_WHOLE: &[&str] = &[
    "missing field",
    // of `wire::object`
    "missing property",
    "duplicate field",
    "unknown field",
    "invalid length",
];

/// One path after the other.
pub fn join(outer: String, inner: &str) -> String {
    let inner = inner.strip_prefix('.').unwrap_or(inner);
    if outer.is_empty() || inner.is_empty() || inner.starts_with('[') {
        outer + inner
    } else {
        format!("{outer}.{inner}")
    }
}

/// How many bytes were read, from a line counted from 1 and a column counted in bytes.
fn offset(text: &[u8], line: usize, column: usize) -> Option<usize> {
    let mut start = 0;
    for _ in 1..line {
        let rest = text.get(start..)?;
        start += rest.iter().position(|byte| *byte == b'\n')? + 1;
    }
    Some((start + column).min(text.len()))
}

/// A step from a value to one in it.
enum Step {
    Member(String),
    Item(usize),
}

/// A list or an object that the walk is in.
struct Open {
    is_object: bool,
    /// The next string is a name.
    expects_name: bool,
}

/// The path of the value that ends at an offset, else begins there, else surrounds it. Of a list or an object that ends there,
/// of the whole or of the last value in it.
fn at(text: &[u8], offset: usize, of_whole: bool) -> String {
    let mut walk = Walk {
        text,
        at: 0,
        open: Vec::new(),
        steps: Vec::new(),
    };
    while walk.at < offset {
        let Some(byte) = text.get(walk.at) else { break };
        match byte {
            b'{' | b'[' => walk.enter(*byte == b'{'),
            b'}' | b']' => {
                walk.at += 1;
                walk.open.pop();
                if walk.at < offset || of_whole {
                    // What is left is the path of the value that ends here.
                    walk.steps.truncate(walk.open.len());
                }
            }
            b',' => walk.next(),
            b'"' => walk.string(),
            _ => walk.at += 1,
        }
    }
    written(&walk.steps)
}

struct Walk<'t> {
    text: &'t [u8],
    at: usize,
    open: Vec<Open>,
    /// As many as there are open lists and objects, or one fewer right after one was entered.
    steps: Vec<Step>,
}

impl Walk<'_> {
    fn enter(&mut self, is_object: bool) {
        self.at += 1;
        self.open.push(Open {
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
        self.steps.push(Step::Member(name));
    }
}

fn written(steps: &[Step]) -> String {
    let mut path = String::new();
    for step in steps {
        match step {
            Step::Item(index) => path.push_str(&format!("[{index}]")),
            Step::Member(name) if is_plain(name) => path = join(path, name),
            Step::Member(name) => path.push_str(&format!("[{name:?}]")),
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
