//! What the small documents of `tests/fixtures` become: the API model, and the generated code.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

/// A test per fixture, whose snapshot is what the module's function `generated` returns for its name.
macro_rules! fixtures {
    ($($fixture:ident)*) => {$(
        #[test]
        fn $fixture() {
            insta::assert_snapshot!(stringify!($fixture), generated(stringify!($fixture)));
        }
    )*};
}

mod api_model;
mod models;
mod resources;
mod root_names;
mod webhooks;
