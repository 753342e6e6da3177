//! `examples/`: a program per operation, or per resource if there are many.
//!
//! Input: an operation whose required values have plausible samples. Output: a program that sends the request, prints
//! the response, and exits with a failure if there is an error.

use super::{calls, snippets};
use crate::emit::Sdk;
use crate::emit::client::credentials;
use crate::emit::resources::OperationContext;
use crate::emit::resources::inputs::{self, Input};
use crate::files::SourceFile;
use crate::model::{ParameterLocation, Type};
use crate::plan::successes::is_only_stream;
use crate::rust::doc_attributes::code;
use crate::rust::idents;
use std::collections::HashSet;

/// The maximum number of operations with a program each, since Cargo links every example when it tests a crate. A
/// larger API has a program per resource; those of its other operations are on the pages, which rustdoc compiles all at
/// once.
const MOST: usize = 64;

/// A program of `examples/`.
#[derive(Clone, Debug)]
pub struct Program {
    /// Its name, and that of its file.
    pub name: String,
    /// The Cargo feature of its resource, if resources have features.
    pub feature: Option<String>,
    text: String,
}

/// Adds the programs.
pub fn emit(programs: Vec<Program>, files: &mut Vec<SourceFile<'_>>) {
    for Program { name, text, .. } in programs {
        let path = format!("examples/{name}.rs");
        files.push(SourceFile::text(path, move || text.clone()));
    }
}

/// Returns the programs.
pub fn programs(sdk: &Sdk<'_>) -> Vec<Program> {
    let mut programs = Vec::new();
    // Two pairs of resource and method can have one name; the first keeps it.
    let mut taken = HashSet::new();
    let is_large = calls::all(sdk).count() > MOST;
    for plan in &sdk.planned.resources {
        for emitted in OperationContext::all(sdk, plan) {
            let mut name = format!("{}_{}", plan.module, emitted.plan.method);
            // cargo and rustc append a hash and an extension, and file systems limit names to 255 bytes.
            if name.len() > 150 {
                name = crate::rust::idents::file(&name);
            }
            let Some(text) = of(&emitted) else {
                continue;
            };
            if name.is_ascii() && taken.insert(name.to_lowercase()) {
                programs.push(Program {
                    name,
                    feature: plan.feature.clone(),
                    text,
                });
                if is_large {
                    break;
                }
            }
        }
    }
    programs
}

/// Returns the program that sends one request and prints the response, or prints the error and fails; `None` if a
/// required value has no simple sample.
pub fn of(emitted: &OperationContext<'_>) -> Option<String> {
    let library = &emitted.sdk.metadata.library;
    let given = arguments_of_program(emitted);
    let request = calls::request_with(emitted, &|input| {
        let mut names = given.iter().map(|(name, _)| *name);
        names
            .find(|name| *name == input.name())
            .map(|name| idents::ident(name).to_string())
    })?;
    let (imports, request) = snippets::short_names(library, &request);
    let call = if is_only_stream(emitted.operation) {
        let open = format!("let mut stream = {request}.await?;");
        vec![open, calls::EACH_ITEM.to_owned()]
    } else if calls::has_no_output(emitted) {
        vec![format!("{request}.await?;")]
    } else {
        let print = "println!(\"{answer:#?}\");".to_owned();
        vec![format!("let answer = {request}.await?;"), print]
    };
    let client = "let client = Client::from_env()?;".to_owned();
    let arguments = given.into_iter().map(|(_, statement)| statement);
    let statements = std::iter::once(client).chain(arguments).chain(call);
    let mut run = format!("async fn run() -> {library}::Result<()> {{\n");
    for statement in statements {
        for line in snippets::statements(&statement).lines() {
            run.extend(["    ", line, "\n"]);
        }
    }
    run.push_str("    Ok(())\n}\n");
    let client = format!("use {library}::Client;");
    let uses = [client.as_str(), &imports, "use std::process::ExitCode;"];
    let uses: Vec<&str> = uses.into_iter().filter(|item| !item.is_empty()).collect();
    let uses = snippets::imports(&uses)?;
    Some(format!(
        "{}{}{uses}\n{MAIN}\n{run}",
        head(emitted),
        attributes(emitted)
    ))
}

/// Returns the attributes of the crate, and a blank line.
fn attributes(emitted: &OperationContext<'_>) -> String {
    let mut attributes = String::new();
    if let Some(limit) = emitted.sdk.planned.recursion_limit {
        attributes.push_str(&format!("#![recursion_limit = \"{limit}\"]\n"));
    }
    if may_be_deprecated(emitted) {
        attributes.push_str("#![allow(deprecated)]\n");
    }
    if !attributes.is_empty() {
        attributes.push('\n');
    }
    attributes
}

/// Returns the part that is the same in every program.
const MAIN: &str = "\
#[tokio::main(flavor = \"current_thread\")]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!(\"{error}\");
            ExitCode::FAILURE
        }
    }
}
";

/// Returns the crate's docs: the operation, and the environment variables that the program reads.
fn head(emitted: &OperationContext<'_>) -> String {
    let OperationContext { sdk, operation, .. } = emitted;
    let place = code(&visible(&format!(
        "{} {}",
        operation.method, operation.path
    )));
    let names = &sdk.planned.client.credentials;
    let schemes = operation.security.first().into_iter().flatten();
    let variables: Vec<String> = schemes
        .filter_map(|index| names.get(*index))
        .map(|plan| credentials::variable(sdk, plan))
        .collect();
    let base_url = format!("{}_BASE_URL where it is set", sdk.metadata.env_prefix);
    let variables = match variables.as_slice() {
        [] => base_url,
        some => format!("{}, and {base_url}", some.join(", ")),
    };
    format!("//! {place}\n//!\n//! Reads {variables}.\n\n")
}

/// Returns `true` if the API or the configuration deprecates something that the program may use.
fn may_be_deprecated(emitted: &OperationContext<'_>) -> bool {
    let docs = &emitted.operation.docs;
    docs.deprecated.is_some()
        || docs
            .attributes
            .iter()
            .any(|text| text.contains("deprecated"))
        || emitted.sdk.metadata.deprecates_models
}

/// Returns the names of the arguments that the program reads from its command line, and the statements that define
/// them: text in the path is what users change first.
fn arguments_of_program<'p>(emitted: &OperationContext<'p>) -> Vec<(&'p str, String)> {
    let inputs = inputs::arguments(emitted.operation, emitted.plan);
    let texts = inputs.into_iter().filter_map(|input| match input {
        Input::Parameter(name, parameter)
            if matches!(parameter.location, ParameterLocation::Path { .. })
                && parameter.ty == Type::String
                && name != "client" =>
        {
            Some((name, calls::parameter_hint(name, parameter).text()))
        }
        _ => None,
    });
    texts
        .enumerate()
        .map(|(index, (name, otherwise))| {
            let place = index + 1;
            let name_in_code = idents::ident(name);
            let statement = format!(
                "let {name_in_code} = std::env::args().nth({place}).unwrap_or_else(|| {otherwise}.to_owned());"
            );
            (name, statement)
        })
        .collect()
}

/// Returns the part of a document's text that is safe in a comment: no line breaks and no bidirectional characters.
fn visible(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_ascii_graphic() || *c == ' ')
        .collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_path_cannot_leave_its_comment() {
        assert_eq!(
            super::visible("GET /a\n\u{2028}\u{202e}fn evil() {}\r"),
            "GET /afn evil() {}"
        );
    }
}
