//! Levels of diagnostics by code: errors that become warnings, warnings that become errors, warnings that are not shown.

use super::{Code, Diagnostic, Severity};

/// The level of a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// An error is a warning, and a warning is not shown.
    Allow,
    /// An error is a warning.
    Warn,
    /// A warning is an error.
    Deny,
}

/// The levels of a run. Codes without one have the severity of the table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Levels(Vec<(Code, Level)>);

impl Levels {
    /// Sets the level of a code, in place of an earlier one.
    ///
    /// # Errors
    /// Returns why, if the code is not known, or if it is an error after which there is no SDK.
    pub fn set(&mut self, id: &str, level: Level) -> Result<(), String> {
        let code = Code::ALL.iter().find(|code| code.id() == id);
        let Some(code) = code else {
            return Err(format!(
                "`{}` is not a code: `sdkwright explain` lists them",
                id.escape_debug()
            ));
        };
        if level != Level::Deny && !code.is_recoverable() {
            return Err(format!(
                "{id} cannot be allowed: there is no SDK after this error"
            ));
        }
        self.put(*code, level);
        Ok(())
    }

    /// Sets all of these levels, in place of earlier ones.
    pub fn extend(&mut self, others: &Self) {
        for (code, level) in &others.0 {
            self.put(*code, *level);
        }
    }

    fn put(&mut self, code: Code, level: Level) {
        self.0.retain(|(known, _)| *known != code);
        self.0.push((code, level));
    }

    /// Sets the severity of a diagnostic. Returns `false` if it is not to be shown.
    pub(super) fn apply(&self, diagnostic: &mut Diagnostic) -> bool {
        let severity = diagnostic.code.severity();
        let level = self.0.iter().find(|(code, _)| *code == diagnostic.code);
        diagnostic.severity = match level {
            None => severity,
            Some((_, Level::Deny)) => Severity::Error,
            Some((_, Level::Allow)) if severity == Severity::Warning => return false,
            Some((_, Level::Allow | Level::Warn)) => Severity::Warning,
        };
        true
    }
}

impl Code {
    /// Returns `true` for a warning, and for an error that the SDK can do without: what it is about is ignored, or is any
    /// value.
    pub fn is_recoverable(self) -> bool {
        self.severity() == Severity::Warning
            || matches!(
                self,
                Self::ReferenceNotFound
                    | Self::OverlaySelectsNothing
                    | Self::SelectorMatchesNothing
                    | Self::ConfigurationKey
            )
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Diagnostics, Place};
    use super::*;

    fn severities(levels: &Levels, codes: &[Code]) -> Vec<Severity> {
        let mut found = Diagnostics::default();
        for code in codes {
            found.push(Diagnostic::new(*code, Place::File("x".into()), "wrong"));
        }
        found.apply(levels);
        found.iter().map(|diagnostic| diagnostic.severity).collect()
    }

    #[test]
    fn a_level_changes_the_severity_of_its_code() {
        use Code::{InvalidValue, NotSupported, ReferenceNotFound, SyntaxError};
        let mut levels = Levels::default();
        levels.set("SW0207", Level::Allow).unwrap();
        levels.set("SW0202", Level::Allow).unwrap();
        levels.set("SW0203", Level::Warn).unwrap();
        levels.set("SW0203", Level::Deny).unwrap();
        let all = [ReferenceNotFound, InvalidValue, NotSupported, SyntaxError];
        assert_eq!(
            severities(&levels, &all),
            [Severity::Warning, Severity::Error, Severity::Error]
        );
        assert_eq!(
            levels.set("SW0002", Level::Allow).unwrap_err(),
            "SW0002 cannot be allowed: there is no SDK after this error"
        );
        assert!(levels.set("SW9999", Level::Deny).is_err());
    }
}
