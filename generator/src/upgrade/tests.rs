use super::*;
use crate::diagnostics::{Shown, Sources, render};
use crate::load;
use serde_json::json;

/// The upgraded document as a tree, and what was said.
fn upgraded(text: &str) -> (Value, String) {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let document = load::document_from_text("api.yaml", text, &mut sources, &mut diagnostics);
    let openapi = document.and_then(|document| upgrade(&document, &mut diagnostics));
    let said = render(
        &diagnostics,
        &sources,
        &Shown {
            all: true,
            ..Shown::default()
        },
    );
    (serde_json::to_value(openapi).unwrap(), said)
}

/// A schema of an OpenAPI 3.1 document, upgraded without a word.
fn schema(text: &str) -> Value {
    let document = format!(
        "openapi: 3.1.0\ninfo: {{title: t, version: 1}}\npaths: {{}}\ncomponents:\n  schemas:\n    Pet: {{type: object}}\n    S: {text}\n"
    );
    let (tree, said) = upgraded(&document);
    assert_eq!(said, "");
    tree["components"]["schemas"]["S"].clone()
}

/// What is said of a document with these paths and components.
fn said(version: &str, rest: &str) -> String {
    upgraded(&format!(
        "{version}\ninfo: {{title: t, version: 1}}\n{rest}"
    ))
    .1
}

#[test]
fn a_type_and_null_is_nullable() {
    assert_eq!(
        schema("{type: [string, 'null']}"),
        json!({"type": "string", "nullable": true})
    );
}

#[test]
fn several_types_are_a_choice_and_each_keeps_what_is_about_it() {
    assert_eq!(
        schema("{type: [string, array], maxLength: 3, items: {type: integer}, title: x}"),
        json!({"title": "x", "anyOf": [{"type": "string", "maxLength": 3}, {"type": "array", "items": {"type": "integer"}}]})
    );
}

#[test]
fn words_that_3_0_has_not_travel_in_extensions() {
    assert_eq!(
        schema(
            "{const: 1, examples: [1, 2], exclusiveMinimum: 0, if: {}, contentEncoding: base64}"
        ),
        json!({
            "minimum": 0.0, "exclusiveMinimum": true,
            "x-sdkwright-const": 1, "x-sdkwright-examples": [1], "x-sdkwright-if": true,
            "x-sdkwright-content-encoding": "base64",
        })
    );
    assert_eq!(
        schema("false"),
        json!({"x-sdkwright-boolean-schema": false})
    );
    assert_eq!(schema("true"), json!({}));
}

#[test]
fn a_reference_keeps_its_siblings() {
    assert_eq!(
        schema("{$ref: '#/components/schemas/Pet', description: mine}"),
        json!({"description": "mine", "allOf": [{"$ref": "#/components/schemas/Pet"}]})
    );
}

#[test]
fn a_tuple_is_a_list_of_references() {
    let document = "openapi: 3.1.0\ninfo: {title: t, version: 1}\ncomponents: {schemas: {T: {prefixItems: [{$ref: '#/components/schemas/P'}, {type: string}], items: false}, P: {}}}\n";
    let (tree, _) = upgraded(document);
    let schemas = &tree["components"]["schemas"];
    assert_eq!(
        schemas["T"]["x-sdkwright-prefix-items"],
        json!([
            "#/components/schemas/P",
            "#/components/schemas/~1components~1schemas~1T~1prefixItems~11"
        ])
    );
    assert_eq!(schemas["T"]["x-sdkwright-additional-items"], false);
    assert_eq!(
        schemas["/components/schemas/T/prefixItems/1"],
        json!({"type": "string", "x-sdkwright-at": "/components/schemas/T/prefixItems/1", "x-sdkwright-hidden": true})
    );
}

#[test]
fn a_definition_becomes_a_component_of_its_name() {
    let document = "openapi: 3.1.0\ninfo: {title: t, version: 1}\ncomponents: {schemas: {A: {$ref: '#/components/schemas/A/$defs/B', $defs: {B: {type: string}}}}}\n";
    let (tree, _) = upgraded(document);
    let schemas = &tree["components"]["schemas"];
    assert_eq!(schemas["A"]["$ref"], "#/components/schemas/B");
    assert_eq!(
        schemas["B"],
        json!({"type": "string", "x-sdkwright-at": "/components/schemas/A/$defs/B"})
    );
}

