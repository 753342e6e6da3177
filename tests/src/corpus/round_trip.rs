//! Decodes and encodes JSON with the generated types, and compares the result.
//!
//! Instances of each component schema that the validator accepts are decoded and encoded by a program of the crate. The
//! result is validated again and compared with the instance.

use super::compile::{Cargo, batches, workspace};
use super::folders::Folders;
use super::generation::Outcome;
use super::isolated::{self, Isolated};
use super::options::Options;
use super::round_trip_program::{Component, program};
use super::{Failure, parallel};
use crate::schemas::instances::instances;
use crate::schemas::json_difference::difference;
use crate::schemas::validators::Validators;
use crate::schemas::{Direction, Schemas};
use crate::single_tree::single_tree;
use sdkwright::diagnostics::{Diagnostics, Sources};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

/// The task of one process.
#[derive(Debug, Serialize, Deserialize)]
struct Task {
    document: PathBuf,
    root: PathBuf,
    program: PathBuf,
    components: Vec<Component>,
}

/// The result for the components of a document.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct RoundTripped {
    pub passed: usize,
    /// Components whose JSON was rejected or changed, with the reason.
    pub failed: Vec<(String, String)>,
    /// Components without an instance that the validator accepts, with the reason.
    pub skipped: Vec<(String, String)>,
    pub instances: usize,
}

/// Round-trips the components of every document whose crate was written.
pub fn all(results: &mut [Outcome], options: &Options, folders: &Folders) -> Result<(), Failure> {
    workspace(results, folders)?;
    for result in results.iter() {
        if let (Some(folder), Isolated::Finished(generated)) = (&result.folder, &result.generated) {
            let components = sample(&generated.components, options.sample);
            let bin = folder.join("src/bin");
            fs::create_dir_all(&bin)?;
            fs::write(
                bin.join(format!("round_trip_{}.rs", result.package)),
                program(&result.package, &components),
            )?;
        }
    }
    let cargo = Cargo {
        folders,
        arguments: &["build", "--bins", "--no-default-features", "--keep-going"],
        environment: &[("RUSTFLAGS", "--cap-lints=allow")],
        jobs: options.jobs,
    };
    for batch in batches(results, "Round trip")? {
        let built = cargo.run(&batch)?;
        let batch_results: Vec<&Outcome> = results
            .iter()
            .filter(|result| batch.contains(&result.package))
            .collect();
        let answers = parallel::map(
            "Round trip",
            &batch_results,
            options.jobs,
            |result| result.document.name.clone(),
            |result| {
                let built = built.get(&result.package);
                match built.and_then(|built| built.executable.as_ref()) {
                    Some(program) => run_isolated(result, program, options),
                    None => {
                        let message = built
                            .and_then(|built| built.messages.first())
                            .map_or("no program", String::as_str);
                        Ok(Isolated::Crashed(format!("does not compile: {message}")))
                    }
                }
            },
        )?;
        let names: Vec<String> = batch_results
            .iter()
            .map(|result| result.package.clone())
            .collect();
        for (name, answer) in names.iter().zip(answers) {
            if let Some(result) = results.iter_mut().find(|result| result.package == *name) {
                result.round_trip = Some(answer);
            }
        }
        cargo.clean(&batch)?;
    }
    Ok(())
}

/// Returns at most so many components, spread evenly.
fn sample(components: &[Component], most: Option<usize>) -> Vec<Component> {
    let step = most.map_or(1, |most| components.len().div_ceil(most.max(1)).max(1));
    components.iter().step_by(step).cloned().collect()
}

fn run_isolated(
    result: &Outcome,
    program: &Path,
    options: &Options,
) -> Result<Isolated<RoundTripped>, Failure> {
    let (Some(folder), Isolated::Finished(generated)) = (&result.folder, &result.generated) else {
        return Ok(Isolated::Crashed("not generated".to_owned()));
    };
    let task = Task {
        document: result.document.path.clone(),
        root: result.document.root.clone(),
        program: program.to_owned(),
        components: sample(&generated.components, options.sample),
    };
    let path = folder.join("round_trip.json");
    fs::write(&path, serde_json::to_vec(&task)?)?;
    let limit = Duration::from_secs(options.limit.max(60) * 5);
    isolated::run(
        &["round-trip".to_owned(), path.display().to_string()],
        limit,
    )
}

/// Runs a task in this process.
pub fn run(task: &Path) -> Result<RoundTripped, Failure> {
    let task: Task = serde_json::from_slice(&fs::read(task)?)?;
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let document = sdkwright::load::document(
        &task.document,
        Some(&task.root),
        &sdkwright::Limits::default(),
        &mut sources,
        &mut diagnostics,
    );
    let tree = single_tree(document.ok_or("the document does not load")?);
    let work = std::thread::Builder::new()
        .stack_size(256 << 20)
        .spawn(move || {
            let mut answer = RoundTripped::default();
            for direction in [Direction::Response, Direction::Request, Direction::Neither] {
                run_direction(&tree, &task, direction, &mut answer)?;
            }
            Ok::<_, Failure>(answer)
        })?;
    work.join().map_err(|_| "the round trip panicked")?
}

