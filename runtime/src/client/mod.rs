//! The client: configuration, connections, credentials and the retry budget, shared by its clones.

mod builder;
pub(crate) mod destinations;
pub(crate) mod hooks;
pub(crate) mod options;
#[cfg(feature = "aws-config")]
mod sdk_config;
pub(crate) mod trace;
pub(crate) mod user_agent;

use std::{fmt, sync::Arc};

use http::HeaderValue;

use crate::client::destinations::Destinations;
use crate::client::hooks::Hooks;
use crate::clock::{Clock, Rng};
use crate::config::{ConfigError, Settings, Sources};
use crate::credentials::{CachedCredentials, Tokens};
use crate::endpoint::{EndpointOptions, ServiceMeta};
use crate::retry::RetryConfig;
use crate::retry::adaptive::Throttle;
use crate::retry::budget::RetryBudget;
use crate::signing::{keys::SigningKeys, skew::Skews};
use crate::transport::Transport;
use crate::transport::timeout::Timeouts;

pub use builder::ClientBuilder;

/// Calls operations. Cloning is cheap, and clones share connections, credentials and the retry budget, so a program
/// needs only one client.
///
/// ```
/// # use opsmith::{operation};
/// # #[operation(service = "ivschat")]
/// # struct DeleteRoom { identifier: String }
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// use opsmith::Client;
///
/// let client = Client::from_env().await?;
/// DeleteRoom::new("arn:aws:ivschat:us-west-2:123456789012:room/AbCdEf123456").send(&client).await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Client {
    pub(crate) engine: Arc<Engine>,
}

/// What a client is made of.
pub(crate) struct Engine {
    pub(crate) region: Option<String>,
    pub(crate) endpoint_url: Option<String>,
    settings: Option<Settings>,
    pub(crate) endpoint_options: EndpointOptions,
    retry: RetryConfig,
    /// `DynamoDB`'s, unless one was set for all services.
    dynamodb_retry: Option<RetryConfig>,
    pub(crate) timeouts: Timeouts,
    pub(crate) max_response_bytes: usize,
    #[cfg_attr(not(feature = "compression"), allow(dead_code))]
    pub(crate) disable_compression: bool,
    #[cfg_attr(not(feature = "compression"), allow(dead_code))]
    pub(crate) min_compression_bytes: usize,
    pub(crate) user_agent: HeaderValue,
    pub(crate) lambda_function: bool,
    pub(crate) hooks: Hooks,
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) credentials: CachedCredentials,
    pub(crate) tokens: Tokens,
    pub(crate) sources: Arc<dyn Sources>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) rng: Arc<dyn Rng>,
    pub(crate) retry_budget: RetryBudget,
    pub(crate) throttle: Throttle,
    pub(crate) skews: Skews,
    pub(crate) signing_keys: SigningKeys,
    pub(crate) destinations: Destinations,
}

impl Engine {
    /// The retry settings for a service, unless a call overrides them.
    pub(crate) fn retry_for(&self, service: &ServiceMeta) -> &RetryConfig {
        match &self.dynamodb_retry {
            Some(retry) if service.sdk_id.starts_with("DynamoDB") => retry,
            _ => &self.retry,
        }
    }

    /// The endpoint configured for a service, in code or elsewhere.
    pub(crate) fn endpoint_for(&self, sdk_id: &str) -> Option<&str> {
        if let Some(url) = &self.endpoint_url {
            return Some(url);
        }
        // A custom service has its endpoint in its declaration, and no name in the environment.
        if sdk_id.is_empty() {
            return None;
        }
        self.settings.as_ref()?.endpoint_url_for(sdk_id)
    }
}

impl fmt::Debug for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Engine")
            .field("region", &self.region)
            .field("endpoint_url", &self.endpoint_url)
            .field("retry", &self.retry)
            .field("timeouts", &self.timeouts)
            .field("transport", &self.transport)
            .finish_non_exhaustive()
    }
}

impl Client {
    /// Creates a client with the region, credentials and other settings that the AWS SDKs would use here: from the
    /// environment, the shared configuration files, the container or the instance. Credentials are resolved by the
    /// first call.
    ///
    /// # Errors
    /// Returns an error if a setting is invalid. The error says where the setting comes from and what is valid.
    pub async fn from_env() -> Result<Self, ConfigError> {
        Self::builder().load().await
    }

    /// Configures a client in code.
    #[must_use]
    pub fn builder() -> ClientBuilder {
        ClientBuilder::default()
    }

    /// The region that calls go to, unless a call sets another one.
    #[must_use]
    pub fn region(&self) -> Option<&str> {
        self.engine.region.as_deref()
    }
}
