//! limits: what a document may make large.
//!
//! A hostile document of a few kilobytes can describe values, types or files without end. Each limit ends the run with a
//! diagnostic that names its key. The defaults are far above the documents in use: the largest ones have 40 MB.

use serde::Serialize;

macro_rules! limits {
    ($($(#[doc = $doc:literal])* $field:ident $key:literal = $default:expr, up to $most:expr;)*) => {
        /// The limits of a run, `[limits]` in sdkwright.toml.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
        pub struct Limits { $($(#[doc = $doc])* pub $field: u64,)* }

        impl Default for Limits {
            fn default() -> Self {
                Self { $($field: $default,)* }
            }
        }

        impl Limits {
            /// The keys, each with the highest value.
            pub const KEYS: &'static [(&'static str, u64)] = &[$(($key, $most),)*];

            /// Returns the limit with this key.
            pub fn get_mut(&mut self, key: &str) -> Option<&mut u64> {
                match key {
                    $($key => Some(&mut self.$field),)*
                    _ => None,
                }
            }
        }
    };
}

limits! {
    /// Bytes of each file that is read.
    file_size "file-size" = 64 << 20, up to 4 << 30;
    /// Files of a document.
    files "files" = 10_000, up to u64::MAX;
    /// Values in all files of a document: objects, arrays and scalars, with those of YAML aliases.
    values "values" = 5_000_000, up to u64::MAX;
    /// Levels of values in a file. Functions that recurse through a tree rely on it.
    depth "depth" = 128, up to 500;
    /// Values to which the YAML aliases of a file expand.
    aliases "aliases" = 1_000_000, up to u64::MAX;
    /// References in all files of a document.
    references "references" = 1_000_000, up to u64::MAX;
    /// Files of the SDK.
    output_files "output-files" = 100_000, up to u64::MAX;
    /// Bytes of all files of the SDK together.
    output_size "output-size" = 1 << 30, up to u64::MAX;
}

impl Limits {
    /// Sets the limit with this key.
    ///
    /// # Errors
    /// If there is no such limit, or the value is zero or too high.
    pub fn set(&mut self, key: &str, value: u64) -> Result<(), String> {
        let known = Self::KEYS.iter().find(|(known, _)| *known == key);
        let (Some((_, most)), Some(limit)) = (known, self.get_mut(key)) else {
            let keys: Vec<&str> = Self::KEYS.iter().map(|(key, _)| *key).collect();
            return Err(format!(
                "`{key}` is not a limit; they are {}",
                keys.join(", ")
            ));
        };
        match value {
            0 => Err(format!("the limit `{key}` must be at least 1")),
            value if value > *most => Err(format!("the limit `{key}` must be at most {most}")),
            value => {
                *limit = value;
                Ok(())
            }
        }
    }
}

/// Returns the help of a diagnostic about a limit.
pub fn help(key: &str) -> String {
    format!(
        "if the document is trusted, raise `{key}` in `[limits]` of sdkwright.toml, or use `--limit {key}=…`"
    )
}

#[cfg(test)]
mod tests {
    use super::Limits;

    #[test]
    fn only_known_limits_within_their_range_are_set() {
        let mut limits = Limits::default();
        limits.set("depth", 200).unwrap();
        assert_eq!(limits.depth, 200);
        for (key, value) in [("deph", 1), ("depth", 0), ("depth", 501)] {
            limits.set(key, value).unwrap_err();
        }
        assert_eq!(limits.depth, 200);
    }
}
