//! Rules of Cargo for the fields of a package.

/// Returns `true` if Cargo and crates.io accept this name for a package.
pub fn is_package_name(text: &str) -> bool {
    text.len() <= 64
        && text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
}

/// Returns `true` if Cargo accepts this version: three numbers, optionally a pre-release and build metadata.
pub fn is_semantic_version(version: &str) -> bool {
    let (rest, build) = version
        .split_once('+')
        .map_or((version, None), |(rest, build)| (rest, Some(build)));
    let (core, pre) = rest
        .split_once('-')
        .map_or((rest, None), |(core, pre)| (core, Some(pre)));
    let number = |part: &str| {
        part.parse::<u64>()
            .is_ok_and(|number| number.to_string() == part)
    };
    let words = |text: &str, zeros: bool| {
        text.split('.').all(|word| {
            !word.is_empty()
                && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
                && (zeros || !word.chars().all(|c| c.is_ascii_digit()) || number(word))
        })
    };
    core.split('.').count() == 3
        && core.split('.').all(number)
        && pre.is_none_or(|pre| words(pre, false))
        && build.is_none_or(|build| words(build, true))
}

#[cfg(test)]
mod tests {
    use super::is_semantic_version;

    #[test]
    fn only_semantic_versions_are_accepted() {
        for (version, accepted) in [
            ("0.1.0", true),
            ("1.2.3-beta.1+5", true),
            ("3.0", false),
            ("1.0.0-01", false),
            ("01.0.0", false),
            ("v1.0.0", false),
            ("1.0.0\"\n[dependencies]", false),
        ] {
            assert_eq!(is_semantic_version(version), accepted, "{version}");
        }
    }
}
