//! The table of diagnostics: code, severity, title, explanation, help. `cargo xtask diagnostics` writes `docs/diagnostics.md`
//! from it.

use super::Severity;

macro_rules! codes {
    ($($name:ident = $number:literal $severity:ident $title:literal $explanation:literal $help:literal;)*) => {
        /// The code of a diagnostic. The first two digits name the area: 00 load, 01 overlay and configuration,
        /// 02 references and structure, 03 schemas, 04 operations, 05 security and servers, 09 output.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $(#[doc = $title] $name,)* }

        impl Code {
            /// All codes.
            pub const ALL: &'static [Code] = &[$(Code::$name,)*];

            /// Returns the code as text, such as `SW0207`.
            pub fn id(self) -> &'static str { match self { $(Code::$name => $number,)* } }

            /// Returns the severity.
            pub fn severity(self) -> Severity { match self { $(Code::$name => Severity::$severity,)* } }

            /// Returns the title: a few words that name the problem.
            pub fn title(self) -> &'static str { match self { $(Code::$name => $title,)* } }

            /// Returns the explanation, a paragraph of CommonMark: what is wrong, what sdkwright does, what to change.
            pub fn explanation(self) -> &'static str { match self { $(Code::$name => $explanation,)* } }

            /// Returns the help line of a diagnostic without a more exact one: what to write instead.
            pub fn help(self) -> &'static str { match self { $(Code::$name => $help,)* } }
        }
    };
}

