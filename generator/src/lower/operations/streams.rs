//! Streams: which response is one, the type of its items, and how a request asks for it.
//!
//! A stream is a success response with a media type of sequential items (OpenAPI 3.2, section 4.14.3), or one that
//! `x-sdkwright-stream` declares. Its items are those of `itemSchema`; without that, `schema` describes one item, or
//! an array of them. If an operation also answers with a complete body, a boolean property or query parameter named
//! `stream` chooses between the two.

use super::accept;
use super::responses::lowered_status;
use super::shared::{Context, Holder};
use crate::diagnostics::Code;
use crate::lower::schemas::view::{AnyOf, Part, View, resolved};
use crate::lower::{Lowering, Naming};
use crate::media_type::essence;
use crate::model::{
    Body, BodyFormat, Framing, NamedEvent, Parameter, ParameterLocation, Stream, StreamData,
    StreamFlag, StreamItems, Type, TypeKind, Untyped,
};
use crate::spec::{self, Document, MediaType, Operation, SchemaId, SchemaType, Status, StreamHint};
use serde_json::Value;

/// The name of the property or parameter that chooses between a stream and a complete response.
const FLAG: &str = "stream";

/// The name of an event without one.
const MESSAGE: &str = "message";

/// Unions of events that are nested more deeply are one type.
const DEEPEST: usize = 8;

/// Limit of the events of a stream: the branches of unions in unions multiply.
const MOST_BRANCHES: usize = 10_000;

/// Returns how the items of a media type are separated, if it is one of sequential items.
pub(super) fn framing(media_type: &str) -> Option<Framing> {
    let essence = essence(media_type);
    let (_, subtype) = essence.split_once('/')?;
    match subtype {
        "event-stream" => Some(Framing::Events),
        "x-ndjson" | "ndjson" | "jsonl" | "x-jsonl" | "jsonlines" | "x-jsonlines"
        | "json-lines" | "stream+json" => Some(Framing::Lines),
        "json-seq" => Some(Framing::Sequence),
        other if other.ends_with("+json-seq") => Some(Framing::Sequence),
        _ => None,
    }
}

/// Returns the stream of an operation, if it has one.
pub(super) fn stream<'d>(
    context: &mut Context<'_, 'd, '_>,
    operation: &'d Operation<'d>,
    parameters: &[Parameter],
    body: Option<&Body>,
    naming: &Naming<'_>,
) -> Option<Stream> {
    if operation.method == "HEAD" {
        return None;
    }
    let hint = operation.hints.stream();
    let documented = documented(context, operation);
    if documented.is_none() && hint.is_none() {
        return None;
    }
    let hint = hint.unwrap_or_default();
    let media_type = match (hint.media_type, documented) {
        (Some(configured), _) => configured.to_owned(),
        (None, Some((_, media))) => media.name.trim().to_owned(),
        (None, None) => "text/event-stream".to_owned(),
    };
    let framing = framing(&media_type).unwrap_or(Framing::Events);
    let configured = hint
        .items
        .and_then(|name| configured_items(context, operation, name));
    let (items, end) = match (configured, documented) {
        (Some(schema), _) => {
            let holder = Holder {
                component: None,
                role: "event",
            };
            items(context, framing, Some(schema), false, holder, naming)
        }
        (None, Some((response, media))) => {
            let holder = Holder {
                component: response.component.as_deref(),
                role: if framing == Framing::Events {
                    "event"
                } else {
                    "item"
                },
            };
            let schema = media.item_schema.or(media.schema);
            let is_item = media.item_schema.is_some();
            items(context, framing, schema, is_item, holder, naming)
        }
        (None, None) => (items_of_any_type(framing), None),
    };
    Some(Stream {
        media_type,
        framing,
        items,
        flag: flag(context.lowering, &hint, parameters, body),
        end_marker: hint.end.or(end).map(str::to_owned),
    })
}

