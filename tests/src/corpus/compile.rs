//! Compiles the crates with all features, with warnings denied.
//!
//! All crates are members of one workspace with one target folder, so that their dependencies are built once. They are
//! checked in batches, and the compiled files of a batch are removed after it.

use super::folders::Folders;
use super::generation::Outcome;
use super::options::Options;
use super::parallel::bar;
use super::{Failure, isolated::Isolated, rustc_wrapper};
use crate::process::cargo;
use sdkwright::plan::ALL_RESOURCES;
use serde_json::Value;
use std::collections::HashMap;
use std::fs;
use std::path::PathBuf;
use std::process::Stdio;

/// The number of crates in one call of cargo.
const BATCH: usize = 12;

/// The result of compiling a crate.
#[derive(Clone, Debug, Default)]
pub struct Compiled {
    pub passed: bool,
    /// The rendered messages.
    pub errors: Vec<String>,
    /// The user time of the compiler for this crate alone.
    pub seconds: Option<f64>,
    /// The peak of the compiler's memory.
    pub kilobytes: Option<u64>,
}

/// A cargo command over some of the crates.
pub struct Cargo<'a> {
    pub folders: &'a Folders,
    /// `check` or `build`, and which targets and features.
    pub arguments: &'a [&'a str],
    pub environment: &'a [(&'a str, &'a str)],
    pub jobs: usize,
}

/// The result of cargo for one package.
#[derive(Clone, Debug, Default)]
pub struct PackageResult {
    pub messages: Vec<String>,
    pub has_errors: bool,
    /// The requested target was compiled.
    pub is_compiled: bool,
    pub executable: Option<PathBuf>,
}

/// Checks every crate that was generated.
pub fn check(results: &mut [Outcome], options: &Options, folders: &Folders) -> Result<(), Failure> {
    workspace(results, folders)?;
    let _ = fs::remove_file(folders.times());
    let jobs = if options.time { 1 } else { options.jobs };
    let times = folders.times();
    let mut environment = vec![("RUSTFLAGS", "-Dwarnings")];
    let program = std::env::current_exe()?;
    if options.time {
        environment.push(("RUSTC_WRAPPER", program.to_str().unwrap_or_default()));
        environment.push((rustc_wrapper::TIMES, times.to_str().unwrap_or_default()));
    }
    let cargo = Cargo {
        folders,
        arguments: &["check", "--lib", "--all-features", "--keep-going"],
        environment: &environment,
        jobs,
    };
    for batch in batches(results, "Compiling")? {
        let found = cargo.run(&batch)?;
        for package in &batch {
            let found = found.get(package).cloned().unwrap_or_default();
            if let Some(result) = results.iter_mut().find(|result| result.package == *package) {
                result.compiled = Some(Compiled {
                    passed: found.is_compiled && !found.has_errors,
                    errors: found.messages,
                    ..Compiled::default()
                });
            }
        }
        cargo.clean(&batch)?;
    }
    add_times(results, folders);
    Ok(())
}

/// Writes the manifest of the workspace.
pub fn workspace(results: &[Outcome], folders: &Folders) -> Result<(), Failure> {
    let members: Vec<String> = results
        .iter()
        .filter(|result| result.folder.is_some())
        .map(|result| format!("    \"crates/{}\",\n", result.package))
        .collect();
    let manifest = format!(
        "[workspace]\nresolver = \"3\"\nmembers = [\n{}]\n\n[profile.dev]\ndebug = false\nincremental = false\n",
        members.concat()
    );
    fs::write(folders.workspace().join("Cargo.toml"), manifest)?;
    Ok(())
}

/// Returns the crates in batches. Those with `arbitrary_precision` have batches of their own, since a feature of
/// serde_json applies to all crates of a batch.
pub fn batches(
    results: &[Outcome],
    what: &'static str,
) -> Result<impl Iterator<Item = Vec<String>> + use<>, Failure> {
    let (mut precise, mut plain) = (Vec::new(), Vec::new());
    for result in results.iter().filter(|result| result.folder.is_some()) {
        if let Isolated::Finished(generated) = &result.generated {
            if generated.arbitrary_precision {
                &mut precise
            } else {
                &mut plain
            }
            .push(result.package.clone());
        }
    }
    let bar = bar(what, (precise.len() + plain.len()) as u64);
    let batches: Vec<Vec<String>> = plain
        .chunks(BATCH)
        .chain(precise.chunks(BATCH))
        .map(<[String]>::to_vec)
        .collect();
    let mut done = 0;
    Ok(batches.into_iter().inspect(move |batch| {
        bar.set_position(done);
        bar.set_message(batch.join(" "));
        done += batch.len() as u64;
    }))
}

