//! The expression for a value inside a page.
//!
//! A path of property names becomes field accesses, through optional, nullable and boxed fields.

use crate::emit::types::resolve_type;
use crate::model::{Type, TypeId};
use crate::plan::{Planned, PlannedField, PlannedKind, Presence};
use crate::rust::idents::ident;
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// A path of fields, and the type at its end.
pub struct FieldPath<'p> {
    steps: Vec<Step>,
    /// Whether the page itself is nullable.
    root_is_option: bool,
    /// The type at the end, without aliases and null.
    pub end: &'p Type,
}

struct Step {
    field: Ident,
    presence: Presence,
    /// Whether the type of the field is an alias of a nullable type.
    is_option_inside: bool,
}

/// Returns the path from a page of this type, perhaps optional, or `None` if a name is not a field of a struct.
pub fn field_path<'p>(
    planned: &'p Planned<'p>,
    page: &'p Type,
    is_optional: bool,
    names: &[String],
) -> Option<FieldPath<'p>> {
    let root_is_option = is_optional || super::output::not_null(planned, page).is_some();
    let mut steps = Vec::with_capacity(names.len());
    let mut at = without_null(planned, page);
    for name in names {
        let Type::Named(id) = at else { return None };
        let field = field(planned, *id, name)?;
        let is_option_inside = super::output::not_null(planned, field.ty).is_some();
        steps.push(Step {
            field: ident(&field.ident),
            presence: field.presence,
            is_option_inside,
        });
        at = without_null(planned, field.ty);
    }
    Some(FieldPath {
        steps,
        root_is_option,
        end: at,
    })
}

fn without_null<'p>(planned: &'p Planned<'p>, ty: &'p Type) -> &'p Type {
    resolve_type(planned, super::output::not_null(planned, ty).unwrap_or(ty))
}

fn field<'p>(
    planned: &'p Planned<'p>,
    id: TypeId,
    wire_name: &str,
) -> Option<&'p PlannedField<'p>> {
    let PlannedKind::Struct(object) = &planned.ty(planned.representative(id))?.kind else {
        return None;
    };
    object
        .fields
        .iter()
        .find(|field| field.wire_name == wire_name)
}

/// An expression, and whether its type is an option.
struct Expression(TokenStream, bool);

impl FieldPath<'_> {
    /// Returns an expression for the value, from `page` by value, or its default if a field is missing.
    pub fn owned(&self, page: &TokenStream) -> TokenStream {
        let start = Expression(quote!(#page), self.root_is_option);
        let end = self.steps.iter().fold(start, |at, step| {
            let field = &step.field;
            let is_option = step.presence != Presence::Required;
            let into_option =
                (step.presence == Presence::OptionalNullable).then(|| quote!(.into_option()));
            let Expression(from, from_option) = at;
            let value = |from: TokenStream| quote!(#from.#field #into_option);
            let mut next = match (from_option, is_option) {
                (false, _) => Expression(value(from), is_option),
                (true, false) => {
                    let value = value(quote!(it));
                    Expression(quote!(#from.map(|it| #value)), true)
                }
                (true, true) => {
                    let value = value(quote!(it));
                    Expression(quote!(#from.and_then(|it| #value)), true)
                }
            };
            if step.is_option_inside && next.1 {
                let from = next.0;
                next = Expression(quote!(#from.flatten()), true);
            } else if step.is_option_inside {
                next.1 = true;
            }
            next
        });
        match end {
            Expression(value, true) => quote!(#value.unwrap_or_default()),
            Expression(value, false) => value,
        }
    }
}
