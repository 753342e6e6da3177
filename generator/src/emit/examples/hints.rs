//! What is known of a value besides its type: its name, an example or a default of the document, its minimum.

use crate::model::{Constraints, Docs};
use crate::rust::literals;
use serde_json::Value;

/// The maximum length of text from the document in an example.
const LONGEST: usize = 60;

/// What is known of a value.
#[derive(Clone, Copy, Debug)]
pub struct Hint<'a> {
    /// The Rust name of the value.
    pub word: &'a str,
    /// The example of the document, or its default.
    pub value: Option<&'a Value>,
    /// The least number.
    minimum: Option<f64>,
    /// Whether it identifies something, as the parameters of a path do.
    identifies: bool,
}

impl<'a> Hint<'a> {
    /// Creates a hint from a name.
    pub fn of(word: &'a str) -> Self {
        Self {
            word,
            value: None,
            minimum: None,
            identifies: false,
        }
    }

    /// Creates a hint from the name of a path parameter.
    pub fn in_path(word: &'a str) -> Self {
        Self {
            identifies: true,
            ..Self::of(word)
        }
    }

    /// Adds what the document has of a parameter or a property.
    pub fn documented(
        self,
        docs: &'a Docs,
        default: Option<&'a Value>,
        constraints: &Constraints,
    ) -> Self {
        Self {
            value: self.value.or(docs.example.as_ref()).or(default),
            minimum: constraints.minimum,
            ..self
        }
    }

    /// Adds an example, unless there is one.
    pub fn or_example(self, example: Option<&'a Value>) -> Self {
        Self {
            value: self.value.or(example),
            ..self
        }
    }

    /// Returns the hint for a property of this value.
    pub fn property(self, word: &'a str, name: &str) -> Self {
        Self {
            value: self.value.and_then(|value| value.get(name)),
            ..Self::of(word)
        }
    }

    /// Returns the hint for an item of this value.
    pub fn item(self) -> Self {
        Self {
            value: self.value.and_then(|value| match value {
                Value::Array(items) => items.first(),
                other => Some(other),
            }),
            ..self
        }
    }

    /// Returns a string literal: text of the document, or else text that fits the name.
    pub fn text(self) -> String {
        let documented = match self.value {
            Some(Value::String(text)) => Some(text.clone()),
            Some(Value::Number(number)) => Some(number.to_string()),
            _ => None,
        };
        match documented.filter(|text| is_plain(text)) {
            Some(text) => literals::string(&text).to_string(),
            None => format!("\"{}\"", text_by_name(self.word, self.identifies)),
        }
    }

    /// Returns an integer of at most 31 bits.
    pub fn integer(self) -> String {
        let documented = self.value.and_then(Value::as_i64);
        let is_small = |number: &i64| (0..=i64::from(i32::MAX)).contains(number);
        if let Some(number) = documented.filter(is_small) {
            return number.to_string();
        }
        let least = self.minimum.map_or(1.0, |minimum| minimum.ceil().max(1.0));
        if least <= f64::from(i32::MAX) {
            format!("{least:.0}")
        } else {
            "1".to_owned()
        }
    }

    /// Returns a number with a fraction.
    pub fn number(self) -> String {
        let documented = self.value.and_then(Value::as_f64);
        let is_short = |number: &f64| number.abs() < 1e9;
        let number = documented.filter(is_short);
        let number = number.unwrap_or_else(|| self.minimum.unwrap_or(1.0).clamp(1.0, 1e9));
        format!("{number:?}")
    }

    /// Returns a boolean.
    pub fn boolean(self) -> String {
        let documented = self.value.and_then(Value::as_bool);
        documented.unwrap_or(true).to_string()
    }
}

/// Returns `true` for text that can be in a string literal, in a comment and in a path, whatever is around it.
fn is_plain(text: &str) -> bool {
    let is_plain =
        |byte: u8| byte.is_ascii_alphanumeric() || b" -_.,:;/@+#=&?!%()[]".contains(&byte);
    text.len() <= LONGEST
        && text.bytes().all(is_plain)
        && text.bytes().any(|byte| byte.is_ascii_alphanumeric())
        && text.trim() == text
}

