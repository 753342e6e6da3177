//! Converts HTML tags to Markdown.
//!
//! Descriptions are often HTML. The few tags that only format text become Markdown; all others remain visible as text.

/// The replacement of a tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    /// A new line.
    Break,
    /// A new paragraph.
    Paragraph,
    /// An item of a list.
    Item,
    /// Nothing: the tag only groups or formats.
    Nothing,
    /// A code span begins or ends.
    Code,
}

/// A part of HTML: text between tags, or a tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Text, with unchanged entities.
    Text(&'a str),
    /// A known tag.
    Tag(Tag),
    /// Anything else between angle brackets, to be shown unchanged.
    Other(&'a str),
}

/// Splits HTML into parts. Comments are removed.
pub fn pieces(html: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = html;
    while let Some((text, after)) = rest.split_once('<') {
        if !text.is_empty() {
            pieces.push(Piece::Text(text));
        }
        if let Some(comment) = after.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let Some((tag, after)) = after.split_once('>') else {
            pieces.push(Piece::Other("<"));
            rest = after;
            continue;
        };
        match known(tag) {
            Some(tag) => pieces.push(Piece::Tag(tag)),
            None => {
                // The angle brackets are shown too.
                pieces.push(Piece::Other("<"));
                pieces.push(Piece::Other(tag));
                pieces.push(Piece::Other(">"));
            }
        }
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest));
    }
    pieces
}

fn known(tag: &str) -> Option<Tag> {
    let closing = tag.starts_with('/');
    let name = tag.trim_start_matches('/').trim_end_matches('/');
    let name = name.split_whitespace().next().unwrap_or_default();
    Some(match name.to_ascii_lowercase().as_str() {
        "br" => Tag::Break,
        "p" | "div" | "ul" | "ol" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "table" | "tr"
        | "blockquote" | "hr" | "dl" | "pre" | "section" | "details" | "summary" => Tag::Paragraph,
        "li" | "dt" | "dd" if closing => Tag::Nothing,
        "li" | "dt" | "dd" => Tag::Item,
        "code" | "tt" | "kbd" | "samp" => Tag::Code,
        "b" | "strong" | "i" | "em" | "u" | "a" | "span" | "small" | "font" | "td" | "th"
        | "tbody" | "thead" | "sup" | "sub" | "center" | "img" => Tag::Nothing,
        _ => return None,
    })
}
