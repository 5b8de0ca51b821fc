//! The two kinds of cases: what a call must send, and what a response must become.
//!
//! Each test contains its case's complete expectation and does not need a file. If the official files are available,
//! `official.rs` compares the expectation, and the call or result in its plain form, with them.

use super::{
    official::{self, Body},
    plain::Plain,
};
use crate::wire;
use bytes::Bytes;
use opsmith::{Error, Operation};
use serde_json::Value;
use std::fmt::Debug;

/// What a call must send.
pub(super) struct Request {
    pub(super) method: &'static str,
    /// Path and query, byte for byte.
    pub(super) uri: &'static str,
    /// The host, which may be followed by the endpoint's path.
    pub(super) host: Option<&'static str>,
    pub(super) headers: Vec<(&'static str, &'static str)>,
    pub(super) forbidden: Vec<&'static str>,
    pub(super) required: Vec<&'static str>,
    /// `None` for a compressed body, which the case does not specify.
    pub(super) body: Option<&'static str>,
}

/// A case of the input file.
pub(super) struct Input {
    id: &'static str,
    endpoint: Option<&'static str>,
    request: Request,
}

impl Input {
    pub(super) fn new(id: &'static str) -> Self {
        Self {
            id,
            endpoint: None,
            request: Request {
                method: "",
                uri: "",
                host: None,
                headers: Vec::new(),
                forbidden: Vec::new(),
                required: Vec::new(),
                body: Some(""),
            },
        }
    }

    /// The client's custom endpoint; otherwise the service's own is used.
    pub(super) fn endpoint(mut self, url: &'static str) -> Self {
        self.endpoint = Some(url);
        self
    }

    pub(super) fn get(self, uri: &'static str) -> Self {
        self.line("GET", uri)
    }

    pub(super) fn post(self, uri: &'static str) -> Self {
        self.line("POST", uri)
    }

    pub(super) fn put(self, uri: &'static str) -> Self {
        self.line("PUT", uri)
    }

    fn line(mut self, method: &'static str, uri: &'static str) -> Self {
        (self.request.method, self.request.uri) = (method, uri);
        self
    }

    pub(super) fn host(mut self, host: &'static str) -> Self {
        self.request.host = Some(host);
        self
    }

    pub(super) fn header(mut self, name: &'static str, value: &'static str) -> Self {
        self.request.headers.push((name, value));
        self
    }

    pub(super) fn forbid(mut self, header: &'static str) -> Self {
        self.request.forbidden.push(header);
        self
    }

    pub(super) fn require(mut self, header: &'static str) -> Self {
        self.request.required.push(header);
        self
    }

    /// A body and the `Content-Type` of JSON.
    pub(super) fn json(self, body: &'static str) -> Self {
        self.header("Content-Type", "application/json").body(body)
    }

    pub(super) fn body(mut self, body: &'static str) -> Self {
        self.request.body = Some(body);
        self
    }

    /// A compressed body.
    pub(super) fn gzip(mut self) -> Self {
        self.request.body = None;
        self
    }

    /// Checks what this call sends.
    pub(super) fn sent_by<O: Operation + Plain>(self, operation: O) {
        let Self {
            id,
            endpoint,
            request,
        } = self;
        let plain = operation.plain();
        official::check_input(id, endpoint, &plain, &request);

        // The result of the empty response does not matter to this case.
        let (sent, got) = wire::call(operation, endpoint, http::Response::new(Bytes::new()));
        let sent = sent.unwrap_or_else(|| panic!("{id}: nothing was sent: {:?}", got.err()));

        assert_eq!(sent.method(), request.method, "{id}: method");
        let target = sent.uri().path_and_query().expect("a path");
        assert_eq!(target.as_str(), request.uri, "{id}: uri");
        if let Some(host) = request.host.and_then(|host| host.split('/').next()) {
            assert_eq!(sent.uri().host(), Some(host), "{id}: host");
        }
        for (name, value) in request.headers {
            let values: Vec<_> = sent.headers().get_all(name).iter().collect();
            assert_eq!(values, [value], "{id}: header {name}");
        }
        for name in request.forbidden {
            assert_eq!(sent.headers().get(name), None, "{id}: header {name}");
        }
        for name in request.required {
            assert_ne!(sent.headers().get(name), None, "{id}: header {name}");
        }
        let read: O = wire::assert_reads_back(&sent, endpoint);
        if !AMBIGUOUS.iter().any(|(ambiguous, _)| *ambiguous == id) {
            assert_eq!(read.plain(), plain, "{id}: read back");
        }
        let Some(body) = request.body else {
            assert!(sent.body().starts_with(&GZIP), "{id}: compressed body");
            return;
        };
        let sent = std::str::from_utf8(sent.body()).expect("a body of text");
        assert_eq!(Body::of(sent), Body::of(body), "{id}: body");
    }
}

