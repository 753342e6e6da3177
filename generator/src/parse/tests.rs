use super::*;
use crate::diagnostics::{RenderOptions, Sources, render};
use crate::load::Document;
use crate::spec::{Additional, Content, ParameterValue, SchemaId, SecuritySchemeKind};
use serde_json::{Value, json};

mod mappings;

/// Returns the rendered diagnostics of a document.
fn reported(text: &str) -> String {
    parsed(text, |_| ()).1
}

/// Returns a value of the parsed document, and the rendered diagnostics.
fn parsed<T>(text: &str, look: impl FnOnce(&spec::Document<'_>) -> T) -> (Option<T>, String) {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let document = load::document_from_text("api.yaml", text, &mut sources, &mut diagnostics);
    let document = document.unwrap_or_default();
    let found = parse(&document, &mut diagnostics).map(|document| look(&document));
    let shown = RenderOptions {
        all: true,
        ..RenderOptions::default()
    };
    (found, render(&diagnostics, &sources, &shown))
}

/// Returns a schema of an OpenAPI 3.1 document in the keywords of JSON Schema 2020-12. Expects no diagnostics.
fn schema(text: &str) -> Value {
    let document = format!(
        "openapi: 3.1.0\ninfo: {{title: t, version: 1}}\npaths: {{}}\ncomponents:\n  schemas:\n    Pet: {{type: object}}\n    S: {text}\n"
    );
    let (schema, reported) = parsed(&document, |document| component(document, "S"));
    assert_eq!(reported, "");
    schema.unwrap()
}

fn component(document: &spec::Document<'_>, name: &str) -> Value {
    keywords(document, document.component_named(name).unwrap())
}

/// Prints the keywords that are tested. A reference is printed as the name of its component, or its place.
fn keywords(document: &spec::Document<'_>, id: SchemaId) -> Value {
    let own = match &document.schemas.get(id).unwrap().content {
        Content::Reference(reference) => {
            let target = reference.target.unwrap();
            let name = document
                .component(target)
                .map(|component| component.name.to_string());
            let place = document.schemas.get(target).unwrap().place;
            return json!({"$ref": name.unwrap_or_else(|| document.places.location(place).pointer)});
        }
        Content::Nothing => return json!(false),
        Content::Keywords(own) => own,
    };
    let list =
        |ids: &[SchemaId]| -> Vec<Value> { ids.iter().map(|id| keywords(document, *id)).collect() };
    let mut tree = json!({
        "type": own.types.iter().map(|typ| typ.as_str()).collect::<Vec<_>>(),
        "nullable": own.nullable,
        "format": own.format,
        "enum": own.values,
        "const": own.constant,
        "title": own.title(),
        "description": own.description(),
        "allOf": list(own.all_of()),
        "anyOf": list(own.any_of()),
        "required": own.required(),
        "minimum": own.number.as_ref().and_then(|number| Some(number.minimum?.value)),
        "exclusive": own.number.as_ref().and_then(|number| Some(number.minimum?.exclusive)),
        "minLength": own.string.as_ref().and_then(|string| string.min_length),
        "maxLength": own.string.as_ref().and_then(|string| string.max_length),
        "contentEncoding": own.content.as_ref().and_then(|content| content.encoding.clone()),
        "prefixItems": own.array.as_ref().map(|array| list(&array.prefix_items)),
        "closed": own.array.as_ref().map(|array| array.closed),
        "items": own.array.as_ref().and_then(|array| Some(keywords(document, array.items?))),
        "if": own.composition.as_ref().and_then(|parts| Some(keywords(document, parts.condition?))),
        "examples": own.annotations.as_ref().map(|annotations| annotations.examples.clone()),
        "discriminator": own.discriminator().map(|discriminator| discriminator.property.clone()),
        "properties": own.properties().map(|properties| {
            let members = properties.iter();
            members.map(|(name, id)| ((*name).to_owned(), keywords(document, *id))).collect::<Map<_, _>>()
        }),
        "additionalProperties": own.object.as_ref().and_then(|object| object.additional).map(|additional| match additional {
            Additional::Any(any) => json!(any),
            Additional::Schema(schema) => keywords(document, schema),
        }),
    });
    if let Value::Object(tree) = &mut tree {
        tree.retain(|_, value| {
            !matches!(value, Value::Null | Value::Bool(false)) && value != &json!([])
        });
    }
    tree
}

#[test]
fn a_type_and_null_is_nullable() {
    assert_eq!(
        schema("{type: [string, 'null']}"),
        json!({"type": ["string"], "nullable": true})
    );
    assert_eq!(
        schema("{type: string, nullable: true}"),
        json!({"type": ["string"], "nullable": true})
    );
}

#[test]
fn several_types_stay_several_types() {
    assert_eq!(
        schema("{type: [string, array], maxLength: 3, items: {type: integer}, title: x}"),
        json!({"title": "x", "type": ["string", "array"], "maxLength": 3, "items": {"type": ["integer"]}})
    );
}

#[test]
fn keywords_of_2020_12_are_read() {
    assert_eq!(
        schema(
            "{const: 1, examples: [1, 2], exclusiveMinimum: 0, if: {}, contentEncoding: base64}"
        ),
        json!({
            "minimum": 0.0, "exclusive": true, "const": 1, "examples": [1, 2], "if": {}, "contentEncoding": "base64",
        })
    );
    assert_eq!(schema("false"), json!(false));
    assert_eq!(schema("true"), json!({}));
}

#[test]
fn a_reference_keeps_its_siblings() {
    assert_eq!(
        schema("{$ref: '#/components/schemas/Pet', description: mine}"),
        json!({"description": "mine", "allOf": [{"$ref": "Pet"}]})
    );
}

#[test]
fn a_tuple_keeps_its_schemas() {
    assert_eq!(
        schema("{prefixItems: [{$ref: '#/components/schemas/Pet'}, {type: string}], items: false}"),
        json!({"prefixItems": [{"$ref": "Pet"}, {"type": ["string"]}], "closed": true})
    );
}

#[test]
fn a_definition_becomes_a_component_of_its_name() {
    let document = "openapi: 3.1.0\ninfo: {title: t, version: 1}\ncomponents: {schemas: {A: {$ref: '#/components/schemas/A/$defs/B', $defs: {B: {type: string}}}}}\n";
    let (found, _) = parsed(document, |document| {
        (component(document, "A"), component(document, "B"))
    });
    assert_eq!(
        found.unwrap(),
        (json!({"$ref": "B"}), json!({"type": ["string"]}))
    );
}

#[test]
fn a_reference_into_a_schema_refers_to_what_was_read_there() {
    let document = "openapi: 3.1.0\ninfo: {title: t, version: 1}\ncomponents: {schemas: {A: {properties: {b: {type: string}}}, C: {$ref: '#/components/schemas/A/properties/b'}}}\n";
    let (found, reported) = parsed(document, |document| {
        let owner = document.component_named("A").unwrap();
        let property = *document
            .schemas
            .keywords(owner)
            .unwrap()
            .properties()
            .unwrap()
            .get("b")
            .unwrap();
        (
            document
                .schemas
                .target(document.component_named("C").unwrap()),
            property,
        )
    });
    let (target, property) = found.unwrap();
    assert_eq!((target, reported.as_str()), (Some(property), ""));
}

#[test]
fn a_reference_into_a_path_is_found() {
    let document = "openapi: 3.0.0\ninfo: {title: t, version: 1}\npaths:\n  /a:\n    get: {responses: {'401': {description: no}}}\n  /b:\n    get: {responses: {'401': {$ref: '#/paths/~1a/get/responses/401'}}}\n";
    let (found, reported) = parsed(document, |document| {
        let (_, response) = document.paths[1].operations[0].responses.by_status[0];
        let response = document.responses.get(response.unwrap()).unwrap();
        (
            response.description.to_string(),
            response.component.clone().unwrap().into_owned(),
        )
    });
    assert_eq!(reported, "");
    assert_eq!(found.unwrap(), ("no".to_owned(), "/a_get_401".to_owned()));
}

#[test]
fn strings_keep_their_source_text() {
    let document = "openapi: 3.0.0\ninfo: {title: t, version: 1.10}\ncomponents: {schemas: {E: {type: string, enum: [1.10, no, true, 2020-01-01]}}}\n";
    let (found, reported) = parsed(document, |document| {
        (document.info.version.clone(), component(document, "E"))
    });
    assert_eq!(reported, "");
    let (version, schema) = found.unwrap();
    assert_eq!(version, "1.10");
    assert_eq!(schema["enum"], json!(["1.10", "no", "true", "2020-01-01"]));
}

/// Prints the requests and responses of an operation, one per line.
fn operation(document: &spec::Document<'_>, operation: &spec::Operation<'_>) -> String {
    let content = |content: &[spec::MediaType<'_>]| {
        let media_types = content.iter().map(|media_type| {
            let schema = media_type.schema.map(|schema| keywords(document, schema));
            format!("{} {}", media_type.name, schema.unwrap_or_default())
        });
        media_types.collect::<Vec<_>>().join(", ")
    };
    let mut lines = vec![operation.method.to_string()];
    for parameter in &operation.parameters {
        let parameter = document.parameters.get(parameter.unwrap()).unwrap();
        let ParameterValue::Schema(schema) = parameter.value else {
            panic!("a parameter with a schema");
        };
        let explode = parameter.explode;
        lines.push(format!(
            "  {} {:?} explode {explode:?}: {}",
            parameter.name,
            parameter.location,
            keywords(document, schema)
        ));
    }
    if let Some(body) = operation.request_body {
        let body = document.request_bodies.get(body.unwrap()).unwrap();
        lines.push(format!(
            "  body, required {}: {}",
            body.required,
            content(&body.content)
        ));
    }
    for (status, response) in &operation.responses.by_status {
        let response = document.responses.get(response.unwrap()).unwrap();
        lines.push(format!("  {status:?}: {}", content(&response.content)));
    }
    lines.join("\n")
}

#[test]
fn swagger_2_0_is_raised() {
    let (found, reported) = parsed(
        r#"
swagger: "2.0"
info: {title: t, version: 1}
host: api.example.com
basePath: /v1
schemes: [http, https]
consumes: [application/json]
produces: [application/json]
securityDefinitions: {b: {type: basic}, o: {type: oauth2, flow: accessCode, authorizationUrl: a, tokenUrl: t, scopes: {r: read}}}
parameters: {Body: {in: body, name: b, required: true, schema: {$ref: '#/definitions/Pet'}}}
definitions: {Pet: {type: object, discriminator: kind, x-nullable: true}}
paths:
  /pets:
    post:
      parameters: [{$ref: '#/parameters/Body'}, {in: query, name: q, type: array, items: {type: string}, collectionFormat: multi}]
      responses: {200: {description: ok, schema: {$ref: '#/definitions/Pet'}}, 201: {description: f, schema: {type: file}}}
    put:
      parameters: [{in: formData, name: f, type: file, required: true}, {in: formData, name: n, type: integer}]
      responses: {default: {description: e}}
"#,
        |document| {
            let mut lines: Vec<String> = document
                .servers
                .iter()
                .map(|server| server.server.url.clone())
                .collect();
            lines.push(format!("Pet: {}", component(document, "Pet")));
            lines.extend(
                document.paths[0]
                    .operations
                    .iter()
                    .map(|it| operation(document, it)),
            );
            for scheme in &document.security_schemes {
                let flow = match &scheme.kind {
                    SecuritySchemeKind::OAuth2(flows) => flows.flows.authorization_code.is_some(),
                    _ => false,
                };
                lines.push(format!("{}: authorization code {flow}", scheme.key));
            }
            lines.join("\n")
        },
    );
    assert_eq!(reported, "");
    insta::assert_snapshot!(found.unwrap());
}

#[test]
fn a_shared_response_of_swagger_has_the_media_types_of_its_operation() {
    let document = "swagger: '2.0'\ninfo: {title: t, version: 1}\nproduces: [application/json]\npaths:\n  /a:\n    get: {produces: [text/plain], responses: {200: {$ref: '#/responses/Text'}}}\n    put: {responses: {200: {$ref: '#/responses/Text'}}}\nresponses: {Text: {description: t, schema: {type: string}}}\n";
    let (found, reported) = parsed(document, |document| {
        let operations = document.paths[0].operations.iter();
        operations
            .map(|it| operation(document, it))
            .collect::<Vec<_>>()
            .join("\n")
    });
    assert_eq!(reported, "");
    insta::assert_snapshot!(found.unwrap(), @r#"
    GET
      Code(200): text/plain {"type":["string"]}
    PUT
      Code(200): application/json {"type":["string"]}
    "#);
}

#[test]
fn an_unresolved_reference_is_an_error_with_a_hint() {
    let reported = reported(
        "openapi: 3.0.0\ninfo: {title: t, version: 1}\npaths: {}\ncomponents:\n  schemas:\n    EquosSession: {type: object}\n    A:\n      $ref: '#/components/schemas/EquosSesion'\n",
    );
    insta::assert_snapshot!(reported, @r##"
error[SW0207]: unresolved reference to a schema
 --> api.yaml:8:13
  |
8 |       $ref: '#/components/schemas/EquosSesion'
  |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ not found
  |
  = help: a schema with a similar name exists: `EquosSession`
  = explain: sdkwright explain SW0207
"##);
}

#[test]
fn a_reference_of_another_version_is_repaired() {
    let reported = reported(
        "openapi: 3.0.0\ninfo: {title: t, version: 1}\npaths: {}\ncomponents:\n  schemas:\n    Pet: {type: object}\n    A: {$ref: '#/definitions/Pet'}\n",
    );
    insta::assert_snapshot!(reported, @r##"
warning[SW0205]: `#/definitions/Pet` is treated as a reference to the schema `Pet`
 --> api.yaml:7:15
  |
6 |     Pet: {type: object}
  |     --- its target in this version of OpenAPI
7 |     A: {$ref: '#/definitions/Pet'}
  |               ^^^^^^^^^^^^^^^^^^^
  |
  = help: write the reference as this version requires: `#/components/schemas/Pet`, or `#/definitions/Pet` in 2.0
  = explain: sdkwright explain SW0205
"##);
}

#[test]
fn a_version_that_is_unknown_is_an_error() {
    insta::assert_snapshot!(reported("openapi: 4.0.0\ninfo: {title: t, version: 1}\n"), @r##"
error[SW0201]: OpenAPI version `4.0.0` is not supported
 --> api.yaml:1:10
  |
1 | openapi: 4.0.0
  |          ^^^^^ not supported
  |
  = help: Swagger 2.0 and OpenAPI 3.0, 3.1 and 3.2 are
  = explain: sdkwright explain SW0201
"##);
    insta::assert_snapshot!(reported("asyncapi: 2.0.0\n"), @r##"
error[SW0201]: `openapi` or `swagger` with the version is missing
 --> api.yaml:1:1
  |
1 | asyncapi: 2.0.0
  | ^
  |
  = help: add `openapi: 3.1.0` or `swagger: "2.0"` to the root of the document
  = explain: sdkwright explain SW0201
"##);
}

#[test]
fn wrong_shapes_are_repaired_or_left_out_and_everything_around_them_stays() {
    let text = "openapi: 3.0.0\ninfo:\npaths:\n  /a:\n    get:\n      parameters: [{name: x, in: nowhere}, {name: q, in: Query, type: int}]\n      responses: {OK: {}, 2xx: }\n    post:\ncomponents:\n  schemas:\n    A: {type: object, required: true, properties: {a: , b: 3, c: {minLength: '2', maxLength: many}}}\n";
    let (found, reported) = parsed(text, |document| {
        let parameter = document.paths[0].operations[0].parameters[0].unwrap();
        let name = document.parameters.get(parameter).unwrap().name.to_string();
        (component(document, "A")["properties"]["c"].clone(), name)
    });
    assert_eq!(found.unwrap(), (json!({"minLength": 2}), "q".to_owned()));
    insta::assert_snapshot!(reported, @r##"
warning[SW0202]: `info` is missing; the title is `API`
 --> api.yaml:2:1
  |
2 | info:
  | ^^^^
  |
  = help: write a value of the type that the specification requires for this field
  = explain: sdkwright explain SW0202

warning[SW0202]: `in` of the parameter `x` is `nowhere`, not query, header, path or cookie; the parameter is ignored
 --> api.yaml:6:34
  |
6 |       parameters: [{name: x, in: nowhere}, {name: q, in: Query, type: int}]
  |                                  ^^^^^^^
  |
  = help: write a value of the type that the specification requires for this field
  = explain: sdkwright explain SW0202

warning[SW0202]: `type` belongs in `schema` since OpenAPI 3.0; it is used nevertheless
 --> api.yaml:6:44
  |
6 |       parameters: [{name: x, in: nowhere}, {name: q, in: Query, type: int}]
  |                                            ^
  |
  = help: write a value of the type that the specification requires for this field
  = explain: sdkwright explain SW0202

warning[SW0202]: `int` is not a type of OpenAPI; it is treated as `integer`
 --> api.yaml:6:71
  |
6 |       parameters: [{name: x, in: nowhere}, {name: q, in: Query, type: int}]
  |                                                                       ^^^
  |
  = help: write a value of the type that the specification requires for this field
  = explain: sdkwright explain SW0202

warning[SW0202]: `OK` is not a status; the response is ignored
 --> api.yaml:7:19
  |
7 |       responses: {OK: {}, 2xx: }
  |                   ^^
  |
  = help: write a value of the type that the specification requires for this field
  = explain: sdkwright explain SW0202

warning[SW0202]: `required` must be an array of property names; it is ignored
  --> api.yaml:11:33
   |
11 |     A: {type: object, required: true, properties: {a: , b: 3, c: {minLength: '2', maxLength: many}}}
   |                                 ^^^^
   |
   = help: write a value of the type that the specification requires for this field
   = explain: sdkwright explain SW0202

warning[SW0202]: a schema must be an object; any value is accepted
  --> api.yaml:11:60
   |
11 |     A: {type: object, required: true, properties: {a: , b: 3, c: {minLength: '2', maxLength: many}}}
   |                                                            ^
   |
   = help: write a value of the type that the specification requires for this field
   = explain: sdkwright explain SW0202

warning[SW0202]: `maxLength` must be a number, not a string; it is ignored
  --> api.yaml:11:94
   |
11 |     A: {type: object, required: true, properties: {a: , b: 3, c: {minLength: '2', maxLength: many}}}
   |                                                                                              ^^^^
   |
   = help: write a value of the type that the specification requires for this field
   = explain: sdkwright explain SW0202
"##);
}

#[test]
fn a_component_that_is_a_file_is_the_component() {
    let pet = json!({"type": "object", "properties": {"mother": {"$ref": "models/pet.yaml#"}}});
    let document = Document {
        tree: json!({
            "openapi": "3.0.0", "info": {"title": "t", "version": "1"}, "paths": {},
            "components": {"schemas": {
                "Pets": {"items": {"$ref": "models/pet.yaml#"}},
                "Animal": {"$ref": "models/pet.yaml#"},
                "Pet": {"$ref": "models/pet.yaml#"},
            }},
        }),
        files: [(
            "models/pet.yaml".to_owned(),
            load::File {
                source: 1,
                tree: pet,
                ..load::File::default()
            },
        )]
        .into_iter()
        .collect(),
        ..Document::default()
    };
    let mut diagnostics = Diagnostics::default();
    let parsed = parse(&document, &mut diagnostics).unwrap();
    let names: Vec<&str> = parsed.components.iter().map(|it| &*it.name).collect();
    assert_eq!(names, ["Pets", "Animal", "Pet"]);
    let animal = json!({"$ref": "Animal"});
    assert_eq!(component(&parsed, "Animal")["properties"]["mother"], animal);
    assert_eq!(component(&parsed, "Pets")["items"], animal);
    assert_eq!(component(&parsed, "Pet"), animal);
}

#[test]
fn files_with_one_name_are_distinguished_by_their_folders() {
    let file = |source, tree| load::File {
        source,
        tree,
        ..load::File::default()
    };
    let document = Document {
        tree: json!({
            "openapi": "3.0.0", "info": {"title": "t", "version": "1"}, "paths": {},
            "components": {"schemas": {"A": {"items": {"$ref": "a/error.yaml#"}}, "B": {"items": {"$ref": "b/error.yaml#"}}}},
        }),
        files: [
            (
                "a/error.yaml".to_owned(),
                file(
                    1,
                    json!({"type": "object", "properties": {"cause": {"$ref": "a/error.yaml#"}}}),
                ),
            ),
            (
                "b/error.yaml".to_owned(),
                file(2, json!({"type": "string"})),
            ),
        ]
        .into_iter()
        .collect(),
        ..Document::default()
    };
    let mut diagnostics = Diagnostics::default();
    let parsed = parse(&document, &mut diagnostics).unwrap();
    assert_eq!(diagnostics.iter().count(), 0);
    assert_eq!(component(&parsed, "A")["items"], json!({"$ref": "error"}));
    assert_eq!(component(&parsed, "B")["items"], json!({"$ref": "b_error"}));
    assert_eq!(
        component(&parsed, "error")["properties"]["cause"],
        json!({"$ref": "error"})
    );
    let target = parsed
        .schemas
        .get(parsed.component_named("b_error").unwrap())
        .unwrap();
    assert_eq!(parsed.places.location(target.place).file, 2);
}

#[test]
fn an_unknown_extension_of_sdkwright_is_reported_anywhere() {
    let text = "openapi: 3.0.0\nx-sdkwright-files: {}\ninfo: {title: t, version: 1}\npaths:\n  /a: {x-sdkwright-path: /b, get: {responses: {}, x-sdkwright-nam: b}}\ncomponents: {schemas: {A: {x-sdkwright-const: 1}}}\n";
    insta::assert_snapshot!(reported(text));
}

#[test]
fn the_order_of_methods_is_kept() {
    let document = "openapi: 3.2.0\ninfo: {title: t, version: 1}\npaths:\n  /a: {post: {}, query: {}, get: {}, additionalOperations: {COPY: {}}}\n";
    let (methods, _) = parsed(document, |document| {
        let operations = document.paths[0].operations.iter();
        operations
            .map(|operation| operation.method.to_string())
            .collect::<Vec<_>>()
    });
    assert_eq!(methods.unwrap(), ["POST", "QUERY", "GET", "COPY"]);
}
