//! Where a call's requests go.

use std::borrow::Cow;

use super::Pipeline;
pub(crate) use crate::endpoint::url::is_remote_http;
use crate::{
    binding::request::RequestParts,
    endpoint::{self, Endpoint, EndpointError, EndpointParams, url::takes_prefix},
    error::Cause,
};

/// Where requests go and what they are signed for, the same for every attempt.
pub(crate) struct Target {
    pub(crate) endpoint: Endpoint,
    pub(crate) region: Cow<'static, str>,
    pub(crate) url: String,
}

impl Pipeline<'_> {
    /// Resolves the endpoint and puts the URL together.
    pub(crate) fn target(&mut self, parts: &RequestParts) -> Result<Target, Cause> {
        let engine = self.engine;
        let service = self.meta.service;
        let custom = self
            .options
            .endpoint
            .as_deref()
            .or_else(|| engine.endpoint_for(service.sdk_id));
        let params = EndpointParams {
            region: self.details.region.as_deref(),
            use_fips: engine.use_fips,
            use_dual_stack: engine.use_dual_stack,
            endpoint: custom,
        };
        let mut endpoint = endpoint::resolve(service, &params).map_err(Cause::Endpoint)?;
        let region = match (endpoint.signing_region.take(), &self.details.region) {
            (Some(region), _) => region,
            (None, Some(region)) => region.clone().into(),
            (None, None) if self.meta.no_auth => "".into(),
            (None, None) => {
                let error = EndpointError::unsigned(service, &params);
                return Err(Cause::Endpoint(error));
            }
        };
        let url = join_url(&endpoint.url, parts);
        if !engine.allow_http && is_remote_http(&url) {
            return Err(Cause::Config(crate::ConfigError::plain_http(&endpoint.url)));
        }
        Ok(Target {
            endpoint,
            region,
            url,
        })
    }
}

/// `https://host/base` + `/path` + `?query`, with the host prefix before the host (unless that is an address).
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