/// The cases whose call cannot be told from another one that sends the same request.
const AMBIGUOUS: [(&str, &str); 7] = [
    (
        "RestJsonHttpPrefixHeadersAreNotPresent",
        "an empty map of headers sends nothing",
    ),
    (
        "RestJsonHttpWithEmptyStructurePayload",
        "an absent payload is an empty structure",
    ),
    (
        "RestJsonHttpWithHeadersButNoPayload",
        "an absent payload is an empty structure",
    ),
    (
        "RestJsonOmitsEmptyListQueryValues",
        "an empty list sends nothing",
    ),
    (
        "RestJsonQueryIdempotencyTokenAutoFill",
        "a token is filled in",
    ),
    (
        "RestJsonQueryParamsStringListMap",
        "Smithy's servers put all parameters into the map",
    ),
    (
        "RestJsonQueryPrecedence",
        "Smithy's servers put all parameters into the map",
    ),
];

/// The first bytes of gzip data (RFC 1952, section 2.3.1).
const GZIP: [u8; 3] = [0x1f, 0x8b, 0x08];

/// The server's response.
pub(super) struct Response {
    pub(super) status: u16,
    pub(super) headers: Vec<(&'static str, &'static str)>,
    pub(super) body: &'static str,
}

/// The caller's result, in plain form.
pub(super) enum Returned {
    Output(Value),
    Error {
        code: &'static str,
        message: Option<&'static str>,
        members: Value,
    },
}

/// A case of the output file.
pub(super) struct Output {
    id: &'static str,
    response: Response,
}

impl Output {
    pub(super) fn new(id: &'static str) -> Self {
        Self {
            id,
            response: Response {
                status: 200,
                headers: Vec::new(),
                body: "",
            },
        }
    }

    pub(super) fn status(mut self, status: u16) -> Self {
        self.response.status = status;
        self
    }

    pub(super) fn header(mut self, name: &'static str, value: &'static str) -> Self {
        self.response.headers.push((name, value));
        self
    }

    /// A body and the `Content-Type` of JSON.
    pub(super) fn json(self, body: &'static str) -> Self {
        self.header("Content-Type", "application/json").body(body)
    }

    pub(super) fn body(mut self, body: &'static str) -> Self {
        self.response.body = body;
        self
    }

    /// Checks that this call returns `expected`.
    #[allow(clippy::needless_pass_by_value)] // the tests read better
    pub(super) fn returned_by<O>(self, operation: O, expected: O::Output)
    where
        O: Operation,
        O::Output: Plain + PartialEq + Debug,
    {
        let id = self.id;
        let result = expected.plain();
        official::check_output(id, &self.response, &Returned::Output(result.clone()));

        let output = self.answer(operation);
        let output = output.unwrap_or_else(|error| panic!("{id}: {error}"));
        assert_eq!(output.plain(), result, "{id}");
        // A value with a NaN in it does not equal itself; its plain form, where NaN is a string, was compared above.
        #[allow(clippy::eq_op)]
        if expected == expected {
            assert_eq!(output, expected, "{id}");
        }
    }

    /// Checks that this call fails with `expected`.
    #[allow(clippy::needless_pass_by_value)] // the tests read better
    pub(super) fn refused_with<O>(
        self,
        operation: O,
        code: &'static str,
        message: Option<&'static str>,
        expected: O::Error,
    ) where
        O: Operation,
        O::Output: Debug,
        O::Error: Plain + PartialEq,
    {
        let id = self.id;
        let members = expected.plain();
        official::check_output(
            id,
            &self.response,
            &Returned::Error {
                code,
                message,
                members,
            },
        );

        let error = self.answer(operation).expect_err("an error");
        assert_eq!(error.code(), Some(code), "{id}: code");
        assert_eq!(error.message(), message, "{id}: message");
        assert_eq!(error.service_error(), Some(&expected), "{id}: {error}");
    }

    fn answer<O: Operation>(self, operation: O) -> Result<O::Output, Error<O::Error>> {
        let mut response = http::Response::builder().status(self.response.status);
        for (name, value) in self.response.headers {
            response = response.header(name, value);
        }
        let response = response
            .body(Bytes::from_static(self.response.body.as_bytes()))
            .expect("a response");
        let (_, got) = wire::call(operation, None, response);
        got
    }
}
