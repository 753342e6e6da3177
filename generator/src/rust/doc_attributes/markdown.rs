//! Rewrites Markdown so that rustdoc cannot misinterpret it.
//!
//! The text is parsed as rustdoc would parse it and written again from the parser's events. The output therefore
//! contains only syntax of this module, whatever the input.

use super::html::{self, Piece};
use pulldown_cmark::{CodeBlockKind, CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// Rewrites the text.
pub fn render(text: &str) -> String {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let mut writer = Writer::default();
    for event in Parser::new_ext(text, options) {
        writer.event(event);
    }
    writer.finish()
}

#[derive(Default)]
struct Writer {
    out: String,
    /// The current block, not yet indented.
    block: String,
    /// The prefixes of each line inside the open blocks: the indentation of lists, the mark of quotes.
    prefix: Vec<String>,
    /// The mark of the list item that has just begun.
    mark: Option<String>,
    /// For each list that is open: the next number, if it is numbered.
    lists: Vec<Option<u64>>,
    /// The text of a code block.
    code: Option<String>,
    /// A code span that an HTML tag opened.
    html_code: Option<String>,
    /// Text to be escaped, collected since the parser splits it.
    text: String,
    /// The destination of each open link that is kept.
    links: Vec<Option<String>>,
    /// The number of cells in the head of the table.
    columns: usize,
    in_head: bool,
    /// Whether the next block follows without an empty line, in the same list item or table.
    tight: bool,
}

impl Writer {
    fn event(&mut self, event: Event<'_>) {
        if let Event::Text(text) = &event {
            match (&mut self.code, &mut self.html_code) {
                (Some(code), _) | (None, Some(code)) => code.push_str(text),
                (None, None) => self.text.push_str(text),
            }
            return;
        }
        self.flush_text();
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Code(code) => self.block.push_str(&super::code(&code)),
            Event::Html(html) | Event::InlineHtml(html) => self.html(&html),
            Event::SoftBreak => self.block.push('\n'),
            Event::HardBreak => self.block.push_str("\\\n"),
            Event::Rule => self.end_block(),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph | Tag::HtmlBlock | Tag::Table(_) => self.end_block(),
            Tag::Heading { level, .. } => {
                self.end_block();
                // Rustdoc's own headings are the first level.
                self.block.push_str(match level {
                    HeadingLevel::H1 | HeadingLevel::H2 => "## ",
                    HeadingLevel::H3 => "### ",
                    _ => "#### ",
                });
            }
            Tag::BlockQuote(_) => {
                self.end_block();
                self.prefix.push("> ".to_owned());
            }
            Tag::CodeBlock(CodeBlockKind::Fenced(_) | CodeBlockKind::Indented) => {
                self.end_block();
                self.code = Some(String::new());
            }
            Tag::List(first) => {
                self.end_block();
                self.lists.push(first);
            }
            Tag::Item => {
                self.end_block();
                let mark = match self.lists.last_mut() {
                    Some(Some(number)) => {
                        *number = number.saturating_add(1);
                        format!("{}. ", number.saturating_sub(1))
                    }
                    _ => "* ".to_owned(),
                };
                self.prefix.push(" ".repeat(mark.len()));
                self.mark = Some(mark);
                self.tight = true;
            }
            Tag::TableHead => {
                self.columns = 0;
                self.in_head = true;
                self.block.push('|');
            }
            Tag::TableRow => self.block.push_str("\n|"),
            Tag::TableCell => self.block.push(' '),
            Tag::Emphasis => self.block.push('*'),
            Tag::Strong => self.block.push_str("**"),
            Tag::Strikethrough => self.block.push_str("~~"),
            Tag::Link { dest_url, .. } => {
                let kept = web(&dest_url);
                if kept.is_some() {
                    self.block.push('[');
                }
                self.links.push(kept);
            }
            Tag::Image { dest_url, .. } => {
                // An external image would be loaded by every reader's browser; a link is not.
                let kept = web(&dest_url).filter(|_| self.links.iter().all(Option::is_none));
                if kept.is_some() {
                    self.block.push('[');
                }
                self.links.push(kept);
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::HtmlBlock | TagEnd::Table => {
                self.end_block()
            }
            TagEnd::BlockQuote(_) => {
                self.end_block();
                self.prefix.pop();
            }
            TagEnd::CodeBlock => {
                let code = self.code.take().unwrap_or_default();
                let longest = code
                    .split(|c| c != '`')
                    .map(str::len)
                    .max()
                    .unwrap_or_default();
                let fence = "`".repeat(longest.max(2) + 1);
                self.block = format!("{fence}text\n{}\n{fence}", code.trim_end());
                self.end_block();
            }
            TagEnd::List(_) => {
                self.end_block();
                self.lists.pop();
                self.tight = false;
            }
            TagEnd::Item => {
                self.end_block();
                // An empty item.
                if self.mark.take().is_none() {
                    self.tight = true;
                }
                self.prefix.pop();
            }
            TagEnd::TableHead => {
                self.in_head = false;
                let line = " --- |".repeat(self.columns);
                self.block.push_str(&format!("\n|{line}"));
            }
            TagEnd::TableCell => {
                self.columns += usize::from(self.in_head);
                self.block.push_str(" |");
            }
            TagEnd::Emphasis => self.block.push('*'),
            TagEnd::Strong => self.block.push_str("**"),
            TagEnd::Strikethrough => self.block.push_str("~~"),
            TagEnd::Link | TagEnd::Image => {
                if let Some(Some(url)) = self.links.pop() {
                    if self.block.ends_with('[') {
                        self.block.push_str("link");
                    }
                    self.block.push_str(&format!("](<{url}>)"));
                }
            }
            _ => {}
        }
    }

    fn html(&mut self, html: &str) {
        for piece in html::pieces(html) {
            match piece {
                Piece::Text(text) | Piece::Other(text) => match &mut self.html_code {
                    Some(code) => code.push_str(text),
                    None => self.text.push_str(text),
                },
                Piece::Tag(html::Tag::Code) => {
                    self.flush_text();
                    match self.html_code.take() {
                        Some(code) => self.block.push_str(&super::code(&code)),
                        None => self.html_code = Some(String::new()),
                    }
                }
                Piece::Tag(tag) => {
                    self.flush_text();
                    match tag {
                        html::Tag::Break => self.block.push('\n'),
                        html::Tag::Paragraph => self.end_block(),
                        html::Tag::Item => {
                            self.end_block();
                            self.block.push_str("• ");
                        }
                        html::Tag::Nothing | html::Tag::Code => {}
                    }
                }
            }
        }
        self.flush_text();
    }

    fn flush_text(&mut self) {
        if !self.text.is_empty() {
            let text = std::mem::take(&mut self.text);
            let linked = self.links.iter().any(Option::is_some);
            escape_into(&mut self.block, &text, linked);
        }
    }

    /// Writes the current block, each line with its prefix.
    fn end_block(&mut self) {
        self.flush_text();
        if let Some(code) = self.html_code.take() {
            self.block.push_str(&super::code(&code));
        }
        let block = std::mem::take(&mut self.block);
        // Code keeps its indentation; text must have none, or it would be code.
        let is_code = block.starts_with("```");
        let lines: Vec<&str> = block
            .trim()
            .lines()
            .map(|line| {
                if is_code {
                    line.trim_end()
                } else {
                    line.trim()
                }
            })
            .collect();
        if lines.iter().all(|line| line.is_empty() || *line == "\\") {
            return;
        }
        if !self.out.is_empty() {
            self.out.push('\n');
            if !self.tight {
                self.out.push_str(self.prefix_of_lines().trim_end());
                self.out.push('\n');
            }
        }
        self.tight = false;
        let prefix = self.prefix_of_lines();
        let first = match self.mark.take() {
            Some(mark) => {
                let outer: String = self
                    .prefix
                    .iter()
                    .rev()
                    .skip(1)
                    .rev()
                    .map(String::as_str)
                    .collect();
                format!("{outer}{mark}")
            }
            None => prefix.clone(),
        };
        for (index, line) in lines.iter().enumerate() {
            let line = if is_code {
                (*line).to_owned()
            } else {
                defuse_line(line)
            };
            if index > 0 {
                self.out.push('\n');
            }
            let before = if index == 0 { &first } else { &prefix };
            self.out.push_str(format!("{before}{line}").trim_end());
        }
    }

    fn prefix_of_lines(&self) -> String {
        self.prefix.concat()
    }

    fn finish(mut self) -> String {
        self.end_block();
        self.out
    }
}

/// Returns a destination on the web, without characters that could end it early.
fn web(url: &CowStr<'_>) -> Option<String> {
    let is_web = ["https://", "http://", "mailto:"]
        .iter()
        .any(|scheme| url.starts_with(scheme));
    let clean = !url.contains(|c: char| {
        c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '\\' | '`')
    });
    (is_web && clean).then(|| url.to_string())
}

