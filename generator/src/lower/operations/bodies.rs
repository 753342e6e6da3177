//! Request bodies: the media type that is sent by default, the others that a caller can choose, and the serialization
//! and the type of each.
//!
//! A media type is left out if it says the same as another one: the same serialization of the same type, as
//! `application/json` and `application/*+json` of one schema.

use super::forms;
use super::media::{self, Family};
use super::serialization;
use super::shared::{Context, Holder, Unsupported};
use super::streams;
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::did_you_mean::did_you_mean;
use crate::lower::schemas::equal_schemas;
use crate::lower::{Lowered, Lowering, Naming};
use crate::media_type::{essence, is_sendable};
use crate::model::{Body, BodyContent, BodyFormat, Docs, EnumBase, Framing, Type, TypeKind, Types};
use crate::spec::{MediaType, Operation, RequestBody, SchemaId};

/// Returns the body of an operation. The error is the unsupported part, if the operation cannot be called without it.
pub(super) fn body<'d>(
    context: &mut Context<'_, 'd, '_>,
    operation: &'d Operation<'d>,
    naming: &Naming<'_>,
) -> Result<Option<Body>, Unsupported> {
    let Some(body) = operation.request_body else {
        return Ok(None);
    };
    let Some(body) = body.and_then(|body| context.document().request_bodies.get(body)) else {
        let reason = "the request body is an unresolved reference";
        return Err(context.left_out(Code::OperationReferenceNotFound, operation.place, reason));
    };
    let Some(preferred) = body.content.iter().min_by_key(|media| rank(media)) else {
        return Ok(None);
    };
    let mut contents = Contents {
        context,
        body,
        naming,
        known: Vec::new(),
    };
    let content = contents.content(preferred, true);
    let mut alternatives: Vec<BodyContent> = Vec::new();
    for media in &body.content {
        if std::ptr::eq(media, preferred) || !is_media_type(&media.name) {
            continue;
        }
        let other = contents.content(media, false);
        if !is_sendable_as(&contents.context.lowering.types, &other) {
            continue;
        }
        let has_schema = media.schema.or(media.item_schema).is_some();
        let mut others = std::iter::once(&content).chain(&alternatives);
        if !others.any(|known| repeats(known, &other, has_schema)) {
            alternatives.push(other);
        }
    }
    Ok(Some(Body {
        docs: docs(body),
        required: body.required,
        content,
        alternatives,
    }))
}

/// Ranks media types, the preferred one first: those with typed values, then ranges, then text, then bytes.
fn rank(media: &MediaType<'_>) -> u8 {
    if lines(&media.name).is_some() {
        return 5;
    }
    match media::family(&media.name) {
        Family::Json => 0,
        Family::JsonSuffix => 1,
        Family::Form => 2,
        Family::Multipart => 3,
        Family::Xml => 4,
        Family::Open => 6,
        Family::Text => 7,
        Family::Bytes => 8,
        Family::OtherBytes => 9,
        Family::OtherText(_) => 10,
    }
}

fn docs(body: &RequestBody<'_>) -> Docs {
    let description = body.description.as_deref();
    Docs {
        description: description
            .filter(|text| !text.trim().is_empty())
            .map(str::to_owned),
        ..Docs::default()
    }
}

/// Returns `true` if a name can be that of a media type in a request.
fn is_media_type(name: &str) -> bool {
    name.contains('/') && is_sendable(name)
}

/// Returns `true` if a media type says nothing that a known one does not.
fn repeats(known: &BodyContent, other: &BodyContent, has_schema: bool) -> bool {
    use BodyFormat::{Bytes, Form, Json, JsonLines, JsonSequence, Multipart, Text, Xml};
    let same_format =
        std::mem::discriminant(&known.format) == std::mem::discriminant(&other.format);
    // A media type without a schema is any value of its format.
    if !same_format || !has_schema && !matches!(known.format, Text | Bytes) {
        return same_format;
    }
    let same_type = known.ty == other.ty;
    let same_name = essence(&known.media_type) == essence(&other.media_type);
    match known.format {
        // Patches have meanings of their own, even where their schema is the same.
        Json => same_type && (same_name || !is_patch(known) && !is_patch(other)),
        JsonLines | JsonSequence | Form(_) | Xml(_) => same_type,
        Multipart(_) => same_name,
        // A file can have a media type of its own, within the range.
        Bytes => same_name || known.range.is_some() || other.range.is_some(),
        Text => same_name || other.range.is_some() || is_xml(known) && is_xml(other),
    }
}

/// Returns `false` for a form that is not an object: frameworks repeat one schema for every media type.
fn is_sendable_as(types: &Types, content: &BodyContent) -> bool {
    let is_object = |ty: &Type| match types.resolved(ty) {
        Type::Map(_) | Type::Any(_) => true,
        Type::Named(id) => matches!(
            types.kind(*id),
            Some(TypeKind::Struct(_) | TypeKind::Union(_))
        ),
        _ => false,
    };
    !matches!(content.format, BodyFormat::Form(_)) || is_object(&content.ty)
}

