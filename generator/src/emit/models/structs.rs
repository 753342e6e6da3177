//! Objects: a struct with public fields, `new` and chained setters.

use super::arguments::{self, Argument, Arguments};
use super::{Model, derive, docs, values};
use crate::emit::named_arguments::{MOST_BY_POSITION, NamedArgument, NamedArguments};
use crate::emit::types::{Spelling, resolve_type};
use crate::model::Type;
use crate::plan::{Planned, PlannedAdditional, PlannedField, PlannedKind, PlannedStruct, Presence};
use crate::rust::doc_attributes::verbatim;
use crate::rust::idents::ident;
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use std::collections::BTreeSet;

/// Returns the struct and its methods.
pub fn emit(
    model: &Model<'_>,
    plan: &PlannedStruct<'_>,
    spelling: &mut Spelling<'_>,
) -> TokenStream {
    let object = Object::of(model, plan);
    let docs = docs::of_type(model);
    let name = model.name();
    let fields = object.fields.iter().map(|field| {
        let docs = docs::of_field(model.planned, field.plan);
        let (name, ty) = (&field.name, field.ty(spelling));
        quote!(#docs pub #name: #ty)
    });
    let fields: Vec<TokenStream> = fields.collect();
    let additional = object.additional.map(|additional| {
        let name = ident(&additional.ident);
        let ty = spelling.of(additional.ty);
        let ty = spelling.map(&ty);
        let docs = verbatim("Additional properties, by name.");
        quote!(#docs pub #name: #ty,)
    });
    let derive = match plan.parts {
        // A stream can neither be cloned nor compared.
        Some(_) if object.derives_default() => quote!(#[derive(Debug, Default)]),
        Some(_) => quote!(#[derive(Debug)]),
        None => derive(object.derives_default()),
    };
    let methods = (!is_only_received(model)).then(|| methods(&object, spelling));
    let is_made_of_nothing = object.arguments().next().is_none();
    let has_default = is_made_of_nothing && !object.derives_default() && methods.is_some();
    let default = has_default.then(|| {
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

        #methods

        #default
    }
}

struct Object<'p> {
    model: Model<'p>,
    fields: Vec<StructField<'p>>,
    additional: Option<&'p PlannedAdditional<'p>>,
}

struct StructField<'p> {
    plan: &'p PlannedField<'p>,
    name: Ident,
    /// Returns the value that `new` sets for a required field without an argument.
    filled: Option<TokenStream>,
}

impl<'p> Object<'p> {
    fn of(model: &Model<'p>, plan: &'p PlannedStruct<'p>) -> Self {
        let fields = plan.fields.iter().map(|field| StructField {
            plan: field,
            name: ident(&field.ident),
            filled: if field.presence.is_required() {
                values::filled_in(model.planned, field)
            } else {
                None
            },
        });
        Self {
            model: *model,
            fields: fields.collect(),
            additional: plan.additional.as_ref(),
        }
    }

    /// Returns the arguments of `new`.
    fn arguments(&self) -> impl Iterator<Item = &StructField<'p>> {
        self.fields.iter().filter(|field| field.is_argument())
    }

    /// Returns the argument of a field. If it has a type parameter, that is added to the `kinds`.
    fn argument(
        &self,
        field: &StructField<'_>,
        kinds: &mut Vec<Ident>,
        spelling: &mut Spelling<'_>,
    ) -> Argument {
        let number = kinds.len() + 1;
        let kind = ident(&format!("{}{number}", self.model.planned.type_parameter));
        let argument = field.argument(&self.model, &kind, spelling);
        if argument.is_generic {
            kinds.push(kind);
        }
        argument
    }

    /// Returns the arguments of `new`, by name.
    fn named_arguments(&self, spelling: &mut Spelling<'_>) -> NamedArguments {
        let mut kinds = Vec::new();
        let arguments = self.arguments().map(|field| NamedArgument {
            docs: docs::of_field(self.model.planned, field.plan),
            name: field.name.clone(),
            ty: self.argument(field, &mut kinds, spelling).ty,
        });
        let arguments = arguments.collect();
        NamedArguments::of(arguments, self.model.planned.type_parameter, &kinds)
    }

    fn derives_default(&self) -> bool {
        self.fields
            .iter()
            .all(|field| !field.plan.presence.is_required())
    }
}

impl StructField<'_> {
    fn is_argument(&self) -> bool {
        self.plan.presence.is_required() && self.filled.is_none()
    }

    fn ty(&self, spelling: &mut Spelling<'_>) -> TokenStream {
        let mut ty = spelling.of(self.plan.ty);
        if self.plan.boxed {
            ty = quote!(Box<#ty>);
        }
        match self.plan.presence {
            Presence::Required => ty,
            Presence::RequiredNullable | Presence::Optional => quote!(Option<#ty>),
            Presence::OptionalNullable => {
                let nullable = spelling.runtime("Nullable");
                quote!(#nullable<#ty>)
            }
        }
    }

    /// Returns the argument. `kind` is the name of the type parameter of a generic one.
    fn argument(&self, model: &Model<'_>, kind: &Ident, spelling: &mut Spelling<'_>) -> Argument {
        let arguments = Arguments {
            planned: model.planned,
            ty: self.plan.ty,
            boxed: self.plan.boxed,
            name: &self.name,
            kind,
            spelling,
        };
        match self.plan.presence {
            Presence::Required => arguments.plain(),
            Presence::RequiredNullable => arguments.required_or_null(),
            Presence::Optional => arguments.optional(),
            Presence::OptionalNullable => arguments.optional_or_null(),
        }
    }

    /// Returns `true` if null is the only value.
    fn is_null(&self, planned: &Planned<'_>) -> bool {
        *resolve_type(planned, self.plan.ty) == Type::Null
    }

    /// Returns `true` if there is only one value, so that there is nothing to set.
    fn is_fixed(&self, planned: &Planned<'_>) -> bool {
        match self.plan.presence {
            Presence::Required => self.plan.constant.is_some(),
            // Null is another value.
            Presence::RequiredNullable => self.is_null(planned),
            Presence::Optional | Presence::OptionalNullable => false,
        }
    }

    /// Returns the value of a field that is no argument of `new`.
    fn default(&self, planned: &Planned<'_>, spelling: &mut Spelling<'_>) -> TokenStream {
        match (&self.filled, self.plan.presence) {
            (Some(_), Presence::RequiredNullable) if self.is_null(planned) => quote!(None),
            (Some(value), Presence::RequiredNullable) => quote!(Some(#value)),
            (Some(value), _) if self.plan.boxed => quote!(Box::new(#value)),
            (Some(value), _) => value.clone(),
            (None, Presence::OptionalNullable) => {
                let nullable = spelling.runtime("Nullable");
                quote!(#nullable::Absent)
            }
            (None, _) => quote!(None),
        }
    }
}

/// Returns `true` for a type that only the server sends. It needs neither a constructor nor setters, and a property that
/// the server always sends from now on changes no signature.
fn is_only_received(model: &Model<'_>) -> bool {
    model.plan.in_responses && !model.plan.in_requests
}

fn methods(object: &Object<'_>, spelling: &mut Spelling<'_>) -> TokenStream {
    let name = object.model.name();
    let new = new(object, spelling);
    let setters = setters(object, spelling);
    let additional = additional(object, spelling);
    quote! {
        impl #name {
            #new
            #(#setters)*
            #additional
        }
    }
}

/// Returns `true` if the constructor of a type takes the required properties by name.
pub fn is_constructed_by_name(model: &Model<'_>) -> bool {
    object(model).is_some_and(|object| {
        object.arguments().count() > MOST_BY_POSITION && !is_only_received(model)
    })
}

/// Returns the struct of the required properties of a type.
pub fn required(model: &Model<'_>, spelling: &mut Spelling<'_>) -> Option<TokenStream> {
    let arguments = object(model)?.named_arguments(spelling);
    let docs = verbatim(&format!(
        "The required properties of [`{0}`](crate::models::{0}).",
        model.plan.ident
    ));
    Some(arguments.declaration(&docs, &model.name()))
}

fn object<'p>(model: &Model<'p>) -> Option<Object<'p>> {
    match &model.plan.kind {
        PlannedKind::Struct(plan) => Some(Object::of(model, plan)),
        _ => None,
    }
}

fn new(object: &Object<'_>, spelling: &mut Spelling<'_>) -> TokenStream {
    if object.derives_default() {
        let docs = verbatim("Creates a value with no property set.");
        return quote! {
            #docs
            pub fn new() -> Self {
                Self::default()
            }
        };
    }
    let (mut arguments, mut kinds, mut values) = (Vec::new(), Vec::new(), Vec::new());
    for field in &object.fields {
        let name = &field.name;
        if field.is_argument() {
            let argument = object.argument(field, &mut kinds, spelling);
            let Argument { ty, value, .. } = argument;
            arguments.push(quote!(#name: #ty));
            // Field init shorthand.
            let same = *name == value.to_string();
            values.push(if same {
                quote!(#name)
            } else {
                quote!(#name: #value)
            });
        } else {
            let value = field.default(object.model.planned, spelling);
            values.push(quote!(#name: #value));
        }
    }
    if let Some(additional) = object.additional {
        let additional = ident(&additional.ident);
        let map = spelling.collection("BTreeMap");
        values.push(quote!(#additional: #map::new()));
    }
    let docs = verbatim("Creates a value from its required fields.");
    let mut parameters = (!kinds.is_empty()).then(|| quote!(<#(#kinds),*>));
    if arguments.len() > MOST_BY_POSITION {
        let named = object.named_arguments(spelling);
        let name = object.model.name();
        parameters = named.bounds();
        arguments = vec![named.argument(&quote!(super::required::#name))];
    }
    quote! {
        #docs
        pub fn new #parameters (#(#arguments),*) -> Self {
            Self { #(#values),* }
        }
    }
}

fn setters(object: &Object<'_>, spelling: &mut Spelling<'_>) -> Vec<TokenStream> {
    let taken: BTreeSet<String> = object
        .fields
        .iter()
        .map(|field| field.name.to_string())
        .collect();
    let optional = object.fields.iter().filter(|field| {
        let can_differ = field.filled.is_some() && !field.is_fixed(object.model.planned);
        !field.plan.presence.is_required() || can_differ
    });
    let kind = ident(object.model.planned.type_parameter);
    let setters = optional.filter_map(|field| {
        let name = &field.name;
        let method = method(&name.to_string(), &taken)?;
        let argument = field.argument(&object.model, &kind, spelling);
        let Argument { ty, value, .. } = argument;
        let parameters = argument.is_generic.then(|| quote!(<#kind>));
        Some(quote! {
            #[must_use]
            pub fn #method #parameters (mut self, #name: #ty) -> Self {
                self.#name = #value;
                self
            }
        })
    });
    setters.collect()
}

/// Returns the name of a setter: the field's, unless it would hide a method that every type has.
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

fn additional(object: &Object<'_>, spelling: &mut Spelling<'_>) -> Option<TokenStream> {
    let additional = object.additional?;
    let field = ident(&additional.ident);
    let method = ["additional_property", "with_additional_property"]
        .into_iter()
        .find(|name| object.fields.iter().all(|field| field.name != name))
        .map(ident)?;
    let value_name = ident("value");
    let Argument { ty, value, .. } =
        arguments::plain(object.model.planned, additional.ty, &value_name, spelling);
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
