//! Checks a request against its operation, and decodes its values.

use super::media_types;
use super::operations::Operation;
use super::parameters::{Location, Parameter};
use super::schema_set::SchemaSet;
use super::texts::{Pair, form_decoded, pairs};
use super::{bodies, security, styles};
use crate::mock::Received;
use serde_json::Value;

/// A request that the server has checked.
#[derive(Clone, Debug, Default)]
pub struct Checked {
    /// The method and path template of the operation, if there is one.
    pub operation: Option<(String, String)>,
    /// What does not fit the document.
    pub problems: Vec<String>,
    /// The values of the parameters.
    pub parameters: Vec<(Location, String, Value)>,
    /// The content type and the value of the body.
    pub body: Option<(String, Value)>,
}

/// Checks a request for this operation.
pub(super) fn check(operation: &Operation, received: &Received, schemas: &SchemaSet) -> Checked {
    let mut checked = Checked {
        operation: Some((operation.method.clone(), operation.path.clone())),
        ..Checked::default()
    };
    let (path, query) = received
        .target
        .split_once('?')
        .unwrap_or((&received.target, ""));
    let mut request = Request {
        received,
        schemas,
        pairs: pairs(query).unwrap_or_else(|why| {
            checked.problems.push(format!("query: {why}"));
            Vec::new()
        }),
        cookies: cookies(received),
        checked,
    };
    request.fixed_query(operation);
    request.path(operation, path);
    // A property of an exploded object can have the name of another parameter, which has its pair.
    let is_exploded = |parameter: &&Parameter| {
        parameter.is_exploded() && schemas.shape(parameter.schema).names("object")
    };
    let (objects, others): (Vec<_>, Vec<_>) = of(operation, Location::Query).partition(is_exploded);
    let (open, closed): (Vec<_>, Vec<_>) = objects
        .into_iter()
        .partition(|parameter| takes_the_rest(parameter, schemas));
    for parameter in others.into_iter().chain(closed) {
        request.query(parameter);
    }
    for parameter in of(operation, Location::QueryString) {
        request.query_string(parameter, query);
    }
    for parameter in of(operation, Location::Header) {
        request.header(parameter);
    }
    for parameter in of(operation, Location::Cookie) {
        let cookies = of(operation, Location::Cookie);
        let others: Vec<&str> = cookies.map(|parameter| parameter.name.as_str()).collect();
        request.cookie(parameter, &others);
    }
    request.security(operation);
    // An object with any properties has the pairs that nothing else has.
    for parameter in open {
        request.query(parameter);
    }
    let unknown = request.pairs.iter().filter(|pair| !pair.used);
    let unknown: Vec<String> = unknown
        .map(|pair| format!("query: `{}` is not documented", pair.name))
        .collect();
    request.checked.problems.extend(unknown);
    request.body(operation);
    request.checked
}

fn of(operation: &Operation, location: Location) -> impl Iterator<Item = &Parameter> {
    let all = operation.parameters.iter();
    all.filter(move |parameter| parameter.location == location)
}

fn takes_the_rest(parameter: &Parameter, schemas: &SchemaSet) -> bool {
    schemas.shape(parameter.schema).allows_other_properties()
}

/// Returns the cookies of a request.
fn cookies(received: &Received) -> Vec<(String, String)> {
    let all = received.headers.iter().filter(|(name, _)| name == "cookie");
    all.flat_map(|(_, value)| value.split(';'))
        .filter_map(|cookie| {
            let (name, value) = cookie.trim().split_once('=')?;
            Some((name.to_owned(), value.to_owned()))
        })
        .collect()
}

/// A request while it is checked.
struct Request<'r> {
    received: &'r Received,
    schemas: &'r SchemaSet,
    pairs: Vec<Pair>,
    cookies: Vec<(String, String)>,
    checked: Checked,
}

