//! The seeds and findings of each fuzz target, and a few random changes of them.

use sdkwright_fuzz::{TARGETS, random};
use std::time::Duration;

/// Defines a test per target.
macro_rules! replay {
    ($($target:ident)*) => {
        $(
            #[test]
            fn $target() {
                let target = TARGETS.iter().find(|target| target.name == stringify!($target));
                let target = target.unwrap();
                random::run(target, target.runs_in_ci, Duration::MAX).unwrap();
            }
        )*

        #[test]
        fn every_target_is_replayed() {
            let names: Vec<&str> = TARGETS.iter().map(|target| target.name).collect();
            assert_eq!(names, [$(stringify!($target)),*]);
        }
    };
}

replay! {
    configuration
    documents
    event_stream
    forms
    json
    json_lines
    link
    load
    multipart
    overlay
    parameters
    response_headers
    retry_after
    scalars
    xml
}
