//! The methods `pages` and `items` of requests with pagination.

use super::field_path::{FieldPath, field_path};
use super::{OperationContext, output};
use crate::emit::types::Spelling;
use crate::model::{Integer, Pagination, ResponseContent, Type};
use crate::plan::successes::{Successes, successes};
use crate::rust::doc_attributes::verbatim;
use crate::rust::literals;
use proc_macro2::TokenStream;
use quote::quote;

/// The methods `pages` and `items`, if the operation has pagination.
pub fn methods(context: &OperationContext<'_>) -> Option<TokenStream> {
    let Pagination::Offset {
        offset_parameter,
        items,
        total,
        ..
    } = context.operation.pagination.as_ref()?;
    let page = page(context)?;
    let planned = context.sdk.planned;
    let output = output::output(planned, context.operation, context.plan);
    let (output, decoder) = (&output.ty, &output.decoder);
    let offset = literals::string(offset_parameter);
    let to_items = field_path(planned, &page.ty, items)?;
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
        .and_then(|names| field_path(planned, &page.ty, names))
        .and_then(|path| total_of(&path));
    let total = match total {
        Some(total) => quote!(|page: &#output| #total),
        None => quote!(|_| None),
    };
    let pages_docs = verbatim(
        "Returns a stream of the pages of the list, from the offset of this request. Each page is one request.",
    );
    let items_docs = verbatim(
        "Returns a stream of the items of all pages of the list. A page is requested when its items are polled.",
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

fn page<'p>(context: &OperationContext<'p>) -> Option<&'p ResponseContent> {
    match successes(context.operation) {
        Successes::One {
            content,
            optional: false,
        } => Some(content),
        _ => None,
    }
}

/// The expression for the total number of items, as `Option<u64>`.
fn total_of(path: &FieldPath<'_>) -> Option<TokenStream> {
    let (value, is_option) = path.borrowed(&quote!(page));
    Some(match (path.end, is_option) {
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
