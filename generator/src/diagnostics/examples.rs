//! The examples of the diagnostics: the smallest documents that show them, and their output. They are in the folder of
//! the same name; `cargo xtask diagnostics` writes the table.

mod table;

use super::{Code, printable};
use std::borrow::Cow;
use std::io;
use std::path::Path;

/// The name of the file with the output.
pub const OUTPUT_OF_EXAMPLE: &str = "output.txt";

/// The name of an example, and the path and the content of each of its files.
type StoredExample = (&'static str, &'static [(&'static str, &'static [u8])]);

/// An example of a diagnostic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// The name of its folder: the code, and what is special about it.
    pub name: Cow<'static, str>,
    /// The path and the content of each of its files, and of the output at the end.
    pub files: Vec<(Cow<'static, str>, Cow<'static, [u8]>)>,
}

impl Example {
    /// Returns all examples, in the order of their codes.
    pub fn all() -> Vec<Self> {
        let examples = table::EXAMPLES.iter();
        examples
            .map(|(name, files)| Self {
                name: Cow::Borrowed(name),
                files: files
                    .iter()
                    .map(|(path, content)| (Cow::Borrowed(*path), Cow::Borrowed(*content)))
                    .collect(),
            })
            .collect()
    }

    /// Reads the examples of a folder.
    ///
    /// # Errors
    /// Where a file cannot be read.
    pub fn read_all(folder: &Path) -> io::Result<Vec<Self>> {
        let mut examples = Vec::new();
        for name in names(folder)? {
            let folder = folder.join(&name);
            if !folder.is_dir() {
                continue;
            }
            let mut files = Vec::new();
            read_files(&folder, "", &mut files)?;
            files.sort_by_key(|(path, _)| (*path == OUTPUT_OF_EXAMPLE, path.clone()));
            examples.push(Self {
                name: name.into(),
                files,
            });
        }
        Ok(examples)
    }

    /// Returns the source of the table of these examples.
    pub fn table(examples: &[Self]) -> String {
        let mut text = "//! Written by `cargo xtask diagnostics`.\n\n\
            use super::StoredExample;\n\n\
            /// The name of each example, and its files.\n\
            #[rustfmt::skip]\n\
            pub(super) const EXAMPLES: &[StoredExample] = &[\n"
            .to_owned();
        for example in examples {
            text += &format!("    ({:?}, &[\n", example.name);
            for (path, _) in &example.files {
                text += &format!(
                    "        ({path:?}, include_bytes!({:?})),\n",
                    format!("{}/{path}", example.name)
                );
            }
            text += "    ]),\n";
        }
        text + "];\n"
    }

    /// Returns `true` if it shows this code.
    pub fn is_of(&self, code: Code) -> bool {
        self.name.starts_with(code.id())
    }

    /// Returns each file with its text as it can be printed, without the ends of long lines.
    pub(super) fn texts(&self) -> impl Iterator<Item = (&str, String)> {
        const WIDTH: usize = 160;
        self.files.iter().map(|(path, content)| {
            let mut text = String::new();
            for line in String::from_utf8_lossy(content).lines() {
                let line = printable(line);
                text.extend(line.chars().take(WIDTH));
                if line.chars().count() > WIDTH {
                    text.push('…');
                }
                text.push('\n');
            }
            (path.as_ref(), text)
        })
    }
}

impl Code {
    /// Returns why there is no example of the code.
    pub fn why_without_example(self) -> Option<&'static str> {
        match self {
            Self::ArgumentsReordered => Some("an earlier SDK is a whole crate"),
            Self::LinkRefused => Some("not every system has symbolic links"),
            Self::InvalidOutput => Some("a document that shows it is a bug to be fixed"),
            _ => None,
        }
    }
}

fn names(folder: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in folder.read_dir()? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}

fn read_files(
    folder: &Path,
    below: &str,
    files: &mut Vec<(Cow<'static, str>, Cow<'static, [u8]>)>,
) -> io::Result<()> {
    for name in names(folder)? {
        let path = folder.join(&name);
        let name = format!("{below}{name}");
        if path.is_dir() {
            read_files(&path, &format!("{name}/"), files)?;
        } else {
            files.push((name.into(), std::fs::read(path)?.into()));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_lists_the_files_of_the_folder() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/diagnostics/examples");
        assert!(
            Example::all() == Example::read_all(&folder).unwrap(),
            "run `cargo xtask diagnostics`"
        );
    }
}