/// Returns the success response with a stream.
fn documented<'d>(
    context: &Context<'_, 'd, '_>,
    operation: &'d Operation<'d>,
) -> Option<(&'d spec::Response<'d>, &'d MediaType<'d>)> {
    let document = context.document();
    let responses = &operation.responses;
    let is_success = |status: Status| lowered_status(status).is_success();
    let successes = responses
        .by_status
        .iter()
        .filter(|(status, _)| is_success(*status));
    let mut successes: Vec<_> = successes.filter_map(|(_, response)| *response).collect();
    let has_success = responses
        .by_status
        .iter()
        .any(|(status, _)| is_success(*status));
    if !has_success {
        successes.extend(responses.default.flatten());
    }
    successes.into_iter().find_map(|response| {
        let response = document.responses.get(response)?;
        let mut content = response.content.iter();
        let media = content.find(|media| {
            framing(&media.name).is_some()
                && context
                    .accept
                    .is_none_or(|value| accept::selects(value, &media.name))
        })?;
        Some((response, media))
    })
}

/// Returns the schema of an item of sequential JSON values, if there is one: an array describes all of them. Returns
/// `None` for the schema of a text, which describes no items.
pub(super) fn item_of(document: &Document<'_>, schema: SchemaId) -> Option<Option<SchemaId>> {
    match resolved(document, schema) {
        None => Some(None),
        Some((_, view)) => match view.typ {
            Some(SchemaType::String) => None,
            Some(SchemaType::Array) => Some(view.items()),
            _ => Some(Some(schema)),
        },
    }
}

/// Returns `true` if a schema is that of a text.
pub(super) fn is_text(document: &Document<'_>, schema: SchemaId) -> bool {
    resolved(document, schema).is_some_and(|(_, view)| view.typ == Some(SchemaType::String))
}

fn configured_items(
    context: &mut Context<'_, '_, '_>,
    operation: &Operation<'_>,
    name: &str,
) -> Option<SchemaId> {
    let found = context.document().component_named(name);
    if found.is_none() {
        let message = format!("`{name}` is not the key of a component schema");
        context
            .lowering
            .report(Code::UnknownTypeOverride, operation.place, message);
    }
    found
}

fn items_of_any_type(framing: Framing) -> StreamItems {
    match framing {
        Framing::Events => StreamItems::Raw,
        Framing::Lines | Framing::Sequence => {
            let any = Type::Any(Untyped::Faithful("no schema is given"));
            StreamItems::One(StreamData::Json(any))
        }
    }
}

/// Returns the items, and the data of the event that ends the stream, if the schema tells it.
fn items<'d>(
    context: &mut Context<'_, 'd, '_>,
    framing: Framing,
    schema: Option<SchemaId>,
    is_item_schema: bool,
    holder: Holder<'d>,
    naming: &Naming<'_>,
) -> (StreamItems, Option<&'d str>) {
    let item = schema.map(|schema| match is_item_schema {
        true => schema,
        false => item_or_itself(context.document(), schema),
    });
    let known = item.and_then(|item| Some((item, resolved(context.document(), item)?.1)));
    let Some((item, view)) = known else {
        return (items_of_any_type(framing), None);
    };
    if framing != Framing::Events {
        // The schema of the whole text describes no items.
        if !is_item_schema && view.typ == Some(SchemaType::String) {
            return (items_of_any_type(framing), None);
        }
        let data = json(context, item, holder, &naming.then(holder.role));
        return (StreamItems::One(data), None);
    }
    if let Some(found) = events(context, item, holder, naming) {
        return found;
    }
    let envelope = envelope(&view, is_item_schema);
    if envelope.is_none() && view.is_trivial() && view.typ.is_none() {
        return (StreamItems::Raw, None);
    }
    let data = envelope.unwrap_or(item);
    let data = event_data(context, data, holder, &naming.then("event"));
    (StreamItems::One(data), None)
}