#[test]
fn a_reference_into_a_path_is_found() {
    let document = "openapi: 3.0.0\ninfo: {title: t, version: 1}\npaths:\n  /a:\n    get: {responses: {'401': {description: no}}}\n  /b:\n    get: {responses: {'401': {$ref: '#/paths/~1a/get/responses/401'}}}\n";
    let (tree, said) = upgraded(document);
    assert_eq!(said, "");
    assert_eq!(
        tree["paths"]["/b"]["get"]["responses"]["401"]["$ref"],
        "#/components/responses/~1a_get_401"
    );
    assert_eq!(
        tree["components"]["responses"]["/a_get_401"]["description"],
        "no"
    );
}

#[test]
fn text_is_what_was_written() {
    let document = "openapi: 3.0.0\ninfo: {title: t, version: 1.10}\ncomponents: {schemas: {E: {type: string, enum: [1.10, no, true, 2020-01-01]}}}\n";
    let (tree, said) = upgraded(document);
    assert_eq!(said, "");
    assert_eq!(tree["info"]["version"], "1.10");
    assert_eq!(
        tree["components"]["schemas"]["E"]["enum"],
        json!(["1.10", "no", "true", "2020-01-01"])
    );
}

#[test]
fn swagger_2_0_becomes_3_0() {
    let (tree, said) = upgraded(
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
    );
    assert_eq!(said, "");
    insta::assert_snapshot!(serde_json::to_string_pretty(&tree).unwrap(), @r##"
{
  "openapi": "3.0.3",
  "info": {
    "title": "t",
    "version": "1"
  },
  "servers": [
    {
      "url": "https://api.example.com/v1",
      "x-sdkwright-at": "/host"
    },
    {
      "url": "http://api.example.com/v1",
      "x-sdkwright-at": "/host"
    }
  ],
  "paths": {
    "/pets": {
      "put": {
        "requestBody": {
          "content": {
            "multipart/form-data": {
              "schema": {
                "x-sdkwright-at": "/paths/~1pets/put/parameters",
                "type": "object",
                "properties": {
                  "f": {
                    "x-sdkwright-at": "/paths/~1pets/put/parameters/0",
                    "type": "string",
                    "format": "binary"
                  },
                  "n": {
                    "x-sdkwright-at": "/paths/~1pets/put/parameters/1",
                    "type": "integer"
                  }
                },
                "required": [
                  "f"
                ]
              }
            }
          },
          "required": true,
          "x-sdkwright-at": "/paths/~1pets/put/parameters"
        },
        "responses": {
          "default": {
            "description": "e"
          }
        }
      },
      "post": {
        "parameters": [
          {
            "in": "query",
            "name": "q",
            "schema": {
              "type": "array",
              "items": {
                "type": "string"
              }
            },
            "explode": true,
            "x-sdkwright-at": "/paths/~1pets/post/parameters/1",
            "style": "form"
          }
        ],
        "requestBody": {
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/Pet"
              }
            }
          },
          "required": true,
          "x-sdkwright-at": "/parameters/Body"
        },
        "responses": {
          "200": {
            "description": "ok",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Pet"
                }
              }
            }
          },
          "201": {
            "description": "f",
            "content": {
              "application/octet-stream": {
                "schema": {
                  "x-sdkwright-at": "/paths/~1pets/post/responses/201/schema",
                  "type": "string",
                  "format": "binary"
                }
              }
            }
          }
        }
      },
      "x-sdkwright-order": [
        "post",
        "put"
      ]
    }
  },
  "components": {
    "schemas": {
      "Pet": {
        "nullable": true,
        "discriminator": {
          "propertyName": "kind"
        },
        "x-nullable": true,
        "x-sdkwright-at": "/definitions/Pet",
        "type": "object"
      }
    },
    "securitySchemes": {
      "b": {
        "type": "http",
        "scheme": "basic"
      },
      "o": {
        "type": "oauth2",
        "flows": {
          "authorizationCode": {
            "authorizationUrl": "a",
            "tokenUrl": "t",
            "scopes": {
              "r": "read"
            }
          }
        }
      }
    }
  }
}
"##);
}

