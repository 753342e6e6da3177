//! Every string of a document, in every version of OpenAPI, with every payload.

use super::grammar::{Built, Chosen, VERSIONS, build};
use super::harmless::Planned;
use super::{PAYLOADS, generate, messages};
use std::ops::Range;

/// All free text of a document at once, since one document costs as much as another. If that fails, halves of the
/// positions name the cause.
fn assert_text_is_harmless(version: &'static str) {
    let built = build(version, "", Chosen::Free);
    let generation = generate(&built.document);
    assert!(!generation.files.is_empty(), "{:#?}", messages(&generation));
    let planned = Planned::of(&generation);
    planned.check("", &built.wire, &generation).unwrap();
    for payload in PAYLOADS {
        let attempt = |chosen| attempt(&planned, payload, &build(version, payload, chosen));
        if let Err(problem) = attempt(Chosen::Free) {
            let mut range = 0..built.positions.len();
            while range.len() > 1 {
                let middle = range.start.midpoint(range.end);
                let halves = [range.start..middle, middle..range.end];
                let fails = |half: &Range<usize>| attempt(Chosen::FreeIn(half.clone())).is_err();
                match halves.into_iter().find(fails) {
                    Some(half) => range = half,
                    None => break,
                }
            }
            let paths: Vec<&str> = built.positions[range]
                .iter()
                .map(|one| &*one.path)
                .collect();
            panic!("{version}, {payload:?} in {}: {problem}", paths.join(", "));
        }
    }
}

fn attempt(planned: &Planned, payload: &str, built: &Built) -> Result<(), String> {
    let generation = generate(&built.document);
    if generation.files.is_empty() {
        return Err(format!(
            "nothing is generated: {:#?}",
            messages(&generation)
        ));
    }
    planned.check(payload, &built.wire, &generation)
}

/// Text with a meaning, such as `in: query`, makes an object invalid when a payload follows it. A few positions at a time,
/// with all payloads: the rest of the document stays as it is.
fn assert_words_are_harmless(version: &'static str) {
    const BATCHES: usize = 16;
    let built = build(version, "", Chosen::Free);
    let planned = Planned::of(&generate(&built.document));
    let payload = PAYLOADS.concat();
    for offset in 0..BATCHES {
        let every = BATCHES;
        let built = build(version, &payload, Chosen::Words { every, offset });
        // An error is correct too, and then nothing is written.
        let checked = planned.check(&payload, &[], &generate(&built.document));
        if let Err(problem) = checked {
            let words = built.positions.iter().enumerate();
            let words = words.filter(|(index, one)| !one.is_free && index % every == offset);
            let paths: Vec<&str> = words.map(|(_, position)| &*position.path).collect();
            panic!("{version}, one of {}: {problem}", paths.join(", "));
        }
    }
}

macro_rules! versions {
    ($($text:ident $words:ident = $version:literal;)*) => {
        $(
            #[test]
            fn $text() {
                assert_text_is_harmless($version);
            }

            #[test]
            fn $words() {
                assert_words_are_harmless($version);
            }
        )*

        #[test]
        fn every_version_is_tested() {
            assert_eq!([$($version),*], VERSIONS);
        }
    };
}

versions! {
    text_of_openapi_2_0_is_never_code words_of_openapi_2_0_are_never_code = "2.0";
    text_of_openapi_3_0_is_never_code words_of_openapi_3_0_are_never_code = "3.0";
    text_of_openapi_3_1_is_never_code words_of_openapi_3_1_are_never_code = "3.1";
    text_of_openapi_3_2_is_never_code words_of_openapi_3_2_are_never_code = "3.2";
}
