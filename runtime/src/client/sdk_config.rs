//! The official SDK's configuration. Feature `aws-config`.

use aws_config::{BehaviorVersion, SdkConfig, timeout::TimeoutConfig};

use crate::client::{Client, ClientBuilder};
use crate::retry::{RetryConfig, RetryMode};
use crate::transport::timeout::Timeouts;

impl Client {
    /// A client with the settings and the credential chain of the official SDK for Rust.
    ///
    /// # Errors
    /// Returns an error if the configured endpoint is not a URL.
    pub async fn from_aws_config() -> Result<Self, crate::config::ConfigError> {
        let config = aws_config::load_defaults(BehaviorVersion::latest()).await;
        Self::builder().sdk_config(&config).build()
    }
}

impl ClientBuilder {
    /// Copies the region, credentials, endpoint, FIPS, dual-stack, application ID, retry settings (mode, attempts and
    /// backoff) and timeouts. A disabled timeout becomes no limit; a timeout that is not set keeps opsmith's default.
    ///
    /// Everything else is ignored: service-specific endpoints (`AWS_ENDPOINT_URL_CHIME`), which [`load`](Self::load)
    /// reads, the HTTP client, the clock, stalled-stream protection, and the settings for compression and checksums.
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
                    // As in the SDK, which keeps its own 50 ms for anything but throttling.
                    .with_throttling_backoff(retry.initial_backoff())
                    .with_max_backoff(retry.max_backoff()),
            );
        }
        if let Some(theirs) = config.timeout_config() {
            let theirs = or_ours(theirs);
            self = self.timeouts(Timeouts {
                connect: theirs.connect_timeout(),
                read: theirs.read_timeout(),
                attempt: theirs.operation_attempt_timeout(),
                operation: theirs.operation_timeout(),
                ..Timeouts::default()
            });
        }
        self
    }
}

/// The timeouts, with opsmith's defaults in place of those that are not set. The SDK's getters do not distinguish those
/// from disabled ones.
fn or_ours(theirs: &TimeoutConfig) -> TimeoutConfig {
    let ours = Timeouts::default();
    let mut defaults = TimeoutConfig::builder();
    defaults
        .set_connect_timeout(ours.connect)
        .set_read_timeout(ours.read)
        .set_operation_attempt_timeout(ours.attempt)
        .set_operation_timeout(ours.operation);
    let mut merged = theirs.clone();
    merged.take_defaults_from(&defaults.build());
    merged
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_disabled_timeout_stays_disabled() {
        let theirs = TimeoutConfig::builder()
            .disable_read_timeout()
            .operation_timeout(Duration::from_secs(7))
            .build();
        let merged = or_ours(&theirs);
        let ours = Timeouts::default();
        assert_eq!(merged.read_timeout(), None);
        assert_eq!(merged.operation_timeout(), Some(Duration::from_secs(7)));
        assert_eq!(merged.connect_timeout(), ours.connect);
        assert_eq!(merged.operation_attempt_timeout(), ours.attempt);
    }
}
