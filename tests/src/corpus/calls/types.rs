//! Expressions that make the argument of a method from JSON.

use quote::ToTokens as _;
use std::collections::{HashMap, HashSet};
use syn::{File, GenericArgument, Item, ItemEnum, PathArguments, Type, TypeParamBound, UseTree};

/// Creates expressions for the types of one file.
pub struct Types<'p> {
    package: &'p str,
    /// The paths of imported names.
    imports: HashMap<String, String>,
    /// The path of the file's module.
    module: &'p str,
    /// The enums of the file, which as arguments are bodies with several media types.
    enums: HashMap<String, &'p ItemEnum>,
    /// The names of all types of the file.
    own: HashSet<String>,
    /// The expression of each model of a multipart body, by its name.
    forms: &'p HashMap<String, String>,
}

impl<'p> Types<'p> {
    /// Takes the name of the crate, a file of resources, the path of its module, and the expressions of multipart models.
    pub fn new(
        package: &'p str,
        file: &'p File,
        module: &'p str,
        forms: &'p HashMap<String, String>,
    ) -> Self {
        let items = &file.items;
        let mut paths = HashMap::new();
        // Structs of arguments have imports of their own.
        for item in items.iter().chain(super::taken::required(items)) {
            if let Item::Use(item) = item {
                imports(&item.tree, "", &mut paths);
            }
        }
        let own = items.iter().filter_map(|item| match item {
            Item::Enum(item) => Some(item.ident.to_string()),
            Item::Struct(item) => Some(item.ident.to_string()),
            Item::Type(item) => Some(item.ident.to_string()),
            _ => None,
        });
        let enums = items.iter().filter_map(|item| match item {
            Item::Enum(item) => Some((item.ident.to_string(), item)),
            _ => None,
        });
        Self {
            package,
            imports: paths,
            module,
            enums: enums.collect(),
            own: own.collect(),
            forms,
        }
    }

    /// Takes the same for a file of models, whose enums are decoded from JSON.
    pub fn of_models(
        package: &'p str,
        file: &'p File,
        module: &'p str,
        forms: &'p HashMap<String, String>,
    ) -> Self {
        Self {
            enums: HashMap::new(),
            ..Self::new(package, file, module, forms)
        }
    }

    /// Returns an expression of this type for the JSON value `v`, which may return early with an error.
    pub fn expression(&self, ty: &Type) -> String {
        if let Type::ImplTrait(ty) = ty {
            let bound = ty.bounds.iter().find_map(|bound| match bound {
                TypeParamBound::Trait(bound) => bound.path.segments.last(),
                _ => None,
            });
            let name = bound
                .map(|bound| bound.ident.to_string())
                .unwrap_or_default();
            let inner = bound.and_then(|bound| parameter(&bound.arguments));
            return match (name.as_str(), inner) {
                ("IntoIterator", Some(Type::Tuple(pair))) => match pair.elems.last() {
                    Some(value) => self.entries(value),
                    None => self.decoded(&Type::Tuple(pair.clone())),
                },
                ("IntoIterator", Some(item)) => self.list(item),
                ("Into", Some(inner)) => self.expression(inner),
                ("IntoOption", Some(inner)) => format!(
                    "if v.is_null() {{ None }} else {{ Some({}) }}",
                    self.expression(inner)
                ),
                _ => "text(v)?".to_owned(),
            };
        }
        let Type::Path(path) = ty else {
            return self.decoded(ty);
        };
        let Some(last) = path.path.segments.last() else {
            return self.decoded(ty);
        };
        let inner = parameter(&last.arguments);
        match (last.ident.to_string().as_str(), inner) {
            ("Option", Some(inner)) => {
                format!(
                    "if v.is_null() {{ None }} else {{ Some({}) }}",
                    self.expression(inner)
                )
            }
            // A part may be a file or a list of files.
            ("Vec", Some(inner)) if is_file(inner) => {
                let file = self.expression(inner);
                format!(
                    "match v {{ Value::Array(_) => {}, v => vec![{file}] }}",
                    self.list(inner)
                )
            }
            ("Vec", Some(inner)) => self.list(inner),
            // It is a member of an object, and has no serialization of its own.
            ("Nullable", Some(inner)) => {
                let (package, inner) = (self.package, self.expression(inner));
                format!(
                    "if v.is_null() {{ {package}::Nullable::Null }} else {{ {package}::Nullable::Value({inner}) }}"
                )
            }
            ("Secret", Some(inner)) => {
                format!("{}::Secret::new({})", self.package, self.expression(inner))
            }
            ("Bytes", None) => "bytes(v)?".to_owned(),
            ("FilePart", None) => format!("{}::FilePart::bytes(bytes(v)?)", self.package),
            ("String", None) => "text(v)?".to_owned(),
            ("Multipart", None) => self.parts(),
            (name, None) if self.forms.contains_key(name) => {
                self.forms.get(name).cloned().unwrap_or_default()
            }
            // A model can have the name of an enum of the file.
            (name, None) if path.path.segments.len() == 1 && self.enums.contains_key(name) => {
                self.choice(name)
            }
            _ => self.decoded(ty),
        }
    }

