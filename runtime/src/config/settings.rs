//! The client settings that come from outside the program.

use super::error::{ConfigError, SettingOrigin};
use super::named::Named;
use super::shared::{SharedConfig, selected_profile};
use super::sources::Sources;
use super::value::{Found, Lookup, parse_region};
use crate::endpoint::EndpointOptions;
use crate::retry::RetryMode;

/// The settings of the environment and the selected profile; `None` where neither sets anything.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Settings {
    /// The selected profile's name; `default` when none was named.
    pub(crate) profile: String,
    /// `AWS_REGION`, `AWS_DEFAULT_REGION`, `region`. The instance's own region is a last resort; see
    /// `credentials::instance_region`.
    pub(crate) region: Option<String>,
    /// `AWS_ENDPOINT_URL`, or else the profile's `endpoint_url`; `None` if configured endpoints are ignored. For a
    /// single service, use [`Settings::endpoint_url_for`], which knows the order of precedence.
    pub(crate) endpoint_url: Option<String>,
    /// `AWS_MAX_ATTEMPTS`, `max_attempts`; at least 1.
    pub(crate) max_attempts: Option<u32>,
    /// `AWS_RETRY_MODE`, `retry_mode`.
    pub(crate) retry_mode: Option<RetryMode>,
    /// `AWS_USE_FIPS_ENDPOINT`, `use_fips_endpoint`; `AWS_USE_DUALSTACK_ENDPOINT`, `use_dualstack_endpoint`.
    pub(crate) endpoint_options: EndpointOptions,
    /// `AWS_SDK_UA_APP_ID`, `sdk_ua_app_id`; at most 50 characters.
    pub(crate) app_id: Option<String>,
    /// `AWS_DISABLE_REQUEST_COMPRESSION`, `disable_request_compression`.
    pub(crate) disable_request_compression: Option<bool>,
    /// `AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES`, `request_min_compression_size_bytes`; at most 10 MiB.
    pub(crate) request_min_compression_size: Option<u32>,
    /// `AWS_ENDPOINT_URL`, kept separately because it takes precedence over the profile's `services`.
    environment_endpoint: Option<String>,
    /// `AWS_ENDPOINT_URL_<SERVICE>`, by `<SERVICE>`.
    environment_endpoints: Named<String>,
    /// The profile's `services` section, by the service's name in uppercase.
    profile_endpoints: Named<String>,
}

impl Settings {
    /// The settings of the profile named in code, or else by `AWS_PROFILE`, or else `default`. A profile that was named
    /// must exist. This does not use the network.
    pub(crate) fn resolve(
        sources: &dyn Sources,
        shared: &SharedConfig,
        profile: Option<&str>,
    ) -> Result<Self, ConfigError> {
        let (name, origin) = match (profile, selected_profile(sources)) {
            (Some(name), _) => (name.to_owned(), Some(SettingOrigin::Code("profile"))),
            (None, (name, true)) => (
                name,
                Some(SettingOrigin::Variable("AWS_PROFILE".to_owned())),
            ),
            (None, (name, false)) => (name, None),
        };
        let section = shared.profile(&name);
        if let (None, Some(origin)) = (section, origin) {
            return Err(ConfigError::new(origin, shared.no_profile(&name)));
        }
        let lookup = Lookup {
            sources,
            profile: section,
        };
        let mut settings = Self {
            profile: name,
            region: region(&lookup)?,
            max_attempts: lookup.parse(
                "AWS_MAX_ATTEMPTS",
                "max_attempts",
                "a whole number of 1 or more",
                |text| text.parse().ok().filter(|attempts| *attempts >= 1),
            )?,
            retry_mode: lookup.parse(
                "AWS_RETRY_MODE",
                "retry_mode",
                "`standard`, `adaptive` or `legacy`",
                retry_mode,
            )?,
            endpoint_options: EndpointOptions {
                use_fips: lookup.flag("AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint")?,
                use_dual_stack: lookup
                    .flag("AWS_USE_DUALSTACK_ENDPOINT", "use_dualstack_endpoint")?,
                allow_http: false,
            },
            app_id: lookup.parse("AWS_SDK_UA_APP_ID", "sdk_ua_app_id", APP_ID, app_id)?,
            disable_request_compression: lookup.flag(
                "AWS_DISABLE_REQUEST_COMPRESSION",
                "disable_request_compression",
            )?,
            request_min_compression_size: lookup.parse(
                "AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES",
                "request_min_compression_size_bytes",
                "a number of bytes from 0 to 10485760",
                |text| text.parse().ok().filter(|size| *size <= 10_485_760),
            )?,
            ..Self::default()
        };
        settings.read_endpoints(&lookup, shared)?;
        Ok(settings)
    }

