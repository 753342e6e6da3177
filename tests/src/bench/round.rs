//! Runs candidates in turn, and compares their costs.

use super::cost::Cost;
use crate::process::Failure;
use std::path::PathBuf;

/// A command that is compared with others.
pub struct Candidate {
    /// Its name in the table.
    pub name: String,
    /// The words of the command.
    pub words: Vec<String>,
    /// The folder in which it runs.
    pub folder: PathBuf,
    /// What is done before each run, and not measured.
    pub before: Box<dyn Fn() -> Result<(), Failure>>,
}

/// Runs all candidates in turn, `rounds` times, and prints a table: of each the least and the median of each figure,
/// and the ratio of the medians to those of the first one.
///
/// # Errors
/// If a command fails.
pub fn compare(title: &str, candidates: &[Candidate], rounds: usize) -> Result<(), Failure> {
    let mut costs = vec![Vec::new(); candidates.len()];
    for round in 0..rounds {
        // A process pays for what the one before it left to the system, so each round begins with another candidate.
        let mut turns: Vec<_> = candidates.iter().zip(&mut costs).collect();
        turns.rotate_left(round % candidates.len().max(1));
        for (candidate, costs) in turns {
            (candidate.before)()?;
            costs.push(Cost::of(&candidate.words, &candidate.folder)?);
        }
    }
    println!("{title}, {rounds} rounds in turn: least / median, ratio of the medians");
    let longest = candidates
        .iter()
        .map(|candidate| candidate.name.len())
        .max();
    let width = longest.unwrap_or_default();
    let first = costs.first().map(|costs| figures(costs));
    for (candidate, costs) in candidates.iter().zip(&costs) {
        let cells = figures(costs).into_iter().zip(first.iter().flatten());
        let cells = cells.map(|(figure, first)| {
            let Figure {
                name,
                least,
                median,
            } = figure;
            let ratio = median / first.median;
            format!("{name} {least:8.2} / {median:8.2} ({ratio:5.2})")
        });
        let cells: Vec<String> = cells.collect();
        println!("  {:width$}  {}", candidate.name, cells.join("  "));
    }
    Ok(())
}

struct Figure {
    name: &'static str,
    least: f64,
    median: f64,
}

fn figures(costs: &[Cost]) -> Vec<Figure> {
    let figure = |name, value: fn(&Cost) -> f64| {
        let mut values: Vec<f64> = costs.iter().map(value).collect();
        values.sort_by(f64::total_cmp);
        Figure {
            name,
            least: values.first().copied().unwrap_or_default(),
            median: values.get(values.len() / 2).copied().unwrap_or_default(),
        }
    };
    vec![
        figure("wall s", |cost| cost.wall),
        figure("processor s", |cost| cost.user + cost.system),
        figure("peak MB", |cost| cost.peak),
    ]
}
