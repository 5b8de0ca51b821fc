//! The options of a single call, written once for every kind of call.

/// Where this call goes and which headers it carries: `region`, `endpoint_url` and `header`.
macro_rules! target_options {
    ($self:ident, $options:expr) => {
        /// Sends this call to another region.
        pub fn region(mut $self, region: impl Into<String>) -> Self {
            $options.region = Some(region.into());
            $self
        }

        /// Sends this call to another endpoint.
        pub fn endpoint_url(mut $self, url: impl Into<String>) -> Self {
            $options.endpoint = Some(url.into());
            $self
        }

        /// Adds a header. It is signed with the others, except for the trace context headers, which proxies change. The
        /// call fails with an error of kind `Build` if the header is one that signing, HTTP or the client sets
        /// (`authorization`, `host`, `user-agent`, ...). To name your application in the user agent, use the client's
        /// `app_id`.
        pub fn header(mut $self, name: http::HeaderName, value: http::HeaderValue) -> Self {
            $options.headers.push((name, value));
            $self
        }
    };
}
pub(crate) use target_options;

/// All options of a call.
macro_rules! call_options {
    ($self:ident, $options:expr, $engine:expr) => {
        $crate::call::options::target_options!($self, $options);

        /// The retry settings of this call.
        pub fn retry(mut $self, retry: $crate::RetryConfig) -> Self {
            $options.retry = Some(Box::new(retry));
            $self
        }

        /// The time limits of this call. The client's `connect` limit still applies.
        pub fn timeouts(mut $self, timeouts: $crate::Timeouts) -> Self {
            $options.timeouts = Some(Box::new(timeouts));
            $self
        }

        /// The time limit for this call as a whole, including retries.
        pub fn timeout(mut $self, operation: std::time::Duration) -> Self {
            let timeouts = $options.timeouts(&$engine).clone();
            $options.timeouts = Some(Box::new(timeouts.with_operation(operation)));
            $self
        }
    };
}
pub(crate) use call_options;
