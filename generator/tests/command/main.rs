//! Runs the command and checks its output, its files and its exit code.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod diagnostics;
mod mistakes;
mod repeated_runs;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

const YAML: &str = "\
openapi: 3.0.3
info:
  title: Pets
  version: '1.0'
paths:
  /pets:
    get:
      operationId: listPets
      summary: All of them.
      tags: [Pets]
      responses:
        '200':
          description: Pets.
          content:
            application/json:
              schema:
                type: array
                items:
                  $ref: '#/components/schemas/Pet'
components:
  schemas:
    Pet:
      type: object
      required: [name]
      properties:
        name: {type: string}
        weight: {type: number, default: 1.5}
";

/// Runs the command inside a folder and returns its exit code and its output, without times.
fn sdkwright(folder: &Path, arguments: &[&str]) -> (i32, String) {
    run(Command::new(env!("CARGO_BIN_EXE_sdkwright"))
        .current_dir(folder)
        .env("SDKWRIGHT_CACHE_DIR", "")
        .args(arguments))
}

fn run(command: &mut Command) -> (i32, String) {
    let output = command.output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned()
        + &String::from_utf8_lossy(&output.stderr);
    let text = text
        .lines()
        .map(|line| {
            if line.trim_start().starts_with("Done in") {
                "       Done"
            } else {
                line
            }
        })
        .collect::<Vec<_>>()
        .join("\n");
    (output.status.code().unwrap(), text)
}

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn all(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let (mut found, mut open) = (BTreeMap::new(), vec![folder.to_owned()]);
    while let Some(at) = open.pop() {
        for entry in fs::read_dir(at).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path
                    .strip_prefix(folder)
                    .unwrap()
                    .to_str()
                    .unwrap()
                    .replace('\\', "/");
                found.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    found
}

#[test]
fn a_document_and_a_folder_are_enough() {
    let folder = folder(&[("api.yaml", YAML)]);
    let (code, output) = sdkwright(folder.path(), &["generate", "api.yaml", "--out", "sdk"]);
    assert_eq!(code, 0, "{output}");
    assert!(
        output.starts_with(
            "    Reading api.yaml (OpenAPI 3.0.3, 1 operation, 1 schema)\n  Generated 1 operation in 1 resource, \
             1 model\n    Writing sdk: "
        ),
        "{output}"
    );
    let (code, output) = sdkwright(folder.path(), &["check", "api.yaml", "--out", "sdk"]);
    assert_eq!(code, 0, "{output}");
}

#[test]
fn a_quiet_run_prints_errors_only() {
    let folder = folder(&[
        ("api.yaml", YAML),
        ("left_out.yaml", LEFT_OUT),
        ("wrong.yaml", &YAML.replace("schemas/Pet'", "schemas/Dog'")),
    ]);
    let quiet = |arguments: &[&str]| {
        sdkwright(
            folder.path(),
            &[arguments, &["--out", "sdk", "-q"]].concat(),
        )
    };
    assert_eq!(quiet(&["generate", "api.yaml"]), (0, String::new()));
    assert_eq!(quiet(&["check", "api.yaml"]), (0, String::new()));
    let warned = ["generate", "left_out.yaml", "--allow", "SW0207"];
    assert_eq!(quiet(&warned), (0, String::new()));
    let (code, output) = quiet(&[&warned[..], &["--deny-warnings"]].concat());
    assert_eq!(code, 1);
    assert!(output.contains("warning[SW0409]"), "{output}");
    let (code, output) = quiet(&["generate", "wrong.yaml"]);
    assert_eq!(code, 1);
    assert!(output.starts_with("error[SW0207]"), "{output}");
}

/// A document with operations that cannot be called.
const LEFT_OUT: &str = include_str!("../../../tests/fixtures/resources/left_out_operations.yaml");

#[test]
fn operations_that_cannot_be_called_are_listed() {
    let folder = folder(&[
        ("api.yaml", LEFT_OUT),
        (
            "sdkwright.toml",
            "select.operations = [\"listPets\", \"createPet\", \"CONNECT /pets\", \"getOwner\"]\n",
        ),
    ]);
    let arguments = ["api.yaml", "--out", "sdk", "--config", "sdkwright.toml"];
    let (code, output) = sdkwright(
        folder.path(),
        &[&["generate", "--allow", "SW0207"], &arguments[..]].concat(),
    );
    assert_eq!(code, 0, "{output}");
    let summary: Vec<&str> = output
        .lines()
        .filter(|line| line.starts_with("  "))
        .filter(|line| !line.contains(['|', '=', '>']) && !line.contains("Writing"))
        .collect();
    insta::assert_snapshot!(summary.join("\n"), @r"
      Reading api.yaml (OpenAPI 3.2.0, 5 operations, 0 schemas)
    Generated 1 operation in 1 resource
     Left out 3 operations that cannot be called (SW0409 × 2, SW0412 × 1; README.md lists them), 1 operation that the configuration does not select
         Done
    ");
    let listed = |path: &str| {
        let text = fs::read_to_string(folder.path().join(path)).unwrap();
        let (_, section) = text
            .split_once("# Operations that are not in this crate\n")
            .unwrap();
        let lines = section.lines().filter(|line| line.contains("- `"));
        lines.collect::<Vec<_>>().join("\n")
    };
    insta::assert_snapshot!(listed("sdk/README.md"), @r"
    - `POST /pets` (`createPet`): the request body is an unresolved reference (SW0409)
    - `CONNECT /pets`: \`CONNECT\` is not a method of a request (SW0412)
    - `GET /owners/{a|b}` (`getOwner`): a parameter is an unresolved reference (SW0409)
    ");
    insta::assert_snapshot!(listed("sdk/docs/PetsApi.md"), @r"
    - `POST /pets` (`createPet`): the request body is an unresolved reference (SW0409)
    - `CONNECT /pets`: \`CONNECT\` is not a method of a request (SW0412)
    ");
    insta::assert_snapshot!(listed("sdk/src/resources/pets.rs"), @r"
    /// - `POST /pets` (`createPet`): the request body is an unresolved reference (SW0409)
    /// - `CONNECT /pets`: \`CONNECT\` is not a method of a request (SW0412)
    ");
}

#[test]
fn a_check_names_the_command_that_mends_it() {
    let folder = folder(&[
        ("api.yaml", YAML),
        ("sdkwright.toml", "package.name = \"pets\"\n"),
    ]);
    let arguments = ["api.yaml", "--out", "my sdk", "--config", "sdkwright.toml"];
    let with = |verb: &'static str| [&[verb], &arguments[..]].concat();
    assert_eq!(sdkwright(folder.path(), &with("generate")).0, 0);
    fs::write(
        folder.path().join("sdkwright.toml"),
        "package.name = \"dogs\"\n",
    )
    .unwrap();
    let before = all(folder.path());
    let (code, output) = sdkwright(folder.path(), &with("check"));
    assert_eq!(code, 1);
    assert!(
        output.contains("\n  - name = \"pets\"\n  + name = \"dogs\"\n"),
        "{output}"
    );
    assert!(
        output.ends_with(
            "help: run `sdkwright generate api.yaml --out 'my sdk' --config sdkwright.toml`"
        ),
        "{output}"
    );
    assert_eq!(all(folder.path()), before);
    assert_eq!(sdkwright(folder.path(), &with("generate")).0, 0);
    assert_eq!(sdkwright(folder.path(), &with("check")).0, 0);
}

#[test]
fn an_edited_file_is_named_and_kept() {
    let folder = folder(&[("api.yaml", YAML)]);
    sdkwright(folder.path(), &["generate", "api.yaml", "--out", "sdk"]);
    fs::write(folder.path().join("sdk/Cargo.toml"), "mine").unwrap();
    let (code, output) = sdkwright(folder.path(), &["generate", "api.yaml", "--out", "sdk"]);
    assert_eq!(code, 1);
    let output = output.split_once('\n').unwrap().1;
    insta::assert_snapshot!(output, @r"
    error[SW0901]: `sdk/Cargo.toml` was edited after it was generated
    --> sdk/Cargo.toml
     = help: make the change in the document, an overlay or sdkwright.toml, or use `--force` to overwrite the file
     = explain: sdkwright explain SW0901

    error: 1 error; nothing was written
    ");
    let (code, output) = sdkwright(folder.path(), &["check", "api.yaml", "--out", "sdk"]);
    assert_eq!(code, 1);
    assert!(
        output.ends_with(
            "help: run `sdkwright generate api.yaml --out sdk --force` (it overwrites edited files)"
        ),
        "{output}"
    );
    assert_eq!(
        sdkwright(
            folder.path(),
            &["generate", "api.yaml", "--out", "sdk", "--force"]
        )
        .0,
        0
    );
}

#[test]
fn the_same_document_gives_the_same_bytes_anywhere() {
    let tree: serde_json::Value = serde_yaml::from_str(YAML).unwrap();
    let one = folder(&[("api.yaml", YAML)]);
    let other = folder(&[("renamed.json", &serde_json::to_string(&tree).unwrap())]);
    assert_eq!(
        sdkwright(one.path(), &["generate", "api.yaml", "--out", "sdk"]).0,
        0
    );
    let mut command = Command::new(env!("CARGO_BIN_EXE_sdkwright"));
    command.env("SDKWRIGHT_CACHE_DIR", "");
    let document = other.path().join("renamed.json");
    command.args([
        "generate",
        document.to_str().unwrap(),
        "--out",
        other.path().join("out").to_str().unwrap(),
    ]);
    command
        .env("TZ", "Pacific/Apia")
        .env("LC_ALL", "tr_TR.UTF-8")
        .env("RAYON_NUM_THREADS", "1");
    let (code, output) = run(&mut command);
    assert_eq!(code, 0, "{output}");
    assert_eq!(all(&one.path().join("sdk")), all(&other.path().join("out")));
}

#[test]
fn what_the_configuration_says_is_in_the_crate() {
    let config = r#"
        base-url = "https://pets.example"
        [tags.Pets]
        name = "animals"
        [operations.listPets]
        name = "everything"
        [schemas.Pet]
        name = "Animal"
        attributes = ["doc(alias = \"pet\")"]
        [schemas.Pet.properties.weight]
        name = "how heavy"
        type = "Option<Decimal>"
    "#;
    let folder = folder(&[("api.yaml", YAML), ("sdkwright.toml", config)]);
    let arguments = [
        "generate",
        "api.yaml",
        "--out",
        "sdk",
        "--config",
        "sdkwright.toml",
    ];
    let (code, output) = sdkwright(folder.path(), &arguments);
    assert_eq!(code, 0, "{output}");
    let read = |path: &str| fs::read_to_string(folder.path().join("sdk/src").join(path)).unwrap();
    let model = read("models/animal.rs");
    for expected in [
        "/// Schema `Pet`.\n",
        "#[doc(alias = \"pet\")]\n",
        "pub struct Animal {\n",
        "    pub how_heavy: Option<Decimal>,\n",
    ] {
        assert!(model.contains(expected), "{expected}{model}");
    }
    assert!(read("resources/animals.rs").contains("pub fn everything(&self)"));
    assert!(read("client.rs").contains("https://pets.example"));
}

#[test]
fn a_crate_of_types_has_no_client() {
    let folder = folder(&[
        ("api.yaml", YAML),
        ("sdkwright.toml", "select.types-only = true\n"),
    ]);
    let arguments = [
        "generate",
        "api.yaml",
        "--out",
        "sdk",
        "--config",
        "sdkwright.toml",
    ];
    let (code, output) = sdkwright(folder.path(), &arguments);
    assert_eq!(code, 0, "{output}");
    let files = all(&folder.path().join("sdk"));
    assert!(files.contains_key("src/models/pet.rs"));
    assert!(!files.contains_key("src/client.rs") && !files.contains_key("src/resources/mod.rs"));
    let manifest = String::from_utf8_lossy(&files["Cargo.toml"]).into_owned();
    assert!(manifest.contains("\ndefault = []\n"), "{manifest}");
}

#[test]
fn init_writes_a_configuration_once() {
    let folder = TempDir::new().unwrap();
    assert_eq!(sdkwright(folder.path(), &["init"]).0, 0);
    let text = fs::read_to_string(folder.path().join("sdkwright.toml")).unwrap();
    assert!(text.contains("[package]"));
    fs::write(folder.path().join("sdkwright.toml"), "mine").unwrap();
    assert_eq!(sdkwright(folder.path(), &["init"]).0, 1);
    assert_eq!(
        fs::read_to_string(folder.path().join("sdkwright.toml")).unwrap(),
        "mine"
    );
}

#[test]
fn a_code_is_explained() {
    let folder = TempDir::new().unwrap();
    let (code, output) = sdkwright(folder.path(), &["explain", "sw0207"]);
    assert_eq!(code, 0);
    assert!(output.starts_with("SW0207 (error): "), "{output}");
    assert_eq!(sdkwright(folder.path(), &["explain", "SW9999"]).0, 1);
}

#[test]
fn a_wrong_command_line_is_another_exit_code() {
    let folder = TempDir::new().unwrap();
    for arguments in [
        &["generate"][..],
        &["generate", "x", "--out", "y", "--name", "no name"],
        &["nonsense"],
    ] {
        assert_eq!(sdkwright(folder.path(), arguments).0, 2, "{arguments:?}");
    }
}
