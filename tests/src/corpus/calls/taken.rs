//! What a generated function takes: arguments by position, or a struct of them.

use std::collections::HashMap;
use syn::visit_mut::{self, VisitMut};
use syn::{
    Fields, FnArg, GenericParam, Ident, Item, ItemStruct, Pat, Signature, Type, TypeParamBound,
    parse_quote, punctuated::Punctuated, token::Plus,
};

type Bounds = HashMap<Ident, Punctuated<TypeParamBound, Plus>>;

/// The arguments of a function: their names and types.
#[derive(Clone, Default)]
pub struct Taken {
    /// The arguments, in their order.
    pub arguments: Vec<(String, Type)>,
    /// The struct that holds them, if they are taken by name.
    pub structure: Option<String>,
}

/// Reads the arguments of a function. `required` are the structs of arguments that it may take.
pub fn taken(signature: &Signature, required: &[Item]) -> Taken {
    let mut taken = Taken::default();
    for input in &signature.inputs {
        let FnArg::Typed(typed) = input else { continue };
        match &*typed.pat {
            Pat::Ident(name) => taken
                .arguments
                .push((plain(&name.ident), (*typed.ty).clone())),
            Pat::Struct(pattern) => {
                let Some(name) = pattern.path.segments.last().map(|last| &last.ident) else {
                    continue;
                };
                taken.structure = Some(name.to_string());
                taken.arguments = fields(required, name, &bounds(signature));
            }
            _ => {}
        }
    }
    taken
}

/// Returns the items of the module `required`.
pub fn required(items: &[Item]) -> &[Item] {
    let modules = items.iter().filter_map(|item| match item {
        Item::Mod(module) if module.ident == "required" => module.content.as_ref(),
        _ => None,
    });
    modules
        .map(|(_, items)| items.as_slice())
        .next()
        .unwrap_or_default()
}

fn bounds(signature: &Signature) -> Bounds {
    let parameters = signature.generics.params.iter();
    let types = parameters.filter_map(|parameter| match parameter {
        GenericParam::Type(parameter) => Some((parameter.ident.clone(), parameter.bounds.clone())),
        _ => None,
    });
    types.collect()
}

fn fields(items: &[Item], name: &Ident, bounds: &Bounds) -> Vec<(String, Type)> {
    let found = items.iter().find_map(|item| match item {
        Item::Struct(structure) if structure.ident == *name => Some(structure),
        _ => None,
    });
    let Some(ItemStruct {
        fields: Fields::Named(fields),
        ..
    }) = found
    else {
        return Vec::new();
    };
    let fields = fields.named.iter().filter_map(|field| {
        let mut ty = field.ty.clone();
        Written { bounds, depth: 0 }.visit_type_mut(&mut ty);
        Some((plain(field.ident.as_ref()?), ty))
    });
    fields.collect()
}

/// Writes type parameters as `impl Trait`.
struct Written<'b> {
    bounds: &'b Bounds,
    depth: usize,
}

impl VisitMut for Written<'_> {
    fn visit_type_mut(&mut self, ty: &mut Type) {
        if let Type::Path(path) = ty
            && let Some(bounds) = path.path.get_ident().and_then(|name| self.bounds.get(name))
            && !bounds.is_empty()
            // Bounds do not contain their own parameter.
            && self.depth < self.bounds.len()
        {
            *ty = parse_quote!(impl #bounds);
            self.depth += 1;
            visit_mut::visit_type_mut(self, ty);
            self.depth -= 1;
            return;
        }
        visit_mut::visit_type_mut(self, ty);
    }
}

fn plain(name: &Ident) -> String {
    name.to_string().trim_start_matches("r#").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use quote::ToTokens as _;

    #[test]
    fn a_struct_of_arguments_is_read_like_a_list_of_them() {
        let file: syn::File = parse_quote! {
            fn put<K1: Into<String>, K2: Into<String>, K3: IntoIterator<Item = (K2, i64)>>(
                &self,
                required::Put { a, b }: required::Put<K1, K3>,
            ) {}
            mod required { pub struct Put<K1, K3> { pub a: K1, pub b: K3 } }
        };
        let Some(Item::Fn(function)) = file.items.first() else {
            panic!("no function");
        };
        let taken = taken(&function.sig, required(&file.items));
        let written: Vec<String> = taken
            .arguments
            .iter()
            .map(|(name, ty)| format!("{name}: {}", ty.to_token_stream()))
            .collect();
        assert_eq!(taken.structure.as_deref(), Some("Put"));
        assert_eq!(
            written,
            [
                "a: impl Into < String >",
                "b: impl IntoIterator < Item = (impl Into < String > , i64) >",
            ]
        );
    }
}