/// Returns the schema of the items of an array, or else the schema itself.
fn item_or_itself(document: &Document<'_>, schema: SchemaId) -> SchemaId {
    let view = resolved(document, schema).map(|(_, view)| view);
    let array = view.filter(|view| view.typ == Some(SchemaType::Array));
    array.and_then(|view| view.items()).unwrap_or(schema)
}

/// Returns the schema of `data`, if a schema describes an event with its fields, and not the data alone.
fn envelope(view: &View<'_>, is_item_schema: bool) -> Option<SchemaId> {
    let properties = view.properties()?;
    let is_field = |name: &&str| matches!(*name, "event" | "data" | "id" | "retry");
    let is_event = properties.keys().all(is_field) && (is_item_schema || properties.len() > 1);
    properties.get("data").copied().filter(|_| is_event)
}

/// Returns the events of a union whose branches each describe an event by its fields, and the data of the event that ends
/// the stream. An event without a name is a `message` (HTML, section 9.2.6).
fn events<'d>(
    context: &mut Context<'_, 'd, '_>,
    schema: SchemaId,
    holder: Holder<'d>,
    naming: &Naming<'_>,
) -> Option<(StreamItems, Option<&'d str>)> {
    let mut branches = Vec::new();
    let document = context.document();
    collect_branches(document, schema, None, DEEPEST, &mut branches)?;
    let end = branches.iter().find_map(|branch| match branch.name {
        None => constant(document, branch.data?),
        Some(_) => None,
    });
    // An event named `error` is an error of the stream.
    branches.retain(|branch| match branch.name {
        None => branch
            .data
            .is_none_or(|data| constant(document, data).is_none()),
        Some(name) => name != "error",
    });
    if let [
        Branch {
            name: None,
            data: Some(data),
            ..
        },
    ] = branches.as_slice()
    {
        let data = event_data(context, *data, holder, &naming.then("event"));
        return Some((StreamItems::One(data), end));
    }
    let mut events: Vec<NamedEvent> = Vec::new();
    for branch in branches {
        let name = branch.name.unwrap_or(MESSAGE);
        if events.iter().any(|event| event.name == name) {
            continue;
        }
        let data = match branch.data {
            Some(data) => {
                let words = format!("{name} event");
                event_data(context, data, holder, &naming.then(&words))
            }
            None => StreamData::Text,
        };
        events.push(NamedEvent {
            name: name.to_owned(),
            description: branch.description.map(str::to_owned),
            data,
        });
    }
    (!events.is_empty()).then_some((StreamItems::Named(events), end))
}

/// Returns the only text that a schema allows.
fn constant<'d>(document: &'d Document<'d>, schema: SchemaId) -> Option<&'d str> {
    resolved(document, schema)?.1.only_value()?.as_str()
}

struct Branch<'d> {
    /// The name of the event, if it has one.
    name: Option<&'d str>,
    data: Option<SchemaId>,
    description: Option<&'d str>,
}

/// Adds the events of a schema and of the branches of its union. `data` is the schema of the data beside the union.
/// Returns `None` if one of them is not an event with a fixed name or data of its own.
fn collect_branches<'d>(
    document: &'d Document<'d>,
    schema: SchemaId,
    data: Option<SchemaId>,
    depth: usize,
    branches: &mut Vec<Branch<'d>>,
) -> Option<()> {
    let depth = depth.checked_sub(1)?;
    if branches.len() > MOST_BRANCHES {
        return None;
    }
    let (schema, view) = resolved(document, schema)?;
    let part = Part::new(schema);
    let mut inherited = part.parts(&view).map(|part| part.schema);
    let data = property(&view, "data")
        .or_else(|| inherited.find_map(|base| property(&resolved(document, base)?.1, "data")))
        .or(data);
    let mut union: Vec<SchemaId> = view.one_of().to_vec();
    if let AnyOf::Schemas(schemas) = view.any_of() {
        union.extend(schemas);
    }
    if !union.is_empty() {
        for branch in union {
            collect_branches(document, branch, data, depth, branches)?;
        }
        return Some(());
    }
    let name = match property(&view, "event") {
        Some(event) => Some(constant(document, event)?),
        // Data alone could be a property of any object; within an event it has no name.
        None if depth + 1 == DEEPEST => return None,
        None => {
            let is_field = |name: &&str| matches!(*name, "data" | "id" | "retry");
            let properties = view.properties()?;
            let is_event = properties.contains_key("data") && properties.keys().all(is_field);
            is_event.then_some(None)?
        }
    };
    branches.push(Branch {
        name,
        data,
        description: view.description(),
    });
    Some(())
}

