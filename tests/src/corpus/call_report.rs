//! Reports the calls: the share that passes, and the failures by what they have in common.

use super::calls::Called;
use super::generation::Outcome;
use super::isolated::Isolated;
use std::collections::BTreeMap;

/// The largest number of kinds of failures that are listed.
const MOST: usize = 25;

/// Returns the failures of a document in lines.
pub fn lines(calls: Option<&Isolated<Called>>, verbose: bool) -> Vec<String> {
    let most = if verbose { usize::MAX } else { 3 };
    match calls {
        Some(Isolated::Finished(called)) => {
            let failed = called.failed.iter().take(most);
            let failed = failed.map(|(operation, why)| format!("{operation}: {why}"));
            let skipped = called.skipped.iter().take(if verbose { most } else { 0 });
            failed
                .chain(skipped.map(|(operation, why)| format!("{operation}: not called: {why}")))
                .map(|line| line.replace('\n', " "))
                .collect()
        }
        Some(Isolated::Crashed(errors)) => vec![errors.clone()],
        _ => Vec::new(),
    }
}

/// Prints the share of operations that pass, and the kinds of failures.
pub fn totals(results: &[Outcome]) {
    let (mut operations, mut passed, mut calls, mut dead) = (0, 0, 0, 0);
    let mut failed: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut skipped: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for result in results {
        let called = match &result.calls {
            Some(Isolated::Finished(called)) => called,
            Some(_) => {
                dead += 1;
                continue;
            }
            None => continue,
        };
        operations += called.operations;
        passed += called.passed;
        calls += called.calls;
        for (all, kinds) in [
            (&called.failed, &mut failed),
            (&called.skipped, &mut skipped),
        ] {
            for (operation, why) in all {
                let example = format!("{} {operation}: {}", result.document.name, short(why));
                kinds.entry(kind(why)).or_default().push(example);
            }
        }
    }
    if operations + dead == 0 {
        return;
    }
    println!(
        "{passed} of {operations} operations pass ({:.2} %) in {calls} calls, {dead} documents without calls",
        passed as f64 * 100.0 / operations.max(1) as f64
    );
    print_kinds("fail", &failed);
    print_kinds("are not called", &skipped);
}

fn print_kinds(what: &str, kinds: &BTreeMap<String, Vec<String>>) {
    let all: usize = kinds.values().map(Vec::len).sum();
    println!("{all} operations {what}");
    let mut sorted: Vec<_> = kinds.iter().collect();
    sorted.sort_by_key(|(_, examples)| std::cmp::Reverse(examples.len()));
    for (kind, examples) in sorted.into_iter().take(MOST) {
        println!("    {:>6} {kind}", examples.len());
        for example in examples.iter().take(2) {
            println!("           {example}");
        }
    }
}

/// Returns what a reason has in common with others: texts in quotes and numbers are left out.
fn kind(why: &str) -> String {
    let mut kind = String::new();
    let mut quote = None;
    for character in why.chars().map(|c| if c == '\n' { ' ' } else { c }) {
        match (quote, character) {
            (Some(open), character) if open == character => quote = None,
            (Some(_), _) => {}
            (None, '"' | '`') => {
                quote = Some(character);
                kind.push('…');
            }
            (None, '0'..='9') if kind.ends_with('N') => {}
            (None, '0'..='9') => kind.push('N'),
            (None, '{' | '[') => break,
            (None, character) => kind.push(character),
        }
        if kind.len() > 100 {
            break;
        }
    }
    kind.trim().to_owned()
}

fn short(text: &str) -> String {
    let line = text.replace(['\n', '\r'], " ");
    line.chars().take(300).collect()
}

/// Returns the fields of the TSV file.
pub fn fields(calls: Option<&Isolated<Called>>) -> Vec<String> {
    let joined = |list: &[(String, String)]| {
        let entries = list.iter().map(|(name, why)| format!("{name}: {why}"));
        entries.collect::<Vec<_>>().join(" | ")
    };
    match calls {
        Some(Isolated::Finished(called)) => vec![
            called.passed.to_string(),
            joined(&called.failed),
            joined(&called.skipped),
        ],
        Some(Isolated::Crashed(errors)) => vec!["none".to_owned(), errors.clone()],
        Some(Isolated::TimedOut) => vec!["none".to_owned(), "timed out".to_owned()],
        None => Vec::new(),
    }
}
