//! Quotes names in dot notation that contain a hyphen, such as `$.paths.*.get[?@.x-traits.paged]`. RFC 9535 (section
//! 2.5.1.1) requires brackets for them, but the tests of the Overlay Specification use the dot notation.

/// Returns the expression with brackets around names that contain a hyphen. String literals are unchanged.
pub fn quoted(path: &str) -> String {
    let mut text = String::with_capacity(path.len() + 8);
    let mut rest = path;
    while let Some(first) = rest.chars().next() {
        let taken = match first {
            '\'' | '"' => string(rest, first),
            '.' => {
                let name = name(rest.get(1..).unwrap_or_default());
                if name.contains('-') {
                    // `..name` becomes `..['name']`: both dots of a descendant segment remain.
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

/// Returns the length of the string literal at the beginning, including its quotes.
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

/// Returns the name at the beginning. A digit begins a number, in which a hyphen has another meaning.
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
