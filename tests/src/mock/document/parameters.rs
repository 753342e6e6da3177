//! The parameters of an operation, with the serialization that the document states.

use super::operations::Found;
use super::tree::Place;
use crate::schemas::Schemas;

/// A parameter.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Its name on the wire.
    pub name: String,
    /// Its location.
    pub location: Location,
    /// Whether it is required.
    pub required: bool,
    pub(super) style: Style,
    pub(super) explode: bool,
    /// The character between the items of arrays in an array (Swagger 2.0).
    pub(super) inner_separator: Option<char>,
    /// The media type, if the value is serialized by one.
    pub(super) media_type: Option<String>,
    /// The number of its schema.
    pub(super) schema: Option<usize>,
}

impl Parameter {
    /// Returns `true` if the value is serialized by a media type.
    pub fn has_media_type(&self) -> bool {
        self.media_type.is_some()
    }

    /// Returns the number of its schema.
    pub fn schema(&self) -> Option<usize> {
        self.schema
    }

    /// Returns the character between items that may not be in them, since it has the same encoding there.
    pub fn ambiguous(&self) -> Option<char> {
        match self.style {
            Style::Space => Some(' '),
            Style::Pipe => Some('|'),
            Style::Tab => Some('\t'),
            _ => None,
        }
    }

    /// Returns `true` if the members of an object are pairs of their own in the query.
    pub fn is_exploded(&self) -> bool {
        let is_query = self.location == Location::Query && self.media_type.is_none();
        is_query && self.explode && self.style == Style::Form
    }

    /// Returns `true` if the style expresses objects in objects.
    pub fn is_nested(&self) -> bool {
        self.style == Style::Deep
    }
}

/// The location of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Location {
    Path,
    Query,
    Header,
    Cookie,
    QueryString,
}

/// A style, also those that only Swagger 2.0 has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Form,
    Space,
    Pipe,
    Tab,
    Deep,
    Simple,
    Label,
    Matrix,
    Cookie,
}

impl Style {
    /// Returns the style of this name.
    pub(super) fn of(name: &str) -> Option<Self> {
        Some(match name {
            "form" => Self::Form,
            "spaceDelimited" => Self::Space,
            "pipeDelimited" => Self::Pipe,
            "deepObject" => Self::Deep,
            "simple" => Self::Simple,
            "label" => Self::Label,
            "matrix" => Self::Matrix,
            "cookie" => Self::Cookie,
            _ => return None,
        })
    }
}

impl Location {
    fn of(name: &str) -> Option<Self> {
        Some(match name {
            "path" => Self::Path,
            "query" => Self::Query,
            "header" => Self::Header,
            "cookie" => Self::Cookie,
            "querystring" => Self::QueryString,
            _ => return None,
        })
    }
}

/// Headers whose parameters are ignored, OpenAPI 3.0 section 4.7.12.1.
const IGNORED: &[&str] = &["accept", "authorization", "content-type"];

/// Returns the parameters of an operation: its own, and those of its path item that it does not override.
pub(super) fn places<'t>(found: &Found<'t>) -> Vec<Place<'t>> {
    let mut places: Vec<Place<'t>> = Vec::new();
    let own = found.operation.members_of("parameters");
    let shared = found.item.members_of("parameters");
    for (_, place) in own.into_iter().chain(shared) {
        let key = |place: &Place<'t>| (place.text("name"), place.text("in"));
        if !places.iter().any(|known| key(known) == key(&place)) {
            places.push(place);
        }
    }
    places
}

/// Reads the parameters. Those of bodies are part of the body.
pub(super) fn parameters(found: &Found<'_>, schemas: &mut Schemas<'_>) -> Vec<Parameter> {
    places(found)
        .iter()
        .filter_map(|place| parameter(place, schemas))
        .collect()
}

fn parameter(place: &Place<'_>, schemas: &mut Schemas<'_>) -> Option<Parameter> {
    let name = place.text("name")?.to_owned();
    let location = Location::of(place.text("in")?)?;
    if location == Location::Header && IGNORED.contains(&name.to_lowercase().as_str()) {
        return None;
    }
    let content = place.members_of("content").into_iter().next();
    let (style, explode) = match place.is_swagger() {
        true => collection_format(place),
        false => style(place, location),
    };
    let pointer = match &content {
        Some((_, content)) => format!("{}/schema", content.pointer),
        None if place.is_swagger() => place.pointer.clone(),
        None => format!("{}/schema", place.pointer),
    };
    Some(Parameter {
        name,
        location,
        required: place.flag("required") == Some(true) || location == Location::Path,
        style,
        explode,
        inner_separator: inner_separator(place),
        media_type: content.map(|(media_type, _)| media_type),
        schema: schemas.reach(&pointer),
    })
}

/// Returns the style and `explode`, with their defaults.
fn style(place: &Place<'_>, location: Location) -> (Style, bool) {
    let named = place.text("style").and_then(Style::of);
    let style = named.unwrap_or(match location {
        Location::Path | Location::Header => Style::Simple,
        _ => Style::Form,
    });
    let explode = place
        .flag("explode")
        .unwrap_or(matches!(style, Style::Form | Style::Cookie));
    (style, explode)
}

/// Returns the style that corresponds to `collectionFormat` of Swagger 2.0.
pub(super) fn collection_format(place: &Place<'_>) -> (Style, bool) {
    let simple = matches!(place.text("in"), Some("path" | "header"));
    match place.text("collectionFormat") {
        Some("ssv") => (Style::Space, false),
        Some("tsv") => (Style::Tab, false),
        Some("pipes") => (Style::Pipe, false),
        Some("multi") => (Style::Form, true),
        _ if simple => (Style::Simple, false),
        _ => (Style::Form, false),
    }
}

/// Returns the character between the items of arrays in an array. Those of OpenAPI 3 have no notation.
fn inner_separator(place: &Place<'_>) -> Option<char> {
    let items = place.is_swagger().then(|| place.member("items"))??;
    Some(match collection_format(&items).0 {
        Style::Space => ' ',
        Style::Tab => '\t',
        Style::Pipe => '|',
        _ => ',',
    })
}
