//! Whether null is a valid value of a schema, in every spelling: `nullable`, `x-nullable`, a null among the values, a
//! branch that is null, a component that is any of these.

use super::Lowering;
use super::view::{Node, Spot, View};
use serde_json::Value;

/// Whether null satisfies all of these schemas. Those that say nothing of the value, only what it is for, have no say.
pub fn all<'d>(lowering: &mut Lowering<'d>, spots: &[Spot<'d>]) -> bool {
    all_allow_null(lowering, spots.iter().map(|spot| spot.node), 0)
}

fn all_allow_null<'d>(
    lowering: &mut Lowering<'d>,
    nodes: impl Iterator<Item = Node<'d>>,
    depth: usize,
) -> bool {
    let mut any = false;
    for node in nodes.filter(|node| !is_only_described(*node)) {
        any = true;
        if !allows_null(lowering, node, depth) {
            return false;
        }
    }
    any
}

fn is_only_described(node: Node<'_>) -> bool {
    let Node::Schema(schema) = node else {
        return false;
    };
    let view = View::of(schema);
    view.typ.is_none()
        && view.says_little()
        && view.all_of.is_empty()
        && !view.data.nullable
        && view.extension("x-nullable").is_none()
}

/// Whether a schema allows nothing but null.
pub fn only_null(node: Node<'_>) -> bool {
    let Node::Schema(schema) = node else {
        return false;
    };
    let view = View::of(schema);
    view.typ == Some("null")
        || view.constant() == Some(&Value::Null)
        || (!view.enumeration.is_empty() && view.enumeration.iter().all(Value::is_null))
        // What 3.0 offers for it: `{nullable: true}` and nothing else.
        || (view.data.nullable && view.typ.is_none() && view.says_little() && view.all_of.is_empty() && view.format.is_none() && view.data.title.is_none())
}

fn allows_null<'d>(lowering: &mut Lowering<'d>, node: Node<'d>, depth: usize) -> bool {
    if depth > 40 {
        return false;
    }
    match node {
        Node::Reference(reference) => {
            if let Some(known) = lowering.schemas.nullables.get(reference) {
                return *known;
            }
            // While it is being found out, a cycle adds nothing.
            lowering.schemas.nullables.insert(reference, false);
            let found = match lowering.look_up(reference).map(|target| target.node) {
                Some(node) => allows_null(lowering, node, depth + 1),
                None => false,
            };
            lowering.schemas.nullables.insert(reference, found);
            found
        }
        Node::Schema(schema) => {
            let view = View::of(schema);
            if view.data.nullable
                || only_null(node)
                || view.extension("x-nullable") == Some(&Value::Bool(true))
                || view.enumeration.iter().any(Value::is_null)
            {
                return true;
            }
            let says_itself = view.typ.is_some()
                || view.properties.is_some()
                || !view.enumeration.is_empty()
                || view.constant().is_some();
            if says_itself && view.one_of.is_empty() && view.any_of.is_empty() {
                return false;
            }
            let mut branches = view.one_of.iter().chain(view.any_of);
            if branches.any(|branch| allows_null(lowering, branch.into(), depth + 1)) {
                return true;
            }
            // `allOf: [X, {nullable: true}]` means that X may be null, though it does not say so.
            if view.all_of.iter().any(|part| {
                part.as_item()
                    .is_some_and(|part| part.schema_data.nullable && View::of(part).says_little())
            }) {
                return true;
            }
            !says_itself && all_allow_null(lowering, view.all_of.iter().map(Into::into), depth + 1)
        }
    }
}