#[test]
fn a_reference_to_nowhere_is_an_error_with_a_hint() {
    let said = said(
        "openapi: 3.0.0",
        "paths: {}\ncomponents:\n  schemas:\n    EquosSession: {type: object}\n    A:\n      $ref: '#/components/schemas/EquosSesion'\n",
    );
    insta::assert_snapshot!(said, @r##"
error[SW0207]: reference to a schema that does not exist
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
fn a_reference_in_the_words_of_another_version_is_mended() {
    let said = said(
        "openapi: 3.0.0",
        "paths: {}\ncomponents:\n  schemas:\n    Pet: {type: object}\n    A: {$ref: '#/definitions/Pet'}\n",
    );
    insta::assert_snapshot!(said, @r##"
warning[SW0205]: `#/definitions/Pet` is taken as the schema `Pet`
 --> api.yaml:7:15
  |
7 |     A: {$ref: '#/definitions/Pet'}
  |               ^^^^^^^^^^^^^^^^^^^
  |
  = explain: sdkwright explain SW0205
"##);
}

#[test]
fn a_version_that_is_not_known_is_an_error() {
    insta::assert_snapshot!(said("openapi: 4.0.0", ""), @r##"
error[SW0201]: version `4.0.0` of OpenAPI is not known
 --> api.yaml:1:10
  |
1 | openapi: 4.0.0
  |          ^^^^^ not supported
  |
  = help: Swagger 2.0 and OpenAPI 3.0, 3.1 and 3.2 are
  = explain: sdkwright explain SW0201
"##);
    insta::assert_snapshot!(said("asyncapi: 2.0.0", ""), @r##"
error[SW0201]: the document does not say which version of OpenAPI it is
 --> api.yaml:1:1
  |
1 | asyncapi: 2.0.0
  | ^
  |
  = help: an OpenAPI document begins with `openapi: 3.1.0`, or `swagger: "2.0"`
  = explain: sdkwright explain SW0201
"##);
}

#[test]
fn wrong_shapes_are_mended_or_left_out_and_everything_around_them_stays() {
    let text = "openapi: 3.0.0\ninfo:\npaths:\n  /a:\n    get:\n      parameters: [{name: x, in: nowhere}, {name: q, in: Query, type: int}]\n      responses: {OK: {}, 2xx: }\n    post:\ncomponents:\n  schemas:\n    A: {type: object, required: true, properties: {a: , b: 3, c: {minLength: '2', maxLength: many}}}\n";
    let (tree, said) = upgraded(text);
    assert_eq!(
        tree["components"]["schemas"]["A"]["properties"]["c"]["minLength"],
        2
    );
    assert_eq!(tree["paths"]["/a"]["get"]["parameters"][0]["name"], "q");
    insta::assert_snapshot!(said, @r##"
warning[SW0202]: `info` is missing: the API is called `API`
 --> api.yaml:2:5
  |
2 | info:
  |     ^
  |
  = explain: sdkwright explain SW0202

warning[SW0202]: `required` is the list of the properties that an object must have: it is left out
  --> api.yaml:11:33
   |
11 |     A: {type: object, required: true, properties: {a: , b: 3, c: {minLength: '2', maxLength: many}}}
   |                                 ^^^^
   |
   = explain: sdkwright explain SW0202

warning[SW0202]: a schema is an object: any value is allowed here
  --> api.yaml:11:60
   |
11 |     A: {type: object, required: true, properties: {a: , b: 3, c: {minLength: '2', maxLength: many}}}
   |                                                            ^
   |
   = explain: sdkwright explain SW0202

warning[SW0202]: `maxLength` is a number in OpenAPI, not a string: it is left out
  --> api.yaml:11:94
   |
11 |     A: {type: object, required: true, properties: {a: , b: 3, c: {minLength: '2', maxLength: many}}}
   |                                                                                              ^^^^
   |
   = explain: sdkwright explain SW0202

warning[SW0202]: the parameter `x` is in `nowhere`, and not in query, header, path or cookie: it is left out
 --> api.yaml:6:34
  |
6 |       parameters: [{name: x, in: nowhere}, {name: q, in: Query, type: int}]
  |                                  ^^^^^^^
  |
  = explain: sdkwright explain SW0202

warning[SW0202]: the type stands in `schema` since OpenAPI 3.0: it is taken from here
 --> api.yaml:6:44
  |
6 |       parameters: [{name: x, in: nowhere}, {name: q, in: Query, type: int}]
  |                                            ^
  |
  = explain: sdkwright explain SW0202

warning[SW0202]: `int` is not a type of OpenAPI: it is taken as `integer`
 --> api.yaml:6:71
  |
6 |       parameters: [{name: x, in: nowhere}, {name: q, in: Query, type: int}]
  |                                                                       ^^^
  |
  = explain: sdkwright explain SW0202

warning[SW0202]: `OK` is not a status: the response is left out
 --> api.yaml:7:19
  |
7 |       responses: {OK: {}, 2xx: }
  |                   ^^
  |
  = explain: sdkwright explain SW0202
"##);
}

#[test]
fn files_of_one_name_are_told_apart_by_their_folders() {
    let document = json!({
        "openapi": "3.0.0", "info": {"title": "t", "version": "1"}, "paths": {},
        "components": {"schemas": {
            "A": {"$ref": "#/x-sdkwright-files/a~1error.yaml"},
            "B": {"$ref": "#/x-sdkwright-files/b~1error.yaml"},
        }},
        "x-sdkwright-files": {
            "a/error.yaml": {"type": "object", "properties": {"cause": {"$ref": "#/x-sdkwright-files/a~1error.yaml"}}},
            "b/error.yaml": {"type": "string"},
        },
    });
    let (tree, said) = upgraded(&document.to_string());
    assert_eq!(said, "");
    let schemas = &tree["components"]["schemas"];
    assert_eq!(schemas["A"]["$ref"], "#/components/schemas/error");
    assert_eq!(schemas["B"]["$ref"], "#/components/schemas/b_error");
    assert_eq!(
        schemas["error"]["properties"]["cause"]["$ref"],
        "#/components/schemas/error"
    );
    assert_eq!(
        schemas["error"]["x-sdkwright-at"],
        "/x-sdkwright-files/a~1error.yaml"
    );
}

#[test]
fn what_3_2_has_and_an_sdk_has_not_is_told() {
    let said = said(
        "openapi: 3.2.0",
        "paths:\n  /a:\n    get:\n      parameters: [{name: all, in: querystring, content: {}}]\n      responses: {}\ncomponents: {securitySchemes: {tls: {type: mutualTLS}}}\nsecurity: [{tls: []}]\n",
    );
    insta::assert_snapshot!(said, @r##"
warning[SW0203]: certificates of clients are the transport's affair: the scheme is left out
 --> api.yaml:8:32
  |
8 | components: {securitySchemes: {tls: {type: mutualTLS}}}
  |                                ^^^
  |
  = explain: sdkwright explain SW0203

warning[SW0203]: the parameter `all`, which is the whole query, is left out
 --> api.yaml:6:20
  |
6 |       parameters: [{name: all, in: querystring, content: {}}]
  |                    ^
  |
  = explain: sdkwright explain SW0203
"##);
}

#[test]
fn the_order_of_methods_is_kept() {
    let document = "openapi: 3.0.0\ninfo: {title: t, version: 1}\npaths:\n  /a: {post: {responses: {}}, get: {responses: {}}}\n  /b: {get: {responses: {}}, post: {responses: {}}}\n";
    let (tree, _) = upgraded(document);
    assert_eq!(
        tree["paths"]["/a"]["x-sdkwright-order"],
        json!(["post", "get"])
    );
    assert_eq!(tree["paths"]["/b"]["x-sdkwright-order"], Value::Null);
}
