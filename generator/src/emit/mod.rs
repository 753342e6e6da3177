//! emit
pub mod idents;
pub mod literals;
