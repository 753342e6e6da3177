//! The licence files of an SDK, for the licences whose text sdkwright includes.

use crate::emit::Sdk;
use crate::files::SourceFile;

/// Adds `LICENSE-MIT` and `LICENSE-APACHE` for `MIT OR Apache-2.0`, or the one of them that is named.
pub fn emit(sdk: &Sdk<'_>, files: &mut Vec<SourceFile<'_>>) {
    let license = sdk.config.package.license.as_deref().unwrap_or_default();
    let mut words: Vec<_> = license.split(" OR ").map(str::trim).collect();
    words.sort_unstable();
    if words.contains(&"MIT") {
        let holder = format!("Copyright (c) the {} authors", sdk.metadata.package);
        files.push(SourceFile::text("LICENSE-MIT", move || {
            MIT.replace("{copyright}", &holder)
        }));
    }
    if words.contains(&"Apache-2.0") {
        files.push(SourceFile::verbatim("LICENSE-APACHE", APACHE));
    }
}

const MIT: &str = include_str!("licences/mit.txt");
const APACHE: &str = include_str!("licences/apache.txt");
