//! `cargo xtask generate [--check] [--force]`: generates `generated-client/` from `spec/`.

use sdkwright::Input;
use sdkwright::command::{self, Job, Outcome, Output, uses_color};
use sdkwright::diagnostics::RenderOptions;
use std::io::{self, IsTerminal as _};
use std::path::Path;
use std::process::ExitCode;

/// Generates the client, or checks that it is up to date.
pub fn run(arguments: &[String]) -> ExitCode {
    let mut job = job();
    let mut compare = false;
    for argument in arguments {
        match argument.as_str() {
            "--check" => compare = true,
            "--force" => job.force = true,
            "--verbose" => job.options.all = true,
            other => {
                eprintln!("error: unknown argument `{other}`\n{}", super::HELP);
                return ExitCode::from(2);
            }
        }
    }
    let mut out = Output {
        messages: &mut io::stderr(),
        report: &mut io::stdout(),
    };
    let outcome = if compare {
        command::check(&job, &mut out)
    } else {
        command::generate(&job, &mut out)
    };
    match outcome {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::Failed) | Err(_) => ExitCode::FAILURE,
    }
}

/// Paths are relative to the root of the repository, wherever the command runs.
fn job() -> Job {
    let root = super::root();
    // Relative paths are shorter, and the same on every machine.
    let base = if std::env::set_current_dir(root).is_ok() {
        Path::new("")
    } else {
        root
    };
    Job {
        input: Input {
            document: base.join("spec/equos-sessions-v3.yaml").into(),
            overlays: vec![base.join("spec/equos-overlay.yaml")],
            config: Some(base.join("spec/sdkwright.toml")),
            name: None,
            ..Input::default()
        },
        folder: base.join("generated-client"),
        command_line: "cargo xtask generate".to_owned(),
        options: RenderOptions {
            color: uses_color(io::stderr().is_terminal(), |name| std::env::var_os(name)),
            all: false,
        },
        ..Job::default()
    }
}
