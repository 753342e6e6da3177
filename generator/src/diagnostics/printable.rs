//! Makes text of a document safe to print. A terminal executes control characters, and characters that change the
//! direction of text can make a line look like another one.

use std::borrow::Cow;

/// Returns the text with every control character and every invisible formatting character replaced by a visible one.
/// White space becomes a blank, so that the text stays on its line.
pub fn printable(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_harmful) {
        return text.into();
    }
    text.chars().map(visible).collect::<String>().into()
}

/// Returns the character itself, or what is printed in its place.
pub(super) fn visible(character: char) -> char {
    match character {
        '\t' | '\n' | '\r' => ' ',
        '\u{7f}' => '\u{2421}',
        // The pictures of the control characters, in the same order.
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(character)).unwrap_or('\u{fffd}'),
        _ if is_harmful(character) => '\u{fffd}',
        _ => character,
    }
}

/// Returns `true` for control characters (Unicode's category Cc), line separators, formatting characters that are
/// invisible or change the direction of text, and noncharacters.
pub(super) fn is_harmful(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{61c}'
                | '\u{200b}'
                | '\u{200e}'
                | '\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{fdd0}'..='\u{fdef}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e007f}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_without_harmful_characters_is_kept() {
        for text in ["a: \"é\"", "東京", "नमस्ते", "👩\u{200d}🚀", "שלום"] {
            assert!(matches!(printable(text), Cow::Borrowed(same) if same == text));
        }
    }

    #[test]
    fn control_characters_and_direction_overrides_are_replaced() {
        assert_eq!(
            printable("\u{1b}[31mred\u{9b}0m\u{7f}"),
            "␛[31mred\u{fffd}0m␡"
        );
        assert_eq!(
            printable("a\u{202e}b\u{2066}c\u{200f}"),
            "a\u{fffd}b\u{fffd}c\u{fffd}"
        );
        assert_eq!(
            printable("one\r\ntwo\tthree\u{2028}four"),
            "one  two three\u{fffd}four"
        );
    }

    #[test]
    fn nothing_printable_is_harmful() {
        for character in '\0'..=char::MAX {
            assert!(!is_harmful(visible(character)), "{character:?}");
        }
    }
}
