//! Parses path templates: their parameters, and an invalid query.

use std::collections::HashSet;

/// A parsed path template.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Template {
    /// The template, with `{name}` for each parameter, and with the fixed part of its query.
    pub path: String,
    /// The names in braces, without duplicates, in order.
    pub parameters: Vec<String>,
    /// The parameters of a query in the path, which was removed: names, and parameters in braces (`?id={id}`).
    pub query: Vec<(String, String)>,
    /// The names in the fixed part of a query in the path (`?action=list`).
    pub fixed: Vec<String>,
    /// There is a query or a fragment.
    pub is_repaired: bool,
}

/// Parses a path template. `{id:[0-9]+}`, `{+path}` and `{path*}` are the parameters `id` and `path`.
pub(super) fn template(path: &str) -> Template {
    let (before_fragment, fragment) = cut(path, '#');
    let (plain, query) = cut(before_fragment, '?');
    let mut template = Template {
        is_repaired: fragment.is_some() || query.is_some(),
        ..Template::default()
    };
    if !plain.starts_with('/') {
        template.path.push('/');
    }
    let mut seen = HashSet::new();
    let mut rest = plain;
    while let Some(open) = rest.find('{') {
        let (before, inside) = rest.split_at(open);
        let Some(close) = closing(inside) else { break };
        let name = parameter_name(inside.get(1..close).unwrap_or_default());
        template.path.push_str(before);
        template.path.push('{');
        template.path.push_str(&name);
        template.path.push('}');
        if seen.insert(name.clone()) {
            template.parameters.push(name);
        }
        rest = inside.get(close + 1..).unwrap_or_default();
    }
    template.path.push_str(rest);
    let pairs = query
        .unwrap_or_default()
        .trim_start_matches(['?', '{'])
        .split('&')
        .filter(|pair| !pair.is_empty());
    for pair in pairs {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let parameter = value
            .strip_prefix('{')
            .and_then(|value| value.strip_suffix('}'));
        match parameter {
            Some(inside) => template
                .query
                .push((name.to_owned(), parameter_name(inside))),
            None => {
                let separator = if template.fixed.is_empty() { '?' } else { '&' };
                template.path.push(separator);
                // A brace would begin a parameter.
                template
                    .path
                    .push_str(&pair.replace('{', "%7B").replace('}', "%7D"));
                template.fixed.push(name.to_owned());
            }
        }
    }
    template
}

/// Splits a text at a character outside braces.
fn cut(text: &str, at: char) -> (&str, Option<&str>) {
    let mut depth = 0_usize;
    for (index, char) in text.char_indices() {
        match char {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ if char == at && depth == 0 => {
                return (text.get(..index).unwrap_or_default(), text.get(index + 1..));
            }
            _ => {}
        }
    }
    (text, None)
}

/// Returns the index of the matching brace (`{id:[0-9]{3}}`).
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (index, char) in text.char_indices() {
        match char {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return Some(index);
        }
    }
    None
}

fn parameter_name(inside: &str) -> String {
    let name = inside.split(':').next().unwrap_or_default();
    name.trim()
        .trim_start_matches(['+', '*', '#'])
        .trim_end_matches(['*', '+'])
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_in_braces_are_names() {
        let template = template("pets/{id:[0-9]{3}}/{+path}/{id}");
        assert_eq!(template.path, "/pets/{id}/{path}/{id}");
        assert_eq!(template.parameters, ["id", "path"]);
        assert!(!template.is_repaired);
    }

    #[test]
    fn a_query_in_the_path_is_fixed_or_a_parameter() {
        let template = template("/search?kind=pet&name={name}&deep#top");
        assert_eq!(template.path, "/search?kind=pet&deep");
        assert_eq!(template.fixed, ["kind", "deep"]);
        assert_eq!(template.query, [("name".to_owned(), "name".to_owned())]);
        assert!(template.is_repaired);
    }

    #[test]
    fn an_open_brace_is_text() {
        assert_eq!(template("/a/{b").path, "/a/{b");
    }
}