fn is_patch(content: &BodyContent) -> bool {
    essence(&content.media_type).ends_with("patch+json")
}

fn is_xml(content: &BodyContent) -> bool {
    media::family(&content.media_type) == Family::Xml
}

/// The media types of one body.
struct Contents<'c, 'l, 'd, 'r> {
    context: &'c mut Context<'l, 'd, 'r>,
    body: &'d RequestBody<'d>,
    naming: &'c Naming<'c>,
    /// The schemas that have a type, so that an equal one of another media type has the same.
    known: Vec<(SchemaId, Lowered)>,
}

impl<'d> Contents<'_, '_, 'd, '_> {
    fn content(&mut self, media: &'d MediaType<'d>, is_preferred: bool) -> BodyContent {
        let family = media::family(&media.name);
        let schema = media.schema.or(media.item_schema);
        let word = (!is_preferred).then(|| word(family));
        if let Some(format) = lines(&media.name)
            && let Some(item) = self.item(media)
        {
            let naming = self.naming.then("request");
            let lowered = self.ty(item, Some("item"), &naming.then("item"));
            return BodyContent {
                media_type: media.name.trim().to_owned(),
                range: None,
                format,
                ty: lowered.whole(),
                constant: None,
            };
        }
        // The type of a structure that is sent as text or bytes would be unused.
        let is_raw = match family {
            Family::Bytes | Family::OtherBytes => true,
            Family::OtherText(_) => {
                !schema.is_some_and(|schema| streams::is_text(self.context.document(), schema))
            }
            _ => false,
        };
        let lowered = match (is_raw && !is_preferred, word) {
            (true, _) => Lowered::default(),
            (false, None) => self.ty(schema, None, &self.naming.then("request")),
            (false, Some(word)) => {
                let naming = self.naming.then(word);
                self.ty(schema, Some(word), &naming.then("request"))
            }
        };
        let xml = match (family, schema) {
            (Family::Xml, Some(schema)) => self.context.lowering.xml(schema),
            _ => None,
        };
        let range = media
            .name
            .contains('*')
            .then(|| media.name.trim().to_owned());
        if let Some(element) = xml {
            let format = BodyFormat::Xml(element);
            return BodyContent {
                media_type: sent_type(&media.name, family, &format),
                range,
                format,
                ty: lowered.whole(),
                constant: None,
            };
        }
        if matches!(family, Family::Form | Family::Multipart) {
            self.report_unknown_properties(media, &lowered.ty);
            self.report_positions(media);
        }
        let lowering = &self.context.lowering;
        let format = format(lowering, media, family, &lowered);
        let media_type = match (family, kind(&lowering.types, &lowered.ty)) {
            (Family::Text, Kind::Structure) if format == BodyFormat::Json => {
                "application/json".to_owned()
            }
            _ => sent_type(&media.name, family, &format),
        };
        let constant = lowered.constant.clone();
        BodyContent {
            media_type,
            range,
            constant: constant.filter(|_| matches!(format, BodyFormat::Json | BodyFormat::Text)),
            ty: match &format {
                BodyFormat::Multipart(_) => lowered.ty,
                BodyFormat::Text => Type::String,
                BodyFormat::Bytes => Type::Binary,
                _ => lowered.whole(),
            },
            format,
        }
    }

    /// Reports encodings of parts without a name.
    fn report_positions(&mut self, media: &MediaType<'_>) {
        let prefix = media
            .prefix_encoding
            .first()
            .map(|it| ("prefixEncoding", it));
        let item = media.item_encoding.as_ref().map(|it| ("itemEncoding", it));
        for (field, encoding) in prefix.into_iter().chain(item) {
            let message = format!(
                "`{field}` is not supported; the caller sets the media type and the headers of each part"
            );
            self.context
                .lowering
                .report(Code::NotSupported, encoding.place, message);
        }
    }

    /// Reports encodings of properties that the schema does not have.
    fn report_unknown_properties(&mut self, media: &'d MediaType<'d>, ty: &Type) {
        let lowering = &mut self.context.lowering;
        let Some(object) = lowering.types.structure(ty) else {
            return;
        };
        let is_known = |name: &str| object.fields.iter().any(|field| field.wire_name == name);
        if object.additional.is_some() {
            return;
        }
        let encodings = media.encoding.iter();
        let unknown: Vec<_> = encodings.filter(|(name, _)| !is_known(name)).collect();
        let names = || object.fields.iter().map(|field| field.wire_name.as_str());
        let schema = media
            .schema
            .and_then(|schema| lowering.document.schemas.get(schema));
        let schema = schema.map(|schema| Place::Document(lowering.location(schema.place)));
        for (name, encoding) in unknown {
            let message = format!("the schema has no property `{}`", name.escape_debug());
            let place = Place::Document(lowering.location(encoding.place));
            let mut diagnostic = Diagnostic::new(Code::EncodingOfNothing, place, message);
            if let Some(schema) = &schema {
                diagnostic = diagnostic.related(schema.clone(), "the schema of the body");
            }
            lowering
                .diagnostics
                .push(match did_you_mean(name, names()) {
                    Some(similar) => diagnostic.help(format!(
                        "a property with a similar name exists: `{similar}`"
                    )),
                    None => diagnostic,
                });
        }
    }

    /// Returns the type of a schema, or that of an equal one.
    fn ty(
        &mut self,
        schema: Option<SchemaId>,
        media_type: Option<&str>,
        naming: &Naming<'_>,
    ) -> Lowered {
        let document = self.context.document();
        let mut known = self.known.iter();
        let equal = known.find(|(known, _)| {
            schema.is_some_and(|schema| equal_schemas(document, *known, schema))
        });
        if let Some((_, lowered)) = equal {
            return lowered.clone();
        }
        let holder = Holder {
            component: self.body.component.as_deref(),
            role: "request",
        };
        let lowered = self.context.ty_in(schema, holder, media_type, naming);
        self.known
            .extend(schema.map(|schema| (schema, lowered.clone())));
        lowered
    }

    /// Returns the schema of an item of JSON Lines, if there is one. Returns `None` if the schema is that of the whole
    /// text, which describes no items.
    fn item(&self, media: &MediaType<'_>) -> Option<Option<SchemaId>> {
        if media.item_schema.is_some() {
            return Some(media.item_schema);
        }
        let Some(schema) = media.schema else {
            return Some(None);
        };
        streams::item_of(self.context.document(), schema)
    }
}

