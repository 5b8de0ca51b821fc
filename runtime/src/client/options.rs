//! The settings in which a single call differs from its client.

use http::{HeaderName, HeaderValue};

use crate::client::Engine;
use crate::endpoint::ServiceMeta;
use crate::retry::RetryConfig;
use crate::transport::timeout::Timeouts;

#[derive(Clone, Debug, Default)]
pub(crate) struct CallOptions {
    pub(crate) region: Option<String>,
    pub(crate) endpoint: Option<String>,
    /// Boxed, because most calls have none and calls are moved around.
    pub(crate) retry: Option<Box<RetryConfig>>,
    pub(crate) timeouts: Option<Box<Timeouts>>,
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,
}

impl CallOptions {
    pub(crate) fn retry<'a>(
        &'a self,
        engine: &'a Engine,
        service: &ServiceMeta,
    ) -> &'a RetryConfig {
        self.retry
            .as_deref()
            .unwrap_or_else(|| engine.retry_for(service))
    }

    pub(crate) fn timeouts<'a>(&'a self, engine: &'a Engine) -> &'a Timeouts {
        self.timeouts.as_deref().unwrap_or(&engine.timeouts)
    }
}
