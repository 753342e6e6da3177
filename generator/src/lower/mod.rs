//! lower
mod operation_names;
mod operation_words;
mod path_names;
