//! Extracts the examples from the docs of the equos crate (README, pages, rustdoc), so that a test can run each of
//! them.

use std::ffi::OsString;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let client = PathBuf::from(variable("CARGO_MANIFEST_DIR")?).join("../generated-client");
    let mut modules = String::new();
    let mut table = String::new();
    for (number, (file, code)) in examples(&client)?.into_iter().enumerate() {
        let call = if code.contains("async fn run()") {
            "super::block_on(code::run())"
        } else if code.contains("async fn main()") {
            "code::main()"
        } else if code.contains("async fn example()") {
            "super::block_on(code::example())"
        } else if code.contains("async fn example(") {
            "super::block_on(code::example(equos::Client::from_env()?))"
        } else if code.contains("fn example(") {
            "code::example(equos::Client::from_env()?)"
        } else {
            "Ok(())"
        };
        let code = callable(&code);
        let _ = writeln!(
            modules,
            "mod example_{number} {{\npub fn run() -> equos::Result<()> {{ {call} }}\nmod code {{\n\
             #![allow(dead_code, unused_variables, \
             reason = \"examples have unused values, and programs an unused `main`\")]\n\
             {code}\n}}\n}}"
        );
        let _ = writeln!(table, "    ({file:?}, example_{number}::run),");
    }
    let text = format!(
        "{modules}\n/// The file of an example, and the function that runs it.\n\
         pub type Example = (&'static str, fn() -> equos::Result<()>);\n\n\
         /// Every example.\npub const ALL: &[Example] = &[\n{table}];\n"
    );
    fs::write(
        PathBuf::from(variable("OUT_DIR")?).join("doc_examples.rs"),
        text,
    )
}

/// Returns a variable of the environment that Cargo sets when the script runs.
fn variable(name: &str) -> io::Result<OsString> {
    env::var_os(name).ok_or_else(|| io::Error::other(format!("{name} is not set")))
}

/// Makes the functions of an example callable from outside of it.
fn callable(code: &str) -> String {
    let lines = code.lines().map(|line| {
        let is_function = ["fn ", "async fn "]
            .iter()
            .any(|start| line.starts_with(start));
        if is_function {
            format!("pub {line}")
        } else {
            line.to_owned()
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Returns the Rust code blocks of the docs, each with its file.
fn examples(client: &Path) -> io::Result<Vec<(String, String)>> {
    let mut found = Vec::new();
    for place in [
        "README.md",
        "docs",
        "src/lib.rs",
        "src/client.rs",
        "src/resources",
        "src/models",
    ] {
        let path = client.join(place);
        println!("cargo::rerun-if-changed={}", path.display());
        for file in files(&path)? {
            let name = file
                .strip_prefix(client)
                .unwrap_or(&file)
                .display()
                .to_string();
            let text = fs::read_to_string(&file)?;
            let text = if name.ends_with(".rs") {
                docs(&text)
            } else {
                text
            };
            found.extend(blocks(&text).into_iter().map(|code| (name.clone(), code)));
        }
    }
    Ok(found)
}

fn files(path: &Path) -> io::Result<Vec<PathBuf>> {
    if path.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    let mut entries: Vec<PathBuf> = fs::read_dir(path)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<io::Result<_>>()?;
    entries.sort();
    let mut found = Vec::new();
    for entry in entries {
        found.extend(files(&entry)?);
    }
    Ok(found)
}

/// Returns the Markdown of the doc comments of a Rust file.
fn docs(text: &str) -> String {
    let lines = text.lines().map(str::trim_start).map(|line| {
        let doc = line
            .strip_prefix("///")
            .or_else(|| line.strip_prefix("//!"));
        doc.map_or("", |doc| doc.strip_prefix(' ').unwrap_or(doc))
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Returns the Rust code blocks, including the lines that rustdoc hides.
fn blocks(markdown: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut inside: Option<Vec<&str>> = None;
    for line in markdown.lines() {
        match (&mut inside, line) {
            (None, "```rust" | "```rust,no_run" | "```no_run") => inside = Some(Vec::new()),
            (Some(lines), "```") => {
                found.push(lines.join("\n"));
                inside = None;
            }
            (Some(lines), line) => lines.push(line.strip_prefix("# ").unwrap_or(line)),
            (None, _) => {}
        }
    }
    found
}
