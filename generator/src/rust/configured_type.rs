//! Types for a schema from the configuration: `x-sdkwright-type` or sdkwright.toml.
//!
//! Written as in Rust: `u32`, `DateTime`, `Vec<Uuid>`, `Option<Map<Json>>`, or the key of a component schema.

/// A type from the configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConfiguredType {
    /// One of [`NAMES`], or else the key of a component schema.
    Name(String),
    /// `Vec<T>`
    List(Box<ConfiguredType>),
    /// `Map<T>`
    Map(Box<ConfiguredType>),
    /// `Option<T>`
    Option(Box<ConfiguredType>),
}

/// The names of types that are not components.
pub const NAMES: &[&str] = &[
    "bool",
    "i32",
    "i64",
    "u32",
    "u64",
    "f64",
    "Decimal",
    "String",
    "Secret",
    "DateTime",
    "HttpDate",
    "UnixTime",
    "Date",
    "Time",
    "Duration",
    "Uuid",
    "Base64",
    "Base64Url",
    "Json",
];

impl ConfiguredType {
    /// Parses a type; `None` if it is invalid.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        // Deeper than types written by hand.
        if text.matches('<').count() > 16 {
            return None;
        }
        for (wrapper, make) in [
            ("Vec", Self::List as fn(Box<Self>) -> Self),
            ("Map", Self::Map),
            ("Option", Self::Option),
        ] {
            let inner = text
                .strip_prefix(wrapper)
                .and_then(|rest| rest.trim_start().strip_prefix('<'));
            if let Some(inner) = inner {
                return Some(make(Box::new(Self::parse(inner.strip_suffix('>')?)?)));
            }
        }
        let is_name = !text.is_empty() && !text.contains(['<', '>']);
        is_name.then(|| Self::Name(text.to_owned()))
    }

    /// Returns the name inside the lists and maps.
    pub fn name(&self) -> &str {
        match self {
            Self::Name(name) => name,
            Self::List(inner) | Self::Map(inner) | Self::Option(inner) => inner.name(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::ConfiguredType;

    #[test]
    fn a_type_is_read_as_in_rust() {
        for (text, expected) in [
            ("u32", Some("Name(\"u32\")")),
            ("Vec<Option<Pet>>", Some("List(Option(Name(\"Pet\")))")),
            ("Map< Json >", Some("Map(Name(\"Json\"))")),
            ("Vec<u32", None),
            ("Vec<>", None),
            ("", None),
        ] {
            let parsed = ConfiguredType::parse(text).map(|ty| format!("{ty:?}"));
            assert_eq!(parsed.as_deref(), expected, "{text}");
        }
    }
}
