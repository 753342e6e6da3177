//! Parses path templates: their parameters, and an invalid query.

/// A parsed path template.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Template {
    /// The template, with `{name}` for each parameter, without query and fragment.
    pub path: String,
    /// The names in braces, without duplicates, in order.
    pub parameters: Vec<String>,
    /// The query after `?`: names, and values or parameters in braces.
    pub query: Vec<(String, QueryValue)>,
    /// A query or a fragment was removed.
    pub is_repaired: bool,
}

/// A value in the query of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum QueryValue {
    /// `?action=list`.
    Constant(String),
    /// `?id={id}`.
    Parameter(String),
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
    let mut rest = plain;
    while let Some(open) = rest.find('{') {
        let (before, inside) = rest.split_at(open);
        let Some(close) = closing(inside) else { break };
        let name = parameter_name(inside.get(1..close).unwrap_or_default());
        template.path.push_str(before);
        template.path.push('{');
        template.path.push_str(&name);
        template.path.push('}');
        if !template.parameters.contains(&name) {
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
    template.query = pairs.map(pair).collect();
    template
}

fn pair(pair: &str) -> (String, QueryValue) {
    let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
    let value = match value
        .strip_prefix('{')
        .and_then(|value| value.strip_suffix('}'))
    {
        Some(inside) => QueryValue::Parameter(parameter_name(inside)),
        None => QueryValue::Constant(value.to_owned()),
    };
    (name.to_owned(), value)
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
    fn a_query_in_the_path_becomes_parameters() {
        let template = template("/search?kind=pet&name={name}#top");
        assert_eq!(template.path, "/search");
        let expected = [
            ("kind".to_owned(), QueryValue::Constant("pet".to_owned())),
            ("name".to_owned(), QueryValue::Parameter("name".to_owned())),
        ];
        assert_eq!(template.query, expected);
        assert!(template.is_repaired);
    }

    #[test]
    fn an_open_brace_is_text() {
        assert_eq!(template("/a/{b").path, "/a/{b");
    }
}
