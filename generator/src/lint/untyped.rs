//! Lists the values without a type: fields, items, branches, parameters, bodies of any JSON value.

use crate::model::{Type, TypeKind, Untyped};
use crate::plan::Planned;
use crate::pointer::Location;

/// The values of an SDK.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Values {
    /// The number of values: of fields, items, branches, parameters, bodies. A container is not counted itself, only
    /// what it contains.
    pub count: usize,
    /// The values without a type, in the order of the model.
    pub untyped: Vec<UntypedValue>,
}

/// A value without a type.
#[derive(Clone, Debug, PartialEq)]
pub struct UntypedValue {
    /// What it is a part of: `Pet.tags`, ``GET /pets, parameter `filter` ``.
    pub owner: String,
    /// The place in the document.
    pub at: Location,
    /// Why it has no type.
    pub why: Untyped,
}

impl UntypedValue {
    /// Returns why it has no type.
    pub const fn reason(&self) -> &'static str {
        match self.why {
            Untyped::Faithful(reason) | Untyped::Recoverable(reason) => reason,
        }
    }
}

/// Returns the values of a planned SDK.
pub fn values(planned: &Planned<'_>) -> Values {
    let mut values = Values::default();
    for (id, def) in planned.api.types.iter() {
        let name = planned.ty(id).map_or("", |plan| plan.ident.as_str());
        match &def.kind {
            TypeKind::Struct(object) => {
                let properties = def.at.key("properties");
                for field in &object.fields {
                    let owner = format!("{name}.{}", field.wire_name);
                    values.add(&field.ty, &owner, &properties.key(&field.wire_name));
                }
                if let Some(additional) = &object.additional {
                    let owner = format!("{name}, additional properties");
                    values.add(additional, &owner, &def.at.key("additionalProperties"));
                }
            }
            TypeKind::Union(union) => {
                for branch in &union.branches {
                    values.add(&branch.ty, &format!("{name}, a branch"), &def.at);
                }
            }
            TypeKind::Alias(ty) => values.add(ty, name, &def.at),
            TypeKind::Enum(_) => {}
        }
    }
    let resources = planned.api.resources.iter();
    for operation in resources.flat_map(|resource| &resource.operations) {
        let of = |part: String| format!("{} {}, {part}", operation.method, operation.path);
        for parameter in &operation.parameters {
            let owner = of(format!("parameter `{}`", parameter.wire_name));
            values.add(&parameter.ty, &owner, &operation.at.key("parameters"));
        }
        if let Some(body) = &operation.body {
            let at = operation.at.key("requestBody");
            values.add(&body.content.ty, &of("request body".to_owned()), &at);
        }
        for response in &operation.responses {
            if let Some(content) = &response.content {
                let at = operation.at.key("responses");
                values.add(&content.ty, &of("response body".to_owned()), &at);
            }
        }
    }
    values
}

impl Values {
    fn add(&mut self, ty: &Type, owner: &str, at: &Location) {
        match ty {
            Type::List(inner) | Type::Set(inner) | Type::Map(inner) | Type::Nullable(inner) => {
                self.add(inner, owner, at);
            }
            Type::Tuple(items) => items.iter().for_each(|item| self.add(item, owner, at)),
            Type::Any(why) => {
                self.count += 1;
                self.untyped.push(UntypedValue {
                    owner: owner.to_owned(),
                    at: at.clone(),
                    why: why.clone(),
                });
            }
            _ => self.count += 1,
        }
    }
}
