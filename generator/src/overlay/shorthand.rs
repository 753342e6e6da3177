//! Names after a dot that RFC 9535 (section 2.5.1.1) wants in brackets: `$.paths.*.get[?@.x-traits.paged]`, as people, and the Overlay
//! Specification's own tests, write them.

/// The path with each name that has a hyphen in brackets; everything between quotes stays as it is.
pub fn quoted(path: &str) -> String {
    let mut text = String::with_capacity(path.len() + 8);
    let mut rest = path;
    while let Some(first) = rest.chars().next() {
        let taken = match first {
            '\'' | '"' => string(rest, first),
            '.' => {
                let name = name(rest.get(1..).unwrap_or_default());
                if name.contains('-') {
                    // `..name` becomes `..['name']`: of a descendant segment both dots stay.
                    if text.ends_with('.') {
                        text.push('.');
                    }
                    text.push_str("['");
                    text.push_str(name);
                    text.push_str("']");
                    rest = rest.get(1 + name.len()..).unwrap_or_default();
                    continue;
                }
                1 + name.len()
            }
            other => other.len_utf8(),
        };
        let (before, after) = rest.split_at_checked(taken).unwrap_or((rest, ""));
        text.push_str(before);
        rest = after;
    }
    text
}

/// How long the string at the beginning is, with its quotes.
fn string(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (index, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == quote => return index + 1,
            _ => {}
        }
    }
    text.len()
}

/// The name at the beginning. What begins with a digit is a number, in which a hyphen means something else.
fn name(text: &str) -> &str {
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        return "";
    }
    let end = text.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-')));
    text.get(..end.unwrap_or(text.len())).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_with_a_hyphen_outside_of_strings_change() {
        for (written, meant) in [
            (
                "$.paths.*.get[?@.x-traits.paged]",
                "$.paths.*.get[?@['x-traits'].paged]",
            ),
            ("$..x-a", "$..['x-a']"),
            ("$.a[?@.b == 'x.y-z']", "$.a[?@.b == 'x.y-z']"),
            ("$.a[?@.n > -1.5]", "$.a[?@.n > -1.5]"),
            ("$['a.b-c'].d", "$['a.b-c'].d"),
        ] {
            assert_eq!(quoted(written), meant);
        }
    }
}
