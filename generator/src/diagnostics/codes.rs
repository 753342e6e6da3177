//! The table of diagnostics: code, severity, title, explanation. `docs/diagnostics.md` is made from it.

use super::Severity;

macro_rules! codes {
    ($($name:ident = $number:literal $severity:ident $title:literal $explanation:literal;)*) => {
        /// The code of a diagnostic. The hundreds digit names the stage: 00 load, 01 overlay and configuration, 02 references
        /// and structure, 03 schemas, 04 operations, 05 security and servers, 06 planning, 09 writing.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $(#[doc = $title] $name,)* }

        impl Code {
            /// All codes.
            pub const ALL: &'static [Code] = &[$(Code::$name,)*];

            /// `SW0207`.
            pub fn id(self) -> &'static str { match self { $(Code::$name => $number,)* } }

            /// How bad it is.
            pub fn severity(self) -> Severity { match self { $(Code::$name => Severity::$severity,)* } }

            /// What it is, in a few words.
            pub fn title(self) -> &'static str { match self { $(Code::$name => $title,)* } }

            /// What it means, why it is so, and what to do: a paragraph of CommonMark.
            pub fn explanation(self) -> &'static str { match self { $(Code::$name => $explanation,)* } }
        }
    };
}

codes! {
    FileNotRead = "SW0001" Error "a file cannot be read"
        "The document, an overlay or the configuration does not exist or cannot be read. Check the path and its permissions.";
    SyntaxError = "SW0002" Error "the text does not parse"
        "The file is neither JSON nor YAML (a configuration: not TOML) as it stands. The place is where the parser gave up, which is often just after the mistake.";
    DuplicateKey = "SW0003" Warning "a key that is written twice"
        "An object has the same key twice, which neither JSON nor YAML gives a meaning. Two objects that have no key in common are taken as one; otherwise the last one counts.";
    NotUtf8 = "SW0004" Warning "a text that is not UTF-8"
        "JSON and YAML are written in UTF-8 (UTF-16 is understood too). Bytes that are neither are read as U+FFFD, the replacement character.";
    SeveralDocuments = "SW0005" Warning "several YAML documents in one file"
        "A file has several YAML documents, separated by `---`. The first one that says anything is read.";
    NestedBeyondLimit = "SW0006" Error "a text that is nested too deeply"
        "No document that people use nests its values more than a few dozen levels deep. Beyond the limit the text is refused, as it would exhaust the memory of the tools that read it.";
    AliasesBeyondLimit = "SW0007" Error "aliases that stand for too much"
        "YAML aliases that repeat aliases grow beyond all bounds. Beyond the limit the text is refused.";
    NotADocument = "SW0008" Error "not an OpenAPI document"
        "The file is empty, or what it says is a list or a single value. An OpenAPI document is a mapping that begins with its version.";
    OverlayInvalid = "SW0101" Error "an overlay that is not one"
        "The file does not have the shape that the Overlay Specification 1.0 or 1.1 asks for: `overlay` with the version, and a list of `actions`, each with a `target`.";
    OverlayPath = "SW0102" Error "a target that is not a JSONPath"
        "The `target` and `copy` of an overlay's action are JSONPath expressions as RFC 9535 defines them. This one does not parse.";
    OverlaySelectsNothing = "SW0103" Error "an overlay's action that selects nothing"
        "The action's path selects no place of the document, so that its correction is not made. Usually the document has changed since the overlay was written.";
    ConfigurationKey = "SW0111" Error "an unknown key in the configuration"
        "sdkwright.toml has a key that means nothing there, so that what its author wanted would silently not happen. Keys are written in kebab-case; docs/configuration.md lists them.";
    ConfigurationValue = "SW0112" Error "a value that the configuration does not take"
        "The value is of another type than the key takes, or is none of the values that it takes. docs/configuration.md says which they are.";
    SelectorMatchesNothing = "SW0113" Error "a selector that matches nothing"
        "The configuration names a tag, an operation, a path, a schema, a property or a parameter that the document (after the overlays) does not have. Usually it is misspelt, or the document has changed since. Schemas are named by their key, operations by their operationId or as `GET /pets/{id}`, in which the path is written as in the document.";
    VersionUnknown = "SW0201" Error "a version that is not known"
        "The document does not say that it is Swagger 2.0 or OpenAPI 3.0, 3.1 or 3.2, by `swagger` or `openapi` at its root.";
    WrongShape = "SW0202" Warning "a part of another shape than OpenAPI gives it"
        "The value has another type than OpenAPI says, or is missing. Where it is clear what was meant it is read so, otherwise it is left out; the message says which. Everything around it is generated.";
    NotSupported = "SW0203" Warning "a part of OpenAPI that the SDK does not have"
        "The document uses a part of OpenAPI for which an SDK has nothing yet. It is left out, and everything around it is generated.";
    NumberNotExact = "SW0204" Warning "a number that is not kept exactly"
        "The number has more digits than 64 bits or a double can hold, so that the SDK has the nearest double. Write it as a string if every digit counts.";
    ReferenceMended = "SW0205" Warning "a reference in other words"
        "The reference does not name its target as this version of OpenAPI does (`#/definitions/Pet` is from 2.0, `#/components/schemas/Pet` since 3.0), but there is one component of the right kind and of exactly that name. It is taken.";
    ReferenceOutside = "SW0206" Warning "a reference that leads out of the document's folder"
        "References to other files are followed inside the folder of the document (or the one named with `--root`) and nowhere else: no URL is fetched, and no absolute path, no path out of the folder and no link out of it is read. What the reference describes is any value in the SDK.";
    ReferenceNotFound = "SW0207" Error "a reference to nowhere"
        "A `$ref` names a component or a place that the document does not have. Correct the reference, or add what it refers to.";
    FileNotFound = "SW0208" Warning "a reference to a file that is not there"
        "A `$ref` names another file, and there is none: often a document is passed on without the files that it shares with others. What the reference describes is any value in the SDK; put the file in its place to have the type.";
    ExtensionUnknown = "SW0209" Warning "unknown extension of sdkwright"
        "The document has an extension whose name begins with `x-sdkwright-` and that does not exist. It is ignored. `x-sdkwright-name`, `x-sdkwright-type` and `x-sdkwright-attributes` exist; docs/configuration.md says what they mean.";
    BodyUnsupported = "SW0401" Warning "a request body in a format that the SDK cannot send"
        "The operation needs a request body, and the document offers it only in formats that the SDK cannot send yet: it sends JSON, plain text and raw bytes. The operation is left out of the SDK, and counted. Everything else is generated.";
    OptionalBodyLeftOut = "SW0402" Warning "an optional request body that the SDK cannot send"
        "The operation's request body is optional, and the document offers it only in formats that the SDK cannot send yet. The operation is in the SDK, without its body.";
    ResponseKeptRaw = "SW0403" Warning "a response in a format that the SDK does not decode"
        "The document describes the structure of a response that is not JSON (XML, a stream of events, a form). The SDK gives the body as it came, as text or as bytes, in place of the described type.";
    PathParameterUndeclared = "SW0404" Warning "a path parameter that is not declared"
        "The path template has a parameter in braces that neither the path nor the operation declares. The SDK takes a string for it. Declare it (`in: path`, `required: true`) to give it a type and a description.";
    PathParameterUnused = "SW0405" Warning "a path parameter that the path does not have"
        "A parameter with `in: path` is declared, but the path template has no such name in braces, so there is no place to put its value. The parameter is left out. Usually one of the two is misspelt.";
    ParameterDuplicate = "SW0406" Warning "a parameter declared twice"
        "Two parameters of one list have the same name and the same `in`. The first one is used.";
    ParameterReserved = "SW0407" Warning "a header parameter that is not a parameter"
        "OpenAPI says that header parameters named Accept, Content-Type and Authorization are ignored: the media types of the bodies and the security schemes decide these headers. Describe credentials as a security scheme; a single call can still be given any header with `with_header`.";
    ParameterAsText = "SW0408" Warning "a parameter whose content the SDK does not write"
        "The parameter is described by `content` with a media type that the SDK does not write in this place. It takes text, which is sent as it is given.";
    OperationReferenceNotFound = "SW0409" Warning "an operation that refers to nowhere"
        "A path, a parameter, a request body or a response of the operation is a reference to a component that the document does not have. The operation is left out of the SDK when it cannot be called without that part; a response that is not there is any value.";
    OperationIdDuplicate = "SW0410" Warning "an operationId that is not unique"
        "Two operations have the same operationId, which OpenAPI forbids. Both are in the SDK; where their names would be the same too, one of them gets a number.";
    PathNotPlain = "SW0411" Warning "a path with a query or a fragment"
        "A path of OpenAPI has neither a query (`?`) nor a fragment (`#`). What stands after the question mark is sent as query parameters of the operation; a fragment is never sent.";
    MethodUnsupported = "SW0412" Warning "a method that the SDK does not send"
        "OpenAPI 3.2 has `additionalOperations` for methods beyond those of HTTP. The SDK sends GET, PUT, POST, DELETE, OPTIONS, HEAD, PATCH, TRACE and QUERY; the operation is left out of it, and counted. Everything else is generated.";
    SecuritySchemeNotFound = "SW0501" Warning "a security requirement for a scheme that does not exist"
        "A security requirement names a scheme that `components/securitySchemes` does not have. That way of authenticating is left out.";
    SecurityNeverRequired = "SW0502" Warning "security schemes that no operation requires"
        "The document describes how to authenticate, but neither the document nor any operation says `security`. The SDK sends whatever credential it is given with every call, and requires none. Say `security` in the document, or in an overlay, to make it certain.";
    ServerNotAbsolute = "SW0503" Warning "a server whose address is not known"
        "The server's URL is relative to the place where the document was published, which a document cannot tell of itself, or has a variable without a default. The SDK has no default base URL from it: its user gives one, including the path. Set `base-url` in sdkwright.toml to give the SDK a default.";
    Contradiction = "SW0301" Warning "schemas that contradict each other"
        "Several schemas apply to the same value (`allOf`, a reference with siblings, a property that a parent and its child both describe), and no value satisfies all of them. The SDK's type holds any value there. Correct the document, or say in an overlay what is meant.";
    NestedTooDeeply = "SW0302" Warning "a schema is nested too deeply"
        "Inline schemas below this depth are any JSON value in the SDK. Move some of them to `components/schemas`.";
    UnknownType = "SW0303" Warning "an unknown type"
        "The value of `type` is none of string, number, integer, boolean, array, object and null. The SDK's type holds any value there.";
    EnumValueOfOtherType = "SW0304" Warning "values of an enum that its type excludes"
        "Values that cannot be of the `type` beside them are left out of the enum. The enum is open: should the server send them all the same, they are kept as unknown values.";
    TooManyCombinations = "SW0305" Warning "too many combinations of choices"
        "Several `oneOf` or `anyOf` apply to the same value, and each combination would be a type of its own. Only the first choice is typed; the properties of the others are not.";
    EndlessAlias = "SW0306" Warning "a schema that is only itself"
        "A component refers to itself without saying anything else, so that no value is described. The SDK's type holds any value.";
    GivenTypeUnknown = "SW0307" Error "a given type that does not exist"
        "`x-sdkwright-type`, in the document or by way of sdkwright.toml, gives a schema a type. It is the key of a component schema, or one of bool, i32, i64, u32, u64, f64, Decimal, String, Secret, DateTime, Date, Time, Duration, Uuid, Base64, Base64Url and Json, perhaps in `Vec<…>`, `Map<…>` or `Option<…>`.";
    AttributeNotTaken = "SW0308" Warning "an attribute that is not taken"
        "`x-sdkwright-attributes`, in the document or by way of sdkwright.toml, gives a type, a property or an operation attributes in Rust. Since a document may come from a stranger, only these are taken: `derive(…)`, `doc(hidden)`, `doc(alias = \"…\")`, `allow(…)`, `expect(…)`, `warn(…)`, `must_use`, `deprecated`, and these inside `cfg_attr(…)`.";
    PatternNotChecked = "SW0309" Warning "a pattern that is not checked"
        "`validate()` of the SDK's types looks for patterns with the crate `regex`, whose time grows with the text alone, whoever wrote it. It neither looks around (`(?!…)`, `(?<=…)`) nor refers back (`\\1`), and refuses what would take too much memory. Text is not compared with such a pattern; the docs of the property say so, and every other constraint is checked. A pattern that does not parse, or that is written with the slashes of JavaScript around it, is told too.";
    FileEdited = "SW0901" Error "a generated file that somebody edited"
        "The file differs from what sdkwright last wrote there, and would be overwritten. Generated files are not made for editing: say what should be different in the document, in an overlay or in sdkwright.toml, where it lasts. `--force` overwrites the file.";
    FileInTheWay = "SW0902" Error "a file in the way"
        "At the place of a file that would be written, there is one that sdkwright never wrote: the manifest `.sdkwright.json` does not list it. Move it, choose another folder, or overwrite it with `--force`.";
    LinkRefused = "SW0903" Error "a link in the output folder"
        "A file would be written through a symbolic link, which may lead out of the folder. Put a folder or nothing in its place.";
    NotWritten = "SW0904" Error "the output cannot be written"
        "The folder cannot be read or written: it is no folder, permissions are missing, the disk is full. What was there before is there still.";
    ManifestUnreadable = "SW0905" Error "a manifest that cannot be read"
        "`.sdkwright.json` in the output folder does not parse, so that nobody can tell which files sdkwright wrote; often two branches were merged. Run again with `--force`, which writes every file anew, and look at the difference.";
    LeftoverKept = "SW0906" Warning "a file that is no longer generated, and was edited"
        "An earlier run wrote the file, and somebody edited it since. Nothing generates it any more; it stays, and is not listed in the manifest any longer. Remove it, if nobody needs it.";
    MadeNoRust = "SW0990" Error "sdkwright made a file that cannot be"
        "Whatever the document says, this is a mistake in sdkwright: please report it with the document, or with the part of it that shows it.";
}
