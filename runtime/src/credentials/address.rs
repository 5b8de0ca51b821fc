//! The endpoints of the three services that issue credentials.

use http::Uri;

use super::error::Failure;
use super::http::{Context, join};
use crate::config::Settings;
use crate::endpoint::{EndpointParams, ServiceMeta, Unusable, resolve_usable, url::authority};

/// A service URL and what requests to it are signed for.
pub(crate) struct ServiceAddress {
    pub(crate) uri: Uri,
    pub(crate) region: String,
    /// For messages: `STS at sts.eu-west-1.amazonaws.com`.
    pub(crate) what: String,
}

impl ServiceAddress {
    /// The endpoint configured for the service, or else that of the region with the settings' FIPS and dual-stack, or
    /// else the global one. `path` starts with `/`.
    pub(crate) fn new(
        context: &Context,
        settings: &Settings,
        service: &'static ServiceMeta,
        region: Option<&str>,
        path: &str,
    ) -> Result<Self, Failure> {
        let params = EndpointParams {
            is_call_region: false,
            region: Some(region.unwrap_or("aws-global")),
            use_fips: settings.use_fips == Some(true),
            use_dual_stack: settings.use_dual_stack == Some(true),
            endpoint: settings.endpoint_url_for(service.sdk_id),
        };
        // A token or a signature goes over plain http only to this machine, or if the program allows it.
        let endpoint = resolve_usable(service, &params, context.allow_http).map_err(|error| {
            Failure::Invalid(match error {
                Unusable::Unresolved(error) => error.to_string(),
                Unusable::PlainHttp(url) => {
                    let host = authority(&url).unwrap_or_default();
                    format!(
                        "the endpoint `http://{host}` is not encrypted; use https, or call `allow_http` in code"
                    )
                }
            })
        })?;
        let uri = join(&endpoint.url, path)?;
        let authority = uri.authority().map_or("", |authority| authority.as_str());
        let region = match (region, &endpoint.signing_region) {
            (Some(_), Some(region)) => region.clone().into_owned(),
            _ => "us-east-1".to_owned(),
        };
        let what = format!("{} at {authority}", service.sdk_id);
        Ok(Self { uri, region, what })
    }
}
