//! Path templates: which operation a request is for, and the texts of its path parameters.

use regex::Regex;
use std::fmt::Write as _;

/// A path template.
#[derive(Clone, Debug)]
pub(super) struct Route {
    pattern: Option<Regex>,
    /// The names of the variables, in their order.
    pub(super) names: Vec<String>,
    /// The query that the path fixes, as in `/items?kind=a`.
    pub(super) query: Vec<(String, String)>,
    /// The number of characters outside of variables: the route with more of them is the more specific one.
    pub(super) literals: usize,
    /// The indices of variables that the next one follows at once.
    pub(super) followed: Vec<usize>,
}

impl Route {
    /// Reads a template. Before its path is one of these paths of servers, of which one can be empty.
    pub(super) fn new(template: &str, servers: &[String]) -> Self {
        // A fragment is never sent.
        let sent = template.split('#').next().unwrap_or_default();
        let (path, query) = sent.split_once('?').unwrap_or((sent, ""));
        let (mut pattern, mut names, mut literals) = ("^(?:".to_owned(), Vec::new(), 0);
        for (index, server) in servers.iter().enumerate() {
            if index > 0 {
                pattern.push('|');
            }
            literal(server, &mut pattern);
        }
        pattern.push(')');
        let (mut rest, mut followed) = (path, Vec::new());
        while let Some((before, name, after)) = variable(rest) {
            literal(before, &mut pattern);
            literals += before.len();
            // `{+name}` and `{name*}` are of RFC 6570.
            if before.is_empty() && !names.is_empty() {
                followed.push(names.len() - 1);
            }
            let name = name.trim_start_matches(['+', '#', '.', '/', ';']);
            names.push(name.trim_end_matches('*').to_owned());
            pattern.push_str("([^/]+)");
            rest = after;
        }
        literal(rest, &mut pattern);
        literals += rest.len();
        pattern.push('$');
        Self {
            pattern: Regex::new(&pattern).ok(),
            names,
            query: form_urlencoded::parse(query.as_bytes())
                .into_owned()
                .collect(),
            literals,
            followed,
        }
    }

    /// Returns the text of each variable, not decoded, if the path is of this template.
    pub(super) fn texts<'p>(&self, path: &'p str) -> Option<Vec<&'p str>> {
        let found = self.pattern.as_ref()?.captures(path)?;
        let texts = found.iter().skip(1).flatten();
        Some(texts.map(|text| text.as_str()).collect())
    }
}

/// Splits a template at its first variable.
fn variable(template: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = template.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}

/// Writes a pattern for a literal text, each character as it is or percent-encoded.
fn literal(text: &str, pattern: &mut String) {
    for character in text.chars() {
        let own = regex::escape(&character.to_string());
        if character.is_ascii_alphanumeric() || character == '/' {
            pattern.push_str(&own);
            continue;
        }
        let mut encoded = String::new();
        for byte in character.to_string().bytes() {
            // Writing to a string does not fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
        let _ = write!(pattern, "(?:{own}|{encoded})");
    }
}

#[cfg(test)]
mod tests {
    use super::Route;

    #[test]
    fn a_template_is_matched_encoded_or_not() {
        let route = Route::new("/a b/{id}:run/{file}.{ending}?kind=x#about", &[]);
        assert_eq!(route.names, ["id", "file", "ending"]);
        assert_eq!(route.query, [("kind".to_owned(), "x".to_owned())]);
        assert_eq!(
            route.texts("/a%20b/1%2F2:run/x.y"),
            Some(vec!["1%2F2", "x", "y"])
        );
        assert_eq!(route.texts("/a%20b/1/2:run/x.y"), None);
    }

    #[test]
    fn the_path_of_a_server_is_before_the_template() {
        let servers = ["/api/v3".to_owned(), "/old".to_owned()];
        let route = Route::new("/pets/{id}", &servers);
        assert_eq!(route.texts("/api/v3/pets/1"), Some(vec!["1"]));
        assert_eq!(route.texts("/old/pets/1"), Some(vec!["1"]));
        assert_eq!(route.texts("/pets/1"), None);
    }
}
