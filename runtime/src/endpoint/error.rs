//! Why a service has no endpoint.

use std::error::Error;
use std::fmt;

use super::own::Contradiction;
use super::params::EndpointParams;
use super::service::ServiceMeta;

/// A service has no endpoint for the requested region and options. Nothing was sent.
///
/// The message names the service and the region, the reason (in AWS's own words if the service's rule set rejects the
/// combination) and what to change.
///
/// ```
/// use opsmith::{Client, EndpointError, EndpointErrorKind, operation};
///
/// #[operation(service = "ivschat")]
/// struct DeleteRoom { identifier: String }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), opsmith::ConfigError> {
/// let client = Client::builder().region("us west 2").build()?;
/// let error = DeleteRoom::new("room").send(&client).await.unwrap_err();
/// let cause = error.cause().unwrap().downcast_ref::<EndpointError>().unwrap();
/// assert_eq!(cause.kind(), EndpointErrorKind::InvalidRegion);
/// assert_eq!((cause.service(), cause.region()), ("ivschat", Some("us west 2")));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct EndpointError {
    service: &'static str,
    region: Option<String>,
    kind: EndpointErrorKind,
    change: &'static str,
    other: &'static str,
    /// The host in a different region, and that region.
    place: Option<Box<(String, String)>>,
}

/// The reason of an [`EndpointError`].
///
/// ```
/// use opsmith::{EndpointError, EndpointErrorKind};
///
/// fn advice(error: &EndpointError) -> &'static str {
///     match error.kind() {
///         EndpointErrorKind::MissingRegion(_) => "set AWS_REGION",
///         EndpointErrorKind::Refused(_) => "ask without FIPS or dual-stack",
///         _ => "check the settings",
///     }
/// }
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum EndpointErrorKind {
    /// The region is missing, but the service's rule set or the signature requires one; the text says which.
    MissingRegion(&'static str),
    /// The region is not a valid host label ([RFC 1123, section 2.1][rfc]), so it cannot be part of a host name.
    ///
    /// [rfc]: https://www.rfc-editor.org/rfc/rfc1123#section-2
    InvalidRegion,
    /// The host of your own service is in a different region than the declaration or the call specifies.
    OtherRegion,
    /// The custom endpoint is not a usable URL; the text says why.
    InvalidEndpoint(&'static str),
    /// The service's rule set rejects this combination of region, FIPS, dual-stack and custom endpoint, with this
    /// message.
    Refused(&'static str),
}

impl EndpointError {
    pub(super) fn new(
        service: &ServiceMeta,
        params: &EndpointParams<'_>,
        kind: EndpointErrorKind,
    ) -> Self {
        let (change, other) = advice(kind, service, params);
        Self {
            service: service.label(),
            region: params.region.map(str::to_owned),
            kind,
            change,
            other,
            place: None,
        }
    }

    /// The endpoint does not need a region, but the signature does.
    pub(crate) fn unsigned(service: &ServiceMeta, params: &EndpointParams<'_>) -> Self {
        let kind = EndpointErrorKind::MissingRegion("the signature requires one");
        Self::new(service, params, kind)
    }

    /// The host is in a different region than the call or the declaration specifies.
    pub(super) fn other_region(
        service: &ServiceMeta,
        params: &EndpointParams<'_>,
        found: &Contradiction,
    ) -> Self {
        let said = params.region.filter(|_| params.is_call_region);
        Self {
            region: Some(said.unwrap_or(service.own.region).to_owned()),
            place: Some(Box::new((found.host.clone(), found.region.clone()))),
            ..Self::new(service, params, EndpointErrorKind::OtherRegion)
        }
    }

    /// The reason.
    #[must_use]
    pub fn kind(&self) -> EndpointErrorKind {
        self.kind
    }

    /// The ID of the AWS service, or the type name of your own service.
    #[must_use]
    pub fn service(&self) -> &'static str {
        self.service
    }

    /// The requested region.
    #[must_use]
    pub fn region(&self) -> Option<&str> {
        self.region.as_deref()
    }
}

/// What the caller can do, if known: a change and an alternative.
fn advice(
    kind: EndpointErrorKind,
    service: &ServiceMeta,
    params: &EndpointParams<'_>,
) -> (&'static str, &'static str) {
    let change = match kind {
        EndpointErrorKind::MissingRegion(_) => {
            return ("set one in code, with `AWS_REGION` or in the profile", "");
        }
        EndpointErrorKind::OtherRegion => {
            return ("remove the region or change the host", "");
        }
        EndpointErrorKind::InvalidRegion => {
            return (
                "a region is at most 63 letters, digits and inner hyphens",
                "",
            );
        }
        EndpointErrorKind::Refused(_) if params.use_fips => {
            "turn off FIPS (`AWS_USE_FIPS_ENDPOINT`)"
        }
        EndpointErrorKind::Refused(_) if params.use_dual_stack => {
            "turn off dual-stack (`AWS_USE_DUALSTACK_ENDPOINT`)"
        }
        EndpointErrorKind::Refused(_) if params.endpoint.is_some() => {
            return ("remove or change the custom endpoint", "");
        }
        EndpointErrorKind::InvalidEndpoint(_) | EndpointErrorKind::Refused(_) => return ("", ""),
    };
    let other = match (service.id, params.endpoint) {
        // The endpoint is part of the declaration and cannot be removed.
        ("", _) => "",
        (_, Some(_)) => " or remove the custom endpoint",
        (_, None) => " or choose a region that supports it",
    };
    (change, other)
}

impl fmt::Display for EndpointError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.region {
            // The region may be anything, including line breaks.
            Some(region) => write!(f, "{} in {}: ", self.service, region.escape_debug())?,
            None => write!(f, "{} without a region: ", self.service)?,
        }
        match self.kind {
            // This is the wording of S3's rule set.
            EndpointErrorKind::InvalidRegion => {
                f.write_str("Invalid region: region was not a valid DNS name.")?;
            }
            EndpointErrorKind::OtherRegion => {
                if let Some((host, region)) = self.place.as_deref() {
                    write!(f, "the host `{host}` is in {region}")?;
                }
            }
            EndpointErrorKind::MissingRegion(why) | EndpointErrorKind::Refused(why) => {
                f.write_str(why)?;
            }
            EndpointErrorKind::InvalidEndpoint(why) => {
                write!(f, "the custom endpoint is not usable: {why}")?;
            }
        }
        if self.change.is_empty() {
            return Ok(());
        }
        write!(f, " ({}{})", self.change, self.other)
    }
}

/// The same line as `Display`.
impl fmt::Debug for EndpointError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Error for EndpointError {}
