//! The XML representations of models: `src/wire/xml.rs`, with a static per schema that XML bodies need.

use crate::emit::imports::imports;
use crate::emit::resource_features;
use crate::files::SourceFile;
use crate::model::{
    XmlAbsent, XmlContent, XmlElement, XmlMember, XmlName, XmlNode, XmlShapeId, XmlText,
};
use crate::plan::Planned;
use crate::rust::doc_attributes::inner;
use crate::rust::idents::ident;
use crate::rust::literals;
use proc_macro2::TokenStream;
use quote::quote;

/// Adds `src/wire/xml.rs`, if bodies are XML. Returns `true` if it was added.
pub fn emit<'p>(planned: &'p Planned<'p>, files: &mut Vec<SourceFile<'p>>) -> bool {
    if planned.needs.xml {
        files.push(SourceFile::rust("src/wire/xml.rs", move || file(planned)));
    }
    planned.needs.xml
}

/// Returns the expression for the element of a body, for a file that imports the runtime's module `xml`.
pub fn root(planned: &Planned<'_>, element: &XmlElement) -> TokenStream {
    let name = name(&element.name);
    let shape = shape(planned, element.shape);
    quote!(xml::Element { name: xml::#name, shape: &crate::wire::xml::#shape })
}

/// Returns the expression for an element in this file.
fn element(planned: &Planned<'_>, element: &XmlElement) -> TokenStream {
    let name = name(&element.name);
    let shape = shape(planned, element.shape);
    quote!(Element { name: #name, shape: &#shape })
}

fn file(planned: &Planned<'_>) -> TokenStream {
    let docs = inner("The XML representations of models.");
    let shapes = planned.api.xml.iter().zip(&planned.xml_names);
    let shapes = shapes.filter_map(|((_, shape), name)| {
        let name = ident(name.as_ref()?);
        let content = content(planned, &shape.content);
        Some(quote!(pub static #name: Shape = #content;))
    });
    let code = quote!(#(#shapes)*);
    let names = &["Element", "Member", "Name", "Node", "Shape", "Text"];
    let imports = imports(&code, &[("crate::runtime::xml", names)]);
    let allow = resource_features::allow_unused(planned);
    quote! {
        #docs
        #allow
        #imports
        #code
    }
}

fn content(planned: &Planned<'_>, content: &XmlContent) -> TokenStream {
    match content {
        XmlContent::Text(text) => {
            let text = text_of(*text);
            quote!(Shape::Text(#text))
        }
        XmlContent::Members(members) => {
            let members = members.iter().map(|it| member(planned, it));
            quote!(Shape::Members(&[#(#members),*]))
        }
        XmlContent::Items(item) => {
            let item = element(planned, item);
            quote!(Shape::Items(#item))
        }
        XmlContent::Map(values) => {
            let values = shape(planned, *values);
            quote!(Shape::Map(&#values))
        }
        XmlContent::Any => quote!(Shape::Any),
    }
}

fn member(planned: &Planned<'_>, member: &XmlMember) -> TokenStream {
    let property = literals::string(&member.property);
    let node = match &member.node {
        XmlNode::Attribute(of, text) => {
            let (of, text) = (name(of), text_of(*text));
            quote!(Node::Attribute(#of, #text))
        }
        XmlNode::Text(text) => {
            let text = text_of(*text);
            quote!(Node::Text(#text))
        }
        XmlNode::Element(inner) => {
            let inner = element(planned, inner);
            quote!(Node::Element(#inner))
        }
        XmlNode::List { wrapper, item } => {
            let wrapper = match wrapper {
                Some(wrapper) => {
                    let wrapper = name(wrapper);
                    quote!(Some(#wrapper))
                }
                None => quote!(None),
            };
            let item = element(planned, item);
            quote!(Node::List { wrapper: #wrapper, item: #item })
        }
    };
    let absent = match member.absent {
        XmlAbsent::Missing => quote!(),
        XmlAbsent::Null => quote!(.or_null()),
        XmlAbsent::Empty => quote!(.or_empty()),
    };
    quote!(Member::new(#property, #node)#absent)
}

/// Returns the expression for a shape: its static, or the shape itself for text.
fn shape(planned: &Planned<'_>, id: XmlShapeId) -> TokenStream {
    if let Some(XmlContent::Text(text)) = planned.api.xml.get(id) {
        let text = text_of(*text);
        return quote!(Shape::Text(#text));
    }
    let name = planned
        .xml_names
        .get(id.as_usize())
        .and_then(Option::as_ref);
    let name = ident(name.map(String::as_str).unwrap_or_default());
    quote!(#name)
}

fn name(name: &XmlName) -> TokenStream {
    let local = literals::string(&name.local);
    if name.prefix.is_empty() && name.namespace.is_empty() {
        return quote!(Name::new(#local));
    }
    let (prefix, namespace) = (
        literals::string(&name.prefix),
        literals::string(&name.namespace),
    );
    quote!(Name::new(#local).within(#prefix, #namespace))
}

fn text_of(text: XmlText) -> TokenStream {
    match text {
        XmlText::String => quote!(Text::String),
        XmlText::Number => quote!(Text::Number),
        XmlText::Boolean => quote!(Text::Boolean),
    }
}
