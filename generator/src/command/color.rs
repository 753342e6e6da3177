//! Whether output is coloured: on a terminal, unless the environment has another wish.

use std::ffi::OsString;

/// Returns `true` if output is to be coloured. `NO_COLOR` and `TERM=dumb` disable colours, `CLICOLOR_FORCE` enables
/// them without a terminal, and `CLICOLOR=0` disables them on one; an empty variable counts as unset
/// (<https://no-color.org>, <https://bixense.com/clicolors>).
pub fn uses_color(is_terminal: bool, variable: impl Fn(&str) -> Option<OsString>) -> bool {
    let value = |name| variable(name).filter(|value| !value.is_empty());
    let is = |name, expected: &str| value(name).is_some_and(|value| value == *expected);
    if value("NO_COLOR").is_some() {
        return false;
    }
    if value("CLICOLOR_FORCE").is_some() && !is("CLICOLOR_FORCE", "0") {
        return true;
    }
    is_terminal && !is("CLICOLOR", "0") && !is("TERM", "dumb")
}

#[cfg(test)]
mod tests {
    use super::uses_color;

    fn with(is_terminal: bool, variables: &[(&str, &str)]) -> bool {
        uses_color(is_terminal, |name| {
            let mut all = variables.iter();
            all.find_map(|(known, value)| (*known == name).then(|| (*value).into()))
        })
    }

    #[test]
    fn a_terminal_has_colours() {
        assert!(with(true, &[]));
        assert!(with(
            true,
            &[("TERM", "xterm"), ("CLICOLOR", "1"), ("NO_COLOR", "")]
        ));
        assert!(!with(false, &[]));
        assert!(!with(false, &[("CLICOLOR", "1")]));
    }

    #[test]
    fn the_environment_decides_otherwise() {
        assert!(!with(true, &[("NO_COLOR", "1")]));
        assert!(!with(true, &[("CLICOLOR", "0")]));
        assert!(!with(true, &[("TERM", "dumb")]));
        assert!(with(false, &[("CLICOLOR_FORCE", "1")]));
        assert!(!with(false, &[("CLICOLOR_FORCE", "0")]));
        assert!(!with(false, &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    }
}
