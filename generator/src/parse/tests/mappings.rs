//! Mappings of discriminators whose targets do not exist.

use super::reported;

const DOCUMENT: &str = r##"openapi: 3.2.0
info: {title: t, version: 1}
paths: {}
components:
  schemas:
    House.Cat: {type: object}
    Dog: {type: object}
    Pet:
      type: object
      discriminator:
        propertyName: kind
"##;

#[test]
fn a_target_that_does_not_exist_is_an_error_at_its_entry() {
    let reported = reported(&format!(
        r##"{DOCUMENT}        mapping:
          cat: House.Cat
          cats: House.Cats
          dog: '#/components/schemas/Dog'
          dogs: '#/components/schemas/Hound'
          bird: ./birds.yaml
          fish: fish.yaml#/Fish
        defaultMapping: Dogg
"##
    ));
    insta::assert_snapshot!(reported, @r#"
error[SW0207]: unresolved reference to a schema
  --> api.yaml:14:17
   |
14 |           cats: House.Cats
   |                 ^^^^^^^^^^ not found
   |
   = help: a schema with a similar name exists: `House.Cat`
   = explain: sdkwright explain SW0207

error[SW0207]: unresolved reference to a schema
  --> api.yaml:16:17
   |
16 |           dogs: '#/components/schemas/Hound'
   |                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ not found
   |
   = help: correct the reference, or add its target
   = explain: sdkwright explain SW0207

error[SW0207]: unresolved reference to a schema
  --> api.yaml:17:17
   |
17 |           bird: ./birds.yaml
   |                 ^^^^^^^^^^^^ not found
   |
   = help: correct the reference, or add its target
   = explain: sdkwright explain SW0207

warning[SW0206]: `fish.yaml#/Fish` is outside the folder of the document
  --> api.yaml:18:17
   |
18 |           fish: fish.yaml#/Fish
   |                 ^^^^^^^^^^^^^^^ not read
   |
   = help: URLs are not fetched, and only files inside the folder of the document are read; move the file there, or set a larger folder with `--root`
   = explain: sdkwright explain SW0206

error[SW0207]: unresolved reference to a schema
  --> api.yaml:19:25
   |
19 |         defaultMapping: Dogg
   |                         ^^^^ not found
   |
   = help: a schema with a similar name exists: `Dog`
   = explain: sdkwright explain SW0207
"#);
}

#[test]
fn a_target_in_the_syntax_of_another_version_is_repaired() {
    let reported = reported(&format!(
        "{DOCUMENT}        mapping: {{dog: '#/definitions/Dog'}}\n"
    ));
    insta::assert_snapshot!(reported, @r#"
warning[SW0205]: `#/definitions/Dog` is treated as a reference to the schema `Dog`
  --> api.yaml:12:24
   |
 7 |     Dog: {type: object}
   |     --- its target in this version of OpenAPI
...
12 |         mapping: {dog: '#/definitions/Dog'}
   |                        ^^^^^^^^^^^^^^^^^^^
   |
   = help: write the reference as this version requires: `#/components/schemas/Pet`, or `#/definitions/Pet` in 2.0
   = explain: sdkwright explain SW0205
"#);
}
