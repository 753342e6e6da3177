//! The progress through the pages of a list. It is not generic, so it is compiled once.
//!
//! A list ends when the response has no cursor or link, reports that there are no more items, or reports a total that
//! is reached; with page numbers and offsets also at an empty page. A cursor or link that was used before, and a page
//! with the same body as the previous one, are errors, since the list would never end.

use super::super::core::Core;
use super::super::error::{Error, ErrorKind, Result};
use super::super::operation::{Operation, Parameter};
use super::super::request::content::Content;
use super::super::response::RawResponse;
use super::super::transport::BoxFuture;
use super::paging::{Next, Paging, Path, Target};
use super::position::{PageKey, Position};
use super::{link, seek};
use http::header::HeaderValue;
use serde_json::{Map, Value};
use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::task::{Context, Poll};

/// A request for a page, and then its response.
type Sent = BoxFuture<'static, Result<RawResponse>>;

/// The progress through the pages of a list.
pub struct Progress {
    core: Core,
    paging: &'static Paging,
    operation: &'static Operation,
    /// The content of the call, as the user set it. `None` if it could be sent only once.
    content: Option<Content>,
    /// The number that the user's request asks for.
    start: Option<u64>,
    /// The position of the next page; `None` at the end of the list.
    next: Option<Position>,
    /// The position of the page that was received last.
    last: Position,
    /// Whether a page was received.
    has_begun: bool,
    /// Whether an error was returned. No page is requested then until the user continues.
    has_failed: bool,
    /// The reason why the next page cannot be requested. It is returned once.
    trouble: Option<Error>,
    sent: Option<Sent>,
    /// Whether the next page is requested while the last one is used.
    is_ahead: bool,
    /// The response of the next page, which arrived while the last one was used.
    arrived: Option<Result<RawResponse>>,
    /// Hashes of the cursors and links that were requested.
    requested: HashSet<u64>,
    last_body: Option<u64>,
}

impl Progress {
    /// Begins with the page that the call asks for.
    pub fn new(core: Core, mut content: Content, paging: &'static Paging) -> Self {
        let asked = value_in(&mut content, paging.target);
        let start = asked.as_ref().and_then(whole_number);
        let received = match paging.next {
            Next::Page(first) => start.is_none_or(|start| start == first).then_some(0),
            Next::Offset(first) => Some(start.unwrap_or(first).saturating_sub(first)),
            _ => None,
        };
        let first = Position {
            received,
            ..Position::default()
        };
        let mut progress = Self {
            core,
            paging,
            operation: content.operation,
            content: Some(content),
            start,
            next: Some(first.clone()),
            last: first,
            has_begun: false,
            has_failed: false,
            trouble: None,
            sent: None,
            is_ahead: false,
            arrived: None,
            requested: HashSet::new(),
            last_body: None,
        };
        if let Some(page) = asked.and_then(cursor) {
            progress.is_requested(&page);
        }
        progress
    }

    /// Requests each page while the one before it is used.
    pub fn ahead(&mut self) {
        self.is_ahead = true;
    }

    /// Continues at a position that [`continuation`](Self::continuation) returned.
    pub fn continue_from(&mut self, text: &str) {
        match Position::from_text(text, self.operation) {
            Ok(position) => {
                self.is_requested(&position.page);
                self.next = Some(position);
            }
            Err(error) => {
                self.trouble = Some(error);
                self.next = None;
            }
        }
    }

    /// Returns the position of the next page as text, or the position after the first `used` items of the last page.
    pub fn continuation(&self, used: Option<u64>) -> Option<String> {
        let position = match used {
            None => self.next.clone()?,
            Some(used) => self.inside_last_page(used),
        };
        Some(position.to_text(self.operation))
    }

