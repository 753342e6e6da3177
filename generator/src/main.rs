//! The command `sdkwright`.

use clap::error::ErrorKind;
use clap::{Args, CommandFactory as _, Parser, Subcommand};
use sdkwright::Input;
use sdkwright::command::{self, Job, Outcome};
use sdkwright::config::TEMPLATE;
use sdkwright::diagnostics::{Code, Level, Levels, RenderOptions};
use sdkwright::{Limits, is_package_name};
use std::io::{self, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Syntax trees consist of many small allocations, which take a third of the time with the system's allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Generate a Rust SDK, a complete client crate, from an OpenAPI document
///
/// Exit codes: 0 on success, 1 if there are errors or differences, 2 if the command line is invalid.
#[derive(Parser)]
#[command(version, about, max_term_width = 110)]
struct Cli {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Generate the SDK and write it to a folder
    Generate {
        #[command(flatten)]
        sdk: Sdk,
        /// Overwrite edited files, and files that sdkwright did not generate
        #[arg(long)]
        force: bool,
    },
    /// Compare the folder with the generated SDK, and write nothing
    Check {
        #[command(flatten)]
        sdk: Sdk,
    },
    /// Write a commented configuration
    Init {
        /// Path of the new file
        #[arg(default_value = "sdkwright.toml")]
        file: PathBuf,
    },
    /// Explain a diagnostic, or list all of them
    Explain {
        /// The code, such as SW0207
        code: Option<String>,
    },
}

#[derive(Args)]
struct Sdk {
    /// The OpenAPI document: version 2.0 to 3.2, JSON or YAML
    document: PathBuf,
    /// The folder of the crate
    #[arg(long, short, value_name = "FOLDER")]
    out: PathBuf,
    /// The name of the crate [default: from the configuration or the title of the document]
    #[arg(long, value_name = "CRATE", value_parser = crate_name)]
    name: Option<String>,
    /// The configuration (sdkwright.toml)
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// An Overlay document; may be repeated, and is applied in that order
    #[arg(long, value_name = "FILE")]
    overlay: Vec<PathBuf>,
    /// The folder inside which references to other files are resolved [default: that of the document]
    #[arg(long, value_name = "FOLDER")]
    root: Option<PathBuf>,
    /// Make an error a warning, and show no warning, of this code; may be repeated
    #[arg(long, value_name = "CODE")]
    allow: Vec<String>,
    /// Make an error a warning, of this code; may be repeated
    #[arg(long, value_name = "CODE")]
    warn: Vec<String>,
    /// Make a warning an error, of this code; may be repeated
    #[arg(long, value_name = "CODE")]
    deny: Vec<String>,
    /// Set a limit of the document or the SDK, such as output-size=2000000000; may be repeated
    #[arg(long, value_name = "KEY=NUMBER", value_parser = limit)]
    limit: Vec<(String, u64)>,
    /// Treat warnings as errors
    #[arg(long)]
    deny_warnings: bool,
    /// Print every warning, and not only the first ones of each code
    #[arg(long, short)]
    verbose: bool,
    /// Print errors only, and warnings where they are denied
    #[arg(long, short, conflicts_with = "verbose")]
    quiet: bool,
}

fn crate_name(text: &str) -> Result<String, String> {
    if is_package_name(text) {
        Ok(text.to_owned())
    } else {
        Err("the name of a crate is a letter, then letters, digits, `-` and `_`".to_owned())
    }
}

fn limit(text: &str) -> Result<(String, u64), String> {
    let (key, number) = text.split_once('=').ok_or("a limit is `KEY=NUMBER`")?;
    let value = number
        .parse()
        .map_err(|_| format!("`{number}` is not a whole number"))?;
    Limits::default().set(key, value)?;
    Ok((key.to_owned(), value))
}

fn main() -> ExitCode {
    match run(Cli::parse().verb) {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::Failed) => ExitCode::FAILURE,
        // The reader of a pipe closed it.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::FAILURE,
        Err(error) => {
            let _ = writeln!(io::stderr(), "error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(verb: Verb) -> io::Result<Outcome> {
    match verb {
        Verb::Generate { sdk, force } => command::generate(&job(sdk, force), &mut io::stderr()),
        Verb::Check { sdk } => command::check(&job(sdk, false), &mut io::stderr()),
        Verb::Init { file } => init(&file),
        Verb::Explain { code } => explain(code.as_deref()),
    }
}

fn job(sdk: Sdk, force: bool) -> Job {
    let levels = levels(&sdk);
    Job {
        command_line: command_line(&sdk),
        folder: sdk.out,
        document_name: None,
        force,
        deny_warnings: sdk.deny_warnings,
        quiet: sdk.quiet,
        shows_progress: io::stderr().is_terminal(),
        options: RenderOptions {
            color: io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none(),
            all: sdk.verbose,
        },
        input: Input {
            document: sdk.document.into(),
            overlays: sdk.overlay,
            config: sdk.config,
            name: sdk.name,
            root: sdk.root,
            levels,
            limits: sdk.limit,
        },
    }
}

/// Returns the levels of the command line. Ends the command if a code is wrong.
fn levels(sdk: &Sdk) -> Levels {
    let mut levels = Levels::default();
    let options = [
        (&sdk.allow, Level::Allow),
        (&sdk.warn, Level::Warn),
        (&sdk.deny, Level::Deny),
    ];
    for (codes, level) in options {
        for code in codes {
            if let Err(message) = levels.set(code, level) {
                Cli::command()
                    .error(ErrorKind::ValueValidation, message)
                    .exit();
            }
        }
    }
    levels
}

/// Returns the command line that writes this SDK.
fn command_line(sdk: &Sdk) -> String {
    let mut words = vec![
        "sdkwright generate".to_owned(),
        quoted(&sdk.document),
        "--out".to_owned(),
        quoted(&sdk.out),
    ];
    if let Some(name) = &sdk.name {
        words.push(format!("--name {name}"));
    }
    if let Some(config) = &sdk.config {
        words.push(format!("--config {}", quoted(config)));
    }
    if let Some(root) = &sdk.root {
        words.push(format!("--root {}", quoted(root)));
    }
    words.extend(
        sdk.overlay
            .iter()
            .map(|overlay| format!("--overlay {}", quoted(overlay))),
    );
    let levels = [
        ("--allow", &sdk.allow),
        ("--warn", &sdk.warn),
        ("--deny", &sdk.deny),
    ];
    for (option, codes) in levels {
        words.extend(codes.iter().map(|code| format!("{option} {code}")));
    }
    let limits = sdk.limit.iter();
    words.extend(limits.map(|(key, value)| format!("--limit {key}={value}")));
    words.join(" ")
}

/// Quotes a path for a shell.
fn quoted(path: &Path) -> String {
    let text = path.display().to_string();
    let is_plain = !text.is_empty()
        && text
            .chars()
            .all(|c| c.is_alphanumeric() || "/.-_+,:@%=\\".contains(c));
    if is_plain {
        text
    } else {
        format!("'{}'", text.replace('\'', r"'\''"))
    }
}

fn init(file: &Path) -> io::Result<Outcome> {
    let created = std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(file);
    match created {
        Ok(mut created) => {
            created.write_all(TEMPLATE.as_bytes())?;
            writeln!(
                io::stderr(),
                "    Writing {}: all keys are commented out",
                file.display()
            )?;
            Ok(Outcome::Fine)
        }
        Err(error) => {
            writeln!(
                io::stderr(),
                "error: {} cannot be created: {error}",
                file.display()
            )?;
            Ok(Outcome::Failed)
        }
    }
}

fn explain(code: Option<&str>) -> io::Result<Outcome> {
    let mut out = io::stdout().lock();
    let Some(wanted) = code else {
        for code in Code::ALL {
            writeln!(
                out,
                "{}  {:7}  {}",
                code.id(),
                code.severity(),
                code.title()
            )?;
        }
        return Ok(Outcome::Fine);
    };
    match Code::ALL
        .iter()
        .find(|code| code.id().eq_ignore_ascii_case(wanted))
    {
        Some(code) => {
            writeln!(
                out,
                "{} ({}): {}\n\n{}",
                code.id(),
                code.severity(),
                code.title(),
                code.explanation()
            )?;
            Ok(Outcome::Fine)
        }
        None => {
            writeln!(
                io::stderr(),
                "error: unknown diagnostic `{wanted}`; `sdkwright explain` lists all"
            )?;
            Ok(Outcome::Failed)
        }
    }
}
