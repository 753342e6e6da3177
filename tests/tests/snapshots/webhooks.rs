//! The generated webhooks of each fixture in `fixtures/webhooks`.

use sdkwright::Input;
use sdkwright::files::HEADER;

fn generated(fixture: &str) -> String {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/webhooks");
    let generation = sdkwright::generate(&Input {
        document: format!("{folder}/{fixture}.yaml").into(),
        ..Input::default()
    });
    let text = |path: &str| {
        let mut files = generation.files.iter();
        let file = files.find(|file| file.path == path);
        file.expect("the file is generated").text.clone()
    };
    let readme = text("README.md");
    let (_, section) = readme
        .split_once("## Webhooks\n")
        .expect("the README has a section");
    let section = section.split("\n## ").next().unwrap_or_default();
    let code = text("src/webhooks.rs");
    format!("{}\n{}", code.trim_start_matches(HEADER), section.trim())
}

fixtures! {
    named_by_the_receiver
    recognised_by_a_property
    recognised_by_header_and_property
    recognised_in_part
}
