//! files: the files of an SDK, before and after they are printed.
//!
//! A syntax tree of `syn` cannot move between threads. So a [`SourceFile`] carries not its tree but the way to make it,
//! and `print` makes and prints each file on one thread, many files at once.

use proc_macro2::TokenStream;
use std::borrow::Cow;

/// The first line of every Rust file that is written for an SDK.
pub const HEADER: &str = "// Written by sdkwright from the API's document: edits are lost.\n";

/// A file of an SDK, in memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GeneratedFile {
    /// Where it stands in the crate, with `/` between its parts.
    pub path: String,
    /// What it says.
    pub text: String,
}

/// A file of the SDK before it is printed.
pub struct SourceFile<'p> {
    /// Where it stands in the crate, with `/` between its parts.
    pub path: String,
    /// What is in it.
    pub content: Content<'p>,
}

/// What is in a file.
pub enum Content<'p> {
    /// Rust, which print formats.
    Rust(RustSource<'p>),
    /// Any other text, and Rust that stays as it is: printed verbatim.
    Text(Box<dyn Fn() -> Cow<'static, str> + Send + Sync + 'p>),
}

/// Rust code that is still to be made.
pub struct RustSource<'p>(Box<dyn Fn() -> TokenStream + Send + Sync + 'p>);

impl RustSource<'_> {
    /// Makes the syntax tree.
    ///
    /// # Errors
    /// Where the tokens are no Rust file, which is a mistake in sdkwright, whatever the document says.
    pub fn tree(&self) -> syn::Result<syn::File> {
        syn::parse2((self.0)())
    }
}

impl<'p> SourceFile<'p> {
    /// A file of Rust code.
    pub fn rust(
        path: impl Into<String>,
        make: impl Fn() -> TokenStream + Send + Sync + 'p,
    ) -> Self {
        Self {
            path: path.into(),
            content: Content::Rust(RustSource(Box::new(make))),
        }
    }

    /// A file of text.
    pub fn text(path: impl Into<String>, make: impl Fn() -> String + Send + Sync + 'p) -> Self {
        Self {
            path: path.into(),
            content: Content::Text(Box::new(move || Cow::Owned(make()))),
        }
    }

    /// A file that is the same in every SDK.
    pub fn verbatim(path: impl Into<String>, text: &'static str) -> Self {
        Self {
            path: path.into(),
            content: Content::Text(Box::new(move || Cow::Borrowed(text))),
        }
    }
}
