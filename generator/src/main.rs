//! The command `sdkwright`.

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::error::ErrorKind;
use clap::{Args, CommandFactory as _, Parser, Subcommand};
use etcetera::BaseStrategy as _;
use sdkwright::Input;
use sdkwright::command::{self, Job, Outcome, Output, uses_color};
use sdkwright::config::TEMPLATE;
use sdkwright::diagnostics::{
    Code, Example, Level, Levels, MessageFormat, RenderOptions, explanation,
};
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
    /// Report problems of the document, values without a type and suspicious names, and generate nothing
    Lint {
        #[command(flatten)]
        options: Options,
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
    /// The folder of the crate
    #[arg(long, short, value_name = "FOLDER")]
    out: PathBuf,
    #[command(flatten)]
    options: Options,
}

/// The options of every command that reads a document.
#[derive(Args)]
struct Options {
    /// The OpenAPI document: version 2.0 to 3.2, JSON or YAML
    document: PathBuf,
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
    /// The format of the diagnostics; those for programs are printed to standard output
    #[arg(long, value_name = "FORMAT", default_value = "human", value_parser = message_format())]
    message_format: MessageFormat,
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

/// Returns the parser of the names of formats, which lists them in the help.
fn message_format() -> impl TypedValueParser<Value = MessageFormat> {
    PossibleValuesParser::new(MessageFormat::NAMES.map(|(name, _)| name))
        .map(|name| MessageFormat::named(&name).unwrap_or_default())
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
    let mut out = Output {
        messages: &mut io::stderr(),
        report: &mut io::stdout(),
    };
    match verb {
        Verb::Generate { sdk, force } => command::generate(&job(sdk, force), &mut out),
        Verb::Check { sdk } => command::check(&job(sdk, false), &mut out),
        Verb::Lint { options } => command::lint(&job_of(options), &mut out),
        Verb::Init { file } => init(&file),
        Verb::Explain { code } => explain(code.as_deref()),
    }
}

fn job(sdk: Sdk, force: bool) -> Job {
    Job {
        command_line: command_line(&sdk),
        folder: sdk.out,
        cache: cache(),
        force,
        ..job_of(sdk.options)
    }
}

/// Returns the folder of `SDKWRIGHT_CACHE_DIR`, or one in the user's cache. If the variable is empty, there is none.
fn cache() -> Option<PathBuf> {
    match std::env::var_os("SDKWRIGHT_CACHE_DIR") {
        Some(folder) if folder.is_empty() => None,
        Some(folder) => Some(folder.into()),
        None => Some(
            etcetera::choose_base_strategy()
                .ok()?
                .cache_dir()
                .join("sdkwright"),
        ),
    }
}

fn job_of(options: Options) -> Job {
    let levels = levels(&options);
    Job {
        deny_warnings: options.deny_warnings,
        quiet: options.quiet,
        shows_progress: io::stderr().is_terminal(),
        format: options.message_format,
        options: RenderOptions {
            color: uses_color(io::stderr().is_terminal(), |name| std::env::var_os(name)),
            all: options.verbose,
        },
        input: Input {
            document: options.document.into(),
            overlays: options.overlay,
            config: options.config,
            name: options.name,
            root: options.root,
            levels,
            limits: options.limit,
        },
        ..Job::default()
    }
}

/// Returns the levels of the command line. Ends the command if a code is wrong.
fn levels(options: &Options) -> Levels {
    let mut levels = Levels::default();
    let by_level = [
        (&options.allow, Level::Allow),
        (&options.warn, Level::Warn),
        (&options.deny, Level::Deny),
    ];
    for (codes, level) in by_level {
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
    let options = &sdk.options;
    let mut words = vec![
        "sdkwright generate".to_owned(),
        quoted(&options.document),
        "--out".to_owned(),
        quoted(&sdk.out),
    ];
    if let Some(name) = &options.name {
        words.push(format!("--name {name}"));
    }
    if let Some(config) = &options.config {
        words.push(format!("--config {}", quoted(config)));
    }
    if let Some(root) = &options.root {
        words.push(format!("--root {}", quoted(root)));
    }
    words.extend(
        options
            .overlay
            .iter()
            .map(|overlay| format!("--overlay {}", quoted(overlay))),
    );
    let levels = [
        ("--allow", &options.allow),
        ("--warn", &options.warn),
        ("--deny", &options.deny),
    ];
    for (option, codes) in levels {
        words.extend(codes.iter().map(|code| format!("{option} {code}")));
    }
    let limits = sdk.options.limit.iter();
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
            write!(out, "{}", explanation(*code, &Example::all()))?;
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
