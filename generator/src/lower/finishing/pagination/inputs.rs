//! The inputs of an operation that can identify a page: parameters of the query and headers, properties of the body.

use super::page::{Properties, joined};
use crate::model::{
    BodyFormat, Constraints, Docs, Operation, PageTarget, ParameterContent, ParameterLocation,
    QueryStyle, Type,
};
use serde_json::Value;

/// An input of an operation.
#[derive(Clone, Debug)]
pub struct Input<'t> {
    pub words: String,
    pub target: PageTarget,
    pub ty: &'t Type,
    pub docs: &'t Docs,
    pub default: Option<&'t Value>,
    pub constraints: &'t Constraints,
}

/// Returns the inputs of an operation. Their types have no aliases and no null.
pub fn inputs<'t>(known: &mut Properties<'t>, operation: &'t Operation) -> Vec<Input<'t>> {
    let mut inputs = Vec::new();
    for parameter in &operation.parameters {
        let name = || parameter.wire_name.clone();
        let target = match parameter.location {
            ParameterLocation::Query {
                style: QueryStyle::Form,
                ..
            } => PageTarget::Query(name()),
            ParameterLocation::Header { .. } => PageTarget::Header(name()),
            _ => continue,
        };
        if parameter.constant.is_none() && parameter.content == ParameterContent::Style {
            inputs.push(Input {
                words: joined(&parameter.wire_name),
                target,
                ty: known.types.resolved(&parameter.ty),
                docs: &parameter.docs,
                default: parameter.default.as_ref(),
                constraints: &parameter.constraints,
            });
        }
    }
    let body = operation.body.as_ref();
    if let Some(body) = body.filter(|body| body.content.format == BodyFormat::Json) {
        for (words, field) in known.of(&body.content.ty) {
            if field.constant.is_none() {
                inputs.push(Input {
                    words,
                    target: PageTarget::Body(vec![field.wire_name.clone()]),
                    ty: known.types.resolved(&field.ty),
                    docs: &field.docs,
                    default: field.default.as_ref(),
                    constraints: &field.constraints,
                });
            }
        }
    }
    inputs
}

impl Input<'_> {
    pub fn is_text(&self) -> bool {
        is_text(self.ty)
    }

    pub fn is_number(&self) -> bool {
        matches!(self.ty, Type::Integer(_) | Type::Number)
    }

    pub fn is_in_query(&self) -> bool {
        matches!(self.target, PageTarget::Query(_))
    }
}

/// Returns whether a type is text that can be a cursor: not a date, for example.
pub fn is_text(ty: &Type) -> bool {
    matches!(ty, Type::String | Type::Secret | Type::Uuid)
}

/// Returns the first input with one of these names, in their order, that satisfies the predicate.
pub fn find<'i, 't>(
    inputs: &'i [Input<'t>],
    names: &[&str],
    is_valid: impl Fn(&Input<'t>) -> bool,
) -> Option<&'i Input<'t>> {
    names.iter().find_map(|name| {
        let named = inputs.iter().filter(|input| input.words == *name);
        named.into_iter().find(|input| is_valid(input))
    })
}
