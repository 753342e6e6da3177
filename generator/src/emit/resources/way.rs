//! How is a value inside a page reached?
//!
//! From the wire names of the way to field accesses, through what may be absent, null or in a box.

use crate::emit::types::resolve_type;
use crate::model::{Type, TypeId};
use crate::plan::{Planned, PlannedField, PlannedKind, Presence};
use crate::rust::idents::ident;
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// A way that was found: its steps, and the type at its end.
pub struct Way<'p> {
    steps: Vec<Step>,
    /// Whether the page itself may be null.
    root_is_option: bool,
    /// The type at the end, aliases and null looked through.
    pub end: &'p Type,
}

struct Step {
    field: Ident,
    presence: Presence,
    /// The type of the field is an alias of one that may be null.
    is_option_inside: bool,
}

/// The way from a page of this type; none where a step is not a field of a struct.
pub fn way<'p>(planned: &'p Planned<'p>, page: &'p Type, names: &[String]) -> Option<Way<'p>> {
    let root_is_option = super::answer::not_null(planned, page).is_some();
    let mut steps = Vec::with_capacity(names.len());
    let mut at = looked_through(planned, page);
    for name in names {
        let Type::Named(id) = at else { return None };
        let field = field(planned, *id, name)?;
        let is_option_inside = super::answer::not_null(planned, field.ty).is_some();
        steps.push(Step {
            field: ident(&field.ident),
            presence: field.presence,
            is_option_inside,
        });
        at = looked_through(planned, field.ty);
    }
    Some(Way {
        steps,
        root_is_option,
        end: at,
    })
}

fn looked_through<'p>(planned: &'p Planned<'p>, ty: &'p Type) -> &'p Type {
    resolve_type(planned, super::answer::not_null(planned, ty).unwrap_or(ty))
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

/// An expression, and whether it is an option.
struct Reached(TokenStream, bool);

impl Way<'_> {
    /// From `page`, a reference: a reference to the value, in an option if anything on the way may be missing.
    pub fn borrowed(&self, page: &TokenStream) -> (TokenStream, bool) {
        let start = if self.root_is_option {
            Reached(quote!(#page.as_ref()), true)
        } else {
            Reached(quote!(#page), false)
        };
        let end = self.steps.iter().fold(start, |at, step| {
            let field = &step.field;
            let is_option = step.presence != Presence::Required;
            let Reached(from, from_option) = at;
            let mut next = match (from_option, is_option) {
                (false, false) => Reached(quote!(#from.#field), false),
                (false, true) => Reached(quote!(#from.#field.as_ref()), true),
                (true, false) => Reached(quote!(#from.map(|it| &it.#field)), true),
                (true, true) => Reached(quote!(#from.and_then(|it| it.#field.as_ref())), true),
            };
            if step.is_option_inside {
                let Reached(from, from_option) = next;
                next = if from_option {
                    Reached(quote!(#from.and_then(|it| it.as_ref())), true)
                } else {
                    Reached(quote!(#from.as_ref()), true)
                };
            }
            next
        });
        (end.0, end.1)
    }

    /// From `page`, a value: the value at the end, or its default if anything on the way is missing.
    pub fn owned(&self, page: &TokenStream) -> TokenStream {
        let start = Reached(quote!(#page), self.root_is_option);
        let end = self.steps.iter().fold(start, |at, step| {
            let field = &step.field;
            let is_option = step.presence != Presence::Required;
            let into_option =
                (step.presence == Presence::OptionalNullable).then(|| quote!(.into_option()));
            let Reached(from, from_option) = at;
            let value = |from: TokenStream| quote!(#from.#field #into_option);
            let mut next = match (from_option, is_option) {
                (false, _) => Reached(value(from), is_option),
                (true, false) => {
                    let value = value(quote!(it));
                    Reached(quote!(#from.map(|it| #value)), true)
                }
                (true, true) => {
                    let value = value(quote!(it));
                    Reached(quote!(#from.and_then(|it| #value)), true)
                }
            };
            if step.is_option_inside && next.1 {
                let from = next.0;
                next = Reached(quote!(#from.flatten()), true);
            } else if step.is_option_inside {
                next.1 = true;
            }
            next
        });
        match end {
            Reached(value, true) => quote!(#value.unwrap_or_default()),
            Reached(value, false) => value,
        }
    }
}
