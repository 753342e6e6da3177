//! Runs that would change nothing.

use super::{YAML, folder, run};
use std::fs;
use std::process::Command;

#[test]
fn a_run_that_would_do_the_same_again_does_not() {
    let warned = YAML.replace("paths:", "x-sdkwright-unknown: 1\npaths:");
    let folder = folder(&[("api.yaml", &warned)]);
    let path = |name: &str| folder.path().join(name);
    let generate = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sdkwright"));
        command.current_dir(folder.path());
        command.env("SDKWRIGHT_CACHE_DIR", path("cache"));
        command.args(["generate", "api.yaml", "--out", "sdk"]);
        run(command.args(arguments))
    };
    let remembered = || {
        let files = fs::read_dir(path("cache")).unwrap();
        let files: Vec<_> = files.map(|file| file.unwrap().path()).collect();
        assert_eq!(files.len(), 1);
        files.into_iter().next().unwrap()
    };
    // What is remembered is printed, so that a run shows whether it made the SDK again.
    let mark = || {
        let text = fs::read_to_string(remembered()).unwrap();
        fs::write(remembered(), text.replace("warning:", "again:")).unwrap();
    };
    let is_again = |output: &(i32, String)| output.1.contains("again:");

    let (code, first) = generate(&[]);
    assert_eq!(code, 0, "{first}");
    assert!(first.contains("warning:"), "{first}");
    let count = first.split(" changed").next().unwrap();
    let count = count.rsplit("Writing sdk: ").next().unwrap().to_owned();
    let unchanged = first.replace(
        &format!("{count} changed, 0 unchanged"),
        &format!(
            "0 files changed, {} unchanged",
            count.trim_end_matches(" files")
        ),
    );
    assert_eq!(generate(&[]), (0, unchanged));
    mark();
    assert!(is_again(&generate(&[])));

    // Everything that decides what is written and printed is compared.
    assert!(!is_again(&generate(&["--name", "other"])));
    assert!(!is_again(&generate(&[])));
    mark();
    assert!(is_again(&generate(&[])));
    fs::write(path("api.yaml"), warned.replace("Pets", "Animals")).unwrap();
    let changed = generate(&[]);
    assert!(
        !is_again(&changed) && changed.1.contains("unchanged"),
        "{changed:?}"
    );
    mark();
    assert!(is_again(&generate(&[])));
    fs::remove_file(path("sdk/src/lib.rs")).unwrap();
    assert!(generate(&[]).1.contains("1 file changed"));
    mark();
    fs::write(path("sdk/src/lib.rs"), "// Mine.").unwrap();
    let (code, edited) = generate(&[]);
    assert_eq!(code, 1);
    assert!(edited.contains("SW0901"), "{edited}");
    // A file that is damaged is none.
    generate(&["--force"]);
    fs::write(remembered(), "{").unwrap();
    assert_eq!(generate(&[]).0, 0);
}
