//! JSON pointers (RFC 6901), as text and as locations in the files of a document.
//!
//! The only module with the escapes of pointers (`~0`, `~1`) and of URI fragments (`%20`).

use serde::{Serialize, Serializer};
use std::borrow::Cow;

/// A location in a document, which may consist of several files.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Location {
    /// The index of the file among the sources of the run; the document's entry file is 0.
    pub file: usize,
    /// A JSON pointer into that file.
    pub pointer: String,
}

impl Location {
    /// Creates a location in the document's entry file.
    pub fn entry(pointer: impl Into<String>) -> Self {
        Self {
            file: 0,
            pointer: pointer.into(),
        }
    }

    /// Returns the location of the member with this key.
    #[must_use]
    pub fn key(&self, key: &str) -> Self {
        let mut location = self.clone();
        push(&mut location.pointer, key);
        location
    }

    /// Returns the location of the item with this index.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        let mut location = self.clone();
        push_index(&mut location.pointer, index);
        location
    }

    /// Returns the rest of this location after another one that contains it.
    pub fn below(&self, other: &Self) -> Option<&str> {
        let rest = self.pointer.strip_prefix(other.pointer.as_str())?;
        let is_below = self.file == other.file && (rest.is_empty() || rest.starts_with('/'));
        is_below.then_some(rest)
    }
}

/// Formats a JSON pointer, preceded by the index of the file if it is not the entry file.
impl Serialize for Location {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.file {
            0 => serializer.serialize_str(&self.pointer),
            file => serializer.collect_str(&format_args!("{file}#{}", self.pointer)),
        }
    }
}

/// Appends a key to a pointer (RFC 6901, section 3).
pub fn push(pointer: &mut String, key: &str) {
    pointer.push('/');
    pointer.push_str(&escaped(key));
}

/// Appends an index to a pointer.
pub fn push_index(pointer: &mut String, index: usize) {
    push(pointer, &index.to_string());
}

/// Escapes a key for use as a token of a pointer.
pub fn escaped(key: &str) -> Cow<'_, str> {
    if key.contains(['~', '/']) {
        key.replace('~', "~0").replace('/', "~1").into()
    } else {
        key.into()
    }
}

/// Unescapes a token of a pointer (RFC 6901, section 4).
pub fn unescaped(token: &str) -> Cow<'_, str> {
    if token.contains('~') {
        token.replace("~1", "/").replace("~0", "~").into()
    } else {
        token.into()
    }
}

/// Returns the keys and indices of a pointer, unescaped.
pub fn tokens(pointer: &str) -> impl Iterator<Item = Cow<'_, str>> {
    pointer.split('/').skip(1).map(unescaped)
}

/// Returns the last key of a pointer, unescaped; empty for the root.
pub fn last_token(pointer: &str) -> Cow<'_, str> {
    unescaped(pointer.rsplit('/').next().unwrap_or_default())
}

/// Decodes the percent escapes of a URI fragment (RFC 3986, section 2.1).
pub fn percent_decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return text.into();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let hex = |byte: u8| char::from(byte).to_digit(16);
        if let (b'%', [high, low, tail @ ..]) = (first, tail)
            && let (Some(high), Some(low)) = (hex(*high), hex(*low))
        {
            bytes.push((high * 16 + low) as u8);
            rest = tail;
        } else {
            bytes.push(*first);
            rest = tail;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_escaped_and_read_again() {
        let location = Location::entry("/paths").key("/a~b").index(2);
        assert_eq!(location.pointer, "/paths/~1a~0b/2");
        let keys: Vec<_> = tokens(&location.pointer).collect();
        assert_eq!(keys, ["paths", "/a~b", "2"]);
        assert_eq!(tokens("").count(), 0);
    }

    #[test]
    fn percent_escapes_of_a_fragment_are_decoded() {
        assert_eq!(percent_decoded("a%20b%7Ec%zz"), "a b~c%zz");
    }

    #[test]
    fn a_location_is_below_another_at_a_whole_key_only() {
        let outer = Location::entry("/a");
        assert_eq!(Location::entry("/a/b").below(&outer), Some("/b"));
        assert_eq!(Location::entry("/ab").below(&outer), None);
    }
}
