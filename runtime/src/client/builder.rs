//! How a client is configured.

use std::{any::TypeId, fmt, sync::Arc, time::Duration};

use aws_credential_types::provider::{ProvideCredentials, token::ProvideToken};

use super::{Client, Engine};
use crate::client::destinations::Destinations;
use crate::client::hooks::{Hook, Hooks};
use crate::client::trace;
use crate::client::user_agent::user_agent;
use crate::clock::{Clock, Rng, SystemClock, SystemRng};
use crate::config::error::without_password;
use crate::config::network::Network;
use crate::config::value::Lookup;
use crate::config::{ConfigError, ProcessSources, Settings, SharedConfig, Sources};
use crate::credentials::{
    CachedCredentials, Context, DefaultChain, FoundTokens, Instance, NoCredentials, Tokens,
    instance_region,
};
use crate::endpoint::{self, EndpointOptions};
use crate::future::BoxFuture;
use crate::retry::adaptive::Throttle;
use crate::retry::budget::RetryBudget;
use crate::retry::{RetryConfig, RetryMode};
use crate::signing::{keys::SigningKeys, skew::Skews};
use crate::transport::Transport;
use crate::transport::http_transport::HttpTransport;
use crate::transport::settings::TransportSettings;
use crate::transport::timeout::Timeouts;

/// Configures a [`Client`].
///
/// ```
/// use opsmith::{Client, Credentials};
/// let client = Client::builder()
///     .region("us-east-1")
///     .credentials(Credentials::from_keys("AKIDEXAMPLE", "secret", None))
///     .build()?;
/// # Ok::<(), opsmith::ConfigError>(())
/// ```
#[derive(Default)]
pub struct ClientBuilder {
    region: Option<String>,
    profile: Option<String>,
    credentials: Option<Arc<dyn ProvideCredentials>>,
    credentials_are_of_chain: bool,
    credentials_timeout: Option<Duration>,
    tokens: Option<Arc<dyn ProvideToken>>,
    endpoint_url: Option<String>,
    endpoint_options: EndpointOptions,
    retry: Option<RetryConfig>,
    timeouts: Option<Timeouts>,
    max_response_bytes: Option<usize>,
    disable_compression: Option<bool>,
    min_compression_bytes: Option<usize>,
    app_id: Option<String>,
    hooks: Hooks,
    transport: Option<Arc<dyn Transport>>,
    clock: Option<Arc<dyn Clock>>,
    rng: Option<Arc<dyn Rng>>,
}

/// The limits for a custom provider and for the chain: a `credential_process` and the roles after it.
const PROVIDER_TIMEOUT: Duration = Duration::from_secs(5);
const CHAIN_TIMEOUT: Duration = Duration::from_secs(90);
/// The limit for responses read into memory.
const MAX_RESPONSE_BYTES: usize = 100 * 1024 * 1024;
/// The SDKs' default minimum length for compression.
const MIN_COMPRESSION_BYTES: usize = 10_240;

/// What [`load`](ClientBuilder::load) adds to the settings made in code. Only `load` makes it, so that the linker drops
/// all sources of credentials from a program that calls [`build`](ClientBuilder::build) instead.
struct Found {
    settings: Settings,
    /// Unless credentials are set in code.
    credentials: Arc<dyn ProvideCredentials>,
    tokens: FoundTokens,
}

