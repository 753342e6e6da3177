//! The example programs of the fixture `examples`, whose operations require values of every kind.

use super::cargo;
use sdkwright::{Generation, Input};
use std::fs;

/// Generates with this date library.
fn generation(dates: &str) -> Generation {
    let folder = tempfile::tempdir().expect("a folder");
    let config = folder.path().join("sdkwright.toml");
    fs::write(&config, format!("dates = {dates:?}\n")).expect("it is written");
    let document = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/fixtures/resources/examples.yaml"
    );
    sdkwright::generate(&Input {
        document: document.into(),
        config: Some(config),
        ..Input::default()
    })
}

#[test]
fn every_operation_has_a_program() {
    let generation = generation("jiff");
    let programs = generation
        .files
        .iter()
        .filter(|file| file.path.starts_with("examples/"));
    // The rest is the same in each program, and tested with the equos crate.
    let calls: Vec<String> = programs
        .map(|file| {
            let (_, call) = file.text.split_once("from_env()?;\n").expect("a client");
            let (call, _) = call.split_once("    Ok(())").expect("an end");
            let lines: Vec<&str> = call
                .lines()
                .map(|line| line.strip_prefix("    ").unwrap_or(line))
                .collect();
            lines.join("\n") + "\n"
        })
        .collect();
    insta::assert_snapshot!(calls.join("\n"), @r#"
    client
        .payments()
        .pay(api_test::resources::payments::required::PayPayment {
            day: jiff::civil::date(2026, 1, 2),
            body: Payment::new(required::Payment {
                amount: 1,
                tip: 1,
                receipt: b"data",
                keys: [b"data"],
                place: (1.0, api_test::Decimal::from(1)),
                path: [("path_1".to_owned(),)],
                ids: [uuid::Uuid::nil()],
                hours: ["12:00:00Z"],
                length: "PT1H",
                secret: "secret",
                spare: ["secret"],
                rates: PaymentRates::Date(jiff::civil::date(2026, 1, 2)),
            }),
            limit: 1,
            steps: [1],
            since: jiff::Timestamp::UNIX_EPOCH,
        })
        .await?;

    client.trees().graft(Node::new(Vec::new(), Tree(Vec::new()))).await?;

    let answer = client.trees().plant(Tree(Vec::new())).await?;
    println!("{answer:#?}");
    "#);
}

#[test]
#[ignore = "compiles four crates and what they depend on"]
fn they_compile_with_every_date_library() {
    for dates in ["jiff", "chrono", "time", "strings"] {
        let folder = cargo::write("example-programs", &generation(dates).files);
        cargo::run(&folder, &["check", "--examples"]);
    }
}
