//! overlay: raw tree → raw tree.
