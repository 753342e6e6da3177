//! Runs the target that the environment variable `SDKWRIGHT_FUZZ_TARGET` names: `cargo xtask fuzz` sets it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sdkwright_fuzz::{TARGETS, Target};
use std::sync::LazyLock;

static TARGET: LazyLock<&Target> = LazyLock::new(|| {
    let name = std::env::var("SDKWRIGHT_FUZZ_TARGET").unwrap_or_default();
    let found = TARGETS.iter().find(|target| target.name == name);
    found.unwrap_or_else(|| panic!("SDKWRIGHT_FUZZ_TARGET is {name:?}, which is no target"))
});

fuzz_target!(|bytes: &[u8]| (TARGET.run)(bytes));
