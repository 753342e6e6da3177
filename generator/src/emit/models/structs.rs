//! Objects: a struct with public fields, made by `new` and chained setters.

use super::arguments::{self, Argument};
use super::{Emitted, derive, docs, values};
use crate::emit::types::Spelling;
use crate::plan::{PlannedAdditional, PlannedField, PlannedStruct, Presence};
use crate::rust::doc_attributes::{code, verbatim};
use crate::rust::idents::ident;
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use std::collections::BTreeSet;

/// The struct and its methods.
pub fn emit(
    emitted: &Emitted<'_>,
    object: &PlannedStruct<'_>,
    spelling: &mut Spelling<'_>,
) -> TokenStream {
    let members = Members::of(emitted, object);
    let docs = docs::of_type(emitted);
    let name = emitted.name();
    let fields = members.fields.iter().map(|member| {
        let docs = docs::of_field(emitted.planned, member.field);
        let (name, ty) = (&member.name, member.ty(spelling));
        quote!(#docs pub #name: #ty)
    });
    let fields: Vec<TokenStream> = fields.collect();
    let additional = members.additional.map(|additional| {
        let name = ident(&additional.ident);
        let ty = spelling.of(additional.ty);
        let ty = spelling.map(&ty);
        let docs = verbatim("Additional properties, by name.");
        quote!(#docs pub #name: #ty,)
    });
    let derive = derive(members.derives_default());
    let methods = methods(&members, spelling);
    let default = (members.arguments().next().is_none() && !members.derives_default()).then(|| {
        quote! {
            impl Default for #name {
                fn default() -> Self {
                    Self::new()
                }
            }
        }
    });
    quote! {
        #docs
        #derive
        #[non_exhaustive]
        pub struct #name {
            #(#fields,)*
            #additional
        }

        impl #name {
            #methods
        }

        #default
    }
}

struct Members<'p> {
    emitted: Emitted<'p>,
    fields: Vec<Member<'p>>,
    additional: Option<&'p PlannedAdditional<'p>>,
}

struct Member<'p> {
    field: &'p PlannedField<'p>,
    name: Ident,
    /// The value that `new` fills in.
    filled: Option<TokenStream>,
}

impl<'p> Members<'p> {
    fn of(emitted: &Emitted<'p>, object: &'p PlannedStruct<'p>) -> Self {
        let fields = object.fields.iter().map(|field| Member {
            field,
            name: ident(&field.ident),
            filled: if field.presence.is_required() {
                values::filled_in(emitted.planned, field)
            } else {
                None
            },
        });
        Self {
            emitted: *emitted,
            fields: fields.collect(),
            additional: object.additional.as_ref(),
        }
    }

    /// The arguments of `new`.
    fn arguments(&self) -> impl Iterator<Item = &Member<'p>> {
        self.fields.iter().filter(|member| member.is_argument())
    }

    fn derives_default(&self) -> bool {
        self.fields
            .iter()
            .all(|member| !member.field.presence.is_required())
    }
}

