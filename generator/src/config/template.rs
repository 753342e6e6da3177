//! The commented configuration that `sdkwright init` writes.

/// A configuration file with every key and its description; optional keys are commented out.
pub const TEMPLATE: &str = include_str!("template.toml");

#[cfg(test)]
mod tests {
    use crate::diagnostics::{Diagnostics, SourceText};

    #[test]
    fn every_commented_key_is_one_that_exists() {
        let uncommented: String = super::TEMPLATE
            .lines()
            .map(|line| match line.strip_prefix("#") {
                Some(rest) if !rest.starts_with(' ') => format!("{rest}\n"),
                _ => format!("{line}\n"),
            })
            .collect();
        assert_ne!(uncommented, super::TEMPLATE);
        let source = SourceText {
            name: "sdkwright.toml".into(),
            text: uncommented,
        };
        let mut diagnostics = Diagnostics::default();
        let config = super::super::parse(&source, &mut diagnostics);
        assert_eq!(diagnostics, Diagnostics::default());
        assert_eq!(config.servers.len(), 2);
    }
}
