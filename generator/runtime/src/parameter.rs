//! The description of a parameter, a part of the static of its operation: name, location and serialization.

/// Describes a parameter: its name, its location and the serialization of its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parameter {
    pub(crate) name: &'static str,
    pub(crate) location: ParameterLocation,
    pub(crate) content: ParameterContent,
    pub(crate) explode: bool,
    pub(crate) allow_reserved: bool,
    pub(crate) allow_empty: bool,
    pub(crate) required: bool,
    pub(crate) is_idempotency_key: bool,
    /// The separators of arrays by depth, where the style does not define them.
    pub(crate) separators: &'static [Separator],
}

/// The location of a parameter, with the style of its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ParameterLocation {
    Path(PathStyle),
    Query(QueryStyle),
    Header,
    Cookie(CookieStyle),
    /// The complete query.
    Querystring,
}

/// The serialization of the value of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ParameterContent {
    /// By the style.
    Style,
    /// As JSON.
    Json,
    /// As `application/x-www-form-urlencoded`. The properties that are listed have their serialization.
    Form(&'static [Parameter]),
}

/// The style of a path parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathStyle {
    /// `blue,black`
    Simple,
    /// `.blue,black`, exploded `.blue.black`
    Label,
    /// `;color=blue,black`
    Matrix,
}

/// The style of a query parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QueryStyle {
    /// `color=blue&color=black`
    Form,
    /// `color=blue%20black`
    SpaceDelimited,
    /// `color=blue%7Cblack`
    PipeDelimited,
    /// `color[R]=100&color[G]=200`, with this notation of arrays.
    DeepObject(ArrayFormat),
}

/// The style of a cookie parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CookieStyle {
    /// Percent-encoded.
    Form,
    /// Unchanged.
    Cookie,
}

/// The notation of an array inside brackets, which the specification leaves open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArrayFormat {
    /// `color[0]=blue&color[1]=black`
    Indices,
    /// `color[]=blue&color[]=black`
    Brackets,
    /// `color=blue&color=black`
    Repeat,
    /// `color=blue,black`
    Comma,
}

/// The separator of the items of an array (`collectionFormat` of Swagger 2.0).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Separator {
    /// `,`
    Comma,
    /// A space.
    Space,
    /// A tab.
    Tab,
    /// `|`
    Pipe,
}

impl Parameter {
    /// Creates a path parameter with the default style: `simple`, not exploded.
    pub const fn path(name: &'static str) -> Self {
        Self::new(name, ParameterLocation::Path(PathStyle::Simple), false).required()
    }

    /// Creates a query parameter with the default style: `form`, exploded.
    pub const fn query(name: &'static str) -> Self {
        Self::new(name, ParameterLocation::Query(QueryStyle::Form), true)
    }

    /// Creates a parameter for the complete query.
    pub const fn querystring(name: &'static str) -> Self {
        Self::new(name, ParameterLocation::Querystring, false)
    }

    /// Creates a header parameter: style `simple`, not exploded.
    pub const fn header(name: &'static str) -> Self {
        Self::new(name, ParameterLocation::Header, false)
    }

    /// Creates a cookie parameter: style `form`, exploded.
    pub const fn cookie(name: &'static str) -> Self {
        Self::new(name, ParameterLocation::Cookie(CookieStyle::Form), true)
    }

    const fn new(name: &'static str, location: ParameterLocation, explode: bool) -> Self {
        Self {
            name,
            location,
            content: ParameterContent::Style,
            explode,
            allow_reserved: false,
            allow_empty: false,
            required: false,
            is_idempotency_key: false,
            separators: &[],
        }
    }

    pub(crate) fn is_in_path(&self) -> bool {
        matches!(self.location, ParameterLocation::Path(_))
    }

    pub(crate) fn is_in_query(&self) -> bool {
        matches!(
            self.location,
            ParameterLocation::Query(_) | ParameterLocation::Querystring
        )
    }

    pub(crate) fn is_in_header(&self) -> bool {
        self.location == ParameterLocation::Header
    }

    pub(crate) fn is_in_cookie(&self) -> bool {
        matches!(self.location, ParameterLocation::Cookie(_))
    }

    /// Sets the style of a path parameter.
    pub const fn path_style(mut self, style: PathStyle) -> Self {
        if let ParameterLocation::Path(_) = self.location {
            self.location = ParameterLocation::Path(style);
        }
        self
    }

    /// Sets the style of a query parameter. It does not change `explode`.
    pub const fn query_style(mut self, style: QueryStyle) -> Self {
        if let ParameterLocation::Query(_) = self.location {
            self.location = ParameterLocation::Query(style);
        }
        self
    }

    /// Sends the value of a cookie parameter unchanged (style `cookie`).
    pub const fn cookie_style(mut self) -> Self {
        if let ParameterLocation::Cookie(_) = self.location {
            self.location = ParameterLocation::Cookie(CookieStyle::Cookie);
        }
        self
    }

    /// Serializes the value as JSON.
    pub const fn json(mut self) -> Self {
        self.content = ParameterContent::Json;
        self
    }

    /// Serializes an object as `application/x-www-form-urlencoded`. The properties that are listed have their own
    /// serialization; otherwise each item of an array is sent separately, and an object as JSON.
    pub const fn form(mut self, properties: &'static [Self]) -> Self {
        self.content = ParameterContent::Form(properties);
        self
    }

    /// Sets whether each item of an array or property of an object is a parameter of its own.
    pub const fn explode(mut self, explode: bool) -> Self {
        self.explode = explode;
        self
    }

    /// Leaves reserved characters unencoded, in the path (except `?` and `#`) or in the query.
    pub const fn allow_reserved(mut self) -> Self {
        self.allow_reserved = true;
        self
    }

    /// Sends `name=` for an empty array or object, which is omitted otherwise.
    pub const fn allow_empty(mut self) -> Self {
        self.allow_empty = true;
        self
    }

    /// Makes the parameter required.
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// Makes the header the idempotency key of a call: if it has no value, a random one is sent.
    pub const fn idempotency_key(mut self) -> Self {
        self.is_idempotency_key = true;
        self
    }

    /// Sets the separators of an array that is not exploded and of the arrays inside it, from the outside in.
    pub const fn separators(mut self, separators: &'static [Separator]) -> Self {
        self.separators = separators;
        self
    }
}
