//! Finds the fields and branches that need a `Box` because their value is large.
//!
//! Types contain others by value, which contain others, and without a box the sizes multiply: those of real
//! documents reach hundreds of kilobytes, and decoding them overflows the stack. A member larger than [`LARGEST`] is
//! boxed. Sizes are estimates: only their order of magnitude matters, and that they are the same on every machine.

use crate::model::{Api, PerType, Type, TypeId, TypeKind};

/// The maximum size in bytes of a member without a box.
const LARGEST: usize = 2048;

/// Boxes large members. Those that close a cycle are boxed already.
pub fn box_large(api: &Api, boxed: &mut PerType<Vec<bool>>) {
    let mut sizes = Sizes {
        api,
        known: PerType::filled(&api.types, None),
    };
    for start in api.types.ids() {
        // An explicit stack: documents nest more deeply than the call stack allows.
        let mut stack = vec![start];
        while let Some(&id) = stack.last() {
            if sizes.of(id).is_some() {
                stack.pop();
                continue;
            }
            let missing = sizes.missing(id, boxed);
            // A type under measurement that is still missing closes a cycle through an alias without a box.
            match missing.into_iter().find(|id| !stack.contains(id)) {
                Some(next) => stack.push(next),
                None => {
                    sizes.measure(id, boxed);
                    stack.pop();
                }
            }
        }
    }
}

struct Sizes<'a> {
    api: &'a Api,
    known: PerType<Option<usize>>,
}

impl Sizes<'_> {
    fn of(&self, id: TypeId) -> Option<usize> {
        *self.known.get(id)?
    }

    /// Returns the types that a type contains by value and that are not measured yet.
    fn missing(&self, id: TypeId, boxed: &PerType<Vec<bool>>) -> Vec<TypeId> {
        let mut missing = Vec::new();
        let members = self.api.types.kind(id).map(TypeKind::members);
        for (index, ty) in members.into_iter().flatten().enumerate() {
            if !is_boxed(boxed, id, index) {
                by_value(ty, &mut |id| {
                    if self.of(id).is_none() {
                        missing.push(id);
                    }
                });
            }
        }
        missing
    }

    fn measure(&mut self, id: TypeId, boxed: &mut PerType<Vec<bool>>) {
        let Some(def) = self.api.types.get(id) else {
            return;
        };
        let may_box = !matches!(def.kind, TypeKind::Alias(_));
        let mut members = Vec::new();
        for (index, ty) in def.kind.members().enumerate() {
            let size = self.size(ty);
            if may_box && size > LARGEST && !is_boxed(boxed, id, index) {
                set_boxed(boxed, id, index);
            }
            members.push(if is_boxed(boxed, id, index) {
                8
            } else {
                size + 8
            });
        }
        let size = match &def.kind {
            TypeKind::Union(_) => members.into_iter().max().unwrap_or(0).max(72) + 8,
            TypeKind::Enum(_) => 24,
            TypeKind::Struct(_) | TypeKind::Alias(_) => members.into_iter().sum::<usize>() + 24,
        };
        self.known.set(id, Some(size));
    }

    fn size(&self, ty: &Type) -> usize {
        match ty {
            Type::Named(id) => self.of(*id).unwrap_or(8),
            Type::Nullable(inner) => self.size(inner) + 8,
            Type::Tuple(items) => items.iter().map(|item| self.size(item)).sum(),
            Type::Any(_) => 72,
            Type::Boolean | Type::Null | Type::Integer(_) | Type::Number => 8,
            _ => 24,
        }
    }
}

fn by_value(ty: &Type, see: &mut impl FnMut(TypeId)) {
    match ty {
        Type::Named(id) => see(*id),
        Type::List(_) | Type::Set(_) | Type::Map(_) => {}
        _ => ty.children().iter().for_each(|child| by_value(child, see)),
    }
}

fn is_boxed(boxed: &PerType<Vec<bool>>, id: TypeId, member: usize) -> bool {
    boxed
        .get(id)
        .and_then(|members| members.get(member))
        .copied()
        .unwrap_or(false)
}

fn set_boxed(boxed: &mut PerType<Vec<bool>>, id: TypeId, member: usize) {
    if let Some(slot) = boxed
        .get_mut(id)
        .and_then(|members| members.get_mut(member))
    {
        *slot = true;
    }
}

#[cfg(test)]
mod tests {
    use crate::config::Config;
    use crate::plan::PlannedKind;
    use serde_json::json;

    /// Each type contains the previous one ten times: by value, the last would have gigabytes.
    #[test]
    fn a_chain_that_multiplies_is_boxed_where_it_gets_large() {
        let mut schemas = serde_json::Map::new();
        schemas.insert(
            "T0".to_owned(),
            json!({"type": "object", "properties": {"text": {"type": "string"}}}),
        );
        for level in 1..9 {
            let reference = json!({"$ref": format!("#/components/schemas/T{}", level - 1)});
            let properties: serde_json::Map<_, _> = (0..10)
                .map(|index| (format!("p{index}"), reference.clone()))
                .collect();
            schemas.insert(
                format!("T{level}"),
                json!({"type": "object", "properties": properties}),
            );
        }
        let document = json!({
            "openapi": "3.0.0", "info": {"title": "T", "version": "1"}, "paths": {},
            "components": {"schemas": schemas},
        });
        let config = Config::default();
        let (api, _) = crate::lower::test_support::lowered(document, &config);
        let planned = crate::plan::plan(&api, &config);
        let boxes: Vec<usize> = planned
            .types
            .iter()
            .map(|plan| match &plan.kind {
                PlannedKind::Struct(object) => {
                    object.fields.iter().filter(|field| field.boxed).count()
                }
                _ => 0,
            })
            .collect();
        // 56 bytes, 664, 6,744: the third contains its member by value, the fourth does not.
        assert_eq!(boxes, [0, 0, 0, 10, 0, 0, 10, 0, 0]);
    }
}
