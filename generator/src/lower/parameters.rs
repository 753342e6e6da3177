//! What an operation takes beside its body.

use super::paths::{QueryValue, Template};
use super::references::{Context, Resolved, anything};
use super::{At, Lowered, Naming, media};
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Constraints, Docs, Parameter, ParameterLocation, PathStyle, QueryStyle, Type};
use openapiv3::{Example, ParameterData, ParameterSchemaOrContent, ReferenceOr};
use serde_json::Value;

/// The parameters of an operation: the path's own, each replaced by the operation's of the same name and place, then
/// the operation's. The error is the part that is missing.
pub(super) fn parameters<'d>(
    context: &mut Context<'_, 'd>,
    of_path: (&'d [ReferenceOr<openapiv3::Parameter>], &At<'d>),
    of_operation: (&'d [ReferenceOr<openapiv3::Parameter>], &At<'d>),
    template: &Template,
    naming: &Naming<'_>,
) -> Result<Vec<Parameter>, String> {
    let mut merged = list(context, of_path.0, of_path.1)?;
    for own in list(context, of_operation.0, of_operation.1)? {
        match merged
            .iter_mut()
            .find(|other| key(other.value) == key(own.value))
        {
            Some(other) => *other = own,
            None => merged.push(own),
        }
    }
    let mut parameters = Vec::with_capacity(merged.len());
    for found in merged {
        if let Some(parameter) = parameter(context, &found, template, naming) {
            parameters.push(parameter);
        }
    }
    repair_template(context, &mut parameters, template, of_operation.1);
    Ok(parameters)
}

/// One list, resolved, each name and place once.
fn list<'d>(
    context: &mut Context<'_, 'd>,
    parameters: &'d [ReferenceOr<openapiv3::Parameter>],
    at: &At<'d>,
) -> Result<Vec<Resolved<'d, openapiv3::Parameter>>, String> {
    let mut list: Vec<Resolved<'d, openapiv3::Parameter>> = Vec::with_capacity(parameters.len());
    for (index, parameter) in parameters.iter().enumerate() {
        let at = at.key("parameters").index(index);
        let Some(found) = context.parameter(parameter, at.clone()) else {
            context.lowering.say(
                Code::OperationReferenceNotFound,
                &at,
                "the parameter is a reference to nowhere: the operation is left out",
            );
            return Err("a parameter that is a reference to nowhere".to_owned());
        };
        if list
            .iter()
            .any(|other| key(other.value) == key(found.value))
        {
            let name = &found.value.parameter_data_ref().name;
            context.lowering.say(
                Code::ParameterDuplicate,
                &at,
                format!("the parameter `{name}` is declared twice: the first one is used"),
            );
            continue;
        }
        list.push(found);
    }
    Ok(list)
}

/// What tells parameters apart: the place and the name; of headers without regard to case.
fn key(parameter: &openapiv3::Parameter) -> (u8, String) {
    let name = &parameter.parameter_data_ref().name;
    match parameter {
        openapiv3::Parameter::Path { .. } => (0, name.clone()),
        openapiv3::Parameter::Query { .. } => (1, name.clone()),
        openapiv3::Parameter::Header { .. } => (2, name.to_ascii_lowercase()),
        openapiv3::Parameter::Cookie { .. } => (3, name.clone()),
    }
}

fn parameter<'d>(
    context: &mut Context<'_, 'd>,
    found: &Resolved<'d, openapiv3::Parameter>,
    template: &Template,
    naming: &Naming<'_>,
) -> Option<Parameter> {
    let data = found.value.parameter_data_ref();
    let mut wire_name = data.name.clone();
    let mut location = location(found.value, data);
    if let ParameterLocation::Header { .. } = location
        && ["accept", "content-type", "authorization"]
            .iter()
            .any(|name| wire_name.trim().eq_ignore_ascii_case(name))
    {
        let message = format!("the header parameter `{wire_name}` is ignored, as OpenAPI says");
        context
            .lowering
            .say(Code::ParameterReserved, &found.at, message);
        return None;
    }
    if let ParameterLocation::Path { explode, .. } = location
        && !template.parameters.contains(&wire_name)
    {
        let by_query = template
            .query
            .iter()
            .find(|(_, value)| *value == QueryValue::Parameter(wire_name.clone()));
        let Some((name, _)) = by_query else {
            let message = format!("the path has no `{{{wire_name}}}`: the parameter is left out");
            context
                .lowering
                .say(Code::PathParameterUnused, &found.at, message);
            return None;
        };
        wire_name = name.clone();
        location = ParameterLocation::Query {
            style: QueryStyle::Form,
            explode,
            allow_reserved: false,
        };
    }
    let intended_name = given_name(data).unwrap_or(&wire_name).to_owned();
    let (lowered, location) = value(context, found, data, location, &naming.then(&intended_name));
    let required = data.required || matches!(location, ParameterLocation::Path { .. });
    Some(Parameter {
        docs: docs(context, data, lowered.docs),
        ty: match lowered.ty {
            // A parameter is text: bytes have no place in it.
            Type::Binary => Type::String,
            ty => ty,
        },
        wire_name,
        intended_name,
        location,
        required,
        default: lowered.default,
        constant: lowered.constant,
        constraints: lowered.constraints,
    })
}

fn given_name(data: &ParameterData) -> Option<&str> {
    let name = data.extensions.get("x-sdkwright-name")?.as_str();
    name.filter(|name| !name.trim().is_empty())
}

