//! The official SDK's configuration. Feature `aws-config`.

use aws_config::{BehaviorVersion, SdkConfig};

use crate::{Client, ClientBuilder, RetryConfig, RetryMode, Timeouts};

impl Client {
    /// A client with the settings and the credential chain of the official SDK for Rust.
    ///
    /// # Errors
    /// If the configured endpoint is no URL.
    pub async fn from_aws_config() -> Result<Self, crate::ConfigError> {
        let config = aws_config::load_defaults(BehaviorVersion::latest()).await;
        Self::builder().sdk_config(&config).build()
    }
}

impl ClientBuilder {
    /// Takes over region, credentials, endpoint, FIPS, dual-stack, retries, timeouts and the application's id.
    #[must_use]
    pub fn sdk_config(mut self, config: &SdkConfig) -> Self {
        if let Some(region) = config.region() {
            self = self.region(region.as_ref());
        }
        if let Some(credentials) = config.credentials_provider() {
            self = self.credentials(credentials);
        }
        if let Some(url) = config.endpoint_url() {
            self = self.endpoint_url(url);
        }
        if let Some(fips) = config.use_fips() {
            self = self.use_fips(fips);
        }
        if let Some(dual_stack) = config.use_dual_stack() {
            self = self.use_dual_stack(dual_stack);
        }
        if let Some(app_name) = config.app_name() {
            self = self.app_id(app_name.as_ref());
        }
        if let Some(retry) = config.retry_config() {
            let mode = match retry.mode() {
                aws_config::retry::RetryMode::Adaptive => RetryMode::Adaptive,
                _ => RetryMode::Standard,
            };
            self = self.retry(
                RetryConfig::default()
                    .with_mode(mode)
                    .with_max_attempts(retry.max_attempts())
                    .with_initial_backoff(retry.initial_backoff())
                    .with_max_backoff(retry.max_backoff()),
            );
        }
        if let Some(theirs) = config.timeout_config() {
            let ours = Timeouts::default();
            self = self.timeouts(Timeouts {
                connect: theirs.connect_timeout().or(ours.connect),
                read: theirs.read_timeout().or(ours.read),
                attempt: theirs.operation_attempt_timeout().or(ours.attempt),
                operation: theirs.operation_timeout().or(ours.operation),
            });
        }
        self
    }
}
