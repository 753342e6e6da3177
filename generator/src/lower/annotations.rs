//! What a schema says beside its type: docs, default, null, direction.

use super::view::{Node, Spot, View};
use super::{At, Lowered, Lowering, nullable};
use crate::config::ATTRIBUTES;
use crate::diagnostics::Code;
use crate::model::{Constraints, Docs, Type, Untyped};
use crate::rust::given_attributes as attributes;
use indexmap::IndexMap;
use openapiv3::SchemaData;
use serde_json::Value;

/// What these schemas say together beside the type. Of a property that a parent and its child both describe, the child's
/// words win.
pub fn of<'d>(lowering: &mut Lowering<'d>, spots: &[Spot<'d>]) -> Lowered {
    let mut lowered = Lowered {
        ty: Type::Any(Untyped::Recoverable("not made")),
        nullable: nullable::all(lowering, spots),
        default: None,
        constant: None,
        docs: Docs::default(),
        constraints: Constraints::default(),
        read_only: false,
        write_only: false,
    };
    for spot in spots.iter().rev() {
        add(lowering, &mut lowered, spot.node, 0);
    }
    for spot in spots {
        if let Node::Schema(schema) = spot.node {
            let given = given_attributes(lowering, &schema.schema_data.extensions, &spot.at);
            lowered.docs.attributes.extend(given);
        }
    }
    lowered
}

/// The attributes that the maintainer gives something.
pub fn given_attributes<'d>(
    lowering: &mut Lowering<'d>,
    extensions: &'d IndexMap<String, Value>,
    at: &At<'d>,
) -> Vec<String> {
    let Some(given) = extensions.get(ATTRIBUTES).and_then(Value::as_array) else {
        return Vec::new();
    };
    let (taken, others): (Vec<&str>, Vec<&str>) = given
        .iter()
        .filter_map(Value::as_str)
        .partition(|text| attributes::parse(text).is_some());
    for text in others {
        lowering.say(
            Code::AttributeNotTaken,
            at,
            format!("`#[{}]` is no attribute that is taken", text.escape_debug()),
        );
    }
    taken.into_iter().map(str::to_owned).collect()
}

/// Fills in what is still unsaid from the schema that stands for this one.
pub fn inherit(lowered: &mut Lowered, inner: Lowered) {
    let docs = &mut lowered.docs;
    docs.title = docs.title.take().or(inner.docs.title);
    docs.description = docs.description.take().or(inner.docs.description);
    docs.deprecated = docs.deprecated.take().or(inner.docs.deprecated);
    docs.example = docs.example.take().or(inner.docs.example);
    docs.external_docs = docs.external_docs.take().or(inner.docs.external_docs);
    for note in inner.docs.notes {
        if !docs.notes.contains(&note) {
            docs.notes.push(note);
        }
    }
    lowered.default = lowered.default.take().or(inner.default);
    lowered.constant = lowered.constant.take().or(inner.constant);
    lowered.constraints.narrow(inner.constraints);
    lowered.nullable |= inner.nullable;
    lowered.read_only |= inner.read_only;
    lowered.write_only |= inner.write_only;
}

fn add<'d>(lowering: &Lowering<'d>, lowered: &mut Lowered, node: Node<'d>, depth: usize) {
    match node {
        // A reference says what its target is, not what this place is about; only the direction comes with it.
        Node::Reference(reference) => {
            if let Some(Node::Schema(schema)) =
                lowering.look_up(reference).map(|target| target.node)
            {
                lowered.read_only |= schema.schema_data.read_only;
                lowered.write_only |= schema.schema_data.write_only;
            }
        }
        Node::Schema(schema) => {
            add_data(lowered, &schema.schema_data);
            let view = View::of(schema);
            super::all_of::narrow(&mut lowered.constraints, &view);
            if depth < 16 {
                for part in view.all_of {
                    add(lowering, lowered, part.into(), depth + 1);
                }
            }
        }
    }
}

fn add_data(lowered: &mut Lowered, data: &SchemaData) {
    let docs = &mut lowered.docs;
    fill(&mut docs.title, data.title.as_ref());
    fill(&mut docs.description, data.description.as_ref());
    fill(&mut docs.example, data.example.as_ref());
    fill(
        &mut docs.external_docs,
        data.external_docs.as_ref().map(|docs| &docs.url),
    );
    fill(&mut lowered.default, data.default.as_ref());
    lowered.read_only |= data.read_only;
    lowered.write_only |= data.write_only;
    let extension = |name: &str| {
        if data.extensions.is_empty() {
            None
        } else {
            data.extensions.get(name)
        }
    };
    fill(
        &mut docs.example,
        extension("x-sdkwright-examples").and_then(|examples| examples.get(0)),
    );
    if let Some(reason) = deprecated(data.deprecated, &data.extensions) {
        docs.deprecated.get_or_insert(reason);
    }
}

/// Why something is deprecated, if it is, in the spellings that others use; empty where nobody says.
pub fn deprecated(flag: bool, extensions: &IndexMap<String, Value>) -> Option<String> {
    const REASONS: [&str; 6] = [
        "x-deprecated-reason",
        "x-deprecation-reason",
        "x-deprecated-message",
        "x-deprecation-message",
        "x-speakeasy-deprecation-message",
        "x-deprecated",
    ];
    if extensions.is_empty() {
        return flag.then(String::new);
    }
    let reason = REASONS
        .iter()
        .find_map(|name| extensions.get(*name)?.as_str())
        .filter(|reason| !matches!(*reason, "true" | "false"));
    let is_said = extensions
        .get("x-deprecated")
        .is_some_and(|said| said == &Value::Bool(true) || said == "true");
    (flag || is_said || reason.is_some()).then(|| reason.unwrap_or_default().to_owned())
}

fn fill<T: Clone>(place: &mut Option<T>, value: Option<&T>) {
    if place.is_none() {
        *place = value.cloned();
    }
}
