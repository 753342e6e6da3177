//! Documents that are hostile by growth: of each kind, what multiplies in them is in proportion to `n`.

use serde_json::{Map, Value, json};

/// A kind of documents.
pub struct Kind {
    /// Its name in the table.
    pub name: &'static str,
    /// The smallest `n` that is measured. The others are 2, 4 and 8 times as large.
    pub n: usize,
    /// Makes the document: JSON, or YAML.
    pub document: fn(usize) -> String,
}

/// All kinds.
#[rustfmt::skip]
pub const KINDS: &[Kind] = &[
    Kind { name: "allOf: a chain",                    n: 500,    document: |n| chain(n, "allOf") },
    Kind { name: "allOf: diamonds",                   n: 500,    document: |n| diamonds(n, "allOf") },
    Kind { name: "allOf: many parts",                 n: 1_000,  document: |n| parts(n, "allOf") },
    Kind { name: "allOf: many children of a parent",  n: 500,    document: children },
    Kind { name: "oneOf: a chain",                    n: 500,    document: |n| chain(n, "oneOf") },
    Kind { name: "anyOf: diamonds",                   n: 500,    document: |n| diamonds(n, "anyOf") },
    Kind { name: "oneOf: many branches",              n: 500,    document: |n| parts(n, "oneOf") },
    Kind { name: "anyOf: many branches",              n: 500,    document: |n| parts(n, "anyOf") },
    Kind { name: "anyOf: branches alike to a depth",  n: 100,    document: alike },
    Kind { name: "references to one large schema",    n: 500,    document: references_to_one },
    Kind { name: "references to references",          n: 1_000,  document: references_to_references },
    Kind { name: "properties of properties",          n: 500,    document: nested_components },
    Kind { name: "a ring of schemas",                 n: 500,    document: ring },
    Kind { name: "deep inline schemas",               n: 10,     document: deep },
    Kind { name: "aliases of YAML",                   n: 2_000,  document: aliases },
    Kind { name: "a long enum",                       n: 2_000,  document: |n| one_enum(n, |at| format!("value {at}")) },
    Kind { name: "an enum whose names collide",       n: 500,    document: |n| one_enum(n, colliding) },
    Kind { name: "equal inline schemas",              n: 500,    document: equal_inline },
    Kind { name: "equal enums under many names",      n: 500,    document: equal_enums },
    Kind { name: "components whose names collide",    n: 500,    document: colliding_components },
    Kind { name: "properties whose names collide",    n: 500,    document: |n| one_object(n, colliding) },
    Kind { name: "operations whose names collide",    n: 250,    document: |n| operations(n, |at| json!({ "operationId": colliding(at), "tags": ["t"] })) },
    Kind { name: "operations without ids",            n: 250,    document: |n| operations(n, |_| json!({ "tags": ["t"] })) },
    Kind { name: "many resources",                    n: 250,    document: |n| operations(n, |at| json!({ "operationId": format!("get{at}"), "tags": [format!("tag {at}")] })) },
    Kind { name: "many properties",                   n: 1_000,  document: |n| one_object(n, |at| format!("p{at}")) },
    Kind { name: "many parameters",                   n: 500,    document: parameters },
    Kind { name: "many responses and headers",        n: 250,    document: responses },
    Kind { name: "many webhooks",                     n: 250,    document: webhooks },
    Kind { name: "many servers and credentials",      n: 250,    document: servers },
    Kind { name: "a long path",                       n: 1_000,  document: long_path },
    Kind { name: "a long name of words that run together", n: 500, document: long_name },
    Kind { name: "a long description",                n: 20_000, document: long_description },
    Kind { name: "a large example",                   n: 5_000,  document: large_example },
    Kind { name: "many diagnostics",                  n: 500,    document: many_diagnostics },
    Kind { name: "duplicate keys",                    n: 2_000,  document: duplicate_keys },
];

/// An ordinary document of at least so many bytes: operations, models, descriptions.
pub fn with_bytes(bytes: usize) -> String {
    let mut all = Map::new();
    let mut length = 0;
    while length < bytes {
        let at = all.len();
        let schema = json!({ "type": "object", "description": "Some words about the thing. ".repeat(4),
            "required": ["id"], "properties": { "id": { "type": "string", "format": "uuid" }, "count":
            { "type": "integer", "description": "How many there are.", "default": 1 }, "state": { "type": "string",
            "enum": ["open", "closed", "unknown"] }, "next": reference(&format!("S{}", at / 2)), "tags":
            { "type": "array", "items": { "type": "string" } } } });
        length += schema.to_string().len() + 10;
        all.insert(format!("S{at}"), schema);
    }
    with_schemas(all, "S0")
}

