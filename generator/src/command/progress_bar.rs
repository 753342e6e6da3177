//! A line on the terminal that shows the progress of a run that takes longer than a second.

use crate::progress::{Progress, Stage};
use std::io::{self, Write};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

/// A shorter run shows nothing.
const PATIENCE: Duration = Duration::from_secs(1);
const INTERVAL: Duration = Duration::from_millis(100);
const WIDTH: usize = 25;
/// To the beginning of the line, and without what is there.
const CLEAR: &str = "\r\u{1b}[K";

/// Does the work on another thread, and meanwhile shows its progress.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn show<T: Send>(
    progress: &Progress,
    out: &mut dyn Write,
    work: impl FnOnce() -> T + Send,
) -> io::Result<T> {
    thread::scope(|scope| {
        let (running, finished) = mpsc::channel::<()>();
        let worker = scope.spawn(move || {
            let _running = running;
            work()
        });
        let shown = draw_until(&finished, progress, out);
        let result = worker
            .join()
            .unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        shown.map(|()| result)
    })
}

fn draw_until(
    finished: &mpsc::Receiver<()>,
    progress: &Progress,
    out: &mut dyn Write,
) -> io::Result<()> {
    let start = Instant::now();
    let mut is_shown = false;
    while finished.recv_timeout(INTERVAL) == Err(RecvTimeoutError::Timeout) {
        if start.elapsed() >= PATIENCE {
            write!(out, "{CLEAR}{}", line(progress))?;
            out.flush()?;
            is_shown = true;
        }
    }
    if is_shown {
        write!(out, "{CLEAR}")?;
        out.flush()?;
    }
    Ok(())
}

/// Returns `Generating [==========>              ] 812/2011 files`.
fn line(progress: &Progress) -> String {
    let stage = progress.stage();
    let steps = progress.steps();
    let percent = percent(stage, steps);
    let filled = WIDTH * percent / 100;
    let bar = format!("{}>", "=".repeat(filled));
    let files = steps.map_or_else(String::new, |(done, total)| {
        format!(" {done}/{total} files")
    });
    format!(
        "{:>11} [{bar:<width$}]{files}",
        name(stage),
        width = WIDTH + 1
    )
}

fn name(stage: Stage) -> &'static str {
    match stage {
        Stage::Load => "Loading",
        Stage::Parse => "Parsing",
        Stage::Lower => "Lowering",
        Stage::Plan => "Planning",
        Stage::Print => "Generating",
        Stage::Write => "Writing",
    }
}

/// Returns the part of the run that is finished, by the usual share of each stage.
fn percent(stage: Stage, steps: Option<(usize, usize)>) -> usize {
    let (start, end) = match stage {
        Stage::Load => (0, 20),
        Stage::Parse => (20, 30),
        Stage::Lower => (30, 40),
        Stage::Plan => (40, 45),
        Stage::Print => (45, 90),
        Stage::Write => (90, 100),
    };
    let (done, total) = steps.unwrap_or((0, 1));
    start + (end - start) * done / total.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_has_the_stage_and_its_steps() {
        let progress = Progress::default();
        assert_eq!(line(&progress), "    Loading [>                         ]");
        progress.begin(Stage::Print, 10);
        progress.step();
        assert_eq!(
            line(&progress),
            " Generating [============>             ] 1/10 files"
        );
    }

    #[test]
    fn a_short_run_shows_nothing() {
        let mut out = Vec::new();
        let result = show(&Progress::default(), &mut out, || 3);
        assert_eq!(result.ok(), Some(3));
        assert!(out.is_empty());
    }
}
