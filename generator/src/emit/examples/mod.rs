//! Examples: values, calls and programs, for the docs, the pages and `examples/`.

pub mod calls;
pub mod programs;
pub mod samples;
