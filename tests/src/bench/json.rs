//! Decodes and encodes the same JSON with the types of several crates, in one program and in turn.

use crate::process::{Failure, cargo};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// A type of a crate.
#[derive(Clone, Debug)]
pub struct Candidate {
    name: String,
    folder: PathBuf,
    path: String,
}

/// Reads `name=CRATE:path::Type`.
pub fn candidate(text: &str) -> Result<Candidate, String> {
    let parts = || {
        let (name, rest) = text.split_once('=')?;
        let (folder, path) = rest.split_once(':')?;
        Some(Candidate {
            name: name.to_owned(),
            folder: folder.into(),
            path: path.to_owned(),
        })
    };
    parts().ok_or_else(|| "not `name=CRATE:path::Type`".to_owned())
}

/// Builds the program in this folder and runs it. The file has an array whose items are of the types.
///
/// # Errors
/// If a crate does not build, or a type does not decode the file.
pub fn compare(
    file: &Path,
    candidates: &[Candidate],
    rounds: usize,
    scratch: &Path,
) -> Result<(), Failure> {
    let folder = scratch.join("json");
    fs::create_dir_all(folder.join("src"))?;
    fs::write(folder.join("Cargo.toml"), manifest(candidates)?)?;
    fs::write(folder.join("src/main.rs"), program(candidates)?)?;
    let status = cargo()
        .args(["run", "--quiet", "--release", "--"])
        .arg(file.canonicalize()?)
        .arg(rounds.to_string())
        .current_dir(&folder)
        .status()?;
    match status.success() {
        true => Ok(()),
        false => Err(format!("the program in {} failed", folder.display()).into()),
    }
}

fn manifest(candidates: &[Candidate]) -> Result<String, Failure> {
    let mut text =
        "[package]\nname = \"json\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
        serde = \"1\"\nserde_json = \"1\"\n"
            .to_owned();
    for (number, candidate) in candidates.iter().enumerate() {
        let folder = candidate.folder.canonicalize()?;
        let manifest: toml_edit::DocumentMut =
            fs::read_to_string(folder.join("Cargo.toml"))?.parse()?;
        let package = manifest.get("package").and_then(|it| it.get("name"));
        let package = package
            .and_then(toml_edit::Item::as_str)
            .ok_or("a crate without a name")?;
        writeln!(
            text,
            "candidate{number} = {{ package = {package:?}, path = {:?} }}",
            folder.display().to_string()
        )?;
    }
    // It is no part of the workspace around it.
    text.push_str("\n[workspace]\n");
    Ok(text)
}

fn program(candidates: &[Candidate]) -> Result<String, Failure> {
    let mut rows = String::new();
    for (number, Candidate { name, path, .. }) in candidates.iter().enumerate() {
        writeln!(
            rows,
            "        candidate::<candidate{number}::{path}>({name:?}, json),"
        )?;
    }
    Ok(format!(
        r#"use serde::{{Serialize, de::DeserializeOwned}};
use std::hint::black_box;
use std::time::{{Duration, Instant}};

/// The turns of a round. They are short, so that all candidates meet the same load of the machine.
const TURNS: usize = 10;
const TURN: Duration = Duration::from_millis(20);

struct Candidate {{
    name: &'static str,
    /// The length of the JSON that it reads and of the JSON that it writes.
    lengths: [usize; 2],
    calls: [Box<dyn Fn()>; 2],
}}

fn candidate<T: Serialize + DeserializeOwned + 'static>(name: &'static str, json: &'static [u8]) -> Candidate {{
    let items: Vec<T> = serde_json::from_slice(json).expect("the type decodes the file");
    let length = serde_json::to_vec(&items).expect("the type encodes").len();
    let decode = move || drop(black_box(serde_json::from_slice::<Vec<T>>(black_box(json))));
    let encode = move || drop(black_box(serde_json::to_vec(black_box(&items))));
    Candidate {{
        name,
        lengths: [json.len(), length],
        calls: [Box::new(decode), Box::new(encode)],
    }}
}}

/// Megabytes per second.
fn speed(length: usize, call: &dyn Fn()) -> f64 {{
    let (start, mut calls) = (Instant::now(), 0);
    while calls == 0 || start.elapsed() < TURN {{
        call();
        calls += 1;
    }}
    length as f64 * f64::from(calls) / start.elapsed().as_secs_f64() / 1e6
}}

fn median(mut values: Vec<f64>) -> f64 {{
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}}

fn main() {{
    let mut arguments = std::env::args().skip(1);
    let file = arguments.next().expect("a file");
    let rounds: usize = arguments.next().and_then(|text| text.parse().ok()).expect("rounds");
    let json: &'static [u8] = std::fs::read(&file).expect("the file").leak();
    let candidates = [
{rows}    ];
    // A row per turn, with a column per candidate.
    let mut speeds: [Vec<Vec<f64>>; 2] = Default::default();
    for _ in 0..rounds * TURNS {{
        for (at, speeds) in speeds.iter_mut().enumerate() {{
            speeds.push(candidates.iter().map(|it| speed(it.lengths[at], &*it.calls[at])).collect());
        }}
    }}
    println!("{{file}}, {{rounds}} rounds in turn: MB/s, median (ratio to the first in the same turn, median)");
    for (number, candidate) in candidates.iter().enumerate() {{
        let of = |at: usize, value: fn(&[f64], usize) -> f64| {{
            median(speeds[at].iter().map(|row| value(row, number)).collect())
        }};
        let [decode, encode] = [0, 1].map(|at| (of(at, |row, own| row[own]), of(at, |row, own| row[own] / row[0])));
        println!(
            "  {{:24}} decode {{:6.0}} ({{:4.2}})  encode {{:6.0}} ({{:4.2}})",
            candidate.name, decode.0, decode.1, encode.0, encode.1
        );
    }}
}}
"#
    ))
}
