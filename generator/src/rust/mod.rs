//! rust: identifiers, literals, docs and formatting of generated Rust code, and rules of Cargo.
//!
//! Text of a document enters Rust code in three ways only, each made in one place: as an identifier ([`idents`]), as a
//! literal ([`literals`]) or as a doc attribute ([`doc_attributes`], which also escapes text for Markdown). Nothing
//! here depends on the API model, so that every stage can use it.

pub mod configured_attributes;
pub mod configured_type;
pub mod doc_attributes;
pub mod formatting;
pub mod idents;
pub mod literals;
pub mod package;
pub mod patterns;
