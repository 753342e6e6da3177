//! Parameters of operations.

use super::paths::Template;
use super::shared::{Context, Holder, Unsupported};
use super::{accept, media, serialization};
use crate::diagnostics::{Code, Diagnostic, Place, listing};
use crate::did_you_mean::did_you_mean;
use crate::lower::{Lowered, Naming};
use crate::model::{
    Constraints, Docs, Parameter, ParameterContent, ParameterLocation, PathStyle, QueryStyle, Type,
};
use crate::spec::{self, NodeId, Operation, ParameterValue, PathItem, PlaceId};
use indexmap::IndexMap;
use std::collections::HashSet;

/// The largest number of undeclared parameters that are listed.
const MOST_SHOWN: usize = 8;

/// The header parameters that OpenAPI ignores, and those that frame a message and so are the transport's.
const RESERVED: &[&str] = &[
    "accept",
    "content-type",
    "authorization",
    "content-length",
    "transfer-encoding",
    "connection",
];

/// Returns the parameters of an operation: those of the path, unless the operation overrides them, then its own. The
/// error is the unsupported part.
pub(super) fn parameters<'d>(
    context: &mut Context<'_, 'd, '_>,
    item: &'d PathItem<'d>,
    operation: &'d Operation<'d>,
    template: &Template,
    naming: &Naming<'_>,
) -> Result<Vec<Parameter>, Unsupported> {
    let mut merged = list(context, &item.parameters, item.parameters_place)?;
    // One of the operation takes the place of the one that it overrides.
    merged.extend(list(context, &operation.parameters, operation.place)?);
    let mut parameters = Vec::with_capacity(merged.len());
    for declared in merged.into_values() {
        if let Some(parameter) = parameter(context, declared, item, template, naming) {
            parameters.push(parameter);
        }
    }
    repair_template(context, &mut parameters, template, item, operation.place);
    Ok(parameters)
}

/// A location and a name, which identify a parameter.
type Key = (u8, String);

/// Returns the parameters of a list, without duplicates.
fn list<'d>(
    context: &mut Context<'_, 'd, '_>,
    parameters: &[Option<NodeId<spec::Parameter<'d>>>],
    place: PlaceId,
) -> Result<IndexMap<Key, &'d spec::Parameter<'d>>, Unsupported> {
    let mut list: IndexMap<_, &'d spec::Parameter<'d>> = IndexMap::with_capacity(parameters.len());
    for parameter in parameters {
        let parameter =
            parameter.and_then(|parameter| context.document().parameters.get(parameter));
        let Some(parameter) = parameter else {
            let reason = "a parameter is an unresolved reference";
            return Err(context.left_out(Code::OperationReferenceNotFound, place, reason));
        };
        if let Some(first) = list.get(&key(parameter)) {
            let name = &parameter.name;
            let message =
                format!("the parameter `{name}` is declared twice; the first one is used");
            let lowering = &mut context.lowering;
            let first = lowering.field_place(first.place, "name");
            let place = lowering.field_place(parameter.place, "name");
            lowering.diagnostics.push(
                Diagnostic::new(Code::ParameterDuplicate, place, message)
                    .label("ignored")
                    .related(first, "first declared here"),
            );
            continue;
        }
        list.insert(key(parameter), parameter);
    }
    Ok(list)
}

/// Returns the key of a parameter. Names of headers are case-insensitive.
fn key(parameter: &spec::Parameter<'_>) -> Key {
    let name = &parameter.name;
    match parameter.location {
        spec::ParameterLocation::Path { .. } => (0, name.to_string()),
        spec::ParameterLocation::Query { .. } => (1, name.to_string()),
        spec::ParameterLocation::Header => (2, name.to_ascii_lowercase()),
        spec::ParameterLocation::Cookie { .. } => (3, name.to_string()),
        spec::ParameterLocation::Querystring => (4, name.to_string()),
    }
}