/// Returns text with all Markdown characters escaped, and URLs as links.
fn escape_into(out: &mut String, text: &str, linked: bool) {
    let mut rest = text;
    while let Some(at) = find_url(rest) {
        let (before, from) = rest.split_at(at);
        let end = from
            .find(|c: char| {
                c.is_whitespace()
                    || matches!(c, '<' | '>' | '"' | '`' | '\\' | '|')
                    || !c.is_ascii()
            })
            .unwrap_or(from.len());
        let url = from.get(..end).unwrap_or(from);
        let url =
            url.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', ')', ']', '}', '*', '_']);
        escape_plain(out, before);
        let after_scheme = url.split_once("://").map_or("", |(_, after)| after);
        if linked || after_scheme.is_empty() {
            escape_plain(out, url);
        } else {
            out.push('<');
            out.push_str(url);
            out.push('>');
        }
        rest = from.get(url.len()..).unwrap_or_default();
        if url.is_empty() {
            break;
        }
    }
    escape_plain(out, rest);
}

fn find_url(text: &str) -> Option<usize> {
    match (text.find("https://"), text.find("http://")) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

fn escape_plain(out: &mut String, text: &str) {
    for c in text.chars() {
        if matches!(
            c,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '~' | '|' | '^' | '$'
        ) {
            // An underscore inside a word is not Markdown.
            let needless = match c {
                '_' => out.ends_with(char::is_alphanumeric),
                '&' | '>' | '$' | '^' => out.ends_with(char::is_alphanumeric) || out.ends_with(' '),
                _ => false,
            };
            let needless = needless && !(c == '&' && text.contains(';'));
            if !needless {
                out.push('\\');
            }
        }
        out.push(c);
    }
}

/// Escapes a line of text that would begin a block: a heading, an item, a quote, a rule.
fn defuse_line(line: &str) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let after_digits = line.get(digits..).unwrap_or_default();
    if digits > 0 && after_digits.starts_with(['.', ')']) {
        let (number, rest) = line.split_at(digits);
        return format!("{number}\\{rest}");
    }
    let is_heading_of_ours =
        line.starts_with("## ") || line.starts_with("### ") || line.starts_with("#### ");
    let starts = line.starts_with(['#', '+', '-', '=', '>']);
    if starts && !is_heading_of_ours {
        return format!("\\{line}");
    }
    line.to_owned()
}
