//! A question asked in a process of its own.
//!
//! The child is this program; it prints its answer as one line of JSON. What it does instead of answering is an answer too.

use super::Failure;
use indicatif::{ProgressBar, ProgressStyle};
use serde::{Serialize, de::DeserializeOwned};
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// What came of a question.
#[derive(Clone, Debug)]
pub enum Asked<T> {
    /// It was answered.
    Answer(T),
    /// The process ended without an answer; the last it said.
    Died(String),
    /// It took too long.
    TimedOut,
}

/// Prints the answer, in the child.
pub fn answer(answer: &impl Serialize) -> Result<(), Failure> {
    println!("{}", serde_json::to_string(answer)?);
    Ok(())
}

/// Asks this program with these arguments.
pub fn ask<T: DeserializeOwned>(
    arguments: &[String],
    limit: Duration,
) -> Result<Asked<T>, Failure> {
    let mut child = Command::new(std::env::current_exe()?)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let output = reader(child.stdout.take());
    let errors = reader(child.stderr.take());
    let ended = wait(&mut child, limit)?;
    let output = output.join().unwrap_or_default();
    let errors = errors.join().unwrap_or_default();
    if !ended {
        return Ok(Asked::TimedOut);
    }
    let answer = output.lines().last().unwrap_or_default();
    Ok(match serde_json::from_str(answer) {
        Ok(answer) => Asked::Answer(answer),
        Err(_) => Asked::Died(errors.trim().lines().take(4).collect::<Vec<_>>().join(" ")),
    })
}

fn reader(pipe: Option<impl std::io::Read + Send + 'static>) -> thread::JoinHandle<String> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut pipe) = pipe {
            // What was read before an error is all there is.
            let _ = pipe.read_to_end(&mut bytes);
        }
        String::from_utf8_lossy(&bytes).into_owned()
    })
}

/// Waits for the end, or makes one at the limit.
fn wait(child: &mut Child, limit: Duration) -> Result<bool, Failure> {
    let start = Instant::now();
    let mut pause = Duration::from_millis(1);
    loop {
        if child.try_wait()?.is_some() {
            return Ok(true);
        }
        if start.elapsed() > limit {
            child.kill()?;
            child.wait()?;
            return Ok(false);
        }
        thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(20));
    }
}

/// Does the same to each of these, some at once, with a bar that shows how far it is.
pub fn each<I: Sync, O: Send>(
    what: &'static str,
    items: &[I],
    jobs: usize,
    name: impl Fn(&I) -> String + Sync,
    work: impl Fn(&I) -> Result<O, Failure> + Sync,
) -> Result<Vec<O>, Failure> {
    let bar = bar(what, items.len() as u64);
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::with_capacity(items.len()));
    thread::scope(|scope| {
        for _ in 0..jobs.max(1) {
            scope.spawn(|| {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(item) = items.get(index) else { break };
                    bar.set_message(name(item));
                    let result = work(item);
                    bar.inc(1);
                    if let Ok(mut done) = done.lock() {
                        done.push((index, result));
                    }
                }
            });
        }
    });
    bar.finish_and_clear();
    let mut done = done.into_inner().unwrap_or_default();
    done.sort_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, result)| result).collect()
}

/// A progress bar.
pub fn bar(what: &'static str, length: u64) -> ProgressBar {
    let style = ProgressStyle::with_template("{prefix:>12} [{bar:30}] {pos}/{len} {wide_msg}")
        .unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(length).with_style(style).with_prefix(what)
}
