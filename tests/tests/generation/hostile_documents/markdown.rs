//! Text of the document stays text in Markdown (README, pages, docs of the code): no HTML, no script, and no code that
//! a doctest would run.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use sdkwright::Generation;

/// Checks all Markdown of the crate.
pub fn assert_is_safe(payload: &str, sentinel: &str, generation: &Generation) {
    for file in &generation.files {
        if file.path.ends_with(".md") {
            check(
                &file.text,
                sentinel,
                &format!("{payload:?} in {}", file.path),
            );
        } else if file.path.ends_with(".rs") && !file.path.starts_with("src/runtime/") {
            for text in docs(&file.text) {
                check(&text, sentinel, &format!("{payload:?} in {}", file.path));
            }
        }
    }
}

fn check(text: &str, sentinel: &str, place: &str) {
    let mut code: Option<(String, String)> = None;
    for event in Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => {
                assert!(is_generated(&html), "HTML of the document, {place}: {html}");
            }
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                let scheme = dest_url.split_once(':').map_or("", |(scheme, _)| scheme);
                assert!(
                    scheme.contains(['/', '#'])
                        || ["", "crate", "Self", "https", "http", "mailto"].contains(&scheme),
                    "a link to {dest_url}, {place}"
                );
            }
            Event::Start(Tag::CodeBlock(kind)) => {
                let language = match kind {
                    CodeBlockKind::Fenced(language) => language.to_string(),
                    CodeBlockKind::Indented => String::new(),
                };
                code = Some((language, String::new()));
            }
            Event::Text(text) => {
                if let Some((_, code)) = &mut code {
                    code.push_str(&text);
                }
            }
            Event::End(TagEnd::CodeBlock) => {
                let (language, text) = code.take().unwrap();
                if language.is_empty()
                    || language.starts_with("rust")
                    || language.contains("no_run")
                {
                    assert_is_our_code(&text, sentinel, place);
                }
            }
            _ => {}
        }
    }
}

/// The anchors and line breaks that the generator writes itself.
fn is_generated(html: &str) -> bool {
    let html = html.trim();
    html == "<br>"
        || html == "</a>"
        || html.starts_with("<a id=\"")
        || html.starts_with("<a name=\"")
}

/// Asserts that a block which rustdoc would compile is Rust and defines nothing that the document names.
fn assert_is_our_code(code: &str, sentinel: &str, place: &str) {
    let shown = |line: &str| line.strip_prefix("# ").unwrap_or(line).to_owned();
    let code: String = code.lines().map(|line| shown(line) + "\n").collect();
    let items = match syn::parse_file(&code) {
        Ok(program) => program.items,
        Err(_) => statements(&code, place),
    };
    for item in items {
        if let syn::Item::Fn(function) = item {
            assert!(
                function.sig.ident != sentinel,
                "code of the document, {place}:\n{code}"
            );
        }
    }
}

/// The items among the statements of an example.
fn statements(code: &str, place: &str) -> Vec<syn::Item> {
    let block: syn::Block = syn::parse_str(&format!("{{ {code} }}")).unwrap_or_else(|error| {
        panic!("a code block that does not parse, {place}: {error}\n{code}")
    });
    let items = block
        .stmts
        .into_iter()
        .filter_map(|statement| match statement {
            syn::Stmt::Item(item) => Some(item),
            _ => None,
        });
    items.collect()
}

/// Returns the text of each run of adjacent doc attributes.
fn docs(text: &str) -> Vec<String> {
    let mut texts = Vec::new();
    gather(text.parse().unwrap(), &mut texts);
    texts
}

fn gather(tokens: proc_macro2::TokenStream, texts: &mut Vec<String>) {
    use proc_macro2::TokenTree;
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut current: Option<String> = None;
    for token in tokens {
        let line = match &token {
            TokenTree::Group(group) => doc_line(group.stream()),
            _ => None,
        };
        match (line, &token) {
            (Some(line), _) => {
                let text = current.get_or_insert_default();
                text.push_str(line.strip_prefix(' ').unwrap_or(&line));
                text.push('\n');
            }
            // Between two attributes.
            (None, TokenTree::Punct(mark)) if matches!(mark.as_char(), '#' | '!') => {}
            (None, token) => {
                texts.extend(current.take());
                if let TokenTree::Group(group) = token {
                    gather(group.stream(), texts);
                }
            }
        }
    }
    texts.extend(current);
}

/// Returns the text if these are the tokens of `doc = "…"`.
fn doc_line(tokens: proc_macro2::TokenStream) -> Option<String> {
    let mut tokens = tokens.into_iter();
    (tokens.next()?.to_string() == "doc").then_some(())?;
    tokens.next()?;
    match tokens.next()? {
        proc_macro2::TokenTree::Literal(literal) => match syn::Lit::new(literal) {
            syn::Lit::Str(text) => Some(text.value()),
            _ => None,
        },
        _ => None,
    }
}
