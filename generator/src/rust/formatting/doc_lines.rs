//! Converts block comments with docs to line comments.
//!
//! Input: the text of prettyplease, which prints a doc attribute with line breaks as one block comment. Emit writes all
//! lines of a text into one attribute, since parsing an attribute takes longer than parsing its text. No other line of
//! generated code begins with a block comment.

/// Returns the text with a line comment per line instead of each block comment.
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

/// A block comment that contains docs.
struct Block<'t> {
    /// The text before the comment, including its indentation.
    before: &'t str,
    indent: &'t str,
    /// The prefix of each replacement line.
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
