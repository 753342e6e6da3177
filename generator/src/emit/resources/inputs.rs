//! The inputs of an operation: arguments of its method, and setters of its request.
//!
//! Required inputs are arguments: path parameters in the order of the path, then the body, then other parameters.
//! Optional inputs are setters. A required parameter with only one possible value is set without an argument.

use super::super::models::arguments;
use super::super::types::{Spelling, resolve_type};
use super::bodies;
use crate::model::{Body, Operation, Parameter, ParameterLocation, StreamFlag, Type};
use crate::plan::{Planned, PlannedBody, PlannedOperation};
use crate::rust::idents::ident;
use crate::rust::literals;
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use serde_json::Value;
use std::collections::HashMap;

/// An input of an operation.
#[derive(Clone, Copy, Debug)]
pub enum Input<'p> {
    /// A parameter, with its Rust name.
    Parameter(&'p str, &'p Parameter),
    /// The body, and its enum if it has several media types.
    Body(&'p Body, Option<&'p PlannedBody<'p>>),
}

/// Returns the arguments of the operation's method.
pub fn arguments<'p>(operation: &'p Operation, plan: &'p PlannedOperation<'p>) -> Vec<Input<'p>> {
    let required = || parameters(operation, plan).filter(|input| input.is_required());
    let mut arguments: Vec<Input<'p>> = in_path(operation, required()).collect();
    arguments.extend(
        operation
            .body
            .iter()
            .filter(|body| body.required && constant_body(body).is_none())
            .map(|body| Input::Body(body, plan.body_enum.as_ref())),
    );
    arguments.extend(required().filter(|input| !input.is_in_path()));
    arguments
}

/// Returns the setters of the operation's request, in the order of the document, the body last.
pub fn setters<'p>(operation: &'p Operation, plan: &'p PlannedOperation<'p>) -> Vec<Input<'p>> {
    let body = operation
        .body
        .iter()
        .filter(|body| !body.required)
        .map(|body| Input::Body(body, plan.body_enum.as_ref()));
    parameters(operation, plan)
        .filter(|input| !input.is_required())
        .chain(body)
        .collect()
}

/// Returns the statements that set the required inputs with only one possible value.
pub fn constants<'p>(
    planned: &'p Planned<'p>,
    operation: &'p Operation,
    call: &'p TokenStream,
) -> impl Iterator<Item = TokenStream> + 'p {
    let parameters = operation.parameters.iter();
    let parameters = parameters.filter_map(move |parameter| {
        let value = constant(parameter)?;
        let literal = literal(value)?;
        // A literal of text is a reference already.
        let value = match value.is_string() {
            true => literal,
            false => quote!(&#literal),
        };
        Some(set(parameter, call, &value))
    });
    let body = operation.body.iter().filter_map(move |body| {
        let value = literal(constant_body(body)?)?;
        Some(bodies::set(planned, &body.content, &value, call))
    });
    parameters.chain(body)
}

/// Returns the statement that sets a parameter of a call.
pub fn set(parameter: &Parameter, call: &TokenStream, value: &TokenStream) -> TokenStream {
    let setter = match parameter.location {
        ParameterLocation::Path { .. } => quote!(path),
        ParameterLocation::Query { .. } | ParameterLocation::Querystring => quote!(query),
        ParameterLocation::Header { .. } => quote!(header),
        ParameterLocation::Cookie { .. } => quote!(cookie),
    };
    let name = literals::string(&parameter.wire_name);
    quote!(#call.#setter(#name, #value);)
}

fn parameters<'p>(
    operation: &'p Operation,
    plan: &'p PlannedOperation<'p>,
) -> impl Iterator<Item = Input<'p>> {
    // The parameter that asks for a stream is set by the call.
    let flag = operation
        .stream
        .as_ref()
        .and_then(|stream| match &stream.flag {
            Some(StreamFlag::Query { name, .. }) => Some(name),
            _ => None,
        });
    let is_flag = move |parameter: &Parameter| {
        flag == Some(&parameter.wire_name)
            && matches!(parameter.location, ParameterLocation::Query { .. })
    };
    plan.parameters
        .iter()
        .filter(move |plan| !is_flag(plan.parameter))
        .filter(|plan| constant(plan.parameter).is_none())
        .map(|plan| Input::Parameter(&plan.ident, plan.parameter))
}

