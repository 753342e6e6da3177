//! The table of styles of OpenAPI 3.2, section 4.12.6 (3.0.4 and 3.1.1: section 4.8.12.6).

use super::api::{Client, GetById, leaked, operation, parameters, set};
use crate::runtime::testing::Answer;
use crate::runtime::{
    ArrayFormat, Call, ErrorKind, Operation, Parameter, PathStyle, QueryStyle, Separator, decode,
};
use serde_json::{Value, json};

pub async fn sent(
    path: &'static str,
    parameter: Parameter,
    value: Value,
) -> (String, String, Option<String>) {
    let client = Client::answering(Answer::status(204));
    let operation = leaked(Operation {
        parameters: parameters(&[parameter]),
        ..operation("GET", path)
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
    use QueryStyle::{Form, PipeDelimited, SpaceDelimited};
    let deep = QueryStyle::DeepObject(ArrayFormat::Indices);

    #[rustfmt::skip]
    let paths = [
        (path(Simple, false), ["-",       "blue",        "blue,black,brown",                     "R,100,G,200,B,150"]),
        (path(Simple, true),  ["-",       "blue",        "blue,black,brown",                     "R=100,G=200,B=150"]),
        (path(Label, false),  ["-",       ".blue",       ".blue,black,brown",                    ".R,100,G,200,B,150"]),
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
        (query(deep, true),           ["color=", "color=blue", "color%5B0%5D=blue&color%5B1%5D=black&color%5B2%5D=brown", "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"]),
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
        (Parameter::cookie("color").cookie_style().explode(false), ["color=", "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"]),
        (Parameter::cookie("color").cookie_style(), ["color=", "color=blue", "color=blue; color=black; color=brown", "R=100; G=200; B=150"]),
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
    #[rustfmt::skip]
    let rows = [
        (q,                          json!(null),                       ""),
        (q.required(),               json!([]),                         "q="),
        (q,                          json!([]),                         ""),
        (q.explode(false),           json!([]),                         ""),
        (q,                          json!({}),                         ""),
        (q.explode(false),           json!({}),                         ""),
        (q.allow_empty(),            json!([]),                         "q="),
        (q.explode(false),           json!([""]),                       "q="),
        (q.explode(false),           json!(["a,b", "c"]),               "q=a%2Cb,c"),
        (q,                          json!(["a", null, "b"]),           "q=a&q=b"),
        (q,                          json!(20.0),                       "q=20"),
        (q,                          json!(0.03),                       "q=0.03"),
        (q,                          json!(true),                       "q=true"),
        (q,                          json!("a b+c&d=e/é"),              "q=a%20b%2Bc%26d%3De%2F%C3%A9"),
        (q.allow_reserved(),         json!("a b+c&d=e/f?g%20%h#"),      "q=a%20b%2Bc%26d=e/f?g%20%25h%23"),
        (q,                          json!([{"a": 1}]),                 "q=%7B%22a%22%3A1%7D"),
    ];
    for (parameter, value, expected) in rows {
        let sent = sent("/", parameter, value.clone()).await.1;
        assert_eq!(sent, expected, "{parameter:?} {value}");
    }
}

#[tokio::test]
async fn nested_values_in_brackets() {
    let deep = |arrays| Parameter::query("q").query_style(QueryStyle::DeepObject(arrays));
    let value = json!({"a": {"b": [1, 2]}, "c": "", "d": null, "e": [], "f": [{"g": 3}]});
    #[rustfmt::skip]
    let rows = [
        (ArrayFormat::Indices,  "q[a][b][0]=1&q[a][b][1]=2&q[c]=&q[f][0][g]=3"),
        (ArrayFormat::Brackets, "q[a][b][]=1&q[a][b][]=2&q[c]=&q[f][][g]=3"),
        (ArrayFormat::Repeat,   "q[a][b]=1&q[a][b]=2&q[c]=&q[f][g]=3"),
        // A list of objects cannot be joined.
        (ArrayFormat::Comma,    "q[a][b]=1,2&q[c]=&q[f][0][g]=3"),
    ];
    for (arrays, expected) in rows {
        let sent = sent("/", deep(arrays), value.clone()).await.1;
        let expected = expected.replace('[', "%5B").replace(']', "%5D");
        assert_eq!(sent, expected, "{arrays:?}");
    }
}

#[tokio::test]
async fn collection_formats_of_swagger() {
    use Separator::{Comma, Pipe, Space, Tab};
    let value = json!([["a b", "c"], ["d"]]);
    let query = Parameter::query("color").explode(false);
    #[rustfmt::skip]
    let rows: [(Parameter, &str); 6] = [
        (query.separators(&[Tab, Comma]),                          "color=a%20b%2Cc%09d"),
        (query.separators(&[Pipe, Space]),                         "color=a%20b%20c%7Cd"),
        (query.explode(true).separators(&[Comma, Pipe]),           "color=a%20b%7Cc&color=d"),
        (Parameter::path("color").separators(&[Pipe, Comma]),      "/v1/a%20b%2Cc%7Cd"),
        (Parameter::header("color").separators(&[Space, Pipe]),    "a b|c d"),
        (Parameter::header("color").separators(&[Tab, Comma]),     "a b,c\td"),
    ];
    for (parameter, expected) in rows {
        let path = if parameter.is_in_path() {
            "/{color}"
        } else {
            "/"
        };
        let (path, query, header) = sent(path, parameter, value.clone()).await;
        let sent = match (parameter.is_in_path(), header) {
            (true, _) => path,
            (_, Some(header)) => header,
            _ => query,
        };
        assert_eq!(sent, expected, "{parameter:?}");
    }
}

#[tokio::test]
async fn reserved_characters_stay_in_a_path_where_they_are_allowed() {
    let parameter = Parameter::path("color").allow_reserved();
    let sent = |value| sent("/{color}/x", parameter, value);
    let path = sent(json!("a/b c:d?e#f%2Fg%")).await.0;
    assert_eq!(path, "/v1/a/b%20c:d%3Fe%23f%2Fg%25/x");
}

#[tokio::test]
async fn reserved_characters_do_not_make_a_path_climb() {
    let client = Client::answering(Answer::status(204));
    let operation = leaked(Operation {
        parameters: parameters(&[Parameter::path("color").allow_reserved()]),
        ..operation("GET", "/{color}")
    });
    for value in ["a/../b", "a/%2e%2E/b", ".."] {
        let mut call = Call::new(&client.core, operation);
        call.path("color", value);
        let error = call.send(decode::empty).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Request, "{value}");
    }
    assert!(client.transport.received().is_empty());
}

#[tokio::test]
async fn content_in_every_location() {
    let value = json!({"a": [1.5, "x y"], "b": {"c": null}});
    let json = r#"{"a":[1.5,"x y"],"b":{"c":null}}"#;
    let encoded = "%7B%22a%22%3A%5B1.5%2C%22x%20y%22%5D%2C%22b%22%3A%7B%22c%22%3Anull%7D%7D";
    let form = "a=1.5&a=x%20y&b=%7B%22c%22%3Anull%7D";
    let form_encoded = form
        .replace('%', "%25")
        .replace('=', "%3D")
        .replace('&', "%26");
    let path = |parameter: Parameter| sent("/{color}", parameter, value.clone());
    let other = |parameter: Parameter| sent("/", parameter, value.clone());
    let (q, p) = (Parameter::query("color"), Parameter::path("color"));
    let (h, c) = (Parameter::header("color"), Parameter::cookie("color"));

    assert_eq!(other(q.json()).await.1, format!("color={encoded}"));
    assert_eq!(other(q.form(&[])).await.1, format!("color={form_encoded}"));
    assert_eq!(path(p.json()).await.0, format!("/v1/{encoded}"));
    assert_eq!(path(p.form(&[])).await.0, format!("/v1/{form_encoded}"));
    assert_eq!(other(h.json()).await.2.as_deref(), Some(json));
    assert_eq!(other(h.form(&[])).await.2.as_deref(), Some(form));
    let cookie = other(c.json()).await.2.unwrap();
    let expected = json
        .replace('"', "%22")
        .replace(',', "%2C")
        .replace(' ', "%20");
    assert_eq!(cookie, format!("color={expected}"));
    assert_eq!(
        other(q.json().required()).await.1,
        format!("color={encoded}")
    );
}

#[tokio::test]
async fn the_complete_query() {
    let all = Parameter::querystring("color");
    const PROPERTIES: &[Parameter] = &[
        Parameter::query("ids").explode(false),
        Parameter::query("deep").query_style(QueryStyle::DeepObject(ArrayFormat::Brackets)),
        Parameter::query("list").json(),
    ];
    let value = json!({"ids": [1, 2], "deep": {"a": [3]}, "list": [4], "other": [5, 6], "q": "a&b", "n": null});
    let sent = |parameter, value| async move { sent("/", parameter, value).await.1 };
    assert_eq!(
        sent(all.form(PROPERTIES), value).await,
        "ids=1,2&deep%5Ba%5D%5B%5D=3&list=%5B4%5D&other=5&other=6&q=a%26b"
    );
    assert_eq!(sent(all.json(), json!({"a": 1})).await, "%7B%22a%22%3A1%7D");
    assert_eq!(
        sent(all, json!("$.a[?@.b > 1]")).await,
        "$.a[?@.b%20%3E%201]"
    );
    assert_eq!(sent(all.form(&[]), json!(null)).await, "");
}

#[tokio::test]
async fn a_cookie_of_style_cookie_is_sent_unchanged() {
    let cookie = Parameter::cookie("c").cookie_style();
    let sent_cookie = sent("/", cookie, json!("a%20b=c/d")).await.2;
    assert_eq!(sent_cookie.as_deref(), Some("c=a%20b=c/d"));

    let client = Client::answering(Answer::status(204));
    let operation = leaked(Operation {
        parameters: parameters(&[cookie]),
        ..operation("GET", "/")
    });
    let mut call = Call::new(&client.core, operation);
    call.cookie("c", "a; admin=1");
    let error = call.send(decode::empty).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Request);
    assert!(client.transport.received().is_empty());
}

#[tokio::test]
async fn a_call_can_have_more_in_its_query() {
    let client = Client::answering(Answer::json(200, &json!({})));
    let call = GetById::new(&client.core, "x");
    let call = call.with_query("a b", "1&2").with_query("a b", "3");
    call.await.unwrap();
    assert_eq!(
        client.transport.received()[0].query(),
        "a%20b=1%262&a%20b=3"
    );
}
