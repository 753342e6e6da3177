//! Reports the results: a table, totals, and a TSV file with all details.

use super::generation::{Generated, Outcome};
use super::isolated::Isolated;
use super::options::Options;
use super::statistics::Counts;
use super::{Failure, call_report, names};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// Prints the table and the totals.
pub fn print(results: &[Outcome], options: &Options) {
    let width = results
        .iter()
        .map(|result| result.document.name.len())
        .max()
        .unwrap_or(0)
        .min(60);
    println!(
        "{:width$} {:>15} {:>5} {:>5} {:>5} {:>5} {:>8} {:>8} {:>7}  outcome",
        "document", "version", "ops", "types", "open", "lost", "lines", "ms", "MB"
    );
    for result in results {
        println!("{}", row(result, width));
        for line in error_lines(result, options.verbose) {
            println!("    {line}");
        }
    }
    totals(results);
}

fn row(result: &Outcome, width: usize) -> String {
    let name: String = {
        let skip = result.document.name.chars().count().saturating_sub(width);
        result.document.name.chars().skip(skip).collect()
    };
    let verdict = verdict(result);
    match &result.generated {
        Isolated::Finished(generated) => format!(
            "{name:width$} {:>15} {:>5} {:>5} {:>5} {:>5} {:>8} {:>8.1} {:>7.1}  {verdict}",
            generated.version,
            generated.statistics.operations,
            generated.statistics.types,
            sum(&generated.statistics.faithful),
            sum(&generated.statistics.recoverable),
            generated.lines,
            generated.milliseconds,
            generated.peak_kilobytes as f64 / 1024.0,
        ),
        _ => format!("{name:width$} {verdict:>70}"),
    }
}

/// Prints the names that a person would not choose. Returns `true` if they are few enough.
pub fn names(results: &[Outcome], options: &Options) -> bool {
    let documents: Vec<_> = results
        .iter()
        .filter_map(|result| match &result.generated {
            Isolated::Finished(generated) => {
                Some((result.document.name.as_str(), &generated.names))
            }
            _ => None,
        })
        .collect();
    names::report(&documents, options.verbose)
}

/// Summarizes the result of a document.
fn verdict(result: &Outcome) -> String {
    let mut words = generation(result);
    if let Some(compiled) = &result.compiled {
        words.push_str(if compiled.passed {
            ", compiles"
        } else {
            ", DOES NOT COMPILE"
        });
        if let (Some(seconds), Some(kilobytes)) = (compiled.seconds, compiled.kilobytes) {
            let _ = write!(words, " in {seconds:.2} s, {} MB", kilobytes / 1024);
        }
    }
    match &result.round_trip {
        Some(Isolated::Finished(trip)) => {
            let all = trip.passed + trip.failed.len();
            let _ = write!(words, ", {} of {all} components round-trip", trip.passed);
            if !trip.skipped.is_empty() {
                let _ = write!(words, " ({} skipped)", trip.skipped.len());
            }
        }
        Some(Isolated::Crashed(_)) => words.push_str(", NO ROUND TRIP"),
        Some(Isolated::TimedOut) => words.push_str(", ROUND TRIP TIMED OUT"),
        None => {}
    }
    match &result.calls {
        Some(Isolated::Finished(called)) => {
            let _ = write!(
                words,
                ", {} of {} operations called",
                called.passed, called.operations
            );
        }
        Some(Isolated::Crashed(_)) => words.push_str(", NO CALLS"),
        Some(Isolated::TimedOut) => words.push_str(", CALLS TIMED OUT"),
        None => {}
    }
    words
}

fn generation(result: &Outcome) -> String {
    match &result.generated {
        Isolated::Finished(generated) if generated.refused.is_empty() => "generated".to_owned(),
        Isolated::Finished(generated) => format!("refused: {}", generated.refused.join(" ")),
        Isolated::Crashed(_) => "PANICKED".to_owned(),
        Isolated::TimedOut => "TIMED OUT".to_owned(),
    }
}