/// Returns the only possible value of a required parameter. An optional parameter has a setter, since sending it is a
/// choice.
fn constant(parameter: &Parameter) -> Option<&Value> {
    let value = parameter.constant.as_ref()?;
    (parameter.required && literal(value).is_some()).then_some(value)
}

/// Returns the only possible value of a required body, if the media type is no choice either.
fn constant_body(body: &Body) -> Option<&Value> {
    let value = body.content.constant.as_ref()?;
    let is_fixed = body.required && body.alternatives.is_empty();
    (is_fixed && literal(value).is_some()).then_some(value)
}

/// Returns the Rust literal of a scalar.
fn literal(value: &Value) -> Option<TokenStream> {
    Some(match value {
        Value::String(text) => literals::string(text).into_token_stream(),
        Value::Bool(value) => quote!(#value),
        Value::Number(number) => match (number.as_i64(), number.as_u64(), number.as_f64()) {
            (Some(integer), ..) => literals::integer(integer),
            (None, Some(integer), _) => literals::unsigned(integer).into_token_stream(),
            (None, None, float) => literals::float(float?),
        },
        Value::Null | Value::Array(_) | Value::Object(_) => return None,
    })
}

/// Returns the path parameters, in the order of the path template.
fn in_path<'p>(
    operation: &'p Operation,
    inputs: impl Iterator<Item = Input<'p>>,
) -> impl Iterator<Item = Input<'p>> {
    let mut places: HashMap<&str, usize> = HashMap::new();
    let mut rest = operation.path.as_str();
    while let Some((_, inside)) = rest.split_once('{')
        && let Some((name, after)) = inside.split_once('}')
    {
        let place = places.len();
        places.entry(name).or_insert(place);
        rest = after;
    }
    let place = |input: &Input<'p>| match input {
        Input::Parameter(_, parameter) => places.get(parameter.wire_name.as_str()).copied(),
        Input::Body(..) => None,
    };
    let mut found: Vec<_> = inputs
        .filter(Input::is_in_path)
        .map(|input| (place(&input), input))
        .collect();
    found.sort_by_key(|(place, _)| place.unwrap_or(usize::MAX));
    found.into_iter().map(|(_, input)| input)
}

impl<'p> Input<'p> {
    /// Returns the Rust name.
    pub fn name(&self) -> &'p str {
        match self {
            Self::Parameter(name, _) => name,
            Self::Body(..) => "body",
        }
    }

    fn is_required(&self) -> bool {
        match self {
            Self::Parameter(_, parameter) => parameter.required,
            Self::Body(body, _) => body.required,
        }
    }

    fn is_in_path(&self) -> bool {
        matches!(
            self,
            Self::Parameter(_, parameter) if matches!(parameter.location, ParameterLocation::Path { .. })
        )
    }

    /// Returns the type of the argument, and the statement that sets its value on a call.
    pub fn code(&self, planned: &Planned<'_>, call: &TokenStream) -> (TokenStream, TokenStream) {
        let name = ident(self.name());
        match self {
            Self::Parameter(_, parameter) => {
                let (ty, value) = value(planned, &parameter.ty, &name);
                (ty, set(parameter, call, &quote!(&#value)))
            }
            Self::Body(body, choice) => match choice {
                Some(choice) => bodies::any(choice, &name, call),
                None => bodies::argument(planned, &body.content, &name, call),
            },
        }
    }
}

/// Returns the type of a parameter's argument, and the expression for its value. Lists are taken as iterators.
pub(super) fn value(planned: &Planned<'_>, ty: &Type, name: &Ident) -> (TokenStream, TokenStream) {
    let mut spelling = Spelling::by_module(planned);
    let ty = without_null(planned, ty);
    let argument = arguments::typed(planned, ty, name, &mut spelling);
    (argument.ty, argument.value)
}

/// Returns the type without null, which a parameter cannot be.
fn without_null<'a>(planned: &'a Planned<'a>, ty: &'a Type) -> &'a Type {
    match resolve_type(planned, ty) {
        Type::Nullable(inner) => without_null(planned, inner),
        // A named type is kept if it is not a list.
        resolved @ (Type::List(_) | Type::Set(_)) => resolved,
        _ => ty,
    }
}
