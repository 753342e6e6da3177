//! Measures the time of each stage, and whether it is proportional to the size of the document.
//!
//! `cargo bench -p sdkwright`. The document is generated; `SDKWRIGHT_BENCH_DOCUMENT=path` selects another one.

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use sdkwright::Config;
use sdkwright::diagnostics::{Diagnostics, Sources};
use sdkwright::load::{self, Document};
use sdkwright::model::Api;
use sdkwright::plan::Planned;
use sdkwright::progress::Progress;
use sdkwright::{emit, lower, parse, plan, print, spec};
use std::fmt::Write as _;
use std::hint::black_box;

/// Returns a document with this many resources, each with two operations and three schemas that refer to each other.
fn document(resources: usize) -> String {
    let (mut paths, mut schemas) = (Vec::new(), Vec::new());
    for number in 0..resources {
        paths.push(format!(
            r##""/things{number}": {{
              "get": {{"operationId": "listThings{number}", "tags": ["Group {group}"],
                "summary": "All things of kind {number}.",
                "parameters": [{{"name": "limit", "in": "query", "schema": {{"type": "integer", "minimum": 0,
                  "default": 20}}}},
                               {{"name": "offset", "in": "query", "schema": {{"type": "integer", "minimum": 0}}}}],
                "responses": {{"200": {{"description": "Things.",
                  "content": {{"application/json": {{"schema": {{"type": "array",
                    "items": {{"$ref": "#/components/schemas/Thing{number}"}}}}}}}}}}}}}},
              "post": {{"operationId": "createThing{number}", "tags": ["Group {group}"],
                "requestBody": {{"required": true,
                  "content": {{"application/json": {{"schema": {{"$ref": "#/components/schemas/Thing{number}"}}}}}}}},
                "responses": {{"201": {{"description": "The thing.",
                "content": {{"application/json": {{"schema": {{"$ref": "#/components/schemas/Thing{number}"}}}}}}}}}}}}
            }}"##,
            group = number / 10,
        ));
        schemas.push(format!(
            r##""Thing{number}": {{"type": "object",
            "description": "A thing of kind {number}, with *everything* that a thing has.", "required": ["id", "kind"],
              "properties": {{
                "id": {{"type": "string", "format": "uuid"}}, "kind": {{"$ref": "#/components/schemas/Kind{number}"}},
                "name": {{"type": "string", "nullable": true, "maxLength": 64, "description": "What people call it."}},
                "weight": {{"type": "number"}}, "count": {{"type": "integer", "format": "int32"}},
                  "createdAt": {{"type": "string", "format": "date-time"}},
                "tags": {{"type": "array", "items": {{"type": "string"}}}}, "labels": {{"type": "object",
                  "additionalProperties": {{"type": "string"}}}},
                "parent": {{"$ref": "#/components/schemas/Thing{number}"}},
                  "owner": {{"$ref": "#/components/schemas/Owner{number}"}},
                "size": {{"type": "object", "properties": {{"width": {{"type": "number"}},
                  "height": {{"type": "number"}}}}}}}}}},
              "Kind{number}": {{"type": "string", "enum": ["small", "medium", "large", "very-large"]}},
              "Owner{number}": {{"oneOf": [{{"type": "string"}}, {{"$ref": "#/components/schemas/Thing{number}"}}]}}"##,
        ));
    }
    let mut text =
        r#"{"openapi": "3.0.3", "info": {"title": "Things", "version": "1"}, "paths": {"#
            .to_owned();
    let _ = write!(
        text,
        "{}}}, \"components\": {{\"schemas\": {{{}}}}}}}",
        paths.join(",\n"),
        schemas.join(",\n")
    );
    text
}

fn loaded(text: &str) -> Document {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    load::document_from_text("api.json", text, &mut sources, &mut diagnostics).unwrap_or_default()
}

fn lowered<'d>(document: &'d spec::Document<'d>, config: &'d Config) -> Api {
    lower::lower(document, config, &mut Diagnostics::default())
}

fn printed(planned: &Planned<'_>, config: &Config) -> usize {
    let files = print::print(
        emit::emit(planned, config),
        &sdkwright::Limits::default(),
        &Progress::default(),
        &mut Diagnostics::default(),
    );
    files.iter().map(|file| file.text.len()).sum()
}

fn stages(criterion: &mut Criterion) {
    let text = match std::env::var_os("SDKWRIGHT_BENCH_DOCUMENT") {
        Some(path) => std::fs::read_to_string(path).unwrap_or_default(),
        None => document(200),
    };
    let config = Config::default();
    let document = loaded(&text);
    let Some(typed) = parse::parse(&document, &mut Diagnostics::default()) else {
        return;
    };
    let api = lowered(&typed, &config);
    let plan = plan::plan(&api, &config);
    let mut group = criterion.benchmark_group("stages");
    group
        .sample_size(10)
        .throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("load", |bencher| bencher.iter(|| loaded(black_box(&text))));
    group.bench_function("digest", |bencher| {
        bencher.iter(|| sdkwright::write::digest_json(&document.tree))
    });
    group.bench_function("parse", |bencher| {
        bencher.iter(|| {
            parse::parse(black_box(&document), &mut Diagnostics::default())
                .map(|typed| typed.schemas.since(0).count())
        });
    });
    group.bench_function("lower", |bencher| {
        bencher.iter(|| lower::lower(black_box(&typed), &config, &mut Diagnostics::default()));
    });
    group.bench_function("plan", |bencher| {
        bencher.iter(|| plan::plan(black_box(&api), &config));
    });
    group.bench_function("emit and print", |bencher| {
        bencher.iter(|| printed(black_box(&plan), &config))
    });
    group.finish();
}

fn proportion(criterion: &mut Criterion) {
    let config = Config::default();
    let mut group = criterion.benchmark_group("a document once, twice, 4 and 8 times");
    group.sample_size(10);
    for times in [1, 2, 4, 8] {
        let text = document(50 * times);
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_with_input(
            BenchmarkId::from_parameter(times),
            &text,
            |bencher, text| {
                bencher.iter(|| {
                    let document = loaded(text);
                    let typed = parse::parse(&document, &mut Diagnostics::default());
                    typed.map(|typed| {
                        let api = lowered(&typed, &config);
                        printed(&plan::plan(&api, &config), &config)
                    })
                });
            },
        );
    }
    group.finish();
}

criterion_group!(benches, stages, proportion);
criterion_main!(benches);
