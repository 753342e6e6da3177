//! The runtime that every SDK written by sdkwright carries.
