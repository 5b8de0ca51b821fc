//! The URL of a service in a region, and what its requests are signed for.
//!
//! Source: the endpoint rule sets that AWS publishes for every service, as included in botocore;
//! [`table`] is generated from them (`tools/endpoints`). The [SDKs and Tools Reference Guide][guide]
//! explains `FIPS`, `dual-stack` and custom endpoints.
//!
//! [guide]: https://docs.aws.amazon.com/sdkref/latest/guide/feature-endpoints.html

mod error;
pub(crate) mod own;
mod params;
mod partitions;
mod rules;
mod service;
pub mod table;
#[cfg(test)]
mod tests;
pub(crate) mod url;

use std::borrow::Cow;

pub use self::error::{EndpointError, EndpointErrorKind};
pub(crate) use self::params::{EndpointOptions, EndpointParams};
use self::partitions::PARTITIONS;
pub(crate) use self::rules::Auth;
use self::rules::{DUAL_STACK, ENDPOINT, FIPS, Partition, RuleInput, Then};
pub use self::service::ServiceMeta;
use self::url::{authority, host_of};

/// Where a request goes and what it is signed for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Endpoint {
    /// Scheme and host, with an optional port and path; no trailing slash and no query.
    pub url: String,
    pub signing_name: Cow<'static, str>,
    /// `None` only for a custom endpoint without a region.
    pub signing_region: Option<Cow<'static, str>>,
    /// How the service authenticates requests; only `SigV4` and `S3` can be signed.
    pub auth: Auth,
}

/// The endpoint of a service. Input can add only valid host labels to the host name.
pub(crate) fn resolve(
    service: &ServiceMeta,
    params: &EndpointParams<'_>,
) -> Result<Endpoint, EndpointError> {
    let fail = |kind| EndpointError::new(service, params, kind);
    if params.region.is_some_and(|region| !is_host_label(region)) {
        return Err(fail(EndpointErrorKind::InvalidRegion));
    }
    let endpoint = params
        .endpoint
        .map_or(Ok(String::new()), check_url)
        .map_err(|why| fail(EndpointErrorKind::InvalidEndpoint(why)))?;
    let input = RuleInput {
        prefix: service.endpoint.prefix,
        region: params.region.map(|name| (name, partition_of(name))),
        endpoint: &endpoint,
    };
    let bit = |set, bit| if set { bit } else { 0 };
    let variant = bit(params.use_fips, FIPS)
        | bit(params.use_dual_stack, DUAL_STACK)
        | bit(params.endpoint.is_some(), ENDPOINT);
    let found = input
        .rule(&service.endpoint, variant)
        .map(|rule| &rule.then);
    let (url, name, region) = match found {
        Some(Then::Url { url, name, region }) => (input.fill(url), *name, *region),
        // Rule sets word this in several ways, all of which mention the region.
        Some(Then::Refuse(why)) if params.region.is_none() && why.contains("egion") => {
            return Err(fail(EndpointErrorKind::MissingRegion(why)));
        }
        Some(Then::Refuse(why)) => return Err(fail(EndpointErrorKind::Refused(why))),
        None => return Err(fail(EndpointErrorKind::Refused("no rule for this region"))),
    };
    if service.id.is_empty() {
        // The URL of your own service comes from its declaration and has not been checked yet.
        let url = check_url(&url).map_err(|why| fail(EndpointErrorKind::InvalidEndpoint(why)))?;
        let region = own::signing_region(service.own, service.endpoint.prefix, &url, params)
            .map_err(|other| EndpointError::other_region(service, params, &other))?;
        return Ok(Endpoint {
            url,
            signing_name: Cow::Borrowed(service.signing_name),
            signing_region: region.map(Cow::Owned),
            auth: service.auth,
        });
    }
    Ok(Endpoint {
        url,
        signing_name: Cow::Borrowed(if name.is_empty() {
            service.signing_name
        } else {
            name
        }),
        signing_region: match region {
            "" => params.region.map(|region| Cow::Owned(region.to_owned())),
            "{g}" => input
                .region
                .map(|(_, partition)| Cow::Borrowed(partition.global_region)),
            template if template.contains('{') => Some(Cow::Owned(input.fill(template))),
            fixed => Some(Cow::Borrowed(fixed)),
        },
        auth: service.auth,
    })
}

