//! `examples/`: a program per operation, or per resource where there are many.
//!
//! In: an operation whose required values have plausible samples. Out: a program that makes the call and prints what comes.

use super::facts::example_server;
use super::resources::inputs::{self, Input};
use super::resources::{Emitted, examples};
use super::{Sdk, SourceFile, idents, literals, samples};
use crate::model::{ParameterLocation, SecurityKind, Type};
use std::collections::HashSet;

/// Cargo links every example when it tests a crate. An API with more operations than this has a program per resource; those of the
/// other operations are on the pages, where rustdoc compiles them all at once.
const MOST: usize = 64;

/// Adds the programs.
pub fn emit<'p>(sdk: &Sdk<'p>, files: &mut Vec<SourceFile<'p>>) {
    // Two resources and methods can make one name; the first keeps it.
    let mut taken = HashSet::new();
    let resources = sdk.planned.api.resources.iter().zip(&sdk.planned.resources);
    let is_large = examples::all(sdk).count() > MOST;
    for (resource, plan) in resources {
        for (operation, planned) in resource.operations.iter().zip(&plan.operations) {
            let emitted = Emitted {
                sdk,
                operation,
                plan: planned,
                resource: plan,
            };
            let mut name = format!("{}_{}", plan.module, planned.method);
            // cargo and rustc put a hash and an ending of their own after it, and file systems take 255 bytes.
            if name.len() > 150 {
                name = super::idents::file(&name);
            }
            let path = format!("examples/{name}.rs");
            let Some(program) = of(&emitted) else {
                continue;
            };
            if path.is_ascii() && taken.insert(path.to_lowercase()) {
                files.push(SourceFile::text(path, move || program.clone()));
                if is_large {
                    break;
                }
            }
        }
    }
}

/// The program that makes one call, and prints the answer or the error; none where what is required has no simple value.
pub fn of(emitted: &Emitted<'_>) -> Option<String> {
    let sdk = emitted.sdk;
    let given = arguments_of_program(emitted);
    let request = examples::request_with(emitted, &|input| {
        let names = given.iter().map(|(name, _)| *name);
        names
            .into_iter()
            .find(|name| *name == input.name())
            .map(str::to_owned)
    })?;
    let (imports, request) = short_names(&sdk.facts.library, &request);
    let library = &sdk.facts.library;
    let (client, note) = client(sdk);
    let arguments: String = given
        .iter()
        .map(|(_, statement)| statement.as_str())
        .collect();
    let answer = if examples::gives_nothing(emitted) {
        "Ok(()) => println!(\"done\"),"
    } else {
        "Ok(answer) => println!(\"{answer:#?}\"),"
    };
    let code = format!(
        "#![allow(deprecated, missing_docs)] use {library}::Client; {imports}\n\
         #[tokio::main(flavor = \"current_thread\")]\nasync fn main() -> {library}::Result<()> {{\n\
         {client} {arguments}\nlet result = {request}.await; match result {{ {answer} Err(error) => eprintln!(\"{{error}}\"), }}\nOk(())\n}}"
    );
    let tree = syn::parse_file(&code).ok()?;
    let what = visible(&format!(
        "{} {}",
        emitted.operation.method, emitted.operation.path
    ));
    Some(format!(
        "// {what}\n{note}{}",
        crate::print::formatted(&tree)
    ))
}

/// Text in the path is what people would change first: the program takes it from its command line. The names, and the
/// statements that define them.
fn arguments_of_program<'p>(emitted: &Emitted<'p>) -> Vec<(&'p str, String)> {
    let inputs = inputs::arguments(emitted.operation, emitted.plan);
    let texts = inputs.into_iter().filter_map(|input| match input {
        Input::Parameter(_, name, parameter)
            if matches!(parameter.location, ParameterLocation::Path { .. })
                && parameter.ty == Type::String
                && !matches!(name, "client" | "answer" | "error") =>
        {
            Some(name)
        }
        _ => None,
    });
    texts
        .enumerate()
        .map(|(index, name)| {
            let (place, otherwise) = (index + 1, samples::quoted(name));
            let name_in_code = idents::ident(name);
            let statement = format!(
                "let {name_in_code} = std::env::args().nth({place}).unwrap_or_else(|| {otherwise}.to_owned());"
            );
            (name, statement)
        })
        .collect()
}

/// The request with the models by their names alone, and the `use` that makes it possible.
fn short_names(library: &str, request: &str) -> (String, String) {
    let path = format!("{library}::models::");
    let mut names: Vec<&str> = request
        .split(path.as_str())
        .skip(1)
        .filter_map(|rest| {
            rest.split(|c: char| !(c.is_alphanumeric() || c == '_'))
                .next()
        })
        .collect();
    names.sort_unstable();
    names.dedup();
    if names.is_empty() || names.iter().any(|name| TAKEN.contains(name)) {
        return (String::new(), request.to_owned());
    }
    let imports = format!("use {library}::models::{{{}}};", names.join(", "));
    (imports, request.replace(&path, ""))
}

/// What a program names without saying where it comes from.
const TAKEN: &[&str] = &["Client", "Err", "Ok", "Box", "String", "Vec"];

/// The statement that makes the client, and a word on it: from the environment; where that says nothing, for the server on this
/// machine, if the API has one.
fn client(sdk: &Sdk<'_>) -> (String, String) {
    let schemes = &sdk.planned.api.security_schemes;
    let from_env = (
        "let client = Client::from_env()?;".to_owned(),
        String::new(),
    );
    let (Some(server), [scheme], [method]) = (
        example_server(&sdk.planned.api),
        schemes.as_slice(),
        sdk.planned.client.credentials.as_slice(),
    ) else {
        return from_env;
    };
    if matches!(scheme.kind, SecurityKind::Basic) {
        return from_env;
    }
    let variable = sdk.facts.env(method);
    let key = literals::string(&format!("{}-test-key", sdk.facts.package));
    let url = literals::string(&server.url);
    let statement = format!(
        "let client = if std::env::var_os(\"{variable}\").is_some() {{ Client::from_env()? }} else {{ \
         Client::builder().{method}({key}).base_url({url}).build()? }};"
    );
    let note = format!("// Calls the server on this machine unless {variable} is set.\n");
    (statement, note)
}

/// Text of the document that may stand in a comment: nothing that ends the line or turns the reader's eye.
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
