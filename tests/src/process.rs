//! Runs this program once more, in a child process that may crash, hang or run out of memory.

use std::io::{BufRead as _, BufReader, Read as _};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// An error of a command itself, not of the documents that it works on.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Returns the command that runs the cargo of this run.
pub fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// A child process of this program.
pub struct Child {
    process: std::process::Child,
    lines: Receiver<String>,
    errors: JoinHandle<String>,
}

/// What a child process does next.
pub enum Event {
    /// It printed a line.
    Line(String),
    /// It closed its standard output.
    End,
    /// It printed nothing before the timeout, and was killed.
    TimedOut,
}

impl Child {
    /// Starts this program with these arguments.
    pub fn start(arguments: &[String]) -> Result<Self, Failure> {
        let mut process = Command::new(std::env::current_exe()?)
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let (send, lines) = channel();
        if let Some(output) = process.stdout.take() {
            thread::spawn(move || {
                for line in BufReader::new(output).lines().map_while(Result::ok) {
                    if send.send(line).is_err() {
                        break;
                    }
                }
            });
        }
        let errors = process.stderr.take();
        let errors = thread::spawn(move || {
            let mut bytes = Vec::new();
            if let Some(mut errors) = errors {
                // What was read before an error is kept.
                let _ = errors.read_to_end(&mut bytes);
            }
            String::from_utf8_lossy(&bytes).into_owned()
        });
        Ok(Self {
            process,
            lines,
            errors,
        })
    }

    /// Waits for the next line of the standard output. Kills the process if there is none before the timeout.
    pub fn next(&mut self, timeout: Duration) -> Result<Event, Failure> {
        Ok(match self.lines.recv_timeout(timeout) {
            Ok(line) => Event::Line(line),
            Err(RecvTimeoutError::Disconnected) => Event::End,
            Err(RecvTimeoutError::Timeout) => {
                self.process.kill()?;
                self.process.wait()?;
                Event::TimedOut
            }
        })
    }

    /// Waits for the end of the process. Returns its status and its standard error.
    pub fn finish(mut self) -> Result<(ExitStatus, String), Failure> {
        let status = self.process.wait()?;
        Ok((status, self.errors.join().unwrap_or_default()))
    }
}