fn parameter<'d>(
    context: &mut Context<'_, 'd, '_>,
    declared: &'d spec::Parameter<'d>,
    item: &PathItem<'_>,
    template: &Template,
    naming: &Naming<'_>,
) -> Option<Parameter> {
    let mut wire_name = declared.name.clone().into_owned();
    let mut location = serialization::location(declared, context.lowering.config);
    if let ParameterLocation::Header { .. } = location
        && RESERVED
            .iter()
            .any(|name| wire_name.trim().eq_ignore_ascii_case(name))
    {
        if context.accept.is_some() && accept::is_accept(declared) {
            return None;
        }
        let message = format!("the header parameter `{wire_name}` is reserved; it is ignored");
        let place = context.lowering.field_place(declared.place, "name");
        context
            .lowering
            .diagnostics
            .push(Diagnostic::new(Code::ParameterReserved, place, message).label("ignored"));
        return None;
    }
    if let ParameterLocation::Path { explode, .. } = location
        && !template.parameters.contains(&wire_name)
    {
        let by_query = template
            .query
            .iter()
            .find(|(_, parameter)| *parameter == wire_name);
        let Some((name, _)) = by_query else {
            let message =
                format!("the path template has no `{{{wire_name}}}`; the parameter is ignored");
            let place = context.lowering.field_place(declared.place, "name");
            let diagnostic = Diagnostic::new(Code::PathParameterUnused, place, message);
            let path = Place::Key(context.lowering.location(item.place));
            let diagnostic = diagnostic.related(path, "the path template");
            let names = template.parameters.iter().map(String::as_str);
            context
                .lowering
                .diagnostics
                .push(match did_you_mean(&wire_name, names) {
                    Some(similar) => {
                        diagnostic.help(format!("a similar name is in the path: `{similar}`"))
                    }
                    None => diagnostic,
                });
            return None;
        };
        wire_name = name.clone();
        location = ParameterLocation::Query {
            style: QueryStyle::Form,
            explode,
            allow_reserved: false,
            allow_empty: false,
        };
    }
    // The path has its value.
    if is_query(location) && template.fixed.contains(&wire_name) {
        return None;
    }
    let given = declared.hints.name().filter(|name| !name.trim().is_empty());
    let intended_name = given.unwrap_or(&wire_name).to_owned();
    let (lowered, content) = value(context, declared, location, &naming.then(&intended_name));
    let is_idempotency_key = is_idempotency_key(&wire_name, location, &lowered.ty);
    // The SDK creates a key, so nobody has to pass one.
    let required = (declared.required && !is_idempotency_key)
        || matches!(location, ParameterLocation::Path { .. });
    let docs = docs(declared, lowered.docs);
    context.lowering.grow(&docs, declared.place);
    Some(Parameter {
        docs,
        ty: match lowered.ty {
            // Parameters are text and cannot be bytes.
            Type::Binary => Type::String,
            ty => ty,
        },
        wire_name,
        intended_name,
        location,
        content,
        separators: serialization::separators(declared),
        required,
        is_idempotency_key,
        default: lowered.default,
        constant: lowered.constant,
        constraints: lowered.constraints,
    })
}

/// Returns the type of a parameter's value, and its serialization. A value described by `content` is JSON, a form or
/// text.
fn value<'d>(
    context: &mut Context<'_, 'd, '_>,
    declared: &'d spec::Parameter<'d>,
    location: ParameterLocation,
    naming: &Naming<'_>,
) -> (Lowered, ParameterContent) {
    let holder = Holder {
        component: declared.component.as_deref(),
        role: "parameter",
    };
    let content = match &declared.value {
        ParameterValue::Schema(schema) => {
            let content = match location {
                // `content` is required there; a form is what most queries are.
                ParameterLocation::Querystring => ParameterContent::Form(Vec::new()),
                _ => ParameterContent::Style,
            };
            return (context.ty(Some(*schema), holder, naming), content);
        }
        ParameterValue::Content(content) => content,
    };
    // Without schema and content, the value is text.
    let Some(media) = content.first() else {
        return (text(), ParameterContent::Style);
    };
    let family = media::family(&media.name);
    let content = match family {
        media::Family::Json | media::Family::JsonSuffix => ParameterContent::Json,
        media::Family::Form => {
            let properties = serialization::properties(media, context.lowering.config);
            ParameterContent::Form(properties)
        }
        _ => ParameterContent::Style,
    };
    if content != ParameterContent::Style {
        return (context.ty(media.schema, holder, naming), content);
    }
    if family != media::Family::Text {
        let message = format!(
            "the parameter `{}` has the media type `{}`; the SDK takes a string and sends it unchanged",
            declared.name, media.name
        );
        let place = context.lowering.field_place(declared.place, "content");
        context
            .lowering
            .diagnostics
            .push(Diagnostic::new(Code::ParameterAsText, place, message));
    }
    let mut lowered = text();
    lowered.docs.notes.push(format!(
        "The value is text of the media type `{}`.",
        media.name
    ));
    (lowered, content)
}