impl Cargo<'_> {
    /// Returns `true` if a crate has a feature per resource. Its models are compiled with them.
    fn has_all_resources(&self, package: &str) -> bool {
        let folder = self.folders.workspace().join("crates").join(package);
        let manifest = fs::read_to_string(folder.join("Cargo.toml"));
        manifest.is_ok_and(|manifest| manifest.contains(ALL_RESOURCES))
    }

    /// Runs the command for these packages.
    pub fn run(&self, packages: &[String]) -> Result<HashMap<String, PackageResult>, Failure> {
        let mut command = cargo();
        command
            .current_dir(self.folders.workspace())
            .args(self.arguments)
            .args([
                "--message-format=json",
                "--quiet",
                "--jobs",
                &self.jobs.to_string(),
            ])
            .env("CARGO_TARGET_DIR", self.folders.target())
            .env("CARGO_INCREMENTAL", "0")
            .envs(self.environment.iter().copied())
            .stdin(Stdio::null());
        for package in packages {
            command.args(["--package", package]);
            if self.has_all_resources(package) {
                command.args(["--features", &format!("{package}/{ALL_RESOURCES}")]);
            }
        }
        let output = command.output()?;
        let mut results: HashMap<String, PackageResult> = HashMap::new();
        for line in output.stdout.split(|byte| *byte == b'\n') {
            if let Ok(message) = serde_json::from_slice::<Value>(line) {
                read_message(&message, &mut results);
            }
        }
        if results.is_empty() && !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
        }
        Ok(results)
    }

    /// Removes the compiled files of these packages, but not of their dependencies.
    pub fn clean(&self, packages: &[String]) -> Result<(), Failure> {
        let debug = self.folders.target().join("debug");
        for folder in ["deps", ".fingerprint", "build", "."] {
            let Ok(entries) = fs::read_dir(debug.join(folder)) else {
                continue;
            };
            for entry in entries.flatten() {
                let name = entry.file_name().to_string_lossy().into_owned();
                let name = name.strip_prefix("lib").unwrap_or(&name);
                if packages
                    .iter()
                    .any(|package| name.starts_with(package.as_str()))
                    || name.starts_with("round_trip_c")
                    || name.starts_with("calls_c")
                {
                    let path = entry.path();
                    if path.is_dir() {
                        fs::remove_dir_all(path)?
                    } else {
                        fs::remove_file(path)?
                    }
                }
            }
        }
        Ok(())
    }
}

/// Reads one message of cargo.
fn read_message(message: &Value, results: &mut HashMap<String, PackageResult>) {
    let Some(package) = package_name(message) else {
        return;
    };
    let result = results.entry(package).or_default();
    match message.get("reason").and_then(Value::as_str) {
        Some("compiler-message") => {
            let Some(inner) = message.get("message") else {
                return;
            };
            let level = inner
                .get("level")
                .and_then(Value::as_str)
                .unwrap_or_default();
            if level == "error" || level == "warning" {
                result.has_errors = true;
                let text = inner
                    .get("rendered")
                    .and_then(Value::as_str)
                    .unwrap_or_default();
                if !text.contains("aborting due to") {
                    result.messages.push(text.to_owned());
                }
            }
        }
        Some("compiler-artifact") => {
            result.is_compiled = true;
            if let Some(path) = message.get("executable").and_then(Value::as_str) {
                result.executable = Some(path.into());
            }
        }
        _ => {}
    }
}

/// Returns the package of a message. Its id ends in `…/crates/NAME#0.1.0`, or in `#NAME@0.1.0` if the folder has
/// another name.
fn package_name(message: &Value) -> Option<String> {
    let id = message.get("package_id")?.as_str()?;
    let (path, version) = id.rsplit_once('#')?;
    match version.split_once('@') {
        Some((name, _)) => Some(name.to_owned()),
        None => Some(path.rsplit('/').next()?.to_owned()),
    }
}

fn add_times(results: &mut [Outcome], folders: &Folders) {
    let measured = fs::read_to_string(folders.times()).unwrap_or_default();
    for line in measured.lines() {
        let mut fields = line.split('\t');
        let (Some(name), Some(seconds), Some(kilobytes)) =
            (fields.next(), fields.next(), fields.next())
        else {
            continue;
        };
        let compiled = results
            .iter_mut()
            .find(|result| result.package == name)
            .and_then(|result| result.compiled.as_mut());
        if let Some(compiled) = compiled {
            compiled.seconds = seconds.parse().ok();
            compiled.kilobytes = kilobytes.parse().ok();
        }
    }
}