/// The defaults of `style` and `explode`, OpenAPI 3.0 section 4.7.12.2.
fn location(parameter: &openapiv3::Parameter, data: &ParameterData) -> ParameterLocation {
    match parameter {
        openapiv3::Parameter::Path { style, .. } => ParameterLocation::Path {
            style: match style {
                openapiv3::PathStyle::Simple => PathStyle::Simple,
                openapiv3::PathStyle::Label => PathStyle::Label,
                openapiv3::PathStyle::Matrix => PathStyle::Matrix,
            },
            explode: data.explode.unwrap_or(false),
        },
        openapiv3::Parameter::Query {
            style,
            allow_reserved,
            ..
        } => {
            let style = match style {
                openapiv3::QueryStyle::Form => QueryStyle::Form,
                openapiv3::QueryStyle::SpaceDelimited => QueryStyle::SpaceDelimited,
                openapiv3::QueryStyle::PipeDelimited => QueryStyle::PipeDelimited,
                openapiv3::QueryStyle::DeepObject => QueryStyle::DeepObject,
            };
            let by_default = matches!(style, QueryStyle::Form | QueryStyle::DeepObject);
            ParameterLocation::Query {
                style,
                explode: data.explode.unwrap_or(by_default),
                allow_reserved: *allow_reserved,
            }
        }
        openapiv3::Parameter::Header { .. } => ParameterLocation::Header {
            explode: data.explode.unwrap_or(false),
        },
        openapiv3::Parameter::Cookie { .. } => ParameterLocation::Cookie {
            explode: data.explode.unwrap_or(true),
        },
    }
}

/// The type of a parameter's value. One that is described by `content` is JSON in the query, and text elsewhere.
fn value<'d>(
    context: &mut Context<'_, 'd>,
    found: &Resolved<'d, openapiv3::Parameter>,
    data: &'d ParameterData,
    location: ParameterLocation,
    naming: &Naming<'_>,
) -> (Lowered, ParameterLocation) {
    let content = match &data.format {
        ParameterSchemaOrContent::Schema(schema) => {
            return (
                context.ty(
                    Some(schema),
                    found.component,
                    "parameter",
                    naming,
                    &found.at,
                ),
                location,
            );
        }
        ParameterSchemaOrContent::Content(content) => content,
    };
    // Neither schema nor content: text.
    let Some((name, media)) = content.first() else {
        return (text(), location);
    };
    let is_json = matches!(
        media::family(name),
        media::Family::Json | media::Family::JsonSuffix
    );
    if is_json && matches!(location, ParameterLocation::Query { .. }) {
        let at = found.at.key("content").key(name);
        let lowered = context.ty(
            media.schema.as_ref(),
            found.component,
            "parameter",
            naming,
            &at,
        );
        return (lowered, ParameterLocation::QueryJson);
    }
    if media::family(name) != media::Family::Text {
        let message = format!(
            "the parameter `{}` takes {name} as text, which is sent as it is given",
            data.name
        );
        context
            .lowering
            .say(Code::ParameterAsText, &found.at, message);
    }
    let mut lowered = text();
    lowered
        .docs
        .notes
        .push(format!("The value is the text of `{name}`."));
    (lowered, location)
}

fn text() -> Lowered {
    Lowered {
        ty: Type::String,
        ..anything()
    }
}

fn docs(context: &Context<'_, '_>, data: &ParameterData, of_schema: Docs) -> Docs {
    let examples = context.components().map(|components| &components.examples);
    let first_example = || {
        let example: Option<&ReferenceOr<Example>> = data.examples.values().next();
        let example = super::references::follow(examples, "examples", example?, At::root())?;
        example.value.value.clone()
    };
    Docs {
        description: data
            .description
            .clone()
            .filter(|text| !text.trim().is_empty())
            .or(of_schema.description),
        deprecated: super::annotations::deprecated(data.deprecated == Some(true), &data.extensions)
            .or(of_schema.deprecated),
        example: data
            .example
            .clone()
            .or_else(first_example)
            .or(of_schema.example),
        ..of_schema
    }
}

/// Names of the template that nobody declares become strings; what stands in a path's query is sent.
fn repair_template<'d>(
    context: &mut Context<'_, 'd>,
    parameters: &mut Vec<Parameter>,
    template: &Template,
    at: &At<'d>,
) {
    let mut missing = Vec::new();
    for name in &template.parameters {
        let is_declared = parameters.iter().any(|it| {
            matches!(it.location, ParameterLocation::Path { .. }) && it.wire_name == *name
        });
        if !is_declared {
            context.lowering.diagnostics.push(
                Diagnostic::new(
                    Code::PathParameterUndeclared,
                    at.place(),
                    format!(
                        "the path parameter `{{{name}}}` is not declared: it is taken for a string"
                    ),
                )
                .help(format!(
                    "declare it: `name: {name}`, `in: path`, `required: true`"
                )),
            );
            missing.push(undeclared(
                name,
                ParameterLocation::Path {
                    style: PathStyle::Simple,
                    explode: false,
                },
                None,
            ));
        }
    }
    for (name, value) in &template.query {
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
        };
        missing.push(match value {
            QueryValue::Constant(value) => {
                undeclared(name, location, Some(Value::String(value.clone())))
            }
            QueryValue::Parameter(_) => undeclared(name, location, None),
        });
    }
    parameters.splice(0..0, missing);
}

fn is_query(location: ParameterLocation) -> bool {
    matches!(
        location,
        ParameterLocation::Query { .. } | ParameterLocation::QueryJson
    )
}

fn undeclared(name: &str, location: ParameterLocation, constant: Option<Value>) -> Parameter {
    Parameter {
        wire_name: name.to_owned(),
        intended_name: name.to_owned(),
        location,
        docs: Docs::default(),
        ty: Type::String,
        required: true,
        default: None,
        constant,
        constraints: Constraints::default(),
    }
}