codes! {
    FileNotRead = "SW0001" Error "cannot read file"
        "The document, an overlay or the configuration does not exist or cannot be read. Check the path and the \
         permissions of the file."
        "check the path, and whether the file can be read";
    SyntaxError = "SW0002" Error "syntax error"
        "The document or overlay is neither valid JSON nor valid YAML, or the configuration is not valid TOML. The \
         reported position is where the parser stopped, which is often just after the mistake."
        "correct the text at this position, or just before it";
    DuplicateKey = "SW0003" Warning "duplicate key"
        "An object contains the same key more than once. JSON leaves the result undefined, and YAML forbids it. If \
         the values are objects that have no key in common, they are merged; otherwise the last value is used."
        "remove one of the two, or write another key";
    NotUtf8 = "SW0004" Warning "invalid UTF-8"
        "JSON and YAML files are encoded in UTF-8; UTF-16 is accepted as well. Bytes that cannot be decoded are \
         replaced by U+FFFD, the replacement character. Save the file as UTF-8."
        "save the file as UTF-8";
    SeveralDocuments = "SW0005" Warning "several YAML documents in one file"
        "The file contains several YAML documents, separated by `---`. The first one that is not empty is used, and \
         the others are ignored."
        "write each document to a file of its own";
    NestedBeyondLimit = "SW0006" Error "file is nested too deeply"
        "The values of the file are nested deeper than the limit `depth`, by default 128 levels. Such a file is refused, \
         because reading it could exhaust the stack. Documents in use have a few dozen levels."
        "move inner values to `components`, and refer to them with `$ref`";
    AliasesBeyondLimit = "SW0007" Error "YAML aliases expand to too many values"
        "The aliases of the file expand to more values than the limit `aliases`, by default a million. Such a file is \
         refused, because reading it could exhaust the memory."
        "write `$ref` instead of aliases that contain other aliases";
    NotOpenApi = "SW0008" Error "not an OpenAPI document"
        "The file is empty, or its root is an array or a scalar. The root of an OpenAPI document is an object with \
         the field `openapi` or `swagger`."
        "write an object with `openapi: 3.1.0`, `info` and `paths`";
    FileBeyondLimit = "SW0009" Error "file is too large"
        "The file has more bytes than the limit `file-size`, by default 64 MiB. It is not read to its end, which some files \
         do not have."
        "divide the file, or raise the limit `file-size`";
    ValuesBeyondLimit = "SW0010" Error "document has too many values"
        "The files of the document have more objects, arrays and scalars than the limit `values`, by default five \
         million. What replaces a reference among named members (`properties: {$ref: …}`) is counted again, and so are the \
         schemas of a path item for each path that refers to it."
        "generate an SDK of each part of the document, or raise the limit `values`";
    FilesBeyondLimit = "SW0011" Error "document has too many files"
        "References lead to more files than the limit `files`, by default 10,000. The others are not read."
        "bundle the document into fewer files, or raise the limit `files`";
    ReferencesBeyondLimit = "SW0012" Error "document has too many references"
        "The files of the document have more references than the limit `references`, by default a million."
        "generate an SDK of each part of the document, or raise the limit `references`";
    OverlayInvalid = "SW0101" Error "invalid overlay document"
        "The file does not have the structure that the Overlay Specification 1.0 or 1.1 requires: the version in \
         `overlay`, `info` with `title` and `version`, and at least one entry in `actions`, each with a `target`."
        "write `overlay: 1.0.0`, `info` with `title` and `version`, and `actions`, each with a `target`";
    OverlayPath = "SW0102" Error "invalid JSONPath expression"
        "The `target` and `copy` fields of an overlay action are JSONPath expressions as defined by RFC 9535. This \
         one does not parse."
        "use the syntax of RFC 9535: `$.paths['/pets'].get`, `$..parameters[?@.name == 'id']`";
    OverlaySelectsNothing = "SW0103" Error "overlay action selects nothing"
        "The expression of the action selects no node of the document, so the correction is not applied. Usually \
         the document has changed since the overlay was written. Correct the expression, or remove the action."
        "the document may have changed; correct the expression, or remove the action";
    ConfigurationKey = "SW0111" Error "unknown configuration key"
        "The configuration contains a key that sdkwright does not know, so it would have no effect. Keys are \
         written in kebab-case; docs/configuration.md lists them."
        "remove the key; docs/configuration.md lists all keys";
    ConfigurationValue = "SW0112" Error "invalid configuration value"
        "The value has the wrong type for its key, or is not one of the allowed values. docs/configuration.md lists \
         the values of each key."
        "write one of the values that docs/configuration.md lists";
    SelectorMatchesNothing = "SW0113" Error "selector matches nothing"
        "The configuration names a tag, operation, path, schema, property or parameter that the document does not \
         contain after its overlays are applied. Usually the name is misspelled, or the document has changed. \
         Schemas are named by their key, operations by their operationId or as `GET /pets/{id}`, with the path as \
         in the document."
        "write the name as it is in the document after its overlays are applied";
    VersionUnknown = "SW0201" Error "unsupported version"
        "The root of the document must contain `swagger: \"2.0\"`, or `openapi` with version 3.0, 3.1 or 3.2."
        "write `openapi: 3.1.0` or `swagger: \"2.0\"`, the version of the document";
    InvalidValue = "SW0202" Warning "invalid value for this field"
        "The value does not have the type that the specification requires, or a required field is missing. If the \
         intended meaning is clear, it is used; otherwise the value is ignored. The message states which. \
         Everything around it is generated."
        "write a value of the type that the specification requires for this field";
    NotSupported = "SW0203" Warning "unsupported feature"
        "The document uses a feature of OpenAPI that sdkwright does not support yet. It is ignored, and everything \
         around it is generated. docs/supported.md lists what is supported."
        "docs/supported.md lists what is supported";
    NumberNotExact = "SW0204" Warning "number loses precision"
        "The number has more digits than a 64-bit integer or a double can represent. The SDK uses the nearest \
         double. Write the value as a string if every digit matters."
        "write the value as a string if every digit matters";
    ReferenceRepaired = "SW0205" Warning "reference in the syntax of another version"
        "The reference does not use the location of its target in this version of OpenAPI (`#/definitions/Pet` \
         belongs to 2.0, `#/components/schemas/Pet` to 3.0 and later). The document contains a component of the \
         expected kind with exactly that name, which is used instead."
        "write the reference as this version requires: `#/components/schemas/Pet`, or `#/definitions/Pet` in 2.0";
    ReferenceOutside = "SW0206" Warning "reference outside the document's folder"
        "References to other files are resolved inside the folder of the document, or the folder given with \
         `--root`. URLs are not fetched, and absolute paths, paths that leave the folder and symbolic links that \
         leave it are not read. The target is treated as a schema that allows any value."
        "move the file into the folder of the document, or set a larger folder with `--root`";
    ReferenceNotFound = "SW0207" Error "unresolved reference"
        "The target of a `$ref`, or of an entry of a discriminator's `mapping`, does not exist in the document. Correct the \
         reference, or add its target. With `--allow SW0207`, or `allow = [\"SW0207\"]` in the table `[diagnostics]` of the \
         configuration, this is a warning: a schema is treated as one that allows any value, an entry of a mapping is \
         ignored, and an operation that cannot be called without the target is left out."
        "correct the reference, or add its target";
    FileNotFound = "SW0208" Warning "referenced file not found"
        "The target of a `$ref` is in a file that does not exist; often a document is published without the files \
         that it shares with others. The target is treated as a schema that allows any value. Add the file to \
         generate its types."
        "add the file, or correct its path";
    ExtensionUnknown = "SW0209" Warning "unknown extension of sdkwright"
        "The document contains an extension whose name begins with `x-sdkwright-` and which sdkwright does not \
         define. It is ignored. The defined extensions are `x-sdkwright-name`, `x-sdkwright-type`, \
         `x-sdkwright-attributes`, `x-sdkwright-array-format`, `x-sdkwright-unknown-properties`, `x-sdkwright-stream`, \
         `x-sdkwright-pagination` and `x-sdkwright-env`; docs/configuration.md describes them."
        "remove the extension; docs/configuration.md lists those of sdkwright";
    Contradiction = "SW0301" Warning "contradictory schemas"
        "Several schemas apply to the same value (by `allOf`, by keywords beside a `$ref`, or because a parent and \
         its child both describe a property), and no value is valid against all of them. The generated type accepts \
         any value. Correct the document, or use an overlay."
        "remove one of the contradictory keywords, in the document or with an overlay";
    NestedTooDeeply = "SW0302" Warning "schema is nested too deeply"
        "An inline schema is nested more than 64 levels deep. Below that level, values are any JSON value. Move \
         some of the schemas to `components/schemas`. The same applies if schemas that contain each other in `oneOf`, \
         `anyOf` and `allOf` would combine in many more ways than there are schemas."
        "move some of the inline schemas to `components/schemas`";
    UnknownType = "SW0303" Warning "unknown type"
        "The value of `type` is not one of string, number, integer, boolean, array, object and null. The generated \
         type accepts any value."
        "write `string`, `number`, `integer`, `boolean`, `array`, `object` or `null`";
    EnumValueOfOtherType = "SW0304" Warning "enum value does not match `type`"
        "Values of `enum` that are not valid against the `type` of the same schema are ignored. Enums are open: if \
         the server sends such a value, it is kept as an unknown value."
        "correct the values, or `type`";
    TooManyCombinations = "SW0305" Warning "too many combinations of `oneOf` and `anyOf`"
        "Several `oneOf` or `anyOf` apply to the same value, and each combination would be a variant of its own. \
         Only the first of them becomes a union; the properties of the other branches are not in the generated \
         type."
        "describe the combinations as the branches of one `oneOf`";
    SelfReference = "SW0306" Warning "schema refers only to itself"
        "A schema is a reference to itself, directly or through other references, and has no other keyword. The \
         generated type accepts any value."
        "replace one of the references by a schema with a `type`";
    UnknownTypeOverride = "SW0307" Error "unknown type override"
        "`x-sdkwright-type` in the document, or `type` in sdkwright.toml, must be the key of a component schema or \
         one of bool, i32, i64, u32, u64, f64, Decimal, String, Secret, DateTime, HttpDate, UnixTime, \
         Date, Time, Duration, Uuid, Base64, Base64Url and Json, optionally inside `Vec<…>`, `Map<…>` or `Option<…>`."
        "write the key of a component schema, or one of the types that `sdkwright explain SW0307` lists";
    AttributeNotAllowed = "SW0308" Warning "attribute is not allowed"
        "`x-sdkwright-attributes` in the document, or `attributes` in sdkwright.toml, adds attributes to a \
         generated type, field or method. Because a document may come from an untrusted source, only these are \
         allowed: `derive(…)`, `doc(hidden)`, `doc(alias = \"…\")`, `allow(…)`, `expect(…)`, `warn(…)`, \
         `must_use`, `deprecated`, and these inside `cfg_attr(…)`. Other attributes are ignored."
        "write one of the attributes that `sdkwright explain SW0308` lists";
    PatternNotChecked = "SW0309" Warning "pattern is not validated"
        "`validate()` uses the crate `regex`, whose running time is linear in the length of the text. It does not \
         support look-around (`(?!…)`, `(?<=…)`) and backreferences (`\\1`), and rejects patterns that need too \
         much memory. Values are not matched against such a pattern, nor against one that is not a valid regular \
         expression or is written with the slashes of a JavaScript literal. The documentation of the property \
         states this, and all other constraints are validated."
        "write a regular expression without look-around and backreferences";
    ResponseNotDecoded = "SW0403" Warning "response body is not decoded"
        "The document describes the structure of a response body that is not JSON, for example XML, an event stream \
         or a form. The SDK returns the body as text or as bytes instead of the described type."
        "add `application/json` to the content, if the server can send it";
    PathParameterUndeclared = "SW0404" Warning "undeclared path parameter"
        "The path template contains a parameter that neither the path item nor the operation declares. The SDK \
         takes a string for it. Declare it with `in: path` and `required: true` to give it a type and a \
         description."
        "declare it with `in: path` and `required: true`";
    PathParameterUnused = "SW0405" Warning "path parameter is not in the path template"
        "A parameter with `in: path` is declared, but the path template does not contain its name in braces. The \
         parameter is ignored. Usually one of the two names is misspelled."
        "write the name in braces in the path, or remove the parameter";
    ParameterDuplicate = "SW0406" Warning "duplicate parameter"
        "Two parameters of the same list have the same `name` and `in`. The first one is used."
        "remove one of the two, or correct its `name` or `in`";
    ParameterReserved = "SW0407" Warning "reserved header parameter"
        "OpenAPI ignores header parameters named Accept, Content-Type and Authorization, because media types and \
         security schemes define these headers; Content-Length, Transfer-Encoding and Connection are those of the \
         transport. Describe credentials as a security scheme. A single request can set \
         any header with `with_header`. An Accept whose schema has one value (`const`, or an `enum` of one) that is a \
         media type of the response is not ignored and not reported: it selects that media type."
        "remove the parameter; describe credentials as a security scheme";
    ParameterAsText = "SW0408" Warning "parameter is sent as text"
        "The parameter is described by `content` with a media type that is not supported in this location. The SDK \
         takes a string and sends it unchanged."
        "describe the parameter by `schema`, or by `content` with `application/json`";
    OperationReferenceNotFound = "SW0409" Warning "unresolved reference in an operation"
        "A path item, parameter, request body or response of the operation is a reference whose target does not \
         exist. The operation is left out of the SDK if it cannot be called without that part. An unresolved \
         response has a body of any JSON value."
        "correct the reference, or add its target";
    OperationIdDuplicate = "SW0410" Warning "duplicate operationId"
        "Two operations have the same operationId, which OpenAPI forbids. Both are generated; if their method names \
         would be equal too, one of them gets a numeric suffix."
        "write another operationId for one of the two";
    PathWithQuery = "SW0411" Warning "path contains a query or fragment"
        "A path of OpenAPI must not contain a query (`?`) or a fragment (`#`). The query is sent as query \
         parameters of the operation; the fragment is not sent."
        "declare query parameters with `in: query`, and remove them from the path";
    MethodUnsupported = "SW0412" Warning "unsupported HTTP method"
        "A key of `additionalOperations` (OpenAPI 3.2) is not the name of an HTTP method (RFC 9110, section 9.1), or it is \
         CONNECT, which opens a tunnel. The operation is left out of the SDK and counted in the summary. Everything else \
         is generated."
        "write the name of an HTTP method, such as `PURGE`";
    EncodingOfNothing = "SW0413" Warning "encoding of an unknown property"
        "A key of `encoding` of a form or a multipart body is not the name of a property of its schema. The encoding is \
         ignored. Usually one of the two names is misspelled."
        "write the name of a property of the schema";
    PaginationInvalid = "SW0420" Warning "pagination declaration does not fit"
        "`x-sdkwright-pagination`, `pagination` in sdkwright.toml, or an equivalent extension of another tool declares \
         how the pages of a list follow each other, but a key is unknown, or a parameter, header or property that it \
         names does not exist in the operation, or has the wrong type. The declaration is ignored. docs/pagination.md \
         describes it."
        "docs/pagination.md describes the declaration";
    SecuritySchemeNotFound = "SW0501" Warning "unknown security scheme"
        "A security requirement names a scheme that `components/securitySchemes` does not contain. This alternative \
         is ignored."
        "write the key of a scheme in `components/securitySchemes`, or add the scheme";
    SecurityNeverRequired = "SW0502" Warning "security schemes are never required"
        "The document defines security schemes, but neither its root nor any operation has `security`. The SDK \
         sends the configured credentials with every request and requires none. Add `security` to the document, or \
         in an overlay, to define which operations require which scheme."
        "add `security` to the root of the document or to its operations";
    ServerNotAbsolute = "SW0503" Warning "server URL is not absolute"
        "The URL of the server is relative to the URL from which the document was retrieved, which sdkwright does \
         not know, or contains a variable without a default. The server is ignored, so users of the SDK may have to \
         set a base URL. Set `base-url` in sdkwright.toml to define a default."
        "set `base-url` in sdkwright.toml; otherwise users of the SDK have to set a base URL";
    FileEdited = "SW0901" Error "generated file was edited"
        "The content of the file differs from what sdkwright last wrote, and would be lost. Make the change in the \
         document, in an overlay or in sdkwright.toml, so that the next run keeps it. `--force` overwrites the \
         file."
        "make the change in the document, an overlay or sdkwright.toml, or use `--force` to overwrite the file";
    FileNotGenerated = "SW0902" Error "would overwrite a file that sdkwright did not generate"
        "A file exists at the path of a generated file, and the manifest `.sdkwright.json` does not list it. Move \
         the file, choose another folder, or use `--force` to overwrite it."
        "move the file, choose another folder, or use `--force` to overwrite it";
    LinkRefused = "SW0903" Error "symbolic link in the output folder"
        "A file would be written through a symbolic link, which could point outside the output folder. Replace the \
         link with a folder, or remove it."
        "replace the link by a folder, or remove it";
    NotWritten = "SW0904" Error "cannot write output"
        "The output folder cannot be read or written: it is not a folder, permissions are missing, or the disk is \
         full. Its previous content is unchanged."
        "check that the path is that of a folder, its permissions, and the free space";
    ManifestUnreadable = "SW0905" Error "invalid manifest"
        "The manifest `.sdkwright.json` in the output folder does not parse, often after a merge conflict, so \
         sdkwright cannot determine which files it generated. Run again with `--force`, which writes every file, \
         and review the difference."
        "use `--force` to write every file again";
    EditedFileNotRemoved = "SW0906" Warning "edited file is no longer generated"
        "An earlier run generated the file, and it was edited afterwards. It is no longer generated, is kept, and \
         is removed from the manifest. Delete it if it is not needed."
        "remove the file if it is not needed";
    OutputBeyondLimit = "SW0907" Error "SDK is too large"
        "The SDK would have more files than the limit `output-files`, by default 100,000, or more bytes than the limit \
         `output-size`, by default 1 GiB. A small document can describe a large SDK, since each use of a shared part, such \
         as a parent in `allOf`, a parameter or a description, is code of its own. The bytes are estimated while types are \
         derived, and counted while files are printed. Select a part of the document, or raise the limit."
        "select a part of the document, or raise the limit";
    ArgumentsReordered = "SW0908" Warning "arguments of a function change places"
        "A function takes the arguments that it took in the output folder, in another order, since properties or \
         parameters changed places in the document. Code that passes values of the same type still compiles, and passes \
         each as the other one. Restore the order in the document or with an overlay, or release the SDK as a breaking \
         change."
        "restore the order in the document or with an overlay, or release a breaking change";
    InvalidOutput = "SW0990" Error "internal error: generated code does not parse"
        "sdkwright generated a file that is not valid Rust, or a path that is not valid on every platform. This is \
         a bug in sdkwright, whatever the document contains. Please report it with the document, or with the part \
         of it that reproduces the error."
        "report it with the document, or with the part of it that reproduces the error";
}
