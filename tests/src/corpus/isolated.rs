//! Runs one task in a process of its own, which prints its result as one line of JSON.

use super::Failure;
use crate::process::{Child, Event};
use serde::{Serialize, de::DeserializeOwned};
use std::time::{Duration, Instant};

/// The outcome of a task.
#[derive(Clone, Debug)]
pub enum Isolated<T> {
    /// Its result.
    Finished(T),
    /// The process ended without a result; the beginning of its standard error.
    Crashed(String),
    /// The process took too long.
    TimedOut,
}

/// Prints the result, in the child process.
pub fn print(result: &impl Serialize) -> Result<(), Failure> {
    println!("{}", serde_json::to_string(result)?);
    Ok(())
}

/// Runs this program with these arguments.
pub fn run<T: DeserializeOwned>(
    arguments: &[String],
    limit: Duration,
) -> Result<Isolated<T>, Failure> {
    let start = Instant::now();
    let mut child = Child::start(arguments)?;
    let mut last = String::new();
    loop {
        match child.next(limit.saturating_sub(start.elapsed()))? {
            Event::Line(line) => last = line,
            Event::End => break,
            Event::TimedOut => return Ok(Isolated::TimedOut),
        }
    }
    let (_, errors) = child.finish()?;
    Ok(match serde_json::from_str(&last) {
        Ok(result) => Isolated::Finished(result),
        Err(_) => Isolated::Crashed(errors.trim().lines().take(4).collect::<Vec<_>>().join(" ")),
    })
}