    fn inside_last_page(&self, used: u64) -> Position {
        let last = &self.last;
        if let (Next::Offset(first), Some(received)) = (self.paging.next, last.received) {
            // An offset is exact, so the page is not requested again.
            let received = received.saturating_add(used);
            return Position {
                page: PageKey::Number(received.saturating_add(first)),
                received: Some(received),
                used: 0,
            };
        }
        Position {
            used,
            ..last.clone()
        }
    }

    /// Returns the number of items of the last page that were used before the list was continued.
    pub fn used_before(&self) -> u64 {
        self.last.used
    }

    /// Requests the failed page again.
    pub fn resume(&mut self) {
        self.has_failed = false;
    }

    /// Records an error, after which no page is requested until the user continues.
    pub fn fail(&mut self, error: Error) -> Error {
        self.has_failed = true;
        error.in_operation(self.operation)
    }

    /// Returns the content of the request for the next page; `None` at the end.
    fn next_content(&mut self) -> Option<Result<Content>> {
        if self.has_failed {
            return None;
        }
        if let Some(error) = self.trouble.take() {
            return Some(Err(error));
        }
        let position = self.next.as_ref()?;
        let Some(mut content) = self.content.take() else {
            let message = "the body can be sent only once, so no other page can be requested";
            return Some(Err(Error::new(ErrorKind::Request, message)));
        };
        self.content = content.try_clone();
        let set = set_page(&mut content, self.paging.target, position.page.clone());
        Some(set.map(|()| content))
    }

