//! Headers of responses: their types and their serialization (OpenAPI 3.2, section 4.21).

use super::media::{self, Family};
use super::serialization::separator;
use super::shared::{Context, Holder};
use crate::lower::{Lowered, Naming};
use crate::model::{HeaderFormat, ResponseHeader, Separator, Type, TypeKind, Types};
use crate::spec::{self, Header, ParameterValue};

/// Headers whose value is a date of HTTP (RFC 9110), whatever the format of their schema is.
const DATES: &[&str] = &["date", "expires", "last-modified"];

/// Returns the documented headers of a response, each name once.
pub(super) fn headers<'d>(
    context: &mut Context<'_, 'd, '_>,
    response: &'d spec::Response<'d>,
) -> Vec<ResponseHeader> {
    let mut headers: Vec<ResponseHeader> = Vec::with_capacity(response.headers.len());
    for (name, header) in &response.headers {
        let is_known = |known: &ResponseHeader| known.name.eq_ignore_ascii_case(name);
        // The specification ignores this name: the media type describes the content.
        if name.eq_ignore_ascii_case("content-type") || headers.iter().any(is_known) {
            continue;
        }
        let declared = context.document().headers.get(*header);
        let (ty, format) = match declared {
            Some(declared) => value(context, name, declared),
            None => TEXT,
        };
        headers.push(ResponseHeader {
            name: (*name).to_owned(),
            description: declared
                .and_then(|declared| declared.description.as_deref())
                .map(str::to_owned),
            deprecated: declared.is_some_and(|declared| declared.deprecated),
            required: declared.is_some_and(|declared| declared.required),
            format,
            ty,
        });
    }
    headers
}

/// What a header is that nothing better is known about.
const TEXT: (Type, HeaderFormat) = (Type::String, HeaderFormat::TEXT);

fn value<'d>(
    context: &mut Context<'_, 'd, '_>,
    name: &str,
    declared: &'d Header<'d>,
) -> (Type, HeaderFormat) {
    // Each occurrence is a cookie, whose attributes contain commas.
    if name.eq_ignore_ascii_case("set-cookie") {
        return (Type::String, HeaderFormat::Repeated);
    }
    let simple = HeaderFormat::Simple {
        explode: declared.explode.unwrap_or(false),
        separator: declared.separator.map_or(Separator::Comma, separator),
    };
    let (schema, format) = match &declared.value {
        ParameterValue::Schema(schema) => (*schema, simple),
        ParameterValue::Content(content) => {
            let media = content.first();
            match media.map(|media| (media.schema, media::family(&media.name))) {
                Some((Some(schema), Family::Json | Family::JsonSuffix)) => {
                    (schema, HeaderFormat::Json)
                }
                _ => return TEXT,
            }
        }
    };
    // An inline type is named after the header, so that operations that document the same one share the type.
    let name_of_type = format!("{name} header");
    let naming = Naming::Component(&name_of_type);
    let holder = Holder {
        component: declared.component.as_deref(),
        role: "header",
    };
    let lowered = context.ty(Some(schema), holder, &naming);
    let types = &context.lowering.types;
    match format {
        HeaderFormat::Simple { explode, separator } => {
            let ty = simple_type(types, name, lowered);
            let is_object = matches!(types.unaliased(&ty), Type::Map(_) | Type::Named(_));
            let explode = explode && is_object;
            (ty, HeaderFormat::Simple { explode, separator })
        }
        HeaderFormat::Json | HeaderFormat::Repeated => (lowered.whole(), format),
    }
}

/// Returns the type of a value with style `simple`: text, if the style has no serialization of the type.
fn simple_type(types: &Types, name: &str, lowered: Lowered) -> Type {
    let ty = match lowered.ty {
        Type::Nullable(inner) => *inner,
        ty => ty,
    };
    let whole = types.unaliased(&ty);
    let is_date = DATES.iter().any(|date| name.eq_ignore_ascii_case(date));
    if is_date && matches!(whole, Type::String | Type::DateTime | Type::HttpDate) {
        return Type::HttpDate;
    }
    let is_simple = match whole {
        Type::List(item) | Type::Set(item) | Type::Map(item) => is_scalar(types, item),
        Type::Named(id) => match types.kind(*id) {
            Some(TypeKind::Struct(object)) => {
                let fields = object.fields.iter().map(|field| &field.ty);
                let mut all = fields.chain(&object.additional);
                object.parts.is_none() && all.all(|ty| is_scalar(types, ty))
            }
            _ => is_scalar(types, whole),
        },
        _ => is_scalar(types, whole),
    };
    if is_simple { ty } else { Type::String }
}

/// Returns `true` if a value of this type is text without a structure.
fn is_scalar(types: &Types, ty: &Type) -> bool {
    match types.unaliased(ty) {
        Type::Boolean | Type::Integer(_) | Type::Number | Type::Decimal | Type::UnixTime => true,
        Type::Named(id) => matches!(
            types.kind(*id),
            Some(TypeKind::Enum(_) | TypeKind::Union(_))
        ),
        ty => ty.is_text(),
    }
}