/// Returns `true` for the header `Idempotency-Key`, whose value is a string or a UUID.
fn is_idempotency_key(name: &str, location: ParameterLocation, ty: &Type) -> bool {
    let name = name.trim();
    matches!(location, ParameterLocation::Header { .. })
        && matches!(ty, Type::String | Type::Uuid)
        && (name.eq_ignore_ascii_case("idempotency-key")
            || name.eq_ignore_ascii_case("x-idempotency-key"))
}

fn text() -> Lowered {
    Lowered {
        ty: Type::String,
        ..Lowered::default()
    }
}

fn docs(declared: &spec::Parameter<'_>, of_schema: Docs) -> Docs {
    let description = declared.description.as_deref();
    let first_example = declared.examples.first().and_then(|example| example.value);
    Docs {
        description: description
            .filter(|text| !text.trim().is_empty())
            .map(str::to_owned)
            .or(of_schema.description),
        deprecated: declared
            .deprecated
            .as_deref()
            .map(str::to_owned)
            .or(of_schema.deprecated),
        example: declared
            .example
            .or(first_example)
            .cloned()
            .or(of_schema.example),
        ..of_schema
    }
}

/// Adds undeclared parameters of the template as strings: those of the path, and those of a query in the path.
fn repair_template(
    context: &mut Context<'_, '_, '_>,
    parameters: &mut Vec<Parameter>,
    template: &Template,
    item: &PathItem<'_>,
    place: PlaceId,
) {
    let in_path = |it: &&Parameter| matches!(it.location, ParameterLocation::Path { .. });
    let declared = parameters.iter().filter(in_path);
    let declared: HashSet<&str> = declared.map(|it| it.wire_name.as_str()).collect();
    let names = template.parameters.iter();
    let names: Vec<&String> = names.filter(|it| !declared.contains(it.as_str())).collect();
    report_undeclared(context, &names, item, place);
    let location = ParameterLocation::Path {
        style: PathStyle::Simple,
        explode: false,
        allow_reserved: false,
    };
    let mut missing: Vec<Parameter> = names.iter().map(|it| undeclared(it, location)).collect();
    for (name, _) in &template.query {
        if parameters
            .iter()
            .any(|it| is_query(it.location) && it.wire_name == *name)
        {
            continue;
        }
        let location = ParameterLocation::Query {
            style: QueryStyle::Form,
            explode: true,
            allow_reserved: false,
            allow_empty: false,
        };
        missing.push(undeclared(name, location));
    }
    parameters.splice(0..0, missing);
}

/// Reports the undeclared parameters of a path, in one diagnostic: each of many would have the whole path in its places.
fn report_undeclared(
    context: &mut Context<'_, '_, '_>,
    names: &[&String],
    item: &PathItem<'_>,
    place: PlaceId,
) {
    let Some(first) = names.first() else {
        return;
    };
    let in_braces: Vec<String> = names.iter().map(|name| format!("{{{name}}}")).collect();
    let list = listing(&in_braces, MOST_SHOWN);
    let (message, declare) = match names.len() {
        1 => (
            format!("the path parameter {list} is not declared; the SDK takes a string for it"),
            "declare it",
        ),
        _ => (
            format!("the path parameters {list} are not declared; the SDK takes a string for each"),
            "declare each",
        ),
    };
    let place = Place::Document(context.lowering.location(place));
    let path = Place::Key(context.lowering.location(item.place));
    context.lowering.diagnostics.push(
        Diagnostic::new(Code::PathParameterUndeclared, place, message)
            .related(path, "the path template")
            .help(format!(
                "{declare}: `name: {first}`, `in: path`, `required: true`"
            )),
    );
}

fn is_query(location: ParameterLocation) -> bool {
    matches!(location, ParameterLocation::Query { .. })
}

fn undeclared(name: &str, location: ParameterLocation) -> Parameter {
    Parameter {
        wire_name: name.to_owned(),
        intended_name: name.to_owned(),
        location,
        content: ParameterContent::Style,
        separators: Vec::new(),
        docs: Docs::default(),
        ty: Type::String,
        required: true,
        is_idempotency_key: false,
        default: None,
        constant: None,
        constraints: Constraints::default(),
    }
}
