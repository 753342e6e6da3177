//! Names that a person would choose: each class of names with the smallest document that shows it.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use sdkwright::config::Config;
use sdkwright::diagnostics::{Diagnostics, Sources};
use sdkwright::model::Type;
use sdkwright::plan::{Planned, PlannedKind};
use sdkwright::{load, lower, parse, plan};
use serde_json::{Value, json};

/// Plans a document with these paths and component schemas, and returns what `names` finds.
fn names_of(paths: Value, schemas: Value, names: fn(&Planned<'_>) -> Vec<String>) -> Vec<String> {
    let document = json!({
        "openapi": "3.1.0",
        "info": {"title": "Names", "version": "1"},
        "paths": paths,
        "components": {"schemas": schemas},
    });
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let text = document.to_string();
    let document = load::document_from_text("api.json", text, &mut sources, &mut diagnostics);
    let (document, config) = (document.unwrap(), Config::default());
    let document = parse::parse(&document, &mut diagnostics).unwrap();
    let api = lower::lower(&document, &config, &mut diagnostics);
    assert!(!diagnostics.has_errors());
    names(&plan::plan(&api, &config))
}

fn types(planned: &Planned<'_>) -> Vec<String> {
    let mut names: Vec<String> = planned
        .types
        .iter()
        .map(|plan| plan.ident.clone())
        .collect();
    names.sort();
    names
}

/// Returns `resource.method Builder` for each operation.
fn operations(planned: &Planned<'_>) -> Vec<String> {
    let resources = planned.resources.iter();
    resources
        .flat_map(|resource| {
            let operations = resource.operations.iter();
            operations.map(|plan| format!("{}.{} {}", resource.module, plan.method, plan.builder))
        })
        .collect()
}

/// Returns the fields, variants and branches of the first type.
fn members(planned: &Planned<'_>) -> Vec<String> {
    match planned.types.iter().next().map(|plan| &plan.kind) {
        Some(PlannedKind::Struct(object)) => {
            let fields = object.fields.iter();
            fields.map(|field| field.ident.clone()).collect()
        }
        Some(PlannedKind::Enum(list)) => {
            let variants = list.variants.iter();
            variants.map(|variant| variant.ident.clone()).collect()
        }
        Some(PlannedKind::Union(union)) => {
            let branches = union.branches.iter();
            branches.map(|branch| branch.ident.clone()).collect()
        }
        _ => Vec::new(),
    }
}

fn operation(tag: &str, id: &str, summary: &str) -> Value {
    json!({
        "tags": [tag], "operationId": id, "summary": summary,
        "responses": {"204": {"description": ""}},
    })
}

#[test]
fn ids_that_run_together_are_split_by_the_words_of_the_document() {
    let paths = json!({
        "/projects/keys": {"post": operation("Projects", "CreateanAPIkeyforaserviceaccount", "Create an API key for a service account")},
        "/input_tokens": {"post": operation("Responses", "Getinputtokencounts", "Get input token counts")},
        "/users/{id}/name": {"get": operation("Users", "getUsername", "The name of a user")},
    });
    assert_eq!(
        names_of(paths, json!({}), operations),
        [
            "projects.create_an_api_key_for_a_service_account CreateProjectAnApiKeyForAServiceAccount",
            "responses.get_input_token_counts GetResponseInputTokenCounts",
            "users.get_username GetUserUsername",
        ]
    );
}

#[test]
fn resources_have_the_names_of_their_tags() {
    let paths = json!({
        "/models": {"get": operation("Models", "listModels", "")},
        "/bytes": {"get": operation("Bytes", "listBytes", "")},
    });
    assert_eq!(
        names_of(paths, json!({}), operations),
        ["models.list ListModels", "bytes.list ListBytes"]
    );
}

#[test]
fn namespaces_of_components_are_left_out_where_the_rest_is_unique() {
    let object = json!({"type": "object", "properties": {"a": {"type": "string"}}});
    let schemas = json!({
        "io.k8s.api.core.v1.Pod": object,
        "io.k8s.api.core.v1.Event": object,
        "io.k8s.api.events.v1.Event": object,
        "api.v2010.account.call": object,
        "billing.alert": object,
    });
    assert_eq!(
        names_of(json!({}), schemas, types),
        [
            "BillingAlert",
            "Call",
            "CoreV1Event",
            "EventsV1Event",
            "Pod"
        ]
    );
}

#[test]
fn an_inline_type_is_named_after_the_type_that_contains_it() {
    let data = json!({"type": "object", "properties": {"data": {"type": "object", "properties": {"a": {"type": "string"}}}}});
    let schemas = json!({
        "Log": {"type": "object", "properties": {"key.created": data, "key.deleted": data}},
    });
    let found = names_of(json!({}), schemas, types);
    assert_eq!(
        found,
        [
            "Log",
            "LogKeyCreated",
            "LogKeyCreatedData",
            "LogKeyDeleted",
            "LogKeyDeletedData"
        ]
    );
}

#[test]
fn the_middle_of_a_long_name_is_left_out() {
    let inside =
        |name: &str, schema: Value| json!({"type": "object", "properties": {name: schema}});
    let amount = json!({"type": "string", "enum": ["fixed", "maximum"]});
    let body = inside(
        "payment_method_options",
        inside(
            "card",
            inside("mandate_options", inside("amount_type", amount)),
        ),
    );
    let schemas = json!({ "ConfirmPaymentIntent": body });
    assert_eq!(
        names_of(json!({}), schemas, types),
        [
            "ConfirmPaymentIntent",
            "ConfirmPaymentIntentCardMandateOptions",
            "ConfirmPaymentIntentCardMandateOptionsAmountType",
            "ConfirmPaymentIntentPaymentMethodOptions",
            "ConfirmPaymentIntentPaymentMethodOptionsCard",
        ]
    );
}

#[test]
fn members_that_differ_in_spelling_say_how() {
    let text = json!({"type": "string"});
    let object = json!({"A": {"type": "object", "properties": {
        "fooBar": text, "foo_bar": text, "id": text, "@id": text,
    }}});
    assert_eq!(
        names_of(json!({}), object, members),
        ["foo_bar_camel", "foo_bar_snake", "id", "at_id"]
    );
    let list = json!({"A": {"type": "string", "enum": ["cat", "Cat", "dog"]}});
    assert_eq!(
        names_of(json!({}), list, members),
        ["CatLower", "CatTitle", "Dog"]
    );
}

#[test]
fn branches_have_names_after_what_they_are() {
    let schemas = json!({"A": {"anyOf": [
        {"type": "object", "additionalProperties": {"type": "integer"}},
        {"type": "object", "additionalProperties": {"type": "string"}},
        {"title": "Array", "type": "array", "items": {"type": "string"}},
    ]}});
    assert_eq!(
        names_of(json!({}), schemas, members),
        ["IntegerMap", "StringMap", "StringList"]
    );
}

#[test]
fn inline_branches_have_names_after_what_distinguishes_them() {
    let branch = |property: &str| {
        let properties = json!({property: {"type": "string"}});
        json!({"type": "object", "required": [property], "properties": properties})
    };
    let tagged = |tag: Value, property: &str| {
        let properties = json!({"tag": {"const": tag}, property: {"type": "string"}});
        json!({"type": "object", "required": ["tag"], "properties": properties})
    };
    let titled = |title: &str, property: &str| {
        let mut branch = branch(property);
        branch["title"] = json!(title);
        branch
    };
    for (branches, expected) in [
        (
            vec![branch("mail"), branch("phone")],
            ["Mail", "Phone"].as_slice(),
        ),
        (
            vec![branch("mail"), branch("phone"), branch("street")],
            &["Mail", "Phone", "Street"],
        ),
        (
            vec![
                tagged(json!("by_mail"), "a"),
                tagged(json!("by_phone"), "b"),
            ],
            &["ByMail", "ByPhone"],
        ),
        (
            vec![tagged(json!(1), "mail"), tagged(json!(2), "phone")],
            &["Mail", "Phone"],
        ),
        (
            vec![titled("First choice", "a"), titled("Second choice", "b")],
            &["FirstChoice", "SecondChoice"],
        ),
    ] {
        let schemas = json!({"A": {"oneOf": branches}});
        assert_eq!(names_of(json!({}), schemas, members), expected);
    }
}

/// Returns the type of each success and body.
fn bodies(planned: &Planned<'_>) -> Vec<String> {
    let name = |ty: &Type| match ty {
        Type::Named(id) => planned.types.get(*id).unwrap().ident.clone(),
        other => format!("{other:?}"),
    };
    let operations = planned.api.operations();
    operations
        .flat_map(|operation| {
            let body = operation.body.iter().flat_map(|body| body.contents());
            let responses = operation.responses.iter();
            let responses = responses.filter_map(|response| response.content.as_ref());
            body.map(|content| &content.ty)
                .chain(responses.map(|content| &content.ty))
                .chain(operation.parameters.iter().map(|parameter| &parameter.ty))
                .map(name)
                .collect::<Vec<_>>()
        })
        .collect()
}

/// A reference leads to a schema, a response, a body or a parameter of another operation.
#[test]
fn a_reference_into_another_operation_is_its_type_in_any_order() {
    let json = |schema: Value| json!({"content": {"application/json": {"schema": schema}}});
    let object = |name: &str| {
        json!({"type": "object", "properties": {name: {"type": "array", "items": {
        "type": "object", "properties": {"id": {"type": "string"}}}}}})
    };
    let path = "#/paths/~1pets/post";
    let refer = |place: &str| json!({"$ref": format!("{path}/{place}")});
    let owner = json!({"post": {
        "operationId": "addPet",
        "parameters": [{"name": "mode", "in": "query", "schema": {"type": "string", "enum": ["slow", "fast"]}}],
        "requestBody": json(object("wishes")),
        "responses": {"200": json(object("pets"))},
    }});
    let whole = json!({"post": {
        "operationId": "callOther", "parameters": [refer("parameters/0")], "requestBody": refer("requestBody"),
        "responses": {"200": refer("responses/200")},
    }});
    let schema = "responses/200/content/application~1json/schema";
    let parts = json!({"post": {
        "operationId": "callThird",
        "requestBody": json(refer("requestBody/content/application~1json/schema")),
        "responses": {
            "200": json(refer(schema)),
            "201": json(refer(&format!("{schema}/properties/pets/items"))),
        },
    }});
    let own = ["AddPetRequest", "AddPetResponse", "AddPetMode"];
    let others = ["AddPetRequest", "AddPetResponse", "AddPetResponsePet"];
    for (paths, expected) in [
        (
            json!({"/pets": owner, "/others": whole, "/thirds": parts}),
            [own, own, others],
        ),
        (
            json!({"/others": whole, "/thirds": parts, "/pets": owner}),
            [own, others, own],
        ),
        (
            json!({"/thirds": parts, "/pets": owner, "/others": whole}),
            [others, own, own],
        ),
    ] {
        assert_eq!(
            names_of(paths.clone(), json!({}), bodies),
            expected.concat()
        );
        let all = names_of(paths, json!({}), types);
        let expected = [
            "AddPetMode",
            "AddPetRequest",
            "AddPetRequestWish",
            "AddPetResponse",
            "AddPetResponsePet",
        ];
        assert_eq!(all, expected);
    }
}
