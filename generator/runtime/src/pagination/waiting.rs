//! Blocking iterators over pages and items.

use super::super::error::Result;
use super::super::response::Response;
use super::{Items, Pages, PagesWithResponse};

/// A blocking iterator over the pages of a list.
#[derive(Debug)]
pub struct WaitPages<P>(pub(super) Pages<P>);

impl<P> WaitPages<P> {
    /// See [`Pages::continuation`].
    pub fn continuation(&self) -> Option<String> {
        self.0.continuation()
    }

    /// See [`Pages::resume`].
    pub fn resume(&mut self) {
        self.0.resume();
    }
}

impl<P> Iterator for WaitPages<P> {
    type Item = Result<P>;

    fn next(&mut self) -> Option<Self::Item> {
        Some(self.0.wait_for_page()?.map(Response::into_body))
    }
}

/// A blocking iterator over the pages of a list, each with its status and headers.
#[derive(Debug)]
pub struct WaitPagesWithResponse<P>(pub(super) PagesWithResponse<P>);

impl<P> WaitPagesWithResponse<P> {
    /// See [`Pages::continuation`].
    pub fn continuation(&self) -> Option<String> {
        self.0.continuation()
    }

    /// See [`Pages::resume`].
    pub fn resume(&mut self) {
        self.0.resume();
    }
}

impl<P> Iterator for WaitPagesWithResponse<P> {
    type Item = Result<Response<P>>;

    fn next(&mut self) -> Option<Self::Item> {
        self.0.0.wait_for_page()
    }
}

/// A blocking iterator over the items of all pages of a list.
#[derive(Debug)]
pub struct WaitItems<P, T>(pub(super) Items<P, T>);

impl<P, T> WaitItems<P, T> {
    /// See [`Items::continuation`].
    pub fn continuation(&self) -> Option<String> {
        self.0.continuation()
    }

    /// See [`Items::resume`].
    pub fn resume(&mut self) {
        self.0.resume();
    }
}

impl<P, T> Iterator for WaitItems<P, T> {
    type Item = Result<T>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.0.next_item() {
                return Some(Ok(item));
            }
            match self.0.pages.wait_for_page()? {
                Ok(page) => self.0.set_page(page.into_body()),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

impl<P> Pages<P> {
    /// Waits for the next page. The page is decoded in the calling thread, so its type does not have to be `Send`.
    fn wait_for_page(&mut self) -> Option<Result<Response<P>>> {
        loop {
            let response = self.progress.wait_for_response();
            if let Some(page) = self.decoded(response) {
                return page;
            }
        }
    }
}
