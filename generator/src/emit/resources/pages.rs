//! The methods `pages` and `items` of requests with pagination.

use super::field_path::field_path;
use super::{OperationContext, output};
use crate::emit::types::Spelling;
use crate::emit::wire::xml;
use crate::model::{
    BodyEncoding, CursorSource, LinkSource, NextPage, PageTarget, Pagination, Type,
};
use crate::plan::successes::{Successes, successes};
use crate::rust::doc_attributes::{code, verbatim};
use crate::rust::literals;
use proc_macro2::TokenStream;
use quote::quote;

/// The methods `pages` and `items`, if the operation has pagination.
pub fn methods(context: &OperationContext<'_>) -> Option<TokenStream> {
    let pagination = context.operation.pagination.as_ref()?;
    let Successes::One { content, optional } = successes(context.operation) else {
        return None;
    };
    let planned = context.sdk.planned;
    let output = output::output(planned, context.operation, context.plan);
    let (output, decoder) = (&output.ty, &output.decoder);
    let path = field_path(planned, &content.ty, optional, &pagination.items)?;
    let page = quote!(page);
    let (item, items) = match path.end {
        Type::List(item) => (item, path.owned(&page)),
        Type::Set(item) => {
            let set = path.owned(&page);
            (item, quote!(#set.into_iter().collect()))
        }
        _ => return None,
    };
    let item = Spelling::by_module(planned).of(item);
    let paging = paging(pagination);
    let in_xml = match &content.encoding {
        BodyEncoding::Xml(element) => {
            let element = xml::root(planned, element);
            Some(quote!(.json_by(|body| xml::to_json(body, &#element))))
        }
        _ => None,
    };
    let pages_docs = verbatim(&pages_docs(pagination));
    let items_docs = verbatim(
        "Returns a stream of the items of all pages of the list. A page is requested when its items are polled.",
    );
    Some(quote! {
        #pages_docs
        pub fn pages(self) -> Pages<#output> {
            static PAGING: Paging = #paging #in_xml;
            Pages::new(self.call, &PAGING, #decoder)
        }

        #items_docs
        pub fn items(self) -> Items<#output, #item> {
            Items::new(self.pages(), |page: #output| #items)
        }
    })
}

/// Returns the description of the pagination.
fn paging(pagination: &Pagination) -> TokenStream {
    let next = match &pagination.next {
        NextPage::Page { first, target } => numbered(&quote!(page), *first, target),
        NextPage::Offset { first, target } => numbered(&quote!(offset), *first, target),
        NextPage::Cursor { source, target } => {
            let target = self::target(target);
            match source {
                CursorSource::Body(names) => {
                    let names = self::names(names);
                    quote!(Paging::cursor(#names) #target)
                }
                CursorSource::Header(name) => {
                    let name = literals::string(name);
                    quote!(Paging::cursor_header(#name) #target)
                }
            }
        }
        NextPage::LastItem { key, target } => {
            let (names, target) = (names(key), self::target(target));
            quote!(Paging::last_item(#names) #target)
        }
        NextPage::Link(LinkSource::Body(names)) => {
            let names = self::names(names);
            quote!(Paging::link(#names))
        }
        NextPage::Link(LinkSource::Header) => quote!(Paging::link_header()),
    };
    let items = (!pagination.items.is_empty()).then(|| {
        let names = names(&pagination.items);
        quote!(.items(#names))
    });
    let end = [
        (quote!(has_more), &pagination.has_more),
        (quote!(total), &pagination.total),
        (quote!(page_count), &pagination.page_count),
    ];
    let end = end.into_iter().filter_map(|(method, path)| {
        let names = names(path.as_ref()?);
        Some(quote!(.#method(#names)))
    });
    quote!(#next #items #(#end)*)
}

fn numbered(method: &TokenStream, first: u64, target: &PageTarget) -> TokenStream {
    let target = self::target(target);
    let first = proc_macro2::Literal::u64_unsuffixed(first);
    quote!(Paging::#method(#first) #target)
}

fn target(target: &PageTarget) -> TokenStream {
    match target {
        PageTarget::Query(name) => {
            let name = literals::string(name);
            quote!(.in_query(#name))
        }
        PageTarget::Header(name) => {
            let name = literals::string(name);
            quote!(.in_header(#name))
        }
        PageTarget::Body(names) => {
            let names = self::names(names);
            quote!(.in_body(#names))
        }
    }
}

fn names(names: &[String]) -> TokenStream {
    let names = names.iter().map(|name| literals::string(name));
    quote!(&[#(#names),*])
}

/// Returns what the stream of pages does: how it finds the next page.
fn pages_docs(pagination: &Pagination) -> String {
    let by = match &pagination.next {
        NextPage::Page { target, .. } => {
            format!("from the page of this request, by {}", target_text(target))
        }
        NextPage::Offset { target, .. } => {
            format!(
                "from the offset of this request, by {}",
                target_text(target)
            )
        }
        NextPage::Cursor { target, .. } | NextPage::LastItem { target, .. } => {
            format!("from this request on, by {}", target_text(target))
        }
        NextPage::Link(LinkSource::Body(names)) => {
            let link = code(&names.join("."));
            format!("from this request on, by the link {link} of each page")
        }
        NextPage::Link(LinkSource::Header) => {
            "from this request on, by the header `Link` of each page".to_owned()
        }
    };
    format!("Returns a stream of the pages of the list {by}. Each page is one request.")
}

fn target_text(target: &PageTarget) -> String {
    match target {
        PageTarget::Query(name) => format!("the parameter {}", code(name)),
        PageTarget::Header(name) => format!("the header {}", code(name)),
        PageTarget::Body(names) => {
            format!("the property {} of the body", code(&names.join(".")))
        }
    }
}
