//! Runs the command and checks its output, its files and its exit code.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

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
const LEFT_OUT: &str = include_str!("../../tests/fixtures/resources/left_out_operations.yaml");

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
fn errors_are_all_reported_and_nothing_is_written() {
    let document = YAML.replace("schemas/Pet'", "schemas/Pett'");
    let folder = folder(&[("api.yaml", &document)]);
    let (code, output) = sdkwright(folder.path(), &["generate", "api.yaml", "--out", "sdk"]);
    assert_eq!(code, 1);
    insta::assert_snapshot!(output, @r"
        Reading api.yaml (OpenAPI 3.0.3, 1 operation, 1 schema)
    error[SW0207]: unresolved reference to a schema
      --> api.yaml:19:25
       |
    19 |                   $ref: '#/components/schemas/Pett'
       |                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^ not found
       |
       = help: a schema with a similar name exists: `Pet`
       = explain: sdkwright explain SW0207

    error: 1 error; nothing was written
    help: `--allow SW0207` generates the SDK without what these errors are about
    ");
    assert!(!folder.path().join("sdk").exists());
}

/// One mistake for each stage after which the pipeline continues.
#[test]
fn what_an_unresolved_reference_is_about_can_be_any_value() {
    let document = YAML.replace("#/components/schemas/Pet'", "#/components/schemas/Dog'");
    let folder = folder(&[
        ("api.yaml", &document),
        ("sdkwright.toml", "[diagnostics]\nallow = [\"SW0207\"]\n"),
    ]);
    let command = ["generate", "api.yaml", "--out", "sdk"];
    let (code, output) = sdkwright(folder.path(), &command);
    assert_eq!(code, 1, "{output}");
    let help = "help: `--allow SW0207` generates the SDK without what these errors are about";
    assert!(output.contains(help), "{output}");
    for more in [["--allow", "SW0207"], ["--config", "sdkwright.toml"]] {
        let (code, output) = sdkwright(folder.path(), &[&command[..], &more].concat());
        assert_eq!(code, 0, "{output}");
        assert!(output.contains("warning[SW0207]"), "{output}");
        fs::remove_dir_all(folder.path().join("sdk")).unwrap();
    }
    let more = ["--allow", "SW0207", "--deny", "SW0207"];
    let (code, output) = sdkwright(folder.path(), &[&command[..], &more].concat());
    assert_eq!(code, 1, "{output}");
}

#[test]
fn mistakes_of_all_stages_are_reported_in_one_run() {
    let document = "\
openapi: 3.1.0
info: {title: Ten, version: '1'}
paths:
  /a/{id}:
    get:
      operationId: getA
      parameters: [{name: x, in: nowhere}]
      responses: {'200': {description: Pet., content: {application/json: {schema: {$ref: '#/components/schemas/Pett'}}}}}
    post:
      operationId: getA
      security: [{none: []}]
      responses: {'204': {description: Done.}, 2zz: {description: Done.}}
components:
  schemas:
    Pet: {type: object, properties: {a: {$ref: missing.yaml}, b: {$ref: ../out.yaml}, c: {type: wibble}}, properties: {d: {}}}
    Both: {allOf: [{type: string}, {type: integer}]}
    Odd: {type: integer, enum: [a]}
    Given: {type: string, x-sdkwright-type: Nope}
    Loop: {$ref: '#/components/schemas/Loop'}
";
    let overlay = "overlay: 1.0.0\ninfo: {title: t, version: '1'}\nactions: [{target: $.nope, update: {}}, {target: '$[', remove: true}]\n";
    let folder = folder(&[
        ("api.yaml", document),
        ("overlay.yaml", overlay),
        (
            "sdkwright.toml",
            "nonsense = 1\n[schemas.Pat]\nname = \"x\"\n",
        ),
    ]);
    let arguments = [
        "generate",
        "api.yaml",
        "--overlay",
        "overlay.yaml",
        "--config",
        "sdkwright.toml",
        "--out",
        "sdk",
    ];
    let (code, output) = sdkwright(folder.path(), &arguments);
    let titles: Vec<&str> = output.lines().filter(|line| line.contains("[SW")).collect();
    assert_eq!(code, 1);
    insta::assert_snapshot!(titles.join("\n"), @r#"
    error[SW0111]: unknown key `nonsense`
    error[SW0113]: the document has no schema `Pat`
    error[SW0103]: `$.nope` selects nothing in the document
    error[SW0102]: `$[` is not a valid JSONPath expression
    warning[SW0404]: the path parameter `{id}` is not declared; the SDK takes a string for it
    warning[SW0202]: `in` of the parameter `x` is `nowhere`, not query, header, path or cookie; the parameter is ignored
    error[SW0207]: unresolved reference to a schema
    warning[SW0404]: the path parameter `{id}` is not declared; the SDK takes a string for it
    warning[SW0410]: the operationId `getA` is not unique
    warning[SW0501]: unknown security scheme `none`
    warning[SW0202]: `2zz` is not a status; the response is ignored
    warning[SW0208]: referenced file `missing.yaml` not found
    warning[SW0206]: `../out.yaml` is outside the folder of the document
    warning[SW0303]: `wibble` is not a type of JSON Schema
    warning[SW0003]: duplicate key `properties`
    warning[SW0301]: `type: integer` contradicts `type: string`: no value is valid
    warning[SW0304]: values that are not valid against `type`: `"a"`
    error[SW0307]: `Nope` is not a valid type
    warning[SW0306]: the schema refers only to itself
    "#);
    assert!(!folder.path().join("sdk").exists());
}

#[test]
fn many_warnings_of_a_kind_are_counted() {
    let mut document = "openapi: 3.0.0\ninfo: {title: T, version: '1'}\npaths:\n".to_owned();
    for number in 0..200 {
        document += &format!(
            "  /a{number}/{{id}}:\n    get:\n      responses: {{'204': {{description: ''}}}}\n"
        );
    }
    let folder = folder(&[("api.yaml", &document)]);
    let (code, output) = sdkwright(folder.path(), &["generate", "api.yaml", "--out", "sdk"]);
    assert_eq!(code, 0);
    assert_eq!(output.matches("warning[SW0404]").count(), 4, "{output}");
    assert!(
        output.contains("197 more warnings of this code"),
        "{output}"
    );
    assert!(
        output.contains("\nwarning: 200 warnings, SW0404 × 200\n"),
        "{output}"
    );
    let (_, output) = sdkwright(
        folder.path(),
        &["generate", "api.yaml", "--out", "sdk", "--verbose"],
    );
    assert_eq!(output.matches("warning[SW0404]").count(), 200);
    let (code, _) = sdkwright(
        folder.path(),
        &["generate", "api.yaml", "--out", "sdk2", "--deny-warnings"],
    );
    assert_eq!(code, 1);
    assert!(!folder.path().join("sdk2").exists());
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

/// Runs the command inside a folder and returns its exit code and its standard output.
fn stdout(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_sdkwright"))
        .current_dir(folder)
        .env("SDKWRIGHT_CACHE_DIR", "")
        .args(arguments)
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    (output.status.code().unwrap(), text)
}

#[test]
fn diagnostics_for_programs_are_on_standard_output() {
    let folder = folder(&[
        ("api.yaml", YAML),
        ("wrong.yaml", &YAML.replace("schemas/Pet'", "schemas/Dog'")),
    ]);
    let run = |arguments: &[&str]| stdout(folder.path(), &[arguments, &["--out", "sdk"]].concat());
    let json = ["--message-format", "json"];
    let (code, text) = run(&[&["generate", "wrong.yaml"], &json[..]].concat());
    assert_eq!(code, 1);
    insta::assert_snapshot!(text);
    let (code, text) = run(&[&["generate", "api.yaml"], &json[..]].concat());
    assert_eq!(code, 0);
    assert_eq!(
        text,
        "{\"type\":\"summary\",\"outcome\":\"success\",\"errors\":0,\"warnings\":0,\"codes\":{},\
         \"differing_files\":null}\n"
    );
    fs::remove_file(folder.path().join("sdk/README.md")).unwrap();
    let (code, text) = run(&[&["check", "api.yaml"], &json[..]].concat());
    assert_eq!(code, 1);
    assert!(text.ends_with("\"differing_files\":1}\n"), "{text}");
    let (code, text) = run(&["check", "wrong.yaml", "--message-format", "github"]);
    assert_eq!(code, 1);
    assert!(text.starts_with("::error file=wrong.yaml,line="), "{text}");
    assert_eq!(text.lines().count(), 1);
    let (code, text) = run(&["check", "wrong.yaml", "--message-format", "sarif"]);
    assert_eq!(code, 1);
    assert!(text.contains("\"ruleId\":\"SW0207\""), "{text}");
    let (code, text) = run(&["check", "api.yaml", "--message-format", "xml"]);
    assert_eq!((code, text.as_str()), (2, ""));
}

/// A document with a warning and values without a type.
const LINTED: &str = "\
openapi: 3.0.3
info: {title: Pets, version: '1.0'}
paths: {}
components:
  schemas:
    Pet:
      type: object
      properties:
        tags: {}
        kind: {type: word}
    pet:
      type: object
      properties:
        name: {type: string}
";

#[test]
fn lint_reports_what_can_be_better_and_writes_nothing() {
    let folder = folder(&[
        ("api.yaml", LINTED),
        ("good.yaml", YAML),
        ("wrong.yaml", &YAML.replace("schemas/Pet'", "schemas/Dog'")),
    ]);
    let before = all(folder.path());
    let (code, output) = sdkwright(folder.path(), &["lint", "api.yaml"]);
    assert_eq!(code, 0);
    insta::assert_snapshot!(output);
    let (code, output) = stdout(
        folder.path(),
        &["lint", "api.yaml", "--message-format", "json"],
    );
    assert_eq!(code, 0);
    insta::assert_snapshot!(output);
    let lint = |arguments: &[&str]| sdkwright(folder.path(), &[&["lint"], arguments].concat());
    assert_eq!(lint(&["good.yaml"]).0, 0);
    assert_eq!(lint(&["wrong.yaml"]).0, 1);
    assert_eq!(lint(&["wrong.yaml", "--allow", "SW0207"]).0, 0);
    assert_eq!(lint(&["api.yaml", "--deny", "SW0303"]).0, 1);
    assert_eq!(lint(&["api.yaml", "--deny-warnings"]).0, 1);
    assert_eq!(lint(&["api.yaml", "--quiet"]), (0, String::new()));
    assert_eq!(all(folder.path()), before);
}

#[test]
fn explain_prints_the_examples_of_a_code() {
    let folder = folder(&[]);
    let (code, text) = stdout(folder.path(), &["explain", "sw0410"]);
    assert_eq!(code, 0);
    for part in [
        "SW0410 (warning): duplicate operationId\n\nTwo operations",
        "\nhelp: write another operationId for one of the two\n",
        "\n  api.yaml\n\n    openapi: 3.1.0\n",
        "    warning[SW0410]: the operationId `list` is not unique\n",
    ] {
        assert!(text.contains(part), "{text}");
    }
}
