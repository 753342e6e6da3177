//! The pages of a list, and the items of all of them.

use super::{Emitted, answer, way};
use crate::emit::types::Spelling;
use crate::model::{Integer, Pagination, ResponseContent, Type};
use crate::plan::successes::{Successes, successes};
use crate::rust::doc_attributes::verbatim;
use crate::rust::literals;
use proc_macro2::TokenStream;
use quote::quote;

/// The methods `pages` and `items` of a request, where the operation has pages.
pub fn methods(emitted: &Emitted<'_>) -> Option<TokenStream> {
    let Pagination::Offset {
        offset_parameter,
        items,
        total,
        ..
    } = emitted.operation.pagination.as_ref()?;
    let page = page(emitted)?;
    let planned = emitted.sdk.planned;
    let answer = answer::answer(planned, emitted.operation, emitted.plan);
    let (output, decoder) = (&answer.output, &answer.decoder);
    let offset = literals::string(offset_parameter);
    let to_items = way::way(planned, &page.ty, items)?;
    let Type::List(item) = to_items.end else {
        return None;
    };
    let item = Spelling::by_module(planned).of(item);
    let count = match to_items.borrowed(&quote!(page)) {
        (list, true) => quote!(#list.map_or(0, |items| items.len())),
        (list, false) => quote!(#list.len()),
    };
    let owned = to_items.owned(&quote!(page));
    let total = total
        .as_ref()
        .and_then(|names| way::way(planned, &page.ty, names))
        .and_then(|way| total_of(&way));
    let total = match total {
        Some(total) => quote!(|page: &#output| #total),
        None => quote!(|_| None),
    };
    let pages_docs = verbatim(
        "The pages of the list: a stream, which sends a call for each of them. It begins where this request does.",
    );
    let items_docs = verbatim(
        "The items of all pages of the list: a stream, which sends a call for each page when its items are asked for.",
    );
    Some(quote! {
        #pages_docs
        pub fn pages(self) -> Pages<#output> {
            let by = Offset {
                offset: #offset,
                count: |page: &#output| #count,
                total: #total,
            };
            Pages::new(self.call, by, #decoder)
        }

        #items_docs
        pub fn items(self) -> Items<#output, #item> {
            Items::new(self.pages(), |page: #output| #owned)
        }
    })
}

fn page<'p>(emitted: &Emitted<'p>) -> Option<&'p ResponseContent> {
    match successes(emitted.operation) {
        Successes::One {
            content,
            optional: false,
        } => Some(content),
        _ => None,
    }
}

/// The number of all items as `Option<u64>`.
fn total_of(way: &way::Way<'_>) -> Option<TokenStream> {
    let (value, is_option) = way.borrowed(&quote!(page));
    Some(match (way.end, is_option) {
        (Type::Integer(Integer::U32), false) => quote!(Some(u64::from(#value))),
        (Type::Integer(Integer::U32), true) => quote!(#value.copied().map(u64::from)),
        (Type::Integer(Integer::U64), false) => quote!(Some(#value)),
        (Type::Integer(Integer::U64), true) => quote!(#value.copied()),
        (Type::Integer(_), false) => quote!(u64::try_from(#value).ok()),
        (Type::Integer(_), true) => quote!(#value.and_then(|&total| u64::try_from(total).ok())),
        (Type::Number, false) => quote!(Some(#value as u64)),
        (Type::Number, true) => quote!(#value.map(|&total| total as u64)),
        _ => return None,
    })
}
