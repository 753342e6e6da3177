//! Rust expressions for constants and defaults.

use super::dates;
use crate::emit::types::resolve_type;
use crate::model::{Integer, Type};
use crate::plan::{Planned, PlannedField, PlannedKind};
use crate::rust::idents::ident;
use crate::rust::literals;
use proc_macro2::TokenStream;
use quote::quote;
use serde_json::Value;

/// The value that a constructor sets for a required property: its constant, or else its default, since a server fills
/// in only optional ones. `None` where there is none of them, or where it has no short expression.
pub fn filled_in(planned: &Planned<'_>, field: &PlannedField<'_>) -> Option<TokenStream> {
    match field.constant.or(field.default) {
        Some(value) => expression(planned, field.ty, value),
        None => expression(planned, field.ty, &Value::Null),
    }
}

fn expression(planned: &Planned<'_>, ty: &Type, value: &Value) -> Option<TokenStream> {
    let ty = resolve_type(planned, ty);
    Some(match (ty, value) {
        (Type::Named(id), value) => {
            let plan = crate::emit::types::resolve(planned, *id)?;
            let PlannedKind::Enum(list) = &plan.kind else {
                return None;
            };
            let variant = list
                .variants
                .iter()
                .find(|variant| variant.value == value)?;
            let (name, variant) = (ident(&plan.ident), ident(&variant.ident));
            quote!(crate::models::#name::#variant)
        }
        (Type::Boolean, Value::Bool(value)) => quote!(#value),
        (Type::Integer(Integer::U64 | Integer::U32), value) => {
            let literal = literals::unsigned(fitting(value.as_u64()?, ty)?);
            quote!(#literal)
        }
        (Type::Integer(Integer::I32), value) => {
            literals::integer(i32::try_from(value.as_i64()?).ok()?.into())
        }
        (Type::Integer(Integer::I64), value) => literals::integer(value.as_i64()?),
        (Type::Number, value) => literals::float(value.as_f64()?),
        (Type::String, Value::String(text)) => {
            let literal = literals::string(text);
            quote!(#literal.to_owned())
        }
        (Type::Null, Value::Null) => quote!(()),
        (Type::DateTime, Value::String(text)) => dates::date_time(planned.dates, text)?,
        (Type::Date, Value::String(text)) => dates::full_date(planned.dates, text)?,
        (Type::List(_), Value::Array(items)) if items.is_empty() => quote!(Vec::new()),
        (Type::List(item), Value::Array(values)) => {
            let values = values.iter().map(|value| expression(planned, item, value));
            let values: Vec<TokenStream> = values.collect::<Option<_>>()?;
            quote!(Vec::from([#(#values),*]))
        }
        _ => return None,
    })
}

fn fitting(value: u64, ty: &Type) -> Option<u64> {
    match ty {
        Type::Integer(Integer::U32) => u32::try_from(value).ok().map(u64::from),
        _ => Some(value),
    }
}
