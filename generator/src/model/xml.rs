//! XML representations: the result of lowering the schemas of XML bodies.

use serde::Serialize;

/// The index of a shape in [`XmlShapes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct XmlShapeId(u32);

impl XmlShapeId {
    /// Returns the index as a number.
    pub fn as_usize(self) -> usize {
        self.0 as usize
    }
}

/// All shapes that XML bodies need. They may refer to each other in a circle.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct XmlShapes(Vec<XmlShape>);

impl XmlShapes {
    /// Adds a shape and returns its index.
    pub fn add(&mut self, shape: XmlShape) -> XmlShapeId {
        let id = XmlShapeId(self.0.len() as u32);
        self.0.push(shape);
        id
    }

    /// Returns the content of a shape.
    pub fn get(&self, id: XmlShapeId) -> Option<&XmlContent> {
        self.0.get(id.as_usize()).map(|shape| &shape.content)
    }

    /// Replaces the content of a shape.
    pub fn set(&mut self, id: XmlShapeId, content: XmlContent) {
        if let Some(shape) = self.0.get_mut(id.as_usize()) {
            shape.content = content;
        }
    }

    /// Returns the number of shapes.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Removes the shapes after the first `length`.
    pub fn truncate(&mut self, length: usize) {
        self.0.truncate(length);
    }

    /// Returns all shapes, in order of addition.
    pub fn iter(&self) -> impl Iterator<Item = (XmlShapeId, &XmlShape)> {
        let ids = (0..).map(XmlShapeId);
        ids.zip(&self.0)
    }

    /// Returns `true` if there are no shapes.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The content of an element, without its name.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct XmlShape {
    /// The words of its name in the generated code.
    pub intended_name: String,
    /// Its content.
    pub content: XmlContent,
}

/// The content of an element.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum XmlContent {
    /// Text.
    Text(XmlText),
    /// The properties of an object.
    Members(Vec<XmlMember>),
    /// The items of an array, each an element.
    Items(XmlElement),
    /// The values of a map, each an element named by its key.
    Map(XmlShapeId),
    /// Anything: the schema does not tell.
    Any,
}

/// The JSON type of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs)] // each is the type of the same name
pub enum XmlText {
    String,
    Number,
    Boolean,
}

/// An element.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct XmlElement {
    /// Its name.
    pub name: XmlName,
    /// Its content.
    pub shape: XmlShapeId,
}

/// The name of an element or an attribute.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct XmlName {
    /// The name without prefix.
    pub local: String,
    /// The prefix, or empty.
    pub prefix: String,
    /// The URI of the namespace, or empty.
    pub namespace: String,
}

/// A property of an object.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct XmlMember {
    /// Its name in JSON.
    pub property: String,
    /// Its representation.
    pub node: XmlNode,
    /// Its value where the XML has nothing for it.
    pub absent: XmlAbsent,
}

/// The value of a property for which the XML has nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum XmlAbsent {
    /// None: an optional property is absent, and a required one is missing.
    Missing,
    /// Null, of a required property that can be null.
    Null,
    /// An array without items, of a required array.
    Empty,
}

/// The representation of a property.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum XmlNode {
    /// An attribute.
    Attribute(XmlName, XmlText),
    /// The text of the element itself.
    Text(XmlText),
    /// An element.
    Element(XmlElement),
    /// An element per item of an array.
    List {
        /// The element that contains the items, if the array is wrapped.
        wrapper: Option<XmlName>,
        /// An item.
        item: XmlElement,
    },
}