impl Member<'_> {
    fn is_argument(&self) -> bool {
        self.field.presence.is_required() && self.filled.is_none()
    }

    fn ty(&self, spelling: &mut Spelling<'_>) -> TokenStream {
        let mut ty = spelling.of(self.field.ty);
        if self.field.boxed {
            ty = quote!(Box<#ty>);
        }
        match self.field.presence {
            Presence::Required => ty,
            Presence::RequiredNullable | Presence::Optional => quote!(Option<#ty>),
            Presence::OptionalNullable => {
                let nullable = spelling.runtime("Nullable");
                quote!(#nullable<#ty>)
            }
        }
    }

    fn argument(&self, emitted: &Emitted<'_>, spelling: &mut Spelling<'_>) -> Argument {
        let (ty, boxed, name) = (self.field.ty, self.field.boxed, &self.name);
        match self.field.presence {
            Presence::Required => arguments::plain(emitted.planned, ty, boxed, name, spelling),
            Presence::RequiredNullable => arguments::or_null(ty, boxed, name, spelling),
            Presence::Optional => {
                let Argument { ty, value } =
                    arguments::plain(emitted.planned, ty, boxed, name, spelling);
                let value = quote!(Some(#value));
                Argument { ty, value }
            }
            Presence::OptionalNullable => arguments::or_absent(ty, boxed, name, spelling),
        }
    }

    fn default(&self, spelling: &mut Spelling<'_>) -> TokenStream {
        match (&self.filled, self.field.presence) {
            (Some(value), Presence::RequiredNullable) => quote!(Some(#value)),
            (Some(value), _) if self.field.boxed => quote!(Box::new(#value)),
            (Some(value), _) => value.clone(),
            (None, Presence::OptionalNullable) => {
                let nullable = spelling.runtime("Nullable");
                quote!(#nullable::Absent)
            }
            (None, _) => quote!(None),
        }
    }
}

fn methods(members: &Members<'_>, spelling: &mut Spelling<'_>) -> TokenStream {
    let new = new(members, spelling);
    // A type that only the server sends is seldom created here: its public fields are enough.
    let plan = members.emitted.plan;
    if plan.in_responses && !plan.in_requests {
        return new;
    }
    let setters = setters(members, spelling);
    let additional = additional(members, spelling);
    quote!(#new #(#setters)* #additional)
}

fn new(members: &Members<'_>, spelling: &mut Spelling<'_>) -> TokenStream {
    if members.derives_default() {
        let docs = verbatim("Creates a value with no property set.");
        return quote! {
            #docs
            pub fn new() -> Self {
                Self::default()
            }
        };
    }
    let mut arguments = Vec::new();
    let mut values = Vec::new();
    for member in &members.fields {
        let name = &member.name;
        if member.is_argument() {
            let Argument { ty, value } = member.argument(&members.emitted, spelling);
            arguments.push(quote!(#name: #ty));
            // A field whose argument is its value is named once.
            let same = *name == value.to_string();
            values.push(if same {
                quote!(#name)
            } else {
                quote!(#name: #value)
            });
        } else {
            let value = member.default(spelling);
            values.push(quote!(#name: #value));
        }
    }
    if let Some(additional) = members.additional {
        let additional = ident(&additional.ident);
        let map = spelling.collection("BTreeMap");
        values.push(quote!(#additional: #map::new()));
    }
    let docs = verbatim("Creates a value from its required fields.");
    quote! {
        #docs
        pub fn new(#(#arguments),*) -> Self {
            Self { #(#values),* }
        }
    }
}

fn setters(members: &Members<'_>, spelling: &mut Spelling<'_>) -> Vec<TokenStream> {
    let taken: BTreeSet<String> = members
        .fields
        .iter()
        .map(|member| member.name.to_string())
        .collect();
    let optional = members.fields.iter().filter(|member| {
        let has_default = member.filled.is_some() && member.field.constant.is_none();
        !member.field.presence.is_required() || has_default
    });
    let setters = optional.filter_map(|member| {
        let name = &member.name;
        let method = method(&name.to_string(), &taken)?;
        let Argument { ty, value } = member.argument(&members.emitted, spelling);
        let docs = verbatim(&format!("Sets {}.", code(&name.to_string())));
        Some(quote! {
            #docs
            #[must_use]
            pub fn #method(mut self, #name: #ty) -> Self {
                self.#name = #value;
                self
            }
        })
    });
    setters.collect()
}

/// The name of a setter: the field's, unless a method of that name would hide one that every type has.
fn method(field: &str, taken: &BTreeSet<String>) -> Option<Ident> {
    if !HIDING.contains(&field) {
        return Some(ident(field));
    }
    let name = format!("with_{}", field.trim_end_matches('_'));
    (!taken.contains(&name)).then(|| ident(&name))
}

/// Methods of traits that are always in scope.
const HIDING: &[&str] = &[
    "as_mut",
    "as_ref",
    "borrow",
    "borrow_mut",
    "clone",
    "clone_from",
    "clone_into",
    "cmp",
    "default",
    "deserialize",
    "eq",
    "fmt",
    "from",
    "hash",
    "into",
    "ne",
    "partial_cmp",
    "serialize",
    "to_owned",
    "to_string",
    "try_from",
    "try_into",
    "type_id",
    "validate",
];

fn additional(members: &Members<'_>, spelling: &mut Spelling<'_>) -> Option<TokenStream> {
    let additional = members.additional?;
    let field = ident(&additional.ident);
    let method = ["additional_property", "with_additional_property"]
        .into_iter()
        .find(|name| members.fields.iter().all(|member| member.name != name))
        .map(ident)?;
    let value_name = ident("value");
    let Argument { ty, value } = arguments::plain(
        members.emitted.planned,
        additional.ty,
        false,
        &value_name,
        spelling,
    );
    let docs = verbatim("Adds an additional property.");
    Some(quote! {
        #docs
        #[must_use]
        pub fn #method(mut self, name: impl Into<String>, #value_name: #ty) -> Self {
            self.#field.insert(name.into(), #value);
            self
        }
    })
}
