//! The endpoints of the three services that issue credentials.

use http::Uri;

use super::error::ProviderError;
use super::http::{Context, join};
use crate::config::{ConfigError, Settings};
use crate::endpoint::{ServiceMeta, Unusable, resolve_usable};

/// A service URL and what requests to it are signed for.
pub(crate) struct ServiceAddress {
    pub(crate) uri: Uri,
    pub(crate) region: String,
    /// For messages: `STS at sts.eu-west-1.amazonaws.com`.
    pub(crate) what: String,
}

impl ServiceAddress {
    /// The endpoint configured for the service, or else that of the region with the FIPS and dual-stack of the code or
    /// the settings, or else the global one. `path` starts with `/`.
    pub(crate) fn new(
        context: &Context,
        settings: &Settings,
        service: &'static ServiceMeta,
        region: Option<&str>,
        path: &str,
    ) -> Result<Self, ProviderError> {
        let params = context
            .endpoint_options
            .or(settings.endpoint_options)
            .params(
                Some(region.unwrap_or("aws-global")),
                settings.endpoint_url_for(service.sdk_id),
            );
        // A token or a signature goes over plain http only to this machine, or if the program allows it.
        let endpoint = resolve_usable(service, &params).map_err(|error| match error {
            Unusable::Unresolved(error) => ProviderError::Invalid(error.to_string()),
            Unusable::PlainHttp(url) => ConfigError::plain_http(&url).into(),
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
