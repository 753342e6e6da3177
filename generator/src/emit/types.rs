//! Rust types of the model's types.
//!
//! Types are written in two forms: with full paths, which are valid anywhere in the generated crate, and with short
//! names and a list of imports, for the files that people read.

use crate::config::DateLibrary;
use crate::model::{Integer, Type, TypeId};
use crate::plan::{Planned, PlannedKind, PlannedType};
use crate::rust::idents::ident;
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::{BTreeSet, HashSet};

/// Returns the Rust type, with full paths. Raw bytes ([`Type::Binary`]) are `bytes::Bytes`, which only a whole body can
/// be.
pub fn rust_type(planned: &Planned<'_>, ty: &Type) -> TokenStream {
    match ty {
        Type::Binary => quote!(bytes::Bytes),
        _ => Spelling::whole(planned).of(ty),
    }
}

/// Returns the type that replaces this one: itself, or a structurally equal one.
pub fn resolve<'a>(planned: &'a Planned<'a>, id: TypeId) -> Option<&'a PlannedType<'a>> {
    planned.ty(planned.representative(id))
}

/// Returns the type, with aliases that are only another name for a named type expanded.
pub fn resolve_type<'a>(planned: &'a Planned<'a>, ty: &'a Type) -> &'a Type {
    let mut ty = ty;
    // A chain of names is at most as long as there are types.
    for _ in 0..planned.types.len() {
        let Type::Named(id) = ty else { break };
        match planned.ty(*id).map(|plan| &plan.kind) {
            Some(PlannedKind::Alias(content)) => ty = content.ty,
            _ => break,
        }
    }
    ty
}

/// Returns the Rust type, with full paths and all aliases expanded, also inside.
pub fn expanded(planned: &Planned<'_>, ty: &Type) -> TokenStream {
    let mut spelling = Spelling::whole(planned);
    spelling.expands = true;
    spelling.of(ty)
}

/// How types are written in one file.
#[derive(Debug)]
pub struct Spelling<'a> {
    planned: &'a Planned<'a>,
    short: bool,
    by_module: bool,
    expands: bool,
    shadowed: BTreeSet<&'static str>,
    imports: BTreeSet<Import>,
}

/// Names that a file of models imports. A file that uses a model of the same name writes full paths for them.
const IMPORTED: &[&str] = &[
    "BTreeMap",
    "BTreeSet",
    "Base64",
    "Base64Url",
    "Decimal",
    "FilePart",
    "IntoNullable",
    "IntoOption",
    "Nullable",
    "Secret",
];