/// Returns the format of a media type of JSON values one after the other.
fn lines(media_type: &str) -> Option<BodyFormat> {
    match streams::framing(media_type)? {
        Framing::Lines => Some(BodyFormat::JsonLines),
        Framing::Sequence => Some(BodyFormat::JsonSequence),
        Framing::Events => None,
    }
}

/// Returns the word for a media type in the names of its types.
const fn word(family: Family) -> &'static str {
    match family {
        Family::Json | Family::JsonSuffix => "json",
        Family::Form => "form",
        Family::Multipart => "multipart",
        Family::Xml => "xml",
        Family::Text | Family::OtherText(_) => "text",
        Family::Open | Family::Bytes | Family::OtherBytes => "other",
    }
}

/// Returns the format of one media type. The type decides by what it is behind its names: a reference to a component
/// that is a string or bytes is sent as that.
fn format(
    lowering: &Lowering<'_, '_>,
    media: &MediaType<'_>,
    family: Family,
    lowered: &Lowered,
) -> BodyFormat {
    let config = lowering.config;
    match (family, kind(&lowering.types, &lowered.ty)) {
        (Family::Multipart, Kind::Bytes | Kind::Text) => BodyFormat::Multipart(Vec::new()),
        (_, Kind::Bytes) => BodyFormat::Bytes,
        (Family::Json | Family::JsonSuffix, _) => BodyFormat::Json,
        (Family::Form, Kind::Text) => BodyFormat::Text,
        (Family::Multipart, _) => {
            BodyFormat::Multipart(forms::parts(lowering.document, media, config))
        }
        (Family::Form, _) => BodyFormat::Form(serialization::properties(media, config)),
        (Family::Open | Family::Text, Kind::Text) => BodyFormat::Text,
        (Family::Text, Kind::Any) => BodyFormat::Text,
        // A structure described as plain text is JSON in practice (ASP.NET generates such documents), and the JSON of a
        // number is its text.
        (Family::Open | Family::Text, _) => BodyFormat::Json,
        (Family::OtherText(_) | Family::Xml, _) => BodyFormat::Text,
        (Family::Bytes | Family::OtherBytes, _) => BodyFormat::Bytes,
    }
}

/// The kinds of values that a media type can distinguish.
enum Kind {
    Text,
    Bytes,
    Any,
    /// A number, a boolean, or an enumeration of them.
    Scalar,
    Structure,
}

fn kind(types: &Types, ty: &Type) -> Kind {
    match types.resolved(ty) {
        Type::Binary => Kind::Bytes,
        Type::Any(_) => Kind::Any,
        ty if ty.is_text() => Kind::Text,
        Type::Named(id) => match types.kind(*id) {
            Some(TypeKind::Enum(list)) if list.base == EnumBase::String => Kind::Text,
            Some(TypeKind::Enum(_)) => Kind::Scalar,
            _ => Kind::Structure,
        },
        Type::Boolean | Type::Integer(_) | Type::Number | Type::Decimal | Type::UnixTime => {
            Kind::Scalar
        }
        _ => Kind::Structure,
    }
}

/// Returns the media type to be sent: a specific one, if the document has a range.
fn sent_type(media_type: &str, family: Family, format: &BodyFormat) -> String {
    let is_range = family == Family::Open || media_type.contains('*');
    match format {
        BodyFormat::Json if is_range && family == Family::Text => "text/plain",
        BodyFormat::Json if is_range => "application/json",
        BodyFormat::Text if is_range => "text/plain",
        BodyFormat::Bytes if is_range => "application/octet-stream",
        BodyFormat::Xml(_) if is_range => "application/xml",
        BodyFormat::Multipart(_) if is_range => "multipart/form-data",
        _ => media_type.trim(),
    }
    .to_owned()
}
