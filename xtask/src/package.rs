//! `cargo xtask package`: packages `sdkwright`, and checks that the packaged command generates `generated-client/`.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

/// Builds the package, and compares what its command generates.
pub fn run() -> ExitCode {
    match check() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn check() -> io::Result<()> {
    let root = super::root();
    let target = std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into());
    let target = root.join(target);
    // Verification unpacks the package into a folder of this name, builds it there, and leaves its dependencies built.
    let name = concat!("sdkwright-", env!("CARGO_PKG_VERSION"));
    let package = target.join("package").join(name);
    let options = ["--package", "sdkwright", "--allow-dirty"].map(OsString::from);
    cargo("package", &target, &options)?;
    let manifest = package.join("Cargo.toml").into_os_string();
    let options = [
        "--bin".into(),
        "sdkwright".into(),
        "--manifest-path".into(),
        manifest,
    ];
    cargo("build", &target, &options)?;
    let generated = target.join("package/equos");
    if generated.exists() {
        fs::remove_dir_all(&generated)?;
    }
    let spec = root.join("spec");
    let mut command = Command::new(target.join("debug/sdkwright"));
    command
        .arg("generate")
        .arg(spec.join("equos-sessions-v3.yaml"))
        .arg("--overlay")
        .arg(spec.join("equos-overlay.yaml"))
        .arg("--config")
        .arg(spec.join("sdkwright.toml"))
        .arg("--out")
        .arg(&generated);
    succeed(&mut command)?;
    compare(&generated, &root.join("generated-client"))
}

/// Runs a command of cargo. `target` is the folder for what it builds, whatever the configuration of cargo says.
fn cargo(subcommand: &str, target: &Path, options: &[OsString]) -> io::Result<()> {
    let mut command = super::cargo();
    command
        .args([subcommand, "--locked", "--target-dir"])
        .arg(target);
    succeed(command.args(options).current_dir(super::root()))
}

fn succeed(command: &mut Command) -> io::Result<()> {
    let status = command.status()?;
    if status.success() {
        return Ok(());
    }
    Err(io::Error::other(format!("{command:?} failed: {status}")))
}

fn compare(generated: &Path, expected: &Path) -> io::Result<()> {
    let (generated, expected) = (files(generated)?, files(expected)?);
    let paths: BTreeSet<&PathBuf> = generated.keys().chain(expected.keys()).collect();
    let different: Vec<String> = paths
        .into_iter()
        .filter(|path| generated.get(*path) != expected.get(*path))
        .map(|path| path.display().to_string())
        .collect();
    if different.is_empty() {
        println!(
            "The packaged command generates the same {} files.",
            generated.len()
        );
        return Ok(());
    }
    let different = different.join(", ");
    Err(io::Error::other(format!(
        "the packaged command generates other files: {different}"
    )))
}

/// The contents of all files in a folder, by their paths in it.
fn files(root: &Path) -> io::Result<BTreeMap<PathBuf, Vec<u8>>> {
    let (mut folders, mut files) = (vec![root.to_owned()], BTreeMap::new());
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(inner) = path.strip_prefix(root) {
                files.insert(inner.to_owned(), fs::read(&path)?);
            }
        }
    }
    Ok(files)
}
