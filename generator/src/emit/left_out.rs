//! The operations of the document that the SDK does not have, in the README, on the page and in the docs of their
//! resource.

use super::Sdk;
use crate::model::LeftOut;
use crate::rust::doc_attributes::{code, escape};

const HEADING: &str = "Operations that are not in this crate";

/// Returns a section of the README on all of them, or nothing.
pub fn readme(sdk: &Sdk<'_>) -> String {
    let lines = lines(sdk, |_| true);
    if lines.is_empty() {
        return String::new();
    }
    format!(
        "## {HEADING}\n\nThe document describes these operations in a way that cannot be called. \
         [`Client::request`](#calls) sends a request by method and path.\n\n{lines}"
    )
}

/// Returns a section of the page of a resource, or nothing.
pub fn page(sdk: &Sdk<'_>, tag: &str) -> String {
    under_heading("##", &of_resource(sdk, tag))
}

/// Returns a section of the docs of a resource, or nothing.
pub fn docs(sdk: &Sdk<'_>, tag: &str) -> String {
    under_heading("#", &of_resource(sdk, tag))
}

fn of_resource(sdk: &Sdk<'_>, tag: &str) -> String {
    lines(sdk, |left_out| left_out.tag == tag)
}

fn under_heading(level: &str, lines: &str) -> String {
    match lines {
        "" => String::new(),
        lines => format!("{level} {HEADING}\n\n{lines}"),
    }
}

fn lines(sdk: &Sdk<'_>, is_listed: impl Fn(&LeftOut) -> bool) -> String {
    let left_out = sdk.planned.api.left_out.iter();
    let lines: Vec<String> = left_out.filter(|it| is_listed(it)).map(line).collect();
    lines.join("\n")
}

/// Returns ``- `GET /pets` (`listPets`): a parameter is an unresolved reference (SW0411)``.
fn line(left_out: &LeftOut) -> String {
    let LeftOut {
        method,
        path,
        code: diagnostic,
        reason,
        ..
    } = left_out;
    let place = code(&format!("{method} {path}"));
    let id = left_out.id.as_deref();
    let id = id.map_or_else(String::new, |id| format!(" ({})", code(id)));
    format!("- {place}{id}: {} ({diagnostic})", escape(reason))
}
