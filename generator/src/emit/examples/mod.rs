//! Examples: values, calls and programs, for the docs, the pages and `examples/`.

pub mod calls;
mod hints;
pub mod programs;
mod samples;
pub mod snippets;