/// Round-trips the components of this direction.
fn run_direction(
    tree: &Value,
    task: &Task,
    direction: Direction,
    answer: &mut RoundTripped,
) -> Result<(), Failure> {
    let mut schemas = Schemas::new(tree, direction);
    let mut wanted = Vec::new();
    for (index, component) in task
        .components
        .iter()
        .enumerate()
        .filter(|(_, component)| component.direction == direction)
    {
        match schemas.reach(&component.at) {
            Some(number) => wanted.push((index, number)),
            None => answer.skipped.push((
                component.ident.clone(),
                format!("no schema at {}", component.at),
            )),
        }
    }
    if wanted.is_empty() {
        return Ok(());
    }
    let whole = schemas.to_json_schema();
    let definitions = schemas.into_definitions();
    let validators = Validators::new(&whole)?;
    let mut trials = Vec::new();
    for (index, number) in wanted {
        let Some(component) = task.components.get(index) else {
            continue;
        };
        let found = instances(&definitions, number);
        let validator = match validators.of(number) {
            Ok(validator) => validator,
            Err(error) => {
                answer
                    .skipped
                    .push((component.ident.clone(), error.to_string()));
                continue;
            }
        };
        let mut reason = "no instance was found".to_owned();
        let mut valid = Vec::new();
        for instance in found {
            match validator.validate(&instance) {
                Ok(()) => valid.push(instance.clone()),
                Err(error) => reason = format!("{error} at {}", error.instance_path()),
            }
        }
        if valid.is_empty() {
            answer.skipped.push((component.ident.clone(), reason));
        } else {
            trials.push(Trial {
                index,
                ident: &component.ident,
                validator,
                instances: valid,
            });
        }
    }
    let with_sets = whole.to_string().contains("\"uniqueItems\":true");
    compare_all(
        &trials,
        &convert(&task.program, &trials)?,
        with_sets,
        answer,
    );
    Ok(())
}

/// A component and its instances.
struct Trial<'t> {
    index: usize,
    ident: &'t str,
    validator: jsonschema::Validator,
    instances: Vec<Value>,
}

/// Sends every instance to the program. Returns the lines of its output.
fn convert(program: &Path, trials: &[Trial<'_>]) -> Result<Vec<String>, Failure> {
    let mut child = Command::new(program)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    let mut input = String::new();
    for trial in trials {
        for instance in &trial.instances {
            input.push_str(&format!("{} {instance}\n", trial.index));
        }
    }
    let mut pipe = child.stdin.take().ok_or("no pipe")?;
    let writer = std::thread::spawn(move || pipe.write_all(input.as_bytes()));
    let output = child.wait_with_output()?;
    // If the program crashes, the missing lines are reported below.
    drop(writer.join());
    Ok(String::from_utf8_lossy(&output.stdout)
        .split('\n')
        .map(str::to_owned)
        .collect())
}

fn compare_all(
    trials: &[Trial<'_>],
    answers: &[String],
    with_sets: bool,
    answer: &mut RoundTripped,
) {
    let mut answers = answers.iter();
    for trial in trials {
        let mut failure = None;
        for instance in &trial.instances {
            answer.instances += 1;
            let text = answers.next().map_or("", String::as_str);
            if failure.is_none() {
                failure = fault(trial, instance, text, with_sets);
            }
        }
        match failure {
            None => answer.passed += 1,
            Some(failure) => answer.failed.push((trial.ident.to_owned(), failure)),
        }
    }
}

/// Returns what is wrong with the result, if anything.
fn fault(trial: &Trial<'_>, before: &Value, answer: &str, with_sets: bool) -> Option<String> {
    let Some(text) = answer.strip_prefix('+') else {
        let reason = answer.strip_prefix('-').unwrap_or("the program crashed");
        return Some(format!("rejected: {reason}: {}", short(before)));
    };
    let after: Value = match serde_json::from_str(text) {
        Ok(after) => after,
        Err(error) => return Some(format!("the result is not JSON: {error}")),
    };
    if let Some(difference) = difference(before, &after, with_sets) {
        return Some(format!("changed: {difference}: {}", short(before)));
    }
    match trial.validator.validate(&after) {
        Ok(()) => None,
        Err(error) => Some(format!(
            "invalid afterwards: {error} at {}",
            error.instance_path()
        )),
    }
}

fn short(value: &Value) -> String {
    value.to_string().chars().take(300).collect()
}