/// The partition of a region, known or not: the rules engine's `aws.partition`, which falls back to the first
/// partition.
fn partition_of(region: &str) -> &'static Partition {
    PARTITIONS
        .iter()
        .find(|partition| partition.has(region))
        .unwrap_or(&PARTITIONS[0])
}

/// Why requests to a service cannot be sent.
#[derive(Debug)]
pub(crate) enum Unusable {
    Unresolved(EndpointError),
    /// They would be sent to another machine unencrypted.
    PlainHttp(String),
}

/// The endpoint of a service. Without permission, it is an error if requests would be sent to another machine
/// unencrypted.
pub(crate) fn resolve_usable(
    service: &ServiceMeta,
    params: &EndpointParams<'_>,
) -> Result<Endpoint, Unusable> {
    let endpoint = resolve(service, params).map_err(Unusable::Unresolved)?;
    // A host prefix makes no difference: `localhost` and IP addresses do not take one, and names under `localhost` are
    // local.
    if !params.allow_http && url::is_remote_http(&endpoint.url) {
        return Err(Unusable::PlainHttp(endpoint.url));
    }
    Ok(endpoint)
}

/// RFC 1123, section 2.1: at most 63 letters, digits and inner hyphens. Smithy's `hostLabel` requires the same.
pub(crate) fn is_host_label(label: &str) -> bool {
    let inner = |b: u8| b.is_ascii_alphanumeric() || b == b'-';
    (1..=63).contains(&label.len())
        && label.bytes().all(inner)
        && !label.starts_with('-')
        && !label.ends_with('-')
}

/// Checks a URL that requests are built on, and returns it as HTTP clients write it, without trailing slashes. The
/// error says what is wrong with it.
///
/// Clients write the scheme and the host in lowercase, omit the scheme's default port and shorten IP addresses. The
/// signature covers the host, so the URL must contain the host as it is sent.
pub(crate) fn check_url(url: &str) -> Result<String, &'static str> {
    let scheme = url.split_once("://").map_or("", |(scheme, _)| scheme);
    if !scheme.eq_ignore_ascii_case("https") && !scheme.eq_ignore_ascii_case("http") {
        return Err("it must start with `https://` or `http://`");
    }
    if !url.bytes().all(|b| b.is_ascii_graphic() && b != b'\\') {
        return Err("it contains a space, a backslash or a character that must be encoded");
    }
    if url.contains(['?', '#']) {
        return Err("it must not have a query or fragment");
    }
    let authority = authority(url).unwrap_or_default();
    if authority.contains('@') {
        return Err("it must not contain a user name or password");
    }
    if !is_host(host_of(authority)) {
        return Err("its host is not a host name or an IP address");
    }
    let port = &authority[host_of(authority).len()..];
    let is_port = |it: &str| it.bytes().all(|b| b.is_ascii_digit()) && it.parse::<u16>().is_ok();
    if !port.is_empty() && !port.strip_prefix(':').is_some_and(is_port) {
        return Err("its port is not a number up to 65535");
    }
    let parsed =
        ::url::Url::parse(url).map_err(|_| "its host is not a host name or an IP address")?;
    Ok(parsed.as_str().trim_end_matches('/').to_owned())
}

/// A name (underscores are common in container networks), an IPv4 address or an IPv6 address in brackets.
fn is_host(host: &str) -> bool {
    if let Some(address) = host.strip_prefix('[').and_then(|it| it.strip_suffix(']')) {
        return address.parse::<std::net::Ipv6Addr>().is_ok();
    }
    let legal = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_');
    !host.is_empty() && host.bytes().all(legal)
}
