//! The inputs of endpoint resolution besides the service.

/// What a program sets for the endpoints of all services, in code or elsewhere. A new endpoint parameter goes here and
/// in [`EndpointOptions::params`]: calls, presigned URLs, warm-ups and the services that issue credentials all use it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct EndpointOptions {
    pub use_fips: Option<bool>,
    pub use_dual_stack: Option<bool>,
    /// Allows plain http to other machines. Only code can set it.
    pub allow_http: bool,
}

impl EndpointOptions {
    /// These options, with `others` for what they leave open.
    #[must_use]
    pub(crate) fn or(self, others: Self) -> Self {
        Self {
            use_fips: self.use_fips.or(others.use_fips),
            use_dual_stack: self.use_dual_stack.or(others.use_dual_stack),
            allow_http: self.allow_http || others.allow_http,
        }
    }

    /// The parameters for a service in `region`, with the custom endpoint `endpoint`, if any.
    pub(crate) fn params<'a>(
        self,
        region: Option<&'a str>,
        endpoint: Option<&'a str>,
    ) -> EndpointParams<'a> {
        EndpointParams {
            region,
            is_call_region: false,
            use_fips: self.use_fips == Some(true),
            use_dual_stack: self.use_dual_stack == Some(true),
            allow_http: self.allow_http,
            endpoint,
        }
    }
}

/// The inputs of endpoint resolution besides the service.
#[allow(clippy::struct_excessive_bools)] // settings, each on or off
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct EndpointParams<'a> {
    /// Required unless there is an `endpoint`.
    pub region: Option<&'a str>,
    /// Whether the region comes from the call itself instead of its client.
    pub is_call_region: bool,
    pub use_fips: bool,
    pub use_dual_stack: bool,
    /// Whether requests may go to another machine in the clear.
    pub allow_http: bool,
    /// A custom endpoint, which overrides the table.
    pub endpoint: Option<&'a str>,
}

impl EndpointParams<'_> {
    /// The parameters of a call, which may set its own region.
    #[must_use]
    pub(crate) fn of_call(mut self, sets_region: bool) -> Self {
        self.is_call_region = sets_region;
        self
    }
}