/// Returns the errors of a document in lines.
fn error_lines(result: &Outcome, verbose: bool) -> Vec<String> {
    let most = if verbose { usize::MAX } else { 3 };
    let mut lines = Vec::new();
    match &result.generated {
        Isolated::Finished(generated) => lines.extend(
            generated
                .errors
                .lines()
                .take(most.saturating_mul(8))
                .map(str::to_owned),
        ),
        Isolated::Crashed(errors) => lines.push(errors.clone()),
        Isolated::TimedOut => {}
    }
    if let Some(compiled) = result.compiled.as_ref().filter(|compiled| !compiled.passed) {
        for error in compiled.errors.iter().take(most.min(20)) {
            lines.extend(
                error
                    .trim()
                    .lines()
                    .take(if verbose { 12 } else { 4 })
                    .map(str::to_owned),
            );
        }
        lines.push(format!("{} errors in all", compiled.errors.len()));
    }
    match &result.round_trip {
        Some(Isolated::Finished(trip)) => {
            lines.extend(
                trip.failed
                    .iter()
                    .take(most)
                    .map(|(schema, why)| format!("{schema}: {why}")),
            );
            lines.extend(
                trip.skipped
                    .iter()
                    .take(if verbose { most } else { 0 })
                    .map(|(schema, why)| format!("{schema}: not tried: {why}")),
            );
        }
        Some(Isolated::Crashed(errors)) => lines.push(errors.clone()),
        _ => {}
    }
    lines.extend(call_report::lines(result.calls.as_ref(), verbose));
    lines
}

fn totals(results: &[Outcome]) {
    let generated: Vec<&Generated> = results
        .iter()
        .filter_map(|result| match &result.generated {
            Isolated::Finished(generated) => Some(generated),
            _ => None,
        })
        .collect();
    let good: Vec<&&Generated> = generated
        .iter()
        .filter(|generated| generated.refused.is_empty())
        .collect();
    println!();
    println!(
        "{} documents: {} generated, {} refused, {} panicked or timed out",
        results.len(),
        good.len(),
        generated.len() - good.len(),
        results.len() - generated.len(),
    );
    let total = |count: fn(&Generated) -> usize| {
        good.iter().map(|generated| count(generated)).sum::<usize>()
    };
    println!(
        "{} operations, {} types, {} lines in {:.1} s",
        total(|generated| generated.statistics.operations),
        total(|generated| generated.statistics.types),
        total(|generated| generated.lines),
        good.iter()
            .map(|generated| generated.milliseconds)
            .sum::<f64>()
            / 1000.0,
    );
    let places = total(|generated| generated.statistics.places);
    print_counts(
        "recoverable untyped places",
        &merge(&good, |generated| &generated.statistics.recoverable),
        places,
    );
    print_counts(
        "faithful untyped places",
        &merge(&good, |generated| &generated.statistics.faithful),
        places,
    );
    let operations =
        total(|generated| generated.statistics.operations + sum(&generated.statistics.left_out));
    print_counts(
        "operations left out",
        &merge(&good, |generated| &generated.statistics.left_out),
        operations,
    );
    let compiled: Vec<bool> = results
        .iter()
        .filter_map(|result| Some(result.compiled.as_ref()?.passed))
        .collect();
    if !compiled.is_empty() {
        println!(
            "{} of {} crates compile without a warning",
            compiled.iter().filter(|passed| **passed).count(),
            compiled.len()
        );
    }
    round_trips(results);
    call_report::totals(results);
}

fn round_trips(results: &[Outcome]) {
    let (mut passed, mut failed, mut skipped, mut instances, mut dead) = (0, 0, 0, 0, 0);
    for result in results {
        match &result.round_trip {
            Some(Isolated::Finished(trip)) => {
                passed += trip.passed;
                failed += trip.failed.len();
                skipped += trip.skipped.len();
                instances += trip.instances;
            }
            Some(_) => dead += 1,
            None => {}
        }
    }
    if passed + failed + dead > 0 {
        println!(
            "{passed} of {} components round-trip ({:.2} %), {instances} instances, \
             {skipped} components skipped, {dead} documents skipped",
            passed + failed,
            percent(passed, passed + failed),
        );
    }
}

