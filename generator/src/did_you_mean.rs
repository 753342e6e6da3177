//! Finds the closest match for a misspelled name.

/// Returns the name closest to this one, if it is similar enough.
pub fn did_you_mean<'a>(wrong: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = fold(wrong);
    let (similarity, name) = names
        .into_iter()
        .map(|name| (strsim::jaro_winkler(&folded, &fold(name)), name))
        .max_by(|(a, one), (b, other)| a.total_cmp(b).then_with(|| other.cmp(one)))?;
    (similarity >= 0.84).then_some(name)
}

/// Removes what is commonly misspelled: case, and separators of words.
fn fold(name: &str) -> String {
    name.chars()
        .filter(|c| !matches!(c, '-' | '_' | ' '))
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::did_you_mean;

    #[test]
    fn a_slip_is_recognized_and_another_word_is_not() {
        let names = ["env-prefix", "dates", "base-url", "servers"];
        for (wrong, meant) in [
            ("env_prefix", Some("env-prefix")),
            ("baseUrl", Some("base-url")),
            ("server", Some("servers")),
            ("colour", None),
        ] {
            assert_eq!(did_you_mean(wrong, names), meant, "{wrong}");
        }
    }
}