impl Request<'_> {
    fn problem(&mut self, place: &str, why: &str) {
        self.checked.problems.push(format!("{place}: {why}"));
    }

    /// The query that the path of the operation fixes.
    fn fixed_query(&mut self, operation: &Operation) {
        for (name, value) in &operation.route.query {
            let is_it = |pair: &&mut Pair| {
                pair.name == *name && form_decoded(&pair.value).as_ref() == Ok(value)
            };
            match self.pairs.iter_mut().find(is_it) {
                Some(pair) => pair.used = true,
                None => self.problem("query", &format!("`{name}={value}` of the path is missing")),
            }
        }
    }

    fn path(&mut self, operation: &Operation, path: &str) {
        let texts = operation.route.texts(path).unwrap_or_default();
        let texts = texts.into_iter().map(str::to_owned);
        let mut texts: Vec<(&String, String)> = operation.route.names.iter().zip(texts).collect();
        for first in &operation.route.followed {
            if let Some([left, right]) = texts.get_mut(*first..first + 2) {
                self.divide(operation, left, right);
            }
        }
        for parameter in of(operation, Location::Path) {
            let name = parameter.name.trim_start_matches('+');
            let Some((_, text)) = texts.iter().find(|(known, _)| known.as_str() == name) else {
                continue;
            };
            let decoded = match parameter.media_type {
                Some(_) => content(&super::texts::decoded(text)),
                None => styles::path(parameter, &self.schemas.shape(parameter.schema), text),
            };
            self.keep(parameter, decoded.map(Some));
        }
    }

    /// Divides the text of two variables without a text between them so that both have valid values, if possible.
    fn divide(
        &self,
        operation: &Operation,
        left: &mut (&String, String),
        right: &mut (&String, String),
    ) {
        let is_valid = |name: &String, text: &str| {
            let found = of(operation, Location::Path).find(|known| known.name == *name);
            found.is_none_or(|parameter| {
                let shape = self.schemas.shape(parameter.schema);
                let values = styles::path(parameter, &shape, text).unwrap_or_default();
                let problem = |value: &Value| self.schemas.problem(parameter.schema?, value);
                values.iter().any(|value| problem(value).is_none())
            })
        };
        let joined = format!("{}{}", left.1, right.1);
        let places = joined.char_indices().skip(1);
        let mut divided = places.filter_map(|(at, _)| joined.split_at_checked(at));
        let found =
            divided.find(|(before, after)| is_valid(left.0, before) && is_valid(right.0, after));
        if let Some((before, after)) = found {
            left.1 = before.to_owned();
            right.1 = after.to_owned();
        }
    }

    fn query(&mut self, parameter: &Parameter) {
        if parameter.media_type.is_none() {
            let shape = self.schemas.shape(parameter.schema);
            let decoded = styles::query(parameter, &shape, &mut self.pairs);
            return self.keep(parameter, decoded);
        }
        let own = self
            .pairs
            .iter_mut()
            .find(|pair| pair.name == parameter.name);
        let decoded = own.map(|pair| {
            pair.used = true;
            content(&form_decoded(&pair.value))
        });
        self.keep(parameter, decoded.transpose());
    }

    /// The whole query as one value of a media type.
    fn query_string(&mut self, parameter: &Parameter, query: &str) {
        self.pairs.iter_mut().for_each(|pair| pair.used = true);
        if query.is_empty() {
            return self.keep(parameter, Ok(None));
        }
        let media_type = parameter.media_type.as_deref().unwrap_or_default();
        let is_form = media_types::kind(media_type) == media_types::Kind::Form;
        let content = super::operations::Content {
            media_type: media_type.to_owned(),
            schema: parameter.schema,
            item: None,
            encoding: Vec::new(),
        };
        let decoded = match is_form {
            true => bodies::decode(&content, media_type, query.as_bytes(), self.schemas),
            false => form_decoded(query).and_then(|text| {
                bodies::decode(&content, media_type, text.as_bytes(), self.schemas)
            }),
        };
        self.keep(parameter, decoded.map(|value| Some(vec![value])));
    }

    fn header(&mut self, parameter: &Parameter) {
        let name = parameter.name.to_lowercase();
        let sent: Vec<&str> = self
            .received
            .headers
            .iter()
            .filter(|(known, _)| *known == name)
            .map(|(_, value)| value.as_str())
            .collect();
        let decoded = match (sent.is_empty(), &parameter.media_type) {
            (true, _) => Ok(None),
            (_, Some(_)) => content(&Ok(sent.join(","))).map(Some),
            (_, None) => {
                let shape = self.schemas.shape(parameter.schema);
                styles::header(parameter, &shape, &sent.join(",")).map(Some)
            }
        };
        self.keep(parameter, decoded);
    }

    /// Decodes a cookie, of which the cookies of these other names are no part.
    fn cookie(&mut self, parameter: &Parameter, others: &[&str]) {
        let shape = self.schemas.shape(parameter.schema);
        let decoded = match &parameter.media_type {
            None => styles::cookie(parameter, &shape, &self.cookies, others),
            Some(_) => {
                let mut all = self.cookies.iter();
                let own = all.find(|(name, _)| *name == parameter.name);
                own.map(|(_, value)| content(&super::texts::decoded(value)))
                    .transpose()
            }
        };
        self.keep(parameter, decoded);
    }

    /// Keeps the first valid candidate, or reports why there is none.
    fn keep(&mut self, parameter: &Parameter, decoded: Result<Option<Vec<Value>>, String>) {
        let place = format!("{:?} parameter `{}`", parameter.location, parameter.name);
        let candidates = match decoded {
            Ok(Some(candidates)) => candidates,
            Ok(None) if parameter.required => return self.problem(&place, "is missing"),
            Ok(None) => return,
            Err(why) => return self.problem(&place, &why),
        };
        let problem = |value: &Value| self.schemas.problem(parameter.schema?, value);
        let valid = candidates.iter().find(|value| problem(value).is_none());
        let Some(value) = valid.or(candidates.first()) else {
            return;
        };
        let problem = problem(value);
        let value = value.clone();
        if let Some(problem) = problem {
            self.problem(&place, &format!("{problem}: {}", short(&value)));
        }
        let entry = (parameter.location, parameter.name.clone(), value);
        self.checked.parameters.push(entry);
    }

    fn security(&mut self, operation: &Operation) {
        let required = operation.security.iter().flatten();
        let required = required.filter_map(|scheme| match scheme {
            security::Scheme::Query(name) => Some(name),
            _ => None,
        });
        for name in required.chain(&operation.unrequired_query) {
            let own = self.pairs.iter_mut().filter(|pair| pair.name == *name);
            own.for_each(|pair| pair.used = true);
        }
        let sent = security::Sent {
            header: &|name| self.received.header(name).map(str::to_owned),
            query: &|name| {
                self.pairs
                    .iter()
                    .any(|pair| pair.name == name && !pair.value.is_empty())
            },
            cookie: &|name| {
                self.cookies
                    .iter()
                    .any(|(known, value)| known == name && !value.is_empty())
            },
        };
        let problem = security::problem(&operation.security, &sent);
        self.checked.problems.extend(problem);
    }

    fn body(&mut self, operation: &Operation) {
        let body = operation.body.as_ref();
        let content_type = self.received.header("content-type").map(str::to_owned);
        let is_empty = self.received.body.is_empty() && content_type.is_none();
        match (body, is_empty) {
            (None, true) => return,
            (None, false) => return self.problem("body", "is not documented"),
            (Some(body), true) if body.required => return self.problem("body", "is missing"),
            (Some(_), true) => return,
            (Some(_), false) => {}
        };
        let Some(content_type) = content_type else {
            return self.problem("body", "has no content type");
        };
        let Some(content) = operation.content(&content_type) else {
            return self.problem("body", &format!("`{content_type}` is not documented"));
        };
        match bodies::decode(content, &content_type, &self.received.body, self.schemas) {
            Ok(value) => {
                let problem = |value: &Value| {
                    bodies::validated(content, &content_type, value, self.schemas)
                        .into_iter()
                        .find_map(|(schema, value)| self.schemas.problem(schema, value))
                };
                let (mut value, mut found) = (value, None);
                if let Some(first) = problem(&value) {
                    let second =
                        bodies::second_meaning(content, &content_type, &value, self.schemas);
                    // The problem of the second meaning is the one that remains.
                    match second.map(|second| (problem(&second), second)) {
                        Some((None, second)) => value = second,
                        Some((remaining, second)) if second != value => found = remaining,
                        _ => found = Some(first),
                    }
                }
                if let Some(problem) = found {
                    self.problem("body", &format!("{problem}: {}", short(&value)));
                }
                self.checked.body = Some((content_type, value));
            }
            Err(why) => self.problem("body", &why),
        }
    }
}

/// Parses the JSON of a parameter with `content`. A text of another media type is itself.
fn content(text: &Result<String, String>) -> Result<Vec<Value>, String> {
    let text = text.clone()?;
    let parsed = serde_json::from_str(&text).ok();
    Ok(parsed.into_iter().chain([Value::from(text)]).collect())
}

fn short(value: &Value) -> String {
    value.to_string().chars().take(200).collect()
}
