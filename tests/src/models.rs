//! The models of a document as a crate without a client, with everything that they need to compile.

use sdkwright::config::{Config, DateLibrary};
use sdkwright::diagnostics::Diagnostics;
use sdkwright::emit::emit;
use sdkwright::print::print;
use sdkwright::progress::Progress;
use sdkwright::{load, lower::lower, parse::parse, plan::plan};
use serde_json::{Value, json};
use std::fs;
use std::io;
use std::path::Path;

/// Generates the files below `src/models` and `src/wire`, and those of the runtime that they use.
///
/// # Errors
/// If the document is not OpenAPI, or the generated code does not parse.
pub fn files(document: &Value, config: &Config) -> Result<Vec<(String, String)>, String> {
    let document = load::Document::from(document.clone());
    let mut diagnostics = Diagnostics::default();
    let typed = parse(&document, &mut diagnostics).ok_or("not an OpenAPI document")?;
    let api = lower(&typed, config, &mut diagnostics);
    let planned = plan(&api, config);
    let mut files = emit(&planned, config);
    files.retain(|file| is_wanted(&file.path));
    let files = print(
        files,
        &sdkwright::Limits::default(),
        &Progress::default(),
        &mut diagnostics,
    );
    if diagnostics.has_errors() {
        return Err(format!("{diagnostics:?}"));
    }
    Ok(files
        .into_iter()
        .map(|file| (file.path, file.text))
        .collect())
}

/// Returns a document with only these component schemas.
pub fn document(schemas: Value) -> Value {
    json!({
        "openapi": "3.0.0",
        "info": {"title": "Test", "version": "1"},
        "paths": {},
        "components": {"schemas": schemas},
    })
}

/// Returns `true` for a file of the models or one that they need.
pub fn is_wanted(path: &str) -> bool {
    let runtime = path.strip_prefix("src/runtime/");
    path.starts_with("src/models/")
        || path.starts_with("src/wire/")
        || runtime.is_some_and(|path| {
            path.starts_with("wire/")
                || path.starts_with("validation/")
                || [
                    "base64.rs",
                    "conversions.rs",
                    "decimal.rs",
                    "nullable.rs",
                    "secret.rs",
                ]
                .contains(&path)
        })
}

/// Writes the files as a crate of this name.
///
/// # Errors
/// If a file cannot be written.
pub fn write_crate(
    folder: &Path,
    name: &str,
    files: &[(String, String)],
    dates: DateLibrary,
) -> io::Result<()> {
    let dates = match dates {
        DateLibrary::Jiff => {
            r#"jiff = { version = "0.2", default-features = false, features = ["serde", "std"] }"#
        }
        DateLibrary::Chrono => {
            r#"chrono = { version = "0.4", default-features = false, features = ["serde", "std"] }"#
        }
        DateLibrary::Time => {
            r#"time = { version = "0.3", default-features = false, features = ["formatting", "parsing", "std"] }"#
        }
        DateLibrary::Strings => "",
    };
    let mut root = LIB.to_owned();
    if files
        .iter()
        .any(|(path, _)| path == "src/wire/time_format.rs")
    {
        root += "pub use wire::{Date, DateTime};\n";
    }
    if files
        .iter()
        .any(|(path, _)| path == "src/wire/timestamps_format.rs")
    {
        root += "pub use wire::{HttpDate, UnixTime};\n";
    }
    let manifest = format!(
        r#"[package]
name = "{name}"
version = "0.1.0"
edition = "2024"

[features]
validate = ["dep:regex"]

[dependencies]
base64 = {{ version = "0.23", default-features = false, features = ["alloc"] }}
bytes = "1"
httpdate = "1"
regex = {{ version = "1", optional = true, default-features = false, features = ["std", "unicode"] }}
serde_core = {{ version = "1", default-features = false, features = ["alloc"] }}
serde_json = {{ version = "1", features = ["float_roundtrip", "preserve_order", "arbitrary_precision"] }}
uuid = {{ version = "1", default-features = false, features = ["serde", "std"] }}
{dates}

[lints.rust]
missing_docs = "warn"
unsafe_code = "forbid"

[workspace]
"#
    );
    let mut all = vec![
        ("Cargo.toml".to_owned(), manifest),
        ("src/lib.rs".to_owned(), root),
        ("src/runtime/mod.rs".to_owned(), RUNTIME.to_owned()),
    ];
    all.extend(files.iter().cloned());
    if folder.join("src").exists() {
        fs::remove_dir_all(folder.join("src"))?;
    }
    for (path, text) in all {
        let path = folder.join(path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(path, text)?;
    }
    Ok(())
}

const LIB: &str = "//! Models.

pub mod models;
mod runtime;
mod wire;

pub use runtime::{Base64, Base64Url, Decimal, Nullable, Secret};
";

const RUNTIME: &str = "//! The part of the runtime that models need.
#![allow(dead_code, unused_imports, reason = \"an SDK uses what its document needs\")]

pub mod base64;
mod conversions;
pub mod decimal;
pub mod nullable;
mod secret;
#[cfg(feature = \"validate\")]
pub mod validation;
pub mod wire;

pub use base64::{Base64, Base64Url};
pub use conversions::{IntoNullable, IntoOption};
pub use decimal::Decimal;
pub use nullable::Nullable;
pub use secret::Secret;
";