/// The imports of a file that uses short names, in the order in which they are written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Import {
    Std(&'static str),
    Model(String),
    Runtime(&'static str),
}

impl<'a> Spelling<'a> {
    /// Writes full paths.
    pub fn whole(planned: &'a Planned<'a>) -> Self {
        Self {
            planned,
            short: false,
            by_module: false,
            expands: false,
            shadowed: BTreeSet::new(),
            imports: BTreeSet::new(),
        }
    }

    /// Writes full paths, except for models, which are written `models::Name`.
    pub fn by_module(planned: &'a Planned<'a>) -> Self {
        Self {
            by_module: true,
            ..Self::whole(planned)
        }
    }

    /// Returns which of the names that a file of models would import are names of models. They are written with full
    /// paths.
    pub fn shadowed(planned: &Planned<'_>) -> BTreeSet<&'static str> {
        let names: HashSet<&str> = planned
            .types
            .iter()
            .map(|plan| plan.ident.as_str())
            .collect();
        IMPORTED
            .iter()
            .copied()
            .filter(|name| names.contains(name))
            .collect()
    }

    /// Writes short names, for a file under `models`.
    pub fn short(planned: &'a Planned<'a>, shadowed: &BTreeSet<&'static str>) -> Self {
        Self {
            planned,
            short: true,
            by_module: false,
            expands: false,
            shadowed: shadowed.clone(),
            imports: BTreeSet::new(),
        }
    }

    /// Returns the type as written in a model.
    pub fn of(&mut self, ty: &Type) -> TokenStream {
        let ty = if self.expands {
            resolve_type(self.planned, ty)
        } else {
            ty
        };
        match ty {
            Type::Named(id) => self.named(*id),
            Type::Boolean => quote!(bool),
            Type::Integer(Integer::I32) => quote!(i32),
            Type::Integer(Integer::I64) => quote!(i64),
            Type::Integer(Integer::U32) => quote!(u32),
            Type::Integer(Integer::U64) => quote!(u64),
            Type::Number => quote!(f64),
            Type::Decimal => self.runtime("Decimal"),
            // A time of day has an offset in JSON that the libraries' types lack; durations have no common
            // type.
            Type::String | Type::Binary | Type::Time | Type::Duration => quote!(String),
            Type::Secret => {
                let secret = self.runtime("Secret");
                quote!(#secret<String>)
            }
            Type::DateTime => match self.planned.dates {
                DateLibrary::Jiff => quote!(jiff::Timestamp),
                DateLibrary::Chrono => quote!(chrono::DateTime<chrono::FixedOffset>),
                DateLibrary::Time => quote!(crate::DateTime),
                DateLibrary::Strings => quote!(String),
            },
            Type::HttpDate if self.planned.dates == DateLibrary::Strings => quote!(String),
            Type::UnixTime if self.planned.dates == DateLibrary::Strings => quote!(i64),
            Type::HttpDate => quote!(crate::HttpDate),
            Type::UnixTime => quote!(crate::UnixTime),
            Type::Date => match self.planned.dates {
                DateLibrary::Jiff => quote!(jiff::civil::Date),
                DateLibrary::Chrono => quote!(chrono::NaiveDate),
                DateLibrary::Time => quote!(crate::Date),
                DateLibrary::Strings => quote!(String),
            },
            Type::File => self.runtime("FilePart"),
            Type::Uuid => quote!(uuid::Uuid),
            Type::Base64 => self.runtime("Base64"),
            Type::Base64Url => self.runtime("Base64Url"),
            Type::List(item) => {
                let item = self.of(item);
                quote!(Vec<#item>)
            }
            Type::Set(item) => {
                let ordered = self.planned.is_ordered(item);
                let spelled = self.of(item);
                if ordered {
                    let set = self.collection("BTreeSet");
                    quote!(#set<#spelled>)
                } else {
                    quote!(Vec<#spelled>)
                }
            }
            Type::Map(value) => {
                let value = self.of(value);
                self.map(&value)
            }
            Type::Tuple(items) => {
                let items: Vec<_> = items.iter().map(|item| self.of(item)).collect();
                quote!((#(#items,)*))
            }
            Type::Nullable(inner) => {
                let inner = self.of(inner);
                quote!(Option<#inner>)
            }
            Type::Null => quote!(()),
            Type::Any(_) => quote!(serde_json::Value),
        }
    }

    /// Returns a map from strings to this type.
    pub fn map(&mut self, value: &TokenStream) -> TokenStream {
        let map = self.collection("BTreeMap");
        quote!(#map<String, #value>)
    }

    /// Returns a type of the runtime.
    pub fn runtime(&mut self, name: &'static str) -> TokenStream {
        let token = ident(name);
        if self.short && !self.shadowed.contains(name) {
            self.imports.insert(Import::Runtime(name));
            quote!(#token)
        } else {
            quote!(crate::runtime::#token)
        }
    }

    /// Returns the `use` items for the types written so far; `here` are the types that the file itself defines.
    pub fn imports(&self, here: &BTreeSet<&str>) -> TokenStream {
        let (mut std, mut models, mut runtime) = (Vec::new(), Vec::new(), Vec::new());
        for import in &self.imports {
            match import {
                Import::Std(name) => std.push(ident(name)),
                Import::Runtime(name) => runtime.push(ident(name)),
                Import::Model(name) if here.contains(name.as_str()) => {}
                Import::Model(name) => models.push(ident(name)),
            }
        }
        let std = brace(&quote!(std::collections), &std);
        let models = brace(&quote!(super), &models);
        let runtime = brace(&quote!(crate::runtime), &runtime);
        quote!(#models #runtime #std)
    }

    fn named(&mut self, id: TypeId) -> TokenStream {
        let Some(plan) = resolve(self.planned, id) else {
            return quote!(serde_json::Value);
        };
        let token = ident(&plan.ident);
        if self.short {
            self.imports.insert(Import::Model(plan.ident.clone()));
            quote!(#token)
        } else if self.by_module {
            quote!(models::#token)
        } else {
            quote!(crate::models::#token)
        }
    }

    /// Returns a collection of the standard library.
    pub fn collection(&mut self, name: &'static str) -> TokenStream {
        let token = ident(name);
        if self.short && !self.shadowed.contains(name) {
            self.imports.insert(Import::Std(name));
            quote!(#token)
        } else {
            quote!(std::collections::#token)
        }
    }
}

fn brace(path: &TokenStream, names: &[proc_macro2::Ident]) -> TokenStream {
    match names {
        [] => TokenStream::new(),
        [one] => quote!(use #path::#one;),
        many => quote!(use #path::{#(#many),*};),
    }
}
