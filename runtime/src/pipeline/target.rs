//! Where a call's requests go.

use std::borrow::Cow;

use super::Pipeline;
use crate::binding::request::RequestParts;
use crate::client::Engine;
use crate::config::ConfigError;
use crate::endpoint;
use crate::endpoint::url::{authority, takes_prefix};
use crate::endpoint::{Endpoint, EndpointError, EndpointParams, ServiceMeta, Unusable};
use crate::error::Cause;
use crate::signing::skew;

/// Where requests go and what they are signed for; the same for every attempt.
pub(crate) struct Target {
    pub(crate) endpoint: Endpoint,
    pub(crate) region: Cow<'static, str>,
    pub(crate) url: String,
    /// The host whose clock the requests are dated by.
    pub(crate) host: skew::Host,
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

impl Pipeline<'_> {
    /// Resolves the endpoint and assembles the URL.
    pub(super) fn target(&self, parts: &RequestParts) -> Result<Target, Cause> {
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
        Ok(Target {
            url: join_url(&endpoint.url, parts),
            // Names in front of the endpoint's host lead to the same service.
            host: self
                .engine
                .skews
                .host(authority(&endpoint.url).unwrap_or_default()),
            endpoint,
            region,
        })
    }
}

/// `https://host/base` + `/path` + `?query`, with the host prefix in front of the host (unless the host is an IP
/// address).
fn join_url(endpoint: &str, parts: &RequestParts) -> String {
    let mut url = String::with_capacity(
        endpoint.len() + parts.host_prefix.len() + parts.path.len() + parts.query.len() + 1,
    );
    match endpoint.split_once("://") {
        Some((scheme, rest)) if !parts.host_prefix.is_empty() && takes_prefix(endpoint) => {
            url.push_str(scheme);
            url.push_str("://");
            url.push_str(&parts.host_prefix);
            url.push_str(rest);
        }
        _ => url.push_str(endpoint),
    }
    url.push_str(&parts.path);
    if !parts.query.is_empty() {
        url.push('?');
        url.push_str(&parts.query);
    }
    url
}
