//! The generated methods of the operations, and the parameter of the document that each of their arguments is for.
//!
//! The types of the arguments are read from the generated code itself, as the SDK's user sees them.

use super::forms::{PlannedForm, forms, planned_forms};
use super::taken::{required, taken};
use super::types::Types;
use crate::single_tree::pointer;
use sdkwright::model::{BodyContent, BodyFormat};
use sdkwright::plan::{Planned, PlannedOperation, PlannedResource};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::HashMap;
use syn::{ImplItem, Item, Type};

/// The call of an operation.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Signature {
    /// The JSON pointer of the operation, in the one tree of all files.
    pub at: String,
    /// `client.sessions().list`.
    pub function: String,
    /// The body in each media type, the default first.
    pub bodies: Vec<BodyVariant>,
    /// The required arguments, in their order.
    pub arguments: Vec<Argument>,
    /// The path of the struct that holds these arguments, if the function takes them by name.
    pub structure: Option<String>,
    /// The setters of optional ones.
    pub setters: Vec<Argument>,
}

/// A body in one media type.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct BodyVariant {
    /// The variant of the enum of a body with several media types.
    pub variant: Option<String>,
    /// The media type.
    pub media_type: String,
    /// Whether it is an XML body with a model.
    pub is_typed_xml: bool,
}

/// An argument of a method.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Argument {
    /// Its name in Rust.
    pub name: String,
    /// The expression that makes it of a JSON value `v`, in the program.
    pub expression: String,
    /// Its place in the request: `query take`, `body`.
    pub source: String,
}

/// The methods of the credentials of the client's builder, each with the number of its arguments.
pub type Credentials = Vec<(String, usize)>;

/// An operation of the plan: what its generated method is named.
#[derive(Clone, Debug)]
struct PlannedCall {
    at: String,
    module: String,
    handle: String,
    function: String,
    builder: String,
    bodies: Vec<BodyVariant>,
    /// The place in the request of each parameter, by its Rust name.
    sources: Vec<(String, String)>,
}

/// The names that a plan gives to operations and credentials.
#[derive(Clone, Debug, Default)]
pub struct PlannedCalls {
    calls: Vec<PlannedCall>,
    forms: Vec<PlannedForm>,
    credentials: Vec<String>,
}

/// Collects the names of a plan.
pub fn planned_calls(planned: &Planned<'_>) -> PlannedCalls {
    let resources = planned.resources.iter();
    let calls = resources.flat_map(|resource| {
        let operations = resource.operations.iter();
        operations.map(|operation| planned_call(resource, operation))
    });
    let credentials = planned.client.credentials.iter();
    PlannedCalls {
        calls: calls.collect(),
        forms: planned_forms(planned),
        credentials: credentials
            .map(|credential| credential.method.clone())
            .collect(),
    }
}

fn planned_call(resource: &PlannedResource<'_>, plan: &PlannedOperation<'_>) -> PlannedCall {
    let variant = |variant: Option<&str>, content: &BodyContent| BodyVariant {
        variant: variant.map(str::to_owned),
        media_type: content.media_type.clone(),
        is_typed_xml: matches!(content.format, BodyFormat::Xml(_)),
    };
    let bodies = match (&plan.body_enum, &plan.operation.body) {
        (Some(choice), _) => {
            let variants = choice.variants.iter();
            variants
                .map(|known| variant(Some(&known.ident), known.content))
                .collect()
        }
        (None, body) => body
            .iter()
            .map(|body| variant(None, &body.content))
            .collect(),
    };
    let sources = plan.parameters.iter().map(|plan| {
        let location = serde_json::to_value(plan.parameter.location).unwrap_or_default();
        let source = format!("{} {}", location_name(&location), plan.parameter.wire_name);
        (plan.ident.clone(), source)
    });
    PlannedCall {
        at: pointer(&plan.operation.at),
        module: resource.module.clone(),
        handle: resource.ident.clone(),
        function: plan.method.clone(),
        builder: plan.builder.clone(),
        bodies,
        sources: sources.collect(),
    }
}

/// Reads the methods of every operation from the generated files.
pub fn signatures(
    planned: &PlannedCalls,
    files: &[(String, String)],
    package: &str,
) -> (Vec<Signature>, Credentials) {
    let forms = forms(&planned.forms, files, package);
    let mut modules: HashMap<&str, Option<Methods>> = HashMap::new();
    let mut found = Vec::new();
    for call in &planned.calls {
        let methods = modules.entry(&call.module).or_insert_with(|| {
            let path = format!("src/resources/{}.rs", call.module);
            let module = format!("{package}::resources::{}", raw(&call.module));
            methods(files, &path, package, &module, &forms)
        });
        found.extend(
            methods
                .as_ref()
                .and_then(|methods| signature(call, methods)),
        );
    }
    let builder = methods(files, "src/client.rs", package, "", &forms);
    let credentials = planned.credentials.iter().filter_map(|method| {
        let arguments = builder.as_ref()?.of_type("ClientBuilder", method)?;
        Some((method.clone(), arguments.arguments.len()))
    });
    (found, credentials.collect())
}