    /// Returns an expression for the variant that the input names, and for the type of the first one without a name.
    fn choice(&self, name: &str) -> String {
        let path = format!("{}::{name}", self.module);
        let variants = self
            .enums
            .get(name)
            .into_iter()
            .flat_map(|item| &item.variants);
        let values: Vec<(String, String)> = variants
            .filter_map(|variant| {
                let held = variant.fields.iter().next()?;
                Some((variant.ident.to_string(), self.expression(&held.ty)))
            })
            .collect();
        let default = values.first().map_or("", |(_, value)| value);
        let arms: String = values
            .iter()
            .map(|(variant, value)| format!("{variant:?} => {path}::{variant}({value}), "))
            .collect();
        format!("match input.variant() {{ {arms}_ => {path}::from({default}) }}")
    }

    fn entries(&self, value: &Type) -> String {
        let value = self.expression(value);
        format!(
            "object(v)?.iter().map(|(name, v)| {{ Ok::<_, String>((name.clone(), {value})) }}).collect::<Result<Vec<_>, \
             String>>()?"
        )
    }

    fn list(&self, item: &Type) -> String {
        let item = self.expression(item);
        format!(
            "list(v)?.iter().map(|v| {{ Ok::<_, String>({item}) }}).collect::<Result<Vec<_>, String>>()?"
        )
    }

    /// Returns an expression of a part, with the chosen media type if it is a file.
    pub fn with_media_type(&self, expression: &str, part: &str) -> String {
        let file = format!("{}::FilePart::bytes(bytes(v)?)", self.package);
        expression.replace(&file, &format!("input.file({part:?}, v)?"))
    }

    /// Returns an expression for a value of a map of this type.
    pub fn value_of_map(&self, ty: &Type) -> String {
        let arguments = match ty {
            Type::Path(path) => path.path.segments.last().map(|last| &last.arguments),
            _ => None,
        };
        let Some(PathArguments::AngleBracketed(arguments)) = arguments else {
            return self.decoded(ty);
        };
        match arguments.args.last() {
            Some(GenericArgument::Type(value)) => self.expression(value),
            _ => self.decoded(ty),
        }
    }

    /// Returns an expression for a multipart body without a model: a part for each member.
    fn parts(&self) -> String {
        format!(
            "{{ let mut parts = {}::Multipart::new(); for (name, v) in object(v)? {{ parts = match v {{ \
             Value::String(text) => parts.text(name, text), v => parts.json(name, v) }}; }} parts }}",
            self.package
        )
    }

    fn decoded(&self, ty: &Type) -> String {
        format!("decode::<{}>(v)?", self.spelled(ty))
    }

    /// Returns the type with paths that are valid in a program of the crate.
    fn spelled(&self, ty: &Type) -> String {
        let Type::Path(path) = ty else {
            return ty.to_token_stream().to_string();
        };
        let mut spelled = String::new();
        for (index, segment) in path.path.segments.iter().enumerate() {
            let name = segment.ident.to_string();
            if index > 0 {
                spelled.push_str("::");
            }
            match self.imports.get(&name).filter(|_| index == 0) {
                Some(import) => spelled.push_str(import),
                None if path.path.segments.len() == 1 && self.own.contains(&name) => {
                    spelled.push_str(&format!("{}::{name}", self.module));
                }
                None => spelled.push_str(&name),
            }
            if let PathArguments::AngleBracketed(arguments) = &segment.arguments {
                let types: Vec<String> = arguments
                    .args
                    .iter()
                    .map(|argument| match argument {
                        GenericArgument::Type(ty) => self.spelled(ty),
                        other => other.to_token_stream().to_string(),
                    })
                    .collect();
                spelled.push_str(&format!("<{}>", types.join(", ")));
            }
        }
        let package = self.package;
        // The runtime is private, and its types are exported at the root.
        spelled
            .replace("crate::runtime::", &format!("{package}::"))
            .replace("crate::", &format!("{package}::"))
            .replace("super::", &format!("{package}::models::"))
    }
}

fn is_file(ty: &Type) -> bool {
    let Type::Path(path) = ty else {
        return false;
    };
    let last = path.path.segments.last();
    last.is_some_and(|last| last.ident == "FilePart")
}

/// Returns the type parameter of a path.
fn parameter(arguments: &PathArguments) -> Option<&Type> {
    match arguments {
        PathArguments::AngleBracketed(arguments) => {
            arguments.args.iter().find_map(|argument| match argument {
                GenericArgument::Type(ty) => Some(ty),
                GenericArgument::AssocType(associated) => Some(&associated.ty),
                // `Item: Into<…>`.
                GenericArgument::Constraint(constraint) => {
                    let bounds = constraint.bounds.iter();
                    let mut bounds = bounds.filter_map(|bound| match bound {
                        TypeParamBound::Trait(bound) => bound.path.segments.last(),
                        _ => None,
                    });
                    parameter(&bounds.next()?.arguments)
                }
                _ => None,
            })
        }
        _ => None,
    }
}

/// Collects the paths of imported names.
fn imports(tree: &UseTree, above: &str, paths: &mut HashMap<String, String>) {
    match tree {
        UseTree::Path(path) => imports(&path.tree, &format!("{above}{}::", path.ident), paths),
        UseTree::Name(name) => {
            paths.insert(name.ident.to_string(), format!("{above}{}", name.ident));
        }
        UseTree::Rename(name) => {
            paths.insert(name.rename.to_string(), format!("{above}{}", name.ident));
        }
        UseTree::Group(group) => {
            let trees = group.items.iter();
            trees.for_each(|tree| imports(tree, above, paths));
        }
        UseTree::Glob(_) => {}
    }
}