impl ClientBuilder {
    /// The region, such as `us-east-1`.
    #[must_use]
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.region = Some(region.into());
        self
    }

    /// The profile in the shared configuration files, for settings and credentials. Default: `AWS_PROFILE`, or else
    /// `default`.
    ///
    /// [`load`](Self::load) reads it and returns an error if there is no such profile. [`build`](Self::build) does not
    /// read files and returns an error if a profile is set.
    #[must_use]
    pub fn profile(mut self, profile: impl Into<String>) -> Self {
        self.profile = Some(profile.into());
        self
    }

    /// Where credentials come from: [`Credentials`](crate::Credentials), or any provider of the AWS ecosystem. A
    /// provider's credentials are cached and renewed before they expire. If it returns an error, all calls in the next
    /// second get that error.
    ///
    /// A provider that makes calls needs its own client. If it used the client it provides credentials for, it would
    /// wait for itself, which is an error.
    #[must_use]
    pub fn credentials<P: ProvideCredentials + 'static>(mut self, provider: P) -> Self {
        self.credentials_are_of_chain = TypeId::of::<P>() == TypeId::of::<DefaultChain>();
        self.credentials = Some(Arc::new(provider));
        self
    }

    /// Where bearer tokens come from: a [`Token`](crate::credentials::Token), or any provider of the AWS ecosystem. They
    /// authenticate the operations whose model asks for one (`auth = "bearer"` in a declaration without a model), and
    /// are cached and renewed like credentials. An operation that takes either, such as those of Amazon Bedrock, is
    /// signed if the client also has [`credentials`](Self::credentials).
    ///
    /// Default for a client that is [loaded](Self::load) from the environment: `AWS_BEARER_TOKEN_BEDROCK` for Amazon
    /// Bedrock, unless credentials are set in code; for other AWS services, the sign-in of the profile's `sso_session`,
    /// from `aws sso login`. Your own service gets only a token that is set in code.
    ///
    /// Tokens are never sent without TLS, except to this machine.
    ///
    /// ```
    /// use opsmith::{Client, credentials::Token};
    /// let client = Client::builder()
    ///     .region("us-east-1")
    ///     .bearer_token(Token::new("my-api-key", None))
    ///     .build()?;
    /// # Ok::<(), opsmith::ConfigError>(())
    /// ```
    #[must_use]
    pub fn bearer_token(mut self, provider: impl ProvideToken + 'static) -> Self {
        self.tokens = Some(Arc::new(provider));
        self
    }

    /// How long the provider of credentials or tokens may take. After that, calls that wait for it fail, and later calls
    /// ask it again.
    ///
    /// Default: 5 seconds, as in the AWS SDK for Rust, or 90 seconds for [`DefaultChain`], whose providers have their
    /// own limits. The longest of those is a minute, for a person using a `credential_process`.
    #[must_use]
    pub const fn credentials_timeout(mut self, limit: Duration) -> Self {
        self.credentials_timeout = Some(limit);
        self
    }

    /// The endpoint for every service, such as `http://127.0.0.1:4566`. A path in it is prepended to the operations'
    /// paths.
    #[must_use]
    pub fn endpoint_url(mut self, url: impl Into<String>) -> Self {
        self.endpoint_url = Some(url.into());
        self
    }

    /// Whether to use FIPS endpoints, also for the services that [`DefaultChain`] gets credentials from. Default: no.
    #[must_use]
    pub fn use_fips(mut self, use_fips: bool) -> Self {
        self.endpoint_options.use_fips = Some(use_fips);
        self
    }

    /// Whether to use dual-stack endpoints (IPv4 and IPv6), also for the services that [`DefaultChain`] gets credentials
    /// from. Default: no.
    #[must_use]
    pub fn use_dual_stack(mut self, use_dual_stack: bool) -> Self {
        self.endpoint_options.use_dual_stack = Some(use_dual_stack);
        self
    }

    /// Allows plain http to endpoints on other machines, where anyone on the network path can read and replay requests.
    /// Loopback endpoints are always allowed.
    #[must_use]
    pub const fn allow_http(mut self, allow: bool) -> Self {
        self.endpoint_options.allow_http = allow;
        self
    }

    /// The retry settings of calls. Default: 3 attempts.
    #[must_use]
    pub fn retry(mut self, retry: RetryConfig) -> Self {
        self.retry = Some(retry);
        self
    }

    /// The time limits of calls.
    #[must_use]
    pub fn timeouts(mut self, timeouts: Timeouts) -> Self {
        self.timeouts = Some(timeouts);
        self
    }

    /// The maximum length, in bytes, of a response read into memory. Default: 100 MiB. Streaming payloads have no
    /// limit. At most 1 MiB of an error is read; the rest is ignored.
    #[must_use]
    pub const fn max_response_bytes(mut self, bytes: usize) -> Self {
        self.max_response_bytes = Some(bytes);
        self
    }

    /// Whether to send request bodies uncompressed even if an operation is declared with `compression`. Default: no.
    #[must_use]
    pub const fn disable_compression(mut self, disable: bool) -> Self {
        self.disable_compression = Some(disable);
        self
    }

    /// The minimum length, in bytes, of a body to compress. Default: 10,240.
    #[must_use]
    pub const fn min_compression_bytes(mut self, bytes: usize) -> Self {
        self.min_compression_bytes = Some(bytes);
        self
    }

    /// The application ID in the user agent.
    #[must_use]
    pub fn app_id(mut self, app_id: impl Into<String>) -> Self {
        self.app_id = Some(app_id.into());
        self
    }

    /// Adds a hook that runs at every attempt.
    #[must_use]
    pub fn hook(mut self, hook: impl Hook) -> Self {
        self.hooks.0.push(Arc::new(hook));
        self
    }

    /// The transport that sends requests. Default: [`HttpTransport`]. If you set your own transport, the environment
    /// variables for proxies and certificates are ignored, and so is [`Timeouts::connect`](crate::Timeouts::connect).
    #[must_use]
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// The clock. Default: the operating system's.
    #[must_use]
    pub fn clock(mut self, clock: impl Clock) -> Self {
        self.clock = Some(Arc::new(clock));
        self
    }

    /// The source of random numbers. Default: seeded by the operating system.
    #[must_use]
    pub fn rng(mut self, rng: impl Rng) -> Self {
        self.rng = Some(Arc::new(rng));
        self
    }

    /// Builds the client with only the settings made in code; nothing is read from the environment. (In a Lambda
    /// function, the trace header is still passed on so that AWS can stop recursion.)
    ///
    /// A program that only calls this and never [`load`](Self::load) or [`Client::from_env`] does not contain the
    /// sources of credentials, which saves about half a megabyte.
    ///
    /// # Errors
    /// Returns an error if the endpoint is not a URL that requests can be sent to, or if a [`profile`](Self::profile)
    /// is set, which requires [`load`](Self::load).
    pub fn build(self) -> Result<Client, ConfigError> {
        if let Some(profile) = &self.profile {
            return Err(ConfigError::unread_profile(profile));
        }
        self.finish(None, Arc::new(ProcessSources))
    }

    /// Builds the client, taking what is not set in code from the environment, the shared configuration files, the
    /// container or the instance, as the AWS SDKs do.
    ///
    /// # Errors
    /// Returns an error if a setting is invalid, or if the profile named in code or in `AWS_PROFILE` does not exist.
    /// The error says where the setting comes from and what is valid.
    pub async fn load(self) -> Result<Client, ConfigError> {
        self.load_from(Arc::new(ProcessSources)).await
    }

    /// Boxed, because the body of an asynchronous function is compiled in the crate that awaits it.
    pub(crate) fn load_from(
        self,
        sources: Arc<dyn Sources>,
    ) -> BoxFuture<'static, Result<Client, ConfigError>> {
        Box::pin(self.load_with(sources))
    }

    async fn load_with(mut self, sources: Arc<dyn Sources>) -> Result<Client, ConfigError> {
        let shared = SharedConfig::load(&*sources)?;
        let settings = Settings::resolve(&*sources, &shared, self.profile.as_deref())?;
        if self.transport.is_none() {
            let network = Network::resolve(&Lookup {
                sources: &*sources,
                profile: shared.profile(&settings.profile),
            })?;
            self.transport = Some(Arc::new(self.http_transport(network)));
        }
        self.region = self.region.or_else(|| settings.region.clone());
        if self.region.is_none() {
            let context = self.context(sources.clone());
            // Not on an instance, or the instance does not respond: a call will report that there is no region.
            self.region = instance_region(&context, &settings).await.ok();
        }
        let context = self.context(sources.clone());
        let mut chain = DefaultChain::with(context.clone());
        if let Some(profile) = &self.profile {
            chain = chain.profile(profile);
        }
        if let Some(region) = &self.region {
            chain = chain.region(region);
        }
        let found = Found {
            settings,
            credentials: Arc::new(chain),
            tokens: FoundTokens::new(context, self.profile.clone()),
        };
        self.finish(Some(found), sources)
    }

    fn http_transport(&self, network: Network) -> HttpTransport {
        let default = Timeouts::default();
        let timeouts = self.timeouts.as_ref().unwrap_or(&default);
        HttpTransport::with(TransportSettings::new(
            timeouts.connect,
            network.proxies,
            network.ca_bundle,
        ))
    }

    /// The parts that the credentials providers need, created now if they were not set.
    fn context(&mut self, sources: Arc<dyn Sources>) -> Context {
        let transport = match &self.transport {
            Some(transport) => transport.clone(),
            None => Arc::new(self.http_transport(Network::default())),
        };
        Context {
            sources,
            transport: self.transport.insert(transport).clone(),
            clock: self
                .clock
                .get_or_insert_with(|| Arc::new(SystemClock))
                .clone(),
            endpoint_options: self.endpoint_options,
            instance: Arc::new(Instance::new(
                self.rng.get_or_insert_with(|| Arc::new(SystemRng)).clone(),
            )),
        }
    }

    fn finish(
        mut self,
        found: Option<Found>,
        sources: Arc<dyn Sources>,
    ) -> Result<Client, ConfigError> {
        if let Some(url) = &self.endpoint_url {
            endpoint::check_url(url).map_err(|why| ConfigError::endpoint(url, why))?;
        }
        let context = self.context(sources.clone());
        let (transport, clock) = (context.transport.clone(), context.clock.clone());
        let (settings, found_credentials, found_tokens) = match found {
            Some(found) => (
                Some(found.settings),
                Some(found.credentials),
                Some(found.tokens),
            ),
            None => (None, None, None),
        };
        let is_chain = self.credentials_are_of_chain || self.credentials.is_none();
        let limit = self.credentials_timeout.unwrap_or(if is_chain {
            CHAIN_TIMEOUT
        } else {
            PROVIDER_TIMEOUT
        });
        let has_credentials = self.credentials.is_some() && !self.credentials_are_of_chain;
        let provider: Arc<dyn ProvideCredentials> = self
            .credentials
            .or(found_credentials)
            .unwrap_or_else(|| Arc::new(NoCredentials));
        let rng = self.rng.unwrap_or_else(|| Arc::new(SystemRng));
        let cached = |provider| CachedCredentials::new(provider, clock.clone(), rng.clone(), limit);
        let credentials = cached(provider);
        let tokens = Tokens::new(self.tokens, found_tokens, has_credentials, cached);
        let found = settings.as_ref();
        let chosen_attempts = found.and_then(|settings| settings.max_attempts);
        let is_chosen = self.retry.is_some();
        let retry = self.retry.unwrap_or_else(|| {
            let mut retry = RetryConfig::default();
            if let Some(attempts) = chosen_attempts {
                retry = retry.with_max_attempts(attempts);
            }
            if let Some(mode) = found.and_then(|settings| settings.retry_mode) {
                retry = retry.with_mode(mode);
            }
            retry
        });
        let dynamodb_retry = (!is_chosen).then(|| retry.clone().of_dynamodb(chosen_attempts));
        let app_id = self
            .app_id
            .or_else(|| found.and_then(|settings| settings.app_id.clone()));
        let min_compression_bytes = self
            .min_compression_bytes
            .or_else(|| {
                found.and_then(|settings| settings.request_min_compression_size?.try_into().ok())
            })
            .unwrap_or(MIN_COMPRESSION_BYTES);
        let engine = Engine {
            region: self.region,
            endpoint_url: self.endpoint_url,
            endpoint_options: found.map_or(self.endpoint_options, |settings| {
                self.endpoint_options.or(settings.endpoint_options)
            }),
            throttle: Throttle::new(retry.mode == RetryMode::Adaptive),
            retry,
            dynamodb_retry,
            timeouts: self.timeouts.unwrap_or_default(),
            max_response_bytes: self.max_response_bytes.unwrap_or(MAX_RESPONSE_BYTES),
            disable_compression: self
                .disable_compression
                .or_else(|| found?.disable_request_compression)
                .unwrap_or_default(),
            min_compression_bytes,
            user_agent: user_agent(app_id.as_deref()),
            lambda_function: trace::is_function(&*sources),
            hooks: self.hooks,
            transport,
            credentials,
            tokens,
            sources,
            clock,
            rng,
            retry_budget: RetryBudget::new(),
            skews: Skews::default(),
            signing_keys: SigningKeys::default(),
            destinations: Destinations::default(),
            settings,
        };
        Ok(Client {
            engine: Arc::new(engine),
        })
    }
}

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Not checked yet, so it may contain a password.
        let endpoint_url = self.endpoint_url.as_deref().map(without_password);
        f.debug_struct("ClientBuilder")
            .field("region", &self.region)
            .field("profile", &self.profile)
            .field("endpoint_url", &endpoint_url)
            .finish_non_exhaustive()
    }
}
