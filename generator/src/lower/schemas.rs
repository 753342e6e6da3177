//! What type a schema is.

use super::{At, Lowered, Lowering, Naming};
use crate::model::{Api, Constraints, Docs, Type, Untyped};
use openapiv3::{ReferenceOr, Schema};

/// Makes the types of the document's components.
pub fn components(_lowering: &mut Lowering<'_>) {}

/// What needs all types to be there.
pub fn finish(_api: &mut Api) {}

/// The type of a schema.
pub fn lower<'d>(
    _lowering: &mut Lowering<'d>,
    _schema: &'d ReferenceOr<Schema>,
    _naming: &Naming<'_>,
    _at: &At<'d>,
) -> Lowered {
    Lowered {
        ty: Type::Any(Untyped::Recoverable("not lowered yet")),
        nullable: false,
        default: None,
        constant: None,
        docs: Docs::default(),
        constraints: Constraints::default(),
        read_only: false,
        write_only: false,
    }
}
