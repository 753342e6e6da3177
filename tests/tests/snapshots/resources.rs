//! The generated resources, requests and client of each fixture in `fixtures/resources`.

use sdkwright::Input;
use sdkwright::files::HEADER;
use std::path::PathBuf;

/// Returns the files of the resources, of the headers and of the client, one after the other.
fn generated(fixture: &str) -> String {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/resources");
    let config = PathBuf::from(format!("{folder}/{fixture}.toml"));
    let generation = sdkwright::generate(&Input {
        document: format!("{folder}/{fixture}.yaml").into(),
        config: config.exists().then_some(config),
        ..Input::default()
    });
    let is_shown = |path: &str, text: &str| {
        let root = [
            "src/error.rs",
            "src/errors.rs",
            "src/headers.rs",
            "src/wire/xml.rs",
        ];
        root.contains(&path)
            || path.starts_with("src/wire/") && text.contains("for Multipart {")
            || path.starts_with("src/resources/") && !path.ends_with("/mod.rs")
    };
    let shown = generation
        .files
        .iter()
        .filter(|file| is_shown(&file.path, &file.text));
    let client = generation
        .files
        .iter()
        .find(|file| file.path == "src/client.rs")
        .expect("there is always a client");
    let shown = shown.map(|file| {
        let text = file.text.trim_start_matches(HEADER);
        format!("// {}\n{text}", file.path)
    });
    // After the credentials the builder is the same for every document, up to the servers.
    let (specific, common) = client
        .text
        .split_once("    /// Sets the base URL of the API.")
        .expect("the builder takes a base URL");
    let servers = common
        .find("/// The servers of the API.")
        .unwrap_or(common.len());
    let client = format!(
        "// {}\n{}{}",
        client.path,
        specific.trim_start_matches(HEADER),
        &common[servers..]
    );
    shown.chain([client]).collect::<Vec<_>>().join("\n")
}

fixtures! {
    accept_selects_a_media_type
    bodies
    body_media_types
    collection_formats
    errors_by_status
    forms
    json_lines_bodies
    many_arguments
    multipart
    nested_resources
    one_value
    pages
    parameter_styles
    parameters
    part_headers
    response_headers
    servers
    streams
    successes
    xml
}
