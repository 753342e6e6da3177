//! Writes generated crates below the target folder and runs cargo on them.

use sdkwright::{GeneratedFile, Input, generate};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The folder for the crate of this name.
pub fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

/// Writes the files as a crate outside of this workspace. Returns its folder.
pub fn write(name: &str, files: &[GeneratedFile]) -> PathBuf {
    let folder = folder(name);
    let _ = fs::remove_dir_all(&folder);
    for file in files {
        let path = folder.join(&file.path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let text = match file.path.as_str() {
            "Cargo.toml" => format!("{}\n[workspace]\n", file.text),
            _ => file.text.clone(),
        };
        fs::write(path, text).unwrap();
    }
    folder
}

/// Writes the SDK of a fixture: `resources/streams`. Returns its folder.
pub fn write_fixture(fixture: &str) -> PathBuf {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures");
    let generation = generate(&Input {
        document: format!("{folder}/{fixture}.yaml").into(),
        ..Input::default()
    });
    let (_, name) = fixture.rsplit_once('/').unwrap();
    write(name, &generation.files)
}

/// Tests the SDK of a fixture with a program: `resources/streams_program`.
pub fn test_fixture(fixture: &str, program: &str, options: &[&str]) {
    let written = write_fixture(fixture);
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures");
    fs::create_dir_all(written.join("tests")).unwrap();
    fs::copy(
        format!("{folder}/{program}.rs"),
        written.join("tests/program.rs"),
    )
    .unwrap();
    run(&written, &[&["test"], options].concat());
}

/// Runs cargo in the folder, with warnings denied, and returns what it prints. All crates share one target folder, and so
/// their dependencies; without debug information and incremental builds it takes a quarter of the disk.
pub fn run(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", self::folder("generated-crates-target"))
        .env("CARGO_INCREMENTAL", "0")
        .env("CARGO_PROFILE_DEV_DEBUG", "none")
        .env("RUSTFLAGS", "-D warnings")
        .env("RUSTDOCFLAGS", "-D warnings")
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "cargo {arguments:?} in {}:\n{}{}",
        folder.display(),
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}
