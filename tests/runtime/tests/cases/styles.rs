//! OpenAPI 3.0 section 4.7.12.2, as one table.

use super::api::{Client, leaked, operation, parameters, set};
use crate::runtime::testing::Answer;
use crate::runtime::{Call, Operation, Parameter, PathStyle, QueryStyle, decode};
use http::Method;
use serde_json::{Value, json};

async fn sent(
    path: &'static str,
    parameter: Parameter,
    value: Value,
) -> (String, String, Option<String>) {
    let client = Client::answering(Answer::status(204));
    let operation = leaked(Operation {
        parameters: parameters(&[parameter]),
        ..operation(Method::GET, path)
    });
    let mut call = Call::new(&client.core, operation);
    set(&mut call, &parameter, &value);
    call.send(decode::empty).await.unwrap();
    let request = &client.transport.received()[0];
    let header = request.header("color").or(request.header("cookie"));
    (
        request.path().to_owned(),
        request.query().to_owned(),
        header.map(str::to_owned),
    )
}

#[tokio::test]
async fn the_whole_matrix() {
    let (empty, one) = (json!(""), json!("blue"));
    let many = json!(["blue", "black", "brown"]);
    let members = json!({"R": 100, "G": 200, "B": 150});
    let values = [&empty, &one, &many, &members];
    let path = |style, explode| Parameter::path("color").path_style(style).explode(explode);
    let query = |style, explode| {
        Parameter::query("color")
            .query_style(style)
            .explode(explode)
    };
    use PathStyle::{Label, Matrix, Simple};
    use QueryStyle::{DeepObject, Form, PipeDelimited, SpaceDelimited};

    #[rustfmt::skip]
    let paths = [
        (path(Simple, false), ["-",       "blue",        "blue,black,brown",                     "R,100,G,200,B,150"]),
        (path(Simple, true),  ["-",       "blue",        "blue,black,brown",                     "R=100,G=200,B=150"]),
        (path(Label, false),  ["-",       ".blue",       ".blue.black.brown",                    ".R.100.G.200.B.150"]),
        (path(Label, true),   ["-",       ".blue",       ".blue.black.brown",                    ".R=100.G=200.B=150"]),
        (path(Matrix, false), ["-",       ";color=blue", ";color=blue,black,brown",              ";color=R,100,G,200,B,150"]),
        (path(Matrix, true),  ["-",       ";color=blue", ";color=blue;color=black;color=brown",  ";R=100;G=200;B=150"]),
    ];
    for (parameter, row) in paths {
        for (value, expected) in values.iter().zip(row) {
            if expected != "-" {
                let sent = sent("/{color}", parameter, (*value).clone()).await.0;
                assert_eq!(sent, format!("/v1/{expected}"), "{parameter:?} {value}");
            }
        }
    }

    #[rustfmt::skip]
    let queries = [
        (query(Form, false),          ["color=", "color=blue", "color=blue,black,brown",             "color=R,100,G,200,B,150"]),
        (query(Form, true),           ["color=", "color=blue", "color=blue&color=black&color=brown", "R=100&G=200&B=150"]),
        (query(SpaceDelimited, false),["color=", "color=blue", "color=blue%20black%20brown",         "color=R%20100%20G%20200%20B%20150"]),
        (query(SpaceDelimited, true), ["color=", "color=blue", "color=blue&color=black&color=brown", "R=100&G=200&B=150"]),
        (query(PipeDelimited, false), ["color=", "color=blue", "color=blue%7Cblack%7Cbrown",         "color=R%7C100%7CG%7C200%7CB%7C150"]),
        (query(PipeDelimited, true),  ["color=", "color=blue", "color=blue&color=black&color=brown", "R=100&G=200&B=150"]),
        (query(DeepObject, true),     ["color=", "color=blue", "color%5B0%5D=blue&color%5B1%5D=black&color%5B2%5D=brown", "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"]),
    ];
    for (parameter, row) in queries {
        for (value, expected) in values.iter().zip(row) {
            let sent = sent("/", parameter, (*value).clone()).await.1;
            assert_eq!(sent, expected, "{parameter:?} {value}");
        }
    }

    #[rustfmt::skip]
    let headers = [
        (Parameter::header("color"),                ["", "blue", "blue,black,brown", "R,100,G,200,B,150"]),
        (Parameter::header("color").explode(true),  ["", "blue", "blue,black,brown", "R=100,G=200,B=150"]),
        (Parameter::cookie("color").explode(false), ["color=", "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"]),
        (Parameter::cookie("color"),                ["color=", "color=blue", "color=blue; color=black; color=brown", "R=100; G=200; B=150"]),
    ];
    for (parameter, row) in headers {
        for (value, expected) in values.iter().zip(row) {
            let sent = sent("/", parameter, (*value).clone()).await.2;
            assert_eq!(sent.as_deref(), Some(expected), "{parameter:?} {value}");
        }
    }
}

#[tokio::test]
async fn what_the_table_leaves_open() {
    let q = Parameter::query("q");
    let deep = q.query_style(QueryStyle::DeepObject);
    #[rustfmt::skip]
    let rows = [
        (q,                          json!(null),                       ""),
        (q.required(),               json!([]),                         "q="),
        (q,                          json!([]),                         ""),
        (q.explode(false),           json!([]),                         ""),
        (q.explode(false),           json!(["a,b", "c"]),               "q=a%2Cb,c"),
        (q,                          json!(["a", null, "b"]),           "q=a&q=b"),
        (q,                          json!(20.0),                       "q=20"),
        (q,                          json!(0.03),                       "q=0.03"),
        (q,                          json!(true),                       "q=true"),
        (q,                          json!("a b+c&d=e/é"),              "q=a%20b%2Bc%26d%3De%2F%C3%A9"),
        (q.allow_reserved(),         json!("a b+c&d=e/f?g%20%h#"),      "q=a%20b%2Bc%26d=e/f?g%20%25h%23"),
        (q,                          json!([{"a": 1}]),                 "q=%7B%22a%22%3A1%7D"),
        (deep,                       json!({"a": {"b": [1, {"c": 2}]}}),"q%5Ba%5D%5Bb%5D%5B0%5D=1&q%5Ba%5D%5Bb%5D%5B1%5D%5Bc%5D=2"),
        (Parameter::query_json("q"), json!({"a": [1.5, null]}),         "q=%7B%22a%22%3A%5B1.5%2Cnull%5D%7D"),
    ];
    for (parameter, value, expected) in rows {
        let sent = sent("/", parameter, value.clone()).await.1;
        assert_eq!(sent, expected, "{parameter:?} {value}");
    }
}