fn print_counts(what: &str, counts: &Counts, of: usize) {
    println!(
        "{} {what} of {of} ({:.2} %)",
        sum(counts),
        percent(sum(counts), of)
    );
    let mut list: Vec<_> = counts.iter().collect();
    list.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
    for (reason, count) in list.iter().take(12) {
        println!("    {count:>6} {reason}");
    }
}

fn percent(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 * 100.0 / whole as f64
    }
}

fn merge(all: &[&&Generated], counts: fn(&Generated) -> &Counts) -> Counts {
    let mut merged = Counts::new();
    for generated in all {
        for (reason, count) in counts(generated) {
            *merged.entry(reason.clone()).or_insert(0) += count;
        }
    }
    merged
}

fn sum(counts: &Counts) -> usize {
    counts.values().sum()
}

/// Writes the TSV file.
pub fn write(results: &[Outcome], path: &Path) -> Result<(), Failure> {
    let mut text = String::from(
        "document\tversion\toperations\tleft out\ttypes\tplaces\tfaithful\tfaithful reasons\trecoverable\t\
         recoverable reasons\tdiagnostics\trust lines\tlines\tmilliseconds\tpeak MB\toutcome\t\
         compiles\tcompile s\tcompile MB\tround trips\tfailed\tfailures\tskipped\t\
         calls passed\tcalls failed\tcalls skipped\n",
    );
    for result in results {
        text.push_str(&line(result));
    }
    fs::write(path, text)?;
    println!("written to {}", path.display());
    Ok(())
}

fn line(result: &Outcome) -> String {
    let mut fields = vec![result.document.name.clone()];
    let empty = Generated::default();
    let generated = match &result.generated {
        Isolated::Finished(generated) => generated,
        _ => &empty,
    };
    let statistics = &generated.statistics;
    fields.extend([
        generated.version.clone(),
        statistics.operations.to_string(),
        joined(&statistics.left_out),
        statistics.types.to_string(),
        statistics.places.to_string(),
        sum(&statistics.faithful).to_string(),
        joined(&statistics.faithful),
        sum(&statistics.recoverable).to_string(),
        joined(&statistics.recoverable),
        joined(&generated.codes),
        generated.rust_lines.to_string(),
        generated.lines.to_string(),
        format!("{:.1}", generated.milliseconds),
        format!("{:.1}", generated.peak_kilobytes as f64 / 1024.0),
        generation(result),
    ]);
    let compiled = result.compiled.as_ref();
    fields.push(compiled.map_or(String::new(), |compiled| compiled.passed.to_string()));
    fields.push(
        compiled
            .and_then(|compiled| compiled.seconds)
            .map_or(String::new(), |seconds| seconds.to_string()),
    );
    fields.push(
        compiled
            .and_then(|compiled| compiled.kilobytes)
            .map_or(String::new(), |kilobytes| (kilobytes / 1024).to_string()),
    );
    match &result.round_trip {
        Some(Isolated::Finished(trip)) => fields.extend([
            trip.passed.to_string(),
            trip.failed.len().to_string(),
            trip.failed
                .iter()
                .map(|(schema, why)| format!("{schema}: {why}"))
                .collect::<Vec<_>>()
                .join(" | "),
            trip.skipped
                .iter()
                .map(|(schema, why)| format!("{schema}: {why}"))
                .collect::<Vec<_>>()
                .join(" | "),
        ]),
        Some(Isolated::Crashed(errors)) => fields.extend([
            String::new(),
            "all".to_owned(),
            errors.clone(),
            String::new(),
        ]),
        Some(Isolated::TimedOut) => fields.extend([
            String::new(),
            "all".to_owned(),
            "timed out".to_owned(),
            String::new(),
        ]),
        None => fields.extend([String::new(), String::new(), String::new(), String::new()]),
    }
    fields.extend(call_report::fields(result.calls.as_ref()));
    let fields: Vec<String> = fields
        .iter()
        .map(|field| field.replace(['\t', '\n', '\r'], " "))
        .collect();
    fields.join("\t") + "\n"
}

fn joined(counts: &Counts) -> String {
    counts
        .iter()
        .map(|(reason, count)| format!("{reason}={count}"))
        .collect::<Vec<_>>()
        .join(", ")
}
