//! print: syn → text.
