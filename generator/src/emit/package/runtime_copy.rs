//! The runtime, copied into every SDK as the module `runtime`: verbatim, except for its unit tests, which no user
//! needs.

use crate::files::SourceFile;

macro_rules! runtime_files {
    ($($path:literal)*) => {
        /// Every file under `generator/runtime/src`, with its text.
        const FILES: &[(&str, &str)] = &[$(($path, include_str!(concat!("../../../runtime/src/", $path)))),*];
    };
}

runtime_files! {
    "api.rs"
    "base64.rs"
    "blocking.rs"
    "call.rs"
    "clock.rs"
    "core.rs"
    "credentials.rs"
    "decimal.rs"
    "decode.rs"
    "environment.rs"
    "error/failure.rs"
    "error/message.rs"
    "error/mod.rs"
    "error/text.rs"
    "headers.rs"
    "json_path.rs"
    "lib.rs"
    "nullable.rs"
    "operation.rs"
    "pagination.rs"
    "parameter.rs"
    "pending.rs"
    "request/authorization.rs"
    "request/brackets.rs"
    "request/client_config.rs"
    "request/content.rs"
    "request/mod.rs"
    "request/origin.rs"
    "request/parameters.rs"
    "request/path.rs"
    "request/percent.rs"
    "request/prepare.rs"
    "request/shape.rs"
    "request_builder.rs"
    "reqwest_transport.rs"
    "response.rs"
    "secret.rs"
    "send/attempts.rs"
    "send/client.rs"
    "send/mod.rs"
    "send/receive.rs"
    "send/redirect.rs"
    "send/retry.rs"
    "send/retry_after.rs"
    "send/timeout.rs"
    "send/trace.rs"
    "settings.rs"
    "shown_headers.rs"
    "testing/clock.rs"
    "testing/mod.rs"
    "testing/received.rs"
    "testing/rule.rs"
    "testing/transport.rs"
    "transport.rs"
    "validation/checker.rs"
    "validation/macros.rs"
    "validation/mod.rs"
    "validation/number.rs"
    "validation/properties.rs"
    "validation/values.rs"
    "wire/containers.rs"
    "wire/enums.rs"
    "wire/loss.rs"
    "wire/mod.rs"
    "wire/object.rs"
    "wire/record.rs"
    "wire/scalars.rs"
    "wire/secret.rs"
    "wire/text.rs"
    "wire/unions.rs"
    "wire/value.rs"
    "wire/writer.rs"
    "with_response.rs"
}

/// Adds `src/runtime/`.
pub fn emit(files: &mut Vec<SourceFile<'_>>) {
    for (path, text) in FILES {
        let path = if *path == "lib.rs" { "mod.rs" } else { path };
        let path = format!("src/runtime/{path}");
        files.push(SourceFile::verbatim(path, without_tests(text)));
    }
}

/// Returns a file without the module of tests at its end.
fn without_tests(text: &'static str) -> &'static str {
    match text.split_once(TESTS) {
        Some((code, _)) => code,
        None => text,
    }
}

const TESTS: &str = "\n#[cfg(test)]\n";

#[cfg(test)]
mod tests {
    use std::path::Path;

    #[test]
    fn a_file_ends_with_its_tests() {
        for (path, text) in super::FILES {
            let Some((code, tests)) = text.split_once(super::TESTS) else {
                continue;
            };
            assert!(code.ends_with('\n'), "{path}");
            let items = tests
                .lines()
                .filter(|line| line.starts_with(|c| matches!(c, 'a'..='z' | '}')));
            let items: Vec<&str> = items.collect();
            assert_eq!(items, ["mod tests {", "}"], "{path}");
            assert!(!super::without_tests(text).contains("cfg(test)"), "{path}");
        }
    }

    #[test]
    fn every_file_of_the_runtime_is_in_the_list() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("runtime/src");
        let (mut folders, mut found) = (vec![root.clone()], Vec::new());
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    found.push(
                        path.strip_prefix(&root)
                            .unwrap()
                            .to_str()
                            .unwrap()
                            .replace('\\', "/"),
                    );
                }
            }
        }
        let mut listed: Vec<_> = super::FILES
            .iter()
            .map(|(path, _)| (*path).to_owned())
            .collect();
        found.sort();
        listed.sort();
        assert_eq!(listed, found);
    }
}