fn methods(
    files: &[(String, String)],
    path: &str,
    package: &str,
    module: &str,
    forms: &HashMap<String, String>,
) -> Option<Methods> {
    let file = parsed(files, path)?;
    let types = Types::new(package, &file, module, forms);
    Some(Methods::of(&file, &types, required(&file.items), module))
}

/// Parses a generated file.
pub(super) fn parsed(files: &[(String, String)], path: &str) -> Option<syn::File> {
    let (_, text) = files.iter().find(|(known, _)| known == path)?;
    syn::parse_file(text).ok()
}

fn signature(call: &PlannedCall, methods: &Methods) -> Option<Signature> {
    let source = |name: &str| {
        let mut sources = call.sources.iter();
        match sources.find(|(ident, _)| ident == name) {
            Some((_, source)) => Some(source.clone()),
            None => (name == "body").then(|| "body".to_owned()),
        }
    };
    let argument = |name: &str, expression: &str| {
        Some(Argument {
            name: raw(name),
            expression: expression.to_owned(),
            source: source(name)?,
        })
    };
    let method = methods.of_type(&call.handle, &call.function)?;
    let arguments = method.arguments.iter();
    let arguments: Option<Vec<Argument>> = arguments
        .map(|(name, expression)| argument(name, expression))
        .collect();
    let names = call.sources.iter().map(|(ident, _)| ident.as_str());
    let setters = names.chain(["body"]).filter_map(|name| {
        match methods.of_type(&call.builder, name)?.arguments.as_slice() {
            [(_, expression)] => argument(name, expression),
            _ => None,
        }
    });
    Some(Signature {
        at: call.at.clone(),
        function: format!("client.{}().{}", raw(&call.module), raw(&call.function)),
        bodies: call.bodies.clone(),
        arguments: arguments?,
        structure: method.structure.clone(),
        setters: setters.collect(),
    })
}

/// Returns an identifier in code.
pub(super) fn raw(name: &str) -> String {
    match syn::parse_str::<syn::Ident>(name) {
        Ok(_) => name.to_owned(),
        Err(_) => format!("r#{name}"),
    }
}

/// Returns `query` for `{"Query": {…}}` and for `"QueryJson"`.
fn location_name(location: &Value) -> &'static str {
    let name = match location {
        Value::String(name) => name.as_str(),
        Value::Object(object) => object.keys().next().map_or("", String::as_str),
        _ => "",
    };
    match name.to_lowercase() {
        name if name.starts_with("querystring") => "querystring",
        name if name.starts_with("query") => "query",
        name if name.starts_with("header") => "header",
        name if name.starts_with("cookie") => "cookie",
        _ => "path",
    }
}

/// The public methods of a file, by type and name.
pub(super) struct Methods(HashMap<(String, String), Method>);

/// What a method takes.
#[derive(Clone, Debug)]
pub(super) struct Method {
    /// The name of each argument, and the expression for it.
    pub arguments: Vec<(String, String)>,
    /// The path of the struct that holds the arguments, if they are taken by name.
    pub structure: Option<String>,
}

impl Method {
    /// Returns the arguments of a call of the method, of an expression for each.
    pub fn call(structure: Option<&str>, arguments: &[(String, String)]) -> String {
        let Some(structure) = structure else {
            let values: Vec<&str> = arguments.iter().map(|(_, value)| value.as_str()).collect();
            return values.join(", ");
        };
        let fields = arguments
            .iter()
            .map(|(name, value)| format!("{}: {value}", raw(name)));
        format!(
            "{structure} {{ {} }}",
            fields.collect::<Vec<_>>().join(", ")
        )
    }
}

impl Methods {
    /// Reads the methods of a module, with expressions of these types. `required` are the structs of arguments.
    pub(super) fn of(file: &syn::File, types: &Types<'_>, required: &[Item], module: &str) -> Self {
        let mut methods = HashMap::new();
        for item in &file.items {
            let Item::Impl(block) = item else { continue };
            let Type::Path(path) = &*block.self_ty else {
                continue;
            };
            let (Some(ty), None) = (path.path.segments.last(), &block.trait_) else {
                continue;
            };
            for item in &block.items {
                if let ImplItem::Fn(function) = item {
                    let name = function.sig.ident.to_string();
                    let taken = taken(&function.sig, required);
                    let arguments = taken.arguments.iter();
                    let method = Method {
                        arguments: arguments
                            .map(|(name, ty)| (name.clone(), types.expression(ty)))
                            .collect(),
                        structure: taken
                            .structure
                            .map(|name| format!("{module}::required::{name}")),
                    };
                    methods.insert(
                        (
                            ty.ident.to_string(),
                            name.trim_start_matches("r#").to_owned(),
                        ),
                        method,
                    );
                }
            }
        }
        Self(methods)
    }

    /// Returns a method of a type.
    pub(super) fn of_type(&self, ty: &str, method: &str) -> Option<&Method> {
        let method = method.trim_start_matches("r#");
        self.0.get(&(ty.to_owned(), method.to_owned()))
    }
}
