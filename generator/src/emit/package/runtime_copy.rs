//! The runtime, copied into every SDK as the module `runtime`: verbatim, except for its unit tests, which no user
//! needs.

use crate::files::SourceFile;
use crate::plan::Needs;

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
    "conversions.rs"
    "core.rs"
    "credentials.rs"
    "custom_request.rs"
    "decimal.rs"
    "decode.rs"
    "environment.rs"
    "error/failure.rs"
    "error/message.rs"
    "error/mod.rs"
    "error/text.rs"
    "file_part.rs"
    "file_reader.rs"
    "headers.rs"
    "http_bodies.rs"
    "hyper_transport/connect.rs"
    "hyper_transport/connection.rs"
    "hyper_transport/gzip.rs"
    "hyper_transport/mod.rs"
    "hyper_transport/proxies.rs"
    "hyper_transport/tls.rs"
    "interceptor.rs"
    "json_path.rs"
    "lib.rs"
    "multipart.rs"
    "nullable.rs"
    "oauth/cache.rs"
    "oauth/client_credentials.rs"
    "oauth/device.rs"
    "oauth/endpoint.rs"
    "oauth/mod.rs"
    "oauth/refresh_token.rs"
    "operation.rs"
    "pagination/link.rs"
    "pagination/mod.rs"
    "pagination/paging.rs"
    "pagination/position.rs"
    "pagination/progress.rs"
    "pagination/seek.rs"
    "pagination/waiting.rs"
    "parameter.rs"
    "pending.rs"
    "random.rs"
    "redirect.rs"
    "request/authorization.rs"
    "request/brackets.rs"
    "request/client_config.rs"
    "request/content.rs"
    "request/form.rs"
    "request/idempotency.rs"
    "request/json_member.rs"
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
    "response_headers/format.rs"
    "response_headers/mod.rs"
    "secret.rs"
    "send/attempts.rs"
    "send/client.rs"
    "send/follow.rs"
    "send/intercept.rs"
    "send/mod.rs"
    "send/receive.rs"
    "send/redirect.rs"
    "send/retry.rs"
    "send/retry_after.rs"
    "send/timeout.rs"
    "send/tokens.rs"
    "send/trace.rs"
    "settings.rs"
    "shown_headers.rs"
    "streaming/byte_stream.rs"
    "streaming/event_parser.rs"
    "streaming/event_stream.rs"
    "streaming/json_lines.rs"
    "streaming/mod.rs"
    "streaming/opened.rs"
    "streaming/record_parser.rs"
    "streaming/request.rs"
    "testing/clock.rs"
    "testing/mod.rs"
    "testing/multipart.rs"
    "testing/received.rs"
    "testing/rule.rs"
    "testing/transport.rs"
    "token.rs"
    "transport.rs"
    "validation/checker.rs"
    "validation/macros.rs"
    "validation/mod.rs"
    "validation/number.rs"
    "validation/properties.rs"
    "validation/values.rs"
    "webhooks/mod.rs"
    "webhooks/received.rs"
    "webhooks/verifier.rs"
    "wire/branches.rs"
    "wire/containers.rs"
    "wire/enums.rs"
    "wire/loss.rs"
    "wire/mod.rs"
    "wire/object.rs"
    "wire/record.rs"
    "wire/scalars.rs"
    "wire/secret.rs"
    "wire/tagged.rs"
    "wire/text.rs"
    "wire/unions.rs"
    "wire/value.rs"
    "wire/writer.rs"
    "with_response.rs"
    "xml/mod.rs"
    "xml/read.rs"
    "xml/write.rs"
}

/// Adds `src/runtime/`.
pub fn emit(needs: Needs, files: &mut Vec<SourceFile<'_>>) {
    let left_out: Vec<&str> = OPTIONAL
        .iter()
        .filter(|(_, is_needed)| !is_needed(&needs))
        .map(|(module, _)| *module)
        .collect();
    for (path, text) in FILES {
        if left_out
            .iter()
            .any(|module| path.starts_with(&format!("{module}/")))
        {
            continue;
        }
        if *path == "lib.rs" && !left_out.is_empty() {
            let text = without_modules(text, &left_out);
            files.push(SourceFile::text("src/runtime/mod.rs", move || text.clone()));
            continue;
        }
        let path = if *path == "lib.rs" { "mod.rs" } else { path };
        let path = format!("src/runtime/{path}");
        files.push(SourceFile::verbatim(path, without_tests(text)));
    }
}

/// Decides whether a document needs a module.
type IsNeeded = fn(&Needs) -> bool;

/// Modules that only some documents need, each in a folder.
const OPTIONAL: &[(&str, IsNeeded)] = &[
    ("oauth", |needs| needs.oauth),
    ("response_headers", |needs| needs.response_headers),
    ("streaming", |needs| needs.streams),
    ("webhooks", |needs| needs.webhooks),
    ("xml", |needs| needs.xml),
];

/// Returns the root of the runtime without the lines that name one of these modules.
fn without_modules(root: &str, left_out: &[&str]) -> String {
    let names = |line: &str, module: &str| {
        line.contains(&format!(" {module};")) || line.contains(&format!(" {module}::"))
    };
    let lines = root
        .lines()
        .filter(|line| !left_out.iter().any(|module| names(line, module)));
    lines.map(|line| format!("{line}\n")).collect()
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
