//! Adding an SDK to a program changes nothing for the other HTTP clients in it.

use super::cargo;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The ways in which programs depend on reqwest.
const REQWEST: &[(&str, &str)] = &[
    ("none", "default-features = false"),
    ("json", "default-features = false, features = [\"json\"]"),
    ("default", ""),
    (
        "rustls",
        "default-features = false, features = [\"rustls\"]",
    ),
    (
        "native-tls",
        "default-features = false, features = [\"native-tls\"]",
    ),
    ("both", "features = [\"native-tls\"]"),
    (
        "no-provider",
        "default-features = false, features = [\"rustls-no-provider\"]",
    ),
];

/// The features of the SDK.
const SDK: &[(&str, &str)] = &[
    ("default", ""),
    (
        "ring",
        "default-features = false, features = [\"rustls-ring\"]",
    ),
    (
        "native-tls",
        "default-features = false, features = [\"native-tls\"]",
    ),
    (
        "all",
        "features = [\"blocking\", \"gzip\", \"reqwest\", \"testing\", \"tracing\", \"validate\"]",
    ),
];

/// Uses reqwest, and rustls without naming a provider, as most programs do.
const PROGRAM: &str = "\
fn main() {
    let answer = std::panic::catch_unwind(|| format!(\"{:?}\", reqwest::Client::new()));
    println!(\"{}\", answer.unwrap_or_else(|_| \"a panic\".to_owned()));
    #[cfg(feature = \"rustls\")]
    println!(\"{:?}\", rustls::ClientConfig::builder().crypto_provider().cipher_suites);
    #[cfg(feature = \"sdk\")]
    equos::Client::builder().api_key(\"key\").build().unwrap();
}
";

/// Writes a program. Returns its folder, which no other test uses: tests run at the same time.
fn program(name: &str, reqwest: &str, rustls: Option<&str>, sdk: Option<&str>) -> PathBuf {
    let folder = cargo::folder("good-guest").join(name);
    fs::create_dir_all(folder.join("src")).unwrap();
    let client = Path::new(env!("CARGO_MANIFEST_DIR")).join("../generated-client");
    let with = |options: &str| match options {
        "" => String::new(),
        options => format!(", {options}"),
    };
    let sdk_line = sdk.map_or_else(String::new, |options| {
        format!(
            "equos = {{ path = {:?}{} }}\n",
            client.to_str().unwrap(),
            with(options)
        )
    });
    let rustls_line = rustls.map_or_else(String::new, |options| {
        format!("rustls = {{ version = \"0.23\"{} }}\n", with(options))
    });
    let mut features = Vec::new();
    if sdk.is_some() {
        features.push("\"sdk\"");
    }
    if rustls.is_some() {
        features.push("\"rustls\"");
    }
    let manifest = format!(
        "[package]\nname = \"program\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n[features]\n\
         default = [{}]\nsdk = []\nrustls = []\n\n[dependencies]\nreqwest = {{ version = \"0.13.5\"{} }}\n\
         {rustls_line}{sdk_line}",
        features.join(", "),
        with(reqwest),
    )
    .replace("rustls = []\n", if rustls.is_some() { "rustls = [\"dep:rustls\"]\n" } else { "rustls = []\n" })
    .replace("rustls = { version", "rustls = { optional = true, version");
    fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    fs::write(folder.join("src/main.rs"), PROGRAM).unwrap();
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
    fs::copy(lock, folder.join("Cargo.lock")).unwrap();
    folder
}

/// Returns the features of each crate of a program.
fn features(folder: &Path) -> BTreeMap<String, Vec<String>> {
    let arguments = [
        "metadata",
        "--format-version",
        "1",
        "--filter-platform",
        "x86_64-unknown-linux-gnu",
    ];
    let metadata: Value = serde_json::from_str(&cargo::run(folder, &arguments)).unwrap();
    let nodes = metadata["resolve"]["nodes"].as_array().unwrap();
    let mut features = BTreeMap::new();
    for node in nodes {
        let id = node["id"].as_str().unwrap();
        let (_, name) = id.rsplit_once('/').unwrap();
        let name = name
            .split(['#', '@'])
            .find(|part| !part.is_empty() && *part != "index")
            .unwrap();
        let id = id.rsplit_once('#').map_or(name, |(_, rest)| rest);
        let of_node = node["features"].as_array().unwrap();
        let of_node = of_node
            .iter()
            .map(|feature| feature.as_str().unwrap().to_owned());
        features.insert(id.split('@').next().unwrap().to_owned(), of_node.collect());
    }
    features
}

#[test]
#[ignore = "resolves the dependencies of some forty programs"]
fn no_feature_of_reqwest_is_enabled() {
    for (name, reqwest) in REQWEST {
        let folder = format!("resolved-{name}");
        let before = features(&program(&folder, reqwest, None, None));
        for (sdk_name, sdk) in SDK {
            let after = features(&program(&folder, reqwest, None, Some(sdk)));
            // Of these crates, a feature can change what the program's own clients do.
            for crate_ in ["reqwest", "native-tls", "tower-http"] {
                if let Some(expected) = before.get(crate_) {
                    assert_eq!(after.get(crate_), Some(expected), "{name} with {sdk_name}");
                }
            }
            assert!(before.contains_key("reqwest"));
            // Otherwise its default would be read from the system in a way that the program has not chosen.
            let system = "client-proxy-system".to_owned();
            assert_eq!(
                after["hyper-util"].contains(&system),
                before["hyper-util"].contains(&system)
            );
        }
    }
}

#[test]
#[ignore = "compiles eight programs and what they depend on"]
fn a_program_does_the_same_with_an_sdk() {
    let ring = "default-features = false, features = [\"ring\", \"std\"]";
    for (name, reqwest, rustls, sdk) in [
        ("none", "default-features = false", None, ""),
        ("default", "", Some(""), ""),
        ("both", "default-features = false", Some(ring), SDK[1].1),
        ("no-provider", REQWEST[6].1, None, ""),
    ] {
        let folder = format!("run-{name}");
        let run = |sdk| cargo::run(&program(&folder, reqwest, rustls, sdk), &["run", "--quiet"]);
        let without = run(None);
        assert_eq!(run(Some(sdk)), without, "reqwest with {name}");
    }
}
