//! Type overrides (`x-sdkwright-type`).

use super::view::Part;
use crate::config::TYPE;
use crate::diagnostics::{Code, Diagnostic};
use crate::did_you_mean::did_you_mean;
use crate::lower::Lowering;
use crate::model::{Integer, Type, Untyped};
use crate::rust::configured_type::{ConfiguredType, NAMES};
use crate::spec::PlaceId;

/// Returns the overriding type, if it is valid, and whether it is nullable.
pub fn of(lowering: &mut Lowering<'_, '_>, parts: &[Part]) -> Option<(Type, bool)> {
    let (value, place) = parts.iter().find_map(|part| {
        let own = part.view(lowering.document)?.own()?;
        Some((own.hints.type_name()?, lowering.place_of(part)))
    })?;
    let given = value.as_str().and_then(ConfiguredType::parse);
    let Some(given) = given else {
        report_invalid(lowering, &value.to_string(), place);
        return None;
    };
    let Some(ty) = model_type(lowering, &given) else {
        report_invalid(lowering, given.name(), place);
        return None;
    };
    Some(match ty {
        Type::Nullable(inner) => (*inner, true),
        ty => (ty, false),
    })
}

fn model_type(lowering: &Lowering<'_, '_>, given: &ConfiguredType) -> Option<Type> {
    Some(match given {
        ConfiguredType::Name(name) => return named(lowering, name),
        ConfiguredType::List(inner) => Type::List(Box::new(model_type(lowering, inner)?)),
        ConfiguredType::Map(inner) => Type::Map(Box::new(model_type(lowering, inner)?)),
        ConfiguredType::Option(inner) => match model_type(lowering, inner)? {
            ty @ (Type::Nullable(_) | Type::Any(_)) => ty,
            ty => Type::Nullable(Box::new(ty)),
        },
    })
}

fn named(lowering: &Lowering<'_, '_>, name: &str) -> Option<Type> {
    Some(match name {
        "bool" => Type::Boolean,
        "i32" => Type::Integer(Integer::I32),
        "i64" => Type::Integer(Integer::I64),
        "u32" => Type::Integer(Integer::U32),
        "u64" => Type::Integer(Integer::U64),
        "f64" => Type::Number,
        "Decimal" => Type::Decimal,
        "String" => Type::String,
        "Secret" => Type::Secret,
        "DateTime" => Type::DateTime,
        "HttpDate" => Type::HttpDate,
        "UnixTime" => Type::UnixTime,
        "Date" => Type::Date,
        "Time" => Type::Time,
        "Duration" => Type::Duration,
        "Uuid" => Type::Uuid,
        "Base64" => Type::Base64,
        "Base64Url" => Type::Base64Url,
        "Json" => Type::Any(Untyped::Faithful("`Json` in the configuration")),
        key => return lowering.component_named(key).map(Type::Named),
    })
}

fn report_invalid(lowering: &mut Lowering<'_, '_>, text: &str, place: PlaceId) {
    let components = lowering.document.components.iter();
    let keys = components.map(|component| component.name.as_ref());
    let similar = did_you_mean(text, keys.chain(NAMES.iter().copied()));
    let help = match similar {
        Some(similar) => format!("a type with a similar name exists: `{similar}`"),
        None => format!(
            "a type is the key of a component schema or one of {}, \
                 optionally in `Vec<…>`, `Map<…>` or `Option<…>`",
            NAMES.join(", ")
        ),
    };
    let place = lowering.field_place(place, TYPE);
    lowering.diagnostics.push(
        Diagnostic::new(
            Code::UnknownTypeOverride,
            place,
            format!("`{text}` is not a valid type"),
        )
        .help(help),
    );
}