fn property(view: &View<'_>, name: &str) -> Option<SchemaId> {
    view.properties()?.get(name).copied()
}

/// Returns the type of the data of an event: text, unless the schema describes another type.
fn event_data<'d>(
    context: &mut Context<'_, 'd, '_>,
    schema: SchemaId,
    holder: Holder<'d>,
    naming: &Naming<'_>,
) -> StreamData {
    let Some((_, view)) = resolved(context.document(), schema) else {
        return StreamData::Text;
    };
    let content = view.own().and_then(|own| own.content.as_ref());
    let is_json = |media_type: &str| media_type.to_ascii_lowercase().ends_with("json");
    if let Some(content) = content
        && content.media_type.as_deref().is_none_or(is_json)
        && let Some(inner) = content.schema
    {
        return json(context, inner, holder, naming);
    }
    let is_text = match view.typ {
        Some(SchemaType::String) => true,
        None => view.is_trivial() && view.all_of().is_empty() && view.format.is_none(),
        Some(_) => false,
    };
    if is_text {
        return StreamData::Text;
    }
    json(context, schema, holder, naming)
}

fn json<'d>(
    context: &mut Context<'_, 'd, '_>,
    schema: SchemaId,
    holder: Holder<'d>,
    naming: &Naming<'_>,
) -> StreamData {
    StreamData::Json(context.ty(Some(schema), holder, naming).whole())
}

/// Returns the value of the request that asks for the stream.
fn flag(
    lowering: &Lowering<'_, '_>,
    hint: &StreamHint<'_>,
    parameters: &[Parameter],
    body: Option<&Body>,
) -> Option<StreamFlag> {
    let name = hint.flag.unwrap_or(FLAG);
    let on = hint.on.cloned().unwrap_or(Value::Bool(true));
    let off = hint.on.is_none().then_some(Value::Bool(false));
    let is_configured = hint.flag.is_some();
    let json = body.filter(|body| body.content.format == BodyFormat::Json);
    if json.is_some_and(|body| {
        is_configured && property_type(lowering, &body.content.ty, name).is_some()
            || property_type(lowering, &body.content.ty, name) == Some(&Type::Boolean)
    }) {
        let name = name.to_owned();
        return Some(StreamFlag::Body { name, on, off });
    }
    let parameter = parameters.iter().find(|parameter| {
        parameter.wire_name == name
            && matches!(parameter.location, ParameterLocation::Query { .. })
            && (is_configured || parameter.ty == Type::Boolean)
    })?;
    Some(StreamFlag::Query {
        name: name.to_owned(),
        on,
        off: off.filter(|_| parameter.required),
    })
}

/// Returns the type of a property of an object.
fn property_type<'l>(lowering: &'l Lowering<'_, '_>, ty: &Type, name: &str) -> Option<&'l Type> {
    let Type::Named(id) = ty else { return None };
    let mut kind = lowering.types.kind(*id)?;
    for _ in 0..32 {
        match kind {
            TypeKind::Alias(Type::Named(target)) => kind = lowering.types.kind(*target)?,
            TypeKind::Struct(object) => {
                let mut fields = object.fields.iter();
                return Some(&fields.find(|field| field.wire_name == name)?.ty);
            }
            _ => return None,
        }
    }
    None
}
