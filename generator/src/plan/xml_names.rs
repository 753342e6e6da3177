//! Names of the statics that describe XML representations.

use super::operation_names::free;
use super::successes::{alternatives, shared_xml_error, success_responses};
use crate::model::{
    Api, Body, BodyEncoding, BodyFormat, Operation, XmlContent, XmlNode, XmlShapeId,
};
use crate::rust::idents;
use std::collections::HashSet;

/// Returns the name of each shape, in order: `PET`, `PET_TAGS_ITEM`. A shape that is text, or that no body uses, has no
/// name.
pub fn names(api: &Api) -> Vec<Option<String>> {
    let used = used(api);
    let mut taken = HashSet::new();
    let names = api.xml.iter().map(|(id, shape)| {
        used.contains(&id).then(|| {
            let words = idents::snake(&shape.intended_name).to_uppercase();
            let name = words.trim_end_matches('_').to_owned();
            free(&mut taken, name.clone(), name, "_")
        })
    });
    names.collect()
}

/// The shapes of bodies, and those that they are made of, except for text.
fn used(api: &Api) -> HashSet<XmlShapeId> {
    let mut used = HashSet::new();
    let error = shared_xml_error(api).map(|(_, element)| element.shape);
    let mut pending: Vec<XmlShapeId> = api.operations().flat_map(roots).chain(error).collect();
    while let Some(id) = pending.pop() {
        let Some(content) = api.xml.get(id) else {
            continue;
        };
        if matches!(content, XmlContent::Text(_)) || !used.insert(id) {
            continue;
        }
        match content {
            XmlContent::Members(members) => {
                pending.extend(members.iter().filter_map(|member| match &member.node {
                    XmlNode::Element(element) => Some(element.shape),
                    XmlNode::List { item, .. } => Some(item.shape),
                    XmlNode::Attribute(..) | XmlNode::Text(_) => None,
                }));
            }
            XmlContent::Items(item) => pending.push(item.shape),
            XmlContent::Map(values) => pending.push(*values),
            XmlContent::Text(_) | XmlContent::Any => {}
        }
    }
    used
}

fn roots(operation: &Operation) -> Vec<XmlShapeId> {
    let bodies = operation.body.iter().flat_map(Body::contents);
    let sent = bodies.filter_map(|content| match &content.format {
        BodyFormat::Xml(element) => Some(element.shape),
        _ => None,
    });
    let responses = success_responses(operation);
    let responses = responses.iter().filter_map(|it| it.content.as_ref());
    let received = responses.chain(alternatives(operation));
    sent.chain(received.filter_map(|content| match &content.encoding {
        BodyEncoding::Xml(element) => Some(element.shape),
        _ => None,
    }))
    .collect()
}
