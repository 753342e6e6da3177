//! The targets, each in a file of its name.

mod configuration;
mod documents;
mod event_stream;
mod forms;
mod json;
mod json_lines;
mod link;
mod load;
mod multipart;
mod overlay;
mod parameters;
mod response_headers;
mod retry_after;
mod scalars;
mod scratch;
mod xml;

/// A fuzz target.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    /// Its name, also of the folders of its seeds and findings.
    pub name: &'static str,
    /// Runs it.
    pub run: fn(&[u8]),
    /// The number of random changes that CI runs, which take it a few seconds.
    pub runs_in_ci: u64,
}

const fn target(name: &'static str, run: fn(&[u8]), runs_in_ci: u64) -> Target {
    Target {
        name,
        run,
        runs_in_ci,
    }
}

/// Every target.
pub const TARGETS: &[Target] = &[
    target("configuration", configuration::run, 3_000),
    target("documents", documents::run, 100),
    target("event_stream", event_stream::run, 3_000),
    target("forms", forms::run, 3_000),
    target("json", json::run, 10_000),
    target("json_lines", json_lines::run, 3_000),
    target("link", link::run, 3_000),
    target("load", load::run, 3_000),
    target("multipart", multipart::run, 3_000),
    target("overlay", overlay::run, 3_000),
    target("parameters", parameters::run, 3_000),
    target("response_headers", response_headers::run, 3_000),
    target("retry_after", retry_after::run, 3_000),
    target("scalars", scalars::run, 10_000),
    target("xml", xml::run, 3_000),
];
