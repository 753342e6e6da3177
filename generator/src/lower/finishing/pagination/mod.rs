//! The pagination of operations: declared by the document or the configuration, or found.

mod declared;
mod detect;
mod inputs;
mod names;
mod page;

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Place};
use crate::lower::PaginationOf;
use crate::model::{Api, Operation, Pagination};
use crate::spec::DeclaredPagination;
use page::Properties;

/// Sets the pagination of each operation.
pub(super) fn find(api: &mut Api, declared: &[PaginationOf<'_>], diagnostics: &mut Diagnostics) {
    let types = std::mem::take(&mut api.types);
    let mut known = Properties::new(&types);
    let found: Vec<_> = api
        .operations()
        .map(|operation| {
            let declared = declared.iter().find(|it| it.operation == operation.index);
            pagination(&mut known, operation, declared, diagnostics)
        })
        .collect();
    for (operation, pagination) in api.operations_mut().zip(found) {
        operation.pagination = pagination;
    }
    api.types = types;
}

/// Returns the declared pagination, or else the one that is found.
fn pagination<'t>(
    known: &mut Properties<'t>,
    operation: &'t Operation,
    declared: Option<&PaginationOf<'_>>,
    diagnostics: &mut Diagnostics,
) -> Option<Pagination> {
    let Some(declaration) = declared else {
        return detect::pagination(known, operation);
    };
    let pages = match declaration.declared {
        DeclaredPagination::Off => return None,
        DeclaredPagination::On(pages) => pages,
    };
    match declared::pagination(known, operation, pages) {
        Ok(pagination) => Some(pagination),
        Err(why) => {
            let place = Place::Document(declaration.at.clone());
            let message = format!("the declared pagination does not fit: {why}");
            diagnostics
                .push(Diagnostic::new(Code::PaginationInvalid, place, message).label("ignored"));
            detect::pagination(known, operation)
        }
    }
}

#[cfg(test)]
mod tests;