    /// Polls the response of the next page; `None` at the end.
    pub fn poll_response(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<RawResponse>>> {
        if let Some(response) = self.arrived.take() {
            return Poll::Ready(Some(response));
        }
        let mut sent = match self.sent() {
            None => return Poll::Ready(None),
            Some(Err(error)) => return Poll::Ready(Some(Err(error))),
            Some(Ok(sent)) => sent,
        };
        let response = sent.as_mut().poll(context).map(Some);
        if response.is_pending() {
            self.sent = Some(sent);
        }
        response
    }

    /// Returns the request for the next page, which may have been sent before; `None` at the end.
    fn sent(&mut self) -> Option<Result<Sent>> {
        if let Some(sent) = self.sent.take() {
            return Some(Ok(sent));
        }
        let content = self.next_content()?;
        Some(content.map(|content| self.core.clone().send(content)))
    }

    /// Polls the response of the next page before it is needed, if it is requested ahead.
    pub fn poll_ahead(&mut self, context: &mut Context<'_>) {
        if self.is_ahead
            && self.arrived.is_none()
            && let Poll::Ready(response) = self.poll_response(context)
        {
            self.arrived = response;
        }
    }

    /// Waits for the response of the next page; `None` at the end.
    #[cfg(all(feature = "blocking", not(target_arch = "wasm32")))]
    pub fn wait_for_response(&mut self) -> Option<Result<RawResponse>> {
        if let Some(response) = self.arrived.take() {
            return Some(response);
        }
        Some(self.sent()?.and_then(super::super::blocking::wait))
    }

    /// Records a page that was received and decoded. Returns whether it is passed on to the user.
    ///
    /// # Errors
    /// Returns an error if the page is the same as the previous one.
    pub fn record(&mut self, raw: &RawResponse) -> Result<bool> {
        let is_numbered = matches!(self.paging.next, Next::Page(_) | Next::Offset(_));
        let key = match self.paging.next {
            Next::LastItem(path) => Some(path),
            _ => None,
        };
        let body = self.paging.json(raw.body());
        let (count, last_item) = match self.paging.next {
            Next::Page(_) | Next::Offset(_) | Next::LastItem(_) => {
                seek::list(&body, self.paging.items, key)
            }
            _ => (0, None),
        };
        if is_numbered && count > 0 && self.is_repeated(raw) {
            return Err(repeated("page").with_response(raw.clone()));
        }
        let position = self.next.take().unwrap_or_default();
        let received = position
            .received
            .map(|received| received.saturating_add(count));
        self.next = match self.following(&position, (raw, &body), count, last_item) {
            Ok(page) => page.map(|page| Position {
                page,
                received,
                used: 0,
            }),
            Err(error) => {
                self.trouble = Some(error.with_response(raw.clone()));
                // The list can be continued only by requesting this page again.
                let (used, _) = seek::list(&body, self.paging.items, None);
                Some(Position {
                    used,
                    ..position.clone()
                })
            }
        };
        self.last = position;
        let is_first = !std::mem::replace(&mut self.has_begun, true);
        Ok(is_first || !is_numbered || count > 0)
    }

    /// Returns the page after this one; `None` if the list ends here.
    fn following(
        &mut self,
        position: &Position,
        (raw, body): (&RawResponse, &[u8]),
        count: u64,
        last_item: Option<Value>,
    ) -> Result<Option<PageKey>> {
        let has_more = self
            .paging
            .has_more
            .and_then(|path| seek::value(body, path))
            .map(|value| is_true(&value));
        if has_more == Some(false) {
            return Ok(None);
        }
        let page = match self.paging.next {
            Next::Page(first) => return Ok(self.following_number(position, body, count, first, 1)),
            Next::Offset(first) => {
                return Ok(self.following_number(position, body, count, first, count));
            }
            Next::Cursor(path) => seek::value(body, path).and_then(cursor),
            Next::CursorHeader(name) => {
                let value = raw.headers().get(name);
                let value = value.and_then(|value| value.to_str().ok());
                value.and_then(|value| cursor(value.into()))
            }
            Next::LastItem(_) => last_item.and_then(cursor),
            Next::Link(path) => match seek::value(body, path) {
                Some(Value::String(text)) => self.linked(position, &text)?,
                _ => None,
            },
            Next::LinkHeader => match link::next_in_headers(raw.headers()) {
                Some(text) => self.linked(position, &text)?,
                None => None,
            },
        };
        match page {
            None if has_more == Some(true) => {
                let message =
                    "the response states that there are more items, but not how to request them";
                Err(Error::new(ErrorKind::Pagination, message))
            }
            Some(page) if self.is_requested(&page) => Err(repeated("cursor or link")),
            page => Ok(page),
        }
    }

    /// Returns the number of the page after this one; `None` if the list ends here.
    fn following_number(
        &self,
        position: &Position,
        body: &[u8],
        count: u64,
        first: u64,
        step: u64,
    ) -> Option<PageKey> {
        let number = |path: Path| {
            let value = seek::value(body, path);
            value.as_ref().and_then(whole_number)
        };
        let this = match position.page {
            PageKey::Number(number) => number,
            _ => self.start.unwrap_or(first),
        };
        let next = this.saturating_add(step);
        let received = position
            .received
            .map(|received| received.saturating_add(count));
        let total = self.paging.total.and_then(number);
        let has_all = total
            .zip(received)
            .is_some_and(|(total, received)| received >= total);
        let pages = self.paging.page_count.and_then(number);
        let is_last = pages.is_some_and(|pages| next.saturating_sub(first) >= pages);
        (count > 0 && !has_all && !is_last).then_some(PageKey::Number(next))
    }

    /// Returns the page of a link on the page at this position.
    fn linked(&self, position: &Position, text: &str) -> Result<Option<PageKey>> {
        if text.trim().is_empty() {
            return Ok(None);
        }
        let mut content = match self.content.as_ref().and_then(Content::try_clone) {
            Some(content) => content,
            None => Content::new(self.operation),
        };
        if let PageKey::Link(link) = &position.page {
            content.link = Some(link.clone());
        }
        let page = self.core.url_of(&content)?;
        let link = link::path_and_query(&page, text, &self.core.secret_parameters())?;
        Ok(Some(PageKey::Link(link)))
    }

    /// Records a cursor or link, and returns whether it was recorded before. Numbers always grow.
    fn is_requested(&mut self, page: &PageKey) -> bool {
        let text = match page {
            PageKey::Cursor(cursor) => cursor.to_string(),
            PageKey::Link(link) => link.clone(),
            PageKey::AsRequested | PageKey::Number(_) => return false,
        };
        !self.requested.insert(hash(text.as_bytes()))
    }

    /// Returns whether the previous page had the same body.
    fn is_repeated(&mut self, raw: &RawResponse) -> bool {
        let body = Some(hash(raw.body()));
        std::mem::replace(&mut self.last_body, body) == body
    }
}

/// Sets what identifies the page in the content of a call.
fn set_page(content: &mut Content, target: Target, page: PageKey) -> Result<()> {
    let value = match page {
        PageKey::AsRequested => return Ok(()),
        PageKey::Link(link) => {
            content.link = Some(link);
            content.body = None;
            return Ok(());
        }
        PageKey::Number(number) => Value::from(number),
        PageKey::Cursor(cursor) => cursor,
    };
    let place = match target {
        Target::Query(name) => content.value_mut(name, Parameter::is_in_query),
        Target::Header(name) => content.value_mut(name, Parameter::is_in_header),
        Target::Body(path) => return set_in_body(content, path, value),
        Target::Url => None,
    };
    if let Some(place) = place {
        *place = Some(value);
    }
    Ok(())
}

fn hash(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    hasher.finish()
}

fn repeated(what: &str) -> Error {
    let message = format!("the server sent the same {what} again, so the list would never end");
    Error::new(ErrorKind::Pagination, message)
}

/// Returns the cursor, unless its value means that there is none.
fn cursor(value: Value) -> Option<PageKey> {
    let is_none = match &value {
        Value::Null | Value::Bool(_) => true,
        Value::String(text) => text.is_empty(),
        // The number of the first page, which some APIs send after the last one.
        Value::Number(number) => number.as_f64() == Some(0.0),
        Value::Array(_) | Value::Object(_) => false,
    };
    (!is_none).then_some(PageKey::Cursor(value))
}

fn is_true(value: &Value) -> bool {
    match value {
        Value::Bool(value) => *value,
        Value::String(text) => text == "true",
        Value::Number(number) => number.as_f64() != Some(0.0),
        _ => false,
    }
}

fn whole_number(value: &Value) -> Option<u64> {
    match value {
        Value::String(text) => text.parse().ok(),
        value => {
            let float = value.as_f64().filter(|float| *float >= 0.0);
            value.as_u64().or(float.map(|float| float as u64))
        }
    }
}

/// Returns the number or cursor that the user's request asks for.
fn value_in(content: &mut Content, target: Target) -> Option<Value> {
    let place = match target {
        Target::Query(name) => content.value_mut(name, Parameter::is_in_query),
        Target::Header(name) => content.value_mut(name, Parameter::is_in_header),
        Target::Body(path) => {
            let (_, body) = content.body.as_ref()?;
            return seek::value(body.as_bytes()?, path);
        }
        Target::Url => None,
    };
    place?.clone()
}

/// Sets a property of the JSON body. A body that was not set is an object with this property only.
fn set_in_body(content: &mut Content, path: Path, value: Value) -> Result<()> {
    let not_json = || {
        let message = "the body is not a JSON object, so the page cannot be set in it";
        Error::new(ErrorKind::Request, message)
    };
    let (media_type, mut tree) = match content.body.take() {
        None => (
            HeaderValue::from_static("application/json"),
            Value::Object(Map::new()),
        ),
        Some((media_type, body)) => {
            let bytes = body.as_bytes().ok_or_else(not_json)?;
            let tree = serde_json::from_slice(bytes);
            (media_type, tree.map_err(|_| not_json())?)
        }
    };
    let mut at = &mut tree;
    for name in path {
        if at.is_null() {
            *at = Value::Object(Map::new());
        }
        let members = at.as_object_mut().ok_or_else(not_json)?;
        at = members.entry(*name).or_insert(Value::Null);
    }
    *at = value;
    content.body = Some((media_type, tree.to_string().into()));
    Ok(())
}
