// Written by sdkwright from the API's document: edits are lost.

//! Operations with the tag `Sessions`.

use crate::models;
use crate::runtime::{
    Call, Core, Items, Offset, Operation, Pages, Parameter, Request, Success, decode,
};
use http::Method;

/// Operations with the tag `Sessions`.
#[derive(Clone, Copy, Debug)]
pub struct Sessions<'c> {
    core: &'c Core,
}

impl<'c> Sessions<'c> {
    pub(crate) const fn new(core: &'c Core) -> Self {
        Self { core }
    }

    /// Start an Equos avatar sesssion.
    ///
    /// `POST /v3/sessions` (`SessionsController_create_v3`)
    ///
    /// **Deprecated.**
    ///
    /// ```no_run
    /// # async fn example(client: equos::Client) -> equos::Result<()> {
    /// let answer = client.sessions().create(equos::models::CreateEquosSessionRequest::new("Demo", equos::models::EquosResourceReference::new("avatar_1"))).await?;
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// - any other status: The call failed. — [`EquosErrorResponse`](crate::models::EquosErrorResponse)
    #[cfg_attr(feature = "deprecation-warnings", deprecated)]
    pub fn create(&self, body: models::CreateEquosSessionRequest) -> CreateSession<'c> {
        let mut call = Call::new(self.core, &CREATE);
        call.json(&body);
        Request::new(call, decode::json)
    }

    /// List Equos Sessions.
    ///
    /// `GET /v3/sessions` (`SessionsController_list_v3`)
    ///
    /// **Deprecated.**
    ///
    /// ```no_run
    /// # async fn example(client: equos::Client) -> equos::Result<()> {
    /// let answer = client.sessions().list().await?;
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// - any other status: The call failed. — [`EquosErrorResponse`](crate::models::EquosErrorResponse)
    #[cfg_attr(feature = "deprecation-warnings", deprecated)]
    pub fn list(&self) -> ListSessions<'c> {
        ListSessions {
            call: Call::new(self.core, &LIST),
        }
    }

    /// Get Equos Session by ID.
    ///
    /// `GET /v3/sessions/{id}` (`SessionsController_getById_v3`)
    ///
    /// - `id`: Equos Session ID
    ///
    /// **Deprecated.**
    ///
    /// ```no_run
    /// # async fn example(client: equos::Client) -> equos::Result<()> {
    /// let answer = client.sessions().get_by_id("id_1").await?;
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// - any other status: The call failed. — [`EquosErrorResponse`](crate::models::EquosErrorResponse)
    #[cfg_attr(feature = "deprecation-warnings", deprecated)]
    pub fn get_by_id(&self, id: impl Into<String>) -> GetSessionById<'c> {
        let mut call = Call::new(self.core, &GET_BY_ID);
        call.path("id", &id.into());
        Request::new(call, decode::json)
    }

    /// End an equos session. Returns null if already stopped or session was not found.
    ///
    /// `PATCH /v3/sessions/{id}/stop` (`SessionsController_stop_v3`)
    ///
    /// - `id`: Equos Session ID
    ///
    /// **Deprecated.**
    ///
    /// ```no_run
    /// # async fn example(client: equos::Client) -> equos::Result<()> {
    /// let answer = client.sessions().stop("id_1").await?;
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// - any other status: The call failed. — [`EquosErrorResponse`](crate::models::EquosErrorResponse)
    #[cfg_attr(feature = "deprecation-warnings", deprecated)]
    pub fn stop(&self, id: impl Into<String>) -> StopSession<'c> {
        let mut call = Call::new(self.core, &STOP);
        call.path("id", &id.into());
        Request::new(call, decode::json_or_none)
    }
}

static CREATE: Operation = Operation {
    id: "SessionsController_create_v3",
    method: Method::POST,
    path: "/v3/sessions",
    parameters: &[],
    security: &[&[0]],
    accept: "application/json",
    success: Success::Any,
    base_url: None,
};

/// Request builder for [`Sessions::create`]. Await it to send the request.
pub type CreateSession<'c> = Request<'c, models::CreateEquosSessionResponse>;

static LIST: Operation = Operation {
    id: "SessionsController_list_v3",
    method: Method::GET,
    path: "/v3/sessions",
    parameters: &[
        Parameter::query("take"),
        Parameter::query("skip"),
        Parameter::query("client"),
    ],
    security: &[&[0]],
    accept: "application/json",
    success: Success::Any,
    base_url: None,
};

/// Request builder for [`Sessions::list`]. Await it to send the request.
#[must_use = "a request is not sent until it is awaited"]
pub struct ListSessions<'c> {
    call: Call<'c>,
}

impl ListSessions<'_> {
    /// Sets the query parameter `take`.
    ///
    /// Default: `20`. At least 1. At most 50.
    pub fn take(mut self, take: u32) -> Self {
        self.call.query("take", &take);
        self
    }

    /// Sets the query parameter `skip`.
    ///
    /// Default: `0`. At least 0.
    pub fn skip(mut self, skip: u64) -> Self {
        self.call.query("skip", &skip);
        self
    }

    /// Sets the query parameter `client`.
    pub fn client(mut self, client: impl Into<String>) -> Self {
        self.call.query("client", &client.into());
        self
    }

    /// Returns a stream of the pages of the list, from the offset of this request. Each page is one request.
    pub fn pages(self) -> Pages<models::ListEquosSessionsResponse> {
        let by = Offset {
            offset: "skip",
            count: |page: &models::ListEquosSessionsResponse| page.sessions.len(),
            total: |page: &models::ListEquosSessionsResponse| Some(page.total),
        };
        Pages::new(self.call, by, decode::json)
    }

    /// Returns a stream of the items of all pages of the list. A page is requested when its items are polled.
    pub fn items(
        self,
    ) -> Items<models::ListEquosSessionsResponse, models::EquosSession> {
        Items::new(self.pages(), |page: models::ListEquosSessionsResponse| page.sessions)
    }
}

crate::runtime::request!(ListSessions, models::ListEquosSessionsResponse, decode::json);

static GET_BY_ID: Operation = Operation {
    id: "SessionsController_getById_v3",
    method: Method::GET,
    path: "/v3/sessions/{id}",
    parameters: &[Parameter::path("id")],
    security: &[&[0]],
    accept: "application/json",
    success: Success::Any,
    base_url: None,
};

/// Request builder for [`Sessions::get_by_id`]. Await it to send the request.
pub type GetSessionById<'c> = Request<'c, models::EquosSession>;

static STOP: Operation = Operation {
    id: "SessionsController_stop_v3",
    method: Method::PATCH,
    path: "/v3/sessions/{id}/stop",
    parameters: &[Parameter::path("id")],
    security: &[&[0]],
    accept: "application/json",
    success: Success::Any,
    base_url: None,
};

/// Request builder for [`Sessions::stop`]. Await it to send the request.
pub type StopSession<'c> = Request<'c, Option<models::EquosSession>>;
