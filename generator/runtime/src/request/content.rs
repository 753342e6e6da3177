//! The content of a call: the values for an operation, without the client that sends them.

use super::super::error::Error;
use super::super::operation::{Operation, Parameter};
use super::super::transport::Body;
use http::Method;
use http::header::{HeaderMap, HeaderValue};
use serde_json::Value;
use std::time::Duration;

/// Everything that a call sends.
pub struct Content {
    pub operation: &'static Operation,
    /// A value for each parameter of the operation, in its order.
    pub values: Vec<Option<Value>>,
    pub body: Option<(HeaderValue, Body)>,
    /// The accepted media types, in place of those of the operation.
    pub accept: Option<&'static str>,
    /// The path and query of a link to the next page, which replace those of the operation. It is requested with GET.
    pub link: Option<String>,
    pub tuning: Tuning,
    /// Method and path of a request that the document does not describe.
    pub custom: Option<Box<Custom>>,
    /// The first error in setting a value. It becomes the error of the call.
    pub problem: Option<Error>,
}

/// How one call differs from the client's settings.
#[derive(Clone, Default)]
pub struct Tuning {
    pub timeout: Option<Duration>,
    pub retries: Option<u32>,
    pub headers: HeaderMap,
    /// Additional names and values of the query.
    pub query: Vec<(String, String)>,
    pub idempotency_key: Option<HeaderValue>,
}

/// Method and path of a request that the document does not describe.
#[derive(Clone)]
pub struct Custom {
    pub method: Method,
    pub path: String,
}

impl Content {
    /// Returns the method of the request.
    pub fn method(&self) -> Method {
        match &self.custom {
            Some(custom) => custom.method.clone(),
            // The generator admits only valid ones.
            None => Method::from_bytes(self.operation.method.as_bytes()).unwrap_or_default(),
        }
    }

    /// Returns method and path of a request that the document does not describe, for its errors.
    pub fn custom_subject(&self) -> Option<String> {
        let custom = self.custom.as_ref()?;
        let path = custom.path.split(['?', '#']).next().unwrap_or_default();
        Some(format!("{} {path}", custom.method))
    }

    /// Creates content without values.
    pub fn new(operation: &'static Operation) -> Self {
        Self {
            operation,
            values: vec![None; operation.parameters.len()],
            body: None,
            accept: None,
            link: None,
            tuning: Tuning::default(),
            custom: None,
            problem: None,
        }
    }

    /// Keeps an error, unless there is one already.
    pub fn fail(&mut self, error: Error) {
        let error = error.in_operation(self.operation);
        self.problem.get_or_insert(error);
    }

    /// Returns the place for the value of a parameter.
    pub fn value_mut(
        &mut self,
        name: &str,
        is_in_location: fn(&Parameter) -> bool,
    ) -> Option<&mut Option<Value>> {
        let mut places = self.operation.parameters.iter().zip(&mut self.values);
        places
            .find(|(parameter, _)| parameter.name == name && is_in_location(parameter))
            .map(|(_, value)| value)
    }

    /// Clones the content, if it can be sent more than once.
    pub fn try_clone(&self) -> Option<Self> {
        let body = match &self.body {
            None => None,
            Some((media_type, body)) => Some((media_type.clone(), body.try_clone()?)),
        };
        Some(Self {
            operation: self.operation,
            values: self.values.clone(),
            body,
            accept: self.accept,
            link: self.link.clone(),
            tuning: self.tuning.clone(),
            custom: self.custom.clone(),
            problem: None,
        })
    }
}
