//! A position in a list, and its form as text, with which another process continues.

use super::super::error::{Error, ErrorKind, Result};
use super::super::operation::Operation;
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde_json::{Map, Value};

/// The position of a page in its list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Position {
    pub page: PageKey,
    /// The number of items before the page, if all of them are known.
    pub received: Option<u64>,
    /// The number of items of the page that were used.
    pub used: u64,
}

/// What identifies a page.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum PageKey {
    /// The page that the user's request asks for.
    #[default]
    AsRequested,
    /// A page number or an offset.
    Number(u64),
    /// A cursor.
    Cursor(Value),
    /// A path and query on the server of the operation.
    Link(String),
}

impl Position {
    /// Returns the position as text.
    pub fn to_text(&self, operation: &Operation) -> String {
        let mut members = Map::new();
        let mut put = |name: &str, value: Value| members.insert(name.to_owned(), value);
        put("operation", operation.id.into());
        match &self.page {
            PageKey::AsRequested => None,
            PageKey::Number(number) => put("number", (*number).into()),
            PageKey::Cursor(cursor) => put("cursor", cursor.clone()),
            PageKey::Link(link) => put("link", link.as_str().into()),
        };
        if let Some(received) = self.received {
            put("received", received.into());
        }
        if self.used > 0 {
            put("used", self.used.into());
        }
        BASE64_URL_SAFE_NO_PAD.encode(Value::Object(members).to_string())
    }

    /// Reads the text of a position of this operation.
    ///
    /// # Errors
    /// Returns an error if the text is not a position, or is one of another operation.
    pub fn from_text(text: &str, operation: &'static Operation) -> Result<Self> {
        let invalid = |why: &str| {
            let message = format!("the continuation {why}");
            Error::new(ErrorKind::Request, message).in_operation(operation)
        };
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(text.trim()).ok();
        let members = bytes.and_then(|bytes| serde_json::from_slice::<Value>(&bytes).ok());
        let Some(Value::Object(mut members)) = members else {
            return Err(invalid("is not one that an SDK returned"));
        };
        if members.get("operation").and_then(Value::as_str) != Some(operation.id) {
            return Err(invalid("belongs to another operation"));
        }
        let number = |name: &str| members.get(name).and_then(Value::as_u64);
        let (received, used) = (number("received"), number("used").unwrap_or_default());
        let page = match (
            number("number"),
            members.get("link").and_then(Value::as_str),
        ) {
            (Some(number), _) => PageKey::Number(number),
            (None, Some(link)) if link.starts_with('/') => PageKey::Link(link.to_owned()),
            (None, Some(_)) => return Err(invalid("is not one that an SDK returned")),
            (None, None) => members
                .remove("cursor")
                .map_or(PageKey::AsRequested, PageKey::Cursor),
        };
        Ok(Self {
            page,
            received,
            used,
        })
    }
}
