//! Arguments by name: a struct in place of more arguments than a caller can keep apart by their order.
//!
//! The struct is in a module `required`, where it has the name of the type that the arguments make. Its fields have a
//! type parameter each where the argument converts, so that they take what an argument takes.

use crate::rust::idents::ident;
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens as _, quote};
use syn::visit_mut::{self, VisitMut};
use syn::{Type, TypeParamBound, punctuated::Punctuated};

/// The most arguments that are taken by position.
pub const MOST_BY_POSITION: usize = 4;

/// An argument: its name, and its type as in the signature of a function.
pub struct NamedArgument {
    pub docs: TokenStream,
    pub name: Ident,
    pub ty: TokenStream,
}

/// A struct of arguments.
pub struct NamedArguments {
    fields: Vec<TokenStream>,
    names: Vec<Ident>,
    /// The type parameters that the fields have.
    parameters: Vec<Ident>,
    /// The same and others that their bounds need, with bounds.
    bounds: Vec<TokenStream>,
}

impl NamedArguments {
    /// Returns the struct of these arguments. `parameter` is the name of type parameters, before their number, which is
    /// above that of the `known` ones in the types of the arguments.
    pub fn of(arguments: Vec<NamedArgument>, parameter: &str, known: &[Ident]) -> Self {
        let mut named = Self {
            fields: Vec::new(),
            names: Vec::new(),
            parameters: Vec::new(),
            bounds: known.iter().map(|known| quote!(#known)).collect(),
        };
        let mut lift = Lift {
            parameter,
            count: known.len(),
            lifted: Vec::new(),
        };
        for NamedArgument { docs, name, ty } in arguments {
            let ty = match syn::parse2::<Type>(ty.clone()) {
                Ok(mut parsed) => {
                    lift.visit_type_mut(&mut parsed);
                    let lifted = std::mem::take(&mut lift.lifted);
                    let ty = parsed.to_token_stream();
                    for (parameter, bounds) in lifted {
                        if mentions(&ty, &parameter) {
                            named.parameters.push(parameter.clone());
                        }
                        named.bounds.push(quote!(#parameter: #bounds));
                    }
                    ty
                }
                // The types of signatures are Rust. If one were not, the compiler would report it.
                Err(_) => ty,
            };
            named.fields.push(quote!(#docs pub #name: #ty));
            named.names.push(name);
        }
        named
    }

    /// Returns the declaration of the struct.
    pub fn declaration(&self, docs: &TokenStream, name: &Ident) -> TokenStream {
        let (fields, parameters) = (&self.fields, self.parameters());
        quote! {
            #docs
            pub struct #name #parameters {
                #(#fields,)*
            }
        }
    }

    /// Returns the type parameters of the function that takes the struct, with their bounds.
    pub fn bounds(&self) -> Option<TokenStream> {
        let bounds = &self.bounds;
        (!bounds.is_empty()).then(|| quote!(<#(#bounds),*>))
    }

    /// Returns the argument of the function, which takes the struct apart.
    pub fn argument(&self, path: &TokenStream) -> TokenStream {
        let (names, parameters) = (&self.names, self.parameters());
        quote!(#path { #(#names),* }: #path #parameters)
    }

    fn parameters(&self) -> Option<TokenStream> {
        let parameters = &self.parameters;
        (!parameters.is_empty()).then(|| quote!(<#(#parameters),*>))
    }
}

/// Replaces `impl Trait` by type parameters.
struct Lift<'a> {
    parameter: &'a str,
    count: usize,
    lifted: Vec<(Ident, TokenStream)>,
}

impl VisitMut for Lift<'_> {
    fn visit_type_mut(&mut self, ty: &mut Type) {
        // From the inside, where bounds contain others.
        visit_mut::visit_type_mut(self, ty);
        if let Type::ImplTrait(bound) = ty {
            self.count += 1;
            let parameter = ident(&format!("{}{}", self.parameter, self.count));
            let bounds: &Punctuated<TypeParamBound, _> = &bound.bounds;
            self.lifted.push((parameter.clone(), quote!(#bounds)));
            *ty = Type::Verbatim(parameter.to_token_stream());
        }
    }
}

fn mentions(code: &TokenStream, word: &Ident) -> bool {
    code.clone().into_iter().any(|token| match token {
        proc_macro2::TokenTree::Ident(ident) => ident == *word,
        proc_macro2::TokenTree::Group(group) => mentions(&group.stream(), word),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arguments(types: &[TokenStream]) -> NamedArguments {
        let arguments = types.iter().enumerate().map(|(index, ty)| NamedArgument {
            docs: TokenStream::new(),
            name: ident(&format!("a{index}")),
            ty: ty.clone(),
        });
        NamedArguments::of(arguments.collect(), "K", &[])
    }

    #[test]
    fn what_converts_is_a_type_parameter_of_the_struct() {
        let named = arguments(&[
            quote!(impl Into<String>),
            quote!(i64),
            quote!(Option<impl Into<String>>),
        ]);
        let declared = named.declaration(&TokenStream::new(), &ident("Pet"));
        assert_eq!(
            declared.to_string(),
            quote!(
                pub struct Pet<K1, K2> {
                    pub a0: K1,
                    pub a1: i64,
                    pub a2: Option<K2>,
                }
            )
            .to_string()
        );
        let argument = named.argument(&quote!(required::Pet));
        let expected = quote!(required::Pet { a0, a1, a2 }: required::Pet<K1, K2>);
        assert_eq!(argument.to_string(), expected.to_string());
    }

    #[test]
    fn what_is_inside_a_bound_is_a_type_parameter_of_the_function_only() {
        let named = arguments(&[quote!(impl IntoIterator<Item = (impl Into<String>, i64)>)]);
        let bounds = quote!(<K1: Into<String>, K2: IntoIterator<Item = (K1, i64)> >);
        assert_eq!(named.bounds().unwrap().to_string(), bounds.to_string());
        let declared = named.declaration(&TokenStream::new(), &ident("Pet"));
        assert_eq!(
            declared.to_string(),
            quote!(
                pub struct Pet<K2> {
                    pub a0: K2,
                }
            )
            .to_string()
        );
    }
}
