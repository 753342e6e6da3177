//! Reports references that are not resolved.

use super::super::components::Section;
use super::super::{Here, Reader};
use crate::diagnostics::{Code, Diagnostic};
use crate::did_you_mean::did_you_mean;
use crate::pointer::percent_decoded;

impl<'t> Reader<'t, '_> {
    /// Reports an unresolved reference to a place that is not a component.
    pub(in crate::parse) fn report_unresolved(
        &mut self,
        noun: &str,
        text: &str,
        here: &Here<'_, 't>,
    ) {
        if self.is_in_missing_file(text) {
            return;
        }
        if let Some(diagnostic) = self.unresolved(noun, text, &here.key("$ref")) {
            self.diagnostics.push(diagnostic);
        }
    }

    pub(super) fn report_unresolved_component(
        &mut self,
        section: Section,
        text: &str,
        here: &Here<'_, 't>,
    ) {
        if !self.is_in_missing_file(text) {
            self.report_not_found(section, text, &here.key("$ref"));
        }
    }

    pub(super) fn report_not_found(&mut self, section: Section, text: &str, here: &Here<'_, 't>) {
        let noun = section.noun();
        let Some(mut diagnostic) = self.unresolved(noun, text, here) else {
            return;
        };
        let last = percent_decoded(text.rsplit('/').next().unwrap_or(text));
        let own = self.own(section);
        let similar = own.and_then(|own| did_you_mean(&last, own.keys().map(String::as_str)));
        if let Some(similar) = similar {
            diagnostic =
                diagnostic.help(format!("a {noun} with a similar name exists: `{similar}`"));
        }
        self.diagnostics.push(diagnostic);
    }

    /// Returns `true` if a reference is to a file that could not be read, which `load` has reported.
    pub(super) fn is_in_missing_file(&self, text: &str) -> bool {
        match text.split_once('#') {
            Some(("", _)) => false,
            Some((path, _)) => !self.source.files.contains_key(&*percent_decoded(path)),
            None => text.contains(['/', '.', ':', '\\']),
        }
    }

    /// Returns the error for an unresolved reference, unless it has been reported.
    fn unresolved(&mut self, noun: &str, text: &str, here: &Here<'_, 't>) -> Option<Diagnostic> {
        if !self.references.reported.insert(text.to_owned()) {
            return None;
        }
        let place = self.place(here);
        let message = format!("unresolved reference to a {noun}");
        Some(Diagnostic::new(Code::ReferenceNotFound, place, message).label("not found"))
    }
}