/// A document whose only operation sends and receives one of these schemas.
fn with_schemas(schemas: Map<String, Value>, body: &str) -> String {
    let content = json!({ "application/json": { "schema": reference(body) } });
    let operation = json!({ "operationId": "send", "requestBody": { "content": content },
        "responses": { "200": { "description": "", "content": content } } });
    let document = json!({ "openapi": "3.1.0", "info": { "title": "growth", "version": "1" },
        "paths": { "/a": { "post": operation } }, "components": { "schemas": schemas } });
    document.to_string()
}

fn with_operations(paths: Map<String, Value>) -> String {
    let document = json!({ "openapi": "3.1.0", "info": { "title": "growth", "version": "1" }, "paths": paths });
    document.to_string()
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

fn text(name: &str) -> Value {
    json!({ "type": "object", "required": [name], "properties": { name: { "type": "string" } } })
}

fn schemas(n: usize, schema: impl Fn(usize) -> Value) -> Map<String, Value> {
    (0..n).map(|at| (format!("S{at}"), schema(at))).collect()
}

/// Different names that are the same identifier: their separators are the digits of the number.
fn colliding(mut at: usize) -> String {
    let mut name = "a".to_owned();
    for letter in 'b'..='k' {
        name.push(match at % 3 {
            0 => '-',
            1 => '.',
            _ => '_',
        });
        name.push(letter);
        at /= 3;
    }
    name
}

fn chain(n: usize, keyword: &str) -> String {
    let link = |at| match at {
        0 => text("p"),
        at => {
            let own = json!({ "type": "object", "required": ["kind"],
                "properties": { "kind": { "const": "k" } } });
            json!({ keyword: [reference(&format!("S{}", at - 1)), own] })
        }
    };
    with_schemas(schemas(n, link), &format!("S{}", n - 1))
}

fn diamonds(n: usize, keyword: &str) -> String {
    let node = |at: usize| match at {
        0 | 1 => text(&format!("p{at}")),
        at => {
            let layer = at / 2 * 2;
            json!({ keyword: [reference(&format!("S{}", layer - 2)), reference(&format!("S{}", layer - 1))] })
        }
    };
    with_schemas(schemas(n / 2 * 2, node), &format!("S{}", n / 2 * 2 - 1))
}

fn parts(n: usize, keyword: &str) -> String {
    let mut all = schemas(n, |at| text(&format!("p{at}")));
    let names: Vec<Value> = all.keys().map(|name| reference(name)).collect();
    all.insert("All".into(), json!({ keyword: names }));
    with_schemas(all, "All")
}

fn children(n: usize) -> String {
    let mut all = schemas(
        n,
        |at| json!({ "allOf": [reference("Parent"), text(&format!("p{at}"))] }),
    );
    let parent = json!({ "type": "object", "required": ["kind"], "properties": { "kind": { "type": "string" } },
        "discriminator": { "propertyName": "kind" } });
    all.insert("Parent".into(), parent);
    with_schemas(all, "Parent")
}

fn references_to_one(n: usize) -> String {
    let properties = (0..n).map(|at| (format!("p{at}"), json!({ "type": "integer" })));
    let large = json!({ "type": "object", "properties": properties.collect::<Map<_, _>>() });
    let mut all = schemas(n, |at| {
        json!({ "type": "object", "required": ["large"],
            "properties": { "large": reference("Large"), "id": { "type": "string" }, "many": { "type": "array",
            "items": reference("Large") }, format!("own{at}"): reference("Large") } })
    });
    all.insert("Large".into(), large);
    with_schemas(all, "S0")
}

fn references_to_references(n: usize) -> String {
    let schema = |at| match at {
        0 => text("p"),
        at => reference(&format!("S{}", at - 1)),
    };
    with_schemas(schemas(n, schema), &format!("S{}", n - 1))
}

fn nested_components(n: usize) -> String {
    let schema = |at: usize| {
        let inner = reference(&format!("S{}", (at + 1).min(n - 1)));
        json!({ "type": "object", "required": ["id"], "properties": { "id": { "type": "string" }, "inner": inner } })
    };
    with_schemas(schemas(n, schema), "S0")
}

fn ring(n: usize) -> String {
    let schema = |at: usize| {
        let (next, last) = ((at + 1) % n, (at + n - 1) % n);
        json!({ "type": "object", "required": ["next"], "properties": { "next": reference(&format!("S{next}")),
            "last": reference(&format!("S{last}")), "any": { "oneOf": [reference(&format!("S{next}")),
            { "type": "string" }] } } })
    };
    with_schemas(schemas(n, schema), "S0")
}

fn deep(n: usize) -> String {
    let schema = |at: usize| {
        let mut schema = text(&format!("p{at}"));
        for level in 0..55 {
            schema = json!({ "type": "object", "properties": { format!("l{level}"): schema } });
        }
        schema
    };
    with_schemas(schemas(n, schema), "S0")
}

fn aliases(n: usize) -> String {
    let mut document = "openapi: 3.1.0\ninfo: {title: growth, version: '1'}\npaths: {}\nx-shared: &shared {type: object, \
        properties: {a: {type: string}, b: {type: integer}, c: {type: boolean}, d: {type: number}}}\ncomponents:\n  \
        schemas:\n"
        .to_owned();
    for at in 0..n {
        document.push_str(&format!("    S{at}: *shared\n"));
    }
    document
}

fn one_enum(n: usize, value: fn(usize) -> String) -> String {
    let values: Vec<String> = (0..n).map(value).collect();
    let schema = json!({ "type": "string", "enum": values });
    with_schemas(Map::from_iter([("Long".to_owned(), schema)]), "Long")
}

fn one_object(n: usize, name: fn(usize) -> String) -> String {
    let properties = (0..n).map(|at| (name(at), json!({ "type": "string" })));
    let schema = json!({ "type": "object", "properties": properties.collect::<Map<_, _>>() });
    with_schemas(Map::from_iter([("Wide".to_owned(), schema)]), "Wide")
}

fn equal_inline(n: usize) -> String {
    let schema = |at: usize| {
        let address = json!({ "type": "object", "properties": { "street": { "type": "string" }, "city":
            { "type": "string" }, "zip": { "type": "string" }, "country": { "enum": ["a", "b", "c"] }, "lines":
            { "type": "array", "items": { "type": "object", "properties": { "text": { "type": "string" } } } } } });
        json!({ "type": "object", "properties": { "address": address, format!("own{at}"): { "type": "string" } } })
    };
    with_schemas(schemas(n, schema), "S0")
}

fn equal_enums(n: usize) -> String {
    let schema = |at: usize| {
        json!({ "type": "object", "properties": { format!("state{at}"): { "type": "string",
            "enum": ["one", "two", "three", "four", "five", "six"] } } })
    };
    with_schemas(schemas(n, schema), "S0")
}

fn colliding_components(n: usize) -> String {
    let all = (0..n).map(|at| (colliding(at), text(&format!("p{at}"))));
    with_schemas(all.collect(), &colliding(0))
}

/// Two branches with the same properties, apart from one of each. All others are objects with the same properties too,
/// five levels of them, of different types: each level is compared with its twin.
fn alike(n: usize) -> String {
    const LEVELS: usize = 4;
    let level = |family: &str, depth: usize| {
        let ty = match depth {
            LEVELS => json!({ "type": "string" }),
            _ => reference(&format!("{family}{}", depth + 1)),
        };
        let mut properties: Map<String, Value> =
            (0..n).map(|at| (format!("p{at}"), ty.clone())).collect();
        if depth == 0 {
            properties.insert(format!("only {family}"), json!({ "type": "string" }));
        }
        let schema = json!({ "type": "object", "properties": properties });
        (format!("{family}{depth}"), schema)
    };
    let families = ["A", "B"].into_iter();
    let mut all: Map<String, Value> = families
        .flat_map(|family| (0..=LEVELS).map(move |depth| level(family, depth)))
        .collect();
    let branches = json!({ "anyOf": [reference("A0"), reference("B0")] });
    all.insert("Alike".to_owned(), branches);
    with_schemas(all, "Alike")
}

fn operations(n: usize, operation: fn(usize) -> Value) -> String {
    let paths = (0..n).map(|at| {
        let mut operation = operation(at);
        let responses = json!({ "200": { "description": "", "content": { "application/json": { "schema":
            { "type": "object", "properties": { "a": { "type": "string" } } } } } } });
        if let Some(members) = operation.as_object_mut() {
            members.insert("responses".to_owned(), responses);
        }
        let path = format!("/things/{}", colliding(at).replace('.', "/"));
        (path, json!({ "get": operation }))
    });
    with_operations(paths.collect())
}

fn parameters(n: usize) -> String {
    let parameters = (0..n).map(|at| {
        let place = match at % 3 {
            0 => "query",
            1 => "header",
            _ => "cookie",
        };
        json!({ "name": format!("p{at}"), "in": place, "schema": { "type": "string" } })
    });
    let operation = json!({ "operationId": "send", "parameters": parameters.collect::<Vec<_>>(), "responses": {} });
    with_operations(Map::from_iter([(
        "/a".to_owned(),
        json!({ "get": operation }),
    )]))
}

fn responses(n: usize) -> String {
    let paths = (0..n).map(|at| {
        let content = json!({ "application/json": { "schema": text(&format!("p{at}")) } });
        let headers = json!({ format!("X-{at}"): { "schema": { "type": "integer" } } });
        let response = json!({ "description": "", "headers": headers, "content": content });
        let responses = (400..410).map(|status| (status.to_string(), response.clone()));
        let operation = json!({ "operationId": format!("send{at}"), "tags": ["t"],
            "responses": responses.collect::<Map<_, _>>() });
        (format!("/a{at}"), json!({ "get": operation }))
    });
    with_operations(paths.collect())
}

fn webhooks(n: usize) -> String {
    let webhooks = (0..n).map(|at| {
        let schema = json!({ "type": "object", "required": ["event", "data"], "properties": {
            "event": { "const": format!("event.{at}") }, "data": text(&format!("p{at}")) } });
        let content = json!({ "application/json": { "schema": schema } });
        let operation = json!({ "requestBody": { "content": content }, "responses": {} });
        (format!("hook{at}"), json!({ "post": operation }))
    });
    let document = json!({ "openapi": "3.1.0", "info": { "title": "growth", "version": "1" }, "paths": {},
        "webhooks": webhooks.collect::<Map<_, _>>() });
    document.to_string()
}

fn servers(n: usize) -> String {
    let servers = (0..n).map(
        |at| json!({ "url": format!("https://s{at}.example.com"), "description": colliding(at) }),
    );
    let schemes = (0..n).map(|at| {
        let scheme = json!({ "type": "apiKey", "in": "header", "name": format!("X-Key-{at}") });
        (colliding(at), scheme)
    });
    let security = (0..n).map(|at| json!({ colliding(at): [] }));
    let document = json!({ "openapi": "3.1.0", "info": { "title": "growth", "version": "1" },
        "servers": servers.collect::<Vec<_>>(), "security": security.collect::<Vec<_>>(),
        "paths": { "/a": { "get": { "operationId": "get", "responses": {} } } },
        "components": { "securitySchemes": schemes.collect::<Map<_, _>>() } });
    document.to_string()
}

fn long_path(n: usize) -> String {
    let path = "/segment/{id}".repeat(n);
    let path = path.split("{id}").enumerate().map(|(at, part)| match part {
        "" => String::new(),
        part => format!("{part}{{id{at}}}"),
    });
    let operation = json!({ "get": { "responses": {} } });
    with_operations(Map::from_iter([(path.collect::<String>(), operation)]))
}

fn long_name(n: usize) -> String {
    let name = format!("{}b", "a".repeat(n));
    let operation =
        json!({ "operationId": name, "tags": ["t"], "summary": "a aa aaa aaaa", "responses": {} });
    let other = json!({ "operationId": "otherthing", "tags": ["t"], "responses": {} });
    let paths = [
        ("/a/aa/aaa", json!({ "get": operation })),
        ("/b", json!({ "get": other })),
    ];
    with_operations(
        paths
            .map(|(path, item)| (path.to_owned(), item))
            .into_iter()
            .collect(),
    )
}

fn long_description(n: usize) -> String {
    let pieces = [
        "[a](b) ",
        "*a* ",
        "`",
        "<b> ",
        "[[",
        "](",
        "\n- a\n",
        "| a | b |\n",
        "http://a.b ",
        "&lt; ",
    ];
    // Every seventh, around and around, so that all of them meet.
    let text: String = pieces.iter().cycle().step_by(7).take(n).copied().collect();
    let schema = json!({ "type": "object", "description": text, "properties": { "a": { "type": "string" } } });
    with_schemas(
        Map::from_iter([("Described".to_owned(), schema)]),
        "Described",
    )
}

fn large_example(n: usize) -> String {
    let items: Vec<Value> = (0..n).map(|at| json!({ "id": at, "name": "x" })).collect();
    let schema = json!({ "type": "array", "items": { "type": "object", "properties": { "id": { "type": "integer" },
        "name": { "type": "string" } } }, "example": items, "default": items });
    let wrapper = json!({ "type": "object", "required": ["all"], "properties": { "all": schema } });
    with_schemas(Map::from_iter([("Large".to_owned(), wrapper)]), "Large")
}

fn many_diagnostics(n: usize) -> String {
    let all = schemas(
        n,
        |_| json!({ "type": "object", "properties": { "a": { "type": "word" } } }),
    );
    // A value on a line of its own.
    with_schemas(all, "S0").replace("},", "},\n")
}

fn duplicate_keys(n: usize) -> String {
    let key = r#""p": {"type": "string"}, "#.repeat(n);
    format!(
        r#"{{"openapi": "3.1.0", "info": {{"title": "growth", "version": "1"}}, "paths": {{}}, "components": {{"schemas":
        {{"S": {{"type": "object", "properties": {{{key}"q": {{"type": "string"}}}}}}}}}}}}"#
    )
}
