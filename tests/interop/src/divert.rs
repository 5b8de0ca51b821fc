//! A transport that sends every request to the recorder, no matter which host it was signed for.

use std::sync::{Arc, Mutex, PoisonError};

use http::{HeaderName, HeaderValue, Uri, header::HOST};
use opsmith::{Body, BoxFuture, HttpTransport, Transport, TransportError, TransportErrorKind};

/// Sends requests to the recorder and identifies their case with headers added after signing.
#[derive(Clone, Debug)]
pub struct Divert {
    recorder: Arc<str>,
    case: Arc<Mutex<String>>,
    http: HttpTransport,
}

impl Divert {
    pub fn new(recorder: &str) -> Self {
        Self {
            recorder: recorder.into(),
            case: Arc::default(),
            http: HttpTransport::default(),
        }
    }

    /// The case that the next request belongs to.
    pub fn set_case(&self, case: &str) {
        case.clone_into(&mut self.case.lock().unwrap_or_else(PoisonError::into_inner));
    }

    fn divert(&self, request: &mut http::Request<Body>) -> Result<(), http::Error> {
        let target = request
            .uri()
            .path_and_query()
            .map_or("/", |target| target.as_str());
        let diverted: Uri = format!("{}{target}", self.recorder).parse()?;
        let uri = std::mem::replace(request.uri_mut(), diverted);
        let case = self.case.lock().unwrap_or_else(PoisonError::into_inner);
        let headers = request.headers_mut();
        let host = uri.authority().map_or("", |authority| authority.as_str());
        headers.insert(HOST, HeaderValue::from_str(host)?);
        for (name, value) in [
            ("interop-side", "opsmith"),
            ("interop-scheme", uri.scheme_str().unwrap_or_default()),
            ("interop-case", &case),
        ] {
            headers.insert(HeaderName::from_static(name), HeaderValue::from_str(value)?);
        }
        Ok(())
    }
}

impl Transport for Divert {
    fn send(
        &self,
        mut request: http::Request<Body>,
    ) -> BoxFuture<'static, Result<http::Response<Body>, TransportError>> {
        match self.divert(&mut request) {
            Ok(()) => self.http.send(request),
            Err(error) => Box::pin(std::future::ready(Err(TransportError::new(
                TransportErrorKind::Request,
                error,
            )))),
        }
    }
}
