use crate::config::Config;
use crate::diagnostics::Code;
use crate::lower::test_support::lowered;
use crate::model::{
    Api, ArrayFormat, BodyEncoding, BodyFormat, CookieStyle, FormProperty, Operation,
    ParameterContent, ParameterLocation, PathStyle, QueryStyle, SecurityKind, Status, Type, Types,
};
use serde_json::{Value, json};

/// Lowers a document with these paths and additional members.
fn lower(paths: &Value, more: Value) -> (Api, Vec<Code>) {
    let mut document =
        json!({"openapi": "3.0.0", "info": {"title": "Test", "version": "1"}, "paths": paths});
    for (key, value) in more.as_object().unwrap() {
        document[key] = value.clone();
    }
    lowered(document, &Config::default())
}

/// Lowers one `GET` operation with these members.
fn get(path: &str, operation: Value) -> (Operation, Vec<Code>) {
    let (mut api, codes) = lower(&json!({path: {"get": operation}}), json!({}));
    (api.resources.remove(0).operations.remove(0), codes)
}

fn ok() -> Value {
    json!({"200": {"description": ""}})
}

#[test]
fn equos() {
    let operation = |id: &str, parameters: Value| {
        json!({"operationId": format!("SessionsController_{id}_v3"), "tags": ["Sessions"], "deprecated": true,
            "summary": "One.", "parameters": parameters, "security": [{"x-api-key": []}],
            "responses": {"200": {"description": "", "content": {"application/json": {"schema": {"type": "object"}}}}}})
    };
    let id = json!([{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}]);
    let (api, codes) = lower(
        &json!({
            "/v3/sessions": {"get": operation("list", json!([
                {"name": "take", "in": "query", "schema": {"type": "number", "default": 20}},
                {"name": "client", "in": "query", "schema": {"type": "string"}}]))},
            "/v3/sessions/{id}": {"get": operation("getById", id.clone())},
            "/v3/sessions/{id}/stop": {"patch": operation("stop", id)},
        }),
        json!({
            "servers": [{"url": "http://localhost:3001/"}],
            "components": {"securitySchemes": {"x-api-key": {"type": "apiKey", "in": "header", "name": "x-api-key"}}},
        }),
    );
    assert!(codes.is_empty(), "{codes:?}");
    assert_eq!(api.servers[0].url, "http://localhost:3001");
    assert_eq!(api.security_schemes[0].intended_name, "api key");
    assert_eq!(
        api.security_schemes[0].kind,
        SecurityKind::Header("x-api-key".into())
    );
    let [sessions] = api.resources.as_slice() else {
        panic!("one resource")
    };
    let found: Vec<&str> = sessions
        .operations
        .iter()
        .map(|it| it.path.as_str())
        .collect();
    let paths = [
        "/v3/sessions",
        "/v3/sessions/{id}",
        "/v3/sessions/{id}/stop",
    ];
    assert_eq!(found, paths);
    let stop = &sessions.operations[2];
    assert_eq!(stop.security, [[0]]);
    assert_eq!(stop.docs.deprecated.as_deref(), Some(""));
    assert_eq!(stop.at.pointer, "/paths/~1v3~1sessions~1{id}~1stop/patch");
    assert_eq!(stop.responses[0].status, Status::Code(200));
}

#[test]
fn an_operations_parameter_replaces_the_paths() {
    let (api, codes) = lower(
        &json!({"/a": {
            "parameters": [{"name": "n", "in": "query", "description": "of the path", "schema": {}},
                           {"$ref": "#/components/parameters/m"}],
            "get": {"parameters": [{"name": "n", "in": "query", "required": true, "schema": {}}], "responses": ok()},
        }}),
        json!({"components": {"parameters": {"m": {"name": "m", "in": "cookie", "schema": {}}}}}),
    );
    assert!(codes.is_empty());
    let parameters = &api.resources[0].operations[0].parameters;
    assert_eq!(parameters.len(), 2);
    assert!(parameters[0].required && parameters[0].docs.description.is_none());
    assert_eq!(
        parameters[1].location,
        ParameterLocation::Cookie {
            style: CookieStyle::Form,
            explode: true
        }
    );
}

