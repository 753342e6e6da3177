//! The source of the program, one per crate, that calls the operations.

use super::signatures::{Argument, Method, Signature};
use crate::corpus::generation::Generated;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Returns the program, without the calls of these indices.
///
/// Each line of its input is a JSON object: the index of a call, the values of its arguments by their place in the
/// request (and the `variant` of a body with several media types), and headers. The line of output is `+` if the call succeeds, `!` and the reason if an argument is refused,
/// or `-`, the status and the error.
pub fn program(package: &str, generated: &Generated, without: &BTreeMap<usize, String>) -> String {
    let mut calls = String::new();
    let mut functions = String::new();
    for (index, signature) in generated.signatures.iter().enumerate() {
        // Writing to a string does not fail.
        if without.contains_key(&index) {
            let _ = writeln!(functions, "    absent,");
        } else {
            let _ = writeln!(functions, "    call_{index},");
            call(&mut calls, index, signature);
        }
    }
    // Not every crate has files.
    let file = match calls.contains("input.file(") {
        true => format!(
            r#"impl Input {{
    fn file(&self, part: &str, value: &Value) -> Result<{package}::FilePart, String> {{
        let file = {package}::FilePart::bytes(bytes(value)?);
        Ok(match self.types.get(part).and_then(Value::as_str) {{
            Some(media_type) => file.content_type(media_type),
            None => file,
        }})
    }}
}}
"#
        ),
        false => String::new(),
    };
    let credentials: String = generated
        .credentials
        .iter()
        .map(|(method, arguments)| {
            format!(".{method}({})", vec!["\"secret\""; *arguments].join(", "))
        })
        .collect();
    format!(
        r#"//! Calls the operations of the crate.
#![allow(deprecated, unused)]
#![recursion_limit = "1024"]

use {package}::Client;
use serde_json::{{Map, Value}};
use std::future::{{Future, IntoFuture as _}};
use std::io::{{BufRead as _, Write as _}};
use std::pin::Pin;

type Started = Pin<Box<dyn Future<Output = Result<(), String>>>>;
type Call = fn(&Client, &Input) -> Result<Started, String>;

const CALLS: &[Call] = &[
{functions}];

struct Input {{
    values: Map<String, Value>,
    /// The media type of each part that may be one of several.
    types: Value,
    headers: Vec<(String, String)>,
}}

impl Input {{
    fn required(&self, source: &str) -> Result<&Value, String> {{
        self.values.get(source).ok_or_else(|| format!("there is no value for {{source}}"))
    }}

    /// The variant of a body with several media types.
    fn variant(&self) -> &str {{
        self.values.get("variant").and_then(Value::as_str).unwrap_or_default()
    }}
}}

fn decode<T: serde_core::de::DeserializeOwned>(value: &Value) -> Result<T, String> {{
    serde_json::from_str(&value.to_string()).map_err(|error| format!("{{error}}: {{value}}"))
}}

fn text(value: &Value) -> Result<String, String> {{
    Ok(match value {{
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }})
}}

fn bytes(value: &Value) -> Result<bytes::Bytes, String> {{
    text(value).map(bytes::Bytes::from)
}}

fn list(value: &Value) -> Result<&Vec<Value>, String> {{
    value.as_array().ok_or_else(|| format!("not a list: {{value}}"))
}}

fn object(value: &Value) -> Result<&Map<String, Value>, String> {{
    value.as_object().ok_or_else(|| format!("not an object: {{value}}"))
}}

fn member<'v>(value: &'v Value, name: &str) -> Result<&'v Value, String> {{
    value.get(name).ok_or_else(|| format!("there is no value for {{name}}"))
}}

fn absent(_: &Client, _: &Input) -> Result<Started, String> {{
    Err("does not compile".to_owned())
}}

fn start<T: 'static>(pending: impl Future<Output = {package}::Result<T>> + 'static) -> Started {{
    Box::pin(async move {{
        match pending.await {{
            Ok(_) => Ok(()),
            Err(error) => Err(format!("{{}} {{error}}", error.status().unwrap_or(0))),
        }}
    }})
}}

{file}
{calls}
fn main() {{
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let client = Client::builder()
        .base_url(std::env::args().nth(1).unwrap())
        .retries(0)
        {credentials}
        .build()
        .unwrap();
    for line in std::io::stdin().lock().lines() {{
        let input: Value = serde_json::from_str(&line.unwrap()).unwrap();
        let call = CALLS[input["call"].as_u64().unwrap() as usize];
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let headers = input["headers"].as_object().unwrap().iter();
        let prepared = Input {{
            values: input["values"].as_object().unwrap().clone(),
            types: input["types"].clone(),
            headers: headers.map(|(name, value)| (name.clone(), text(value))).collect(),
        }};
        let result = match call(&client, &prepared) {{
            Err(reason) => format!("!{{reason}}"),
            Ok(started) => match runtime.block_on(started) {{
                Ok(()) => "+".to_owned(),
                Err(error) => format!("-{{error}}"),
            }},
        }};
        println!("{{}}", result.replace(['\n', '\r'], " "));
        std::io::stdout().flush().unwrap();
    }}
}}
"#
    )
}

fn call(out: &mut String, index: usize, signature: &Signature) {
    let arguments = signature.arguments.iter();
    let arguments: Vec<(String, String)> = arguments
        .map(|argument| (argument.name.clone(), required(argument)))
        .collect();
    let function = &signature.function;
    // Writing to a string does not fail.
    let _ = write!(
        out,
        "fn call_{index}(client: &Client, input: &Input) -> Result<Started, String> {{\n\
         \x20   let mut request = {function}({});\n",
        Method::call(signature.structure.as_deref(), &arguments)
    );
    for setter in &signature.setters {
        let Argument {
            name,
            expression,
            source,
        } = setter;
        let _ = writeln!(
            out,
            "    if let Some(v) = input.values.get({source:?}) {{ request = request.{name}({expression}); }}"
        );
    }
    out.push_str(
        "    for (name, value) in &input.headers { request = request.with_header(name, value); }\n    \
         Ok(start(request.into_future()))\n}\n\n",
    );
}

fn required(argument: &Argument) -> String {
    let Argument {
        expression, source, ..
    } = argument;
    format!("{{ let v = input.required({source:?})?; {expression} }}")
}
