//! Pagination: a stream of the pages of a list, and a stream of the items of all pages.
//!
//! A page is requested when it is polled, or, if asked to, while the one before it is used. After an error the stream
//! ends. It can then be resumed, which requests the failed page again, or continued in another process with the text
//! that `continuation` returns.

mod link;
mod paging;
mod position;
mod progress;
mod seek;
#[cfg(all(feature = "blocking", not(target_arch = "wasm32")))]
mod waiting;

pub use paging::Paging;
#[cfg(all(feature = "blocking", not(target_arch = "wasm32")))]
pub use waiting::{WaitItems, WaitPages, WaitPagesWithResponse};

use super::call::Call;
use super::error::Result;
use super::response::{RawResponse, Response};
use futures_core::Stream;
use progress::Progress;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::vec;

/// A [`Stream`] of the pages of a list.
#[must_use = "a stream does nothing until it is polled"]
pub struct Pages<P> {
    progress: Progress,
    decoder: fn(&RawResponse) -> Result<P>,
}

impl<P> Pages<P> {
    /// Creates the stream of the pages of a call.
    pub fn new(
        call: Call<'_>,
        paging: &'static Paging,
        decoder: fn(&RawResponse) -> Result<P>,
    ) -> Self {
        let (core, content) = call.into_parts();
        Self {
            progress: Progress::new(core, content, paging),
            decoder,
        }
    }

    /// Continues a list where an earlier stream of the same request stopped, perhaps in another process. `continuation`
    /// is the text that its `continuation` returned. If it is invalid, the stream returns an error.
    pub fn continue_from(mut self, continuation: &str) -> Self {
        self.progress.continue_from(continuation);
        self
    }

    /// Returns the position of the next page as text, which can be stored and passed to
    /// [`continue_from`](Self::continue_from); `None` at the end of the list. It contains the cursor, link or number of
    /// the page and no credentials. After an error it is the position of the failed page.
    pub fn continuation(&self) -> Option<String> {
        self.progress.continuation(None)
    }

    /// Requests each page while the one before it is used, for lists that are read to their end: a request is sent
    /// before it is known whether its page is needed. A blocking iterator requests a page when it is needed.
    pub fn ahead(mut self) -> Self {
        self.progress.ahead();
        self
    }

    /// Resumes the stream after an error: the next poll requests the failed page again.
    pub fn resume(&mut self) {
        self.progress.resume();
    }

    /// Returns a stream that includes status and headers of each page.
    pub fn with_response(self) -> PagesWithResponse<P> {
        PagesWithResponse(self)
    }

    /// Returns a blocking iterator over the pages. Inside an asynchronous task it returns an error.
    #[cfg(all(feature = "blocking", not(target_arch = "wasm32")))]
    pub fn wait(self) -> WaitPages<P> {
        WaitPages(self)
    }

    fn poll_page(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Response<P>>>> {
        loop {
            let response = ready!(self.progress.poll_response(context));
            if let Some(page) = self.decoded(response) {
                self.progress.poll_ahead(context);
                return Poll::Ready(page);
            }
        }
    }

    /// Decodes and records a page; `None` if it is not passed on to the user.
    fn decoded(
        &mut self,
        response: Option<Result<RawResponse>>,
    ) -> Option<Option<Result<Response<P>>>> {
        let Some(response) = response else {
            return Some(None);
        };
        let page = response.and_then(|raw| {
            let page = (self.decoder)(&raw)?;
            Ok(self
                .progress
                .record(&raw)?
                .then(|| Response::new(raw, page)))
        });
        match page {
            Ok(page) => page.map(|page| Some(Ok(page))),
            Err(error) => Some(Some(Err(self.progress.fail(error)))),
        }
    }
}

impl<P> Stream for Pages<P> {
    type Item = Result<P>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let page = ready!(self.poll_page(context));
        Poll::Ready(page.map(|page| page.map(Response::into_body)))
    }
}

/// Shows no cursors and links, since they may be secrets.
impl<P> fmt::Debug for Pages<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").finish_non_exhaustive()
    }
}

/// A [`Stream`] of the pages of a list, each with its status and headers.
#[must_use = "a stream does nothing until it is polled"]
#[derive(Debug)]
pub struct PagesWithResponse<P>(Pages<P>);

impl<P> PagesWithResponse<P> {
    /// See [`Pages::continuation`].
    pub fn continuation(&self) -> Option<String> {
        self.0.continuation()
    }

    /// See [`Pages::resume`].
    pub fn resume(&mut self) {
        self.0.resume();
    }

    /// Returns a blocking iterator over the pages. Inside an asynchronous task it returns an error.
    #[cfg(all(feature = "blocking", not(target_arch = "wasm32")))]
    pub fn wait(self) -> WaitPagesWithResponse<P> {
        WaitPagesWithResponse(self)
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
    /// The number of items of the page that were returned.
    used: u64,
}

impl<P, T> Items<P, T> {
    /// Creates the stream of the items of pages.
    pub fn new(pages: Pages<P>, items: fn(P) -> Vec<T>) -> Self {
        Self {
            pages,
            items,
            page: Vec::new().into_iter(),
            used: 0,
        }
    }

    /// Continues a list where an earlier stream of the same request stopped, perhaps in another process. `continuation`
    /// is the text that its `continuation` returned. If it is invalid, the stream returns an error.
    pub fn continue_from(mut self, continuation: &str) -> Self {
        self.pages = self.pages.continue_from(continuation);
        self
    }

    /// Returns the position of the next item as text, which can be stored and passed to
    /// [`continue_from`](Self::continue_from); `None` at the end of the list. It contains the cursor, link or number of
    /// its page and no credentials. After an error it is the position of the failed page.
    ///
    /// Inside a page the page is requested again when the list is continued, and as many of its items are left out as
    /// were returned before.
    pub fn continuation(&self) -> Option<String> {
        let used = (self.page.len() > 0).then_some(self.used);
        self.pages.progress.continuation(used)
    }

    /// Requests each page while the items of the one before it are used, for lists that are read to their end: a request
    /// is sent before it is known whether its page is needed. A blocking iterator requests a page when it is needed.
    pub fn ahead(mut self) -> Self {
        self.pages = self.pages.ahead();
        self
    }

    /// Resumes the stream after an error: the next poll requests the failed page again.
    pub fn resume(&mut self) {
        self.pages.resume();
    }

    /// Returns a blocking iterator over the items. Inside an asynchronous task it returns an error.
    #[cfg(all(feature = "blocking", not(target_arch = "wasm32")))]
    pub fn wait(self) -> WaitItems<P, T> {
        WaitItems(self)
    }

    /// Returns the next item of the last page.
    fn next_item(&mut self) -> Option<T> {
        let item = self.page.next()?;
        self.used += 1;
        Some(item)
    }

    /// Sets the last page, without the items that were used before the list was continued.
    fn set_page(&mut self, page: P) {
        self.page = (self.items)(page).into_iter();
        self.used = 0;
        while self.used < self.pages.progress.used_before() && self.next_item().is_some() {}
    }
}

// No field is pinned.
impl<P, T> Unpin for Items<P, T> {}

impl<P, T> Stream for Items<P, T> {
    type Item = Result<T>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(item) = self.next_item() {
                self.pages.progress.poll_ahead(context);
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(Pin::new(&mut self.pages).poll_next(context)) {
                None => return Poll::Ready(None),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                Some(Ok(page)) => self.set_page(page),
            }
        }
    }
}

impl<P, T> fmt::Debug for Items<P, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items").finish_non_exhaustive()
    }
}
