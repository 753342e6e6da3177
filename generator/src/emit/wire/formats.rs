//! Serialization of formats whose types are from crates that only some SDKs need, and own types where a crate's types
//! do not serialize as RFC 3339.

use crate::config::DateLibrary;
use crate::files::SourceFile;
use crate::plan::Planned;

/// Adds a file per required crate, and returns the names of the crates.
pub fn emit(planned: &Planned<'_>, files: &mut Vec<SourceFile<'_>>) -> Vec<&'static str> {
    let needed = needed(planned);
    for (name, text) in needed.iter().copied() {
        let path = format!("src/wire/{name}_format.rs");
        files.push(match planned.lenient_dates && text.contains(STRICT) {
            true => SourceFile::text(path, move || text.replace(STRICT, LENIENT) + ZONED),
            false => SourceFile::verbatim(path, text),
        });
    }
    needed.into_iter().map(|(name, _)| name).collect()
}

/// How a date and time is parsed.
const STRICT: &str = "with a time zone\", date_time)";
/// The same, of one without a time zone too.
const LENIENT: &str = "\", |text| date_time(&zoned(text)))";
const ZONED: &str = include_str!("formats/lenient_dates.rs");

/// Returns `true` if the SDK has types for dates and times that are not RFC 3339 in JSON.
pub fn timestamps(planned: &Planned<'_>) -> bool {
    planned.needs.timestamps && planned.dates != DateLibrary::Strings
}

fn needed(planned: &Planned<'_>) -> Vec<(&'static str, &'static str)> {
    let dates = (planned.needs.dates || planned.needs.date_times).then_some(planned.dates);
    let dates = match dates {
        Some(DateLibrary::Jiff) => Some(("jiff", include_str!("formats/jiff.rs"))),
        Some(DateLibrary::Chrono) => Some(("chrono", include_str!("formats/chrono.rs"))),
        Some(DateLibrary::Time) => Some(("time", include_str!("formats/time.rs"))),
        Some(DateLibrary::Strings) | None => None,
    };
    let timestamps = match planned.dates {
        _ if !timestamps(planned) => None,
        DateLibrary::Jiff => Some(concat!(
            include_str!("formats/timestamps.rs"),
            include_str!("formats/timestamps_jiff.rs")
        )),
        DateLibrary::Chrono => Some(concat!(
            include_str!("formats/timestamps.rs"),
            include_str!("formats/timestamps_chrono.rs")
        )),
        DateLibrary::Time => Some(concat!(
            include_str!("formats/timestamps.rs"),
            include_str!("formats/timestamps_time.rs")
        )),
        DateLibrary::Strings => None,
    };
    let timestamps = timestamps.map(|text| ("timestamps", text));
    let uuids = planned
        .needs
        .uuids
        .then_some(("uuid", include_str!("formats/uuid.rs")));
    dates.into_iter().chain(timestamps).chain(uuids).collect()
}
