//! Pagination by offset: a stream of pages, and a stream of the items of all pages.
//!
//! The offset grows by the number of items received. The list ends at an empty page, or when the offset reaches the
//! total that the page reports. A page with the same body as the previous one is an error, since the server ignores
//! the offset and the list would never end. After an error the stream ends, and `position` is the offset with which
//! another call can continue.

use super::call::Call;
use super::core::Core;
use super::error::{Error, ErrorKind, Result};
use super::operation::Parameter;
use super::request::content::Content;
use super::response::{RawResponse, Response};
use super::transport::BoxFuture;
use futures_core::Stream;
use serde_json::Value;
use std::fmt;
use std::hash::{DefaultHasher, Hasher};
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::vec;

/// The pagination of an operation by offset.
pub struct Offset<P> {
    /// The name of the query parameter with the offset.
    pub offset: &'static str,
    /// Returns the number of items of a page.
    pub count: fn(&P) -> usize,
    /// Returns the total number of items, if the page reports it.
    pub total: fn(&P) -> Option<u64>,
}

impl<P> Clone for Offset<P> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<P> Copy for Offset<P> {}

impl<P> fmt::Debug for Offset<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Offset")
            .field("offset", &self.offset)
            .finish_non_exhaustive()
    }
}

/// A [`Stream`] of the pages of a list.
#[must_use = "a stream does nothing until it is polled"]
pub struct Pages<P> {
    progress: Progress,
    by: Offset<P>,
    decoder: fn(&RawResponse) -> Result<P>,
}

/// The progress through the pages. It is not generic, so it is compiled once.
struct Progress {
    core: Core,
    /// The content of the call, as the user set it.
    content: Option<Content>,
    /// The offset of the next page.
    position: u64,
    is_first: bool,
    is_over: bool,
    last_body: Option<u64>,
    sent: Option<BoxFuture<'static, Result<RawResponse>>>,
}

impl<P> Pages<P> {
    /// Creates the stream of the pages of a call.
    pub fn new(call: Call<'_>, by: Offset<P>, decoder: fn(&RawResponse) -> Result<P>) -> Self {
        let (core, mut content) = call.into_parts();
        let start = content.value_mut(by.offset, Parameter::is_in_query);
        let start = start.and_then(|value| value.as_ref());
        let position = start.and_then(whole_number).unwrap_or_default();
        let progress = Progress {
            core,
            content: Some(content),
            position,
            is_first: true,
            is_over: false,
            last_body: None,
            sent: None,
        };
        Self {
            progress,
            by,
            decoder,
        }
    }

    /// Returns the offset with which another call would continue.
    pub fn position(&self) -> u64 {
        self.progress.position
    }

    /// Polls the next page, with its status and headers.
    fn poll_page(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Response<P>>>> {
        let Some(response) = ready!(self.progress.poll_response(self.by.offset, context)) else {
            return Poll::Ready(None);
        };
        let page = response.and_then(|raw| {
            let page = (self.decoder)(&raw)?;
            let (count, total) = ((self.by.count)(&page), (self.by.total)(&page));
            let is_returned = self.progress.record(&raw, count as u64, total)?;
            Ok(is_returned.then(|| Response::new(raw, page)))
        });
        self.progress.is_over |= page.is_err();
        Poll::Ready(page.transpose())
    }

    /// Returns a blocking iterator over the pages. Inside an asynchronous task it returns an error.
    #[cfg(all(feature = "blocking", not(target_arch = "wasm32")))]
    pub fn wait(self) -> WaitPages<P> {
        WaitPages(self)
    }
}

impl Progress {
    /// Polls the response of the next page; `None` at the end.
    fn poll_response(
        &mut self,
        offset: &str,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<RawResponse>>> {
        if self.sent.is_none() {
            let Some(content) = self.next_content(offset) else {
                self.is_over = true;
                return Poll::Ready(None);
            };
            self.sent = Some(self.core.clone().send(content));
        }
        let Some(sent) = &mut self.sent else {
            return Poll::Ready(None);
        };
        let response = ready!(sent.as_mut().poll(context));
        self.sent = None;
        Poll::Ready(Some(response))
    }

    /// Returns the content of the call for the next page; `None` at the end.
    fn next_content(&mut self, offset: &str) -> Option<Content> {
        if self.is_over {
            return None;
        }
        let content = self.content.take()?;
        // A body that can be sent only once allows only the first page.
        self.content = content.try_clone();
        let mut content = content;
        if !self.is_first
            && let Some(place) = content.value_mut(offset, Parameter::is_in_query)
        {
            *place = Some(Value::from(self.position));
        }
        Some(content)
    }

    /// Records a received page. Returns whether it is passed on to the user.
    fn record(&mut self, raw: &RawResponse, count: u64, total: Option<u64>) -> Result<bool> {
        let is_first = std::mem::take(&mut self.is_first);
        if count == 0 {
            self.is_over = true;
            return Ok(is_first);
        }
        let mut hasher = DefaultHasher::new();
        hasher.write(raw.body());
        let body = Some(hasher.finish());
        if self.last_body == body {
            let message = "the server sent the same page again, so the list would never end";
            return Err(Error::new(ErrorKind::Pagination, message).with_response(raw.clone()));
        }
        self.last_body = body;
        self.position = self.position.saturating_add(count);
        self.is_over = total.is_some_and(|total| self.position >= total);
        Ok(true)
    }
}

fn whole_number(value: &Value) -> Option<u64> {
    let float = value.as_f64().filter(|float| *float >= 0.0);
    value.as_u64().or(float.map(|float| float as u64))
}

impl<P> Stream for Pages<P> {
    type Item = Result<P>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let page = ready!(self.poll_page(context));
        Poll::Ready(page.map(|page| page.map(Response::into_body)))
    }
}

impl<P> fmt::Debug for Pages<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages")
            .field("position", &self.position())
            .finish_non_exhaustive()
    }
}

