//! What a process costs: time, processor time and memory, with those of all processes that it starts.

use crate::process::Failure;
use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

/// The name of the hidden command that measures another one, in a process of its own: what the processes that a
/// process has started have used is known in sum only.
pub const MEASURED: &str = "measured";

/// The cost of a process.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Cost {
    /// Seconds from its start to its end.
    pub wall: f64,
    /// Seconds of processor time.
    pub user: f64,
    /// Seconds of processor time of the system.
    pub system: f64,
    /// The most memory of one of its processes, in megabytes.
    pub peak: f64,
}

impl Cost {
    /// Returns the least of each figure.
    pub fn least(self, other: Self) -> Self {
        Self {
            wall: self.wall.min(other.wall),
            user: self.user.min(other.user),
            system: self.system.min(other.system),
            peak: self.peak.min(other.peak),
        }
    }

    /// Runs a command in a folder, and returns its cost.
    ///
    /// # Errors
    /// If the command cannot be started or fails; with what it printed.
    pub fn of(words: &[String], folder: &Path) -> Result<Self, Failure> {
        let output = Command::new(std::env::current_exe()?)
            .arg(MEASURED)
            .args(words)
            .current_dir(folder)
            .output()?;
        if !output.status.success() {
            let printed = String::from_utf8_lossy(&output.stderr);
            return Err(format!("`{}` failed:\n{printed}", words.join(" ")).into());
        }
        let text = String::from_utf8(output.stdout)?;
        let numbers: Vec<f64> = text.split_whitespace().flat_map(str::parse).collect();
        match numbers[..] {
            [wall, user, system, peak] => Ok(Self {
                wall,
                user,
                system,
                peak,
            }),
            _ => Err(format!("`{text}` is not a cost").into()),
        }
    }
}

/// Runs a command, and prints its cost in one line.
///
/// # Errors
/// If the command cannot be started or fails.
pub fn print(words: &[String]) -> Result<(), Failure> {
    let [program, arguments @ ..] = words else {
        return Err("no command".into());
    };
    let start = Instant::now();
    let status = Command::new(program)
        .args(arguments)
        .stdout(Stdio::null())
        .status()?;
    let wall = start.elapsed().as_secs_f64();
    if !status.success() {
        return Err(status.to_string().into());
    }
    let used = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    let seconds = |time: nix::sys::time::TimeVal| time.num_microseconds() as f64 / 1e6;
    let (user, system) = (seconds(used.user_time()), seconds(used.system_time()));
    // Linux counts in kilobytes.
    println!("{wall} {user} {system} {}", used.max_rss() as f64 / 1e3);
    Ok(())
}