    /// The configured endpoint of a service, by its model's service ID (`DynamoDB`, `SSO OIDC`).
    ///
    /// In order of precedence: `AWS_ENDPOINT_URL_<SERVICE>`, `AWS_ENDPOINT_URL`, the service's `endpoint_url` in the
    /// profile's `services` section, the profile's own `endpoint_url`.
    ///
    /// Source: [service-specific endpoints](https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html).
    pub(crate) fn endpoint_url_for(&self, sdk_id: &str) -> Option<&str> {
        let service = sdk_id.replace([' ', '-'], "_").to_ascii_uppercase();
        let found = self.environment_endpoints.get(&service);
        let found = found.or(self.environment_endpoint.as_ref());
        let found = found.or_else(|| self.profile_endpoints.get(&service));
        found.or(self.endpoint_url.as_ref()).map(String::as_str)
    }

    fn read_endpoints(
        &mut self,
        lookup: &Lookup<'_>,
        shared: &SharedConfig,
    ) -> Result<(), ConfigError> {
        let ignored = lookup.flag(
            "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
            "ignore_configured_endpoint_urls",
        )?;
        if ignored == Some(true) {
            return Ok(());
        }
        self.environment_endpoint = lookup
            .variable("AWS_ENDPOINT_URL")
            .map(Found::endpoint)
            .transpose()?;
        self.endpoint_url = match &self.environment_endpoint {
            Some(url) => Some(url.clone()),
            None => lookup
                .property("endpoint_url")
                .map(Found::endpoint)
                .transpose()?,
        };
        for (variable, _) in lookup.sources.vars("AWS_ENDPOINT_URL_") {
            let service = variable
                .strip_prefix("AWS_ENDPOINT_URL_")
                .filter(|service| !service.is_empty());
            if let (Some(service), Some(found)) = (service, lookup.variable(&variable)) {
                self.environment_endpoints
                    .insert(service.to_owned(), found.endpoint()?);
            }
        }
        let Some(services) = lookup
            .profile
            .and_then(|profile| profile.property("services"))
        else {
            return Ok(());
        };
        let Some(section) = shared.services(services.value()) else {
            let problem = format!("there is no `[services {}]` section", services.value());
            return Err(ConfigError::new(services.origin().clone(), problem));
        };
        for (service, property) in section.iter() {
            if let Some((url, origin)) = property
                .nested("endpoint_url")
                .filter(|(url, _)| !url.is_empty())
            {
                let url = Found::new("endpoint_url", url, origin).endpoint()?;
                self.profile_endpoints
                    .insert(service.replace('-', "_").to_ascii_uppercase(), url);
            }
        }
        Ok(())
    }
}

const APP_ID: &str = "at most 50 letters, digits and the characters !#$%&'*+-.^_`|~";

fn region(lookup: &Lookup<'_>) -> Result<Option<String>, ConfigError> {
    let found = lookup
        .variable("AWS_REGION")
        .or_else(|| lookup.find("AWS_DEFAULT_REGION", "region"));
    found
        .map(|found| found.parse("a region such as `eu-west-1`", parse_region))
        .transpose()
}

/// `legacy` is what SDKs did before the standard mode, which differed from SDK to SDK; it means the standard mode here.
///
/// Source: [retry behavior](https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html).
fn retry_mode(text: &str) -> Option<RetryMode> {
    match text.to_ascii_lowercase().as_str() {
        "standard" | "legacy" => Some(RetryMode::Standard),
        "adaptive" => Some(RetryMode::Adaptive),
        _ => None,
    }
}

/// Source: [application id](https://docs.aws.amazon.com/sdkref/latest/guide/feature-appid.html).
fn app_id(text: &str) -> Option<String> {
    let legal = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    (text.len() <= 50 && text.chars().all(legal)).then(|| text.to_owned())
}