#[test]
fn styles_have_the_defaults_of_the_specification() {
    let (operation, _) = get(
        "/a/{p}",
        json!({"responses": ok(), "parameters": [
            {"name": "p", "in": "path", "required": true, "schema": {}},
            {"name": "q", "in": "query", "schema": {}},
            {"name": "s", "in": "query", "style": "spaceDelimited", "schema": {}},
            {"name": "h", "in": "header", "schema": {}},
            {"name": "j", "in": "query", "content": {"application/json": {}}}]}),
    );
    let query = |style, explode| ParameterLocation::Query {
        style,
        explode,
        allow_reserved: false,
        allow_empty: false,
    };
    let expected = [
        ParameterLocation::Path {
            style: PathStyle::Simple,
            explode: false,
            allow_reserved: false,
        },
        query(QueryStyle::Form, true),
        query(QueryStyle::SpaceDelimited, false),
        ParameterLocation::Header { explode: false },
        query(QueryStyle::Form, true),
    ];
    let locations: Vec<_> = operation.parameters.iter().map(|it| it.location).collect();
    assert_eq!(locations, expected);
    assert_eq!(operation.parameters[4].content, ParameterContent::Json);
}

#[test]
fn the_notation_of_arrays_is_the_parameters_or_the_configurations() {
    let deep = |name: &str, notation: Option<&str>| {
        let mut parameter =
            json!({"name": name, "in": "query", "style": "deepObject", "schema": {}});
        if let Some(notation) = notation {
            parameter["x-sdkwright-array-format"] = json!(notation);
        }
        parameter
    };
    let parameters = json!([
        deep("a", None),
        deep("b", Some("repeat")),
        deep("c", Some("rails"))
    ]);
    let document = json!({
        "openapi": "3.0.0", "info": {"title": "Test", "version": "1"},
        "paths": {"/a": {"get": {"responses": ok(), "parameters": parameters}}},
    });
    let mut config = Config::default();
    config.client.array_format = crate::config::ArrayFormat::Brackets;
    let (api, codes) = lowered(document, &config);
    assert_eq!(codes, [Code::InvalidValue]);
    let styles = api.resources[0].operations[0].parameters.iter();
    let styles: Vec<_> = styles
        .map(|parameter| match parameter.location {
            ParameterLocation::Query { style, .. } => style,
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(
        styles,
        [
            ArrayFormat::Brackets,
            ArrayFormat::Repeat,
            ArrayFormat::Brackets
        ]
        .map(QueryStyle::DeepObject)
    );
}

#[test]
fn the_complete_query_is_a_form() {
    let (operation, codes) = get(
        "/a",
        json!({"responses": ok(), "parameters": [{"name": "all", "in": "querystring", "content": {
            "application/x-www-form-urlencoded": {
                "schema": {"type": "object", "properties": {"ids": {"type": "array", "items": {"type": "integer"}}}},
                "encoding": {"ids": {"style": "form", "explode": false}, "q": {"contentType": "text/plain"}}}}}]}),
    );
    assert!(codes.is_empty());
    let parameter = &operation.parameters[0];
    assert_eq!(parameter.location, ParameterLocation::Querystring);
    let ids = FormProperty {
        name: "ids".to_owned(),
        content: ParameterContent::Style,
        style: QueryStyle::Form,
        explode: false,
        allow_reserved: false,
    };
    assert_eq!(parameter.content, ParameterContent::Form(vec![ids]));
}

#[test]
fn an_undeclared_path_parameter_is_a_string() {
    let (operation, codes) = get("/a/{id}", json!({"responses": ok()}));
    assert_eq!(codes, [Code::PathParameterUndeclared]);
    assert!(operation.parameters[0].required);
    assert_eq!(operation.parameters[0].wire_name, "id");
}

#[test]
fn a_path_parameter_without_a_place_is_left_out() {
    let parameters = json!([{"name": "id", "in": "path", "required": true, "schema": {}}]);
    let (operation, codes) = get("/a", json!({"responses": ok(), "parameters": parameters}));
    assert_eq!(codes, [Code::PathParameterUnused]);
    assert!(operation.parameters.is_empty());
}

#[test]
fn headers_of_the_protocol_are_not_parameters() {
    let parameters =
        json!([{"name": "authorization", "in": "header", "required": true, "schema": {}}]);
    let (operation, codes) = get("/a", json!({"responses": ok(), "parameters": parameters}));
    assert_eq!(codes, [Code::ParameterReserved]);
    assert!(operation.parameters.is_empty());
}

#[test]
fn a_parameter_declared_twice_is_taken_once() {
    let parameter = json!({"name": "n", "in": "query", "schema": {}});
    let (operation, codes) = get(
        "/a",
        json!({"responses": ok(), "parameters": [parameter, parameter]}),
    );
    assert_eq!(codes, [Code::ParameterDuplicate]);
    assert_eq!(operation.parameters.len(), 1);
}

#[test]
fn a_parameter_of_another_format_is_text() {
    let parameters = json!([{"name": "n", "in": "query", "content": {"application/xml": {}}}]);
    let (operation, codes) = get("/a", json!({"responses": ok(), "parameters": parameters}));
    assert_eq!(codes, [Code::ParameterAsText]);
    assert_eq!(operation.parameters[0].ty, crate::model::Type::String);
}

/// Lowers a request body with one media type, and returns its format, its type, and the named types.
fn sent(media_type: &str, media: Value) -> (BodyFormat, Type, Types) {
    let mut content = json!({});
    content[media_type] = media;
    let components = json!({"components": {"schemas": {
        "Words": {"type": "string"},
        "Size": {"type": "string", "enum": ["s", "l"]},
        "Blob": {"type": "string", "format": "binary"},
    }}});
    let (api, codes) = lower(
        &json!({"/a": {"post": {"requestBody": {"required": true, "content": content}, "responses": ok()}}}),
        components,
    );
    assert_eq!(codes, []);
    let body = api.resources[0].operations[0].body.clone().unwrap();
    (body.content.format, body.content.ty, api.types)
}

#[test]
fn a_reference_to_text_or_bytes_is_sent_as_that() {
    let reference = |name| json!({"schema": {"$ref": format!("#/components/schemas/{name}")}});
    let format = |media_type, name| sent(media_type, reference(name)).0;
    assert_eq!(format("text/plain", "Words"), BodyFormat::Text);
    assert_eq!(format("text/plain", "Size"), BodyFormat::Text);
    assert_eq!(format("application/json", "Words"), BodyFormat::Json);
    assert_eq!(format("application/json", "Blob"), BodyFormat::Bytes);
    assert_eq!(format("text/csv", "Blob"), BodyFormat::Bytes);
    assert_eq!(format("application/xml", "Words"), BodyFormat::Text);
}

#[test]
fn a_number_in_plain_text_is_sent_as_plain_text() {
    let media_type = |schema: Value| {
        let content = json!({"text/plain": {"schema": schema}});
        let (api, _) = lower(
            &json!({"/a": {"post": {"requestBody": {"content": content}, "responses": ok()}}}),
            json!({}),
        );
        let body = api.resources[0].operations[0].body.clone().unwrap();
        (body.content.format, body.content.media_type)
    };
    let text = (BodyFormat::Json, "text/plain".to_owned());
    let json = (BodyFormat::Json, "application/json".to_owned());
    assert_eq!(media_type(json!({"type": "integer"})), text);
    assert_eq!(media_type(json!({"type": "boolean"})), text);
    assert_eq!(media_type(json!({"type": "integer", "enum": [1, 2]})), text);
    assert_eq!(media_type(json!({"type": "array", "items": {}})), json);
}

#[test]
fn the_encoding_of_a_form_is_that_of_the_document() {
    let encoding = json!({
        "a": {"style": "deepObject"}, "b": {"explode": false}, "c": {"contentType": "application/json"},
        "d": {"contentType": "text/plain"}, "e": {"style": "pipeDelimited", "contentType": "application/json"},
    });
    let schema = json!({"type": "object", "properties": {"a": {"type": "object"}}, "additionalProperties": {}});
    let media = json!({"schema": schema, "encoding": encoding});
    let (format, ..) = sent("application/x-www-form-urlencoded", media);
    let field = |name: &str, style, explode, content| FormProperty {
        name: name.to_owned(),
        content,
        style,
        explode,
        allow_reserved: false,
    };
    let deep = QueryStyle::DeepObject(ArrayFormat::Indices);
    let expected = vec![
        field("a", deep, true, ParameterContent::Style),
        field("b", QueryStyle::Form, false, ParameterContent::Style),
        field("c", QueryStyle::Form, true, ParameterContent::Json),
        field(
            "e",
            QueryStyle::PipeDelimited,
            false,
            ParameterContent::Style,
        ),
    ];
    assert_eq!(format, BodyFormat::Form(expected));
}

#[test]
fn parts_of_bytes_are_files() {
    let binary = json!({"type": "string", "format": "binary"});
    let schema = json!({"type": "object", "properties": {
        "one": binary,
        "some": {"type": "array", "items": binary},
        "either": {"oneOf": [binary, {"type": "array", "items": binary}]},
        "referenced": {"$ref": "#/components/schemas/Blob"},
        "image": {"type": "string"},
        "text": {"type": "string"},
    }});
    let encoding =
        json!({"image": {"contentType": "image/*"}, "text": {"contentType": "text/csv"}});
    let media = json!({"schema": schema, "encoding": encoding});
    let (_, ty, types) = sent("multipart/form-data", media);
    let fields = &types.structure(&ty).unwrap().fields;
    let list = Type::List(Box::new(Type::File));
    let expected = [
        ("one", Type::File),
        ("some", list.clone()),
        ("either", list),
        ("referenced", Type::File),
        ("image", Type::File),
        ("text", Type::String),
    ];
    let found: Vec<(&str, Type)> = fields
        .iter()
        .map(|field| (field.wire_name.as_str(), field.ty.clone()))
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn a_body_of_any_parts_is_built_by_hand() {
    let (format, ty, _) = sent("multipart/mixed", json!({}));
    assert_eq!(format, BodyFormat::Multipart(Vec::new()));
    assert!(matches!(ty, Type::Any(_)));
}

#[test]
fn json_is_taken_among_several_bodies() {
    let content = json!({"application/x-www-form-urlencoded": {}, "application/merge-patch+json": {}, "application/json": {}});
    let (operation, codes) = get(
        "/a",
        json!({"requestBody": {"required": true, "content": content}, "responses": ok()}),
    );
    assert!(codes.is_empty());
    let content = operation.body.unwrap().content;
    assert_eq!(content.media_type, "application/json");
    assert_eq!(content.format, BodyFormat::Json);
}

#[test]
fn a_described_xml_response_is_text() {
    let schema = json!({"$ref": "#/components/schemas/A"});
    let content = json!({"text/xml": {"schema": schema}});
    let operation = json!({"responses": {"200": {"description": "", "content": content}}});
    let components = json!({"components": {"schemas": {"A": {"type": "object"}}}});
    let (mut api, codes) = lower(&json!({"/a": {"get": operation}}), components);
    let operation = api.resources.remove(0).operations.remove(0);
    assert_eq!(codes, [Code::ResponseNotDecoded]);
    assert_eq!(
        operation.responses[0].content.as_ref().unwrap().encoding,
        BodyEncoding::Text
    );
}

#[test]
fn every_status_is_kept() {
    let content = json!({"application/json": {"schema": {"type": "object"}}});
    let response = json!({"description": "", "content": content});
    let responses = json!({"200": response, "204": response, "4XX": response, "default": response});
    let (operation, _) = get("/a", json!({"responses": responses}));
    let statuses: Vec<_> = operation
        .responses
        .iter()
        .map(|it| (it.status, it.content.is_some()))
        .collect();
    let expected = [
        (Status::Code(200), true),
        (Status::Code(204), false),
        (Status::Range(4), true),
        (Status::Default, true),
    ];
    assert_eq!(statuses, expected);
}

#[test]
fn unresolved_references_do_not_affect_other_operations() {
    let circle = |other: &str| json!({"$ref": format!("#/components/responses/{other}")});
    let (api, codes) = lower(
        &json!({
            "/a": {"get": {"operationId": "getA", "parameters": [{"$ref": "#/components/parameters/nameless"}], "responses": ok()}},
            "/b": {"get": {"responses": {"200": circle("one")}}},
        }),
        json!({"components": {
            "parameters": {"nameless": {"in": "query"}},
            "responses": {"one": circle("other"), "other": circle("one")},
        }}),
    );
    assert_eq!(
        codes,
        [
            Code::InvalidValue,
            Code::InvalidValue,
            Code::InvalidValue,
            Code::OperationReferenceNotFound,
            Code::OperationReferenceNotFound
        ]
    );
    assert_eq!(api.left_out.len(), 1);
    let left_out = &api.left_out[0];
    assert_eq!((&*left_out.method, &*left_out.path), ("GET", "/a"));
    assert_eq!(left_out.id.as_deref(), Some("getA"));
    assert_eq!(left_out.code, Code::OperationReferenceNotFound.id());
    assert_eq!(api.resources.len(), 1);
}

#[test]
fn a_duplicate_operation_id_is_reported() {
    let operation = json!({"operationId": "same", "responses": ok()});
    let (api, codes) = lower(
        &json!({"/a": {"get": operation}, "/a/b": {"get": operation}}),
        json!({}),
    );
    assert_eq!(codes, [Code::OperationIdDuplicate]);
    let names: Vec<_> = api.resources[0]
        .operations
        .iter()
        .map(|it| it.id.as_deref())
        .collect();
    assert_eq!(names, [Some("same"); 2]);
}

#[test]
fn a_query_in_a_path_is_sent_as_a_query() {
    let (operation, codes) = get("/a?kind=one", json!({"responses": ok()}));
    assert_eq!(codes, [Code::PathWithQuery]);
    assert_eq!(operation.path, "/a?kind=one");
    assert!(operation.parameters.is_empty());
}

#[test]
fn a_parameter_that_the_path_fixes_is_no_argument() {
    let parameters = json!([
        {"name": "kind", "in": "query", "required": true, "schema": {"type": "string"}},
        {"name": "other", "in": "query", "schema": {"type": "string"}},
    ]);
    let (operation, _) = get(
        "/a?kind=one",
        json!({"responses": ok(), "parameters": parameters}),
    );
    let names: Vec<&str> = operation
        .parameters
        .iter()
        .map(|it| it.wire_name.as_str())
        .collect();
    assert_eq!(names, ["other"]);
}

#[test]
fn an_idempotency_key_is_made_by_the_sdk() {
    let header = |name: &str, schema: Value| json!({"name": name, "in": "header", "required": true, "schema": schema});
    let parameters = json!([
        header("Idempotency-Key", json!({"type": "string"})),
        header("Key", json!({"type": "string"})),
    ]);
    let (operation, _) = get("/a", json!({"responses": ok(), "parameters": parameters}));
    let keys: Vec<_> = operation
        .parameters
        .iter()
        .map(|it| (it.is_idempotency_key, it.required))
        .collect();
    assert_eq!(keys, [(true, false), (false, true)]);
}

#[test]
fn security_that_is_never_required_is_optional_everywhere() {
    let schemes = json!({"one": {"type": "http", "scheme": "bearer"}, "two": {"type": "apiKey", "in": "query", "name": "k"}});
    let (api, codes) = lower(
        &json!({"/a": {"get": {"responses": ok()}}}),
        json!({"components": {"securitySchemes": schemes}}),
    );
    assert_eq!(codes, [Code::SecurityNeverRequired]);
    assert_eq!(
        api.resources[0].operations[0].security,
        [vec![0], vec![1], vec![]]
    );
}

#[test]
fn an_operation_can_disable_security() {
    let schemes = json!({"one": {"type": "http", "scheme": "bearer"}});
    let (api, codes) = lower(
        &json!({
            "/a": {"get": {"security": [], "responses": ok()}},
            "/a/b": {"get": {"security": [{}, {"one": []}], "responses": ok()}},
            "/a/c": {"get": {"security": [{"none": []}, {"one": []}], "responses": ok()}},
        }),
        json!({"security": [{"one": []}], "components": {"securitySchemes": schemes}}),
    );
    assert_eq!(codes, [Code::SecuritySchemeNotFound]);
    let security: Vec<_> = api.resources[0]
        .operations
        .iter()
        .map(|it| it.security.clone())
        .collect();
    assert_eq!(security, [vec![], vec![vec![], vec![0]], vec![vec![0]]]);
}

#[test]
fn schemes_of_one_kind_are_named_after_their_keys() {
    let key = |name: &str| json!({"type": "apiKey", "in": "header", "name": name});
    let schemes = json!({"apiKeyAuth": key("a"), "appKeyAuth": key("b"), "app-key-auth": key("c")});
    let (api, _) = lower(
        &json!({}),
        json!({"components": {"securitySchemes": schemes}}),
    );
    let names: Vec<_> = api
        .security_schemes
        .iter()
        .map(|it| it.intended_name.as_str())
        .collect();
    assert_eq!(names, ["api key", "app key", "app key 2"]);
}

#[test]
fn a_relative_server_gives_no_default() {
    let (api, codes) = lower(&json!({}), json!({"servers": [{"url": "/v1"}]}));
    assert_eq!(codes, [Code::ServerNotAbsolute]);
    assert!(api.servers.is_empty());
    assert_eq!(api.incomplete_server.as_deref(), Some("/v1"));
}

#[test]
fn a_server_that_is_only_a_variable_is_the_base_url() {
    let server = |url: &str| json!([{"url": url, "variables": {"endpoint": {"default": ""}}}]);
    let (api, codes) = lower(&json!({}), json!({"servers": server("{endpoint}")}));
    assert_eq!(codes, [Code::ServerNotAbsolute]);
    assert!(api.servers.is_empty());
    assert_eq!(api.incomplete_server.as_deref(), Some("{endpoint}"));
    // The user sets the variable of the API's server, and none of an operation's.
    let (api, codes) = lower(
        &json!({"/a": {"servers": server("{endpoint}/a"), "get": {"responses": ok()}}}),
        json!({"servers": server("{endpoint}/v1/")}),
    );
    assert_eq!(codes, [Code::ServerNotAbsolute]);
    assert_eq!(api.servers.len(), 1);
    assert_eq!(api.incomplete_server.as_deref(), Some("{endpoint}/v1"));
}

#[test]
fn tags_that_spell_the_same_words_are_one_resource() {
    let operation =
        |tag: &str, id: &str| json!({"tags": [tag], "operationId": id, "responses": ok()});
    let (api, _) = lower(
        &json!({"/a": {"get": operation("User Profile", "one")}, "/b": {"get": operation("user-profile", "two")}}),
        json!({"tags": [{"name": "User Profile", "description": "People."}]}),
    );
    assert_eq!(api.resources.len(), 1);
    assert_eq!(
        api.resources[0].docs.description.as_deref(),
        Some("People.")
    );
}

#[test]
fn operations_are_in_the_order_of_the_document() {
    let operation = json!({"responses": ok()});
    let (api, _) = lower(
        &json!({"/a": {"patch": operation, "post": operation, "get": operation}}),
        json!({}),
    );
    let methods: Vec<&str> = api.resources[0]
        .operations
        .iter()
        .map(|operation| operation.method.as_str())
        .collect();
    assert_eq!(methods, ["PATCH", "POST", "GET"]);
}

#[test]
fn configured_servers_are_used_in_place_of_the_document_s() {
    let document = json!({
        "openapi": "3.0.0", "info": {"title": "Test", "version": "1"}, "paths": {}, "servers": [{"url": "/v1"}],
    });
    let config = Config {
        base_url: Some("https://a.example".into()),
        ..Config::default()
    };
    let (api, codes) = lowered(document, &config);
    let urls: Vec<&str> = api
        .servers
        .iter()
        .map(|server| server.url.as_str())
        .collect();
    assert_eq!(
        (urls.as_slice(), codes.as_slice()),
        (&["https://a.example"][..], &[][..])
    );
}

#[test]
fn unsupported_parts_of_3_2_are_reported() {
    let (api, codes) = lower(
        &json!({"/a": {"get": {"responses": ok()}}}),
        json!({
            "components": {"securitySchemes": {"tls": {"type": "mutualTLS"}}},
            "security": [{"tls": []}],
        }),
    );
    assert_eq!(codes, [Code::NotSupported]);
    let operation = &api.resources[0].operations[0];
    assert!(operation.security.is_empty());
}

#[test]
fn encodings_of_parts_without_a_name_are_reported() {
    let content = json!({"multipart/mixed": {
        "itemSchema": {}, "prefixEncoding": [{"contentType": "text/html"}, {}], "itemEncoding": {},
    }});
    let post = json!({"requestBody": {"content": content}, "responses": ok()});
    let (_, codes) = lower(&json!({"/a": {"post": post}}), json!({"openapi": "3.2.0"}));
    assert_eq!(codes, [Code::NotSupported; 2]);
}

#[test]
fn an_encoding_of_no_property_is_reported() {
    let codes = |schema: Value| {
        let content = json!({"multipart/form-data": {
            "schema": schema, "encoding": {"name": {}, "nmae": {"contentType": "text/html"}},
        }});
        let operation = json!({"requestBody": {"content": content}, "responses": {}});
        let document = json!({
            "openapi": "3.1.0", "info": {"title": "Test", "version": "1"},
            "paths": {"/a": {"post": operation}},
        });
        lowered(document, &Config::default()).1
    };
    let closed = json!({"type": "object", "properties": {"name": {"type": "string"}}});
    assert_eq!(codes(closed), [Code::EncodingOfNothing]);
    let open = json!({"type": "object", "additionalProperties": {"type": "string"}});
    assert_eq!(codes(open), []);
}

#[test]
fn a_parameter_that_is_the_credential_is_left_out() {
    let key = |name: &str| json!({"name": name, "in": "query", "schema": {"type": "string"}});
    let names = |security: Value| {
        let operation = json!({"parameters": [key("key"), key("other")], "security": security, "responses": ok()});
        let scheme = json!({"type": "apiKey", "in": "query", "name": "key"});
        let (api, _) = lower(
            &json!({"/a": {"get": operation}}),
            json!({"components": {"securitySchemes": {"key": scheme}}}),
        );
        let parameters = &api.resources[0].operations[0].parameters;
        let names = parameters.iter().map(|it| it.wire_name.clone());
        names.collect::<Vec<_>>()
    };
    assert_eq!(names(json!([{"key": []}])), ["other"]);
    assert_eq!(names(json!([{"key": []}, {}])), ["key", "other"]);
    assert_eq!(names(json!([])), ["key", "other"]);
}

#[test]
fn a_form_that_is_no_object_is_no_choice() {
    let media = json!({"schema": {"type": "array", "items": {"type": "integer"}}});
    let content = json!({"application/json": media, "application/x-www-form-urlencoded": media});
    let operation = json!({"requestBody": {"content": content}, "responses": ok()});
    let (operation, _) = get("/a", operation);
    assert_eq!(operation.body.unwrap().alternatives, []);
}

#[test]
fn an_enum_in_plain_text_is_text() {
    let schema = json!({"type": "string", "enum": ["yes", "no"]});
    let content = json!({"text/plain": {"schema": schema}});
    let responses = json!({"200": {"description": "", "content": content}});
    let (operation, _) = get("/a", json!({"responses": responses}));
    let content = operation.responses[0].content.as_ref().unwrap();
    assert_eq!(
        (&content.encoding, &content.ty),
        (&BodyEncoding::Text, &Type::String)
    );
}
