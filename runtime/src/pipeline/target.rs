//! Where a call's requests go.

use std::borrow::Cow;

use bytes::Bytes;
use http::Uri;
use http::uri::{Authority, InvalidUri, PathAndQuery};

use super::Pipeline;
use crate::binding::request::{BuildError, RequestParts};
use crate::client::Engine;
use crate::client::destinations::Destination;
use crate::config::ConfigError;
use crate::endpoint;
use crate::endpoint::url::takes_prefix;
use crate::endpoint::{Endpoint, EndpointError, EndpointParams, ServiceMeta, Unusable};
use crate::error::Cause;

/// Where requests go and what they are signed for; the same for every attempt.
pub(crate) struct Target<'e> {
    pub(crate) at: Cow<'e, Destination>,
    /// What is signed and what is sent.
    pub(crate) uri: Uri,
}

impl Engine {
    /// What an endpoint of a service depends on, in `region` and with the custom endpoint `custom`, if any.
    pub(crate) fn endpoint_params<'a>(
        &'a self,
        service: &ServiceMeta,
        region: Option<&'a str>,
        custom: Option<&'a str>,
    ) -> EndpointParams<'a> {
        let custom = custom.or_else(|| self.endpoint_for(service.sdk_id));
        self.endpoint_options.params(region, custom)
    }

    /// The endpoint of a service. Everything the client sends goes to an endpoint resolved here.
    pub(crate) fn endpoint(
        service: &ServiceMeta,
        params: &EndpointParams<'_>,
    ) -> Result<Endpoint, Cause> {
        endpoint::resolve_usable(service, params).map_err(|error| match error {
            Unusable::Unresolved(error) => Cause::Endpoint(error),
            Unusable::PlainHttp(url) => Cause::Config(ConfigError::plain_http(&url)),
        })
    }
}

impl<'e> Pipeline<'e> {
    /// Finds out where the call goes, and moves its path and query into the URI.
    pub(super) fn target(&self, parts: &mut RequestParts) -> Result<Target<'e>, Cause> {
        let service = self.meta.service;
        let kept = &self.engine.destinations;
        // Nothing else about a call matters, except that one without a signature does not need a region.
        let is_common = self.options.region.is_none() && self.options.endpoint.is_none();
        let known = kept.get(service).filter(|_| is_common);
        let at = if let Some(known) = known {
            Cow::Borrowed(known)
        } else {
            let destination = self.destination()?;
            if is_common && !destination.region.is_empty() {
                kept.keep(service, destination.clone());
            }
            Cow::Owned(destination)
        };
        let uri = uri(&at, parts)?;
        Ok(Target { at, uri })
    }

    fn destination(&self) -> Result<Destination, Cause> {
        let service = self.meta.service;
        let region = self.details.region.as_deref();
        let custom = self.options.endpoint.as_deref();
        let params = self
            .engine
            .endpoint_params(service, region, custom)
            .of_call(self.options.region.is_some());
        let mut endpoint = Engine::endpoint(service, &params)?;
        let region = match (endpoint.signing_region.take(), region) {
            (Some(region), _) => region,
            (None, Some(region)) => region.to_owned().into(),
            (None, None) if self.is_unsigned() => "".into(),
            (None, None) => {
                return Err(Cause::Endpoint(EndpointError::unsigned(service, &params)));
            }
        };
        Destination::new(endpoint, region, &self.engine.skews)
            .map_err(|why| no_url("endpoint", &why))
    }
}

/// `https://host/base` + `/path` + `?query`, with the host prefix in front of the host (unless the host is an IP
/// address).
fn uri(at: &Destination, parts: &mut RequestParts) -> Result<Uri, Cause> {
    let mut path = std::mem::take(&mut parts.path);
    path.insert_str(0, &at.path);
    if !parts.query.is_empty() {
        path.push('?');
        path.push_str(&parts.query);
    }
    let length = path.len();
    let invalid = |error: InvalidUri| no_url("path", &error);
    let path = PathAndQuery::from_maybe_shared(Bytes::from(path)).map_err(invalid)?;
    if path.as_str().len() != length {
        return Err(no_url("path", &"it contains a `#`"));
    }
    let authority = if parts.host_prefix.is_empty() || !takes_prefix(&at.endpoint.url) {
        at.authority.clone()
    } else {
        let host = format!("{}{}", parts.host_prefix, at.authority);
        Authority::from_maybe_shared(Bytes::from(host)).map_err(invalid)?
    };
    let mut uri = http::uri::Parts::default();
    uri.scheme = Some(at.scheme.clone());
    uri.authority = Some(authority);
    uri.path_and_query = Some(path);
    Uri::from_parts(uri).map_err(|error| no_url("path", &error))
}

fn no_url(part: &str, why: &dyn std::fmt::Display) -> Cause {
    Cause::Build(BuildError::new(part, format!("does not make a URL: {why}")))
}
