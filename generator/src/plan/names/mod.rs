//! Rust names of types, fields and variants.
//!
//! By scope: the candidates of a scope are collected, then names are assigned, the strongest claims first. A component
//! takes precedence over an inline type, a name that is valid in Rust as written over one that is not, then the one
//! with fewer symbols, then alphabetical order: never the order of the document, so that an addition renames at most
//! the items that it collides with. Numbered names are assigned last, so that they never take a name from the document.

mod members;
mod namespaces;
pub mod reserved;
mod shared;
mod short;
pub mod spelling_styles;
mod types;
mod wishes;

pub use members::{branches, events, fields, received, variants};
pub use types::types;
pub(super) use wishes::strongest_first;