/// A [`Stream`] of the pages of a list, each with its status and headers.
#[must_use = "a stream does nothing until it is polled"]
#[derive(Debug)]
pub struct PagesWithResponse<P>(Pages<P>);

impl<P> Pages<P> {
    /// Returns a stream that includes status and headers of each page.
    pub fn with_response(self) -> PagesWithResponse<P> {
        PagesWithResponse(self)
    }
}

impl<P> PagesWithResponse<P> {
    /// See [`Pages::position`].
    pub fn position(&self) -> u64 {
        self.0.position()
    }
}

impl<P> Stream for PagesWithResponse<P> {
    type Item = Result<Response<P>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.poll_page(context)
    }
}

/// A [`Stream`] of the items of all pages of a list.
#[must_use = "a stream does nothing until it is polled"]
pub struct Items<P, T> {
    pages: Pages<P>,
    items: fn(P) -> Vec<T>,
    page: vec::IntoIter<T>,
}

impl<P, T> Items<P, T> {
    /// Creates the stream of the items of pages.
    pub fn new(pages: Pages<P>, items: fn(P) -> Vec<T>) -> Self {
        Self {
            pages,
            items,
            page: Vec::new().into_iter(),
        }
    }

    /// Returns the offset with which another call would continue.
    pub fn position(&self) -> u64 {
        self.pages.position().saturating_sub(self.page.len() as u64)
    }

    /// Returns a blocking iterator over the items. Inside an asynchronous task it returns an error.
    #[cfg(all(feature = "blocking", not(target_arch = "wasm32")))]
    pub fn wait(self) -> WaitItems<P, T> {
        WaitItems(self)
    }
}

// No field is pinned.
impl<P, T> Unpin for Items<P, T> {}

impl<P, T> Stream for Items<P, T> {
    type Item = Result<T>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(item) = self.page.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(Pin::new(&mut self.pages).poll_next(context)) {
                None => return Poll::Ready(None),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                Some(Ok(page)) => self.page = (self.items)(page).into_iter(),
            }
        }
    }
}

impl<P, T> fmt::Debug for Items<P, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items")
            .field("position", &self.position())
            .finish_non_exhaustive()
    }
}

/// A blocking iterator over the pages of a list.
#[cfg(all(feature = "blocking", not(target_arch = "wasm32")))]
#[derive(Debug)]
pub struct WaitPages<P>(Pages<P>);

#[cfg(all(feature = "blocking", not(target_arch = "wasm32")))]
impl<P> WaitPages<P> {
    /// See [`Pages::position`].
    pub fn position(&self) -> u64 {
        self.0.position()
    }
}

#[cfg(all(feature = "blocking", not(target_arch = "wasm32")))]
impl<P> Iterator for WaitPages<P> {
    type Item = Result<P>;

    fn next(&mut self) -> Option<Self::Item> {
        self.0.wait_for_page()
    }
}

/// A blocking iterator over the items of all pages of a list.
#[cfg(all(feature = "blocking", not(target_arch = "wasm32")))]
#[derive(Debug)]
pub struct WaitItems<P, T>(Items<P, T>);

#[cfg(all(feature = "blocking", not(target_arch = "wasm32")))]
impl<P, T> WaitItems<P, T> {
    /// See [`Items::position`].
    pub fn position(&self) -> u64 {
        self.0.position()
    }
}

#[cfg(all(feature = "blocking", not(target_arch = "wasm32")))]
impl<P, T> Iterator for WaitItems<P, T> {
    type Item = Result<T>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.0.page.next() {
                return Some(Ok(item));
            }
            match self.0.pages.wait_for_page()? {
                Ok(page) => self.0.page = (self.0.items)(page).into_iter(),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

#[cfg(all(feature = "blocking", not(target_arch = "wasm32")))]
impl<P> Pages<P> {
    /// Waits for the next page. The page is decoded in the calling thread, so its type does not have to be `Send`.
    fn wait_for_page(&mut self) -> Option<Result<P>> {
        let content = self.progress.next_content(self.by.offset)?;
        let response = super::blocking::wait(self.progress.core.clone().send(content));
        self.progress.sent = Some(Box::pin(std::future::ready(response)));
        let mut context = Context::from_waker(std::task::Waker::noop());
        match self.poll_page(&mut context) {
            Poll::Ready(page) => Some(page?.map(Response::into_body)),
            Poll::Pending => None,
        }
    }
}
