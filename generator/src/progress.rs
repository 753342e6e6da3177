//! The progress of a run, for a command that shows it.
//!
//! The stages only count. The command reads the counts from another thread, and has the clock.

use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

/// A part of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Reads the document.
    Load,
    /// Reads its meaning.
    Parse,
    /// Derives types and operations.
    Lower,
    /// Chooses names and files.
    Plan,
    /// Generates and formats the files, which are counted.
    Print,
    /// Writes the files.
    Write,
}

impl Stage {
    /// Every stage, in order.
    pub const ALL: [Self; 6] = [
        Self::Load,
        Self::Parse,
        Self::Lower,
        Self::Plan,
        Self::Print,
        Self::Write,
    ];
}

/// The counts of a run.
#[derive(Debug, Default)]
pub struct Progress {
    stage: AtomicUsize,
    done: AtomicUsize,
    total: AtomicUsize,
}

impl Progress {
    /// Begins a stage, whose number of steps is 0 where they are not counted.
    pub fn begin(&self, stage: Stage, steps: usize) {
        self.total.store(0, Relaxed);
        self.done.store(0, Relaxed);
        self.stage.store(stage as usize, Relaxed);
        self.total.store(steps, Relaxed);
    }

    /// Counts a step of the stage.
    pub fn step(&self) {
        self.done.fetch_add(1, Relaxed);
    }

    /// Returns the stage.
    pub fn stage(&self) -> Stage {
        let index = self.stage.load(Relaxed);
        Stage::ALL.get(index).copied().unwrap_or(Stage::Load)
    }

    /// Returns the number of finished steps and of all steps of the stage, if they are counted.
    pub fn steps(&self) -> Option<(usize, usize)> {
        let (done, total) = (self.done.load(Relaxed), self.total.load(Relaxed));
        (total > 0).then(|| (done.min(total), total))
    }
}