/// Returns text for a value of this name, of ASCII letters and digits where the name does not imply more.
fn text_by_name(name: &str, identifies: bool) -> String {
    let word: String = name
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || *c == '_')
        .collect();
    let word = word.trim_matches('_').to_ascii_lowercase();
    let last = word.rsplit('_').next().unwrap_or_default();
    let text = match (word.as_str(), last) {
        ("", _) => "text",
        ("first_name" | "given_name", _) => "Jane",
        ("last_name" | "family_name" | "surname", _) => "Doe",
        ("domain_name" | "host_name", _) => "example.com",
        ("user_name" | "username" | "login", _) => "jane",
        ("file_name" | "filename", _) => "report.pdf",
        (_, "email" | "mail") => "jane@example.com",
        (_, "url" | "uri" | "href" | "website" | "homepage" | "webhook" | "callback") => {
            "https://example.com"
        }
        (_, "language" | "lang" | "locale") => "en",
        (_, "country") => "US",
        (_, "currency") => "USD",
        (_, "branch") => "main",
        ("name", _) => "Demo",
        _ if identifies => return identifier(&word),
        (_, "name" | "title") => "Demo",
        ("host" | "hostname" | "domain", _) => "example.com",
        ("ip" | "ip_address", _) => "192.0.2.1",
        (_, "phone" | "mobile" | "fax") => "+15550100",
        (
            _,
            "description" | "comment" | "message" | "summary" | "note" | "notes" | "content"
            | "text" | "prompt",
        ) => "Hello",
        (_, "query" | "q" | "search") => "rust",
        (_, "timezone") => "UTC",
        (_, "color" | "colour") => "#336699",
        (_, "password" | "secret") => "secret",
        (_, "version") => "1.0.0",
        _ => return identifier(&word),
    };
    text.to_owned()
}

/// Returns `pet_1` for `pet_id` and `pet_name`.
fn identifier(word: &str) -> String {
    let mut stems = ["_ids", "_id", "_name"].iter();
    let stem = stems.find_map(|suffix| word.strip_suffix(suffix));
    format!("{}_1", stem.unwrap_or(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn text(word: &str, value: &Value) -> String {
        let hint = Hint::of(word);
        hint.or_example(Some(value)).text()
    }

    #[test]
    fn text_is_that_of_the_document_or_fits_the_name() {
        assert_eq!(text("owner", &json!("octocat")), "\"octocat\"");
        assert_eq!(text("number", &json!(7)), "\"7\"");
        assert_eq!(text("owner", &json!("a\u{202e}b")), "\"owner_1\"");
        assert_eq!(text("owner", &json!("\"``` \\ \n")), "\"owner_1\"");
        assert_eq!(text("path", &json!("..")), "\"path_1\"");
        assert_eq!(text("billing_email", &Value::Null), "\"jane@example.com\"");
        assert_eq!(text("pet_id", &Value::Null), "\"pet_1\"");
        assert_eq!(Hint::in_path("group_name").text(), "\"group_1\"");
        assert_eq!(text("名", &Value::Null), "\"text\"");
    }

    #[test]
    fn numbers_are_those_of_the_document_or_the_least() {
        let constraints = Constraints {
            minimum: Some(1.5),
            ..Constraints::default()
        };
        let docs = Docs::default();
        let hint = Hint::of("count").documented(&docs, None, &constraints);
        assert_eq!(
            (hint.integer(), hint.number()),
            ("2".to_owned(), "1.5".to_owned())
        );
        let seven = json!(7);
        let hint = hint.or_example(Some(&seven));
        assert_eq!(
            (hint.integer(), hint.number()),
            ("7".to_owned(), "7.0".to_owned())
        );
        let huge = json!(i64::MAX);
        assert_eq!(Hint::of("count").or_example(Some(&huge)).integer(), "1");
    }
}
