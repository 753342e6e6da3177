//! Names of servers that have none: from their descriptions, or from their hosts.

use crate::model::Server;
use crate::words::words;
use std::collections::{HashMap, HashSet};

/// Words that say nothing about a server.
const GENERIC: [&str; 16] = [
    "a",
    "an",
    "and",
    "api",
    "endpoint",
    "environment",
    "env",
    "for",
    "host",
    "of",
    "our",
    "server",
    "servers",
    "service",
    "the",
    "url",
];

/// The maximum length of a name in words. A longer description is a sentence.
const LONGEST: usize = 3;

/// Names all servers, if a user can choose between several or set a variable.
pub(super) fn name_all(servers: &mut [Server]) {
    let has_choice = servers.len() > 1 || servers.iter().any(|it| !it.template.is_empty());
    if !has_choice {
        return;
    }
    let mut urls: HashMap<&str, HashSet<&str>> = HashMap::new();
    for server in servers.iter() {
        let (_, host) = scheme_and_host(server);
        urls.entry(host).or_default().insert(&server.url);
    }
    let shares_host = |host: &str| urls.get(host).is_some_and(|urls| urls.len() > 1);
    let names = servers.iter().enumerate();
    let names: Vec<String> = names
        .map(|(index, server)| name(server, index, shares_host))
        .collect();
    for (server, name) in servers.iter_mut().zip(names) {
        server.name.get_or_insert(name);
    }
}

fn scheme_and_host(server: &Server) -> (&str, &str) {
    server.url.split_once("://").unwrap_or_default()
}

/// `shares_host`: whether there are several URLs of a host.
fn name(server: &Server, index: usize, shares_host: impl Fn(&str) -> bool) -> String {
    let described = server.description.as_deref().map(telling_words);
    if let Some(words) = described.filter(|words| (1..=LONGEST).contains(&words.len())) {
        return words.join(" ");
    }
    let (scheme, host) = scheme_and_host(server);
    if index > 0 && shares_host(host) {
        return scheme.to_owned();
    }
    let label = host.split(['.', ':', '/']).next().unwrap_or_default();
    let words = telling_words(label);
    match words.is_empty() || label.bytes().all(|byte| byte.is_ascii_digit()) {
        true if index == 0 => "default".to_owned(),
        true => format!("server {}", index + 1),
        false => words.join(" "),
    }
}

fn telling_words(text: &str) -> Vec<String> {
    let mut words = words(text);
    words.retain(|word| !GENERIC.contains(&word.to_lowercase().as_str()));
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(servers: &[(&str, &str)]) -> Vec<String> {
        let mut servers: Vec<Server> = servers
            .iter()
            .map(|(url, description)| Server {
                name: None,
                url: (*url).to_owned(),
                description: Some((*description).to_owned()),
                template: Vec::new(),
            })
            .collect();
        name_all(&mut servers);
        servers
            .into_iter()
            .filter_map(|server| server.name)
            .collect()
    }

    #[test]
    fn a_short_description_is_a_name_and_a_sentence_is_none() {
        let servers = [
            ("https://api.example.com", "The production server."),
            (
                "https://sandbox.example.com",
                "Use this one to try things without any harm.",
            ),
            ("https://api.example.org", ""),
            ("http://localhost:8080", ""),
            ("http://127.0.0.1", ""),
        ];
        assert_eq!(
            names(&servers),
            ["production", "sandbox", "server 3", "localhost", "server 5"]
        );
    }

    #[test]
    fn schemes_of_one_host_are_told_apart() {
        let servers = [
            ("https://example.com/v1", ""),
            ("http://example.com/v1", ""),
        ];
        assert_eq!(names(&servers), ["example", "http"]);
    }

    #[test]
    fn one_server_needs_no_name() {
        assert!(names(&[("https://example.com", "Production")]).is_empty());
    }
}
