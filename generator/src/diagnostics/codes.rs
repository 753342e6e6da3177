//! The table of diagnostics: code, severity, title, explanation. `docs/diagnostics.md` is made from it.

use super::Severity;

macro_rules! codes {
    ($($name:ident = $number:literal $severity:ident $title:literal $explanation:literal;)*) => {
        /// The code of a diagnostic. The hundreds digit names the stage: 00 load, 01 overlay and configuration, 02 references
        /// and structure, 03 schemas, 04 operations, 05 security and servers, 06 planning, 09 writing.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $(#[doc = $title] $name,)* }

        impl Code {
            /// All codes.
            pub const ALL: &'static [Code] = &[$(Code::$name,)*];

            /// `SW0207`.
            pub fn id(self) -> &'static str { match self { $(Code::$name => $number,)* } }

            /// How bad it is.
            pub fn severity(self) -> Severity { match self { $(Code::$name => Severity::$severity,)* } }

            /// What it is, in a few words.
            pub fn title(self) -> &'static str { match self { $(Code::$name => $title,)* } }

            /// What it means, why it is so, and what to do: a paragraph of CommonMark.
            pub fn explanation(self) -> &'static str { match self { $(Code::$name => $explanation,)* } }
        }
    };
}

codes! {
    FileNotRead = "SW0001" Error "a file cannot be read"
        "The document, an overlay or the configuration does not exist or cannot be read. Check the path and its permissions.";
    SyntaxError = "SW0002" Error "the text does not parse"
        "The file is neither JSON nor YAML as it stands. The place is where the parser gave up, which is often just after the mistake.";
    OverlayInvalid = "SW0101" Error "an overlay that is not one"
        "The file does not have the shape that the Overlay Specification 1.0 or 1.1 asks for: `overlay` with the version, and a list of `actions`, each with a `target`.";
    OverlayPath = "SW0102" Error "a target that is not a JSONPath"
        "The `target` and `copy` of an overlay's action are JSONPath expressions as RFC 9535 defines them. This one does not parse.";
    OverlaySelectsNothing = "SW0103" Error "an overlay's action that selects nothing"
        "The action's path selects no place of the document, so that its correction is not made. Usually the document has changed since the overlay was written.";
    ReferenceNotFound = "SW0207" Error "a reference to nowhere"
        "A `$ref` names a component that the document does not have. Correct the reference, or add the component.";
}
