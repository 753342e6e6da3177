//! How do docs of many lines stand in the file? As a comment per line, as people write them.
//!
//! In: what prettyplease printed, which makes one block comment of a doc attribute with line breaks in it. Emit puts
//! all lines of a text into one attribute, since each attribute takes longer to read than the text in it. Nothing else
//! that it emits begins a line with a block comment.

/// The text with a comment per line in place of each block.
pub fn with_doc_lines(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len() + text.len() / 16);
    let mut rest = text;
    while let Some(block) = Block::first(rest) {
        spaced.push_str(block.before);
        for (number, line) in block.docs.split('\n').enumerate() {
            if number > 0 {
                spaced.push('\n');
                spaced.push_str(block.indent);
            }
            spaced.push_str(block.marker);
            spaced.push_str(line);
        }
        rest = block.after;
    }
    spaced.push_str(rest);
    spaced
}

/// A block comment that holds docs.
struct Block<'t> {
    /// The text up to the comment, its indent included.
    before: &'t str,
    indent: &'t str,
    /// What begins each line in its place.
    marker: &'static str,
    docs: &'t str,
    after: &'t str,
}

impl<'t> Block<'t> {
    fn first(text: &'t str) -> Option<Self> {
        text.match_indices("/*").find_map(|(at, _)| {
            let (before, comment) = text.split_at_checked(at)?;
            let indent = before.rsplit('\n').next()?;
            if !indent.bytes().all(|byte| byte == b' ') {
                return None;
            }
            let (marker, rest) = match comment.strip_prefix("/**") {
                Some(rest) => ("///", rest),
                None => ("//!", comment.strip_prefix("/*!")?),
            };
            let (docs, after) = rest.split_once("*/")?;
            Some(Self {
                before,
                indent,
                marker,
                docs,
                after,
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::with_doc_lines;

    #[test]
    fn a_block_of_docs_becomes_lines() {
        let printed = "\
/*! Of the file.

 Still.*/
/// A glob: /**
struct A {
    /** One.

 Two: `}`*/
    a: u8,
}
const B: &str = \"/** no docs */\";
";
        insta::assert_snapshot!(with_doc_lines(printed), @r#"
        //! Of the file.
        //!
        //! Still.
        /// A glob: /**
        struct A {
            /// One.
            ///
            /// Two: `}`
            a: u8,
        }
        const B: &str = "/** no docs */";
        "#);
    }
}
