//! Which expression makes a plausible value of this type?
//!
//! In: a type of the model and a word for what it is. Out: Rust that compiles in any crate that uses the SDK, with whole paths.
//! Only what is required is given. None where no simple expression exists, or where a type would have to contain itself.

use super::models::{arguments, filled_in};
use super::types::{resolve, resolve_type};
use crate::config::DateLibrary;
use crate::emit::idents;
use crate::model::{Struct, Type, TypeId, TypeKind, Union};
use crate::plan::Planned;

/// How deep objects stand in objects before an example is no longer one.
const DEEPEST: usize = 4;

/// Makes expressions for one SDK.
#[derive(Clone, Copy, Debug)]
pub struct Samples<'p> {
    /// The model.
    pub planned: &'p Planned,
    /// The crate's name in code.
    pub library: &'p str,
}

impl<'p> Samples<'p> {
    /// The value of an argument, which takes whatever converts into its type.
    pub fn argument(&self, ty: &Type, word: &str) -> Option<String> {
        self.value(ty, word, arguments::converts(self.planned, ty), 0)
    }

    /// The value of a parameter's argument: lists are anything that can be gone through.
    pub fn parameter(&self, ty: &Type, word: &str) -> Option<String> {
        match resolve_type(self.planned, ty) {
            Type::List(item) | Type::Set(item) => {
                let item = self.argument(item, word)?;
                Some(format!("[{item}]"))
            }
            Type::Nullable(_) => None,
            _ => self.argument(ty, word),
        }
    }

    fn value(&self, ty: &Type, word: &str, converts: bool, depth: usize) -> Option<String> {
        if depth > DEEPEST {
            return None;
        }
        Some(match resolve_type(self.planned, ty) {
            Type::Named(id) => return self.named(*id, word, converts, depth),
            Type::String if converts => quoted(word),
            Type::String => format!("{}.to_owned()", quoted(word)),
            Type::Time if converts => "\"12:00:00Z\"".to_owned(),
            Type::Duration if converts => "\"PT1H\"".to_owned(),
            Type::Secret if converts => quoted("secret"),
            Type::Any(_) if converts => quoted(word),
            Type::Boolean => "true".to_owned(),
            Type::Integer(_) => "1".to_owned(),
            Type::Number => "1.0".to_owned(),
            Type::List(item) => format!("vec![{}]", self.value(item, word, false, depth + 1)?),
            Type::Map(_) => "std::collections::BTreeMap::new()".to_owned(),
            Type::Nullable(_) => "None".to_owned(),
            Type::Null => "()".to_owned(),
            Type::Any(_) => "serde_json::Value::Null".to_owned(),
            Type::Uuid => "uuid::Uuid::nil()".to_owned(),
            Type::DateTime | Type::Date if self.planned.dates == DateLibrary::Strings => {
                format!("{}.to_owned()", quoted(word))
            }
            Type::DateTime | Type::Date if self.planned.dates != DateLibrary::Time => {
                "Default::default()".to_owned()
            }
            Type::DateTime => format!(
                "{}::DateTime(time::OffsetDateTime::UNIX_EPOCH)",
                self.library
            ),
            Type::Date => format!(
                "{}::Date(time::OffsetDateTime::UNIX_EPOCH.date())",
                self.library
            ),
            _ => return None,
        })
    }

    fn named(&self, id: TypeId, word: &str, converts: bool, depth: usize) -> Option<String> {
        let id = self.planned.ty(id)?.same_as.unwrap_or(id);
        let path = format!(
            "{}::models::{}",
            self.library,
            resolve(self.planned, id)?.ident
        );
        match &self.planned.api.types.get(id)?.kind {
            TypeKind::Struct(object) => self.object(&path, object, word, depth),
            TypeKind::Enum(_) => {
                let first = self.planned.ty(id)?.members.first()?;
                Some(format!("{path}::{first}"))
            }
            TypeKind::Union(union) => self.union(id, &path, union, (word, converts, depth)),
            TypeKind::Alias(_) => None,
        }
    }

    fn object(&self, path: &str, object: &Struct, word: &str, depth: usize) -> Option<String> {
        let mut values = Vec::new();
        for field in &object.fields {
            if !field.required || filled_in(self.planned, field).is_some() {
                continue;
            }
            // An `id` is the id of what the object stands for.
            let name = idents::snake(&field.wire_name);
            let name = if name == "id" { word } else { &name };
            // What may be null is taken as an option, into which only the type itself converts.
            let converts = !field.nullable && arguments::converts(self.planned, &field.ty);
            values.push(self.value(&field.ty, name, converts, depth + 1)?);
        }
        Some(format!("{path}::new({})", values.join(", ")))
    }

    /// The branch with the shortest expression; on its own where the union is made from it.
    fn union(
        &self,
        id: TypeId,
        path: &str,
        union: &Union,
        (word, converts, depth): (&str, bool, usize),
    ) -> Option<String> {
        let plan = self.planned.ty(id)?;
        let branches = union.branches.iter().zip(&plan.members).zip(&plan.boxed);
        let samples = branches.filter_map(|((branch, name), boxed)| {
            let value = self.value(&branch.ty, word, false, depth + 1)?;
            let resolved = resolve_type(self.planned, &branch.ty);
            let same =
                |other: &&crate::model::Branch| resolve_type(self.planned, &other.ty) == resolved;
            let is_own = matches!(resolved, Type::Named(_))
                && union.branches.iter().filter(same).count() == 1;
            Some(match (converts && is_own, boxed) {
                (_, true) => format!("{path}::{name}(Box::new({value}))"),
                (true, false) => value,
                (false, false) => format!("{path}::{name}({value})"),
            })
        });
        samples.min_by_key(String::len)
    }
}

/// A string literal with a word of ours: ASCII, whatever the document calls the thing.
pub fn quoted(word: &str) -> String {
    let word: String = word
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || *c == '_')
        .collect();
    match word.as_str() {
        "" => "\"text\"".to_owned(),
        "name" => "\"Demo\"".to_owned(),
        word => format!("\"{word}_1\""),
    }
}
